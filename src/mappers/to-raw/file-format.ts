/** A format that the first bytes of a file can show. `ole` and `zip` are containers of unknown content. */
export type Format = keyof typeof EXTENSIONS;

/** The extensions per format; the first one is for files without an extension. */
const EXTENSIONS = {
  pdf: 'pdf ai',
  docx: 'docx docm dotx dotm doc zip',
  docm: 'docm dotm doc zip',
  xlsx: 'xlsx xlsm xlsb xltx xls zip',
  xlsm: 'xlsm xltm xls zip',
  pptx: 'pptx pptm ppsx potx ppt zip',
  pptm: 'pptm ppsm potm ppt zip',
  odt: 'odt ott zip',
  ods: 'ods ots zip',
  odp: 'odp otp zip',
  zip: 'zip docx docm dotx xlsx xlsm xlsb xltx pptx pptm ppsx odt ott ods odp pages numbers key epub',
  doc: 'doc dot',
  xls: 'xls xlt',
  ppt: 'ppt pps pot',
  msg: 'msg oft',
  // Office encrypts a file by putting it into an OLE container.
  encrypted: 'docx docm dotx xlsx xlsm xlsb pptx pptm ppsx',
  ole: 'doc dot xls xlt ppt pps pot msg oft docx xlsx pptx',
  gz: 'gz tgz svgz',
  rtf: 'rtf doc',
  png: 'png apng',
  jpg: 'jpg jpeg jfif jpe',
  gif: 'gif',
  webp: 'webp',
  heic: 'heic heif hif',
  avif: 'avif',
  tif: 'tif tiff dng',
  bmp: 'bmp dib',
  mp4: 'mp4 m4v mov m4a 3gp',
  svg: 'svg',
  html: 'html htm xhtml',
  // XML of Word and Excel 2003, which open it with any of these extensions.
  office: 'xml doc xls',
  xml: 'xml svg',
  json: 'json',
  txt: 'txt',
} as const;

const CHECKED_EXTENSIONS = new Set(Object.values(EXTENSIONS).flatMap((extensions) => extensions.split(' ')));

/** First bytes, as characters U+0000 to U+00FF. */
const FIRST_BYTES: readonly (readonly [Format, RegExp])[] = [
  ['pdf', /^(?:\xEF\xBB\xBF)?\s*%PDF-/],
  ['zip', /^PK(?:\x03\x04|\x05\x06|\x07\x08)/],
  ['ole', /^\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1/],
  ['gz', /^\x1F\x8B\x08/],
  ['rtf', /^(?:\xEF\xBB\xBF)?\s*\{\\rt/],
  ['png', /^\x89PNG\r\n\x1A\n/],
  ['jpg', /^\xFF\xD8\xFF/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF[^]{4}WEBP/],
  ['heic', /^[^]{4}ftyp(?:he[iv][cmsx]|mif1|msf1)/],
  ['avif', /^[^]{4}ftypavi[fs]/],
  ['mp4', /^[^]{4}ftyp/],
  ['tif', /^(?:II[*+]\0|MM\0[*+])/],
  ['bmp', /^BM[^]{4}\0{4}[^]{4}[\x0C\x28\x34\x38\x40\x6C\x7C]\0{3}/],
];
/** PDF readers accept the header anywhere in the first 1,024 bytes, for example after HTTP headers. */
const MAX_PDF_OFFSET = 1_024;
const TEXT_FORMATS = new Set<Format>(['html', 'office', 'xml', 'svg', 'json', 'txt']);
/** Formats that others are based on: an unknown extension may be more precise. */
const AMBIGUOUS = new Set<Format>([...TEXT_FORMATS, 'zip', 'ole', 'tif', 'mp4']);

const FOLDERS = [
  ['word/', 'docx', 'docm'],
  ['xl/', 'xlsx', 'xlsm'],
  ['ppt/', 'pptx', 'pptm'],
] as const;
/** OpenDocument puts its type first, and uncompressed. */
const OPEN_DOCUMENT =
  /^PK\x03\x04[^]{26}mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)/;
const OPEN_DOCUMENTS: Readonly<Record<string, Format>> = { text: 'odt', spreadsheet: 'ods', presentation: 'odp' };
const STREAMS = [
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
  ['PowerPoint Document', 'ppt'],
  ['__substg1.0_', 'msg'],
  ['EncryptedPackage', 'encrypted'],
] as const;
const HTML_TAGS = new Set(
  `html head body title meta link base script noscript style iframe div table form h1 p br a b font center span main
  section header nav img`.split(/\s+/),
);

// How much is read, in bytes: enough for every valid file, and limited for a hostile one.
const HEAD = 64 * 1024;
const DIRECTORY = 256 * 1024;

/** Detects the format of a file, given as standard base64; undefined if its bytes do not show it. */
export function detectFormat(base64: string): Format | undefined {
  const head = charsOf(base64, 0, HEAD);
  const format = FIRST_BYTES.find(([, magic]) => magic.test(head))?.[0];
  if (format === 'zip') return zipFormat(base64, head);
  if (format !== undefined) return format === 'ole' ? oleFormat(base64, head) : format;
  const text = textFormat(head);
  return (text === undefined || text === 'txt') && head.slice(0, MAX_PDF_OFFSET).includes('%PDF-') ? 'pdf' : text;
}

