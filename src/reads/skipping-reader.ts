import type * as z from 'zod/mini';
import { isGone, isTokenFailure } from '../api/absence.js';
import { missingAccess } from '../api/access-levels.js';
import { type Endpoint, endpointLabel, endpoints } from '../api/endpoints.js';
import type { EndpointInput } from '../api/request.js';
import { retryKey } from '../api/retry-rules.js';
import type { Services } from '../core/services.js';
import type { Note, NotedAnswer } from '../core/shared-answers.js';
import {
  AbortedError,
  AuthenticationError,
  ERecruiterError,
  PermissionError,
  ResponseShapeError,
  StatusError,
  toStatusError,
} from '../errors.js';
import type { Acceptance, Shelf, Weighed } from '../flow/shared-reads.js';
import type { CallOptions, Issue } from '../options.js';
import { isRecordError, isRecordRefused, issueOf, isTransient, type RecordError } from './record-errors.js';

/** About how many bytes a kept row takes, and an answer besides its content. */
const ROW_WEIGHT = 100;
const ANSWER_WEIGHT = 500;

/** How many records in a row may fail, each while others can be read, before the listing throws. */
const MAX_FAILURES_IN_A_ROW = 5;

/** A read of one record. */
interface RecordRead<T> {
  readonly endpoint: Endpoint;
  readonly id: number | null;
  /** Sends the request with a signal. */
  readonly read: (signal: AbortSignal) => Promise<T>;
  /** Sends it again, not shared with other listings. Default: `read`. */
  readonly readLive?: (signal: AbortSignal) => Promise<T>;
  readonly signal: AbortSignal | undefined;
  /** Whether reading the same answer again proves that such records can be read. Default: always. */
  readonly proves?: (value: T) => boolean;
  /** Whether a failure concerns more than this record. */
  readonly isFatal?: (error: RecordError) => boolean;
  /** Counts the failures that may affect the following records, too. */
  readonly streak?: FailureStreak;
}

/**
 * Reads records one by one. A record that cannot be read is reported and skipped while others can be read; otherwise
 * the read throws.
 */
export class SkippingReader {
  readonly services: Services;
  readonly options: CallOptions & { readonly signal: AbortSignal };
  /** False if only one record is read: then an unreadable part of it is an error. */
  readonly skips: boolean;
  /** How many requests were sent, without token, catalogues and retries. */
  requests = 0;
  /** Whether a whole record, or more, was skipped: then records that this pass has not seen may still exist. */
  incomplete = false;
  /** True while records are read again to find out whether they still exist: then a 404 is an answer, not an issue. */
  isRechecking = false;
  protected readonly knownGood = new KnownGood();
  /** The answers of other listings that this one accepts; undefined if all of its reads are its own. */
  #accepts: Acceptance | undefined;

  constructor(services: Services, options: CallOptions & { readonly signal: AbortSignal }, skips: boolean) {
    this.services = services;
    this.options = options;
    this.skips = skips;
  }

  /** Reports that a whole record, or more, was skipped. */
  skip(issue: Issue): void {
    this.incomplete = true;
    this.services.onIssue(issue);
  }

  /** Shares jobs and applications with other listings of the client; `continues`: from a cursor. */
  share(continues: boolean): void {
    this.#accepts = this.services.shared.reads.begin(continues);
  }

  /** Whether answers belong to other listings as well. */
  get isSharing(): boolean {
    return this.#accepts !== undefined;
  }

  /** Whether a record of a kind that this pass has read can still be read; undefined until it has read one. */
  async isStillReadable(endpoint: Endpoint): Promise<boolean | undefined> {
    return this.knownGood.works(endpointLabel(endpoint));
  }

