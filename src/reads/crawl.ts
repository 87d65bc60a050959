import { JOB_STATUSES, memberOf, WORKFLOW_STATUS_GROUPS } from '../mappers/values/enums.js';
import type { RawApplicationView, RawJobView } from '../schemas/index.js';
import { before, type Position } from './cursor.js';
import { ordered } from '../flow/ordered.js';
import type { SourceHits, RawReader } from './raw-reader.js';
import { publishedJobs } from './published-jobs.js';

/** What a crawl remembers of a job. */
export interface JobSummary {
  readonly name: string | null;
  /** Whether it can have open applications. */
  readonly open: boolean;
}

/** An applicant and the job at which the crawl came across them. */
export interface CrawlHit {
  readonly jobId: number;
  readonly applicantId: number;
}

/** Where to look for applicants. */
export interface Scope {
  /** Only applicants of these jobs; undefined: of all. */
  readonly jobIds?: ReadonlySet<number> | undefined;
  /** Only applicants of these sources; undefined: of all. */
  readonly sources?: readonly string[] | undefined;
}

const NOTHING: SourceHits = { applicantsByJob: new Map(), lastChanges: new Map() };

/** Groups of a workflow in which an application is surely open, so that its job names the applicant. */
const SURELY_OPEN = new Set<string | undefined>(['New', 'Internal', 'Proposed', 'External']);

const CLOSED = new Set<string | undefined>(['Engaged', 'Repositioned', 'Cancelled']);

/** Brings a job down to what a crawl needs. */
function summaryOf(job: RawJobView): JobSummary {
  return { name: job.Title || job.InternalName || null, open: !CLOSED.has(memberOf(JOB_STATUSES, job.Status)) };
}

/**
 * Goes through the applicants of all jobs: per job in ascending order, per applicant in ascending order, each once.
 * Jobs come from the channels and from the sources' applications; an unlisted job that is still open is asked for its
 * applicants too.
 */
export class Crawl {
  readonly reader: RawReader;
  readonly #scope: Scope;
  readonly #after: Position | undefined;
  /** The highest application number that the first run knew by its source; later runs take it over by the cursor. */
  #horizon: number;
  #listed: ReadonlyMap<number, JobSummary> = new Map();
  #sourceHits = NOTHING;
  readonly #unlisted = new Map<number, Promise<JobSummary | null | undefined>>();
  readonly #readJob: (jobId: number) => Promise<RawJobView | null | undefined>;
  readonly #readsEveryJob: boolean;
  #isStarted = false;

  /**
   * `cursor` is what `position` has given, or undefined for a run from the beginning. `readJob` reads the jobs that no
   * channel lists: where it is given every job is read anyway, so that only open ones need be asked for applicants.
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

  /** Reads what the crawl goes by, the published jobs and the sources' applications; `take` keeps more of a job. */
  async start<T>(take: (job: RawJobView) => T): Promise<Map<number, T>> {
    const { reader } = this;
    const { sources } = this.#scope;
    const names = sources === undefined ? await reader.sourceNames() : await reader.inCatalogueSpelling(sources);
    const [jobs, finds] = await Promise.all([
      publishedJobs(reader, (job) => ({ head: summaryOf(job), taken: take(job) })),
      names.length === 0 ? NOTHING : reader.applicationsBySource(names),
    ]);
    this.#listed = new Map([...jobs].map(([jobId, { head }]) => [jobId, head]));
    this.#sourceHits = finds;
    this.#isStarted = true;
    if (this.#after === undefined) {
      for (const id of finds.lastChanges.keys()) this.#horizon = Math.max(this.#horizon, id);
    }
    return new Map([...jobs].map(([jobId, { taken }]) => [jobId, taken]));
  }

