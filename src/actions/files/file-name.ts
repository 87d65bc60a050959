import { extensionFor, fits, type Format, isJudged, isSure, isText } from './format.js';
import { extensionOf, mediaTypeOf, UNKNOWN_MEDIA_TYPE } from '../../mappers/index.js';

/** What servers say when they do not know; a name knows better. */
const GENERIC = new Set([UNKNOWN_MEDIA_TYPE, 'binary/octet-stream', 'application/x-download']);
const UNKNOWN_EXTENSION = 'bin';

const MAX_NAME = 200;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu; // control characters, marks that turn text around, half surrogate pairs
const RESERVED = /[<>:"|?*]/g;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** What a file is called, in parts. */
export interface FileName {
  /** Without the extension; fit for every file system, never empty. */
  readonly name: string;
  /** With its dot, in lower case. */
  readonly extension: string;
  /** The media type without parameters. */
  readonly contentType: string;
}

/** A name, and what it or its type promised. */
export interface JudgedName extends FileName {
  /** The extension, without its dot, that the name or the type says; undefined when neither says a known one. */
  readonly promised: string | undefined;
}

/**
 * Makes a file's name and type sane. `types` are what is said of its media type, the most trusted first; `found` is
 * what its bytes say. A well-known extension in the name counts most, then bytes that leave no doubt, then the type,
 * then whatever the name ends in: "CV of J.Smith" has no extension. Bytes of another kind than promised give theirs.
 */
export function toFileName(
  text: string,
  types: readonly (string | null | undefined)[],
  found?: Format | undefined,
): JudgedName {
  const clean = sane(text.split(/[/\\]/).at(-1) ?? '');
  const dot = clean.lastIndexOf('.') + 1;
  const ending = dot === 0 ? '' : clean.slice(dot).toLowerCase();
  const written = /^[a-z\d]{1,8}$/.test(ending) && /[a-z]/.test(ending) ? ending : '';
  const type = types.map(toMediaType).find((said) => said !== undefined);
  const isKnown = mediaTypeOf(written) !== undefined || isJudged(written);
  const promised = isKnown ? written : extensionOf(type ?? '');
  const isKept = promised === undefined || keeps(promised, found);
  const real = found === undefined ? undefined : extensionFor(found);
  const byBytes = real !== undefined && (!isKept || (!isKnown && found !== undefined && isSure(found)));
  const extension = byBytes ? real : (promised ?? (written === '' ? (real ?? UNKNOWN_EXTENSION) : written));
  return {
    name: bounded(isKnown || extension === written ? clean.slice(0, dot - 1) : clean),
    extension: `.${extension}`,
    contentType: (isKept ? type : undefined) ?? mediaTypeOf(extension) ?? UNKNOWN_MEDIA_TYPE,
    promised,
  };
}

/** True when nothing in the bytes speaks against an extension. Texts have no first bytes of their own. */
export function keeps(extension: string, found: Format | undefined): boolean {
  return found === undefined || isText(found) || fits(extension, found);
}

/** True for extensions of files that are made of characters, and so can hold any text. */
export function isTextual(extension: string): boolean {
  return /^(?:text\/|message\/|application\/(?:json|xml)$)/.test(mediaTypeOf(extension) ?? '');
}

/** A media type without parameters, in lower case; undefined when it is malformed or says nothing. */
function toMediaType(text: string | null | undefined): string | undefined {
  const type = (text ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) && !GENERIC.has(type) ? type : undefined;
}

function sane(text: string): string {
  const seen = text.replace(/\s/g, ' ').replace(UNSEEN, '').replace(RESERVED, '_');
  return withoutEndingDots(seen.replace(/ +/g, ' ').normalize('NFC'));
}

function bounded(name: string): string {
  const start = name.replace(/^[. ]+/, '');
  const safe = DEVICE.test(start) ? `_${start}` : start;
  const short = withoutEndingDots(safe.slice(0, MAX_NAME).replace(/[\uD800-\uDBFF]$/, ''));
  return short === '' ? 'attachment' : short;
}

// A loop: a regular expression for it takes quadratic time on a long row of dots.
function withoutEndingDots(text: string): string {
  let end = text.length;
  while (end > 0 && '. '.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
