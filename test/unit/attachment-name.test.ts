import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFileName } from '../../src/mappers/to-raw/file-name.js';

const PDF = 'application/pdf';

describe('name and extension', () => {
  test.each([
    ['Lebenslauf.pdf', null, 'Lebenslauf', '.pdf'],
    ['Lebenslauf.PDF', null, 'Lebenslauf', '.pdf'],
    ['Zeugnis.2024.docx', null, 'Zeugnis.2024', '.docx'],
    ['Foto.JPEG', null, 'Foto', '.jpeg'],
    ['Lebenslauf', PDF, 'Lebenslauf', '.pdf'],
    ['Lebenslauf', null, 'Lebenslauf', '.bin'],
    ['Lebenslauf', 'application/octet-stream', 'Lebenslauf', '.bin'],
    ['Lebenslauf', 'application/vnd.example', 'Lebenslauf', '.bin'],
    ['Lebenslauf.pdf', 'application/msword', 'Lebenslauf', '.pdf'],
    // what looks like an extension but is none
    ['CV of J.Smith', PDF, 'CV of J.Smith', '.pdf'],
    ['CV v1.2', PDF, 'CV v1.2', '.pdf'],
    ['CV v1.2', null, 'CV v1.2', '.bin'],
    ['Dr. Huber', null, 'Dr. Huber', '.bin'],
    ['file.averylongending', null, 'file.averylongending', '.bin'],
    // unknown ones stay
    ['drawing.dwg', null, 'drawing', '.dwg'],
    ['archive.7z', 'application/octet-stream', 'archive', '.7z'],
    ['file.bin', null, 'file', '.bin'],
    ['file.constructor', null, 'file.constructor', '.bin'],
    ['file.tostring', null, 'file', '.tostring'],
    // path parts
    ['/etc/passwd', null, 'passwd', '.bin'],
    ['..\\..\\windows\\cv.pdf', null, 'cv', '.pdf'],
    ['C:\\fakepath\\Müller.pdf', null, 'Müller', '.pdf'],
    ['a/b\\c.pdf', null, 'c', '.pdf'],
    // characters
    ['a<b>c:d"e|f?g*h.pdf', null, 'a_b_c_d_e_f_g_h', '.pdf'],
    ['a\u0000b\u001f\u007f\u009fc.pdf', null, 'abc', '.pdf'],
    ['cv\u202Efdp.exe', null, 'cvfdp', '.exe'],
    ['c\u200Bv\uFEFF.p\u00ADdf', null, 'cv', '.pdf'],
    ['half \uD83D pair.pdf', null, 'half pair', '.pdf'],
    ['a\tb\r\nc\u00A0\u2028d.pdf', null, 'a b c d', '.pdf'],
    ['Mu\u0308ller.pdf', null, 'M\u00FCller', '.pdf'],
    ['Lebenslauf 😀.pdf', null, 'Lebenslauf 😀', '.pdf'],
    ['履歴書.pdf', null, '履歴書', '.pdf'],
    // dots and spaces at the ends
    ['  cv.pdf  ', null, 'cv', '.pdf'],
    ['cv.pdf. . .', null, 'cv', '.pdf'],
    ['.. cv .pdf', null, 'cv', '.pdf'],
    ['.htaccess', null, 'attachment', '.htaccess'],
    // never empty
    ['', PDF, 'attachment', '.pdf'],
    ['.pdf', null, 'attachment', '.pdf'],
    ['/', null, 'attachment', '.bin'],
    ['...', null, 'attachment', '.bin'],
    ['\u0000\u202E', null, 'attachment', '.bin'],
    // names of devices
    ['Con.pdf', null, '_Con', '.pdf'],
    ['nul', PDF, '_nul', '.pdf'],
    ['COM1.backup.pdf', null, '_COM1.backup', '.pdf'],
    ['Connie.pdf', null, 'Connie', '.pdf'],
  ])('%j of type %s', (text, type, name, extension) => {
    expect(parseFileName(text, [type])).toMatchObject({ name, extension });
  });

  test('a name has at most 200 characters, and no half of a surrogate pair at its end', () => {
    expect(parseFileName(`${'a'.repeat(500)}.pdf`, []).name).toBe('a'.repeat(200));
    expect(parseFileName(`${'a'.repeat(199)}😀.pdf`, []).name).toBe('a'.repeat(199));
    expect(parseFileName(`${'a'.repeat(198)}. b.pdf`, []).name).toBe('a'.repeat(198));
  });
});

describe('content type', () => {
  test.each([
    ['the first that says something', 'cv.pdf', ['text/plain', 'image/png'], 'text/plain'],
    ['without parameters, in lower case', 'cv', [' Text/HTML ; charset=utf-8'], 'text/html'],
    ['of the answer where none is given', 'cv', [undefined, 'image/png'], 'image/png'],
    ['of the answer where the given one is malformed', 'cv', ['pdf', 'image/png'], 'image/png'],
    ['of the name where the others say nothing', 'cv.pdf', ['application/octet-stream', null], PDF],
    ['of the name where there is no other', 'cv.docx', [], /wordprocessingml/],
    ['none at all', 'cv', [null], 'application/octet-stream'],
    ['malformed', 'cv', ['a/b/c'], 'application/octet-stream'],
    ['with a line break', 'cv', ['a/b\r\nX: y'], 'application/octet-stream'],
    ['with a plus sign', 'cv', ['image/svg+xml'], 'image/svg+xml'],
  ])('%s', (_, name, types, expected) => {
    expect(parseFileName(name, types).contentType).toMatch(expected);
  });

  test.each([
    [PDF, '.pdf'],
    ['APPLICATION/PDF; x=y', '.pdf'],
    ['application/x-pdf', '.pdf'],
    ['image/jpeg', '.jpg'],
    ['image/jpg', '.jpg'],
    ['image/tiff', '.tif'],
    ['text/rtf', '.rtf'],
    ['text/html', '.html'],
  ])('%s gives the extension %s', (type, extension) => {
    expect(parseFileName('x', [type]).extension).toBe(extension);
  });
});

test('every name is safe for every file system, and unchanged when it is cleaned again', () => {
  const nasty = fc.constantFrom(...'. /\\:*?"<>|\u0000\n\u202E\u0308aü', '.pdf', 'con', '\uD83D', '😀');
  const unit = fc.oneof(nasty, fc.string());
  const text = fc.array(unit, { maxLength: 300 }).map((parts) => parts.join(''));
  const type = fc.oneof(fc.constantFrom(null, PDF, 'image/png', 'application/octet-stream'), fc.string());
  fc.assert(
    fc.property(text, type, (written, said) => {
      const file = parseFileName(written, [said]);
      expect(file.extension).toMatch(/^\.[a-z\d]{1,8}$/);
      expect(file.contentType).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
      expect(file.name).toMatch(/^(?![. ])[^\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]{1,200}(?<![. ])$/u);
      expect(file.name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
      expect(file.name.length).toBeLessThanOrEqual(200);
      expect(file.name.normalize('NFC')).toBe(file.name);
      expect(parseFileName(file.name + file.extension, [file.contentType])).toMatchObject({
        name: file.name,
        extension: file.extension,
      });
    }),
    { numRuns: 500 },
  );
});

test('hostile names and types take linear time', () => {
  for (const unit of ['.', ' ', '. ', 'a', '/', 'a/', '\\', '\u0308', '\u202E', 'a.', '\uD83D', 'con.']) {
    parseFileName(`${unit.repeat(200_000)}x`, [`${unit.repeat(200_000)}/`, `${'a'.repeat(200_000)};`]);
  }
});
