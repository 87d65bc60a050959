import * as z from 'zod/mini';
import type { Services } from '../core/services.js';
import { InputError } from '../errors.js';
import { hash32 } from '../mappers/values/hash.js';

/** A position in a listing: eRecruiter numbers, never offsets, so that records may be added and removed in between. */
export type Position = readonly number[];

const cursorSchema = z.tuple([z.literal(1), z.string(), z.string()], z.int().check(z.nonnegative()));

/** Returns a fingerprint of the client and the filters that a cursor belongs to. */
export function cursorScope({ settings }: Services, filters: object): string {
  const { tenant, mandatorId, culture, channels, discover } = settings;
  return hash32(JSON.stringify([tenant, mandatorId, culture, channels, discover, filters])).toString(36);
}

/** Writes a position as opaque text. It can only be read back with the same model and scope. */
export function writeCursor(model: string, scope: string, position: Position): string {
  return toBase64Url(JSON.stringify([1, model, scope, ...position]));
}

/** Reads a cursor of this model and scope. Throws an `InputError` for anything else. */
export function readCursor(model: string, scope: string, cursor: string): Position {
  const text = fromBase64Url(cursor);
  const value = cursorSchema.safeParse(text === undefined ? undefined : parseCursor(text));
  const [, cursorModel, ownScope, ...position] = value.success ? value.data : [1, '', ''];
  if (cursorModel !== model || ownScope !== scope || position.length === 0) {
    throw new InputError([{ code: 'not_allowed', path: 'cursor', message: 'is not a cursor of this query' }]);
  }
  return position;
}

/** Whether `a` comes before `b`, number by number; a position comes before each of its extensions. */
export function isBefore(a: Position, b: Position): boolean {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at === -1 ? a.length < b.length : (a[at] ?? 0) < (b[at] ?? -1);
}

/**
 * Assigns positions to records without a number. Each record appears once, in an order that no edit shifts. Two records
 * with the same number get different positions, so that a listing always advances.
 */
export function withPlaces<T extends { readonly id: string }>(
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

function parseCursor(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// btoa accepts the characters 0–255 only; models and fingerprints are ASCII.
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
