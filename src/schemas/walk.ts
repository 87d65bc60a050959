import * as z from 'zod/mini';

/** Any schema of zod. */
export type Schema = z.core.$ZodType;

const shapes = new WeakMap<Schema, ReadonlyMap<string, Schema>>();
const wholes = new WeakMap<Schema, Schema>();

/** Remembers the schema of a whole record for one that checks only a part of it. */
export function markAsPart(part: Schema, whole: Schema): void {
  wholes.set(part, whole);
}

/** Returns the schema of the whole record for one that checks only a part of it; any other schema itself. */
export function wholeOf(schema: Schema): Schema {
  const inner = schemaWithin(schema);
  return wholes.get(inner) ?? inner;
}

/** Returns the schema inside wrappers that make it optional, nullable or lazy, or convert its input first. */
export function schemaWithin(schema: Schema): Schema {
  if (schema instanceof z.ZodMiniLazy) return schemaWithin(schema._zod.innerType);
  if (schema instanceof z.ZodMiniPipe) return schemaWithin(schema._zod.def.out);
  const { def } = schema._zod;
  return 'innerType' in def && isSchema(def.innerType) ? schemaWithin(def.innerType) : schema;
}

/** Returns the schemas of an object's properties, optional or not; `undefined` for a schema of something else. */
export function shapeOf(schema: Schema): ReadonlyMap<string, Schema> | undefined {
  const found = shapes.get(schema);
  if (found !== undefined) return found;
  const { def } = schemaWithin(schema)._zod;
  if (!('shape' in def)) return undefined;
  const shape = Object.entries(Object(def.shape));
  const read = new Map(shape.flatMap(([name, inner]) => (isSchema(inner) ? [[name, inner]] : [])));
  shapes.set(schema, read);
  return read;
}

/** Returns the schema of a list's elements; `undefined` for a schema of something else. */
export function elementOf(schema: Schema): Schema | undefined {
  const { def } = schemaWithin(schema)._zod;
  return 'element' in def && isSchema(def.element) ? def.element : undefined;
}

/** Returns the schema at a path. */
export function schemaAt(schema: Schema, [key, ...rest]: readonly PropertyKey[]): Schema | undefined {
  if (key === undefined) return schema;
  const next = elementOf(schema) ?? shapeOf(schema)?.get(String(key));
  return next && schemaAt(next, rest);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && '_zod' in value;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
