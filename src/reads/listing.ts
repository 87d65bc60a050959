import { followSignal } from '../flow/abort.js';
import { AbortedError, ERecruiterError, ResponseShapeError } from '../errors.js';

/** One page of a listing. */
export interface Page<T> {
  /** At most `page_size` records. */
  readonly results: readonly T[];
  /** Where the next page starts; null after the last one. Opaque: it fits the same query of the same client only. */
  readonly next: string | null;
}

/**
 * Records that are read while you iterate, never before and never more than a few ahead. Leaving the loop stops all
 * requests. Each iteration starts anew, from `cursor` where the query has one.
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
  /** The same records in pages of `page_size`. */
  pages(): AsyncIterable<Page<T>>;
  /** All records, or the first `limit`. */
  toArray(options?: { readonly limit?: number }): Promise<T[]>;
}

/** A record and where the pass stands once it was taken. */
export interface ListingStep<T> {
  readonly record: T;
  readonly position: readonly number[];
}

/** What a listing is made from. */
export interface ListingSource<T> {
  /** Starts a pass after the position, or from the beginning. */
  readonly open: (signal: AbortSignal) => AsyncIterable<ListingStep<T>>;
  readonly cursorOf: (position: readonly number[]) => string;
  readonly cursor: string | undefined;
  readonly pageSize: number;
  readonly signal: AbortSignal | undefined;
  /** What errors call this listing. */
  readonly name: string;
}

/** Makes a listing of a source. */
export function createListing<T>(source: ListingSource<T>): Listing<T> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const { record } of steps(source)) yield record;
    },
    pages: () => pages(source),
    async toArray({ limit = Number.POSITIVE_INFINITY } = {}) {
      const records: T[] = [];
      if (limit <= 0) return records;
      try {
        for await (const { record } of steps(source)) {
          records.push(record);
          if (records.length >= limit) break;
        }
      } catch (error) {
        throw withCursor(error, source.cursor); // nobody gets the records that had come
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
  // One listener for the whole pass, removed at its end: signals of users live long.
  const own = followSignal(signal);
  const iterator = open(own.signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await iterator.next().catch((error: unknown) => {
        // What is no request, such as a state that hangs, ends with the reason of the signal.
        throw own.signal.aborted && !ERecruiterError.isInstance(error) ? aborted(name) : error;
      });
      if (own.signal.aborted) throw aborted(name);
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

function aborted(endpoint: string): AbortedError {
  return new AbortedError({ endpoint, attempts: 0, mayHaveBeenApplied: false });
}

async function* steps<T>({
  open,
  signal,
  name,
  ...source
}: ListingSource<T>): AsyncGenerator<ListingStep<T>, void, undefined> {
  let cursor = source.cursor;
  try {
    for await (const step of abortOnReturn(open, signal, name)) {
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

async function* pages<T>(source: ListingSource<T>): AsyncGenerator<Page<T>, void, undefined> {
  let results: T[] = [];
  let start = source.cursor;
  let end = start;
  try {
    for await (const { record, position } of steps(source)) {
      // Looks one record ahead: only then is it known that there is another page.
      if (results.length === source.pageSize) {
        start = end;
        yield { results, next: end ?? null };
        results = [];
      }
      results.push(record);
      end = source.cursorOf(position);
    }
  } catch (error) {
    throw withCursor(error, start); // nobody gets the page that was being filled
  }
  yield { results, next: null };
}

/** Says in an error where to go on so that nothing is missed: behind the last record that was given away. */
export function withCursor(error: unknown, cursor: string | undefined): unknown {
  return ERecruiterError.isInstance(error) ? error.withCursor(cursor) : error;
}
