import { describe, test } from 'vitest';
import { triedOf } from '../helpers/share.js';
import { useInstantTimeouts } from './actions-kit.js';
import { FAILURES_BY_RULE, meetings } from './matrix-failures.js';
import { METHODS } from './matrix-methods.js';
import { rehearse, strike } from './matrix-kit.js';

// Every action with every failure, at each kind of request that it sends; matrix-rules.ts has the expected results.

useInstantTimeouts();

describe.each(meetings(METHODS.actions))('$method.name', ({ method, failures }) => {
  test.each(failures)('does what is documented with $what at its first own request', async (failure) => {
    const { own } = await rehearse(method);
    for (const place of own) await strike(method, failure, place, false);
    for (const place of own) await strike(method, failure, place, true);
  });
});

// The writes of createCandidate are those of createApplication.
describe.each(METHODS.actions.filter(({ name }) => name !== 'createCandidate'))('$name', (method) => {
  test.each(FAILURES_BY_RULE)('does what is documented with $what at any later request', async (failure) => {
    const places = triedOf((await rehearse(method)).later, FAILURES_BY_RULE.indexOf(failure));
    for (const place of places) await strike(method, failure, place, false);
  });
});
