import * as core from 'zod/v4/core';
import * as z from 'zod/mini';
import { markAsPart } from './walk.js';

/** The id of a record, which must be there. */
export const id = z.int().check(z.positive());
/** Text, or nothing. */
export const text = z.nullish(z.string());
/** A number, or nothing. */
export const numeric = z.nullish(z.number());
/** A boolean, or nothing. */
export const flag = z.nullish(z.boolean());
/** A date in any form: with an offset, with `Z`, or with neither as wall time. */
export const timestamp = z.nullish(z.string());
/** Bytes as base64 text. */
export const base64 = z.nullish(z.string());
/** A value of an enum: eRecruiter writes the integer, some proxies the name; unknown values pass. */
export const member = z.union([z.number(), z.string()]);
/** A value of an enum, or nothing. */
export const code = z.nullish(member);

/** An answer whose content does not matter: a ping returns a sentence, a write the record that was sent. */
export const anythingSchema = z.unknown();

/** Anything, or nothing. */
// @__NO_SIDE_EFFECTS__
export function maybe<S extends z.core.SomeType>(schema: S): z.ZodMiniOptional<z.ZodMiniNullable<S>> {
  return z.nullish(schema);
}

/** A list that may be missing or null, and whose elements may be null. */
// @__NO_SIDE_EFFECTS__
export function list<S extends z.core.SomeType>(
  element: S,
): z.ZodMiniOptional<z.ZodMiniNullable<z.ZodMiniArray<z.ZodMiniOptional<z.ZodMiniNullable<S>>>>> {
  return z.nullish(z.array(z.nullish(element)));
}

/**
 * Creates a schema that checks only some properties of a record, compiled if the runtime allows it.
 *
 * The checked record itself is kept, so properties that the schema does not know survive at no cost.
 *
 * @param schema - The schema of the whole record.
 * @param keys - The properties to check.
 * @returns The schema of the record with only these properties.
 *
 * @example
 * ```ts
 * import { applicantSchema, matches, view } from 'erecruiter-kombo/schemas';
 *
 * const nameView = view(applicantSchema, ['Id', 'LastName']);
 * matches(nameView, { Id: 7, LastName: 'Öttl', Salary: 'not looked at' }); // true
 * ```
 */
export function view<S extends z.core.$ZodShape, K extends keyof S & string>(
  schema: z.ZodMiniObject<S, z.core.$loose>,
  keys: readonly K[],
): z.core.$ZodObject<Pick<S, K>, z.core.$strip>;
// @__NO_SIDE_EFFECTS__
export function view(schema: z.ZodMiniObject, keys: readonly string[]): z.core.$ZodObject {
  const part = compiled(Object.entries(schema.shape).filter(([key]) => keys.includes(key)));
  markAsPart(part, schema);
  return part;
}

// zod/mini lacks the compiled object parser, which checks 17 keys ten times as fast.
function compiled(shape: [string, z.core.$ZodType][]): z.core.$ZodObject {
  return new core.$ZodObjectJIT({
    type: 'object',
    shape: Object.fromEntries(shape.map(([key, schema]) => [key, withCompiledObjects(schema)])),
  });
}

function withCompiledObjects(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodMiniOptional) return z.optional(withCompiledObjects(schema._zod.def.innerType));
  if (schema instanceof z.ZodMiniNullable) return z.nullable(withCompiledObjects(schema._zod.def.innerType));
  if (schema instanceof z.ZodMiniArray) return z.array(withCompiledObjects(schema._zod.def.element));
  return schema instanceof z.ZodMiniObject ? compiled(Object.entries(schema.shape)) : schema;
}
