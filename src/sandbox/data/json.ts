/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One record of the sandbox, as it travels. */
export type JsonObject = Record<string, Json>;

// A number that is more than a small integer is kept as it is written behind this mark, which no text starts with.
const EXACT = '\u0000exact:';

/** Reads JSON without rounding: `GlobalId` is a 64-bit integer, and `5.0` is none at all. */
export function parseJson(text: string): Json {
  const marked = text.replace(/"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*/g, (token) =>
    /^-?(?:\d{16,}$|\d[\d+-]*[.eE])/.test(token) && isNumber(token) ? `"\\u0000exact:${token}"` : token,
  );
  return JSON.parse(marked);
}

function isNumber(token: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token);
}

/** Writes JSON with the digits that {@link parseJson} kept. */
export function formatJson(value: Json): string {
  const text = JSON.stringify(value);
  return text.includes('"\\u0000exact:') ? text.replace(/"\\u0000exact:([^"]+)"/g, '$1') : text;
}

/** An integer of any size as a value of a record. */
export function exact(value: bigint): Json {
  return EXACT + value.toString();
}

/** How a number was written that {@link parseJson} kept; undefined for any other value. */
export function digitsOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.startsWith(EXACT) ? value.slice(EXACT.length) : undefined;
}

/** Whether a value is a JSON object. */
export function isRow(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a value, or null. */
export function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Whether two texts are the same to a server that ignores case. */
export function sameText(a: Json | undefined, b: Json | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
}
