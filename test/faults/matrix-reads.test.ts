import { describe, expect, test } from 'vitest';
import { ERecruiter } from '../../src/index.js';
import { triedOf } from '../helpers/share.js';
import { useInstantTimeouts } from './actions-kit.js';
import { FAILURES, FAILURES_BY_RULE, meetings } from './matrix-failures.js';
import { METHODS } from './matrix-methods.js';
import { rehearse, strike } from './matrix-kit.js';

// Every read with every failure, at each kind of request that it sends; matrix-rules.ts has the expected results.

useInstantTimeouts();

test('the matrix knows every public method', () => {
  const names = [...METHODS.reads, ...METHODS.actions].map(({ name }) => name.split(' ')[0]);
  const methods = Object.getOwnPropertyNames(ERecruiter.prototype).filter((name) => name !== 'constructor');
  expect([...new Set(names)].sort()).toEqual(methods.sort());
});

describe.each(meetings(METHODS.reads))('$method.name', ({ method, failures }) => {
  test.each(failures)('does what is documented with $what at its first own request', async (failure) => {
    const { own } = await rehearse(method);
    for (const place of own) await strike(method, failure, place, false);
    for (const place of own) await strike(method, failure, place, true);
  });

  test.each(FAILURES_BY_RULE)('does what is documented with $what at any later request', async (failure) => {
    const places = triedOf((await rehearse(method)).later, FAILURES_BY_RULE.indexOf(failure));
    for (const place of places) await strike(method, failure, place, false);
  });
});

describe('the token and the mandator', () => {
  const sharing = [...METHODS.reads, ...METHODS.actions].filter(({ name }) => /^ping|^addTag/.test(name));
  // A token cannot expire before there is one.
  test.each(FAILURES.filter(({ fault }) => fault.kind !== 'expired-token'))(
    'do what is documented with $what, for every method',
    async (failure) => {
      for (const method of sharing) {
        for (const place of (await rehearse(method)).shared) await strike(method, failure, place, false);
      }
    },
  );
});
