import { SingleFlight } from './single-flight.js';

/** A result, and about how many bytes of memory it takes. */
export interface Weighed<T> {
  readonly value: T;
  readonly weight: number;
}

/** The results that a reader accepts: any that is kept, or only those that arrive after that turn. */
export type Acceptance = 'kept' | number;

/** How long and how much is kept. */
export interface SharingLimits {
  /** How old a result may be, counted from when it was asked for; 0 shares nothing. */
  readonly maxAgeMs: number;
  /** What does not fit is shared only while it is on its way. */
  readonly maxWeight: number;
  readonly now: () => number;
}

/**
 * Results that several readers share: while they are on their way, and for a while after they have arrived. What has
 * expired is freed when the next reader begins, not by a timer: a call must leave nothing behind that goes on.
 */
export class SharedReads {
  readonly limits: SharingLimits;
  readonly #shelves: Pick<Shelf<unknown>, 'clear' | 'sweep'>[] = [];
  /** Counts readers and results, since both can fall into the same millisecond. */
  #turn = 0;
  #weight = 0;

  constructor(limits: SharingLimits) {
    this.limits = limits;
  }

  /** Creates a shelf for results of one type. */
  shelf<T>(): Shelf<T> {
    const shelf = new Shelf<T>(this);
    this.#shelves.push(shelf);
    return shelf;
  }

  /**
   * Returns what a reader that begins now accepts; undefined if nothing is shared. `continues`: it goes on where
   * another one has stopped.
   */
  begin(continues: boolean): Acceptance | undefined {
    if (this.limits.maxAgeMs === 0) return undefined;
    this.#sweep();
    this.#turn += 1;
    return continues ? 'kept' : this.#turn;
  }

  /** Forgets all results. Those on their way still reach the readers that wait for them, but no others. */
  clear(): void {
    for (const shelf of this.#shelves) shelf.clear();
  }

  /** Makes room for a result that has arrived and returns its turn; undefined if there is no room. */
  admit(weight: number): number | undefined {
    const { maxWeight } = this.limits;
    if (this.#weight + weight > maxWeight) this.#sweep();
    if (this.#weight + weight > maxWeight) return undefined;
    this.#weight += weight;
    this.#turn += 1;
    return this.#turn;
  }

  /** Gives back the room of a result. */
  release(weight: number): void {
    this.#weight -= weight;
  }

  #sweep(): void {
    for (const shelf of this.#shelves) shelf.sweep();
  }
}

/** A result on its way, or one that has arrived. */
interface SharedResult<T> {
  readonly flight: SingleFlight<T>;
  sentAt: number;
  arrived: (Weighed<T> & { readonly turn: number }) | undefined;
}

/** Shared results of one type, by key. */
export class Shelf<T> {
  readonly #reads: SharedReads;
  readonly #results = new Map<string, SharedResult<T>>();

  constructor(reads: SharedReads) {
    this.#reads = reads;
  }

  /**
   * Returns a result that is acceptable, joins it on its way, or asks for it. Rejects with the signal's reason when
   * that aborts first; the work is aborted when its last reader leaves. A failure reaches all who wait, and is not
   * kept.
   */
  async read(
    key: string,
    accepts: Acceptance,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<Weighed<T>>,
  ): Promise<T> {
    const known = this.#results.get(key);
    const result = known !== undefined && this.#isAcceptable(known, accepts) ? known : this.#add(key);
    if (result.arrived !== undefined) return result.arrived.value;
    try {
      return await result.flight.run(async (shared) => {
        result.sentAt = this.#reads.limits.now();
        const weighed = await start(shared);
        if (this.#results.get(key) === result) this.#keep(key, result, weighed);
        return weighed.value;
      }, signal);
    } finally {
      // It failed, or the last reader has left.
      if (result.flight.isIdle && result.arrived === undefined && this.#results.get(key) === result) this.#remove(key);
    }
  }

  /** Removes what has expired. */
  sweep(): void {
    for (const [key, result] of this.#results) {
      if (result.arrived !== undefined && !this.#isYoung(result)) this.#remove(key);
    }
  }

  /** Removes everything. */
  clear(): void {
    for (const key of this.#results.keys()) this.#remove(key);
  }

  #isAcceptable(result: SharedResult<T>, accepts: Acceptance): boolean {
    const isLate = result.arrived === undefined || accepts === 'kept' || result.arrived.turn > accepts;
    return isLate && this.#isYoung(result);
  }

  #isYoung({ sentAt }: SharedResult<T>): boolean {
    const { now, maxAgeMs } = this.#reads.limits;
    return now() - sentAt < maxAgeMs;
  }

  #add(key: string): SharedResult<T> {
    this.#remove(key);
    const added = { flight: new SingleFlight<T>(), sentAt: this.#reads.limits.now(), arrived: undefined };
    this.#results.set(key, added);
    return added;
  }

  #keep(key: string, result: SharedResult<T>, weighed: Weighed<T>): void {
    const turn = this.#reads.admit(weighed.weight);
    if (turn === undefined) this.#results.delete(key);
    else result.arrived = { ...weighed, turn };
  }

  #remove(key: string): void {
    this.#reads.release(this.#results.get(key)?.arrived?.weight ?? 0);
    this.#results.delete(key);
  }
}
