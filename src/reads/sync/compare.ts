import { hash128 } from '../../mappers/values/hash.js';
import type { SyncEntry } from '../../models/sync.js';

/** What a comparison with the last run came to. */
export interface Reconciled {
  /** Whether the record is new or its content another than at the last run. */
  readonly changed: boolean;
  /** When its content last changed. */
  readonly changed_at: Date;
  /** What to keep for the next run; `previous` itself where nothing changed. */
  readonly entry: SyncEntry;
}

/**
 * Compares a record with what is known of it since the last run, by its content without any `changed_at` and whatever
 * the order of its lists. A change is dated by the record's newest raw date where that is newer than the last change
 * known, else by `observedAt`, and never before that last change; a record seen for the first time keeps the date that
 * it has. Pure: keeps nothing, asks no clock.
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
  return compareRecord(previous, record, observedAt, fingerprintOf(record));
}

/** The same, by a fingerprint of what the record is compared by. */
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
  // A clock that was set back must not set the change back.
  const changedAt = isDated ? record.changed_at : new Date(Math.max(last || 0, observedAt.getTime()));
  return { changed: true, changed_at: changedAt, entry: { fingerprint, changed_at: changedAt.toISOString() } };
}

/** A fingerprint of a record's content. */
export function fingerprintOf(record: object): string {
  return hash128(stableJson(contentOf(record)));
}

// Where eRecruiter has no date, `changed_at` is the time of observation: other at each run, at a candidate's
// applications too.
function contentOf(record: object): object {
  const content = { ...record, changed_at: null };
  if (!('applications' in record) || !Array.isArray(record.applications)) return content;
  return { ...content, applications: record.applications.map((one: object) => ({ ...one, changed_at: null })) };
}

/** What lies deeper is not compared: only a hostile answer is nested so far, and the stack has an end. */
const MOST_LEVELS = 1_000;

/**
 * A copy in an order that depends on nothing but the elements: servers return their lists in another order each time.
 */
export function inOneOrder<T>(list: readonly T[] | null | undefined): T[] | null | undefined {
  if (list === null || list === undefined) return list;
  const texts = list.map((element) => ({ element, text: stableJson(element) }));
  return texts.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ element }) => element);
}

/** Whether a list is one of names or records; numbers in a list are coordinates. */
function isSet(list: readonly unknown[]): boolean {
  return list.every((item) => typeof item === 'string' || (typeof item === 'object' && item !== null));
}

/**
 * JSON with keys in alphabetical order, lists of names and records in one order, and a comma after each value: equal
 * content is equal text. Where a place has a meaning, the record says it (`index`).
 */
function stableJson(value: unknown, level = 0): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (level > MOST_LEVELS) return '';
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => `${stableJson(item, level + 1)},`);
    return `[${(isSet(value) ? items.sort() : items).join('')}]`;
  }
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const item: unknown = Reflect.get(value, key);
    if (item !== undefined) text += `${JSON.stringify(key)}:${stableJson(item, level + 1)},`;
  }
  return `{${text}}`;
}
