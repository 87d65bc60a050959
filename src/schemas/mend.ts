import * as z from 'zod/mini';
import { matches, MOST_ISSUES, pathOf, expectationOf, unlessTooDeep } from './check.js';
import { AS_ANSWERED } from './properties.js';
import { shapeOf, schemaAt } from './walk.js';

/** A member that is not of the type that its schema says. It never repeats the value, which may be personal data. */
export interface Oddity {
  /** Where in the record, such as `PublishedOn.0.Name`. */
  readonly path: string;
  /** What was expected there. */
  readonly reason: string;
}

/** A record that is what its schema says. */
export interface Mended<T> {
  /** The record itself where nothing was odd, else a copy. */
  readonly value: T;
  /** The members that are null in the copy, at most 20 of them. */
  readonly odd: readonly Oddity[];
}

type Path = readonly PropertyKey[];

/** Enough for what stands within each other: every round mends all that it finds. */
const MOST_ROUNDS = 12;
/** Beyond it a record is another one, and mending its members could take minutes. */
const MOST_ODD = 100_000;

/**
 * Makes a record what its schema says, so that one odd member costs only itself. Text that came as a number is read as
 * text, and one element in place of a list as a list of one; every other member of a wrong type becomes null, and is
 * named. `undefined` where that is not enough: without its number a record is nothing.
 *
 * @example
 * ```ts
 * import { applicantView, mend } from 'erecruiter-kombo/schemas';
 *
 * mend(applicantView, { Id: 7, ZipCode: 4020 })?.value.ZipCode; // '4020'
 * mend(applicantView, { Id: 7, City: true })?.odd; // [{ path: 'City', reason: 'expected string' }]
 * mend(applicantView, { Id: '7' }); // undefined
 * ```
 */
export function mend<S extends z.core.$ZodType>(schema: S, value: unknown): Mended<z.core.output<S>> | undefined {
  if (matches(schema, value)) return { value, odd: [] };
  return unlessTooDeep(() => mendCopy(schema, value));
}

function mendCopy<S extends z.core.$ZodType>(schema: S, value: unknown): Mended<z.core.output<S>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const copy: unknown = structuredClone(value);
  const odd = new Map<string, string>();
  const wrapped = new Map<string, string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const issues = z.safeParse(schema, copy).error?.issues ?? [];
    if (issues.length === 0) break;
    if (issues.length > MOST_ODD) return undefined;
    for (const issue of issues) {
      const { path } = issue;
      if (valueAt(copy, path.slice(0, -1)) === null) continue; // what held it was given up in this round
      const certain = reading(schema, issue, valueAt(copy, path));
      if (certain === undefined) {
        const place = oddPlace(copy, path, wrapped);
        if (place.length === 0) return undefined;
        odd.set(pathOf(place), wrapped.get(pathOf(place)) ?? expectationOf(issue));
        setAt(copy, place, null);
      } else {
        if (Array.isArray(certain)) wrapped.set(pathOf(path), expectationOf(issue));
        setAt(copy, path, certain);
      }
    }
  }
  if (!matches(schema, copy)) return undefined;
  // Out of sight of everything that lists members; whoever wants the record as it came finds it here.
  Object.defineProperty(copy, AS_ANSWERED, { value });
  return { value: copy, odd: [...odd].slice(0, MOST_ISSUES).map(([path, reason]) => ({ path, reason })) };
}

/** What a member of a wrong type means where it can mean one thing only; `undefined` where it cannot be said. */
function reading(schema: z.core.$ZodType, issue: z.core.$ZodIssue, found: unknown): unknown {
  if (issue.code !== 'invalid_type' || found === null) return undefined;
  if (issue.expected === 'string') {
    return typeof found === 'number' && Number.isFinite(found) ? String(found) : undefined;
  }
  if (issue.expected !== 'array' || found === undefined) return undefined;
  // An object with none of the names of an element is something else, an error say.
  const element = schemaAt(schema, [...issue.path, 0]);
  const names = [...((element && shapeOf(element))?.keys() ?? [])];
  const isForeign = names.length > 0 && !names.some((name) => Object.hasOwn(Object(found), name));
  return isForeign ? undefined : [found];
}

/** What has to become null: what holds a member that must be there, the whole list that an element was taken for. */
function oddPlace(root: unknown, path: Path, wrapped: ReadonlyMap<string, string>): Path {
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
