import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BodyError, parseJson, readBase64, readText } from '../../src/api/body.js';
import { startServer } from '../helpers/http-server.js';

const LIMIT = 1024;

/** An answer whose bytes come in the given pieces. */
function answer(pieces: readonly Uint8Array[], contentType = 'application/json; charset=utf-8'): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': contentType } });
}

const utf8 = new TextEncoder();
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('a body is read as text', () => {
  test.each([
    ['UTF-8', 'application/json; charset=utf-8', [utf8.encode('Jörg 👩')], 'Jörg 👩'],
    ['UTF-8 when no charset is named', 'application/json', [utf8.encode('Jörg')], 'Jörg'],
    ['UTF-8 when the charset is unknown', 'text/json; charset=klingon', [utf8.encode('Jörg')], 'Jörg'],
    ['in Latin 1', 'application/json; charset=iso-8859-1', [bytes(0x4a, 0xf6, 0x72, 0x67)], 'Jörg'],
    ['in Windows 1252', 'application/json; charset="Windows-1252"', [bytes(0x80)], '€'],
    [
      'in Latin 1 that is called UTF-8',
      'application/json; charset=utf-8',
      [bytes(0x4a, 0xf6), bytes(0x72, 0x67)],
      'Jörg',
    ],
    ['in Windows 1252 that is called nothing', 'application/json', [bytes(0x80, 0xfc)], '€ü'],
    ['in UTF-8 that is called Latin 1', 'application/json; charset=iso-8859-1', [utf8.encode('Jörg')], 'Jörg'],
    ['in UTF-8 that is called Windows 1252', 'application/json; charset=windows-1252', [utf8.encode('€')], '€'],
    ['in UTF-16 with its mark', 'application/json; charset=utf-8', [bytes(0xff, 0xfe, 0x4a, 0, 0xf6, 0)], 'Jö'],
    ['in UTF-16 of the other order', 'application/json', [bytes(0xfe, 0xff, 0, 0x4a, 0, 0xf6)], 'Jö'],
    ['in UTF-16', 'application/json; charset=utf-16le', [bytes(0x4a, 0, 0xf6, 0)], 'Jö'],
    ['without its byte order mark', 'application/json', [bytes(0xef, 0xbb, 0xbf, 0x31)], '1'],
    [
      'without a byte order mark that comes in pieces',
      'application/json',
      [bytes(0xef), bytes(0xbb), bytes(0xbf, 0x31)],
      '1',
    ],
    ['with a letter that comes in two pieces', 'application/json', [bytes(0x4a, 0xc3), bytes(0xb6)], 'Jö'],
    ['with empty pieces', 'application/json', [bytes(), bytes(0x31), bytes()], '1'],
    ['empty', 'application/json', [], ''],
  ])('%s', async (_, contentType, pieces, text) => {
    expect(await readText(answer(pieces, contentType), LIMIT)).toBe(text);
  });

  test('empty when there is none', async () => {
    expect(await readText(new Response(null, { status: 204 }), LIMIT)).toBe('');
  });

  test.each([
    ['damaged UTF-8', 'application/json; charset=utf-8', [utf8.encode('Jörg'), bytes(0xf6)]],
    ['damaged UTF-8 that is called nothing', 'application/json', [bytes(0xc3), utf8.encode('ö')]],
    ['UTF-8 that ends in the middle of a letter', 'application/json', [bytes(0x4a, 0xc3)]],
    ['UTF-16 with an odd number of bytes', 'application/json; charset=utf-16le', [bytes(0x4a, 0, 0xf6)]],
  ])('never with question marks in place of umlauts: %s is refused', async (_, contentType, pieces) => {
    await expect(readText(answer(pieces, contentType), LIMIT)).rejects.toThrow(
      new BodyError('the answer is not text in its charset'),
    );
  });
});

describe('a body has a size limit', () => {
  test('that may be reached', async () => {
    expect(await readText(answer([utf8.encode('x'.repeat(LIMIT))]), LIMIT)).toHaveLength(LIMIT);
  });

  test('that counts bytes, not letters', async () => {
    await expect(readText(answer([utf8.encode('ö'.repeat(LIMIT))]), LIMIT)).rejects.toThrow(BodyError);
  });

  test('that holds while the body is still coming: the rest is not waited for', async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(100));
      },
      cancel: () => void (cancelled = true),
    });
    const message = 'the answer is larger than 1024 bytes';
    await expect(readText(new Response(endless), LIMIT)).rejects.toThrow(new BodyError(message));
    expect(pulled).toBeLessThan(15);
    expect(cancelled).toBe(true);
  });

  test('and rejects immediately even if the source ignores it', async () => {
    const deaf = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(LIMIT + 1)),
      cancel: () => new Promise(() => undefined),
    });
    await expect(readText(new Response(deaf), LIMIT)).rejects.toThrow(BodyError);
  });

  test('that a compressed answer of a real server cannot evade', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, '1'));
    const server = await startServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(bomb.length).toBeLessThan(50_000);
    await expect(readText(await fetch(server.url), 100_000)).rejects.toThrow(BodyError);
  });

  test('that does not count against a compressed answer before it is unpacked', async () => {
    const text = JSON.stringify('Jörg '.repeat(1000));
    const server = await startServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync(text));
    });
    expect(parseJson(await readText(await fetch(server.url), 10_000))).toBe('Jörg '.repeat(1000));
  });
});

describe('a body is read as base64', () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);

  test.each([
    ['every byte', [all], Buffer.from(all).toString('base64')],
    ['pieces that do not end at a multiple of three', [bytes(1), bytes(2, 3), bytes(4, 5)], 'AQIDBAU='],
    ['nothing', [], ''],
  ])('%s', async (_, pieces, base64) => {
    expect(await readBase64(answer(pieces, 'image/png'), LIMIT)).toBe(base64);
  });

  test('up to the same size limit, which counts its bytes', async () => {
    expect(await readBase64(answer([new Uint8Array(LIMIT)]), LIMIT)).toHaveLength(1368);
    await expect(readBase64(answer([new Uint8Array(LIMIT + 1)]), LIMIT)).rejects.toThrow(BodyError);
  });
});

describe('text is read as JSON', () => {
  test.each([
    ['{"Id":1}', { Id: 1 }],
    ['[]', []],
    ['null', null],
    ['"OK"', 'OK'],
    [' \r\n 1 ', 1],
  ])('%j', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  test.each([
    ['nothing', '', 'the answer is empty'],
    ['blanks', ' \r\n ', 'the answer is empty'],
    ['HTML', '<!DOCTYPE html><title>max@example.at</title>', 'the answer is HTML or XML, not JSON'],
    ['XML after a line end', '\r\n<?xml version="1.0"?>', 'the answer is HTML or XML, not JSON'],
    ['half of it', '{"EMail":"max@example.at', 'the answer is not JSON'],
    ['a word', 'max@example.at', 'the answer is not JSON'],
    ['more than it', '{} max@example.at', 'the answer is not JSON'],
    ['JavaScript', "{Id:'max@example.at'}", 'the answer is not JSON'],
  ])('but for %s, and says so without quoting it', (_, text, message) => {
    expect(() => parseJson(text)).toThrow(new BodyError(message));
  });

  test('so that a key called __proto__ changes no prototype', () => {
    const value = parseJson('{"__proto__":{"polluted":true}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });
});
