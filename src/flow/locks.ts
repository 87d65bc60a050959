import { unlessAborted } from './abort.js';

/** Lets one piece of work run at a time per key, in the order of arrival, within this process. */
export class Locks {
  readonly #tails = new Map<string, Promise<void>>();

  /**
   * Runs `work` when its turn comes, or as soon as the signal aborts: an aborted call can send nothing any more. The
   * result is given at once; the next one's turn comes when what `held` waits for is over, too.
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
    const tail = before.then(() => done); // who gives up waiting lets nobody past those before him
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
