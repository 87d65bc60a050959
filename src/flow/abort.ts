interface Watch {
  readonly callbacks: Set<() => void>;
  readonly stop: () => void;
}

// One listener per signal, however many wait: Node warns at the eleventh, and AbortSignal.any leaks on Node 20.
const watches = new WeakMap<AbortSignal, Watch>();

/** Calls `callback` once the signal aborts, immediately if it already has. Returns a function that unsubscribes. */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  const { callbacks, stop } = watches.get(signal) ?? watch(signal);
  callbacks.add(callback);
  return () => {
    if (callbacks.delete(callback) && callbacks.size === 0) stop();
  };
}

function watch(signal: AbortSignal): Watch {
  const callbacks = new Set<() => void>();
  const fire = (): void => {
    for (const callback of callbacks) callback();
  };
  const stop = (): void => {
    signal.removeEventListener('abort', fire);
    watches.delete(signal);
  };
  signal.addEventListener('abort', fire, { once: true });
  const added = { callbacks, stop };
  watches.set(signal, added);
  return added;
}

/** A signal that never aborts. */
export const NEVER = new AbortController().signal;

/** A signal that also aborts when another one does. */
export interface Follower {
  readonly signal: AbortSignal;
  /** Aborts this signal only, never the one that it follows. */
  readonly abort: (reason?: unknown) => void;
  /** Stops following. */
  readonly stop: () => void;
}

/** Creates a signal that aborts with the caller's, if there is one, and can be aborted on its own. */
export function followSignal(signal: AbortSignal | undefined, reason: () => unknown = () => signal?.reason): Follower {
  const controller = new AbortController();
  const abort = (own?: unknown): void => controller.abort(own);
  const stop = signal && onAbort(signal, () => abort(reason()));
  return { signal: controller.signal, abort, stop: stop ?? (() => undefined) };
}

/** Waits for `work`. Rejects with the signal's reason as soon as that aborts, whatever the work does then. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = onAbort(signal, () => reject(signal.reason));
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stop?.();
  }
}

/** The longest delay of a timer; a longer one would fire at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Waits for work with a signal that aborts with the caller's signal and, if `ms` is given, after that time. `late`
 * creates the error for a timeout.
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

/** Resolves after that many milliseconds; rejects with the signal's reason when that aborts first. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      resolve();
    }, ms);
    const stop = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
