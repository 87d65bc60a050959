/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object that the sandbox stores or sends. */
export type JsonObject = Record<string, Json>;

// Any number but a small integer is kept as text after this prefix, with which no other text starts.
const EXACT = '\u0000exact:';

/** Parses JSON without rounding: `GlobalId` is a 64-bit integer, and `5.0` is not an integer at all. */
export function parseExactJson(text: string): Json {
  const marked = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"?|-?\d[\d.eE+-]*/g, (token) =>
    /^-?(?:\d{16,}$|\d[\d+-]*[.eE])/.test(token) && isNumberToken(token) ? `"\\u0000exact:${token}"` : token,
  );
  return JSON.parse(marked);
}

function isNumberToken(token: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token);
}

/** Writes JSON with the digits that {@link parseExactJson} kept. */
export function formatExactJson(value: Json): string {
  const text = JSON.stringify(value);
  return text.includes('"\\u0000exact:') ? text.replace(/"\\u0000exact:([^"]+)"/g, '$1') : text;
}

/** Turns an integer of any size into a JSON value. */
export function exactInteger(value: bigint): Json {
  return exactNumber(value.toString());
}

/** Turns the digits of a number into a JSON value that is written as they are. */
export function exactNumber(digits: string): Json {
  return EXACT + digits;
}

/** Turns the bigints of a record into JSON values. */
export function toJsonRecord(values: Readonly<Record<string, Json | bigint>>): JsonObject {
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'bigint' ? exactInteger(value) : value]),
  );
}

/** Returns a number as it was written if {@link parseExactJson} kept its digits, else undefined. */
export function exactDigits(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.startsWith(EXACT) ? value.slice(EXACT.length) : undefined;
}

/** Whether a value is a JSON object. */
export function isJsonRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a text as it is, and null for any other value. */
export function textOrNull(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Whether two values are the same text to a server that ignores case. */
export function equalsIgnoringCase(a: Json | undefined, b: Json | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
}