  /** The jobs that channels or the sources' applications name. */
  knownJobs(): Set<number> {
    return new Set([...this.#listed.keys(), ...this.#sourceHits.applicantsByJob.keys()]);
  }

  /** Whether an application of one of the sources names a job. */
  isNamed(jobId: number): boolean {
    return this.#sourceHits.applicantsByJob.has(jobId);
  }

  /** Where the crawl stands after an applicant, or within one. */
  position(found: CrawlHit, ...within: readonly number[]): Position {
    return [this.#horizon, found.jobId, found.applicantId, ...within];
  }

  /** `WorkflowLastChange` of an application, where a source has it. */
  lastChange(applicationId: number): string | undefined {
    return this.#sourceHits.lastChanges.get(applicationId) ?? undefined;
  }

  /** Whether one of the sources asked for names this application. */
  isOfSource(applicationId: number): boolean {
    return this.#sourceHits.lastChanges.has(applicationId);
  }

  /**
   * Name and state of any job; read once per crawl where no channel lists it. Null when there is none, undefined when
   * eRecruiter does not show it.
   */
  async job(jobId: number): Promise<JobSummary | null | undefined> {
    const listed = this.#listed.get(jobId);
    if (listed !== undefined) return listed;
    const head = this.#unlisted.get(jobId) ?? this.#readJob(jobId).then((job) => job && summaryOf(job));
    this.#unlisted.set(jobId, head);
    return head;
  }

  /** The applicants, each at the first of his jobs that the crawl comes to. */
  async *applicants(signal: AbortSignal): AsyncGenerator<CrawlHit, void, undefined> {
    const { reader } = this;
    const { jobIds, sources } = this.#scope;
    if (!this.#isStarted) await this.start(() => undefined);
    const known = jobIds ?? (sources === undefined ? this.knownJobs() : this.#sourceHits.applicantsByJob.keys());
    const first = this.#after?.[0] ?? 0;
    const jobs = [...known].filter((jobId) => jobId >= first).sort((a, b) => a - b);
    const seen = new Set<number>();
    const answers = ordered(jobs, reader.services.settings.concurrency, signal, async (jobId, inner) => ({
      jobId,
      applicantIds: await this.#applicantsOf(jobId, inner),
    }));
    // Held back while jobs in a row cannot be asked: a cursor behind one of them would lose the rest of its applicants.
    let held: CrawlHit[] = [];
    for await (const { jobId, applicantIds } of answers) {
      const failed = reader.jobs.next(jobId);
      const found = [...applicantIds].sort((a, b) => a - b).map((applicantId) => ({ jobId, applicantId }));
      held.push(...found);
      if (failed) continue;
      yield* this.#fresh(held, seen);
      held = [];
    }
    yield* this.#fresh(held, seen);
  }

  *#fresh(all: readonly CrawlHit[], seen: Set<number>): Generator<CrawlHit, void, undefined> {
    for (const found of all) {
      if (seen.has(found.applicantId) || !this.#isAhead(found.jobId, found.applicantId)) continue;
      seen.add(found.applicantId);
      yield found;
    }
  }

  /**
   * Whether an earlier run, up to the cursor, has surely seen this applicant at another of their jobs, by an
   * application that its sources name. In doubt it has not, for what is open now, or listed now, need not have been
   * then: a record that comes twice does no harm, one that never comes does.
   */
  wasYieldedBefore(applicantId: number, applications: readonly RawApplicationView[]): boolean {
    return applications.some(({ Id, JobId }) => {
      const wasKnown = Id <= this.#horizon && this.isOfSource(Id) && (this.#scope.jobIds?.has(JobId) ?? true);
      return wasKnown && !this.#isAhead(JobId, applicantId);
    });
  }

  /** Whether a crawl of the application's own job surely comes across its applicant. */
  isFoundByItsJob({ Id, JobId, WorkflowStatusGroup }: RawApplicationView): boolean {
    const isListed = this.#scope.sources === undefined && this.#listed.has(JobId);
    return this.isOfSource(Id) || (isListed && SURELY_OPEN.has(memberOf(WORKFLOW_STATUS_GROUPS, WorkflowStatusGroup)));
  }

  /** A cursor that ends within an applicant's applications has not finished with them. */
  #isAhead(jobId: number, applicantId: number): boolean {
    const after = this.#after;
    if (after === undefined) return true;
    return before(after, [jobId, applicantId]) || (after.length > 2 && after[0] === jobId && after[1] === applicantId);
  }

  async #applicantsOf(jobId: number, signal: AbortSignal): Promise<ReadonlySet<number>> {
    const bySource = this.#sourceHits.applicantsByJob.get(jobId) ?? new Set<number>();
    if (this.#scope.sources !== undefined) return bySource;
    const isNamed = this.#listed.has(jobId) || (this.#scope.jobIds !== undefined && !this.#readsEveryJob);
    if (!isNamed) {
      const head = await this.job(jobId);
      // A job that is not shown may well be open.
      if (head === null || head?.open === false) return bySource;
    }
    return new Set([...bySource, ...((await this.reader.openApplicants(jobId, signal)) ?? [])]);
  }
}
