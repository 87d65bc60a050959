import type { Tools } from '../context.js';
import type { ActionWarning } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import type { Locks } from './locks.js';
import type { Memory } from './memory.js';

/** What every action is built on. */
export interface ActionTools extends Tools {
  readonly locks: Locks;
  readonly memory: Memory;
}

/** One action under way. */
export interface Call {
  readonly tools: ActionTools;
  readonly options: CallOptions & { readonly signal: AbortSignal };
  /** Adds to the warnings of the result. */
  readonly warn: (message: string) => void;
}

/** Runs an action and gathers its warnings. */
export async function act<T>(
  tools: ActionTools,
  options: CallOptions,
  work: (call: Call) => Promise<T>,
): Promise<{ data: T; warnings: ActionWarning[] }> {
  const warnings: ActionWarning[] = [];
  const signal = options.signal ?? new AbortController().signal;
  const data = await work({ tools, options: { ...options, signal }, warn: (message) => warnings.push({ message }) });
  return { data, warnings };
}
