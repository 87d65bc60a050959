import { afterEach, expect, test, vi } from 'vitest';
import { createPace } from '../../src/flow/pace.js';

const realNow = performance.now.bind(performance);

afterEach(() => void vi.useRealTimers());

test('a loop that has blocked for too long lets others run, although a test has faked the timers', async () => {
  vi.useFakeTimers();
  const pace = createPace();
  const until = realNow() + 20;
  while (realNow() < until);
  const pause = pace();
  expect(pause).toBeInstanceOf(Promise);
  await pause; // on the fake timers it never ended
  expect(pace()).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});

test('fake time that passes is no blocking', () => {
  vi.useFakeTimers();
  const pace = createPace();
  vi.advanceTimersByTime(60_000);
  expect(pace()).toBeUndefined();
});
