import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { useInstantTimeouts } from '../faults/actions-kit.js';
import { playStory, stories, type StoryOutcome } from './actions-beyond-world.js';

useInstantTimeouts();

// `npm run test:soak` plays more stories, and others. Time zones matter little here: a few stories cover the others.
const SOAK = Number(process.env['SOAK_RUNS'] ?? 0);
const RUNS = SOAK > 0 ? SOAK : process.env['TZ'] === 'UTC' ? 60 : 10;

test(
  'whatever fails and whichever other client writes, notes, steps, changes, consents and deletions happen once or not at all',
  { timeout: 60_000 + RUNS * 1_000 },
  async ({ annotate }) => {
    const outcomes: StoryOutcome[] = [];
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const outcome = await playStory(story);
        outcomes.push(outcome);
        expect(outcome.violations).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    const sum = (of: (outcome: StoryOutcome) => number): string =>
      outcomes.reduce((total, outcome) => total + of(outcome), 0).toLocaleString('en');
    await annotate(
      [
        `${sum(() => 1)} stories: ${sum(({ calls }) => calls)} calls, ${sum(({ requests }) => requests)} requests,`,
        `${sum(({ faults }) => faults)} faults, ${sum(({ aborts }) => aborts)} aborts,`,
        `${sum(({ doubts }) => doubts)} unknown outcomes, 0 duplicates`,
      ].join(' '),
    );
  },
);
