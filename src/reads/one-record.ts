import { isGone, isTokenFailure } from '../api/absence.js';
import {
  AbortedError,
  AuthenticationError,
  PermissionError,
  RateLimitError,
  RequestError,
  ResponseShapeError,
  StatusError,
} from '../errors.js';
import type { Issue } from '../options.js';

/** How many records in a row may fail, each of them while others can be read, before that is no longer believed. */
const MOST_IN_A_ROW = 5;

/** A failure that can be the fault of the one record that was asked for. */
export type RecordError = RequestError | ResponseShapeError;

/**
 * Whether a failure can be the fault of the record that was asked for. An abort, a refused key, throttling, and what
 * the exchange of the key ends in say nothing of any record.
 */
export function isOfRecord(error: unknown): error is RecordError {
  if (!RequestError.isInstance(error) && !ResponseShapeError.isInstance(error)) return false;
  if (AbortedError.isInstance(error) || AuthenticationError.isInstance(error)) return false;
  return !RateLimitError.isInstance(error) && !isTokenFailure(error);
}

/** Whether eRecruiter itself said no to this record: that says nothing of the next one, however many follow. */
export function isRecordRefused(error: unknown): boolean {
  return PermissionError.isInstance(error) || isGone(error);
}

/** Whether a failure may be over by now. What eRecruiter says of a record, and another shape, would only come again. */
export function mayPass(error: RecordError): boolean {
  if (ResponseShapeError.isInstance(error)) return error.unreadable;
  return !isRecordRefused(error) && !(StatusError.isInstance(error) && error.status === 400);
}

/** Whether something is an error in place of an answer. */
export function isError<T extends object>(answer: T | RecordError): answer is RecordError {
  return answer instanceof Error;
}

/** What a skipped record is reported as. */
export function issueOf({ endpoint, message }: RecordError, id: number | null): Issue {
  return { endpoint, id: id === null ? null : String(id), path: '', reason: message.slice(endpoint.length + 2) };
}

/**
 * Reads that have succeeded in a pass, the latest of each kind of address. When a record cannot be read, reading one of
 * these again says whose fault that is.
 */
export class KnownGood {
  readonly #reads = new Map<string, () => Promise<boolean>>();

  /** Notes a read; it resolves to whether it still gives what it gave. */
  note(kind: string, read: () => Promise<boolean>): void {
    this.#reads.set(kind, read);
  }

  /** Notes a read unless one of its kind is known. */
  offer(kind: string, read: () => Promise<boolean>): void {
    if (!this.#reads.has(kind)) this.note(kind, read);
  }

  /** Whether what has been read can still be read; undefined where nothing of the kind has. */
  async works(kind: string): Promise<boolean | undefined> {
    const read = this.#reads.get(kind);
    if (read === undefined) return undefined;
    try {
      return await read();
    } catch (error) {
      if (!isOfRecord(error)) throw error;
      return false;
    }
  }
}

/** Failures of records, counted in the order in which a listing comes to them. */
export class FailureStreak {
  readonly #failures = new Map<number, RecordError>();
  #length = 0;

  /** Notes that a record could not be read. */
  add(id: number, error: RecordError): void {
    this.#failures.set(id, error);
  }

  /** Goes on to the next record: whether it failed. Throws when it ends a row of failures. */
  next(id: number): boolean {
    const error = this.#failures.get(id);
    this.#failures.delete(id);
    this.#length = error === undefined ? 0 : this.#length + 1;
    if (error !== undefined && this.#length >= MOST_IN_A_ROW) throw error;
    return error !== undefined;
  }
}
