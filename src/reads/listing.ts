import type { Services } from '../core/services.js';
import { AbortedError, ERecruiterError, ResponseShapeError } from '../errors.js';
import { followSignal } from '../flow/abort.js';
import type { CallOptions } from '../options.js';
import { cursorScope, type Position, readCursor, writeCursor } from './cursor.js';
import { RawReader } from './raw-reader.js';
import { ReadAhead } from './read-ahead.js';

/** One page of a listing. */
export interface Page<T> {
  /** At most `page_size` records. */
  readonly results: readonly T[];
  /**
   * The cursor of the next page; null after the last one. Opaque, and valid only for the same query of the same
   * client.
   */
  readonly next: string | null;
}

/**
 * Records that are read while you iterate: nothing is requested earlier, and only a few records ahead of your loop.
 * Leaving the loop stops all requests. Each iteration starts over, from `cursor` if the query has one.
 *
 * @example
 * ```ts
 * import type { ERecruiter } from 'erecruiter-kombo';
 *
 * export async function print(erecruiter: ERecruiter): Promise<void> {
 *   for await (const job of erecruiter.listJobs()) console.log(job.name);
 *   const firstTen = await erecruiter.listCandidates().toArray({ limit: 10 });
 *   for await (const page of erecruiter.listApplications().pages()) console.log(page.results.length, page.next);
 *   console.log(firstTen.length);
 * }
 * ```
 */
export interface Listing<T> extends AsyncIterable<T> {
  /** Returns the same records in pages of `page_size`: all of them, or the first `limit`. */
  pages(options?: { readonly limit?: number | undefined }): AsyncIterable<Page<T>>;
  /** Returns all records, or the first `limit`. */
  toArray(options?: { readonly limit?: number | undefined }): Promise<T[]>;
}

/**
 * Creates a listing of your own records, for a fake client in tests. It has the pages and the limit of every listing.
 *
 * @param records The records in order: a list, or anything that can be iterated, also asynchronously. It is iterated
 * each time that the listing is.
 * @param pageSize How many records a page has. Default 100.
 * @returns The listing.
 * @example
 * ```ts
 * import { listingOf } from 'erecruiter-kombo';
 *
 * const listing = listingOf(['Eva', 'Jan', 'Zoe'], 2);
 * console.log(await listing.toArray({ limit: 1 })); // [ 'Eva' ]
 * for await (const { results, next } of listing.pages()) console.log(results.length, next !== null); // 2 true, 1 false
 * ```
 */
export function listingOf<T>(records: Iterable<T> | AsyncIterable<T>, pageSize = 100): Listing<T> {
  return createListing({
    async *open() {
      let count = 0;
      for await (const record of records) yield { record, position: [(count += 1)] };
    },
    cursorOf: String,
    cursor: undefined,
    pageSize,
    signal: undefined,
    name: 'list',
  });
}

/** A record and the position after it. */
export interface ListingStep<T> {
  readonly record: T;
  readonly position: Position;
}

/** The source of a listing. */
export interface ListingSource<T> {
  /** Starts reading. `wanted`: how many records will be taken at most. */
  readonly open: (signal: AbortSignal, wanted: number) => AsyncIterable<ListingStep<T>>;
  readonly cursorOf: (position: Position) => string;
  readonly cursor: string | undefined;
  readonly pageSize: number;
  readonly signal: AbortSignal | undefined;
  /** The name of the listing in errors. */
  readonly name: string;
}

/** The part of a checked query that all listings share. */
interface Paging {
  readonly cursor?: string | null | undefined;
  readonly page_size?: number | undefined;
}

/**
 * Creates the listing of a model. `open` starts reading after a position; the query and the cursor have been checked
 * before.
 */
