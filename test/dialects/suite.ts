import { beforeAll, expect, test } from 'vitest';
import { judge } from './judge.js';
import { KNOWN_WRONG } from './known.js';
import { KNOBS, readTable, rowOf, verdictsOf } from './table.js';

/** Judges the knobs of a part of the table. In several files, since each runs on a core of its own. */
export function judgePart(part: number, parts: number): void {
  // What a server without a dialect does is found out once. If it were within a test, the waits of that test, which are
  // spread at random, would depend on which tests run.
  beforeAll(async () => void (await judge({}, false)), 120_000);

  test.each(KNOBS.filter((_, place) => place % parts === part))(
    'no value of %s is wrong, and docs/testing.md has its verdicts',
    { timeout: 120_000 },
    async (knob) => {
      const verdicts = await verdictsOf(knob, false);
      const wrong = verdicts.filter(({ verdict }) => verdict === 'wrong');
      const known = Object.keys(KNOWN_WRONG).filter((name) => name.startsWith(`${knob}: `));
      const names = wrong.map(({ value }) => `${knob}: ${value}`);
      expect(names.sort(), wrong.map(({ value, why }) => `${value}\n${why}`).join('\n\n')).toEqual(known.sort());
      expect(readTable().rows).toContain(rowOf(knob, verdicts));
    },
  );
}