/** Whether files of a format consist of characters. */
export function isTextFormat(format: Format): boolean {
  return TEXT_FORMATS.has(format);
}

/** Whether the bytes of a format are unambiguous. */
export function isUnambiguous(format: Format): boolean {
  return !AMBIGUOUS.has(format);
}

/** Whether bytes can contradict an extension. */
export function isCheckedExtension(extension: string): boolean {
  return CHECKED_EXTENSIONS.has(extension);
}

/** The extension, without its dot, for a file of this format whose name has none. */
export function extensionFor(format: Format): string {
  return EXTENSIONS[format].split(' ', 1)[0] ?? '';
}

/** Whether files of this format can have this extension. */
export function isExtensionOf(extension: string, format: Format): boolean {
  return EXTENSIONS[format].split(' ').includes(extension);
}

/** The bytes of a file between two offsets, as characters U+0000 to U+00FF; the file is given as standard base64. */
function charsOf(base64: string, from: number, to: number): string {
  const start = Math.max(0, Math.floor(from / 3));
  return atob(base64.slice(start * 4, Math.ceil(to / 3) * 4)).slice(Math.max(0, from) - start * 3, to - start * 3);
}

function zipFormat(base64: string, head: string): Format {
  const kind = OPEN_DOCUMENT.exec(head)?.[1];
  if (kind !== undefined) return OPEN_DOCUMENTS[kind] ?? 'zip';
  const names = entryNames(base64);
  for (const [folder, format, withMacros] of FOLDERS) {
    // A file without a directory is truncated or made by hand: its names are somewhere among the first bytes.
    const found = names === undefined ? head.includes(folder) : names.some((name) => name.startsWith(folder));
    if (!found || names?.includes('[Content_Types].xml') === false) continue;
    return names?.includes(`${folder}vbaProject.bin`) === true ? withMacros : format;
  }
  return 'zip';
}

/** The names in the directory at the end of a ZIP file; undefined if it has none. */
function entryNames(base64: string): string[] | undefined {
  const size = Math.ceil((base64.length / 4) * 3);
  const tail = charsOf(base64, size - HEAD, size);
  const end = tail.lastIndexOf('PK\x05\x06');
  if (end === -1) return undefined;
  const offset = numberAt(tail, end + 16, 4);
  const directory = charsOf(base64, offset, offset + Math.min(numberAt(tail, end + 12, 4), DIRECTORY));
  const names: string[] = [];
  for (let at = 0; directory.startsWith('PK\x01\x02', at);) {
    const name = at + 46;
    const extra = name + numberAt(directory, at + 28, 2);
    names.push(directory.slice(name, extra));
    at = extra + numberAt(directory, at + 30, 2) + numberAt(directory, at + 32, 2);
  }
  return names.length === 0 ? undefined : names;
}

function oleFormat(base64: string, head: string): Format {
  const sector = 2 ** Math.min(numberAt(head, 30, 2), 12);
  const start = (numberAt(head, 48, 4) + 1) * sector;
  const directory = charsOf(base64, start, start + 4096);
  const wide = (name: string): string => Array.from(name, (char) => `${char}\0`).join('');
  return STREAMS.find(([name]) => directory.includes(wide(name)))?.[1] ?? 'ole';
}

/** Reads a little-endian number; bytes past the end count as zeros. */
function numberAt(chars: string, at: number, width: number): number {
  let value = 0;
  for (let index = width - 1; index >= 0; index -= 1) value = value * 256 + (chars.charCodeAt(at + index) || 0);
  return value;
}

function textFormat(head: string): Format | undefined {
  const isWide = /^(?:\xFF\xFE|\xFE\xFF|[^\0]\0[^\0]\0|\0[^\0]\0[^\0])/.test(head);
  const text = (isWide ? head.replaceAll('\0', '') : head).replace(/^(?:\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)+/, '');
  const start = text.trimStart();
  const body = withoutPrologue(start);
  if (/^(?:<\?xml[^>]{0,200}>)?\s*<\?mso-application\s/i.test(start)) return 'office';
  if (isHtml(body)) return 'html';
  if (/^<(?:!doctype\s+)?svg(?![\w-])/i.test(body)) return 'svg';
  if (/^<[a-z!?]/i.test(body) || /^<\?xml\s/i.test(start)) return 'xml';
  if (/[\0-\x08\x0B\x0E-\x1A\x1C-\x1F]/.test(text)) return undefined;
  return isJson(start) ? 'json' : 'txt';
}

/** The text after XML and HTML declarations and comments. */
function withoutPrologue(text: string): string {
  let rest = text;
  for (;;) {
    const close = rest.startsWith('<!--') ? '-->' : /^<\?(?:xml|mso)/i.test(rest) ? '?>' : undefined;
    const end = close === undefined ? -1 : rest.indexOf(close);
    if (close === undefined || end === -1) return rest;
    rest = rest.slice(end + close.length).trimStart();
  }
}

function isHtml(text: string): boolean {
  const tag = /^<([a-z\d]{1,16})(?![\w:-])/i.exec(text)?.[1]?.toLowerCase() ?? '';
  return HTML_TAGS.has(tag) || /^<!(?:--|doctype\s+html)/i.test(text);
}

function isJson(text: string): boolean {
  return /^(?:\{\s*["}]|\[\s*[[{"\]]|"(?:[^"\\]|\\.)*"\s*$|(?:null|true|false)\s*$)/.test(text);
}
