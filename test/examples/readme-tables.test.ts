import { readFileSync } from 'node:fs';
import * as library from 'erecruiter-kombo';
import { expect, test } from 'vitest';
import { root } from '../helpers/source.js';

const readme = readFileSync(`${root}README.md`, 'utf8');

/** The cells of the table under a heading, without the heads of its columns. */
function tableUnder(heading: string): string[][] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) => row.slice(2, -2).split(' | '));
}

/** What stands in backticks. */
function codesIn(text = ''): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

test('the table of options names every option', () => {
  const [, block = ''] =
    /interface ERecruiterOptions \{\n(.*?)\n\}/s.exec(readFileSync(`${root}src/options.ts`, 'utf8')) ?? [];
  const options = [...block.matchAll(/^ {2}readonly (\w+)/gm)].map(([, name]) => name);
  expect(
    tableUnder('Options')
      .flatMap(([names]) => codesIn(names))
      .sort(),
  ).toEqual(options.sort());
});

test('the table of errors names every class that is thrown', () => {
  const named = tableUnder('Errors').map(([name]) => codesIn(name)[0]);
  const bases = ['ERecruiterError', 'RequestError'];
  const classes = Object.keys(library).filter((name) => name.endsWith('Error') && !bases.includes(name));
  expect([...new Set(named)].sort()).toEqual(classes.sort());
});

test('the codes in the table of errors are those of the classes', () => {
  const failure = { endpoint: 'GET Api/Ping', attempts: 1, mayHaveBeenApplied: false };
  const answer = (status: number) => ({ ...failure, status, text: '', write: false, retryAfterMs: null });
  const errors = [
    new library.ConfigurationError([]),
    new library.InputError([]),
    new library.AuthenticationError(answer(401)),
    new library.PermissionError(answer(403)),
    new library.NotFoundError(answer(404)),
    new library.RateLimitError(answer(429)),
    new library.ServerError(answer(503)),
    new library.ServerError(answer(500)),
    new library.StatusError(answer(409)),
    new library.ConnectionError({ ...failure, reason: null }),
    new library.TimeoutError({ ...failure, timeoutMs: 1 }),
    new library.AbortedError(failure),
    new library.ResponseShapeError({ ...failure, status: 200, reason: 'empty' }),
  ];
  const rows = tableUnder('Errors').slice(0, errors.length);
  expect(rows.map(([name, , code]) => [codesIn(name)[0], codesIn(code)[0]])).toEqual(
    errors.map(({ name, code }) => [name, code]),
  );
});

test('the table of fields says what docs/coverage.md says', () => {
  const coverage = readFileSync(`${root}docs/coverage.md`, 'utf8');
  const candidates = coverage.split('### Candidates')[1]?.split('\n### ')[0] ?? '';
  for (const [field, source] of tableUnder('Fields')) {
    expect(candidates.replace(/\| yes \||\|  \|/g, '|')).toContain(`| ${field} | ${source} |`);
  }
  expect(tableUnder('Fields').length).toBeGreaterThan(10);
});
