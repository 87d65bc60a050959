import * as z from 'zod/mini';
import { parseInput } from './parse-input.js';
import type { CallOptions } from '../options.js';

function has(value: unknown, ...methods: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return methods.every((name) => typeof Reflect.get(value, name) === 'function');
}

function canBeHeaders(headers: Record<string, string>): boolean {
  try {
    return new Headers(headers) !== null;
  } catch {
    return false;
  }
}

const call = {
  signal: z.optional(z.custom<AbortSignal>((value) => has(value, 'addEventListener'), 'expected an AbortSignal')),
  timeoutMs: z.optional(z.custom<number>((value) => typeof value === 'number' && value > 0, 'expected milliseconds')),
  headers: z.optional(
    z.record(z.string(), z.string()).check(z.refine(canBeHeaders, 'a name or value is not allowed in a header')),
  ),
};
const callSchema = z.strictObject({ options: z.strictObject(call) });
const createSchema = z.strictObject({ options: z.strictObject({ ...call, resume: z.optional(z.unknown()) }) });
const syncSchema = z.strictObject({
  options: z.strictObject({
    ...call,
    state: z.optional(z.custom((value) => has(value, 'get', 'set', 'delete', 'entries'), 'expected a state')),
    onProgress: z.optional(z.custom((value) => typeof value === 'function', 'expected a function')),
  }),
});

/** Options of a call as they came. Throws an `InputError` for values that cannot be meant and for unknown names. */
export function parseCallOptions<T extends CallOptions>(options: T): T {
  return parseOptions(callSchema, options);
}

/** The same for the create actions. */
export function parseCreateOptions<T extends CallOptions>(options: T): T {
  return parseOptions(createSchema, options);
}

/** The same for `sync`. */
export function parseSyncOptions<T extends CallOptions>(options: T): T {
  return parseOptions(syncSchema, options);
}

function parseOptions<T extends CallOptions>(schema: z.core.$ZodType, options: T): T {
  parseInput(schema, { options });
  return options;
}
