import { describe, expect, test, vi } from 'vitest';
import { SharedReads } from '../../src/flow/shared-reads.js';

const NEVER = new AbortController().signal;

function setUp(maxWeight = 10) {
  let time = 0;
  let asked = 0;
  const reads = new SharedReads({ maxAgeMs: 1000, maxWeight, now: () => time });
  const shelf = reads.shelf<number>();
  const read = (accepts = reads.begin(false), key = 'a', weight = 1): Promise<number> =>
    shelf.read(key, accepts ?? 'kept', NEVER, async () => ({ value: (asked += 1), weight }));
  return { reads, shelf, read, later: (ms: number) => void (time += ms) };
}

describe('shared reads', () => {
  test('what has arrived serves readers that had begun by then, and those that continue', async () => {
    const { reads, read } = setUp();
    const early = reads.begin(false);
    expect(await read()).toBe(1);
    expect(await read(early)).toBe(1);
    expect(await read('kept')).toBe(1);
    expect(await read()).toBe(2);
  });

  test('a result expires', async () => {
    const { read, later } = setUp();
    await read();
    later(999);
    expect(await read('kept')).toBe(1);
    later(1);
    expect(await read('kept')).toBe(2);
  });

  test('clear also covers what is on its way', async () => {
    const { reads, read } = setUp();
    const first = read();
    reads.clear();
    expect(await read('kept')).toBe(2);
    expect(await first).toBe(1);
    expect(await read('kept')).toBe(2);
  });

  test('what does not fit is shared only while it is on its way', async () => {
    const { read, later } = setUp();
    expect(await Promise.all([read('kept', 'a', 11), read('kept', 'a', 11)])).toEqual([1, 1]);
    expect(await read('kept', 'a', 10)).toBe(2);
    expect(await read('kept', 'b', 1)).toBe(3);
    expect(await read('kept', 'b', 1)).toBe(4);
    expect(await read('kept', 'a', 10)).toBe(2);
    later(1000); // what has expired makes room
    expect(await read('kept', 'b', 1)).toBe(5);
    expect(await read('kept', 'b', 1)).toBe(5);
  });

  test('no timer stays', async () => {
    vi.useFakeTimers();
    try {
      await setUp().read();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test('what has expired is freed when the next reader begins', async () => {
    const { read, later, shelf } = setUp();
    const sweep = vi.spyOn(shelf, 'sweep');
    await read();
    later(1000);
    const before = sweep.mock.calls.length;
    await read();
    expect(sweep.mock.calls.length).toBeGreaterThan(before);
  });
});
