import { ordered } from '../flow/ordered.js';
import { createPace } from '../flow/pace.js';
import { JOB_STATUSES, memberOf, WORKFLOW_STATUS_GROUPS } from '../mappers/values/enums.js';
import type { RawApplicantView, RawApplicationReferrerView, RawApplicationView, RawJobView } from '../schemas/index.js';
import { isBefore, type Position } from './cursor.js';
import type { FoundApplicants } from './find-applicants.js';
import { LargeMap, LargeSet } from './large-map.js';
import { publishedJobs } from './published-jobs.js';
import type { RawReader } from './raw-reader.js';
import { inCatalogueSpelling, type Scope, sourcesToAsk } from './scope.js';
import type { SourceHits } from './source-reader.js';

/** The facts about a job that a crawl keeps. */
export interface JobSummary {
  readonly name: string | null;
  /** Whether it can have open applications. */
  readonly open: boolean;
}

/** Names of jobs by their numbers. */
export type JobNames = ReadonlyMap<number, Pick<JobSummary, 'name'>>;

/** An applicant and the job through which the crawl found them; job 0 if there is none. */
export interface CrawlHit {
  readonly jobId: number;
  readonly applicantId: number;
}

/** An applicant to read, with their record if a search has returned it. */
export interface ApplicantToRead extends CrawlHit {
  readonly alreadyRead?: RawApplicantView;
}

const NO_HITS: SourceHits = { applicantsByJob: new Map(), lastChanges: new LargeMap() };

/** Status groups in which an application is certainly open, so that its job lists the applicant. */
const SURELY_OPEN = new Set<string | undefined>(['New', 'Internal', 'Proposed', 'External']);

const CLOSED = new Set<string | undefined>(['Engaged', 'Repositioned', 'Cancelled']);

/** Returns the facts about a job that a crawl needs. */
function summaryOf(job: RawJobView): JobSummary {
  return { name: job.Title || job.InternalName || null, open: !CLOSED.has(memberOf(JOB_STATUSES, job.Status)) };
}

/**
 * Finds the applicants of all jobs: by job in ascending order, then by applicant in ascending order, each once. Jobs
 * come from the channels and from the sources' applications; the applicants of unlisted jobs that are still open are
 * requested, too.
 */
export class Crawl {
  readonly reader: RawReader;
  readonly #scope: Scope;
  readonly #after: Position | undefined;
  /** The highest application number that the first run found by source; cursors contain it for later runs. */
  #horizon: number;
  #listed: ReadonlyMap<number, JobSummary> = new Map();
  #sourceHits = NO_HITS;
  readonly #unlisted = new Map<number, Promise<JobSummary | null | undefined>>();
  readonly #readJob: (jobId: number) => Promise<RawJobView | null | undefined>;
  readonly #readsEveryJob: boolean;
  /** Applicants who are not to be yielded again. */
  readonly #yielded = new LargeSet();
  #isStarted = false;

  /**
   * `cursor` is a result of `position`, or undefined for a run from the beginning. `readJob` reads jobs that no channel
   * lists: with it, every job is read anyway, so that only the applicants of open ones are requested.
   */
  constructor(
    reader: RawReader,
    scope: Scope,
    cursor: Position | undefined,
    readJob?: (jobId: number) => Promise<RawJobView | null | undefined>,
  ) {
    this.reader = reader;
    this.#scope = scope;
    this.#horizon = cursor?.[0] ?? 0;
    this.#after = cursor?.slice(1);
    this.#readsEveryJob = readJob !== undefined;
    this.#readJob = readJob ?? ((jobId) => reader.job(jobId));
  }

