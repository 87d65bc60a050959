import { parseJson } from '../api/body.js';

/** A `GlobalId` of so many digits that a number may not be exact. */
const LONG = /("GlobalId"\s*:\s*)(-?\d{16,19})(?=\s*[,}])/gi;
const MARK = 'long:';

/** Parses JSON. A `GlobalId` that no number holds exactly becomes a bigint, so that it can be sent back. */
export function parseExactly(text: string): unknown {
  const value = parseJson(text);
  const marked = text.replace(LONG, `$1"${MARK}$2"`);
  if (marked === text) return value;
  return JSON.parse(marked, (name, item: unknown) => {
    if (name.toLowerCase() !== 'globalid' || typeof item !== 'string' || !item.startsWith(MARK)) return item;
    const digits = item.slice(MARK.length);
    return Number.isSafeInteger(Number(digits)) ? Number(digits) : BigInt(digits);
  });
}

/** Parses a text that servers send as JSON or as it is. */
export function parseText(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (/^\s*(?:<|$)/.test(text)) throw error;
    return text;
  }
}
