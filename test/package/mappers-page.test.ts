import { readdirSync, readFileSync } from 'node:fs';
import * as mappers from 'erecruiter-kombo/mappers';
import * as schemas from 'erecruiter-kombo/schemas';
import { describe, expect, test } from 'vitest';
import { readSources, root } from '../helpers/source.js';

// What is exported is documented, and what is documented is tried.

const entries = { mappers: Object.keys(mappers), schemas: Object.keys(schemas) };
const page = readFileSync(`${root}docs/mappers.md`, 'utf8');
const [guide = '', reference = ''] = page.split('\n## All functions\n');

/** The words of all tests and examples, but not of this test, which names nothing. */
const tried = new Set(
  ['test', 'examples'].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => readFileSync(`${root}${folder}/${name}`, 'utf8').match(/\w+/g) ?? []),
  ),
);

describe.each(Object.entries(entries))('erecruiter-kombo/%s', (entry, names) => {
  test('exports nothing that the page does not list', () => {
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !reference.includes(`\`${name}\``))).toEqual([]);
  });

  test('exports nothing that no test or example uses', () => {
    expect(names.filter((name) => !tried.has(name))).toEqual([]);
  });

  test('has a runnable example for every function', () => {
    const functions = Object.entries(entry === 'mappers' ? mappers : schemas).filter(isFunction);
    const sources = readSources().map(({ text }) => text);
    const withExample = functions.filter(([name]) =>
      sources.some((text) => {
        const [before] = text.split(new RegExp(`\\nexport (?:function|class) ${name}\\b`));
        const comment = before === text ? '' : (before?.split('/**').at(-1) ?? '');
        return /@example\n \* ```ts\n[^]*\bimport \{[^}]*\} from 'erecruiter-kombo\//.test(comment);
      }),
    );
    expect(functions.map(([name]) => name)).toEqual(withExample.map(([name]) => name));
  });
});

test('the page lists nothing that is not exported', () => {
  const listed = [...reference.matchAll(/`([A-Za-z_]\w+)`/g)].map(([, name = '']) => name);
  const known = [...entries.mappers, ...entries.schemas];
  expect(listed.filter((name) => !known.includes(name) && !/^Raw[A-Z]/.test(name))).toEqual([]);
});

test('every function that writes back stands in the table of inputs or of the plan', () => {
  const writers = readdirSync(`${root}src/mappers/to-raw`).flatMap((file) =>
    [...readFileSync(`${root}src/mappers/to-raw/${file}`, 'utf8').matchAll(/^export function (\w+)/gm)].map(
      ([, name = '']) => name,
    ),
  );
  const exported = writers.filter((name) => entries.mappers.includes(name));
  expect(exported.length).toBeGreaterThan(15);
  expect(exported.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});

function isFunction([, value]: [string, unknown]): boolean {
  return typeof value === 'function';
}
