import { AS_ANSWERED } from './properties.js';
import { elementOf, isRecord, schemaWithin, shapeOf, wholeOf, type Schema } from './walk.js';

/** Converts values that are written as text; returns all others as they are. */
type Conversion = (value: unknown) => unknown;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const TRUE = /^(?:true|1)$/i;
const FALSE = /^(?:false|0)$/i;

/** By schema; null if nothing in it can be written as text. */
const conversions = new WeakMap<Schema, Conversion | null>();

/**
 * Returns a record in which numbers, booleans and integers of enums that a server writes as text are what the schema
 * says; the record itself if there are none. Properties count that a part of a schema does not check.
 */
export function withPlainTypes(schema: Schema, value: unknown): unknown {
  const plain = conversionOf(schema)?.(value) ?? value;
  if (plain !== value && isRecord(plain)) Object.defineProperty(plain, AS_ANSWERED, { value });
  return plain;
}

function conversionOf(schema: Schema): Conversion | null {
  const known = conversions.get(schema);
  if (known !== undefined) return known;
  conversions.set(schema, null); // regions contain regions, which have only texts
  const conversion = createConversion(schema);
  conversions.set(schema, conversion);
  return conversion;
}

function createConversion(schema: Schema): Conversion | null {
  const { type } = schemaWithin(schema)._zod.def;
  if (type === 'number') return toNumber;
  if (type === 'boolean') return toBoolean;
  if (type === 'union') return listConversion(toMember);
  const element = elementOf(schema);
  if (element !== undefined) return listConversion(conversionOf(element));
  const properties = shapeOf(wholeOf(schema));
  return properties === undefined ? null : recordConversion(properties);
}

function toNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return NUMBER.test(value) ? Number(value) : value === '' ? null : value;
}

/** Converts an integer of an enum; its names stay. */
function toMember(value: unknown): unknown {
  return value === '' ? value : toNumber(value);
}

function toBoolean(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return TRUE.test(value) || (FALSE.test(value) ? false : value === '' ? null : value);
}

function listConversion(convert: Conversion | null): Conversion | null {
  if (convert === null) return null;
  return (list) => {
    if (!Array.isArray(list)) return convert(list);
    let copy: unknown[] | undefined;
    for (let index = 0; index < list.length; index += 1) {
      const given: unknown = list[index];
      const plain = convert(given);
      if (plain !== given) (copy ??= [...list])[index] = plain;
    }
    return copy ?? list;
  };
}

function recordConversion(schemas: ReadonlyMap<string, Schema>): Conversion | null {
  const properties = [...schemas].flatMap(([name, schema]) => {
    const convert = conversionOf(schema);
    return convert === null ? [] : [{ name, convert }];
  });
  if (properties.length === 0) return null;
  return (record) => {
    if (!isRecord(record)) return record;
    let copy: Record<string, unknown> | undefined;
    for (const { name, convert } of properties) {
      const given = record[name];
      if (given === null || given === undefined) continue;
      const plain = convert(given);
      if (plain !== given) (copy ??= { ...record })[name] = plain;
    }
    return copy ?? record;
  };
}
