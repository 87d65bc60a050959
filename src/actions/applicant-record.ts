import { isLastAttempt } from '../api/retry-rules.js';
import { endpoints } from '../api/endpoints.js';
import { editObject } from '../api/lossless-json.js';
import type { RawApplicant } from '../schemas/index.js';
import { hasGone, isRedirect, mayHaveBeenApplied, settle } from './exactly-once.js';
import { differing } from './kept.js';
import type { ActionCall } from './run-action.js';

/** A property that is to change. */
export interface Edit {
  readonly property: string;
  /** The new value for what stands there now; `undefined` when nothing is to be done. Asked again after each write. */
  readonly next: (current: unknown) => unknown;
}

/** What became of edits. */
export interface Edited {
  readonly written: boolean;
  /** The properties that eRecruiter holds as they were before. */
  readonly unkept: readonly string[];
  /** The properties that eRecruiter changed into something else than was sent. */
  readonly altered: readonly string[];
}

/** How often a change that others overwrite is made anew. */
const MAX_ROUNDS = 6;

/** An edit that replaces one value, and leaves alone what somebody else has put there since. */
export function replace(record: RawApplicant, property: string, value: unknown): Edit {
  const from = canonical(record[property]);
  const to = canonical(value);
  return { property, next: (current) => (from !== to && canonical(current) === from ? value : undefined) };
}

/** Reads an applicant, together with its exact text. */
export function readApplicant(call: ActionCall, applicantId: number): Promise<{ record: RawApplicant; text: string }> {
  return call.services.transport.recordWithText(endpoints.applicant, { path: { applicantId } }, call.options);
}

/**
 * Changes properties of an applicant. eRecruiter only replaces whole records, so the record is read, edited in its
 * own text (unknown properties and large integers stay as they are) and written; then it is read again, and the
 * change made anew where a writer with an older copy has undone it. One writer at a time per applicant in this process.
 * Gives back what eRecruiter would not keep.
 */
export function editApplicant(
  call: ActionCall,
  applicantId: number,
  editsOf: (record: RawApplicant) => readonly Edit[],
): Promise<Edited> {
  const { settings, transport } = call.services;
  return call.alone(`applicant ${applicantId}`, async () => {
    let { record, text } = await readApplicant(call, applicantId);
    const edits = editsOf(record);
    let changes = pending(record, edits);
    const sent = new Map<string, unknown>();
    let failures = 0;
    let rounds = 0;
    for (; changes.length > 0 && rounds < MAX_ROUNDS; rounds += 1) {
      for (const [property, value] of changes) sent.set(property, value);
      const doubt = await post(call, applicantId, editObject(text, Object.fromEntries(changes)));
      try {
        // The old body is never sent again; after the wait it cannot arrive late either and undo what came since.
        if (doubt !== undefined) await settle(call);
        ({ record, text } = await readApplicant(call, applicantId));
      } catch {
        if (doubt !== undefined) throw doubt;
        call.warn('the change of the candidate was accepted, but could not be read back');
        return { written: true, unkept: [], altered: [] };
      }
      changes = pending(record, edits);
      if (doubt === undefined || changes.length === 0) continue;
      failures += 1;
      if (isLastAttempt(failures, transport.settings) || isRedirect(doubt)) throw doubt;
    }
    const unkept = changes.map(([property]) => property);
    const altered = differing(Object.fromEntries(sent), record, settings.timeZone);
    return { written: rounds > 0, unkept, altered: altered.filter((property) => !unkept.includes(property)) };
  });
}

/** Replaces the record. Gives back an error that leaves in doubt whether it was replaced; throws every other. */
async function post(call: ActionCall, applicantId: number, json: string): Promise<unknown> {
  try {
    await call.services.transport.record(endpoints.replaceApplicant, { path: { applicantId }, json }, call.options);
  } catch (error) {
    if (!mayHaveBeenApplied(error) || hasGone(call, error)) throw error;
    return error;
  }
  return undefined;
}

function pending(record: RawApplicant, edits: readonly Edit[]): [string, unknown][] {
  return edits.flatMap(({ property, next }) => {
    const value = next(record[property]);
    return value === undefined ? [] : [[property, value] satisfies [string, unknown]];
  });
}

/** A value as text that is the same for the same value: FlexDates come back with computed members. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value ?? null);
  const own = Object.entries(value).filter(([key]) => key !== 'IsValid' && key !== 'IsEmpty');
  return JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}
