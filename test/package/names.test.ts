import { expect, test } from 'vitest';
import { readSources } from '../helpers/source.js';
import { repeatedNames } from './names.js';

test('no two files declare the same top-level name', () => {
  expect(repeatedNames(readSources())).toEqual([]);
});

test('a name in two files is found, with the files; a reason that is no longer needed, too', () => {
  const sources = [
    { path: 'api/a.ts', text: 'export interface Call {}\nconst one = 1;\nfunction two(): void {}' },
    {
      path: 'reads/b.ts',
      text: "import { one } from '../api/a.js';\nclass Call {}\ntype Two = 2;\nfunction two(): void {}",
    },
  ];
  expect(repeatedNames(sources, { two: 'a reason' })).toEqual(['Call: api/a.ts, reads/b.ts']);
  expect(repeatedNames(sources, { Call: 'a reason', two: 'a reason', one: 'a reason' })).toEqual([
    'one: no longer needs its reason',
  ]);
});
