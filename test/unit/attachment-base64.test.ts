import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLengthOf, encodeBase64, toBytes, toStandardBase64 } from '../../src/mappers/values/base64.js';

describe('toStandardBase64', () => {
  test.each([
    ['standard', '+/+/', '+/+/'],
    ['URL-safe', '-_-_', '+/+/'],
    ['both alphabets at once', '+_-/', '+/+/'],
    ['padded once', 'QUI=', 'QUI='],
    ['padded twice', 'QQ==', 'QQ=='],
    ['without padding', 'QQ', 'QQ=='],
    ['without padding, two bytes', 'QUI', 'QUI='],
    ['lines, tabs, spaces', ' QUJD\r\nREVG\tRw = = \n', 'QUJDREVGRw=='],
    ['bits that stand for nothing', 'QR==', 'QQ=='],
    ['bits that stand for nothing, two bytes', 'QUJ', 'QUI='],
    ['nothing', '', ''],
    ['white space only', ' \n ', ''],
  ])('%s', (_, text, expected) => {
    expect(toStandardBase64(text)).toBe(expected);
  });

  test.each([
    ...['Q', 'QUJDR', 'Q===', 'QQ=', 'QUI==', 'QUJD=', 'QUJD==', '=', '==', '====', '=QQ=', 'QQ==QQ==', 'QQ=Q'],
    ...['Q*==', 'QÜ==', 'QUJD.', 'data:text/plain;base64,QQ==', 'Q\u0000==', 'QUJD\u{1F600}', '%51%51'],
  ])('refuses %j', (text) => {
    expect(toStandardBase64(text)).toBeUndefined();
  });

  test('maps equal bytes to equal texts, however they are spelled', () => {
    const spelling = fc.tuple(fc.uint8Array(), fc.boolean(), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(spelling, ([bytes, safe, bare, broken]) => {
        const standard = Buffer.from(bytes).toString('base64');
        let text = safe ? standard.replaceAll('+', '-').replaceAll('/', '_') : standard;
        if (bare) text = text.replaceAll('=', '');
        if (broken) text = text.replace(/.{3}/g, '$&\r\n');
        expect(toStandardBase64(text)).toBe(standard);
      }),
    );
  });

  test('accepts what atob accepts, and nothing that it refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', 'Q', 'Z', '+', '/', '=', ' ', '!') }), (text) => {
        let bytes: string | undefined;
        try {
          bytes = atob(text);
        } catch {
          bytes = undefined;
        }
        expect(toStandardBase64(text)).toBe(bytes === undefined ? undefined : btoa(bytes));
      }),
      { numRuns: 1_000 },
    );
  });
});

test('bytes survive a round trip', () => {
  fc.assert(
    fc.property(fc.uint8Array({ size: 'large' }), (bytes) => {
      const base64 = encodeBase64(bytes);
      expect(base64).toBe(Buffer.from(bytes).toString('base64'));
      expect(byteLengthOf(base64)).toBe(bytes.length);
      expect(toBytes(atob(base64))).toEqual(bytes);
    }),
  );
});

test.each([3071, 3072, 3073, 10 * 1024 * 1024])('%d bytes are encoded in chunks that fit together', (size) => {
  const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) % 251);
  expect(encodeBase64(bytes) === Buffer.from(bytes).toString('base64')).toBe(true);
});

test('hostile texts take linear time', () => {
  for (const unit of ['=', ' ', '= ', 'A=', 'A\n', '-_']) toStandardBase64(unit.repeat(1_000_000));
});