  /**
   * Reads one record; null if it does not exist, undefined if it was skipped. If it cannot be read, another record of
   * its kind is read again, or the mandator if there is none: if that works, only this record is affected.
   */
  protected async readOne<T>(
    recordRead: RecordRead<T>,
    onFailure?: (error: RecordError) => void,
    tolerated: readonly number[] = [],
  ): Promise<T | null | undefined> {
    const { endpoint, id, signal = this.options.signal, streak } = recordRead;
    try {
      return await this.#attempt(recordRead, signal);
    } catch (error) {
      if (StatusError.isInstance(error) && tolerated.includes(error.status)) return this.#skipOne(error, id, endpoint);
      if (AuthenticationError.isInstance(error)) throw await this.deniedError(error);
      if (!isRecordError(error) || recordRead.isFatal?.(error) === true) throw error;
      if (!this.skips) return this.#skipPart(error, id, endpoint);
      if (this.isRechecking && isGone(error)) return null;
      if (!(await this.othersAreReadable(endpoint))) throw error;
      return this.#retryTransient(recordRead, signal, error, (failure) => {
        if (onFailure !== undefined) onFailure(failure);
        else if (id !== null && !isRecordRefused(failure)) streak?.add(id, failure);
        return this.#skipOne(failure, id, endpoint);
      });
    }
  }

  /** Returns the error to throw for a 401: the framework also answers 401 if the key lacks an access level. */
  protected async deniedError(error: AuthenticationError): Promise<StatusError> {
    if (isTokenFailure(error)) return error;
    const isGood = await this.#mandatorIsReadable().catch((failure: unknown) => {
      if (AbortedError.isInstance(failure)) throw failure;
      return false;
    });
    if (!isGood) return error;
    const { endpoint, attempts, id, status } = error;
    const facts = { endpoint, attempts, id, status, mayHaveBeenApplied: false, write: false, retryAfterMs: null };
    return toStatusError({
      ...facts,
      text: error.remoteText(),
      denied: true,
      hint: missingAccess(endpoint, status),
    });
  }

  /**
   * Whether a record that this pass has read before can still be read, or the mandator if it has read none of the kind.
   */
  protected async othersAreReadable(endpoint: Endpoint): Promise<boolean> {
    const works = await this.isStillReadable(endpoint);
    return works ?? this.#mandatorIsReadable();
  }

  protected record<P extends string, S extends z.core.$ZodType>(
    endpoint: Endpoint<P, S> & { readonly rows: false },
    input: EndpointInput<P>,
    signal: AbortSignal,
  ): Promise<z.core.output<S>> {
    this.requests += 1;
    return this.services.transport.record(endpoint, input, { ...this.options, signal });
  }

  protected rows<P extends string, S extends z.core.$ZodType>(
    endpoint: Endpoint<P, S> & { readonly rows: true },
    input: EndpointInput<P>,
    signal = this.options.signal,
    onSkip?: () => void,
  ): Promise<z.core.output<S>[]> {
    this.requests += 1;
    const { transport, onIssue } = this.services;
    return transport.rows(endpoint, input, { ...this.options, signal }, onIssue, (issue) => {
      onSkip?.();
      this.skip(issue);
    });
  }

  /** Reads a record as `record` does, or shares it with other listings. */
  protected sharedRecord<P extends string, S extends z.core.$ZodType>(
    shelf: Shelf<NotedAnswer<z.core.output<S>>>,
    endpoint: Endpoint<P, S> & { readonly rows: false },
    input: EndpointInput<P>,
    signal: AbortSignal,
  ): Promise<z.core.output<S>> {
    const accepts = this.#accepts;
    if (accepts === undefined) return this.record(endpoint, input, signal);
    return this.#shared(shelf, accepts, endpoint, input, signal, async (options, note) => {
      const { transport } = this.services;
      const { record, text } = await transport.recordWithText(endpoint, input, options, note);
      return { value: record, weight: text.length };
    });
  }

  /** Reads rows as `rows` does, or shares them with other listings. `part` returns what listings need of a row. */
  protected sharedRows<P extends string, S extends z.core.$ZodType>(
    shelf: Shelf<NotedAnswer<readonly z.core.output<S>[]>>,
    endpoint: Endpoint<P, S> & { readonly rows: true },
    input: EndpointInput<P>,
    signal: AbortSignal,
    part: (row: z.core.output<S>) => z.core.output<S>,
  ): Promise<readonly z.core.output<S>[]> {
    const accepts = this.#accepts;
    if (accepts === undefined) return this.rows(endpoint, input, signal);
    return this.#shared(shelf, accepts, endpoint, input, signal, async (options, note) => {
      const { transport } = this.services;
      const rows = await transport.rows(endpoint, input, options, note, (issue) => note(issue, true));
      return { value: rows.map(part), weight: rows.length * ROW_WEIGHT };
    });
  }

  async #shared<T>(
    shelf: Shelf<NotedAnswer<T>>,
    accepts: Acceptance,
    endpoint: Endpoint,
    input: EndpointInput<string>,
    signal: AbortSignal,
    read: (options: CallOptions, note: (issue: Issue, isSkipped?: boolean) => void) => Promise<Weighed<T>>,
  ): Promise<T> {
    const { headers, retry, timeoutMs } = this.options;
    // Other headers can lead to another answer, and no listing may fail by the limits of another.
    const key = JSON.stringify([input, retryKey(retry), timeoutMs, headers]);
    try {
      const { value, notes } = await shelf.read(key, accepts, signal, async (shared) => {
        this.requests += 1;
        const found: Note[] = [];
        const note = (issue: Issue, isSkipped = false): void => void found.push({ issue, isSkipped });
        const weighed = await read({ headers, retry, timeoutMs, signal: shared }, note);
        return { value: { value: weighed.value, notes: found }, weight: weighed.weight + ANSWER_WEIGHT };
      });
      for (const { issue, isSkipped } of notes) {
        if (isSkipped) this.skip(issue);
        else this.services.onIssue(issue);
      }
      return value;
    } catch (error) {
      if (!signal.aborted || ERecruiterError.isInstance(error)) throw error;
      // A shared wait ends with the reason of the reader's signal, which can be anything.
      const failure = { endpoint: endpointLabel(endpoint), attempts: 0, mayHaveBeenApplied: false };
      throw new AbortedError(failure, signal.reason);
    }
  }

  async #attempt<T>(
    { endpoint, read, readLive = read, proves = () => true }: RecordRead<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const value = await read(signal);
    if (proves(value)) {
      this.knownGood.note(endpointLabel(endpoint), async () => proves(await readLive(this.options.signal)));
    }
    return value;
  }

  /** Retries a temporary failure once, since others can be read: the end of an outage must not lose a record. */
  async #retryTransient<T>(
    recordRead: RecordRead<T>,
    signal: AbortSignal,
    error: RecordError,
    giveUp: (error: RecordError) => null | undefined,
  ): Promise<T | null | undefined> {
    if (!isTransient(error)) return giveUp(error);
    try {
      return await this.#attempt(recordRead, signal);
    } catch (again) {
      if (!isRecordError(again)) throw again;
      return giveUp(again);
    }
  }

  /** Reports why a record cannot be read; null when it does not exist. */
  #skipOne(error: RecordError, id: number | null, { rows }: Endpoint): null | undefined {
    if (rows || !isGone(error)) {
      this.skip(issueOf(error, id));
      return undefined;
    }
    // It existed a moment ago, or something still names it.
    this.services.onIssue(issueOf(error, id));
    return null;
  }

  /** Skips a part of the requested record, but only if eRecruiter clearly denies access to it. */
  #skipPart(error: RecordError, id: number | null, endpoint: Endpoint): null | undefined {
    const isShape = ResponseShapeError.isInstance(error) && !error.unreadable;
    if (!isShape && !isRecordRefused(error) && !PermissionError.isInstance(error)) throw error;
    return this.#skipOne(error, id, endpoint);
  }

  async #mandatorIsReadable(): Promise<boolean> {
    const { transport, settings } = this.services;
    const input = { query: { uri: settings.portalUrl } };
    try {
      await transport.record(endpoints.mandator, input, this.options); // bypasses the cache
      return true;
    } catch (error) {
      if (!isRecordError(error)) throw error;
      return false;
    }
  }
}

