import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { count } from '../../examples/support/style.js';
import { countOf } from '../../src/mappers/values/text.js';
import { readSources, root } from '../helpers/source.js';

/** A number in a template before a plural, such as `${names.length} records`, which is wrong for one. */
const FIXED_PLURAL =
  /\$\{[^{}]*\b(?:length|size|bytes|longest|number|requests|changes|total|count|attempts|times)\w*(?:\(\))?\} (?:[a-z]+ )?[a-z]{3,}s\b/gi;

function fixedPlurals(text: string): string[] {
  return text.match(FIXED_PLURAL) ?? [];
}

const examples = readdirSync(`${root}examples`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ path: `examples/${name}`, text: readFileSync(`${root}examples/${name}`, 'utf8') }));

test('a count and its noun agree', () => {
  expect([1, 2, 0, '1', '1,000'].map((number) => countOf(number, 'byte'))).toEqual([
    '1 byte',
    '2 bytes',
    '0 bytes',
    '1 byte',
    '1,000 bytes',
  ]);
  expect([1, 1_200].map((number) => count(number, 'raw request'))).toEqual(['1 raw request', '1,200 raw requests']);
});

test('no text has a plural that is wrong for one', () => {
  expect(fixedPlurals('`${names.length} candidates` `${requests} raw requests` `${a.length} of them`')).toHaveLength(2);
  const found = [...readSources(), ...examples].flatMap(({ path, text }) =>
    fixedPlurals(text).map((what) => `${path}: ${what}`),
  );
  // It is only said of two or more.
  expect(found).toEqual(['actions/find-or-create-applicant.ts: ${all.length} candidates']);
});
