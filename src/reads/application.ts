import { endpoints } from '../api/endpoints.js';
import { findRow } from '../api/lookups.js';
import { type ApplicationAddress, applicationAddressOf, parseRemoteNumber, queryIdIssues } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { ordered } from '../flow/ordered.js';
import { toApplication, toCandidate } from '../mappers/index.js';
import type { Application } from '../models/application.js';
import type { CallOptions } from '../options.js';
import { applicantsFor, Crawl } from './crawl.js';
import { passesAll, isUnchangedSince, oneOf } from './filters.js';
import { createModelListing, type Listing } from './listing.js';
import { type ApplicationsQuery, type CheckedQuery, querySchemas, withInstants } from './query.js';
import { withReader } from './raw-reader.js';
import { notFound } from './record-errors.js';
import { isOfSources, scopeOf } from './scope.js';

const APPLICATION_IDS = { ids: 'application', job_ids: 'job', job_remote_ids: null } as const;

/** Lists applications with their candidate and job. */
export function listApplications(
  services: Services,
  query: ApplicationsQuery,
  options: CallOptions,
): Listing<Application> {
  const checked = withInstants(
    parseInput(querySchemas.applications, query, queryIdIssues(services.ids, query, APPLICATION_IDS)),
    services.settings.timeZone,
  );
  const { updated_after: since } = checked;
  const addresses = checked.ids?.map((id, index) => applicationAddressOf(services.ids, id, `ids.${index}`));
  const scope = scopeOf(services, { ...checked, job_ids: wantedJobs(checked) });
  const wanted = addresses && [...new Set(addresses.map(({ applicant }) => applicant))];
  const isWanted = applicationFilter(services, checked, addresses, scope.jobIds);
  return createModelListing('applications', services, checked, options, async function* (reader, after, signal) {
    const crawl = new Crawl(reader, scope, after);
    const context = await reader.context(endpoints.applications);
    const [, , lastApplicant = 0, lastApplication = 0] = after ?? [];
    const applicants = ordered(
      // The cursor may be in the middle of an applicant's applications.
      (inner) => applicantsFor(crawl, wanted, undefined, lastApplicant - 1, inner),
      reader.readAhead.width(2 * services.settings.concurrency),
      signal,
      async ({ jobId, applicantId }, inner) => {
        const [applications, applicant] = await Promise.all([
          reader.applications(applicantId, jobId > 0, inner),
          reader.applicant(applicantId, inner),
        ]);
        if (!applicant || applications === undefined || crawl.wasYieldedBefore(applicantId, applications)) {
          return { applicantId, steps: [] };
        }
        const isOfSource = ({ Id, Referrer }: (typeof applications)[number]): boolean =>
          scope.sources === undefined || (jobId === 0 ? isOfSources(scope, Referrer) : crawl.isOfSource(Id));
        const isAhead = ({ Id }: { readonly Id: number }): boolean =>
          applicantId !== lastApplicant || Id > lastApplication;
        const due = applications.filter((raw) => isOfSource(raw) && isAhead(raw));
        const jobs = await crawl.jobNames(due);
        // A change of the candidate counts as a change of the application.
        const isOldCandidate =
          since !== undefined && isUnchangedSince(toCandidate(applicant, context).remote_updated_at, since);
        const steps = due.flatMap((raw) => {
          const workflowLastChange = crawl.lastChange(raw.Id);
          const record = toApplication(raw, context, {
            applicant,
            job: (id) => jobs.get(id),
            ...(workflowLastChange === undefined ? {} : { workflowLastChange }),
          });
          if (isOldCandidate && isUnchangedSince(record.remote_updated_at, since)) return [];
          return { record, position: crawl.position({ jobId, applicantId }, raw.Id) };
        });
        return { applicantId, steps };
      },
    );
    for await (const { applicantId, steps } of applicants) {
      reader.applicantFailures.advance(applicantId);
      const found = steps.filter(({ record }) => isWanted(record));
      reader.readAhead.note(found.length);
      yield* found;
    }
  });
}

/** Reads one application; eRecruiter returns it only through its applicant. */
export function getApplication(services: Services, id: string, options: CallOptions): Promise<Application> {
  const { application, applicant: applicantId } = applicationAddressOf(services.ids, id, 'id');
  return withReader(services, options, async (reader) => {
    const { transport, settings, onIssue } = services;
    const input = { path: { applicantId }, query: { culture: settings.culture } };
    const [context, applicant, raw] = await Promise.all([
      reader.context(endpoints.applications),
      transport.record(endpoints.applicant, { path: { applicantId } }, reader.options),
      findRow(transport, endpoints.applications, input, application, reader.options, onIssue),
    ]);
    // The applicant exists, but this application does not: the same as a 404 for the application.
    if (raw === undefined) throw notFound(endpoints.applications);
    const jobs = await new Crawl(reader, {}, undefined).jobNames([raw]);
    return toApplication(raw, context, { applicant, job: (jobId) => jobs.get(jobId) });
  });
}

/** Both job filters apply to the same field; if both are set, both must match. */
function wantedJobs(query: CheckedQuery<'applications'>): string[] | undefined {
  const byRemoteId = query.job_remote_ids?.map(
    (id, index) => `remote:${parseRemoteNumber(id, `job_remote_ids.${index}`)}`,
  );
  return query.job_ids ?? byRemoteId;
}

function applicationFilter(
  services: Services,
  query: CheckedQuery<'applications'>,
  addresses: readonly ApplicationAddress[] | undefined,
  jobIds: ReadonlySet<number> | undefined,
): (application: Application) => boolean {
  return passesAll<Application>(
    query.remote_created_after === undefined || query.ignore_unsupported_filters ? undefined : () => false,
    oneOf(
      addresses?.map(({ application }) => String(application)),
      (application) => application.remote_id,
    ),
    oneOf(query.remote_ids, (application) => application.remote_id),
    oneOf(query.outcomes, (application) => application.outcome),
    oneOf(query.current_stage_ids, (application) => application.current_stage_id),
    oneOf(jobIds && [...jobIds].map((job) => services.ids.job(job)), (application) => application.job_id),
    oneOf(query.job_remote_ids, (application) => application.job?.remote_id ?? null),
  );
}
