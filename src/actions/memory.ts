import type { ActionProgress } from '../models/action-results.js';

/** How many interrupted calls a client remembers. */
const CAPACITY = 1_000;

/** Interrupted calls of this client by the fingerprint of their input, so that the same call again goes on. */
export class Memory {
  readonly #progress = new Map<string, ActionProgress>();

  recall(input: string): ActionProgress | undefined {
    return this.#progress.get(input);
  }

  keep(progress: ActionProgress): void {
    this.#progress.delete(progress.input);
    this.#progress.set(progress.input, progress);
    const [oldest] = this.#progress.keys();
    if (this.#progress.size > CAPACITY && oldest !== undefined) this.#progress.delete(oldest);
  }

  forget(input: string): void {
    this.#progress.delete(input);
  }
}
