import type { FileBytes } from '../../models/attachment.js';

/**
 * Converts any common form of base64 (URL-safe, without padding, broken into lines) to standard base64 with padding.
 * Equal bytes result in equal texts. Undefined if the text is not base64.
 */
export function toStandardBase64(text: string): string | undefined {
  const padded = text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
  const plain = padded.replace(/={1,2}$/, '');
  if (/[^A-Za-z0-9+/]/.test(plain) || plain.length % 4 === 1) return undefined;
  if (plain.length < padded.length && padded.length % 4 !== 0) return undefined;
  const cut = plain.length - (plain.length % 4);
  // The last character can have unused bits: a round trip sets them to zero.
  return plain.slice(0, cut) + btoa(atob(plain.slice(cut)));
}

/** Returns the number of bytes that a standard base64 text encodes. */
export function byteLengthOf(base64: string): number {
  return (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
}

// Small enough for the arguments of one call, and whole groups of three bytes.
const BYTES_PER_STEP = 3 * 1024;

/** Writes bytes as standard base64. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += BYTES_PER_STEP) {
    text += btoa(Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + BYTES_PER_STEP)));
  }
  return text;
}

/** Converts a text of the characters U+0000 to U+00FF, as `atob` returns it, to bytes. */
export function toBytes(binary: string): FileBytes {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/**
 * Returns the bytes of a buffer or a view of one, of whatever realm; undefined for anything else, such as a buffer that
 * was transferred to a worker.
 */
export function bytesOf(value: unknown): Uint8Array | undefined {
  try {
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return isBuffer(value) ? new Uint8Array(value) : undefined;
  } catch {
    return undefined;
  }
}

function isBuffer(value: unknown): value is ArrayBufferLike {
  return /^\[object (?:Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value));
}
