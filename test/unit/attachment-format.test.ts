import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../src/mappers/to-raw/file-format.js';
import { InputError } from '../../src/errors.js';
import type { AttachmentInput } from '../../src/models/action-inputs.js';
import { loadAttachment, loading } from '../helpers/files.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const png = bytes('\x89PNG\r\n\x1A\n\0\0\0\rIHDR');

/** Writes a ZIP file as common programs do: sizes after the data, a directory at the end. */
function zip(entries: Readonly<Record<string, string>>, comment = ''): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const isStored = name === 'mimetype';
    const data = isStored ? Buffer.from(content) : deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(isStored ? 0 : 8, 2 + 2);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([bytes('PK\x03\x04'), fields, bytes(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([bytes('PK\x01\x02'), Buffer.alloc(2), fields, rest, bytes(name)]));
    files.push(local);
    offset += local.length;
  }
  const names = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(names.length, 8);
  end.writeUInt32LE(offset, 12);
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([...files, names, bytes('PK\x05\x06'), end, bytes(comment)]);
}

/** Writes the head of an OLE file whose directory names these streams. */
function ole(...streams: string[]): Buffer {
  const file = Buffer.alloc(512 * 6);
  bytes('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(3, 48);
  for (const [index, name] of ['Root Entry', ...streams].entries()) {
    Buffer.from(name, 'utf16le').copy(file, 512 * 4 + 128 * index);
  }
  return file;
}

const office = { '[Content_Types].xml': '<Types/>', '_rels/.rels': '<x/>' };
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const utf16be = (text: string): Buffer => Buffer.from(utf16(text)).swap16();

const SAMPLES: readonly (readonly [string, string, Buffer])[] = [
  ['a PDF', 'pdf', bytes('%PDF-1.7\n%\xE2\xE3')],
  ['a PDF after a mark and line breaks', 'pdf', bytes('\xEF\xBB\xBF\r\n%PDF-1.4')],
  ['a Word document', 'docx', zip({ ...office, 'word/document.xml': '<w/>'.repeat(50_000) })],
  ['one whose first entry is another', 'docx', zip({ 'docProps/app.xml': 'x', ...office, 'word/document.xml': 'x' })],
  ['one with a comment at its end', 'docx', zip({ ...office, 'word/document.xml': 'x' }, 'made by hand')],
  ['one with macros', 'docm', zip({ ...office, 'word/document.xml': 'x', 'word/vbaProject.bin': 'x' })],
  ['one that is cut off', 'docx', zip({ ...office, 'word/document.xml': 'x'.repeat(999) }).subarray(0, 300)],
  ['a workbook', 'xlsx', zip({ ...office, 'xl/workbook.xml': 'x' })],
  ['slides', 'pptx', zip({ ...office, 'ppt/presentation.xml': 'x' })],
  ['a LibreOffice text', 'odt', zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': 'x' })],
  [
    'a LibreOffice sheet',
    'ods',
    zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': 'x' }),
  ],
  ['an archive', 'zip', zip({ 'Zeugnisse/2024.pdf': 'x' })],
  ['an archive of a folder named word', 'zip', zip({ 'word/list.txt': 'x' })],
  ['an archive with a document in it', 'zip', zip({ 'a.zip': zip({ ...office, 'word/a': '' }).toString('latin1') })],
  ['an empty archive', 'zip', zip({})],
  ['the beginning of an archive', 'zip', bytes('PK\x03\x04')],
  ['an old Word document', 'doc', ole('1Table', 'WordDocument')],
  ['an old workbook', 'xls', ole('Workbook')],
  ['old slides', 'ppt', ole('Current User', 'PowerPoint Document')],
  ['an Outlook message', 'msg', ole('__nameid_version1.0', '__substg1.0_001A001F')],
  ['an encrypted document', 'docx', ole('EncryptionInfo', 'EncryptedPackage')],
  ['another OLE file', 'doc', bytes('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1')],
  ['rich text', 'rtf', bytes('{\\rtf1\\ansi Eva}')],
  ['a PNG picture', 'png', png],
  ['a JPEG picture', 'jpg', bytes('\xFF\xD8\xFF\xE0\0\x10JFIF')],
  ['a JPEG picture of a phone', 'jpg', bytes('\xFF\xD8\xFF\xE1\0\x10Exif')],
  ['a GIF picture', 'gif', bytes('GIF89a\x01\0')],
  ['a WEBP picture', 'webp', bytes('RIFF\x24\0\0\0WEBPVP8 ')],
  ['a HEIC picture', 'heic', bytes('\0\0\0\x18ftypheic\0\0\0\0')],
  ['an AVIF picture', 'avif', bytes('\0\0\0\x1Cftypavif')],
  ['a video', 'mp4', bytes('\0\0\0\x20ftypisom')],
  ['a TIFF picture', 'tif', bytes('II*\0\x08\0\0\0')],
  ['a TIFF picture, high byte first', 'tif', bytes('MM\0*\0\0\0\x08')],
  ['a BMP picture', 'bmp', bytes('BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0')],
  ['a vector graphic', 'svg', bytes('<?xml version="1.0"?>\n<!-- made -->\n<svg xmlns="http://example.com/">')],
  ['HTML', 'html', bytes('<!DOCTYPE html><title>Eva</title>')],
  ['XML', 'xml', bytes('<?xml version="1.0"?><cv/>')],
  ['JSON', 'json', bytes('{"name": "Eva"}')],
  ['a text', 'txt', bytes('Eva Grün\r\nLinz')],
  ['a text that begins like a picture', 'txt', bytes('BMW Fahrer, II*, GIF')],
  ['a text in UTF-8', 'txt', Buffer.from('\uFEFFLebenslauf für Zoë')],
  ['a text in UTF-16', 'txt', utf16('Lebenslauf')],
  ['bytes that say nothing', 'bin', bytes('\0\x01\x02\x03')],
];

function load(
  input: Partial<Omit<AttachmentInput, 'data_url'>> & { readonly data_url?: string },
  settings = loading(),
) {
  return loadAttachment({ name: 'Lebenslauf', type: 'CV', ...input }, 'attachment', settings);
}

function answering(content: Buffer, contentType: string | null) {
  const headers: HeadersInit = contentType === null ? {} : { 'content-type': contentType };
  return loading({ fetch: async () => new Response(new Uint8Array(content), { headers }) });
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  return InputError.isInstance(error) ? (error.issues[0]?.message ?? '') : `not refused: ${JSON.stringify(error)}`;
}

describe('a file without an extension is named by its bytes', () => {
  test.each(SAMPLES)('%s: .%s', async (_, extension, content) => {
    const data = content.toString('base64');
    const settings = loading();
    const file = await load({ data }, settings);
    expect([file.name, file.extension, settings.warnings]).toEqual(['Lebenslauf', `.${extension}`, []]);
    const fetched = answering(content, 'application/octet-stream');
    expect((await load({ data_url: 'https://files.example.com/1' }, fetched)).extension).toBe(`.${extension}`);
  });

  test.each([
    ['what looks like an extension and is none', 'CV of J.Smith', '%PDF-1.7', '.pdf', 'CV of J.Smith'],
    ['an unknown extension, around bytes of many kinds', 'CV.key', 'PK\x03\x04', '.key', 'CV'],
    ['an unknown extension of a text', 'notes.log', 'notes', '.log', 'notes'],
    ['a version in the name', 'CV v1.2', '\x89PNG\r\n\x1A\n', '.png', 'CV v1.2'],
  ])('%s', async (_, name, content, extension, bare) => {
    expect(await load({ name, data: btoa(content) })).toMatchObject({ name: bare, extension });
  });

  test.each([
    ['application/zip', zip({ ...office, 'word/document.xml': 'x' }), '.docx'],
    ['application/msword', zip({ ...office, 'word/document.xml': 'x' }), '.docx'],
    ['text/plain; charset=utf-8', bytes('%PDF-1.7'), '.pdf'],
    ['text/csv', bytes('a;b'), '.csv'],
    ['video/quicktime', bytes('\0\0\0\x20ftypqt  '), '.mov'],
    ['application/vnd.oasis.opendocument.text', zip({ 'content.xml': 'x' }), '.odt'],
  ])('unambiguous bytes count more than %s', async (contentType, content, extension) => {
    const settings = answering(content, contentType);
    expect((await load({ data_url: 'https://files.example.com/1' }, settings)).extension).toBe(extension);
    expect(settings.warnings).toEqual([]);
  });
});

describe('a page instead of the file', () => {
  const pages: readonly (readonly [string, Buffer, string])[] = [
    ['in lower case', bytes('<!doctype html><title>Sign in</title>'), 'HTML'],
    ['in upper case', bytes('<HTML><HEAD>'), 'HTML'],
    ['old, with a public identifier', bytes('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">'), 'HTML'],
    ['after a mark and white space', bytes('\xEF\xBB\xBF\r\n\t <html lang="de">'), 'HTML'],
    ['after comments', bytes('<!-- a --> <!-- <b> --><!doctype html>'), 'HTML'],
    ['after a long comment', bytes(`<!--${'x'.repeat(20_000)}--><html>`), 'HTML'],
    ['in a comment without an end', bytes('<!-- Sign in'), 'HTML'],
    ['after an XML declaration', bytes('<?xml version="1.0"?><!DOCTYPE html><html xmlns="x">'), 'HTML'],
    ['without a head', bytes('<script>location = "/login"</script>'), 'HTML'],
    ['of a broken program', bytes('<br />\n<b>Warning</b>: no such file'), 'HTML'],
    ['in UTF-16', utf16('<html><body>'), 'HTML'],
    ['in UTF-16, high byte first', utf16be('\n<!DOCTYPE html>'), 'HTML'],
    ['in UTF-16 without a mark', utf16('<html>').subarray(2), 'HTML'],
    ['an error in XML', bytes('<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>'), 'XML'],
    ['an error in XML without a declaration', bytes('<Error><Code>ExpiredToken</Code></Error>'), 'XML'],
    ['an error in JSON', bytes('{"error":"expired"}'), 'JSON'],
    ['an error in JSON after white space', bytes('\n [ { "error": 1 } ]'), 'JSON'],
    ['a JSON text', bytes('"Not found"'), 'JSON'],
    ['null', bytes('null'), 'JSON'],
  ];

  test.each(pages)('%s', async (_, content, kind) => {
    for (const extension of ['pdf', 'docx', 'doc', 'odt', 'xlsx', 'pptx', 'rtf', 'jpg', 'png', 'tif', 'heic', 'zip']) {
      const name = `Lebenslauf.${extension.toUpperCase()}`;
      const data = content.toString('base64');
      expect(await refusalOf(load({ name, data }))).toBe(`is ${kind}, not a .${extension} file`);
      for (const contentType of ['text/html', 'application/pdf', null]) {
        const settings = answering(content, contentType);
        const message = await refusalOf(load({ name, data_url: 'https://files.example.com/1?sig=secret' }, settings));
        expect(message).toBe(`is ${kind}, not a .${extension} file; the link may have expired or require a login`);
      }
    }
  });

  test('the type promises just as the name does', async () => {
    const data = btoa('<html>');
    const link = 'https://files.example.com/1';
    expect(await refusalOf(load({ data, content_type: 'application/pdf' }))).toBe('is HTML, not a .pdf file');
    const settings = answering(bytes('<html>'), 'application/pdf');
    expect(await refusalOf(load({ data_url: link }, settings))).toMatch(/^is HTML, not a \.pdf/);
    expect(await refusalOf(load({ name: 'Foto.svg', data }))).toBe('is HTML, not a .svg file');
    expect(await refusalOf(load({ data_url: `data:application/pdf;base64,${data}` }))).toMatch(/^is HTML/);
  });

  test('its host may say so even if the bytes do not', async () => {
    const content = bytes('Please sign in: <a href="/login">');
    for (const type of ['text/html; charset=utf-8', 'application/xhtml+xml', 'application/problem+json', 'text/xml']) {
      const work = load({ name: 'cv.pdf', data_url: 'https://files.example.com/1' }, answering(content, type));
      expect(await refusalOf(work)).toMatch(/^is (?:HTML|XML|JSON), not a \.pdf file/);
    }
    const mistaken = answering(bytes('%PDF-1.7'), 'text/html');
    expect((await load({ name: 'cv.pdf', data_url: 'https://files.example.com/1' }, mistaken)).extension).toBe('.pdf');
    const noText = answering(bytes('\0\u0007<html>'), 'text/html');
    const work = load({ name: 'cv.pdf', data_url: 'https://files.example.com/1' }, noText);
    expect(await refusalOf(work)).toMatch(/^is HTML, not a \.pdf file/);
  });

  test.each([
    ['text/plain; charset=utf-8', 'Access denied', 'is text, not a .pdf file'],
    ['application/pdf', 'Access denied', 'is text, not a .pdf file'],
    ['application/pdf', `${' '.repeat(70_000)}<html>`, 'is text, not a .pdf file'],
    ['application/pdf', '[1]', 'is text, not a .pdf file'],
    ['application/pdf', '\0\u0007<html>', 'does not begin like a .pdf file'],
    ['application/pdf', '\0'.repeat(100), 'does not begin like a .pdf file'],
  ])('from a link that says %s, %j in place of a file is accepted with a warning', async (type, content, warning) => {
    const settings = answering(bytes(content), type);
    const link = 'https://files.example.com/1';
    expect((await load({ name: 'cv.pdf', data_url: link }, settings)).extension).toBe('.pdf');
    expect(settings.warnings).toEqual([
      `attachment.data_url: ${warning}; the link may have expired or require a login`,
    ]);
  });

  test('compressed by gzip in place of a file is named by what it is, with a warning', async () => {
    const settings = answering(bytes('\x1f\x8b\b\0\0\0\0\0\0\x03'), 'application/pdf');
    expect((await load({ name: 'cv.pdf', data_url: 'https://files.example.com/1' }, settings)).extension).toBe('.gz');
    expect(settings.warnings[0]).toMatch(/is not that of a \.pdf file/);
  });

  test('a PDF with something in front of it is a PDF', async () => {
    const settings = answering(bytes('HTTP/1.1 200 OK\r\n\r\n%PDF-1.7'), 'application/pdf');
    expect((await load({ name: 'cv', data_url: 'https://files.example.com/1' }, settings)).extension).toBe('.pdf');
    expect(settings.warnings).toEqual([]);
  });

  test.each([
    ['cv.html', '<!doctype html>'],
    ['cv.HTM', '<html>'],
    ['cv.xml', '<?xml version="1.0"?><cv/>'],
    ['cv.json', '{"a":1}'],
    ['notes.txt', '<html>'],
    ['foto.svg', '<?xml version="1.0"?><svg>'],
    ['foto.svg', '<!DOCTYPE svg PUBLIC "x"><svg>'],
    ['cv.doc', '<?xml version="1.0"?>\r\n<?mso-application progid="Word.Document"?><w:wordDocument>'],
    ['cv.doc', '{\\rtf1 Eva}'],
    ['cv.pdf', 'no PDF, but no page either'],
  ])('%s that begins with %s stays what it is', async (name, content) => {
    const settings = loading();
    const { name: bare, extension } = await load({ name, data: btoa(content) }, settings);
    expect(`${bare}${extension}`).toBe(name.toLowerCase());
    expect(settings.warnings).toEqual([]);
  });

  test('one that nothing contradicts is accepted, with a warning if it was fetched', async () => {
    const settings = answering(bytes('<!doctype html>'), 'text/html');
    expect((await load({ data_url: 'https://files.example.com/1' }, settings)).extension).toBe('.html');
    expect(settings.warnings).toEqual(['attachment.data_url: is HTML; the link may have expired or require a login']);
    const said = answering(bytes('<!doctype html>'), 'text/html');
    await load({ name: 'cv.html', data_url: 'https://files.example.com/1' }, said);
    expect(said.warnings).toEqual([]);
  });
});

describe('a file of another kind than its name says gets the extension of its bytes, and a warning', () => {
  test.each([
    ['Foto.pdf', png, 'Foto.png'],
    ['Foto.jpg', png, 'Foto.png'],
    ['Lebenslauf.docx', bytes('%PDF-1.7'), 'Lebenslauf.pdf'],
    ['Lebenslauf.txt', bytes('%PDF-1.7'), 'Lebenslauf.pdf'],
    ['Lebenslauf.pdf', zip({ ...office, 'word/document.xml': 'x' }), 'Lebenslauf.docx'],
    ['Lebenslauf.docx', ole('WordDocument'), 'Lebenslauf.doc'],
    ['Lebenslauf.pdf', zip({ 'a.txt': 'x' }), 'Lebenslauf.zip'],
  ])('%s', async (name, content, expected) => {
    const settings = loading();
    const { name: bare, extension } = await load({ name, data: content.toString('base64') }, settings);
    expect(bare + extension).toBe(expected);
    expect(settings.warnings).toHaveLength(1);
    expect(settings.warnings[0]).toMatch(/^attachment\.data: the content is not that of a \.\w+ file/);
  });

  test.each([
    ['Foto.JPEG', bytes('\xFF\xD8\xFF')],
    ['Lebenslauf.doc', zip({ ...office, 'word/document.xml': 'x' })],
    ['Lebenslauf.docm', zip({ ...office, 'word/document.xml': 'x' })],
    ['Lebenslauf.docx', ole('EncryptedPackage')],
    ['Lebenslauf.pages', zip({ 'Index/Document.iwa': 'x' })],
    ['Lebenslauf.zip', zip({ ...office, 'word/document.xml': 'x' })],
    ['Foto.heif', bytes('\0\0\0\x18ftypmif1')],
    ['Film.mov', bytes('\0\0\0\x18ftypqt  ')],
    ['Zeichnung.dwg', bytes('AC1032')],
    ['Lebenslauf.pdf', bytes('\0\x01\x02')],
  ])('%s keeps its own', async (name, content) => {
    const settings = loading();
    const { extension } = await load({ name, data: content.toString('base64') }, settings);
    expect(extension).toBe(name.slice(name.lastIndexOf('.')).toLowerCase());
    expect(settings.warnings).toEqual([]);
  });
});

test('hostile bytes neither throw nor take long', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SAMPLES),
      fc.uint8Array({ maxLength: 2_000 }),
      fc.nat(3_000),
      (sample, noise, at) => {
        const content = Buffer.concat([sample[2].subarray(0, at), noise, sample[2].subarray(at)]);
        detectFormat(content.toString('base64'));
        const overwritten = Buffer.from(sample[2]);
        overwritten.set(noise.subarray(0, Math.max(0, overwritten.length - 8)), Math.min(8, overwritten.length));
        detectFormat(overwritten.toString('base64'));
      },
    ),
    { numRuns: 200 },
  );
  for (const unit of ['<!---->', '<?xml?>', ' ', '<', '"', '[', 'PK\x01\x02', 'PK\x05\x06', '\x00<', '{ ']) {
    const started = performance.now();
    detectFormat(Buffer.from(`PK\x03\x04${unit.repeat(200_000)}`, 'latin1').toString('base64'));
    detectFormat(Buffer.from(unit.repeat(200_000), 'latin1').toString('base64'));
    expect(performance.now() - started).toBeLessThan(5_000);
  }
});
