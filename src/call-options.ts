import * as z from 'zod/mini';
import { check } from './check.js';
import type { CallOptions } from './options.js';

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
export function checkedCall<T extends CallOptions>(options: T): T {
  return checked(callSchema, options);
}

/** The same for the create actions. */
export function checkedCreate<T extends CallOptions>(options: T): T {
  return checked(createSchema, options);
}

/** The same for `sync`. */
export function checkedSync<T extends CallOptions>(options: T): T {
  return checked(syncSchema, options);
}

function checked<T extends CallOptions>(schema: z.core.$ZodType, options: T): T {
  check(schema, { options });
  return options;
}
