/** A list with at least one element. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** Returns a number below 2^32 that depends only on its three arguments. */
export function mix(seed: number, index: number, salt: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 0x7f4a7c15, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(salt + 1, 0x27d4eb2f), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Picks one element of a list. */
export function pick<T>(list: NonEmpty<T>, hash: number): T {
  const found = list[hash % list.length];
  return found === undefined ? list[0] : found; // null can be an element
}

/** Picks up to `limit` different elements of a list. */
export function pickSome<T>(list: NonEmpty<T>, hash: number, limit: number): T[] {
  const count = hash % (limit + 1);
  return Array.from({ length: Math.min(count, list.length) }, (_, index) => pick(list, (hash >>> 4) + index));
}
