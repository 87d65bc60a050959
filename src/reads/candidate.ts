import { endpoints } from '../api/endpoints.js';
import { queryIdIssues, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { ordered } from '../flow/ordered.js';
import { toCandidate } from '../mappers/index.js';
import { sameName } from '../mappers/values/text.js';
import type { Candidate } from '../models/candidate.js';
import type { CallOptions } from '../options.js';
import type { RawApplicantView } from '../schemas/index.js';
import { applicantsFor, Crawl } from './crawl.js';
import { searchApplicants, hasValueIn } from './find-applicants.js';
import { passesAll, isUnchangedSince, wantedNumbers } from './filters.js';
import { createModelListing, type Listing } from './listing.js';
import { type CandidatesQuery, type CheckedQuery, querySchemas, type WithInstants, withInstants } from './query.js';
import { withReader } from './raw-reader.js';
import { hasApplicationInScope, type Scope, scopeOf } from './scope.js';

const CANDIDATE_IDS = { ids: 'candidate', job_ids: 'job', remote_ids: null } as const;

/** Lists candidates with their applications. */
export function listCandidates(services: Services, query: CandidatesQuery, options: CallOptions): Listing<Candidate> {
  const checked = withInstants(
    parseInput(querySchemas.candidates, query, queryIdIssues(services.ids, query, CANDIDATE_IDS)),
    services.settings.timeZone,
  );
  const wanted = wantedNumbers(services.ids, 'candidate', checked);
  const scope = scopeOf(services, checked);
  const isWanted = candidateFilter(services, checked, scope);
  return createModelListing('candidates', services, checked, options, async function* (reader, after, signal) {
    const crawl = new Crawl(reader, scope, after);
    const context = await reader.context(endpoints.applicant);
    const { found, field } = await searchApplicants(reader, checked);
    const applicants = ordered(
      (inner) => applicantsFor(crawl, wanted, found, after?.[2], inner),
      reader.readAhead.width(2 * services.settings.concurrency),
      signal,
      async ({ jobId, applicantId, alreadyRead }, inner) => {
        const details = await reader.readApplicantWithDetails(applicantId, inner, jobId > 0, alreadyRead);
        if (details === undefined) return { applicantId };
        const { applicant, applications, customFieldValues } = details;
        if (crawl.wasYieldedBefore(applicantId, applications)) return { applicantId };
        if (field !== undefined && !hasValueIn(reader, field, applicantId, customFieldValues)) return { applicantId };
        if (jobId === 0 && !hasApplicationInScope(applications, scope)) return { applicantId };
        const jobs = await crawl.jobNames(applications);
        const record = toCandidate(applicant, context, {
          applications,
          customFieldValues: customFieldValues ?? [],
          job: (id) => jobs.get(id),
          workflowLastChange: (id) => crawl.lastChange(id),
        });
        return { applicantId, step: { record, position: crawl.position({ jobId, applicantId }) } };
      },
    );
    for await (const { applicantId, step } of applicants) {
      reader.applicantFailures.advance(applicantId);
      const found = step !== undefined && isWanted(step.record) ? [step] : [];
      reader.readAhead.note(found.length);
      yield* found;
    }
  });
}

/** Reads one candidate with their applications; `known` is the applicant if they have just been read. */
export function getCandidate(
  services: Services,
  id: string,
  options: CallOptions,
  known?: RawApplicantView,
): Promise<Candidate> {
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'id');
  return withReader(services, options, async (reader, signal) => {
    const [context, applicant, applications, customFieldValues] = await Promise.all([
      reader.context(endpoints.applicant),
      known ?? services.transport.record(endpoints.applicant, { path: { applicantId } }, reader.options),
      reader.applications(applicantId, false, signal),
      reader.customFieldValues(applicantId, signal),
    ]);
    const jobs = await new Crawl(reader, {}, undefined).jobNames(applications ?? []);
    return toCandidate(applicant, context, {
      applications: applications ?? [],
      customFieldValues: customFieldValues ?? [],
      job: (jobId) => jobs.get(jobId),
    });
  });
}

function candidateFilter(
  services: Services,
  query: WithInstants<CheckedQuery<'candidates'>>,
  { jobIds }: Scope,
): (candidate: Candidate) => boolean {
  const { first_name: first, last_name: last, updated_after: since } = query;
  const jobs = jobIds && new Set([...jobIds].map((job) => services.ids.job(job)));
  return passesAll<Candidate>(
    first === undefined ? undefined : ({ first_name: name }) => sameName(name, first),
    last === undefined ? undefined : ({ last_name: name }) => sameName(name, last),
    jobs && (({ applications }) => applications.some(({ job }) => job !== null && jobs.has(job.id))),
    since && ((candidate) => !isUnchanged(candidate, since)),
  );
}

/** Whether a candidate is unchanged: their own dates and those of all their applications must prove it. */
function isUnchanged(candidate: Candidate, since: Date): boolean {
  return (
    isUnchangedSince(candidate.remote_updated_at, since) &&
    candidate.applications.every((application) => isUnchangedSince(application.remote_updated_at, since))
  );
}
