import type { Endpoint } from '../api/endpoints.js';
import { PAGE_REASON } from '../api/body.js';
import { mayWriteAgain, retryLimitsOf } from '../api/retry-rules.js';
import { AbortedError, RequestError, ResponseShapeError, StatusError, TimeoutError } from '../errors.js';
import { NEVER, unlessAborted } from '../flow/abort.js';
import type { ActionCall } from './run-action.js';

/** Whether eRecruiter may have applied a request although it failed. */
export function mayHaveBeenApplied(error: unknown): boolean {
  return (RequestError.isInstance(error) || ResponseShapeError.isInstance(error)) && error.mayHaveBeenApplied;
}

/**
 * Whether a write with an unknown outcome may be sent again after its effect was not found. `failures` is the number of
 * its failures so far, `failure` the last one; `timedOut` is true if any of them was a timeout.
 */
export function mayTryAgain(
  call: ActionCall,
  { replay }: Pick<Endpoint, 'replay'>,
  failures: number,
  failure: unknown,
  timedOut = TimeoutError.isInstance(failure),
): boolean {
  // The same redirect would be returned again, and each time the write may be applied.
  const isRedirect = StatusError.isInstance(failure) && failure.status >= 300 && failure.status < 400;
  const limits = retryLimitsOf(call.services.transport.settings, call.options.retry);
  return !isRedirect && mayWriteAgain(replay, failures, timedOut, limits);
}

/**
 * Waits until a failed write of eRecruiter is visible, or can no longer take effect. Rejects as soon as the caller
 * aborts; the locks of the call stay closed until the wait is over.
 */
export async function settle(call: ActionCall): Promise<void> {
  const { signal } = call.options;
  const { settings } = call.services;
  const settled = call.services.transport.settings.clock.sleep(settings.settleMs, NEVER);
  call.holdLocks(settled);
  try {
    await unlessAborted(settled, signal);
    signal.throwIfAborted();
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new AbortedError({ endpoint: 'wait for a write', attempts: 0, mayHaveBeenApplied: true }, signal.reason);
  }
}

/**
 * Throws the failure of a write, if its outcome is known or the caller has aborted. After an abort, the locks stay
 * closed until the write can no longer take effect.
 */
export function throwUnlessInDoubt(call: ActionCall, failure: unknown): void {
  if (!mayHaveBeenApplied(failure)) throw failure;
  if (!call.options.signal.aborted) return;
  // The transport itself holds what was in progress at the abort.
  if (!AbortedError.isInstance(failure)) settle(call).catch(() => undefined);
  throw failure;
}

/** Looks for something; if it is not there, looks once more after `settleMs`. */
export async function findTwice<T>(call: ActionCall, find: () => Promise<T | undefined>): Promise<T | undefined> {
  const found = await find();
  if (found !== undefined) return found;
  await settle(call);
  return find();
}

/**
 * Creates something exactly once. After a failure with an unknown outcome, it looks for the result, waits, looks again,
 * and uses what it finds; otherwise it sends the request again. After a timeout it only does so if the endpoint's rule
 * allows it: the work may still be in progress. After a redirect it never does. It gives up only after the wait, so
 * that a new call right afterwards finds what was created.
 */
export async function exactlyOnce<T>(
  call: ActionCall,
  endpoint: Pick<Endpoint, 'replay'>,
  write: () => Promise<T>,
  find: () => Promise<T | undefined>,
): Promise<T> {
  let timeout: unknown;
  for (let failures = 1; ; failures += 1) {
    try {
      return await write();
    } catch (failure) {
      // A rejection proves nothing about an earlier attempt that timed out.
      if (timeout !== undefined && !mayHaveBeenApplied(failure)) throw timeout;
      throwUnlessInDoubt(call, failure);
      if (TimeoutError.isInstance(failure)) timeout = failure;
      const found = await findAfterSettling(call, find, failure);
      if (found !== undefined) return found;
      if (wasAccepted(failure)) return await findAccepted(call, find, failure);
      if (!mayTryAgain(call, endpoint, failures, failure, timeout !== undefined)) throw failure;
    }
  }
}

/** Whether a server has accepted a write, although its answer shows no record: a page may be of a proxy in between. */
function wasAccepted(failure: unknown): boolean {
  if (!ResponseShapeError.isInstance(failure) || failure.status < 200 || failure.status >= 300) return false;
  return !failure.message.endsWith(PAGE_REASON);
}

/** How often an accepted write is looked for in addition: some servers show it only after some seconds. */
const MORE_LOOKS = 2;

/** Looks for what a server has accepted. It is never sent again: if it cannot be found, its outcome is unknown. */
async function findAccepted<T>(call: ActionCall, find: () => Promise<T | undefined>, failure: unknown): Promise<T> {
  for (let look = 0; look < MORE_LOOKS; look += 1) {
    await settle(call);
    const found = await find().catch(() => undefined);
    if (found !== undefined) return found;
  }
  throw failure;
}

/** Looks twice. If that fails as well, the outcome is still unknown, and the failure of the write is thrown. */
async function findAfterSettling<T>(
  call: ActionCall,
  find: () => Promise<T | undefined>,
  failure: unknown,
): Promise<T | undefined> {
  const found = await find().catch(() => undefined);
  if (found !== undefined) return found;
  try {
    await settle(call);
    return await find();
  } catch {
    throw failure;
  }
}
