import { endpoints } from '../api/endpoints.js';
import { applicantsByEmail } from '../api/applicants-by-email.js';
import { numberOf, remoteNumber } from '../addresses.js';
import { check } from '../check.js';
import { InputError } from '../errors.js';
import { toCandidate } from '../mappers/index.js';
import type { Candidate } from '../models/candidate.js';
import type { CallOptions, Issue } from '../options.js';
import type { RawApplicantView } from '../schemas/index.js';
import { Crawl, type Found, type Scope } from './crawl.js';
import type { Listing } from './listing.js';
import { ordered } from './ordered.js';
import type { Tools } from '../context.js';
import type { Applicant } from './pass.js';
import { type CandidatesQuery, type Checked, querySchemas, type WithInstants, withInstants } from './query.js';
import { sameText } from './same-text.js';
import { every, isOld, listingOf } from './source.js';

/** Candidates with their applications. */
export function listCandidates(tools: Tools, query: CandidatesQuery, options: CallOptions): Listing<Candidate> {
  const checked = withInstants(check(querySchemas.candidates, query), tools.settings.timeZone);
  const wanted = directApplicants(tools, checked);
  const scope = scopeOf(tools, checked);
  const keep = candidateFilter(tools, checked, scope);
  return listingOf('candidates', tools, checked, options, async function* (pass, after, signal) {
    const crawl = new Crawl(pass, scope, after);
    const context = await pass.context(endpoints.applicant);
    const people = ordered(
      (inner) => foundBy(crawl, wanted, checked.email, after?.[2], inner),
      2 * tools.settings.concurrency,
      signal,
      async ({ jobId, applicantId, known }, inner) => {
        const whole = await pass.whole(applicantId, inner, jobId > 0, known);
        if (whole === undefined || crawl.wasSeenBefore(applicantId, whole.applications)) return { applicantId };
        if (jobId === 0 && !isMeant(whole, scope)) return { applicantId };
        const record = await mapCandidate(crawl, whole);
        return { applicantId, step: { record, position: crawl.position({ jobId, applicantId }) } };
      },
    );
    for await (const { applicantId, step } of people) {
      pass.people.next(applicantId);
      if (step !== undefined && keep(step.record)) yield step;
    }

    async function mapCandidate(
      source: Crawl,
      { applicant, applications, customFieldValues }: Applicant,
    ): Promise<Candidate> {
      const jobs = await jobsOf(source, applications);
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
function isMeant({ applications }: Applicant, scope: Scope): boolean {
  const { jobIds, sources } = scope;
  if (sources === undefined) return true; // the jobs are a filter of their own
  return applications.some(({ JobId, Referrer }) => (jobIds?.has(JobId) ?? true) && isOfSources(scope, Referrer));
}

/** Whether a source is one of those that a run reads by. */
export function isOfSources({ sources }: Scope, name: string | null | undefined): boolean {
  return sources === undefined || sources.some((source) => sameText(name, source));
}

/** Names of the jobs of some applications. */
export async function jobsOf(
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
export interface Target extends Found {
  readonly known?: RawApplicantView;
}

/** The applicants that a query means: named ones and those of an address after `last`, or all that the crawl finds. */
export async function* foundBy(
  crawl: Crawl,
  wanted: readonly number[] | undefined,
  email: string | undefined,
  last: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<Target, void, undefined> {
  if (wanted === undefined && email === undefined) return yield* crawl.applicants(signal);
  const { pass } = crawl;
  const skip = (issue: Issue): void => pass.skip(issue);
  const ofEmail = email === undefined ? [] : await applicantsByEmail(pass.tools.transport, email, pass.options, skip);
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
export function scopeOf(tools: Tools, query: Pick<Checked<'applications'>, 'job_ids' | 'only_created'>): Scope {
  const { job_ids: jobIds, only_created: only } = query;
  if (only === true && tools.settings.source === undefined) {
    throw new InputError([{ path: 'only_created', message: 'needs the client option `source`' }]);
  }
  return {
    jobIds: jobIds && new Set(jobIds.map((id, index) => numberOf(tools.ids, 'job', id, `job_ids.${index}`))),
    sources: Array.isArray(only) ? only : only === true ? [tools.settings.source?.name ?? ''] : undefined,
  };
}

function directApplicants(tools: Tools, query: Checked<'candidates'>): number[] | undefined {
  const byId = query.ids?.map((id, index) => numberOf(tools.ids, 'candidate', id, `ids.${index}`));
  const byRemoteId = query.remote_ids?.map((id, index) => remoteNumber(id, `remote_ids.${index}`));
  const both = byId && byRemoteId ? byId.filter((id) => byRemoteId.includes(id)) : (byId ?? byRemoteId);
  return both && [...new Set(both)];
}

function candidateFilter(
  tools: Tools,
  query: WithInstants<Checked<'candidates'>>,
  { jobIds }: Scope,
): (candidate: Candidate) => boolean {
  const { first_name: first, last_name: last, updated_after: since } = query;
  const jobs = jobIds && new Set([...jobIds].map((job) => tools.ids.job(job)));
  return every<Candidate>(
    first === undefined ? undefined : ({ first_name: name }) => sameText(name, first),
    last === undefined ? undefined : ({ last_name: name }) => sameText(name, last),
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
