/** Name and value of a property, exactly as in the text. */
interface RawProperty {
  readonly name: string;
  readonly value: string;
}

/**
 * Changes properties in the JSON text of a record. eRecruiter replaces whole records, and `JSON.parse` would round its
 * large integers, such as Applicant.GlobalId: here the text of every other value stays as it is.
 *
 * A changed property stays where it was, and a new one goes to the end. Names are case-insensitive, as on the server.
 *
 * @param text - The record as eRecruiter answered it, such as `await response.text()`.
 * @param changes - The new values, for example from {@link fillGaps}; `undefined` leaves a property alone.
 * @returns The body that replaces the record.
 * @throws `TypeError` for anything but a JSON object; its message has nothing of the text.
 *
 * @example
 * ```ts
 * import { editJson } from 'erecruiter-kombo/mappers';
 *
 * const text = '{"Id":7,"GlobalId":9223372036854775807,"City":null}';
 * editJson(text, { City: 'Linz' }); // '{"Id":7,"GlobalId":9223372036854775807,"City":"Linz"}'
 * ```
 */
export function editJson(text: string, changes: object): string {
  const properties = propertiesOf(text);
  for (const [name, change] of Object.entries(changes)) {
    const value = JSON.stringify(change);
    const key = writtenName(properties, name);
    if (value !== undefined) properties.set(key, { name: properties.get(key)?.name ?? JSON.stringify(name), value });
  }
  return `{${Array.from(properties.values(), ({ name, value }) => `${name}:${value}`).join(',')}}`;
}

/** Returns the text of an object in which the text of each top-level value is replaced. */
export function mapJson(text: string, toValue: (name: string, value: string) => string): string {
  const properties = Array.from(propertiesOf(text), ([key, { name, value }]) => `${name}:${toValue(key, value)}`);
  return `{${properties.join(',')}}`;
}

/** Returns the text of an object with some of its properties only; `isKept` gets their names. */
export function filterJson(text: string, isKept: (name: string) => boolean): string {
  const properties = Array.from(propertiesOf(text)).filter(([key]) => isKept(key));
  return `{${properties.map(([, { name, value }]) => `${name}:${value}`).join(',')}}`;
}

/**
 * Returns the text of a top-level property's value, such as `9223372036854775807`; undefined when the object has no
 * such property. Throws a `TypeError` for anything but a JSON object.
 */
export function readProperty(text: string, name: string): string | undefined {
  const properties = propertiesOf(text);
  return properties.get(writtenName(properties, name))?.value;
}

/**
 * Returns the texts of the objects in a JSON list, exactly as they are in it. Throws a `TypeError` for anything but
 * JSON; a value that is no list has none.
 */
export function itemsOf(text: string): string[] {
  const start = text.indexOf('[');
  if (start === -1 || text.slice(0, start).trim() !== '') return [];
  const items: string[] = [];
  for (let at = start; at !== -1 && at < text.length;) {
    const from = at + 1;
    at = endOfValue(text, from);
    const item = text.slice(from, at).trim();
    if (item.startsWith('{')) items.push(item);
    if (text[at] === ']') return items;
  }
  return items;
}

/** Returns a name as the text spells it. */
function writtenName(properties: ReadonlyMap<string, unknown>, name: string): string {
  if (properties.has(name)) return name;
  const folded = name.toLowerCase();
  return [...properties.keys()].find((key) => key.toLowerCase() === folded) ?? name;
}

// A Map, since a property may be called `__proto__`; like JSON.parse it keeps the first place and the last value.
function propertiesOf(text: string): Map<string, RawProperty> {
  if (!isJsonObject(text)) throw new TypeError('the text is not a JSON object'); // from here on it is valid
  const properties = new Map<string, RawProperty>();
  let at = 0;
  for (;;) {
    const start = text.indexOf('"', at);
    if (start === -1) return properties;
    const end = endOfString(text, start);
    const name = text.slice(start, end);
    const valueStart = text.indexOf(':', end) + 1;
    at = endOfValue(text, valueStart);
    properties.set(String(JSON.parse(name)), { name, value: text.slice(valueStart, at).trim() });
  }
}

// The error of JSON.parse would quote the text, which is personal data.
function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Returns the position after a string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Returns the position of the comma or bracket that ends a value of an object or a list. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  for (;;) {
    const char = text[at];
    if (depth === 0 && (char === ',' || char === '}' || char === ']')) return at;
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    at = char === '"' ? endOfString(text, at) : at + 1;
  }
}
