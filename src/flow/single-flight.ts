import { unlessAborted } from './abort.js';

/**
 * Shares one piece of work between many callers. Each can leave with its own signal; when the last one leaves, the work
 * is aborted.
 */
export class SingleFlight<T> {
  #flight: { readonly result: Promise<T>; readonly controller: AbortController; waiting: number } | undefined;

  /** Joins the work in progress, or starts it. Rejects with the signal's reason when that aborts first. */
  async run(start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const flight = (this.#flight ??= this.#take(start));
    flight.waiting += 1;
    try {
      return await unlessAborted(flight.result, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0 && this.#flight === flight) {
        this.#flight = undefined; // at once: the next caller must not join work that is being aborted
        flight.controller.abort();
      }
    }
  }

  #take(start: (signal: AbortSignal) => Promise<T>) {
    const controller = new AbortController();
    const result = start(controller.signal).finally(() => {
      if (this.#flight?.controller === controller) this.#flight = undefined;
    });
    return { result, controller, waiting: 0 };
  }
}
