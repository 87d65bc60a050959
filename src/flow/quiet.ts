/**
 * Joins callbacks of the user into one that can break nothing, least of all between a write and its answer: what they
 * throw, or reject with, is ignored.
 */
export function quiet<T>(...callbacks: readonly (((event: T) => unknown) | undefined)[]): (event: T) => void {
  return (event) => {
    for (const callback of callbacks) {
      try {
        const result = callback?.(event);
        // An async callback: without this its rejection would end the process.
        if (typeof result === 'object' && result !== null && 'then' in result) {
          Promise.resolve(result).catch(() => undefined);
        }
      } catch {
        // Nobody is left to report it to: the callback was the one.
      }
    }
  };
}
