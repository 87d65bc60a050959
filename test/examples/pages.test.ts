import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import * as library from 'erecruiter-kombo';
import { expect, test } from 'vitest';
import { optionTable } from '../../src/options.js';
import { root } from '../helpers/source.js';
import { ACTIONS, MODELS } from '../package/connector-page.js';

/** All pages, by path. */
const pages = new Map(
  ['README.md', 'CHANGELOG.md', 'examples/README.md', ...readdirSync(`${root}docs`).map((name) => `docs/${name}`)]
    .filter((path) => path.endsWith('.md'))
    .map((path) => [path, readFileSync(root + path, 'utf8')] as const),
);

/** Returns the cells of the table under a heading, without the header row. */
function tableUnder(page: string, heading: string): string[][] {
  const section =
    pages
      .get(page)
      ?.split(new RegExp(`^#+ ${heading}$`, 'm'))[1]
      ?.split('\n#')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) => row.slice(2, -2).split(' | '));
}

/** Returns the anchors that GitHub gives to the headings of a page. */
function anchorsOf(text: string): string[] {
  const headings = text.replace(/^```[^]*?^```$/gm, '').match(/^#+ .*$/gm) ?? [];
  return headings.map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('every link between pages leads to an existing file and heading', () => {
  const broken = [...pages].flatMap(([path, text]) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      if (/^https?:/.test(link)) return [];
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      const found =
        existsSync(root + target) && (anchor === undefined || anchorsOf(pages.get(target) ?? '').includes(anchor));
      return found ? [] : [`${path}: ${link}`];
    }),
  );
  expect(broken).toEqual([]);
});

test('every file that a page names exists', () => {
  const named = [...pages].flatMap(([path, text]) =>
    [...text.matchAll(/`((?:src|test|examples|docs|bench)\/[\w./-]+)`/g)].map(([, file = '']) => ({ path, file })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ file }) => file !== 'docs/api' && !existsSync(root + file))).toEqual([]);
});

test('README.md links to every guide', () => {
  const guides = [...pages.keys()].filter((path) => path.startsWith('docs/'));
  expect(guides.filter((path) => !pages.get('README.md')?.includes(`](${path})`))).toEqual([]);
});

test('every guide begins with what its reader can do or knows afterwards', () => {
  const guides = [...pages].filter(([path]) => path.startsWith('docs/'));
  const others = guides.filter(([, text]) => !/^# .+\n\nAfter (?:reading )?this(?: page)?,? you/.test(text));
  expect(others.map(([path]) => path)).toEqual([]);
});

/** Returns what is in backticks. */
function codesIn(text = ''): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

test('the table of options lists every option', () => {
  expect(
    tableUnder('docs/options.md', 'Options')
      .flatMap(([names]) => codesIn(names))
      .sort(),
  ).toEqual(Object.keys(optionTable).sort());
});

test('the table of errors lists every class that is thrown', () => {
  const named = tableUnder('docs/errors.md', 'What is thrown').map(([name]) => codesIn(name)[0]);
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
  const rows = tableUnder('docs/errors.md', 'What is thrown').slice(0, errors.length);
  expect(rows.map(([name, , code]) => [codesIn(name)[0], codesIn(code)[0]])).toEqual(
    errors.map(({ name, code }) => [name, code]),
  );
});

test('the coverage table lists every model and action of the connector page, with existing methods', () => {
  const rows = tableUnder('README.md', 'Coverage');
  const named = rows.flatMap(([what = '']) => what.split(', '));
  expect(named).toEqual(expect.arrayContaining([...MODELS, ...ACTIONS].map(({ heading }) => heading)));
  const methods = rows
    .flatMap(([, , here]) => codesIn(here))
    .filter((code) => /^[a-z]+(?:[A-Z]|$)/.test(code) && code !== 'source');
  expect(methods.length).toBeGreaterThan(15);
  expect(methods.filter((name) => !(name in library.ERecruiter.prototype))).toEqual([]);
});
