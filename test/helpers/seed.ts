import fc from 'fast-check';
import { beforeEach } from 'vitest';

// Runs before every test file: what a random test draws depends on this seed and on nothing else.

/** What every random test starts from. `npm run test:soak` sets and prints another one. */
export const SEED = Number(process.env['SOAK_SEED'] ?? 4711);

/** Random numbers from 0 to 1 that are the same for the same seed: mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

// The client spreads its waits at random, and the waits decide what happens first in a story.
function reseed(): void {
  Math.random = randomOf(SEED);
}

fc.configureGlobal({ seed: SEED, beforeEach: reseed });
beforeEach(reseed);
