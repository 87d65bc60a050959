import { beforeAll, expect, test } from 'vitest';
import { judge } from './judge.js';
import { KNOWN_WRONG } from './known.js';
import { KNOBS, readTable, tabledVerdict, verdictsOf } from './table.js';
import { TURNED } from './world.js';

// `npm run test:dialects` judges every value. `npm test` has time for one of each knob: at another place for each.
const IS_WHOLE = process.env['DIALECTS'] === 'all';

/** Judges the knobs of a part of the table. In several files, since each runs on a core of its own. */
export function judgePart(part: number, parts: number): void {
  // What a server without a dialect does is found out once. If it were within a test, the waits of that test, which are
  // spread at random, would depend on which tests run.
  beforeAll(async () => void (await judge({}, false)), 120_000);

  test.each(KNOBS.filter((_, place) => place % parts === part))(
    'no value of %s is wrong, and docs/testing.md has its verdicts',
    { timeout: 120_000 },
    async (knob) => {
      const all = TURNED.flatMap(([name, value]) => (name === knob ? [value] : []));
      const due = IS_WHOLE ? all : all.filter((_, place) => place === KNOBS.indexOf(knob) % all.length);
      const verdicts = await verdictsOf(knob, due, false);
      const wrong = verdicts.filter(({ verdict }) => verdict === 'wrong');
      const known = due.map((value) => `${knob}: ${value}`).filter((name) => name in KNOWN_WRONG);
      const names = wrong.map(({ value }) => `${knob}: ${value}`);
      expect(names.sort(), wrong.map(({ value, why }) => `${value}\n${why}`).join('\n\n')).toEqual(known.sort());
      const { rows } = readTable();
      const shown = verdicts.map(({ value }) => [value, tabledVerdict(rows, knob, value)]);
      expect(shown, verdicts.map(({ why }) => why).join('\n\n')).toEqual(
        verdicts.map(({ value, verdict }) => [value, verdict]),
      );
    },
  );
}
