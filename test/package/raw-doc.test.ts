import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RAW_ENTRIES } from '../helpers/raw.js';
import { chapterFiles, endpointFiles, rawFile, renderRaw } from './raw-doc.js';

test('docs/raw.md is up to date: `npm run docs:raw` writes it', () => {
  expect(readFileSync(rawFile, 'utf8')).toBe(renderRaw());
});

test('docs/raw.md has every endpoint once, with what it does', () => {
  expect(endpointFiles().sort()).toEqual([...chapterFiles].sort());
  const rows = readFileSync(rawFile, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.map((row) => /^\| `(\w+)`/.exec(row)?.[1]).sort()).toEqual(RAW_ENTRIES.map(({ name }) => name).sort());
  expect(rows.filter((row) => !/\| \S[^|]+\. \|$/.test(row))).toEqual([]);
});
