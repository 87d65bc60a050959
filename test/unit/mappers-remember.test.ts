import { expect, test } from 'vitest';
import { memoize } from '../../src/mappers/values/memoize.js';

test('a value is made once, and the memory is emptied before it holds more than the limit', () => {
  const known = new Map<string, string>();
  const made: string[] = [];
  const ask = (key: string): string =>
    memoize(known, key, 2, () => {
      made.push(key);
      return key.toUpperCase();
    });

  expect(['a', 'a', 'b', 'a', 'c', 'b', 'c'].map(ask)).toEqual(['A', 'A', 'B', 'A', 'C', 'B', 'C']);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  expect([...known.keys()]).toEqual(['c', 'b']);
});
