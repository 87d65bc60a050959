import { unlessAborted } from './abort.js';

/** Runs one piece of work at a time per key, in the order of arrival, within this process. */
export class Locks {
  readonly #tails = new Map<string, Promise<void>>();

  /**
   * Runs `work` when its turn comes, or as soon as the signal aborts: an aborted call can no longer send anything. The
   * result is returned at once; the next turn comes when what `held` waits for is over, too.
   */
  async run<T>(
    key: string,
    signal: AbortSignal,
    work: () => Promise<T>,
    held: () => Promise<void> = () => Promise.resolve(),
  ): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    let release = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      release = resolve;
    });
    const tail = before.then(() => done); // an aborted call must not overtake the calls before it
    this.#tails.set(key, tail);
    void tail.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    try {
      await unlessAborted(before, signal).catch(() => undefined);
      return await work();
    } finally {
      void held().then(release);
    }
  }
}
