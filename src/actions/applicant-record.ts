import { endpoints } from '../api/endpoints.js';
import type { StatusError } from '../errors.js';
import { asAnswered } from '../mappers/context.js';
import { isEmptyValue } from '../mappers/to-raw/applicant-changes.js';
import { editJson } from '../mappers/to-raw/lossless-json.js';
import { toWritableJson, wallTime } from '../mappers/to-raw/writable-json.js';
import { toDate } from '../mappers/values/dates.js';
import { applicantSchema, type RawApplicant } from '../schemas/index.js';
import { APPLICANT_PROPERTIES } from '../schemas/properties.js';
import { asRefusedWrite, readApplicant } from './action-reads.js';
import { alteredProperties } from './compare-stored.js';
import { mayTryAgain, settle, throwUnlessInDoubt } from './exactly-once.js';
import { hasRefused, LISTS, sendStrict, unknownValues } from './refused-values.js';
import type { ActionCall } from './run-action.js';

/** A property to change. */
export interface Edit {
  readonly property: string;
  /** The new value for the current one; `undefined` if nothing needs to change. Called again after each write. */
  readonly next: (current: unknown) => unknown;
}

/** The outcome of edits. */
export interface EditResult {
  /** The applicant as read last; if that failed after a write, as they were sent. */
  readonly record: RawApplicant;
  readonly written: boolean;
  /** The properties that eRecruiter still stores as they were before. */
  readonly unchanged: readonly string[];
  /** The properties that eRecruiter changed into something other than what was sent. */
  readonly altered: readonly string[];
}

/** Dates that have their own check. */
const DATES = ['DateOfCreation', 'BirthDate', 'PolicyAcceptedAt'] as const;

/** No edit by a person moves a date by less. */
const LARGEST_SHIFT_MS = 14 * 3_600_000;

/** How often a change is repeated if others overwrite it. */
const MAX_REWRITES = 6;

/** Creates an edit that replaces a value, unless another writer has changed it in the meantime. */
export function replace(record: RawApplicant, property: string, value: unknown): Edit {
  const from = canonical(record[property]);
  const to = canonical(value);
  return { property, next: (current) => (from !== to && canonical(current) === from ? value : undefined) };
}

/**
 * Changes properties of an applicant. eRecruiter only replaces whole records, so the record is read, edited in its own
 * text (unknown properties and large integers keep their values) and written. Then it is read again, and the change is
 * repeated if a writer with an older copy has undone it. One writer at a time per applicant in this process. Returns
 * what eRecruiter did not keep.
 */
export function editApplicant(
  call: ActionCall,
  applicantId: number,
  editsOf: (record: RawApplicant) => readonly Edit[],
): Promise<EditResult> {
  return call.withLock(`applicant ${applicantId}`, async () => {
    let { record, text } = await readApplicant(call, applicantId);
    const before = record;
    const { timeZone } = call.services.settings;
    const edits = editsOf(record);
    let sendable = edits;
    let changes = pendingChanges(record, sendable);
    let corrections: readonly (readonly [string, string])[] = [];
    const sent = new Map<string, unknown>();
    let failures = 0;
    let rounds = 0;
    let written = false;
    for (; changes.length + corrections.length > 0 && rounds < MAX_REWRITES; rounds += 1) {
      for (const [property, value] of changes) sent.set(property, value);
      const body = editJson(
        toWritableJson(text, timeZone),
        Object.fromEntries([...unwrittenLists(record), ...corrections, ...changes]),
      );
      let failure: unknown;
      try {
        failure = await replaceRecord(call, applicantId, body);
      } catch (refusal) {
        // Sent at most once more: nothing that is left out is sent again.
        if (!hasRefused(endpoints.replaceApplicant, refusal)) throw refusal;
        const unknown = await unknownIn(call, changes);
        if (unknown.length === 0) throw await withSuspects(call, refusal, changes, record);
        sendable = sendable.filter(({ property }) => !unknown.includes(property));
        changes = pendingChanges(record, sendable);
        for (const name of unknown) sent.delete(name);
        continue;
      }
      const isFirst = !written;
      written = true;
      try {
        // The old body is never sent again, and after the wait it cannot arrive late and undo the changes of others.
        if (failure !== undefined) await settle(call);
        const old = text;
        ({ record, text } = await readApplicant(call, applicantId));
        // Some servers show a change only some time after they accepted it: an older copy is not written again.
        if (rounds === 0 && failure === undefined && text === old) {
          await settle(call);
          ({ record, text } = await readApplicant(call, applicantId));
        }
      } catch {
        if (failure !== undefined) throw failure;
        call.warn('the change of the candidate was accepted, but could not be read back');
        return { record: { ...record, ...Object.fromEntries(sent) }, written: true, unchanged: [], altered: [] };
      }
      changes = pendingChanges(record, sendable);
      corrections = isFirst ? corrected(shiftedDates(before, record, sent, timeZone), timeZone) : [];
      if (failure === undefined || changes.length === 0) continue;
      failures += 1;
      if (!mayTryAgain(call, endpoints.replaceApplicant, failures, failure)) throw failure;
    }
    warnOfLosses(call, before, record, sent);
    const unchanged = pendingChanges(record, edits).map(([property]) => property);
    const kept = [...sent].filter(([property, value]) => value === null && !isEmptyValue(record[property]));
    const altered = [
      ...alteredProperties(Object.fromEntries(sent), record, timeZone),
      ...kept.map(([property]) => property),
      ...shiftedDates(before, record, sent, timeZone).map(({ name }) => name),
    ].filter((property) => !unchanged.includes(property));
    return { record, written, unchanged, altered };
  });
}

