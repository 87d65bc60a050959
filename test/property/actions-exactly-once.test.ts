import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { useInstantTimeouts } from '../faults/actions-kit.js';
import { plans } from './actions-plan.js';
import { play, type Outcome } from './actions-world.js';

useInstantTimeouts();

// `npm run test:soak` plays more stories, and others. Time zones matter little here: a few stories cover the others.
const SOAK = Number(process.env['SOAK_RUNS'] ?? 0);
const RUNS = SOAK > 0 ? SOAK : process.env['TZ'] === 'UTC' ? 80 : 15;

test(
  'whatever fails, whichever other client writes, and however it is called again, everything is done exactly once',
  { timeout: 60_000 + RUNS * 1_000 },
  async ({ annotate }) => {
    const outcomes: Outcome[] = [];
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const outcome = await play(plan);
        outcomes.push(outcome);
        expect(outcome.violations).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    const sum = (of: (outcome: Outcome) => number): string =>
      outcomes.reduce((total, outcome) => total + of(outcome), 0).toLocaleString('en');
    await annotate(
      [
        `${sum(() => 1)} stories: ${sum(({ calls }) => calls)} calls, ${sum(({ requests }) => requests)} requests,`,
        `${sum(({ faults }) => faults)} faults, ${sum(({ aborts }) => aborts)} aborts, 0 duplicates, 0 omissions;`,
        `${sum(({ foreignWrites }) => foreignWrites)} writes by another, ${sum(({ lost }) => lost)} of them lost`,
        'between GET and POST',
      ].join(' '),
    );
  },
);
