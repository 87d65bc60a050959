import { BodyError, parseJson } from './body.js';

/** Name and value of a property, exactly as in the text. */
interface RawProperty {
  readonly name: string;
  readonly value: string;
}

/**
 * Changes top-level properties of a JSON object and keeps the text of every other value as it is: integers beyond 2^53,
 * `42000.0`, escapes, order. A changed property stays where it was, a new one goes to the end, and `undefined` leaves a
 * property alone. Names are case-insensitive: the server would accept both, and merge two lists. If a name occurs
 * twice, the last value is kept, as in `JSON.parse`. Throws a `BodyError` for anything but a JSON object.
 */
export function editObject(text: string, changes: Readonly<Record<string, unknown>>): string {
  const properties = propertiesOf(text);
  for (const [name, change] of Object.entries(changes)) {
    const value = JSON.stringify(change);
    const key = writtenName(properties, name);
    if (value !== undefined) properties.set(key, { name: properties.get(key)?.name ?? JSON.stringify(name), value });
  }
  return `{${Array.from(properties.values(), ({ name, value }) => `${name}:${value}`).join(',')}}`;
}

/**
 * Returns the text of a top-level property's value, such as `9223372036854775807`; undefined when the object has no
 * such property. Throws a `BodyError` for anything but a JSON object.
 */
export function readProperty(text: string, name: string): string | undefined {
  const properties = propertiesOf(text);
  return properties.get(writtenName(properties, name))?.value;
}

/** Returns a name as the text spells it. */
function writtenName(properties: ReadonlyMap<string, unknown>, name: string): string {
  if (properties.has(name)) return name;
  const folded = name.toLowerCase();
  return [...properties.keys()].find((key) => key.toLowerCase() === folded) ?? name;
}

// A Map, since a property may be called `__proto__`; like JSON.parse it keeps the first place and the last value.
function propertiesOf(text: string): Map<string, RawProperty> {
  const value = parseJson(text); // from here on the text is known to be valid
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BodyError('the answer is not a JSON object');
  }
  const properties = new Map<string, RawProperty>();
  let at = 0;
  for (;;) {
    const start = text.indexOf('"', at);
    if (start === -1) return properties;
    const end = endOfString(text, start);
    const name = text.slice(start, end);
    const valueStart = text.indexOf(':', end) + 1;
    at = endOfValue(text, valueStart);
    properties.set(String(parseJson(name)), { name, value: text.slice(valueStart, at).trim() });
  }
}

/** Returns the position after a string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Returns the position of the comma or brace that ends a value of the object. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  for (;;) {
    const char = text[at];
    if (depth === 0 && (char === ',' || char === '}')) return at;
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    at = char === '"' ? endOfString(text, at) : at + 1;
  }
}
