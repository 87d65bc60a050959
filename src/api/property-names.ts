import { isNoDate } from '../mappers/values/dates.js';
import { elementOf, isRecord, shapeOf, type Schema, wholeOf } from '../schemas/walk.js';

/**
 * Renames properties to the schema's spelling if a server writes them in another case, as ASP.NET does with a camelCase
 * serializer. Returns the value itself if its names are right, so that the usual answer costs one look-up.
 */
export function withSchemaNames(schema: Schema, value: unknown): unknown {
  const properties = shapeOf(schema);
  return properties === undefined || !isRecord(value) || hasAnyName(properties, value) ? value : renamed(schema, value);
}

/**
 * Whether an object is not empty and has none of the schema's properties: an error sent as a success, a wrapper, or
 * another record. A schema with only optional properties would accept it.
 */
export function isForeign(schema: Schema, value: unknown): boolean {
  const properties = shapeOf(schema);
  if (properties === undefined || !isRecord(value)) return false;
  return Object.keys(value).length > 0 && !hasAnyName(properties, value);
}

/** Whether a record is empty: each of its values is null or the default of its type. */
export function isEmptyRecord(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isDefault);
}

function isDefault(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return !value || (typeof value === 'string' && (isNoDate(value) || /^(?:0(?:\.0+)?|false)$/i.test(value)));
}

function hasAnyName(properties: ReadonlyMap<string, Schema>, value: object): boolean {
  for (const name of properties.keys()) if (Object.hasOwn(value, name)) return true;
  return false;
}

function renamed(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const element = elementOf(schema);
    return element === undefined ? value : value.map((item) => renamed(element, item));
  }
  const properties = shapeOf(wholeOf(schema));
  if (properties === undefined || !isRecord(value)) return value;
  const names = new Map([...properties.keys()].map((name) => [name.toLowerCase(), name]));
  const renamedEntries = Object.entries(value).map(([written, item]): [string, unknown] => {
    // Other properties get the server's default spelling.
    const name = names.get(written.toLowerCase()) ?? written.charAt(0).toUpperCase() + written.slice(1);
    const inner = properties.get(name);
    return [name, inner === undefined ? item : renamed(inner, item)];
  });
  return Object.fromEntries(renamedEntries);
}
