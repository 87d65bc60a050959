import { endpoints } from '../api/endpoints.js';
import { applicantsByEmail } from '../api/lookups.js';
import { remoteNumberOf, parseRemoteNumber } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { InputError } from '../errors.js';
import { toCandidate } from '../mappers/index.js';
import { sameName } from '../mappers/values/text.js';
import type { Candidate } from '../models/candidate.js';
import type { CallOptions, Issue } from '../options.js';
import type { RawApplicantView } from '../schemas/index.js';
import { Crawl, type CrawlHit, type Scope } from './crawl.js';
import type { Listing } from './listing.js';
import { ordered } from '../flow/ordered.js';
import type { Services } from '../core/services.js';
import type { ApplicantWithDetails } from './raw-reader.js';
import { type CandidatesQuery, type Checked, querySchemas, type WithInstants, withInstants } from './query.js';
import { allOf, isOld, listingOf } from './source.js';

/** Candidates with their applications. */
export function listCandidates(services: Services, query: CandidatesQuery, options: CallOptions): Listing<Candidate> {
  const checked = withInstants(parseInput(querySchemas.candidates, query), services.settings.timeZone);
  const wanted = directApplicants(services, checked);
  const scope = scopeOf(services, checked);
  const keep = candidateFilter(services, checked, scope);
  return listingOf('candidates', services, checked, options, async function* (reader, after, signal) {
    const crawl = new Crawl(reader, scope, after);
    const context = await reader.context(endpoints.applicant);
    const people = ordered(
      (inner) => applicantsFor(crawl, wanted, checked.email, after?.[2], inner),
      2 * services.settings.concurrency,
      signal,
      async ({ jobId, applicantId, known }, inner) => {
        const whole = await reader.readApplicantWithDetails(applicantId, inner, jobId > 0, known);
        if (whole === undefined || crawl.wasYieldedBefore(applicantId, whole.applications)) return { applicantId };
        if (jobId === 0 && !isMeant(whole, scope)) return { applicantId };
        const record = await mapCandidate(crawl, whole);
        return { applicantId, step: { record, position: crawl.position({ jobId, applicantId }) } };
      },
    );
    for await (const { applicantId, step } of people) {
      reader.people.next(applicantId);
      if (step !== undefined && keep(step.record)) yield step;
    }

    async function mapCandidate(
      source: Crawl,
      { applicant, applications, customFieldValues }: ApplicantWithDetails,
    ): Promise<Candidate> {
      const jobs = await jobNamesOf(source, applications);
      const lastChange = (id: number): string | undefined => source.lastChange(id);
      return toCandidate(applicant, context, {
        applications,
        customFieldValues,
        job: (id) => jobs.get(id),
        workflowLastChange: lastChange,
      });
    }
  });
}

/** Whether a crawl of this scope would find a person: by an application to these jobs from these sources. */
function isMeant({ applications }: ApplicantWithDetails, scope: Scope): boolean {
  const { jobIds, sources } = scope;
  if (sources === undefined) return true; // the jobs are a filter of their own
  return applications.some(({ JobId, Referrer }) => (jobIds?.has(JobId) ?? true) && isOfSources(scope, Referrer));
}

/** Whether a source is one of those that a run reads by. */
export function isOfSources({ sources }: Scope, name: string | null | undefined): boolean {
  return sources === undefined || sources.some((source) => sameName(name, source));
}

/** Names of the jobs of some applications. */
export async function jobNamesOf(
  crawl: Crawl,
  applications: readonly { readonly JobId: number }[],
): Promise<ReadonlyMap<number, { readonly name: string | null }>> {
  const jobIds = [...new Set(applications.map(({ JobId }) => JobId))];
  const heads = await Promise.all(
    jobIds.map(async (jobId) => [jobId, (await crawl.job(jobId)) ?? { name: null }] as const),
  );
  return new Map(heads);
}

/** An applicant to read, and what is known of them already. */
export interface ApplicantToRead extends CrawlHit {
  readonly known?: RawApplicantView;
}

/** The applicants that a query means: named ones and those of an address after `last`, or all that the crawl finds. */
export async function* applicantsFor(
  crawl: Crawl,
  wanted: readonly number[] | undefined,
  email: string | undefined,
  last: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<ApplicantToRead, void, undefined> {
  if (wanted === undefined && email === undefined) return yield* crawl.applicants(signal);
  const { reader } = crawl;
  const skip = (issue: Issue): void => reader.skip(issue);
  const ofEmail =
    email === undefined ? [] : await applicantsByEmail(reader.services.transport, email, reader.options, skip);
  // Whom the server returns for an address is that person, however the address is spelt on the record.
  const known = new Map(ofEmail.map((one) => [one.Id, one]));
  const due = (wanted ?? [...known.keys()]).filter((id) => id > (last ?? 0) && (email === undefined || known.has(id)));
  for (const applicantId of due.sort((a, b) => a - b)) {
    yield { jobId: 0, applicantId, ...withKnown(known.get(applicantId)) };
  }
}

function withKnown(known: RawApplicantView | undefined): { known?: RawApplicantView } {
  return known === undefined ? {} : { known };
}

/** Where to look, from the filters that candidates and applications share. */
export function scopeOf(services: Services, query: Pick<Checked<'applications'>, 'job_ids' | 'only_created'>): Scope {
  const { job_ids: jobIds, only_created: only } = query;
  if (only === true && services.settings.source === undefined) {
    throw new InputError([{ path: 'only_created', message: 'needs the client option `source`' }]);
  }
  return {
    jobIds: jobIds && new Set(jobIds.map((id, index) => remoteNumberOf(services.ids, 'job', id, `job_ids.${index}`))),
    sources: Array.isArray(only) ? only : only === true ? [services.settings.source?.name ?? ''] : undefined,
  };
}

function directApplicants(services: Services, query: Checked<'candidates'>): number[] | undefined {
  const byId = query.ids?.map((id, index) => remoteNumberOf(services.ids, 'candidate', id, `ids.${index}`));
  const byRemoteId = query.remote_ids?.map((id, index) => parseRemoteNumber(id, `remote_ids.${index}`));
  const both = byId && byRemoteId ? byId.filter((id) => byRemoteId.includes(id)) : (byId ?? byRemoteId);
  return both && [...new Set(both)];
}

function candidateFilter(
  services: Services,
  query: WithInstants<Checked<'candidates'>>,
  { jobIds }: Scope,
): (candidate: Candidate) => boolean {
  const { first_name: first, last_name: last, updated_after: since } = query;
  const jobs = jobIds && new Set([...jobIds].map((job) => services.ids.job(job)));
  return allOf<Candidate>(
    first === undefined ? undefined : ({ first_name: name }) => sameName(name, first),
    last === undefined ? undefined : ({ last_name: name }) => sameName(name, last),
    jobs && (({ applications }) => applications.some(({ job }) => job !== null && jobs.has(job.id))),
    since && ((candidate) => !isUnchanged(candidate, since)),
  );
}

/** A candidate is unchanged only when their own dates and those of all their applications say so. */
function isUnchanged(candidate: Candidate, since: Date): boolean {
  return (
    isOld(candidate.remote_updated_at, since) &&
    candidate.applications.every((one) => isOld(one.remote_updated_at, since))
  );
}
