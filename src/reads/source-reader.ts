import { endpointLabel, endpoints } from '../api/endpoints.js';
import type { Services } from '../core/services.js';
import { sourcePart } from '../core/shared-answers.js';
import { StatusError } from '../errors.js';
import { ordered } from '../flow/ordered.js';
import { createPace } from '../flow/pace.js';
import { toDate } from '../mappers/index.js';
import type { CallOptions } from '../options.js';
import type { RawApplicationReferrerView } from '../schemas/index.js';
import { LargeMap, LargeSet } from './large-map.js';
import { isMissingRight, isRecordRefused, type RecordError } from './record-errors.js';
import { FailureStreak, SkippingReader } from './skipping-reader.js';
import type { Statements } from './statements.js';

/** The applications found by their source. Only this route lists finished applications and dates of applications. */
export interface SourceHits {
  /** Applicants by job, in no order. */
  readonly applicantsByJob: ReadonlyMap<number, ReadonlySet<number>>;
  /** `WorkflowLastChange` by application; null when there is none. */
  readonly lastChanges: LargeMap<string | null>;
}

/** The official client's form of "at any time". */
const ANY_TIME = { startAt: '', endAt: '' } as const;
/** The same in dates, in the official client's form: within the narrowest date type of SQL Server in any time zone. */
const ANY_DATE = { startAt: '1900-01-02T00:00:00.0000000Z', endAt: '2079-06-05T00:00:00.0000000Z' } as const;
/** If no application is older, the server may have applied a window of its own, at most about a year. */
const WINDOW_MS = 400 * 86_400_000;

/** Reads the applications of sources. */
export class SourceReader extends SkippingReader {
  /** When the pass began; used as `changed_at` if eRecruiter has no date. */
  readonly startedAt: Date;
  /** The applicant of each application that a job or a source names; undefined when it is not needed. */
  namedApplications: LargeMap<number> | undefined;
  /** What sources and jobs say about applications; undefined when it is not needed. */
  statements: Statements | undefined;

  constructor(services: Services, options: CallOptions & { readonly signal: AbortSignal }, skips: boolean) {
    super(services, options, skips);
    this.startedAt = new Date(services.transport.settings.clock.now());
  }

