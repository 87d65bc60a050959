import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { untilOver } from '../../src/api/linger.js';

// Only what is used here: other test files of the worker may still be ending, and their timers would be counted.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A request whose caller has gone, and when it counts as over. */
function abandon({ heedsSignal = true } = {}) {
  let end = (_: number): void => undefined;
  let fail = (): void => undefined;
  const request = new Promise<{ status: number; text: string }>((resolve, reject) => {
    end = (status) => resolve({ status, text: 'answer' });
    fail = () => reject(new Error('reset'));
  });
  const over = vi.fn();
  const cut = vi.fn(() => (heedsSignal ? fail() : undefined));
  const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 300));
  void untilOver(request, { ms: 300, timeoutMs: 1_000, cut, sleep }).then(over);
  const after = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms);
    return over.mock.calls.length === 1;
  };
  return { end, fail, cut, after };
}

describe('a write whose caller has aborted is over', () => {
  test.each([200, 204, 400, 404, 409])('as soon as it is answered with %d', async (status) => {
    const { end, after } = abandon();
    expect(await after(100)).toBe(false);
    end(status);
    expect(await after(0)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([302, 408, 500, 503])('after the time to settle when it is answered with %d', async (status) => {
    const { end, after } = abandon();
    end(status);
    expect(await after(299)).toBe(false);
    expect(await after(1)).toBe(true);
  });

  test('after the time to settle when the connection is lost', async () => {
    const { fail, after } = abandon();
    fail();
    expect(await after(299)).toBe(false);
    expect(await after(1)).toBe(true);
  });

  test('when it is cut off after the time to settle, and then keeps no process alive', async () => {
    const { cut, after } = abandon();
    expect(await after(299)).toBe(false);
    expect(cut).not.toHaveBeenCalled();
    expect(await after(1)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('when a fetch that ignores its signal ends, but after its own limit at the latest', async () => {
    const ended = abandon({ heedsSignal: false });
    expect(await ended.after(700)).toBe(false);
    ended.end(200);
    expect(await ended.after(0)).toBe(true);
    const endless = abandon({ heedsSignal: false });
    expect(await endless.after(1_299)).toBe(false);
    expect(await endless.after(1)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
