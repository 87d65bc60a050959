import { parseRemoteNumber, remoteNumberOf } from '../core/ids.js';
import type { Ids } from '../mappers/index.js';

/** The filters by id that listings share. */
interface IdFilters {
  readonly ids?: readonly string[] | undefined;
  readonly remote_ids?: readonly string[] | undefined;
}

/** Combines tests into one that all must pass; `undefined` is a filter that is not set. */
export function passesAll<T>(...tests: readonly (((record: T) => boolean) | undefined)[]): (record: T) => boolean {
  return (record) => tests.every((test) => test === undefined || test(record));
}

/** Returns a test for one of several values; `undefined` when the filter is not set. */
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

/** Returns a test by `ids` and `remote_ids`. */
export function hasWantedId<T extends { readonly id: string; readonly remote_id?: string | null }>(
  query: IdFilters,
): (record: T) => boolean {
  return passesAll<T>(
    oneOf(query.ids, ({ id }) => id),
    oneOf(query.remote_ids, (record) => record.remote_id ?? null),
  );
}

/** Returns the eRecruiter numbers that `ids` and `remote_ids` name; if both are set, the numbers in both. */
export function wantedNumbers(ids: Ids, kind: 'job' | 'candidate', query: IdFilters): number[] | undefined {
  const byId = query.ids?.map((id, index) => remoteNumberOf(ids, kind, id, `ids.${index}`));
  const byRemoteId = query.remote_ids?.map((id, index) => parseRemoteNumber(id, `remote_ids.${index}`));
  const wanted = byId && byRemoteId ? byId.filter((id) => byRemoteId.includes(id)) : (byId ?? byRemoteId);
  return wanted && [...new Set(wanted)];
}

/** Whether a date proves that nothing changed after `since`. A missing date proves nothing. */
export function isUnchangedSince(date: Date | null, since: Date): boolean {
  return date !== null && date.getTime() <= since.getTime();
}