  /**
   * Reads all applications of these sources. A source that is rejected or cannot be read is reported and skipped; after
   * a tolerated status immediately, without a check whether others can be read. `visit` is called with each row.
   *
   * A server may list only recent applications if no dates are given, or refuse to: then it is asked with dates.
   */
  async applicationsBySource(
    names: readonly string[],
    tolerated: readonly number[] = [],
    visit?: (row: RawApplicationReferrerView) => void,
  ): Promise<SourceHits> {
    const { timeZone } = this.services.settings;
    const applicantsByJob = new Map<number, Set<number>>();
    const lastChanges = new LargeMap<string | null>();
    let [oldest, newest] = [Infinity, -Infinity];
    const take = (row: RawApplicationReferrerView): void => {
      const { JobId, ApplicantId, ApplicationId, WorkflowLastChange } = row;
      const changedAt = toDate(WorkflowLastChange, timeZone)?.getTime();
      if (changedAt !== undefined) [oldest, newest] = [Math.min(oldest, changedAt), Math.max(newest, changedAt)];
      const ofJob = applicantsByJob.get(JobId) ?? new Set<number>();
      applicantsByJob.set(JobId, ofJob.add(ApplicantId));
      lastChanges.set(ApplicationId, WorkflowLastChange ?? null);
      this.namedApplications?.set(ApplicationId, ApplicantId);
      this.statements?.addBySource(row, changedAt !== undefined);
      visit?.(row);
    };
    const { answered, refused } = await this.#readSources(names, ANY_TIME, tolerated, take);
    if (answered.length === 0 && refused.size > 0) {
      const dated = await this.#readSources([...refused.keys()], ANY_DATE, tolerated, take);
      for (const error of dated.refused.values()) await this.#refuse(error, tolerated);
      return { applicantsByJob, lastChanges };
    }
    for (const error of refused.values()) await this.#refuse(error, tolerated);
    // A window would leave all rows within it: from the server's dates alone, since clocks differ.
    if (newest - oldest > WINDOW_MS) return { applicantsByJob, lastChanges };
    const seen = new LargeSet();
    for (const id of lastChanges.keys()) seen.add(id);
    const dated = await this.#readSources(answered, ANY_DATE, tolerated, (row) =>
      seen.has(row.ApplicationId) ? undefined : take(row),
    );
    if (dated.refused.size > 0) {
      const endpoint = endpointLabel(endpoints.applicationsByReferrer);
      this.services.onIssue({ endpoint, id: null, path: 'startAt', reason: REFUSES_DATES });
    }
    return { applicantsByJob, lastChanges };
  }

  /** Reads sources with these dates. A refusal is not reported: it may be meant for the dates, not for the name. */
  async #readSources(
    names: readonly string[],
    query: typeof ANY_TIME | typeof ANY_DATE,
    tolerated: readonly number[],
    take: (row: RawApplicationReferrerView) => void,
  ): Promise<SourceAnswers> {
    const endpoint = endpoints.applicationsByReferrer;
    const { settings, shared } = this.services;
    const streak = new FailureStreak();
    const answered: string[] = [];
    const refused = new Map<string, StatusError>();
    const answers = ordered(names.keys(), settings.concurrency, this.options.signal, async (index, signal) => {
      const referrer = names[index] ?? '';
      if (referrer === '.' || referrer === '..') {
        const reason = 'a source with this name cannot be part of a path';
        this.skip({ endpoint: endpointLabel(endpoint), id: null, path: '', reason });
        return { index, rows: [] };
      }
      const input = { path: { referrer }, query };
      let isRefusal = false;
      const read = (inner: AbortSignal): Promise<Rows> =>
        this.sharedRows(shared.applicationsBySource, endpoint, input, inner, sourcePart).catch((error: unknown) => {
          if (!isRefused(error)) throw error;
          isRefusal = true;
          refused.set(referrer, error);
          return [];
        });
      const readLive = (inner: AbortSignal): Promise<Rows> => this.rows(endpoint, input, inner);
      const rows = await this.#readSource(read, readLive, signal, tolerated, (error) => streak.add(index, error));
      if (rows && !isRefusal) answered.push(referrer);
      return { index, rows: rows ?? [] };
    });
    const pace = createPace();
    for await (const { index, rows } of answers) {
      streak.advance(index);
      for (const row of rows) {
        await pace();
        take(row);
      }
    }
    return { answered, refused };
  }

  #readSource(
    read: (signal: AbortSignal) => Promise<Rows>,
    readLive: (signal: AbortSignal) => Promise<Rows>,
    signal: AbortSignal,
    tolerated: readonly number[],
    onFailure: (error: RecordError) => void,
  ): Promise<Rows | null | undefined> {
    const endpoint = endpoints.applicationsByReferrer;
    return this.readOne(
      { endpoint, id: null, read, readLive, signal, proves: hasRows, isFatal: isMissingRight },
      (error) => {
        // The name is part of the path, and web servers reject some.
        const isName = StatusError.isInstance(error) && (error.status === 400 || error.status === 404);
        if (!isName && !isRecordRefused(error)) onFailure(error);
      },
      tolerated,
    );
  }

  /** Reports and skips a source that was refused. */
  async #refuse(error: StatusError, tolerated: readonly number[]): Promise<void> {
    const refuse = (): Promise<Rows> => Promise.reject(error);
    await this.#readSource(refuse, refuse, this.options.signal, tolerated, () => undefined);
  }
}

/** How sources answered, by their names. */
interface SourceAnswers {
  readonly answered: readonly string[];
  readonly refused: ReadonlyMap<string, StatusError>;
}

type Rows = readonly RawApplicationReferrerView[];

/** Whether a list has any rows. */
export function hasRows(rows: readonly unknown[]): boolean {
  return rows.length > 0;
}

const REFUSES_DATES =
  'all applications are recent, and dates are refused: the server may list only recent ones, older ones may be missing';

/** Whether eRecruiter itself refuses a request. A web server that does not like a name in the path sends a page. */
function isRefused(error: unknown): error is StatusError {
  return StatusError.isInstance(error) && error.status === 400 && !/^\s*</.test(error.remoteText());
}
