import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomOf, SEED } from '../helpers/seed.js';
import { root } from '../helpers/source.js';
import { randomnessViolations } from './randomness.js';

/** Where the seed is set, this test of it, and a smoke test outside this suite. */
const EXEMPT = new Set(['helpers/seed.ts', 'package/randomness.test.ts', 'runtimes/smoke.ts']);

const files = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !EXEMPT.has(path))
  .map((path) => ({ path, text: readFileSync(`${root}test/${path}`, 'utf8') }));

test('no test draws from anything but the one seed', () => {
  expect(files.length).toBeGreaterThan(150);
  expect(files.flatMap(randomnessViolations)).toEqual([]);
});

describe('the seed decides', () => {
  const drawn = (): string[] => fc.sample(fc.string(), 20);

  test('what is drawn', () => {
    expect(fc.readConfigureGlobal().seed).toBe(SEED);
    expect(drawn()).toEqual(drawn());
    expect(drawn()).not.toEqual(fc.sample(fc.string(), { numRuns: 20, seed: SEED + 1 }));
  });

  test.each([1, 2])('which numbers the code under test is given, in every test anew: %i', () => {
    const expected = randomOf(SEED);
    expect([Math.random(), Math.random()]).toEqual([expected(), expected()]);
  });

  test('and in every run of a property', async () => {
    const first = randomOf(SEED)();
    fc.assert(fc.property(fc.nat(), () => void expect(Math.random()).toBe(first)));
    await fc.assert(fc.asyncProperty(fc.nat(), async () => void expect(Math.random()).toBe(first)));
  });
});

describe('the check refuses', () => {
  test.each([
    ['const seed = Math.random();', '`Math.random`'],
    ['const seed = Date.now() % 1000;', '`Date.now()`'],
    ['const today = new Date();', '`new Date()`'],
    ['const today = new Date;', '`new Date()`'],
    ['const id = crypto.randomUUID();', '`randomUUID`'],
    ["import { randomBytes } from 'node:crypto';", '`randomBytes`'],
    ['fc.assert(property, { numRuns: 5, seed: 3 });', 'a `seed` of its own'],
    ['fc.assert(property, { seed });', 'a `seed` of its own'],
    ["fc.check(property, { path: '3:1' });", 'a `path` of its own'],
    ['fc.resetConfigureGlobal();', '`resetConfigureGlobal`'],
    ['fc.configureGlobal({ numRuns: 5 });', '`configureGlobal`'],
    ["import { assert } from 'fast-check';", 'fast-check is imported as `fc`'],
    ["import check from 'fast-check';", 'fast-check is imported as `fc`'],
  ])('%s', (text, what) => {
    expect(randomnessViolations({ path: 'a.test.ts', text })).toEqual([`a.test.ts:1: ${what}`]);
  });

  test.each([
    'const clock = { now: Date.now };',
    "const day = new Date('2026-03-01');",
    'fc.assert(fc.property(fc.record({ seed: fc.nat(), path: fc.string() }), run), { numRuns: 5 });',
    'createSandbox({ seed: 7 });',
    "import fc from 'fast-check';",
    "import * as fc from 'fast-check';",
    "import type { Arbitrary } from 'fast-check';",
  ])('but not: %s', (text) => {
    expect(randomnessViolations({ path: 'a.test.ts', text })).toEqual([]);
  });
});
