import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.js';
import { createStage, useInstantTimeouts } from '../faults/actions-kit.js';
import { FAILURES, MAX_BODY_BYTES } from '../faults/matrix-failures.js';
import { METHODS } from '../faults/matrix-methods.js';
import { createLedger } from '../helpers/event-ledger.js';
import { settle } from '../helpers/client.js';

useInstantTimeouts();

const methods = [...METHODS.reads, ...METHODS.actions];
const faults = FAILURES.map(({ fault }) => fault);

/** Counts attempts: a root that is not found is asked for with a slash as well, in the same attempt. */
function attemptsIn(log: Sandbox['log']): number {
  let isSecond = false;
  return log.filter(({ template, status }) => {
    const isFirst = !isSecond || template !== 'Token';
    isSecond = isFirst && template === 'Token' && status === 404;
    return isFirst;
  }).length;
}

test('whatever happens, each request that is sent ends once, as an answer or a failure, before its next attempt', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...methods),
      // What happens to the first requests, and the event at which the caller aborts, if at all.
      fc.array(fc.option(fc.constantFrom(...faults)), { maxLength: 12 }),
      fc.option(fc.nat(30)),
      async (method, plan, abortAt) => {
        const stage = createStage({ jobs: 4 });
        await method.setUp?.(stage);
        const before = stage.sandbox.log.length;
        plan.forEach((fault, index) => {
          const isDue = ({ number }: { number: number }): boolean => number === before + index + 1;
          if (fault !== null) stage.sandbox.fail({ ...fault, on: isDue });
        });
        const controller = new AbortController();
        let events = 0;
        const ledger = createLedger(() => {
          if (events === abortAt) controller.abort();
          events += 1;
        });
        const client = stage.client({ maxBodyBytes: MAX_BODY_BYTES, ...ledger.hooks });
        await method.run(client, { signal: controller.signal }, stage).catch(() => undefined);
        await settle();
        const last = events;
        await settle();
        expect(ledger.broken()).toEqual([]);
        expect(events, 'nothing is reported afterwards').toBe(last);
        const sent = [...ledger.requests.values()].flat().filter((event) => event.startsWith('onRequest')).length;
        const arrived = attemptsIn(stage.sandbox.log.slice(before));
        // An abort can come between the event and the request.
        expect(sent).toBeGreaterThanOrEqual(arrived);
        if (!controller.signal.aborted) expect(sent).toBe(arrived);
        expect(sent).toBeGreaterThan(0);
      },
    ),
    { numRuns: 60 },
  );
});
