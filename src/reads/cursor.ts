import * as z from 'zod/mini';
import { InputError } from '../errors.js';

/** Where a pass stands: eRecruiter numbers, never offsets, so that records that come or go do no harm. */
export type Position = readonly number[];

const cursorSchema = z.tuple([z.literal(1), z.string(), z.string()], z.int().check(z.nonnegative()));

/**
 * Writes a position as opaque text. `scope` says what it belongs to (model, tenant, filters): a cursor of another
 * scope is refused when it comes back.
 */
export function writeCursor(model: string, scope: string, position: Position): string {
  return toBase64Url(JSON.stringify([1, model, scope, ...position]));
}

/** Reads a cursor of this scope. Throws an `InputError` for anything else. */
export function readCursor(model: string, scope: string, cursor: string): Position {
  const text = fromBase64Url(cursor);
  const value = cursorSchema.safeParse(text === undefined ? undefined : parse(text));
  const [, itsModel, itsScope, ...position] = value.success ? value.data : [1, '', ''];
  if (itsModel !== model || itsScope !== scope || position.length === 0) {
    throw new InputError([{ path: 'cursor', message: 'is not a cursor of this query' }]);
  }
  return position;
}

/** Whether `a` comes before `b`, number by number; a position comes before each of its extensions. */
export function before(a: Position, b: Position): boolean {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at === -1 ? a.length < b.length : (a[at] ?? 0) < (b[at] ?? -1);
}

/**
 * Records without a number of their own, each once, in an order that no edit shifts, with a position each. Two records
 * of one number get different positions: no answer of a server can make a listing stand still.
 */
export function placed<T extends { readonly id: string }>(
  records: readonly T[],
  numberOf: (record: T) => number,
): { readonly record: T; readonly place: Position }[] {
  const distinct = [...new Map(records.map((record) => [record.id, record])).values()];
  const numbered = distinct.map((record) => ({ record, number: numberOf(record) }));
  numbered.sort((a, b) => a.number - b.number || (a.record.id < b.record.id ? -1 : 1));
  let further = 0;
  return numbered.map(({ record, number }, index) => {
    further = numbered[index - 1]?.number === number ? further + 1 : 0;
    return { record, place: further === 0 ? [number] : [number, further] };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// btoa takes the characters 0–255 only; models and fingerprints are ASCII.
function toBase64Url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): string | undefined {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return undefined;
  }
}
