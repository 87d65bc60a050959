import { endpoints } from '../api/endpoints.js';
import { type ApplicationAddress, applicationAddressOf, parseRemoteNumber } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { toApplication, toCandidate } from '../mappers/index.js';
import type { Application } from '../models/application.js';
import type { CallOptions } from '../options.js';
import type { RawApplicationView } from '../schemas/index.js';
import { Crawl } from './crawl.js';
import type { Listing } from './listing.js';
import { applicantsFor, isOfSources, jobNamesOf, scopeOf } from './candidate.js';
import { ordered } from '../flow/ordered.js';
import type { Services } from '../core/services.js';
import { type ApplicationsQuery, type Checked, querySchemas, withInstants } from './query.js';
import { allOf, isOld, listingOf, oneOf } from './source.js';

/** Applications with their candidate and job. */
export function listApplications(
  services: Services,
  query: ApplicationsQuery,
  options: CallOptions,
): Listing<Application> {
  const checked = withInstants(parseInput(querySchemas.applications, query), services.settings.timeZone);
  const addresses = checked.ids?.map((id, index) => applicationAddressOf(services.ids, id, `ids.${index}`));
  const scope = scopeOf(services, { ...checked, job_ids: wantedJobs(checked) });
  const wanted = addresses && [...new Set(addresses.map(({ applicant }) => applicant))];
  const keep = applicationFilter(services, checked, addresses, scope.jobIds);
  return listingOf('applications', services, checked, options, async function* (reader, after, signal) {
    const crawl = new Crawl(reader, scope, after);
    const context = await reader.context(endpoints.applications);
    const [, , lastApplicant = 0, lastApplication = 0] = after ?? [];
    // Of the applicant within whom the cursor stands, the rest is still to come.
    const found = (inner: AbortSignal) => applicantsFor(crawl, wanted, undefined, lastApplicant - 1, inner);
    const people = ordered(found, 2 * services.settings.concurrency, signal, async ({ jobId, applicantId }, inner) => {
      const [applications, applicant] = await Promise.all([
        reader.applications(applicantId, jobId > 0, inner),
        reader.applicant(applicantId, inner),
      ]);
      if (!applicant || applications === undefined || crawl.wasYieldedBefore(applicantId, applications)) {
        return { applicantId, steps: [] };
      }
      const due = applications.filter(
        (raw) => isDue(raw, jobId === 0) && !(applicantId === lastApplicant && raw.Id <= lastApplication),
      );
      const jobs = await jobNamesOf(crawl, due);
      const { updated_after: since } = checked;
      // An edit of the candidate counts as one of the application.
      const personIsOld = since !== undefined && isOld(toCandidate(applicant, context).remote_updated_at, since);
      const steps = due.flatMap((raw) => {
        const workflowLastChange = crawl.lastChange(raw.Id);
        const record = toApplication(raw, context, {
          applicant,
          job: (id) => jobs.get(id),
          ...(workflowLastChange === undefined ? {} : { workflowLastChange }),
        });
        if (personIsOld && isOld(record.remote_updated_at, since)) return [];
        return { record, position: crawl.position({ jobId, applicantId }, raw.Id) };
      });
      return { applicantId, steps };
    });
    for await (const { applicantId, steps } of people) {
      reader.people.next(applicantId);
      for (const step of steps) if (keep(step.record)) yield step;
    }

    function isDue(raw: RawApplicationView, direct: boolean): boolean {
      if (scope.sources === undefined) return true;
      if (!direct) return crawl.isOfSource(raw.Id);
      return isOfSources(scope, raw.Referrer);
    }
  });
}

/** Both filters by job mean the same field; given both, both must hold. */
function wantedJobs(query: Checked<'applications'>): string[] | undefined {
  const byRemoteId = query.job_remote_ids?.map(
    (id, index) => `remote:${parseRemoteNumber(id, `job_remote_ids.${index}`)}`,
  );
  return query.job_ids ?? byRemoteId;
}

function applicationFilter(
  services: Services,
  query: Checked<'applications'>,
  addresses: readonly ApplicationAddress[] | undefined,
  jobIds: ReadonlySet<number> | undefined,
): (application: Application) => boolean {
  return allOf<Application>(
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
