import type { CallOptions } from '../options.js';
import { hash32 } from '../mappers/values/hash.js';
import { readCursor, writeCursor, type Position } from './cursor.js';
import { createListing, type Listing, type ListingStep } from './listing.js';
import type { Services } from '../core/services.js';
import { RawReader } from './raw-reader.js';

/** The part of a checked query that all listings share. */
interface Paging {
  readonly cursor?: string | null | undefined;
  readonly page_size?: number | undefined;
}

/**
 * Makes the listing of one model. `open` runs one pass after a position; everything that can be wrong with the query
 * has been checked by then, the cursor included.
 */
export function listingOf<T>(
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
    open: (signal) => open(new RawReader(services, options, signal), after, signal),
    cursorOf: (position) => writeCursor(model, scope, position),
    cursor: cursor ?? undefined,
    pageSize,
    signal: options.signal,
    name: `list ${model}`,
  });
}

/** What a cursor belongs to: whose data, and which of it. */
export function cursorScope({ settings }: Services, filters: object): string {
  const { tenant, mandatorId, culture, channels, discover } = settings;
  return hash32(JSON.stringify([tenant, mandatorId, culture, channels, discover, filters])).toString(36);
}

/** All of these tests at once; one that is `undefined` asks nothing. */
export function allOf<T>(...tests: readonly (((record: T) => boolean) | undefined)[]): (record: T) => boolean {
  return (record) => tests.every((test) => test === undefined || test(record));
}

/** A test for one of several values; `undefined` where the query does not ask. */
export function oneOf<T>(
  wanted: readonly string[] | undefined,
  valueOf: (record: T) => string | null,
): ((record: T) => boolean) | undefined {
  if (wanted === undefined) return undefined;
  const set = new Set(wanted);
  return (record) => {
    const value = valueOf(record);
    return value !== null && set.has(value);
  };
}

/** Whether a date proves that nothing changed after `since`. No date proves nothing. */
export function isOld(date: Date | null, since: Date): boolean {
  return date !== null && date.getTime() <= since.getTime();
}
