import { endpoints } from '../api/endpoints.js';
import { BodyError, parseJson } from '../api/body.js';
import { editObject } from '../api/json-text.js';
import { outgoing } from '../api/transport.js';
import { applicantSchema, type RawApplicant } from '../schemas/index.js';
import { explain, matches } from '../schemas/tolerant.js';
import { mayHaveBeenApplied, settle } from './certain.js';
import type { Call } from './tools.js';

/** A property that is to change. */
export interface Edit {
  readonly property: keyof RawApplicant & string;
  /** The new value for what stands there now; `undefined` when nothing is to be done. Asked again after each write. */
  readonly next: (current: unknown) => unknown;
}

/** How often a change that others overwrite is made anew. */
const MAX_ROUNDS = 6;

/** An edit that fills a property only when nobody has. */
export function fill(
  property: Edit['property'],
  value: unknown,
  isEmpty: (current: unknown) => boolean = isBlank,
): Edit {
  return { property, next: (current) => (isEmpty(current) && !isBlank(value) ? value : undefined) };
}

/** An edit that replaces a property, unless somebody else has changed it since. */
export function overwrite(property: Edit['property'], value: unknown): Edit {
  let first: string | undefined;
  const target = canonical(value);
  return {
    property,
    next: (current) => {
      const text = canonical(current);
      first ??= text;
      return text === target || text !== first ? undefined : value;
    },
  };
}

/** Reads an applicant, together with its exact text. */
export function readApplicant(call: Call, applicantId: number): Promise<{ record: RawApplicant; text: string }> {
  const { transport } = call.tools;
  const request = outgoing(transport.settings, endpoints.applicant, { path: { applicantId } });
  return transport.send(request, call.options, ({ text }) => {
    const record = parseJson(text);
    if (!matches(applicantSchema, record)) throw new BodyError(`another shape: ${explain(applicantSchema, record)}`);
    return { record, text };
  });
}

/**
 * Changes properties of an applicant. eRecruiter only replaces whole records, so the record is read, edited in its
 * own text (unknown properties and large integers stay as they are) and written; then it is read again, and the
 * change made anew where a writer with an older copy has undone it. One writer at a time per applicant in this process.
 * Gives back what eRecruiter would not keep.
 */
export function editApplicant(call: Call, applicantId: number, edits: readonly Edit[]): Promise<string[]> {
  return call.tools.locks.run(`applicant ${applicantId}`, () => editLocked(call, applicantId, edits));
}

async function editLocked(call: Call, applicantId: number, edits: readonly Edit[]): Promise<string[]> {
  const { transport } = call.tools;
  let failures = 0;
  let unkept: string[] = [];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const { record, text } = await readApplicant(call, applicantId);
    const changes = Object.fromEntries(pending(record, edits));
    unkept = Object.keys(changes);
    if (unkept.length === 0) return [];
    const input = { path: { applicantId }, json: editObject(text, changes) };
    try {
      await transport.send(
        outgoing(transport.settings, endpoints.replaceApplicant, input),
        call.options,
        () => undefined,
      );
    } catch (error) {
      failures += 1;
      if (!mayHaveBeenApplied(error) || call.options.signal.aborted) throw error;
      if (failures > transport.settings.retryLimit) throw error;
      // The old body is never sent again, and not before it can no longer arrive late: it would undo what came since.
      await settle(call);
    }
  }
  return unkept;
}

function pending(record: RawApplicant, edits: readonly Edit[]): [string, unknown][] {
  return edits.flatMap(({ property, next }) => {
    const value = next(record[property]);
    return value === undefined ? [] : [[property, value] satisfies [string, unknown]];
  });
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (typeof value === 'string' && value.trim() === '');
}

/** A value as text that is the same for the same value: FlexDates come back with computed members. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value ?? null);
  const own = Object.entries(value).filter(([key]) => key !== 'IsValid' && key !== 'IsEmpty');
  return JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}
