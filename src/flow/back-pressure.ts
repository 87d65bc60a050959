/** How many successes at a limit raise it by one are this times the limit. */
const SUCCESSES_PER_STEP = 8;

/**
 * Decides how many requests of a client may run at a time. A server that throttles halves the limit, at most once for
 * all requests that were on their way; successes raise it again slowly, up to `max`. Requests that have not been sent
 * yet wait until the server takes requests again.
 */
export class BackPressure {
  readonly #max: number;
  #limit: number;
  #sent = 0;
  #sentAtLastCut = 0;
  #served = 0;
  #inARow = 0;
  #pausedUntil = 0;

  constructor(max: number) {
    this.#max = max;
    this.#limit = max;
  }

  /** How many requests may run at a time, at least 1. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** How many requests have succeeded so far. */
  get served(): number {
    return this.#served;
  }

  /** Counts a request. Returns its number. */
  sent(): number {
    this.#sent += 1;
    return this.#sent;
  }

  /** Records a success. */
  succeeded(): void {
    this.#served += 1;
    this.#inARow = 0;
    this.#limit = Math.min(this.#max, this.#limit + 1 / (SUCCESSES_PER_STEP * this.limit));
  }

  /**
   * Records that the server throttled a request. `resumeAt` is when it may be sent again, in milliseconds. The others
   * wait as well if the server has named the time, or from the second one in a row: one alone may be about its record.
   */
  throttled(request: number, resumeAt: number, isNamed: boolean): void {
    this.#inARow += 1;
    if (isNamed || this.#inARow > 1) this.#pausedUntil = Math.max(this.#pausedUntil, resumeAt);
    if (request <= this.#sentAtLastCut) return;
    this.#limit = Math.max(1, this.limit / 2);
    this.#sentAtLastCut = this.#sent;
  }

  /** For how many milliseconds a request should not be sent yet. */
  waitMs(now: number): number {
    return Math.max(0, this.#pausedUntil - now);
  }
}
