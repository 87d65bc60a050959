import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createIds, decodeId, itemKey, type Ids } from '../../src/mappers/index.js';
import { encodeBase58 } from '../../src/mappers/values/base58.js';
import { sha256 } from '../../src/mappers/values/hash.js';

const owner = { tenant: 'api.example.at', mandatorId: 1 };
const ids = createIds(owner);
const BASE58 = /^[1-9A-HJ-NP-Za-km-z]{24}$/;

// Users store these: a change here orphans their data.
const golden: readonly (readonly [string, (ids: Ids) => string, string])[] = [
  ['job', (ids) => ids.job(4711), '4eUtgDyguUU3pro3cLdaTz62'],
  ['candidate', (ids) => ids.candidate(150123), '741ZEC3H4NiVkTnwAYzKGueH'],
  ['application', (ids) => ids.application(880001, 150123, 4711), '9TYDnA6sP37Jcz5iKz6z6V8f'],
  ['question', (ids) => ids.question(9, { id: 901 }), 'Bs4tL8ATEp6h9JSPpnzBKpY4'],
  ['question by position', (ids) => ids.question(9, { index: 3 }), 'Bs4tL8ATEp6h9JSPq3RmLtUV'],
  ['jobQuestion', (ids) => ids.jobQuestion(4711, 9, { id: 901 }), 'EGbYt6E3MN3oA3MfUGKS6RLa'],
  ['user', (ids) => ids.user(3), 'Gg8DS4HdTktEFvEwVtSHwjUZ'],
  ['attachment', (ids) => ids.attachment(150123, 330042), 'K5esz2MDcjhBQxLZY8iRJkrK'],
  ['CV', (ids) => ids.attachment(150123, 'cv'), 'K5esz2MDcjhBQwVhtrfvuwdn'],
  [
    'posting',
    (ids) => ids.posting(4711, '["default-portal","Karriereportal",null,null,null]'),
    'ZWpsHpikF9DJwLXZPTLx7nta',
  ],
  ['stage', (ids) => ids.stage('Vorgestellt beim Kunden'), 'MVBYXzUEfWg6WpDa7D71KCXU'],
  ['tag', (ids) => ids.tag('Shortlist'), 'PtiD5xcsdDXWCL7kM8WE1vJ6'],
  ['option', (ids) => ids.option('Bs4tL8ATEp6h9JSPpnzBKpY4', 'Muttersprache'), 'SJEsdvsaeNQ5X6Bro7uqp6F7'],
  ['hiringTeamMember', (ids) => ids.hiringTeamMember('kaethe.gruen@example.at'), 'UhmYBtvEKr7WRwkDXWj89jA6'],
  ['custom field of a job', (ids) => ids.integrationField('job', 'CUSTOM', 'b_schein'), 'X7JCjrktQcWD2gx17wgnc9C2'],
  ['field of a candidate', (ids) => ids.integrationField('candidate', 'DEFAULT', 'Salary'), 'X7JCjrpcrQgZixWchTzbotYR'],
  ['job beyond 32 bits', (ids) => ids.job(2 ** 32), 'bvMXqnrU6a2BiUwLS5VLiEsa'],
  ['integrationField', (ids) => ids.integrationField('application', 'DEFAULT', 'Rating'), 'X7JCjrjgrE4XRwRGNEqzfMRA'],
];

describe('ids', () => {
  test.each(golden)('%s has the id that it always had', (_, make, expected) => {
    const id = make(createIds(owner));
    expect(id).toBe(expected);
    expect(id).toMatch(BASE58);
  });

  test('carry their numbers', () => {
    expect(decodeId(ids.application(880001, 150123, 4711), ids)).toEqual({
      kind: 'application',
      numbers: [880001, 150123, 4711],
    });
    expect(decodeId(ids.job(4294967295), ids)).toEqual({ kind: 'job', numbers: [4294967295, 0, 0] });
  });

  test('tell a question by number from one by position', () => {
    const byNumber = decodeId(ids.question(9, { id: 3 }), ids);
    const byPosition = decodeId(ids.question(9, { index: 3 }), ids);

    expect(itemKey(byNumber?.numbers[2] ?? NaN)).toEqual({ id: 3 });
    expect(itemKey(byPosition?.numbers[2] ?? NaN)).toEqual({ index: 3 });
    expect(byNumber?.numbers[0]).toBe(9);
  });

  test('tell the CV from documents', () => {
    expect(
      new Set([ids.attachment(7, 'cv'), ids.attachment(7, 0), ids.attachment(7, 1), ids.attachment(8, 'cv')]).size,
    ).toBe(4);
  });

  test('of numbers beyond 32 bits are distinct, but have no way back', () => {
    const strange = [
      ids.job(2 ** 32),
      ids.job(2 ** 53 - 1),
      ids.candidate(2 ** 32),
      ids.attachment(7, -1),
      ids.attachment(7, -2),
    ];

    expect(new Set(strange).size).toBe(strange.length);
    for (const id of strange) {
      expect(id).toMatch(BASE58);
      expect(decodeId(id, ids)?.kind).toBe('unaddressable');
    }
  });

  test('of item numbers beyond 31 bits are not mistaken for positions', () => {
    expect(decodeId(ids.question(9, { id: 2 ** 31 }), ids)?.kind).toBe('unaddressable');
  });

  test('are the same however a name is composed or padded', () => {
    expect(ids.stage('Vorgespr\u00e4ch')).toBe(ids.stage(' Vorgespra\u0308ch '));
    expect(ids.stage('Vorgespräch')).not.toBe(ids.stage('vorgespräch'));
  });

  test('differ between mandators and installations', () => {
    const others = [
      createIds({ tenant: 'api.example.at', mandatorId: 2 }),
      createIds({ tenant: 'api.example.com', mandatorId: 1 }),
    ];
    for (const other of others) {
      expect(other.job(1)).not.toBe(ids.job(1));
      expect(other.stage('Neu')).not.toBe(ids.stage('Neu'));
      expect(decodeId(other.job(1), ids)).toBeUndefined();
    }
  });

  test('of an option depend on its question', () => {
    expect(ids.option('question 1', 'ja')).not.toBe(ids.option('question 2', 'ja'));
  });

  test.each([
    '',
    '4711',
    'remote:4711',
    '5UbtidiRcoY711111111113',
    '5UbtidiRcoY711111111113v0',
    '0UbtidiRcoY711111111113v',
    'z'.repeat(24),
    '1'.repeat(24),
    '💼'.repeat(12),
    '4eUtgDyguUU3pro3cLdaTz63',
    '4eUtgDyguUU3pro3cLdaTz26',
    'eU4tgDyguUU3pro3cLdaTz62',
    `1${ids.job(4711)}`,
    `${ids.job(4711)}1`,
  ])('%j is not an id', (text) => {
    expect(decodeId(text, ids)).toBeUndefined();
  });
});

test.each([0, 15, 16, 23])('no id has the kind %i', (kind) => {
  expect(decodeId(encodeBase58(1, ids.tenant, 7, 0, 0), ids)).toEqual({ kind: 'job', numbers: [7, 0, 0] });
  expect(decodeId(encodeBase58(kind, ids.tenant, 7, 0, 0), ids)).toBeUndefined();
});

describe('sha256', () => {
  test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])('of %i bytes is what Node computes', (length) => {
    const text = 'ü'.repeat(length >> 1) + 'x'.repeat(length & 1);
    const hex = Array.from(sha256(text), (word) => word.toString(16).padStart(8, '0')).join('');

    expect(hex).toBe(createHash('sha256').update(text).digest('hex'));
  });
});
