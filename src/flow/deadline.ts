import { followSignal } from './abort.js';

/** The longest that a timer can run; beyond it fires at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Waits for work that many share under a signal of the caller's own, which aborts with theirs and, where `ms`
 * is given, after that time. `late` makes the error of the second case.
 */
export async function withDeadline<T>(
  signal: AbortSignal,
  ms: number | undefined,
  wait: (signal: AbortSignal) => Promise<T>,
  late: () => Error,
): Promise<T> {
  if (ms === undefined) return wait(signal);
  const own = followSignal(signal);
  let isLate = false;
  const timer = setTimeout(
    () => {
      isLate = true;
      own.abort();
    },
    Math.min(ms, MAX_TIMER_MS),
  );
  try {
    return await wait(own.signal);
  } catch (error) {
    throw isLate && !signal.aborted ? late() : error;
  } finally {
    clearTimeout(timer);
    own.stop();
  }
}
