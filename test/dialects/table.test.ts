import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../helpers/source.js';
import { KNOWN_WRONG } from './known.js';
import { KNOBS, readTable, sumsOf } from './table.js';
import { TURNED } from './world.js';

test('docs/testing.md has a row for each knob and their sums, as `npm run docs:dialects` writes them', () => {
  const { rows, sums } = readTable();
  expect(rows.map((row) => row.split('`')[1])).toEqual(KNOBS);
  expect(sums).toBe(sumsOf(rows));
});

test('docs/sandbox.md names every knob', () => {
  const page = readFileSync(`${root}docs/sandbox.md`, 'utf8');
  expect(KNOBS.filter((knob) => !page.includes(`\`${knob}\``))).toEqual([]);
});

test('each known wrong value exists and has a reason', () => {
  const names = TURNED.map(([knob, value]) => `${knob}: ${value}`);
  expect(Object.keys(KNOWN_WRONG).filter((name) => !names.includes(name))).toEqual([]);
  expect(Object.values(KNOWN_WRONG).filter((reason) => reason.length < 20)).toEqual([]);
});
