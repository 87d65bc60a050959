/**
 * Joins callbacks of the user into one that breaks nothing, above all between a write and its answer: whatever they
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
        // There is nowhere left to report it: the callback was the place.
      }
    }
  };
}
