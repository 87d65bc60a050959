import * as z from 'zod/mini';
import type { InputIssue } from '../models/error-codes.js';
import { InputError } from '../errors.js';

/** Checks a value from outside. Throws an `InputError` that names every wrong path and quotes no value. */
export function parseInput<S extends z.core.$ZodType>(schema: S, value: unknown): z.core.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw new InputError(issuesOf(result.error));
}

/** Converts the issues of a zod error to paths and plain sentences. `whole` names the value itself, as a path. */
export function issuesOf(error: z.core.$ZodError, whole = 'input'): InputIssue[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join('.') || whole,
    message: messageOf(issue),
  }));
}

/** Returns a key for a message. A misspelled name helps the reader; any other key could be personal data. */
export function keyLabel(key: string): string {
  return /^[a-z]\w{0,39}$/i.test(key) ? key : 'a key that is not a name';
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown: ${issue.keys.map(keyLabel).join(', ')}`;
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'invalid_value':
      return `expected one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'must not be empty';
      return `must be at least ${String(issue.minimum)}`;
    case 'too_big':
      return `must be at most ${String(issue.maximum)}`;
    default:
      return issue.message === 'Invalid input' ? 'is not valid' : issue.message;
  }
}
