/** How long a loop may block the event loop, in milliseconds. */
const MAX_BLOCKING_MS = 10;

/**
 * Creates a function that keeps a long loop from blocking the event loop. Call it in each round and await its promise,
 * if it returns one.
 */
export function createPace(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < MAX_BLOCKING_MS) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        since = performance.now();
        resolve();
      }, 0);
    });
  };
}
