import { mayWriteAgain, type ReplayRule } from '../api/retry-rules.js';
import { unlessAborted } from '../flow/abort.js';
import { AbortedError, RequestError, ResponseShapeError, StatusError, TimeoutError } from '../errors.js';
import type { ActionCall } from './run-action.js';

/** The signal of waits that go on when the caller has gone. */
const NEVER = new AbortController().signal;

/** Whether eRecruiter may have done the work although the call failed. */
export function mayHaveBeenApplied(error: unknown): boolean {
  return (RequestError.isInstance(error) || ResponseShapeError.isInstance(error)) && error.mayHaveBeenApplied;
}

/** Whether a redirect came in place of an answer: the same would come again, and each time work may be done. */
export function isRedirect(error: unknown): boolean {
  return StatusError.isInstance(error) && error.status >= 300 && error.status < 400;
}

/**
 * Waits until work that eRecruiter had begun before it failed is visible, or will not be any more. Rejects as soon as
 * the caller aborts; the locks of the call stay closed until the wait is over all the same.
 */
export async function settle(call: ActionCall): Promise<void> {
  const { signal } = call.options;
  const over = call.services.transport.settings.clock.sleep(call.services.settings.settleMs, NEVER);
  call.hold(over);
  await unlessAborted(over, signal);
  signal.throwIfAborted();
}

/** Whether the caller has gone. What a write left in doubt then keeps the locks closed until it is over. */
export function hasGone(call: ActionCall, doubt: unknown): boolean {
  if (!call.options.signal.aborted) return false;
  // The transport itself holds what was under way at the abort.
  if (!AbortedError.isInstance(doubt)) settle(call).catch(() => undefined);
  return true;
}

/** Looks; when there is nothing, looks once more after the time to settle. */
export async function lookPatiently<T>(call: ActionCall, look: () => Promise<T | undefined>): Promise<T | undefined> {
  const found = await look();
  if (found !== undefined) return found;
  await settle(call);
  return look();
}

/**
 * Makes something exactly once. After a failure that leaves in doubt whether it was made it looks for it, waits,
 * looks again, adopts what is there, else repeats as the endpoint's rule allows: see `mayWriteAgain`. After a redirect
 * it repeats nothing. It gives up only after the wait, so that whoever calls again at once finds what was made.
 */
export async function exactlyOnce<T>(
  call: ActionCall,
  write: () => Promise<T>,
  look: () => Promise<T | undefined>,
  rule: ReplayRule = 'create',
): Promise<T> {
  let underWay: unknown;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      // A refusal says nothing of a try before it that timed out.
      if (!mayHaveBeenApplied(error)) throw underWay ?? error;
      if (hasGone(call, error)) throw error;
      if (TimeoutError.isInstance(error)) underWay = error;
      const made = await findAfterSettling(call, look, error);
      if (made !== undefined) return made;
      const { settings } = call.services.transport;
      if (isRedirect(error) || !mayWriteAgain(rule, attempt, underWay !== undefined, settings)) throw error;
    }
  }
}

/** When looking fails too, what was in doubt still is: the first error says so. */
async function findAfterSettling<T>(
  call: ActionCall,
  look: () => Promise<T | undefined>,
  doubt: unknown,
): Promise<T | undefined> {
  const made = await look().catch(() => undefined);
  if (made !== undefined) return made;
  try {
    await settle(call);
    return await look();
  } catch {
    throw doubt;
  }
}
