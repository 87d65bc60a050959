import {
  extensionFor,
  isExtensionOf,
  type Format,
  isCheckedExtension,
  isUnambiguous,
  isTextFormat,
} from './file-format.js';
import { extensionOf, mediaTypeOf, UNKNOWN_MEDIA_TYPE } from '../values/media-types.js';

/** Types that servers send for unknown files; a name is more precise. */
const GENERIC = new Set([UNKNOWN_MEDIA_TYPE, 'binary/octet-stream', 'application/x-download']);
const UNKNOWN_EXTENSION = 'bin';

const MAX_NAME = 200;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu; // controls, direction marks, half surrogate pairs
const RESERVED = /[<>:"|?*]/g;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The name of a file, in parts. */
export interface FileName {
  /** Without the extension; safe for every file system, never empty. */
  readonly name: string;
  /** With its dot, in lower case. */
  readonly extension: string;
  /** The media type without parameters. */
  readonly contentType: string;
}

/** A name, and the extension that it or its type promised. */
export interface ParsedName extends FileName {
  /** The extension, without its dot, that name or type imply; undefined if neither has a known one. */
  readonly promised: string | undefined;
}

/**
 * Splits and cleans the name of a file. `types` are its media types as far as known, the most trusted first; `found` is
 * the format of its bytes. The extension is a well-known one in the name, else that of unambiguous bytes, else that of
 * the type, else whatever the name ends in: "CV of J.Smith" has no extension. If the bytes are of another kind, they
 * decide the extension.
 */
export function parseFileName(
  text: string,
  types: readonly (string | null | undefined)[],
  found?: Format | undefined,
): ParsedName {
  const clean = cleaned(text.split(/[/\\]/).at(-1) ?? '');
  const dot = clean.lastIndexOf('.') + 1;
  const ending = dot === 0 ? '' : clean.slice(dot).toLowerCase();
  const written = /^[a-z\d]{1,8}$/.test(ending) && /[a-z]/.test(ending) ? ending : '';
  const type = types.map(toMediaType).find((said) => said !== undefined);
  const isKnown = mediaTypeOf(written) !== undefined || isCheckedExtension(written);
  const promised = isKnown ? written : extensionOf(type ?? '');
  const isKept = promised === undefined || mayHold(promised, found);
  const real = found === undefined ? undefined : extensionFor(found);
  const byBytes = real !== undefined && (!isKept || (!isKnown && found !== undefined && isUnambiguous(found)));
  const extension = byBytes ? real : (promised ?? (written === '' ? (real ?? UNKNOWN_EXTENSION) : written));
  return {
    name: bounded(isKnown || extension === written ? clean.slice(0, dot - 1) : clean),
    extension: `.${extension}`,
    contentType: (isKept ? type : undefined) ?? mediaTypeOf(extension) ?? UNKNOWN_MEDIA_TYPE,
    promised,
  };
}

/** Whether nothing in the bytes contradicts an extension. Text has no characteristic first bytes. */
export function mayHold(extension: string, found: Format | undefined): boolean {
  return found === undefined || isTextFormat(found) || isExtensionOf(extension, found);
}

/** Whether files with an extension consist of characters, and so can hold any text. */
export function isTextual(extension: string): boolean {
  return /^(?:text\/|message\/|application\/(?:json|xml)$)/.test(mediaTypeOf(extension) ?? '');
}

/** A media type without parameters, in lower case; undefined if it is malformed or generic. */
function toMediaType(text: string | null | undefined): string | undefined {
  const type = (text ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) && !GENERIC.has(type) ? type : undefined;
}

function cleaned(text: string): string {
  const seen = text.replace(/\s/g, ' ').replace(INVISIBLE, '').replace(RESERVED, '_');
  return withoutEndingDots(seen.replace(/ +/g, ' ').normalize('NFC'));
}

function bounded(name: string): string {
  const start = name.replace(/^[. ]+/, '');
  const safe = DEVICE.test(start) ? `_${start}` : start;
  const short = withoutEndingDots(safe.slice(0, MAX_NAME).replace(/[\uD800-\uDBFF]$/, ''));
  return short === '' ? 'attachment' : short;
}

// A loop, since a regular expression takes quadratic time on a long sequence of dots.
function withoutEndingDots(text: string): string {
  let end = text.length;
  while (end > 0 && '. '.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
