import { hash128 } from '../../mappers/values/hash.js';
import type { SyncEntry, SyncUpsert } from '../../models/sync.js';
import type { RawJobView } from '../../schemas/index.js';
import { stableJson } from '../stable-json.js';

/**
 * The version of the format of a state's entries. Keep it beside the entries, and refuse a state with a higher one than
 * this: an older release would take its records as changed. A state without a version is one of 0.1.0. Lower versions
 * are read.
 *
 * @example
 * ```ts
 * import { SYNC_STATE_VERSION } from 'erecruiter-kombo';
 *
 * const stored = JSON.parse('{ "version": 2, "entries": [] }');
 * if (stored.version > SYNC_STATE_VERSION) throw new Error('A newer release has written this state.');
 * ```
 */
export const SYNC_STATE_VERSION = 2;

/** The result of comparing a record with its state. */
export interface Reconciled {
  /** Whether the record is new, or its content differs from the last run. */
  readonly changed: boolean;
  /** When its content last changed. */
  readonly changed_at: Date;
  /** The entry to keep for the next run; `previous` itself when nothing changed. */
  readonly entry: SyncEntry;
}

/** A record as it is now, compared with its entry in the state. */
export interface RecordChange {
  readonly upsert: SyncUpsert;
  /** Whether it is new or differs from the state. */
  readonly changed: boolean;
  readonly entry: SyncEntry;
  /** Whether the state must get a new entry. */
  readonly isNewEntry: boolean;
}

/**
 * Compares a record with its entry of the last run. Content is compared without any `changed_at` and regardless of the
 * order of lists. A change gets the record's newest raw date if that is newer than the last known change, otherwise
 * `observedAt`; it never goes back. A record seen for the first time keeps its own date. Pure: it keeps nothing and
 * reads no clock.
 *
 * @param previous The entry of the last run; undefined for a new record.
 * @param record The record as it is now.
 * @param observedAt When it was read.
 * @returns Whether it changed, when, and the entry to keep.
 *
 * @example
 * ```ts
 * import { reconcile } from 'erecruiter-kombo';
 *
 * const stage = { id: 'x', name: 'Neu', changed_at: new Date('2026-01-01T00:00:00Z') };
 * const { entry } = reconcile(undefined, stage, new Date());
 * reconcile(entry, stage, new Date()).changed; // false
 * ```
 */
export function reconcile(
  previous: SyncEntry | undefined,
  record: { readonly changed_at: Date },
  observedAt: Date,
): Reconciled {
  return compareRecord(previous, record, observedAt, contentFingerprint(record));
}

/** Compares by a given fingerprint of the content. */
export function compareRecord(
  previous: SyncEntry | undefined,
  record: { readonly changed_at: Date },
  observedAt: Date,
  fingerprint: string,
): Reconciled {
  if (previous?.fingerprint === fingerprint) {
    return { changed: false, changed_at: new Date(previous.changed_at), entry: previous };
  }
  const last = previous === undefined ? Number.NEGATIVE_INFINITY : Date.parse(previous.changed_at);
  const isDated = record.changed_at.getTime() > last;
  // A clock that was set back must not move the change back.
  const changedAt = isDated ? record.changed_at : new Date(Math.max(last || 0, observedAt.getTime()));
  return { changed: true, changed_at: changedAt, entry: { fingerprint, changed_at: changedAt.toISOString() } };
}

/**
 * Compares a record with its entry. A record with a hidden part is yielded when it is new, but not as a change; if that
 * part has never been visible, the rest is compared. `inOrder`: the record, with its lists in one order.
 */
export function toChange<T extends { readonly changed_at: Date }>(
  data: T,
  toUpsert: (data: T) => SyncUpsert,
  previous: SyncEntry | undefined,
  isPartial: boolean,
  observedAt: Date,
  inOrder: T = data,
): RecordChange {
  if (previous !== undefined && isWithheld(previous, isPartial)) {
    return { upsert: toUpsert(data), changed: false, entry: previous, isNewEntry: false };
  }
  const fingerprint = contentFingerprint(inOrder);
  const { changed, changed_at, entry } = compareRecord(previous, data, observedAt, fingerprint);
  const { partial = false, ...whole } = entry;
  return {
    upsert: toUpsert({ ...data, changed_at }),
    changed,
    entry: isPartial ? { ...whole, partial: true } : whole,
    isNewEntry: changed || partial !== isPartial,
  };
}

/** Whether a part is hidden that the state contains: without it, other changes cannot be recognized. */
export function isWithheld(previous: SyncEntry | undefined, isPartial: boolean): boolean {
  return isPartial && previous !== undefined && previous.partial !== true;
}

/** Returns a fingerprint of a record's content. */
export function contentFingerprint(record: object): string {
  return hash128(stableJson(contentOf(record)));
}

// Where eRecruiter has no date, `changed_at` is the time of observation and differs at each run, also in a candidate's
// applications.
function contentOf(record: object): object {
  const content = { ...record, changed_at: null };
  if (!('applications' in record) || !Array.isArray(record.applications)) return content;
  return { ...content, applications: record.applications.map((one: object) => ({ ...one, changed_at: null })) };
}

/** Returns a copy whose order depends on the elements only: servers return some lists in another order each time. */
function inStableOrder<T>(list: readonly T[] | null | undefined): T[] | null | undefined {
  if (list === null || list === undefined) return list;
  const texts = list.map((element) => ({ element, text: stableJson(element) }));
  return texts.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ element }) => element);
}

/** Sorts the lists of a job of which mapping uses the first element. */
export function jobInStableOrder(raw: RawJobView): RawJobView {
  const { GoogleForJobs: google } = raw;
  return {
    ...raw,
    JobProfiles: inStableOrder(raw.JobProfiles),
    OccupationTypes: inStableOrder(raw.OccupationTypes),
    CareerLevels: inStableOrder(raw.CareerLevels),
    PublishedOn: inStableOrder(raw.PublishedOn),
    GoogleForJobs: google && {
      ...google,
      Locations: inStableOrder(google.Locations),
      EmploymentType: Array.isArray(google.EmploymentType)
        ? inStableOrder(google.EmploymentType)
        : google.EmploymentType,
    },
  };
}
