/** How long a loop may run before it lets everything else run, in milliseconds. */
const MAX_BLOCKING_MS = 10;

/**
 * Keeps a long loop from blocking everything else. Call the returned function in each round, and await its promise when
 * there is one.
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
