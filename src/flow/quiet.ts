/**
 * Combines callbacks of the user into one that never fails, above all between a write and its answer: errors and
 * rejections are ignored.
 */
export function quiet<T>(...callbacks: readonly (((event: T) => unknown) | undefined)[]): (event: T) => void {
  return (event) => {
    for (const callback of callbacks) {
      try {
        const result = callback?.(event);
        // Without this, the rejection of an async callback would end the process.
        if (typeof result === 'object' && result !== null && 'then' in result) {
          Promise.resolve(result).catch(() => undefined);
        }
      } catch {
        // There is nowhere to report it: the callback itself has failed.
      }
    }
  };
}
