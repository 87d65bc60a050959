import { RequestError, ResponseShapeError, TimeoutError } from '../errors.js';
import type { Call } from './tools.js';

/** Whether eRecruiter may have done the work although the call failed. */
export function mayHaveBeenApplied(error: unknown): boolean {
  return (RequestError.isInstance(error) || ResponseShapeError.isInstance(error)) && error.mayHaveBeenApplied;
}

/** Waits until work that eRecruiter had begun before it failed is visible, or will not be any more. */
export function settle({ tools, options }: Call): Promise<void> {
  return tools.transport.settings.clock.sleep(tools.settings.settleMs, options.signal);
}

/**
 * Makes something exactly once. After a failure that leaves in doubt whether it was made it looks for it, waits,
 * looks again, adopts what is there, else repeats. After a timeout it repeats only what eRecruiter itself refuses to
 * do twice (`guarded`): the work may still be under way. It gives up only after the wait, so that whoever calls again
 * at once finds what was made.
 */
export async function certain<T>(
  call: Call,
  write: () => Promise<T>,
  look: () => Promise<T | undefined>,
  { guarded = false } = {},
): Promise<T> {
  let underWay: unknown;
  for (let repeats = 0; ; repeats += 1) {
    try {
      return await write();
    } catch (error) {
      // A refusal says nothing of a try before it that timed out.
      if (!mayHaveBeenApplied(error)) throw underWay ?? error;
      if (call.options.signal.aborted) throw error;
      if (TimeoutError.isInstance(error)) underWay = error;
      const made = await lookTwice(call, look, error);
      if (made !== undefined) return made;
      const isLast = repeats >= call.tools.transport.settings.retryLimit;
      if (isLast || (underWay !== undefined && !guarded)) throw error;
    }
  }
}

/** When looking fails too, what was in doubt still is: the first error says so. */
async function lookTwice<T>(call: Call, look: () => Promise<T | undefined>, doubt: unknown): Promise<T | undefined> {
  const made = await look().catch(() => undefined);
  if (made !== undefined) return made;
  try {
    await settle(call);
    return await look();
  } catch {
    throw doubt;
  }
}
