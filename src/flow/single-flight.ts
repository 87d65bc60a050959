import { unlessAborted } from './abort.js';

/**
 * Shares one piece of work between many callers. Each can leave with its own signal; when the last one leaves, the work
 * is aborted. Callers with different keys want different work.
 */
export class SingleFlight<T> {
  readonly #flights = new Map<
    string,
    { readonly result: Promise<T>; readonly controller: AbortController; waiting: number }
  >();

  /** Whether no work is in progress. */
  get isIdle(): boolean {
    return this.#flights.size === 0;
  }

  /** Joins the work in progress, or starts it. Rejects with the signal's reason when that aborts first. */
  async run(start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal, key = ''): Promise<T> {
    signal.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#take(start, key);
    flight.waiting += 1;
    try {
      return await unlessAborted(flight.result, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0 && this.#flights.get(key) === flight) {
        this.#flights.delete(key); // at once: the next caller must not join work that is being aborted
        flight.controller.abort();
      }
    }
  }

  #take(start: (signal: AbortSignal) => Promise<T>, key: string) {
    const controller = new AbortController();
    const result = start(controller.signal).finally(() => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    });
    const flight = { result, controller, waiting: 0 };
    this.#flights.set(key, flight);
    return flight;
  }
}
