import type { JobPosting } from '../models/job-posting.js';
import type { RawJobPublicationView } from '../schemas/job-publication.js';
import type { RawJobView } from '../schemas/job.js';
import { readDate, type MapperContext } from './context.js';
import { JOB_STATUSES, memberOf } from './values/enums.js';
import { isBlank, toText } from './values/text.js';

/** Maps every publication of a job, in the order of its records. */
export function toJobPostings(
  raw: RawJobView,
  context: MapperContext,
  observedAt: Date,
  title: string | null,
  description: string | null,
): JobPosting[] {
  return (raw.PublishedOn ?? []).flatMap((publication, index) =>
    publication === null || publication === undefined
      ? []
      : {
          id: context.ids.posting(raw.Id, toPublicationKey(publication)),
          remote_id: toText(publication.Name) ?? toText(publication.InternalName),
          title,
          description_html: description,
          status: toPostingStatus(raw, publication, context, observedAt, `PublishedOn.${index}`),
          visibility: null,
          url: toPostingUrl(raw, publication, context),
        },
  );
}

// A job board can be used with several accounts.
function toPublicationKey(raw: RawJobPublicationView): string {
  // Some servers write "" where others write null.
  const texts = [raw.InternalName, raw.Name, raw.Partner, raw.Account].map((text) =>
    isBlank(text ?? '') ? null : text,
  );
  // Some servers write numbers as text.
  const Channel = typeof raw.Channel === 'string' && /^\d+$/.test(raw.Channel) ? Number(raw.Channel) : raw.Channel;
  return JSON.stringify([...texts, Channel]);
}

function toPostingStatus(
  raw: RawJobView,
  publication: RawJobPublicationView,
  context: MapperContext,
  observedAt: Date,
  path: string,
): JobPosting['status'] {
  switch (memberOf(JOB_STATUSES, raw.Status)) {
    case 'Open':
      return isRunning(raw, publication, context, observedAt.getTime(), path) ? 'ACTIVE' : 'INACTIVE';
    case 'Draft':
      return 'DRAFT';
    case undefined:
      return null;
    default:
      return 'INACTIVE';
  }
}

function isRunning(
  raw: RawJobView,
  publication: RawJobPublicationView,
  context: MapperContext,
  now: number,
  path: string,
): boolean {
  const start = readDate(publication.PublicationDate, context, raw.Id, `${path}.PublicationDate`);
  const end = readDate(publication.ExpirationDate, context, raw.Id, `${path}.ExpirationDate`);
  return (start?.getTime() ?? now) <= now && now < (end?.getTime() ?? Infinity);
}

function toPostingUrl(raw: RawJobView, publication: RawJobPublicationView, context: MapperContext): string | null {
  const url = toText(publication.JobAdUrl)?.trim();
  if (url !== undefined) return url.split('$Referrer$').join(context.encodedSource);
  return context.portalUrl === null ? null : `${context.portalUrl}/Job/${raw.Id}`;
}
