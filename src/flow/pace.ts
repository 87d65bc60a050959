/** How long a loop may block the event loop, in milliseconds. */
const MAX_BLOCKING_MS = 10;

/** Saved early: how long a loop blocks is real time, and fake timers that a test installs later would stop it. */
export const REAL_TIMERS = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
const now = performance.now.bind(performance);

/**
 * Creates a function that keeps a long loop from blocking the event loop. Call it in each round and await its promise,
 * if it returns one.
 */
export function createPace(): () => Promise<void> | undefined {
  const { setTimeout: start } = REAL_TIMERS;
  let since = now();
  return () => {
    if (now() - since < MAX_BLOCKING_MS) return undefined;
    return new Promise((resolve) => {
      start(() => {
        since = now();
        resolve();
      }, 0);
    });
  };
}

/** Returns the items that are wanted, like `filter`, without blocking the event loop. */
export async function pacedFilter<T>(items: Iterable<T>, isWanted: (item: T) => boolean): Promise<T[]> {
  const wanted: T[] = [];
  const pace = createPace();
  for (const item of items) {
    if (isWanted(item)) wanted.push(item);
    await pace();
  }
  return wanted;
}
