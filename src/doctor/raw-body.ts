import { isRecord } from '../schemas/walk.js';

/** What kind of text a body is. */
export type BodyKind = 'json' | 'html' | 'text' | 'empty';

/** A body as it arrived. */
export interface ReceivedBody {
  readonly kind: BodyKind;
  readonly text: string;
  /** The parsed value; undefined if it is no JSON. */
  readonly json: unknown;
  /** How the bytes are written; null if they are all ASCII, which is the same in each charset. */
  readonly charset: 'utf-8' | 'bom' | 'latin-1' | 'latin-1-declared' | null;
}

const LATIN_1 = /charset="?(?:iso-8859-1|latin-?1|windows-1252)/i;

/** Reads the bytes of a body in whatever charset they are. */
export function readRawBody(bytes: Uint8Array, contentType: string | null): ReceivedBody {
  const charset = charsetOf(bytes, contentType);
  const decoder = new TextDecoder(charset?.startsWith('latin-1') === true ? 'windows-1252' : 'utf-8');
  const text = decoder.decode(bytes);
  const json = parsedOrUndefined(text);
  const kind = text.trim() === '' ? 'empty' : json !== undefined ? 'json' : /^\s*</.test(text) ? 'html' : 'text';
  return { kind, text, json, charset };
}

function charsetOf(bytes: Uint8Array, contentType: string | null): ReceivedBody['charset'] {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'bom';
  if (!bytes.some((byte) => byte > 0x7f)) return null;
  if (LATIN_1.test(contentType ?? '')) return 'latin-1-declared';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'latin-1';
  }
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How the body of an error is written; undefined for a form of its own. */
export function errorForm({ kind, json }: Pick<ReceivedBody, 'kind' | 'json'>): string | undefined {
  if (kind === 'empty' || kind === 'html') return kind;
  if (kind === 'text' || typeof json === 'string') return 'text';
  if (!isRecord(json) || !('Message' in json || 'message' in json)) return undefined;
  return Object.keys(json).some((name) => /^(?:MessageDetail|ExceptionMessage)$/i.test(name)) ? 'detailed' : 'message';
}

/** Whether JSON text has numbers with a fraction of zeros only, such as `42000.0`. */
export function hasPaddedDecimals(text: string): boolean {
  return /[:[,]\s*-?\d+\.0+\s*[,}\]]/.test(text.replace(/"(?:[^"\\]|\\[^]?)*(?:"|$)/g, '""'));
}
