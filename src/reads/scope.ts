import { remoteNumberOf } from '../core/ids.js';
import type { Services } from '../core/services.js';
import { InputError } from '../errors.js';
import { sameName } from '../mappers/values/text.js';
import type { RawApplicationView, RawMandatorView } from '../schemas/index.js';
import type { CheckedQuery } from './query.js';

/** The jobs and sources by which a crawl looks for applicants. */
export interface Scope {
  /** Only applicants of these jobs; undefined for all jobs. */
  readonly jobIds?: ReadonlySet<number> | undefined;
  /** Only applicants who came through these sources; undefined for all sources. */
  readonly sources?: readonly string[] | undefined;
}

/** Reads the scope from the filters that candidates and applications share. */
export function scopeOf(
  services: Services,
  query: Pick<CheckedQuery<'applications'>, 'job_ids' | 'only_created'>,
): Scope {
  const { job_ids: jobIds, only_created: only } = query;
  if (only === true && services.settings.source === undefined) {
    throw new InputError([{ code: 'not_allowed', path: 'only_created', message: 'needs the client option `source`' }]);
  }
  return {
    jobIds: jobIds && new Set(jobIds.map((id, index) => remoteNumberOf(services.ids, 'job', id, `job_ids.${index}`))),
    sources: Array.isArray(only) ? only : only === true ? [services.settings.source?.name ?? ''] : undefined,
  };
}

/** Whether a source is one of those in scope. */
export function isOfSources({ sources }: Scope, name: string | null | undefined): boolean {
  return sources === undefined || sources.some((source) => sameName(name, source));
}

/** Whether a crawl by these sources would find the applicant who has these applications. */
export function hasApplicationInScope(applications: readonly RawApplicationView[], scope: Scope): boolean {
  const { jobIds, sources } = scope;
  if (sources === undefined) return true; // jobs alone are filtered after mapping
  return applications.some(({ JobId, Referrer }) => (jobIds?.has(JobId) ?? true) && isOfSources(scope, Referrer));
}

/**
 * Returns the sources to search for applications: the whole catalogue, and the client's own source if it is missing
 * there.
 */
export function sourcesToAsk({ settings }: Services, mandator: RawMandatorView): string[] {
  if (settings.discover === 'open') return [];
  const own = settings.source === undefined ? [] : inCatalogueSpelling([settings.source.name], mandator);
  return [...new Set([...catalogueOf(mandator), ...own])];
}

/** Spells names of sources as the catalogue does: eRecruiter may be case-sensitive. Unknown names stay as they are. */
export function inCatalogueSpelling(names: readonly string[], mandator: RawMandatorView): string[] {
  const catalogue = catalogueOf(mandator);
  const spelled = names.flatMap((name) => {
    const matches = catalogue.filter((entry) => sameName(entry, name));
    return matches.length > 0 ? matches : name.normalize('NFC').trim();
  });
  return [...new Set(spelled)];
}

function catalogueOf({ Referrers }: RawMandatorView): string[] {
  return (Referrers ?? []).flatMap((referrer) => referrer?.Name || []);
}
