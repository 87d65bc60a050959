import * as z from 'zod/mini';
import { InputError } from '../errors.js';

/** Checks what came over the wire. Throws an `InputError` that repeats no value. */
export function parse<S extends z.core.$ZodType>(schema: S, value: unknown): z.core.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw new InputError(
    result.error.issues.map((issue) => ({
      path: issue.path.map(segment).join('.') || 'input',
      message: messageOf(issue),
    })),
  );
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown: ${issue.keys.map(harmless).join(', ')}`;
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'too_small') return 'must not be empty';
  if (issue.message !== 'Invalid input' && issue.code === 'invalid_format') return issue.message;
  return issue.code === 'invalid_value' ? `expected one of ${issue.values.map(String).join(', ')}` : 'is not valid';
}

function segment(key: PropertyKey): string {
  return typeof key === 'string' ? harmless(key) : String(key);
}

/** A key as it may be shown: one that is no plain name could be data in the wrong place. */
export function harmless(key: string): string {
  return /^[a-z][a-z_]{0,39}\d{0,2}$/i.test(key) ? key : 'a key that is no name';
}
