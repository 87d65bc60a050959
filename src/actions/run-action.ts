import type { SendOptions } from '../api/linger.js';
import type { Services } from '../core/services.js';
import type { ActionWarning } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import type { Locks } from '../flow/locks.js';
import type { Memory } from './memory.js';

/** What every action is built on. */
export interface ActionServices extends Services {
  readonly locks: Locks;
  readonly memory: Memory;
}

/** One action under way. */
export interface ActionCall {
  readonly services: ActionServices;
  readonly options: SendOptions & { readonly signal: AbortSignal };
  /** Adds to the warnings of the result. */
  readonly warn: (message: string) => void;
  /** Keeps the locks of this call closed until `end` is over, even when the caller has gone. */
  readonly hold: (end: Promise<unknown>) => void;
  /** Runs work that nobody else may do at the same time, and whose effects are over before the next one begins. */
  readonly alone: <T>(key: string, work: () => Promise<T>) => Promise<T>;
}

/** Runs an action and gathers its warnings. */
export async function runAction<T>(
  services: ActionServices,
  options: CallOptions,
  work: (call: ActionCall) => Promise<T>,
): Promise<{ data: T; warnings: ActionWarning[] }> {
  const warnings: ActionWarning[] = [];
  const signal = options.signal ?? new AbortController().signal;
  const ends = new Set<Promise<unknown>>();
  const hold = (end: Promise<unknown>): void => {
    const over: Promise<unknown> = end.catch(() => undefined).then(() => ends.delete(over));
    ends.add(over);
  };
  const held = async (): Promise<void> => {
    while (ends.size > 0) await Promise.all(ends);
  };
  const data = await work({
    services,
    options: { ...options, signal, linger: { ms: services.settings.settleMs, hold } },
    warn: (message) => warnings.push({ message }),
    hold,
    alone: (key, own) => services.locks.run(key, signal, own, held),
  });
  return { data, warnings };
}
