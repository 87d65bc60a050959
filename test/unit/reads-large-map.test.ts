import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LargeMap, LargeSet } from '../../src/reads/large-map.js';

const numbers = fc.oneof(
  fc.integer(),
  fc.nat({ max: 600 }),
  fc.nat({ max: 2 ** 32 - 1 }),
  fc.constantFrom(11.5, -0, 0),
);

test('a large map and a large set have what a map and a set have', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(numbers, fc.nat())), fc.array(numbers), (entries, others) => {
      const [map, large, set] = [new Map<number, number>(), new LargeMap<number>(), new LargeSet()];
      for (const [key, value] of entries) {
        map.set(key, value);
        large.set(key, value);
        set.add(key);
      }
      expect(new Map(large)).toEqual(map);
      expect(new Set(large.keys())).toEqual(new Set(map.keys()));
      expect([...large.values()].sort()).toEqual([...map.values()].sort());
      for (const key of [...map.keys(), ...others]) {
        expect([large.get(key), large.has(key), set.has(key)]).toEqual([map.get(key), map.has(key), map.has(key)]);
      }
    }),
  );
});
