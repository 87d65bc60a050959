import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIds, decodeId, itemKey, type IdKind } from '../../src/mappers/index.js';

const ids = createIds({ tenant: 'api.example.at', mandatorId: 1 });
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const number = fc.integer({ min: 1, max: 2 ** 32 - 1 });
const item = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const name = fc.string({ unit: 'grapheme', minLength: 1 });
const anyId = fc.oneof(
  fc.tuple(number, number, number).map(([a, b, c]) => ids.application(a, b, c)),
  number.map(ids.job),
  name.map(ids.stage),
);

test('an id decodes to its numbers', () => {
  fc.assert(
    fc.property(number, number, number, item, (a, b, c, d) => {
      const made: [IdKind, string, number[]][] = [
        ['job', ids.job(a), [a, 0, 0]],
        ['candidate', ids.candidate(a), [a, 0, 0]],
        ['application', ids.application(a, b, c), [a, b, c]],
        ['question', ids.question(a, { id: d }), [a, 0, d]],
        ['jobQuestion', ids.jobQuestion(a, b, { id: d }), [a, b, d]],
        ['user', ids.user(a), [a, 0, 0]],
        ['attachment', ids.attachment(a, b), [a, b, 0]],
        ['attachment', ids.attachment(a, 'cv'), [a, 0, 1]],
      ];
      for (const [kind, id, numbers] of made) expect(decodeId(id, ids)).toEqual({ kind, numbers });
      const byPosition = decodeId(ids.question(a, { index: d }), ids);
      expect(byPosition && itemKey(byPosition.numbers[2])).toEqual({ index: d });
    }),
    { numRuns: 500 },
  );
});

test('ids of all kinds differ, and so do those of other mandators', () => {
  const other = createIds({ tenant: 'api.example.at', mandatorId: 2 });
  fc.assert(
    fc.property(number, name, (n, text) => {
      const made = [ids, other].flatMap((own) => [
        own.job(n),
        own.candidate(n),
        own.application(n, n, n),
        own.question(n, { id: 1 }),
        own.jobQuestion(n, n, { id: 1 }),
        own.user(n),
        own.attachment(n, n),
        own.posting(n, text),
        own.stage(text),
        own.tag(text),
        own.option('q', text),
        own.hiringTeamMember(text),
        own.integrationField('job', 'DEFAULT', text),
        own.integrationField('job', 'CUSTOM', text),
        own.integrationField('candidate', 'CUSTOM', text),
      ]);
      expect(new Set(made).size).toBe(made.length);
      expect(made.every((id) => /^[1-9A-HJ-NP-Za-km-z]{24}$/.test(id))).toBe(true);
      expect(decodeId(other.job(n), ids)).toBeUndefined();
    }),
    { numRuns: 200 },
  );
});

test('no mistyped character leads to another record', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      const typos = Array.from(id).flatMap((char, at) =>
        Array.from(ALPHABET)
          .filter((other) => other !== char)
          .map((other) => id.slice(0, at) + other + id.slice(at + 1)),
      );
      expect(typos.filter((typo) => decodeId(typo, ids) !== undefined)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test('no two swapped characters lead to another record', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      const swapped: string[] = [];
      for (let a = 0; a < 24; a++) {
        for (let b = a + 1; b < 24; b++) {
          if (id[a] === id[b]) continue;
          const chars = Array.from(id);
          [chars[a], chars[b]] = [id[b] ?? '', id[a] ?? ''];
          swapped.push(chars.join(''));
        }
      }
      expect(swapped.filter((text) => decodeId(text, ids) !== undefined)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('no other text is an id', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 24, maxLength: 24 })),
      (text) => {
        const decoded = decodeId(text, ids);
        // One random text in 2^44 is one.
        expect(decoded).toBeUndefined();
      },
    ),
    { numRuns: 2000 },
  );
});
