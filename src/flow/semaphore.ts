import { onAbort } from './abort.js';

/** Lets a number of callers through at a time, in the order of arrival. The number may change while they are inside. */
export class Semaphore {
  readonly #size: () => number;
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(size: number | (() => number)) {
    this.#size = typeof size === 'number' ? () => size : size;
  }

  /** Waits for a slot. Returns a function that releases it; call it once. Rejects with the signal's reason. */
  async acquire(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#inside < this.#size() && this.#waiting.length === 0) this.#inside += 1;
    else await this.#queue(signal);
    return () => {
      this.#inside -= 1;
      this.#admit();
    };
  }

  #admit(): void {
    while (this.#inside < this.#size()) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#inside += 1;
      next();
    }
  }

  #queue(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(signal.reason);
      };
      const go = (): void => {
        stop();
        resolve();
      };
      this.#waiting.push(go);
      const stop = onAbort(signal, leave);
    });
  }
}