  /** Reads the published jobs and the sources' applications. `reduce` returns what the caller keeps of each job. */
  async start<T>(reduce: (job: RawJobView) => T): Promise<Map<number, T>> {
    const { reader } = this;
    const { sources } = this.#scope;
    const mandator = await reader.mandator();
    const names =
      sources === undefined ? sourcesToAsk(reader.services, mandator) : inCatalogueSpelling(sources, mandator);
    const [jobs, hits] = await Promise.all([
      publishedJobs(reader, (job) => ({ summary: summaryOf(job), kept: reduce(job) })),
      names.length === 0 ? NO_HITS : reader.applicationsBySource(names, [], (row) => this.#noteYielded(row)),
    ]);
    this.#listed = new Map([...jobs].map(([jobId, { summary }]) => [jobId, summary]));
    this.#sourceHits = hits;
    this.#isStarted = true;
    if (this.#after === undefined) {
      const pace = createPace();
      for (const id of hits.lastChanges.keys()) {
        this.#horizon = Math.max(this.#horizon, id);
        await pace();
      }
    }
    return new Map([...jobs].map(([jobId, { kept }]) => [jobId, kept]));
  }

  /** Returns the jobs that channels or the sources' applications name. */
  knownJobs(): Set<number> {
    return new Set([...this.#listed.keys(), ...this.#sourceHits.applicantsByJob.keys()]);
  }

  /** Whether an application of one of the sources names a job. */
  isNamed(jobId: number): boolean {
    return this.#sourceHits.applicantsByJob.has(jobId);
  }

  /** Returns the crawl's position after an applicant, or within their applications. */
  position(hit: CrawlHit, ...within: readonly number[]): Position {
    return [this.#horizon, hit.jobId, hit.applicantId, ...within];
  }

  /** Returns the `WorkflowLastChange` of an application, if a source contains it. */
  lastChange(applicationId: number): string | undefined {
    return this.#sourceHits.lastChanges.get(applicationId) ?? undefined;
  }

  /** Whether one of the sources in scope names this application. */
  isOfSource(applicationId: number): boolean {
    return this.#sourceHits.lastChanges.has(applicationId);
  }

  /**
   * Returns name and state of any job; a job that no channel lists is read once per crawl. Null if it does not exist,
   * undefined if it cannot be read.
   */
  async job(jobId: number): Promise<JobSummary | null | undefined> {
    const listed = this.#listed.get(jobId);
    if (listed !== undefined) return listed;
    const summary = this.#unlisted.get(jobId) ?? this.#readJob(jobId).then((job) => job && summaryOf(job));
    this.#unlisted.set(jobId, summary);
    return summary;
  }

  /** Returns the names of the jobs of some applications; null for jobs that do not exist or cannot be read. */
  async jobNames(applications: readonly { readonly JobId: number }[]): Promise<JobNames> {
    const jobIds = [...new Set(applications.map(({ JobId }) => JobId))];
    const names = await Promise.all(
      jobIds.map(async (jobId) => [jobId, (await this.job(jobId)) ?? { name: null }] as const),
    );
    return new Map(names);
  }

  /** Yields the applicants, each with the first of their jobs that the crawl reaches. */
  async *applicants(signal: AbortSignal): AsyncGenerator<CrawlHit, void, undefined> {
    const { reader } = this;
    const { jobIds, sources } = this.#scope;
    if (!this.#isStarted) await this.start(() => undefined);
    const inScope = jobIds ?? (sources === undefined ? this.knownJobs() : this.#sourceHits.applicantsByJob.keys());
    const first = this.#after?.[0] ?? 0;
    const { statements } = reader;
    // What all jobs say must be complete before it decides about the first applicant.
    const isAsked = (jobId: number): boolean => jobId >= first || statements !== undefined;
    const jobs = [...inScope].filter(isAsked).sort((a, b) => a - b);
    const seen = this.#yielded;
    const answers = ordered(jobs, reader.services.settings.concurrency, signal, async (jobId, inner) => ({
      jobId,
      applicantIds: await this.#applicantsOf(jobId, inner),
    }));
    // Held back while jobs in a row cannot be read: a cursor after one of them would lose the rest of its applicants.
    let held: CrawlHit[] = [];
    for await (const { jobId, applicantIds } of answers) {
      const failed = reader.jobFailures.advance(jobId);
      // As typed arrays, numbers are sorted much faster; one job can have most applicants of an installation.
      for (const applicantId of Float64Array.from(applicantIds).sort()) held.push({ jobId, applicantId });
      if (statements !== undefined) statements.addJobName(jobId, (await this.job(jobId))?.name ?? null, applicantIds);
      if (failed || statements !== undefined) continue;
      yield* this.#newHits(held, seen);
      held = [];
    }
    yield* this.#newHits(held, seen);
  }

  async *#newHits(hits: readonly CrawlHit[], seen: LargeSet): AsyncGenerator<CrawlHit, void, undefined> {
    const pace = createPace();
    for (const hit of hits) {
      await pace();
      if (seen.has(hit.applicantId) || !this.#isAhead(hit.jobId, hit.applicantId)) continue;
      seen.add(hit.applicantId);
      yield hit;
    }
  }

  /**
   * Whether an earlier run, up to the cursor, has certainly yielded this applicant with another of their jobs. False if
   * unsure, since what is open or listed now may not have been so then: a record that is yielded twice does no harm, a
   * missing one does.
   */
  wasYieldedBefore(applicantId: number, applications: readonly RawApplicationView[]): boolean {
    return applications.some(({ Id, JobId }) => {
      const wasKnown = Id <= this.#horizon && this.isOfSource(Id) && (this.#scope.jobIds?.has(JobId) ?? true);
      return wasKnown && !this.#isAhead(JobId, applicantId);
    });
  }

  /** Whether a crawl of the application's own job certainly finds its applicant. */
  isFoundByItsJob({ Id, JobId, WorkflowStatusGroup }: RawApplicationView): boolean {
    const isListed = this.#scope.sources === undefined && this.#listed.has(JobId);
    return this.isOfSource(Id) || (isListed && SURELY_OPEN.has(memberOf(WORKFLOW_STATUS_GROUPS, WorkflowStatusGroup)));
  }

  /** Notes an applicant whom an earlier run, up to the cursor, has certainly yielded: they need not be read again. */
  #noteYielded({ ApplicationId, ApplicantId, JobId }: RawApplicationReferrerView): void {
    if (this.#after === undefined || ApplicationId > this.#horizon || this.#isAhead(JobId, ApplicantId)) return;
    if (this.#scope.jobIds?.has(JobId) ?? true) this.#yielded.add(ApplicantId);
  }

  /** After a cursor within an applicant's applications, that applicant is still due. */
  #isAhead(jobId: number, applicantId: number): boolean {
    const after = this.#after;
    if (after === undefined) return true;
    return (
      isBefore(after, [jobId, applicantId]) || (after.length > 2 && after[0] === jobId && after[1] === applicantId)
    );
  }

  async #applicantsOf(jobId: number, signal: AbortSignal): Promise<ReadonlySet<number>> {
    const bySource = this.#sourceHits.applicantsByJob.get(jobId) ?? new Set<number>();
    if (this.#scope.sources !== undefined) return bySource;
    const isNamed = this.#listed.has(jobId) || (this.#scope.jobIds !== undefined && !this.#readsEveryJob);
    if (!isNamed) {
      const summary = await this.job(jobId);
      // A job that cannot be read may be open.
      if (summary === null || summary?.open === false) return bySource;
    }
    return new Set([...bySource, ...((await this.reader.openApplicants(jobId, signal)) ?? [])]);
  }
}

/** Finds the applicants of a query: those it names or its searches found, after `last`; otherwise all of the crawl. */
export async function* applicantsFor(
  crawl: Crawl,
  wanted: readonly number[] | undefined,
  found: FoundApplicants | undefined,
  last: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<ApplicantToRead, void, undefined> {
  if (wanted === undefined && found === undefined) return yield* crawl.applicants(signal);
  const due = (wanted ?? [...(found?.keys() ?? [])]).filter((id) => id > (last ?? 0) && (found?.has(id) ?? true));
  for (const applicantId of due.sort((a, b) => a - b)) {
    const alreadyRead = found?.get(applicantId);
    yield { jobId: 0, applicantId, ...(alreadyRead && { alreadyRead }) };
  }
}
