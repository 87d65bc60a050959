/**
 * A map by numbers that grows in small steps. A `Map` copies all of itself whenever it has doubled, which blocks the
 * event loop for a tenth of a second at half a million entries. Entries are in no order.
 */
export class LargeMap<V> {
  readonly #parts: (Map<number, V> | undefined)[] = Array.from({ length: PARTS });

  get(key: number): V | undefined {
    return this.#partOf(key)?.get(key);
  }

  has(key: number): boolean {
    return this.#partOf(key)?.has(key) === true;
  }

  set(key: number, value: V): void {
    const part = this.#partOf(key) ?? new Map<number, V>();
    this.#parts[key & (PARTS - 1)] = part.set(key, value);
  }

  *[Symbol.iterator](): Generator<[number, V], void, undefined> {
    for (const part of this.#parts) if (part !== undefined) yield* part;
  }

  *keys(): Generator<number, void, undefined> {
    for (const part of this.#parts) if (part !== undefined) yield* part.keys();
  }

  *values(): Generator<V, void, undefined> {
    for (const part of this.#parts) if (part !== undefined) yield* part.values();
  }

  #partOf(key: number): Map<number, V> | undefined {
    return this.#parts[key & (PARTS - 1)];
  }
}

const PARTS = 256;

/** A set of numbers that grows in small steps, see {@link LargeMap}. */
export class LargeSet {
  readonly #map = new LargeMap<true>();

  has(value: number): boolean {
    return this.#map.has(value);
  }

  add(value: number): void {
    this.#map.set(value, true);
  }
}
