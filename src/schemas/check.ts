import * as z from 'zod/mini';

/**
 * Checks whether a value matches a schema. The value itself is kept, not a copy.
 *
 * @param schema - The schema.
 * @param value - Any value, for example parsed JSON.
 * @returns True if it matches.
 *
 * @example
 * ```ts
 * import { matches, userSchema } from 'erecruiter-kombo/schemas';
 *
 * matches(userSchema, { Id: 3, FirstName: 'Käthe', Something: 'new' }); // true
 * ```
 */
export function matches<S extends z.core.$ZodType>(schema: S, value: unknown): value is z.core.output<S> {
  return unlessTooDeep(() => z.safeParse(schema, value).success) === true;
}

/**
 * Explains where a value departs from a schema, by path and expected type. Never contains values, which may be personal
 * data.
 *
 * @param schema - The schema.
 * @param value - Any value, for example parsed JSON.
 * @returns One sentence per departure, at most 20; empty if the value matches.
 *
 * @example
 * ```ts
 * import { explain, userSchema } from 'erecruiter-kombo/schemas';
 *
 * explain(userSchema, { Id: 'x' }); // 'Id: expected number'
 * ```
 */
export function explain(schema: z.core.$ZodType, value: unknown): string {
  const result = unlessTooDeep(() => z.safeParse(schema, value));
  if (result === undefined) return 'value: nested too deeply';
  const issues = result.error?.issues ?? [];
  const more = issues.length > MAX_ISSUES ? `; and ${issues.length - MAX_ISSUES} more` : '';
  return `${issues.slice(0, MAX_ISSUES).map(describeIssue).join('; ')}${more}`;
}

/** A list of a million wrong elements must not become a message of a million lines. */
export const MAX_ISSUES = 20;

/** Returns `undefined` for values that are nested too deeply for the stack. */
export function unlessTooDeep<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${pathOf(issue.path) || 'value'}: ${expectationOf(issue)}`;
}

/** The path of an issue. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

/** The type that was expected. */
export function expectationOf(issue: z.core.$ZodIssue): string {
  return `expected ${expected(issue)}`;
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_union') return issue.errors.flat().map(expected).join(' or ');
  if (issue.code === 'too_small') return `more than ${String(issue.minimum)}`;
  return 'another value';
}
