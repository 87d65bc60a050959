import { RequestError, ResponseShapeError } from '../errors.js';
import { NEVER } from '../flow/abort.js';
import type { SendOptions } from '../api/linger.js';
import type { Services } from '../core/services.js';
import type { Locks } from '../flow/locks.js';
import type { SharedCalls } from '../flow/shared-calls.js';
import type { ActionResult, ActionWarning, CreatedApplication } from '../models/action-results.js';
import type { Candidate } from '../models/candidate.js';
import type { CallOptions } from '../options.js';
import type { Memory } from './memory.js';

/** The services that every action is built on. */
export interface ActionServices extends Services {
  readonly locks: Locks;
  readonly memory: Memory;
  /** The calls of `createCandidate` in progress. */
  readonly candidateCalls: SharedCalls<ActionResult<Candidate>>;
  /** The calls of `createApplication` in progress. */
  readonly applicationCalls: SharedCalls<ActionResult<CreatedApplication>>;
}

/** One action in progress. */
export interface ActionCall {
  readonly services: ActionServices;
  readonly options: SendOptions & { readonly signal: AbortSignal };
  /** Adds to the warnings of the result. */
  readonly warn: (message: string) => void;
  /** Runs work while no other work with the same key is running or can still take effect. */
  readonly withLock: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Keeps the locks of this call closed until `end` is settled, even if the caller has aborted. */
  readonly holdLocks: (end: Promise<unknown>) => void;
}

/** Runs an action and collects its warnings. */
export async function runAction<T>(
  services: ActionServices,
  options: CallOptions,
  work: (call: ActionCall) => Promise<T>,
): Promise<{ data: T; warnings: ActionWarning[] }> {
  const warnings: ActionWarning[] = [];
  const signal = options.signal ?? NEVER;
  const pending = new Set<Promise<unknown>>();
  const holdLocks = (end: Promise<unknown>): void => {
    const settled: Promise<unknown> = end.catch(() => undefined).then(() => pending.delete(settled));
    pending.add(settled);
  };
  const allSettled = async (): Promise<void> => {
    while (pending.size > 0) await Promise.all(pending);
  };
  let hasWritten = false;
  const linger = { ms: services.settings.settleMs, hold: holdLocks };
  try {
    const data = await work({
      services,
      options: { ...options, signal, linger, onAccepted: () => (hasWritten = true) },
      warn: (message) => warnings.push({ message }),
      withLock: (key, locked) => services.locks.run(key, signal, locked, allSettled),
      holdLocks,
    });
    return { data, warnings };
  } catch (error) {
    throw hasWritten ? afterWrite(error) : error;
  }
}

/** Returns the error of an action that has written something before: what failed is not all that it did. */
function afterWrite(error: unknown): unknown {
  const isOfRequest = RequestError.isInstance(error) || ResponseShapeError.isInstance(error);
  return isOfRequest ? Object.assign(error.withCursor(error.cursor), { mayHaveBeenApplied: true }) : error;
}
