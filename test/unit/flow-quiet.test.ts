import { expect, test, vi } from 'vitest';
import { quiet } from '../../src/flow/quiet.js';

test.each([
  ['throws', () => expect.fail('x')],
  ['rejects', () => Promise.reject(new Error('x'))],
  [
    'gives a thenable that rejects',
    () => ({ then: (_: unknown, fail: (error: Error) => void) => fail(new Error('x')) }),
  ],
  ['gives a thenable that throws', () => ({ then: () => expect.fail('x') })],
])('a callback that %s breaks nothing, and the next one is called', async (_, callback) => {
  const next = vi.fn<(event: number) => void>();
  quiet<number>(callback, undefined, next)(7);
  await new Promise((resolve) => setTimeout(resolve, 5)); // an unhandled rejection would fail this test
  expect(next).toHaveBeenCalledExactlyOnceWith(7);
});