/** A server that does not know a name, such as a country, may empty a property that was sent as it was answered. */
function warnOfLosses(
  call: ActionCall,
  before: RawApplicant,
  after: RawApplicant,
  sent: ReadonlyMap<string, unknown>,
): void {
  const isLost = (name: string): boolean => !isEmptyValue(before[name]) && isEmptyValue(after[name]);
  const lost = sent.size === 0 ? [] : Object.keys(before).filter((name) => !sent.has(name) && isLost(name));
  if (lost.length > 0) call.warn(`eRecruiter no longer has what it had in: ${lost.join(', ')}`);
  const isOther = (name: string): boolean =>
    !isEmptyValue(before[name]) &&
    after[name] !== undefined &&
    !lost.includes(name) &&
    !isEqualButForOrder(before[name], after[name]);
  const others = sent.size === 0 ? [] : Object.keys(APPLICANT_PROPERTIES).filter((name) => !sent.has(name));
  const changed = others.filter((name) => !DATES.some((date) => date === name) && isOther(name));
  if (changed.length > 0) call.warn(`eRecruiter stores in another form than before: ${changed.join(', ')}`);
}

/** Lists of one text that a server writes as the text itself: as such it would not read them. */
function unwrittenLists(record: RawApplicant): [string, unknown][] {
  const written: object = Object(asAnswered(record));
  return Object.entries(APPLICANT_PROPERTIES).flatMap(([name, type]): [string, unknown][] => {
    const text: unknown = type === 'text[]' ? Reflect.get(written, name) : undefined;
    return typeof text === 'string' && /^[^,;|]+$/.test(text) ? [[name, [text]]] : [];
  });
}

/** The order of lists means nothing. */
function isEqualButForOrder(before: unknown, after: unknown): boolean {
  const [first, second] = [before, after].map((value) =>
    canonical(Array.isArray(value) ? value.map(canonical).sort() : value),
  );
  return first === second;
}

/** Names what eRecruiter may have refused: a change, or what the candidate has, but the lists of the mandator lack. */
async function withSuspects(
  call: ActionCall,
  refusal: StatusError,
  changes: readonly (readonly [string, unknown])[],
  record: RawApplicant,
): Promise<StatusError> {
  const changed = changes.map(([property]) => property).join(', ');
  const held = Object.keys(await unknownValues(call, record, LISTS.applicant)).join(', ');
  const hint = `the change of ${changed} was refused`;
  return asRefusedWrite(
    refusal,
    held === '' ? hint : `${hint}; the mandator’s lists do not have what the candidate has in ${held}`,
  );
}

/** Returns the changed properties whose value the mandator's lists lack. */
async function unknownIn(call: ActionCall, changes: readonly (readonly [string, unknown])[]): Promise<string[]> {
  return Object.keys(await unknownValues(call, Object.fromEntries(changes), LISTS.applicant));
}

/**
 * Replaces the record. Returns a failure whose outcome is unknown, and throws any other. Where it is refused, it is
 * sent once more without the properties that eRecruiter computes: some servers refuse what they do not store.
 */
async function replaceRecord(call: ActionCall, applicantId: number, json: string): Promise<unknown> {
  const replace = async (body: string): Promise<void> => {
    const input = { path: { applicantId }, json: body };
    await call.services.transport.record(endpoints.replaceApplicant, input, call.options);
  };
  try {
    const properties = { answered: applicantSchema.shape, stored: APPLICANT_PROPERTIES };
    await sendStrict(endpoints.replaceApplicant, json, properties, replace);
  } catch (failure) {
    throwUnlessInDoubt(call, failure);
    return failure;
  }
  return undefined;
}

/** A date that the server has moved by some hours, although it was sent as it was answered. */
interface ShiftedDate {
  readonly name: string;
  readonly from: Date;
  /** Milliseconds. */
  readonly shift: number;
  /** Whether it was answered, and sent, as an instant. */
  readonly isInstant: boolean;
}

/** Returns the dates that a replacement has moved, because the server writes them in one zone and reads in another. */
function shiftedDates(
  before: RawApplicant,
  after: RawApplicant,
  sent: ReadonlyMap<string, unknown>,
  timeZone: string,
): ShiftedDate[] {
  return DATES.flatMap((name) => {
    const from = toDate(before[name], timeZone);
    const to = toDate(after[name], timeZone);
    if (from === null || to === null || sent.has(name)) return [];
    const shift = Number(to) - Number(from);
    const isShifted = Math.abs(shift) >= 1_000 && Math.abs(shift) <= LARGEST_SHIFT_MS;
    return isShifted ? [{ name, from, shift, isInstant: /(?:Z|[+-]\d\d:\d\d)$/.test(String(before[name])) }] : [];
  });
}

/** Returns the wall times that make up for the shift. */
function corrected(dates: readonly ShiftedDate[], timeZone: string): [string, string][] {
  return dates.map(({ name, from, shift, isInstant }) => [
    name,
    wallTime(isInstant ? from : new Date(Number(from) - shift), timeZone),
  ]);
}

function pendingChanges(record: RawApplicant, edits: readonly Edit[]): [string, unknown][] {
  return edits.flatMap(({ property, next }) => {
    const value = next(record[property]);
    return value === undefined ? [] : [[property, value] satisfies [string, unknown]];
  });
}

/** Returns a text that is equal for equal values: FlexDates are returned with computed members. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value ?? null);
  const own = Object.entries(value).filter(([key]) => key !== 'IsValid' && key !== 'IsEmpty');
  return JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}
