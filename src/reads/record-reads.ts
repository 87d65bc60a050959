import type * as z from 'zod/mini';
import { isGone, isTokenFailure } from '../api/absence.js';
import { type Endpoint, endpoints, endpointLabel } from '../api/endpoints.js';
import type { Input } from '../api/request.js';
import type { Services } from '../core/services.js';
import {
  AbortedError,
  AuthenticationError,
  PermissionError,
  ResponseShapeError,
  StatusError,
  toStatusError,
} from '../errors.js';
import type { CallOptions, Issue } from '../options.js';
import {
  isOfRecord,
  isRecordRefused,
  issueOf,
  KnownGood,
  mayPass,
  type RecordError,
  type FailureStreak,
} from './one-record.js';

/** A read of one record. */
interface Reading<T> {
  readonly endpoint: Endpoint;
  readonly id: number | null;
  /** Sends the request with a signal. */
  readonly read: (signal: AbortSignal) => Promise<T>;
  readonly signal: AbortSignal | undefined;
  /** Whether the answer says so much that the same answer proves that such records can be read. Default: it does. */
  readonly proves?: (value: T) => boolean;
  /** Whether a failure is more than this record's own. */
  readonly isFatal?: (error: RecordError) => boolean;
  /** Where failures are counted that say something of the records that follow. */
  readonly row?: FailureStreak;
}

/** Reads records one by one, and says what becomes of one that cannot be read. */
export class RecordReads {
  readonly services: Services;
  readonly options: CallOptions & { readonly signal: AbortSignal };
  /** False where one record is all that is wanted: then what cannot be read of it is not skipped, it fails. */
  readonly skips: boolean;
  /** How many raw addresses have been asked; token, catalogues and repeats are not counted. */
  requests = 0;
  /** Whether something was skipped: then what the pass has not seen may be there all the same. */
  incomplete = false;
  /** Set while records are read again to learn whether they are still there: a 404 is the answer then, no issue. */
  readsAgain = false;
  protected readonly known = new KnownGood();

  constructor(services: Services, options: CallOptions & { readonly signal: AbortSignal }, skips: boolean) {
    this.services = services;
    this.options = options;
    this.skips = skips;
  }

  /** Reports that a whole record, or more, was skipped: what is not seen from now on proves nothing. */
  skip(issue: Issue): void {
    this.incomplete = true;
    this.services.onIssue(issue);
  }

  /**
   * Whether a record of a kind that this pass has read can still be read. Until one has, nothing of the kind proves
   * anything: undefined.
   */
  async stillReads(endpoint: Endpoint): Promise<boolean | undefined> {
    return this.known.works(endpointLabel(endpoint));
  }

  /**
   * Reads one record; null when there is none. When it cannot be read, another one of its kind that this pass has read
   * says whose fault that is; until there is one, the mandator. If that can be read, this one is reported and skipped.
   */
  protected async one<T>(
    reading: Reading<T>,
    note?: (error: RecordError) => void,
    tolerated: readonly number[] = [],
  ): Promise<T | null | undefined> {
    const { endpoint, id, signal = this.options.signal, row } = reading;
    try {
      return await this.#proven(reading, signal);
    } catch (error) {
      if (StatusError.isInstance(error) && tolerated.includes(error.status)) return this.#without(error, id, endpoint);
      if (AuthenticationError.isInstance(error)) throw await this.denied(error);
      if (!isOfRecord(error) || reading.isFatal?.(error) === true) throw error;
      if (!this.skips) return this.#ofOne(error, id, endpoint);
      if (this.readsAgain && isGone(error)) return null;
      if (!(await this.othersRead(endpoint))) throw error;
      return this.#afterAll(reading, signal, error, (failure) => {
        if (note !== undefined) note(failure);
        else if (id !== null && !isRecordRefused(failure)) row?.add(id, failure);
        return this.#without(failure, id, endpoint);
      });
    }
  }

  /** The framework answers 401 also where the key lacks an access level: then it is good for the mandator. */
  protected async denied(error: AuthenticationError): Promise<StatusError> {
    if (isTokenFailure(error)) return error;
    const isGood = await this.#mandatorReads().catch((failure: unknown) => {
      if (AbortedError.isInstance(failure)) throw failure;
      return false;
    });
    if (!isGood) return error;
    const { endpoint, attempts, id, status } = error;
    const facts = { endpoint, attempts, id, status, mayHaveBeenApplied: false, write: false, retryAfterMs: null };
    return toStatusError({ ...facts, text: error.remoteText(), denied: true });
  }

  /** Others can be read: what may have passed by now is tried once more, so that the end of an outage loses nothing. */
  async #afterAll<T>(
    reading: Reading<T>,
    signal: AbortSignal,
    error: RecordError,
    give: (error: RecordError) => null | undefined,
  ): Promise<T | null | undefined> {
    if (!mayPass(error)) return give(error);
    try {
      return await this.#proven(reading, signal);
    } catch (again) {
      if (!isOfRecord(again)) throw again;
      return give(again);
    }
  }

  /** Reports why a record cannot be had; null where that is because there is none. */
  #without(error: RecordError, id: number | null, { rows }: Endpoint): null | undefined {
    if (rows || !isGone(error)) {
      this.skip(issueOf(error, id));
      return undefined;
    }
    // It was there a moment ago, or something still names it.
    this.services.onIssue(issueOf(error, id));
    return null;
  }

  /** What becomes of a part of the one record that is wanted: only a clear no leaves the part out. */
  #ofOne(error: RecordError, id: number | null, endpoint: Endpoint): null | undefined {
    const isShape = ResponseShapeError.isInstance(error) && !error.unreadable;
    if (!isShape && !isRecordRefused(error) && !PermissionError.isInstance(error)) throw error;
    return this.#without(error, id, endpoint);
  }

  async #proven<T>({ endpoint, read, proves = () => true }: Reading<T>, signal: AbortSignal): Promise<T> {
    const value = await read(signal);
    if (proves(value)) this.known.note(endpointLabel(endpoint), async () => proves(await read(this.options.signal)));
    return value;
  }

  /** Whether what this pass has read before can still be read; the mandator where there is nothing of the kind. */
  protected async othersRead(endpoint: Endpoint): Promise<boolean> {
    const works = await this.stillReads(endpoint);
    return works ?? this.#mandatorReads();
  }

  async #mandatorReads(): Promise<boolean> {
    const { transport, settings } = this.services;
    const input = { query: { uri: settings.portalUrl } };
    try {
      await transport.record(endpoints.mandator, input, this.options); // not the kept one: it must come over the wire
      return true;
    } catch (error) {
      if (!isOfRecord(error)) throw error;
      return false;
    }
  }

  protected record<P extends string, S extends z.core.$ZodType>(
    endpoint: Endpoint<P, S> & { readonly rows: false },
    input: Input<P>,
    signal: AbortSignal,
  ): Promise<z.core.output<S>> {
    this.requests += 1;
    return this.services.transport.record(endpoint, input, { ...this.options, signal });
  }

  protected rows<P extends string, S extends z.core.$ZodType>(
    endpoint: Endpoint<P, S> & { readonly rows: true },
    input: Input<P>,
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
}
