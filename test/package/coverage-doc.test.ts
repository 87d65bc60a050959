import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERecruiter } from '../../src/index.js';
import { readSources, root } from '../helpers/source.js';
import { ACTIONS, COMPARISON, FURTHER_ACTIONS, MODELS } from './connector-page.js';
import { coverageFile, readModels, renderComparison, renderCoverage } from './coverage-doc.js';

// A raw source ("From Job.Title", "Made from …"), or a value that never changes, or why there is none ("…: eRecruiter …").
const ACCOUNTED = /\bfrom\b|^Always |: eRecruiter /i;
// Of an input: where it goes ("To Applicant.Email", "To the parameter `uri`"), what it points at ("Id of the Candidate"), or why it goes nowhere.
const WRITTEN = /(?:^|\. )To (?:[A-Z]\w+\.[A-Z]|the parameter `)|^Id of the [A-Z]|^A warning: eRecruiter/;

const models = readModels();

test('docs/coverage.md is what `npm run docs:coverage` writes', () => {
  expect(readFileSync(coverageFile, 'utf8')).toBe(renderCoverage(models));
});

test('README.md shows the same comparison, and every method of the client is in it', () => {
  const readme = readFileSync(`${root}README.md`, 'utf8').replaceAll('](docs/', '](');
  expect(readme).toContain(renderComparison());
  const named = new Set(COMPARISON.flatMap(({ here }) => here.match(/`\w+`/g) ?? []).map((name) => name.slice(1, -1)));
  const methods = Object.getOwnPropertyNames(ERecruiter.prototype).filter((name) => name !== 'constructor');
  expect(methods.filter((name) => !named.has(name) && name !== 'ping')).toEqual([]);
});

test('the connector page has six models and eight actions', () => {
  expect([MODELS.length, ACTIONS.length]).toEqual([6, 8]);
});

test.each([...MODELS, ...ACTIONS])('every row of "$heading" on the connector page is there', ({ type, fields }) => {
  expect(models.get(type)?.map(({ path }) => path)).toEqual(expect.arrayContaining([...fields]));
});

test.each(MODELS)('every field of "$heading" names its raw source or the reason why there is none', ({ type }) => {
  expect(models.get(type)?.filter(({ text }) => !ACCOUNTED.test(text))).toEqual([]);
});

test('an example shows a raw value next to the mapped one', () => {
  const page = renderCoverage(models);
  expect(page).toContain('| `name` | yes | From Job.Title, else Job.InternalName. | `"Buchhalter:in (m/w/d)"` |');
  expect(page).toMatch(/`outcome` .* \| `5` → `"DECLINED"` \|/);
  expect(page.match(/ → `/g)?.length).toBeGreaterThan(20);
});

test.each([...ACTIONS, ...FURTHER_ACTIONS])(
  'every input of "$heading" says where it goes or why it does not',
  ({ type }) => {
    expect(models.get(type)?.filter(({ text }) => !WRITTEN.test(text))).toEqual([]);
  },
);

test('every raw property that a comment names is one that the schemas know', () => {
  const schemas = readSources().filter(({ path }) => path.startsWith('schemas/'));
  const known = new Set(schemas.flatMap(({ text }) => text.match(/[A-Z]\w*/g) ?? []));
  const named = [...models.values()].flat().flatMap(({ text }) => rawProperties(text));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

/** `UserEmail` and `Name` of "From Job.UserEmail, else Job.PublishedOn[].Name". */
function rawProperties(text: string): string[] {
  const paths = text.match(/\b[A-Z]\w+(?:\[\d*\])?(?:\.[A-Z]\w+(?:\[\d*\])?)+/g) ?? [];
  return paths.flatMap((path) =>
    path
      .replace(/\[\d*\]/g, '')
      .split('.')
      .slice(1),
  );
}
