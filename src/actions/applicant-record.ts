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
  readonly property: string;
  /** The new value for what stands there now; `undefined` when nothing is to be done. Asked again after each write. */
  readonly next: (current: unknown) => unknown;
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
export function editApplicant(
  call: Call,
  applicantId: number,
  editsOf: (record: RawApplicant) => readonly Edit[],
): Promise<{ readonly written: boolean; readonly unkept: readonly string[] }> {
  return call.tools.locks.run(`applicant ${applicantId}`, async () => {
    const { transport } = call.tools;
    let { record, text } = await readApplicant(call, applicantId);
    const edits = editsOf(record);
    let changes = pending(record, edits);
    let failures = 0;
    let rounds = 0;
    for (; changes.length > 0 && rounds < MAX_ROUNDS; rounds += 1) {
      const input = { path: { applicantId }, json: editObject(text, Object.fromEntries(changes)) };
      const request = outgoing(transport.settings, endpoints.replaceApplicant, input);
      try {
        await transport.send(request, call.options, () => undefined);
      } catch (error) {
        failures += 1;
        const isOver =
          !mayHaveBeenApplied(error) || call.options.signal.aborted || failures > transport.settings.retryLimit;
        if (isOver) throw error;
        // The old body is never sent again, and nothing before it can no longer arrive late and undo what came since.
        await settle(call);
      }
      ({ record, text } = await readApplicant(call, applicantId));
      changes = pending(record, edits);
    }
    return { written: rounds > 0, unkept: changes.map(([property]) => property) };
  });
}

function pending(record: RawApplicant, edits: readonly Edit[]): [string, unknown][] {
  return edits.flatMap(({ property, next }) => {
    const value = next(record[property]);
    return value === undefined ? [] : [[property, value] satisfies [string, unknown]];
  });
}

/** A value as text that is the same for the same value: FlexDates come back with computed members. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value ?? null);
  const own = Object.entries(value).filter(([key]) => key !== 'IsValid' && key !== 'IsEmpty');
  return JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}
