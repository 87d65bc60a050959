/** Media types by extension; the first extension of a type is the one that a file without any gets. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  odt: 'application/vnd.oasis.opendocument.text',
  rtf: 'application/rtf',
  txt: 'text/plain',
  md: 'text/markdown',
  pages: 'application/vnd.apple.pages',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ppt: 'application/vnd.ms-powerpoint',
  odp: 'application/vnd.oasis.opendocument.presentation',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  bmp: 'image/bmp',
  webp: 'image/webp',
  heic: 'image/heic',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  mp4: 'video/mp4',
  html: 'text/html',
  htm: 'text/html',
  xml: 'application/xml',
  json: 'application/json',
  eml: 'message/rfc822',
  msg: 'application/vnd.ms-outlook',
  zip: 'application/zip',
};
const TYPE_BY_EXTENSION = new Map(Object.entries(TYPES));
const EXTENSION_BY_TYPE = new Map([
  ...[...TYPE_BY_EXTENSION].reverse().map(([extension, type]) => [type, extension] as const),
  ['application/x-pdf', 'pdf'],
  ['text/rtf', 'rtf'],
  ['image/jpg', 'jpg'],
  ['text/xml', 'xml'],
]);
/** What servers say when they do not know; a name knows better. */
const GENERIC = new Set(['application/octet-stream', 'binary/octet-stream', 'application/x-download']);
const UNKNOWN = { type: 'application/octet-stream', extension: 'bin' };

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
  const extension = TYPE_BY_EXTENSION.has(written)
    ? written
    : (EXTENSION_BY_TYPE.get(type ?? '') ?? (written === '' ? UNKNOWN.extension : written));
  return {
    name: bounded(extension === written ? clean.slice(0, dot - 1) : clean),
    extension: `.${extension}`,
    contentType: type ?? TYPE_BY_EXTENSION.get(extension) ?? UNKNOWN.type,
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
