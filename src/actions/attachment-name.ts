import { extensionOf, mediaTypeOf, UNKNOWN_MEDIA_TYPE } from '../mappers/index.js';

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

/**
 * Makes a file's name and type sane. `types` are what is said of its media type, the most trusted first. A well-known
 * extension in the name counts most, then the type, then whatever the name ends in: in «CV of J.Smith» that is none.
 */
export function toFileName(text: string, types: readonly (string | null | undefined)[]): FileName {
  const clean = sane(text.split(/[/\\]/).at(-1) ?? '');
  const dot = clean.lastIndexOf('.') + 1;
  const ending = dot === 0 ? '' : clean.slice(dot).toLowerCase();
  const written = /^[a-z\d]{1,8}$/.test(ending) && /[a-z]/.test(ending) ? ending : '';
  const type = types.map(toMediaType).find((said) => said !== undefined);
  const extension =
    mediaTypeOf(written) !== undefined
      ? written
      : (extensionOf(type ?? '') ?? (written === '' ? UNKNOWN_EXTENSION : written));
  return {
    name: bounded(extension === written ? clean.slice(0, dot - 1) : clean),
    extension: `.${extension}`,
    contentType: type ?? mediaTypeOf(extension) ?? UNKNOWN_MEDIA_TYPE,
  };
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