/**
 * The latest successful read of each endpoint in a pass. Repeating one distinguishes an unreadable record from an
 * outage.
 */
class KnownGood {
  readonly #reads = new Map<string, () => Promise<boolean>>();

  /** Registers a read; `repeat` resolves to whether the answer is as good as before. */
  note(endpoint: string, repeat: () => Promise<boolean>): void {
    this.#reads.set(endpoint, repeat);
  }

  /** Registers a read unless there is one already. */
  offer(endpoint: string, repeat: () => Promise<boolean>): void {
    if (!this.#reads.has(endpoint)) this.note(endpoint, repeat);
  }

  /** Repeats the read; undefined when there is none. */
  async works(endpoint: string): Promise<boolean | undefined> {
    const repeat = this.#reads.get(endpoint);
    if (repeat === undefined) return undefined;
    try {
      return await repeat();
    } catch (error) {
      if (!isRecordError(error)) throw error;
      return false;
    }
  }
}

/** Counts records that failed in a row, in the order in which a listing reaches them. */
export class FailureStreak {
  readonly #failures = new Map<number, RecordError>();
  #length = 0;

  /** Records that a record could not be read. */
  add(id: number, error: RecordError): void {
    this.#failures.set(id, error);
  }

  /** Moves on to a record and returns whether it failed. Throws its error when too many in a row have failed. */
  advance(id: number): boolean {
    const error = this.#failures.get(id);
    this.#failures.delete(id);
    this.#length = error === undefined ? 0 : this.#length + 1;
    if (error !== undefined && this.#length >= MAX_FAILURES_IN_A_ROW) throw error;
    return error !== undefined;
  }
}