export function createModelListing<T>(
  model: string,
  services: Services,
  query: Paging,
  options: CallOptions,
  open: (reader: RawReader, after: Position | undefined, signal: AbortSignal) => AsyncIterable<ListingStep<T>>,
): Listing<T> {
  const { cursor, page_size: pageSize = 100, ...filters } = query;
  const scope = cursorScope(services, filters);
  const after = cursor === undefined || cursor === null ? undefined : readCursor(model, scope, cursor);
  return createListing({
    open: (signal, wanted) => {
      const reader = new RawReader(services, options, signal);
      reader.readAhead = new ReadAhead(wanted);
      reader.share(after !== undefined);
      return open(reader, after, signal);
    },
    cursorOf: (position) => writeCursor(model, scope, position),
    cursor: cursor ?? undefined,
    pageSize,
    signal: options.signal,
    name: `list ${model}`,
  });
}

/** Creates a listing of a source. */
export function createListing<T>(source: ListingSource<T>): Listing<T> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const { record } of listingSteps(source)) yield record;
    },
    pages: ({ limit = Number.POSITIVE_INFINITY } = {}) => pagesOf(source, limit),
    async toArray({ limit = Number.POSITIVE_INFINITY } = {}) {
      const records: T[] = [];
      if (limit <= 0) return records;
      try {
        for await (const { record } of listingSteps(source, limit)) {
          records.push(record);
          if (records.length >= limit) break;
        }
      } catch (error) {
        throw withCursor(error, source.cursor); // the records read so far are lost with the error
      }
      return records;
    },
  };
}

/**
 * Iterates under a signal of its own, which follows the caller's and aborts when the iteration ends, however it ends:
 * no request and no listener is left behind.
 */
export async function* abortOnReturn<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  signal: AbortSignal | undefined,
  name: string,
): AsyncGenerator<T, void, undefined> {
  // One listener for the whole iteration, removed at its end: a caller's signal may live long.
  const own = followSignal(signal);
  const iterator = open(own.signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await iterator.next().catch((error: unknown) => {
        // Anything but a request, such as a state that hangs, rejects with the signal's reason.
        throw own.signal.aborted && !ERecruiterError.isInstance(error) ? abortedError(name, own.signal) : error;
      });
      if (own.signal.aborted) throw abortedError(name, own.signal);
      if (done) return;
      yield value;
    }
  } finally {
    // Abort first: closing the pass waits for its requests.
    own.abort();
    own.stop();
    await iterator.return?.();
  }
}

function abortedError(endpoint: string, { reason }: AbortSignal): AbortedError {
  return new AbortedError({ endpoint, attempts: 0, mayHaveBeenApplied: false }, reason);
}

async function* listingSteps<T>(
  { open, signal, name, ...source }: ListingSource<T>,
  wanted = Number.POSITIVE_INFINITY,
): AsyncGenerator<ListingStep<T>, void, undefined> {
  let cursor = source.cursor;
  try {
    for await (const step of abortOnReturn((own) => open(own, wanted), signal, name)) {
      const next = source.cursorOf(step.position);
      if (next === cursor) {
        const reason = 'the listing does not advance: the same cursor came twice in a row';
        throw new ResponseShapeError({ endpoint: name, status: 200, reason, mayHaveBeenApplied: false });
      }
      cursor = next;
      yield step;
    }
  } catch (error) {
    throw withCursor(error, cursor);
  }
}

async function* pagesOf<T>(source: ListingSource<T>, limit: number): AsyncGenerator<Page<T>, void, undefined> {
  if (limit <= 0) return;
  let results: T[] = [];
  let count = 0;
  let start = source.cursor;
  let end = start;
  try {
    for await (const { record, position } of listingSteps(source, limit * source.pageSize + 1)) {
      // Reads one record ahead to find out whether there is another page.
      if (results.length === source.pageSize) {
        start = end;
        yield { results, next: end ?? null };
        count += 1;
        if (count >= limit) return;
        results = [];
      }
      results.push(record);
      end = source.cursorOf(position);
    }
  } catch (error) {
    throw withCursor(error, start); // the page that was being filled is lost with the error
  }
  yield { results, next: null };
}

/** Adds to an error the cursor that resumes after the last record that was delivered. */
export function withCursor(error: unknown, cursor: string | undefined): unknown {
  return ERecruiterError.isInstance(error) ? error.withCursor(cursor) : error;
}
