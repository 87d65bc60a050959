import { onAbort } from './abort.js';

/** Work in progress for one input. */
interface SharedWork<T> {
  readonly input: unknown;
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/** How a call ended; `joined` if another one had started the work. */
export type SharedOutcome<T> = { readonly joined: boolean } & ({ readonly result: T } | { readonly error: unknown });

/**
 * Runs calls with equal input as one while they are in progress: a double click is one piece of work. Each caller can
 * leave with its own signal; when the last one leaves, the work is aborted, and ends as it does then.
 */
export class SharedCalls<T> {
  readonly #running = new Map<string, SharedWork<T>[]>();

  /**
   * Joins equal work, or starts it. Work is equal if `key` is, which should be cheap to make, and then the whole input.
   * `left` creates the error for a caller that leaves while others wait.
   */
  async run(
    key: string,
    input: unknown,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<T>,
    left: () => Error,
  ): Promise<SharedOutcome<T>> {
    const running = this.#running.get(key) ?? [];
    const equal = running.find((work) => JSON.stringify(work.input) === JSON.stringify(input));
    const work = equal ?? this.#start(key, input, start);
    work.waiting += 1;
    let stop: (() => void) | undefined;
    const leaving = new Promise<never>((_, reject) => {
      stop = onAbort(signal, () => {
        work.waiting -= 1;
        if (work.waiting > 0) return reject(left());
        this.#remove(key, work); // at once: the next caller must not join work that is being aborted
        work.controller.abort(signal.reason);
      });
    });
    const joined = equal !== undefined;
    try {
      return { joined, result: await Promise.race([work.result, leaving]) };
    } catch (error) {
      return { joined, error };
    } finally {
      stop?.();
    }
  }

  #start(key: string, input: unknown, start: (signal: AbortSignal) => Promise<T>): SharedWork<T> {
    const controller = new AbortController();
    const result = start(controller.signal).finally(() => this.#remove(key, work));
    result.catch(() => undefined); // every caller may have left
    const work = { input, result, controller, waiting: 0 };
    this.#running.set(key, [...(this.#running.get(key) ?? []), work]);
    return work;
  }

  #remove(key: string, work: SharedWork<T>): void {
    const others = (this.#running.get(key) ?? []).filter((other) => other !== work);
    if (others.length > 0) this.#running.set(key, others);
    else this.#running.delete(key);
  }
}
