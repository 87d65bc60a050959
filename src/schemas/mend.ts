import * as z from 'zod/mini';
import { matches, MAX_ISSUES, pathOf, expectationOf, unlessTooDeep } from './check.js';
import { withPlainTypes } from './plain-types.js';
import { AS_ANSWERED } from './properties.js';
import { shapeOf, schemaAt } from './walk.js';

/** A property of the wrong type. Never contains the value, which may be personal data. */
export interface Mismatch {
  /** The path in the record, such as `PublishedOn.0.Name`. */
  readonly path: string;
  /** The expected type. */
  readonly reason: string;
}

/** A record that matches its schema. */
export interface Mended<T> {
  /** The record itself if it matches, else a mended copy. */
  readonly value: T;
  /** The properties that became null in the copy; at most 20 of them. */
  readonly mismatches: readonly Mismatch[];
}

type Path = readonly PropertyKey[];

/** Enough for nested values: each round mends everything that it finds. */
const MAX_ROUNDS = 12;
/** A record with more mismatches is another kind of record, and mending it could take minutes. */
const MAX_MISMATCHES = 100_000;

/**
 * Mends a record that does not match its schema, so that a property of the wrong type does not affect the others.
 *
 * A number or a boolean that is written as text becomes what the schema says, also in properties that it does not check
 * itself. A number in place of text becomes text, and a single element in place of a list becomes a list of one. Every
 * other property of a wrong type becomes null.
 *
 * @param schema - What the record should match.
 * @param value - The record; it is not changed.
 * @returns The mended record and the properties that became null; `undefined` if it cannot be mended, for example if
 * its id is missing.
 *
 * @example
 * ```ts
 * import { applicantView, mend } from 'erecruiter-kombo/schemas';
 *
 * mend(applicantView, { Id: '7', ZipCode: 4020 })?.value; // { Id: 7, ZipCode: '4020' }
 * mend(applicantView, { Id: 7, City: true })?.mismatches; // [{ path: 'City', reason: 'expected string' }]
 * mend(applicantView, { Id: 'x' }); // undefined
 * ```
 */
export function mend<S extends z.core.$ZodType>(schema: S, value: unknown): Mended<z.core.output<S>> | undefined {
  const plain = withPlainTypes(schema, value);
  if (matches(schema, plain)) return { value: plain, mismatches: [] };
  return unlessTooDeep(() => mendCopy(schema, plain, value));
}

function mendCopy<S extends z.core.$ZodType>(
  schema: S,
  value: unknown,
  original: unknown,
): Mended<z.core.output<S>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const copy: unknown = structuredClone(value);
  const mismatches = new Map<string, string>();
  const wrapped = new Map<string, string>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const issues = z.safeParse(schema, copy).error?.issues ?? [];
    if (issues.length === 0) break;
    if (issues.length > MAX_MISMATCHES) return undefined;
    for (const issue of issues) {
      const { path } = issue;
      if (valueAt(copy, path.slice(0, -1)) === null) continue; // its parent became null in this round
      const intended = intendedValue(schema, issue, valueAt(copy, path));
      if (intended === undefined) {
        const place = placeToClear(copy, path, wrapped);
        if (place.length === 0) return undefined;
        mismatches.set(pathOf(place), wrapped.get(pathOf(place)) ?? expectationOf(issue));
        setAt(copy, place, null);
      } else {
        if (Array.isArray(intended)) wrapped.set(pathOf(path), expectationOf(issue));
        setAt(copy, path, intended);
      }
    }
  }
  if (!matches(schema, copy)) return undefined;
  // Keeps the original record in a property that is not enumerable.
  Object.defineProperty(copy, AS_ANSWERED, { value: original });
  return { value: copy, mismatches: [...mismatches].slice(0, MAX_ISSUES).map(([path, reason]) => ({ path, reason })) };
}

/** Returns the value that a property of the wrong type can only mean; `undefined` if that is ambiguous. */
function intendedValue(schema: z.core.$ZodType, issue: z.core.$ZodIssue, found: unknown): unknown {
  if (issue.code !== 'invalid_type' || found === null) return undefined;
  if (issue.expected === 'string') {
    return typeof found === 'number' && Number.isFinite(found) ? String(found) : undefined;
  }
  if (issue.expected !== 'array' || found === undefined) return undefined;
  // An object with none of an element's properties is something else, for example an error.
  const element = schemaAt(schema, [...issue.path, 0]);
  const names = [...((element && shapeOf(element))?.keys() ?? [])];
  const isForeign = names.length > 0 && !names.some((name) => Object.hasOwn(Object(found), name));
  // A text with separators may be a whole list that was joined, or one element.
  const isJoined = typeof found === 'string' && /[,;|]/.test(found);
  return isForeign || isJoined ? undefined : [found];
}

/** The path that must become null: the parent of a required property, or the whole list around a wrapped element. */
function placeToClear(root: unknown, path: Path, wrapped: ReadonlyMap<string, string>): Path {
  let place = path;
  while (place.length > 0 && (valueAt(root, place) === null || wrapped.has(pathOf(place.slice(0, -1))))) {
    place = place.slice(0, -1);
  }
  return place;
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

function setAt(root: unknown, path: Path, value: unknown): void {
  const parent = valueAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (typeof parent === 'object' && parent !== null && key !== undefined) Reflect.set(parent, key, value);
}
