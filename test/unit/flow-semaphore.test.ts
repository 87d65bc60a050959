import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { Semaphore } from '../../src/flow/semaphore.js';

/** A signal that never aborts. */
function never(): AbortSignal {
  return new AbortController().signal;
}

/** Lets everything go on that is ready to. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('a gate', () => {
  test.each([1, 2, 4])('lets %d through at a time', async (size) => {
    const gate = new Semaphore(size);
    let inside = 0;
    let most = 0;
    const visit = async (): Promise<void> => {
      const leave = await gate.acquire(never());
      inside += 1;
      most = Math.max(most, inside);
      await settle();
      inside -= 1;
      leave();
    };
    await Promise.all(Array.from({ length: 20 }, visit));
    expect({ inside, most }).toEqual({ inside: 0, most: size });
  });

  test('serves in the order of arrival', async () => {
    const gate = new Semaphore(1);
    const order: number[] = [];
    const visits = [1, 2, 3, 4].map(async (number) => {
      const leave = await gate.acquire(never());
      order.push(number);
      await settle();
      leave();
    });
    await Promise.all(visits);
    expect(order).toEqual([1, 2, 3, 4]);
  });

  test('refuses a signal that is aborted already, and keeps the place', async () => {
    const gate = new Semaphore(1);
    await expect(gate.acquire(AbortSignal.abort('before'))).rejects.toBe('before');
    await expect(gate.acquire(never())).resolves.toBeTypeOf('function');
  });

  test('lets one leave the queue without disturbing the others', async () => {
    const gate = new Semaphore(1);
    const leave = await gate.acquire(never());
    const second = new AbortController();
    const order: string[] = [];
    const waiting = ['first', 'second', 'third'].map(async (name) => {
      const out = await gate.acquire(name === 'second' ? second.signal : never());
      order.push(name);
      out();
    });
    second.abort('enough');
    leave();
    expect(await Promise.allSettled(waiting)).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: 'enough' },
      { status: 'fulfilled' },
    ]);
    expect(order).toEqual(['first', 'third']);
    await expect(gate.acquire(never())).resolves.toBeTypeOf('function');
  });

  test('never passes a place to a caller that has left', async () => {
    const gate = new Semaphore(1);
    const leave = await gate.acquire(never());
    const controllers = [new AbortController(), new AbortController()];
    const waiting = controllers.map(({ signal }) => gate.acquire(signal));
    for (const controller of controllers) controller.abort('enough');
    await Promise.allSettled(waiting);
    leave();
    await expect(gate.acquire(never())).resolves.toBeTypeOf('function');
  });

  test('leaves no listener on a signal', async () => {
    const gate = new Semaphore(1);
    const [passing, leaving] = [new AbortController(), new AbortController()];
    const leave = await gate.acquire(passing.signal);
    const waiting = [gate.acquire(passing.signal), gate.acquire(leaving.signal)];
    leaving.abort('enough');
    leave();
    await Promise.allSettled(waiting);
    expect(getEventListeners(passing.signal, 'abort')).toHaveLength(0);
    expect(getEventListeners(leaving.signal, 'abort')).toHaveLength(0);
  });
});
