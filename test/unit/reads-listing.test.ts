import { describe, expect, test } from 'vitest';
import { ERecruiterError, ResponseShapeError } from '../../src/index.js';
import { createListing, type ListingSource, type ListingStep } from '../../src/reads/listing.js';
import { list, LISTING_NAMES, remoteIds, setUp } from '../helpers/client.js';

/** A source of the numbers from 1 to `count` that records when it is opened and closed. */
function sourceOf(count: number, changes: Partial<ListingSource<number>> = {}) {
  const events: string[] = [];
  const source: ListingSource<number> = {
    async *open() {
      events.push('open');
      try {
        for (let number = 1; number <= count; number += 1) yield { record: number, position: [number] };
      } finally {
        events.push('close');
      }
    },
    cursorOf: (position) => position.join('/'),
    cursor: undefined,
    pageSize: 3,
    signal: undefined,
    name: 'list numbers',
    ...changes,
  };
  return { listing: createListing(source), events };
}

async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of iterable) all.push(one);
  return all;
}

describe('a listing', () => {
  test('opens nothing before the first record is requested', async () => {
    const { listing, events } = sourceOf(9);
    const iterator = listing[Symbol.asyncIterator]();
    const pages = listing.pages()[Symbol.asyncIterator]();
    expect(events).toEqual([]);
    await iterator.next();
    expect(events).toEqual(['open']);
    await pages.next();
    expect(events).toEqual(['open', 'open']);
  });

  test('starts over with each iteration', async () => {
    const { listing, events } = sourceOf(3);
    expect(await collect(listing)).toEqual([1, 2, 3]);
    expect(await collect(listing)).toEqual([1, 2, 3]);
    expect(events).toEqual(['open', 'close', 'open', 'close']);
  });

  test('closes its source at the end, on break, on an error of the loop, and on return()', async () => {
    const { listing, events } = sourceOf(3);
    for await (const number of listing) if (number === 2) break;
    expect(events.splice(0)).toEqual(['open', 'close']);
    await expect(
      (async () => {
        for await (const number of listing) throw new Error(`at ${number}`);
      })(),
    ).rejects.toThrow('at 1');
    expect(events.splice(0)).toEqual(['open', 'close']);
    const iterator = listing[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.return?.();
    expect(events.splice(0)).toEqual(['open', 'close']);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  test.each([
    { limit: undefined, expected: [1, 2, 3, 4, 5] },
    { limit: 99, expected: [1, 2, 3, 4, 5] },
    { limit: 5, expected: [1, 2, 3, 4, 5] },
    { limit: 2, expected: [1, 2] },
  ])('toArray with a limit of $limit gives $expected', async ({ limit, expected }) => {
    const { listing, events } = sourceOf(5);
    expect(await listing.toArray(limit === undefined ? undefined : { limit })).toEqual(expected);
    expect(events).toEqual(['open', 'close']);
  });

  test('toArray with a limit of 0 does not even open', async () => {
    const { listing, events } = sourceOf(5);
    expect(await listing.toArray({ limit: 0 })).toEqual([]);
    expect(events).toEqual([]);
  });
});

describe('pages', () => {
  test.each([
    { count: 0, pages: [[[], null]] },
    { count: 1, pages: [[[1], null]] },
    { count: 2, pages: [[[1, 2], null]] },
    { count: 3, pages: [[[1, 2, 3], null]] },
    {
      count: 4,
      pages: [
        [[1, 2, 3], '3'],
        [[4], null],
      ],
    },
    {
      count: 6,
      pages: [
        [[1, 2, 3], '3'],
        [[4, 5, 6], null],
      ],
    },
    {
      count: 7,
      pages: [
        [[1, 2, 3], '3'],
        [[4, 5, 6], '6'],
        [[7], null],
      ],
    },
  ])('of $count records with page_size 3: $pages', async ({ count, pages }) => {
    const { listing } = sourceOf(count);
    const found = await collect(listing.pages());
    expect(found.map(({ results, next }) => [results, next])).toEqual(pages);
  });

  test('after break the source is closed', async () => {
    const { listing, events } = sourceOf(9);
    for await (const page of listing.pages()) if (page.next === '3') break;
    expect(events).toEqual(['open', 'close']);
  });
});

describe('a source that is stuck', () => {
  const stuck = async function* (): AsyncGenerator<ListingStep<number>> {
    for (let number = 1; ; number += 1) yield { record: number, position: [Math.min(number, 3)] };
  };

  test('is an error, not an endless loop: the same cursor came twice in a row', async () => {
    const { listing } = sourceOf(0, { open: stuck });
    const seen: number[] = [];
    const error = await (async () => {
      for await (const number of listing) seen.push(number);
    })().catch((thrown: unknown) => thrown);
    expect(seen).toEqual([1, 2, 3]);
    expect(error).toBeInstanceOf(ResponseShapeError);
    expect(error).toMatchObject({ message: expect.stringContaining('the same cursor came twice'), cursor: '3' });
  });

  test('is an error also at the cursor that it resumed from', async () => {
    const open = async function* (): AsyncGenerator<ListingStep<number>> {
      yield { record: 7, position: [7] };
    };
    const { listing } = sourceOf(0, { open, cursor: '7' });
    await expect(listing.toArray()).rejects.toThrow('the same cursor came twice');
  });

  test('closes', async () => {
    let closed = 0;
    const open = async function* (): AsyncGenerator<ListingStep<number>> {
      try {
        yield* stuck();
      } finally {
        closed += 1;
      }
    };
    await expect(sourceOf(0, { open }).listing.toArray()).rejects.toThrow(ResponseShapeError);
    expect(closed).toBe(1);
  });
});

describe('an error of a listing has a cursor that misses nothing', () => {
  const failing = (after: number) =>
    async function* (): AsyncGenerator<ListingStep<number>> {
      for (let number = 1; number <= after; number += 1) yield { record: number, position: [number] };
      throw new ResponseShapeError({ endpoint: 'GET Api/X', status: 200, reason: 'broken', mayHaveBeenApplied: false });
    };

  /** The records before the error, and the error's cursor. */
  async function failureOf<T>(iterable: AsyncIterable<T>): Promise<{ given: T[]; cursor: unknown }> {
    const given: T[] = [];
    try {
      for await (const one of iterable) given.push(one);
    } catch (error) {
      return { given, cursor: ERecruiterError.isInstance(error) && error.cursor };
    }
    throw new Error('the listing did not fail');
  }

  test('after the last delivered record', async () => {
    const { listing } = sourceOf(0, { open: failing(2) });
    expect(await failureOf(listing)).toEqual({ given: [1, 2], cursor: '2' });
  });

  test('before the first record: the cursor that it started from', async () => {
    const { listing } = sourceOf(0, { open: failing(0), cursor: '5' });
    expect(await failureOf(listing)).toEqual({ given: [], cursor: '5' });
  });

  test('at the very beginning: no cursor', async () => {
    const { listing } = sourceOf(0, { open: failing(0) });
    expect(await failureOf(listing)).toEqual({ given: [], cursor: undefined });
  });

  test.each([
    { fails: 2, given: [], cursor: undefined },
    { fails: 3, given: [], cursor: undefined },
    { fails: 4, given: [3], cursor: '3' },
    { fails: 5, given: [3], cursor: '3' },
    { fails: 7, given: [3, 3], cursor: '6' },
  ])(
    'of pages, after the last page that was given: $given records each when record $fails was the last',
    async (row) => {
      const { listing } = sourceOf(0, { open: failing(row.fails) });
      const { given, cursor } = await failureOf(listing.pages());
      expect({ given: given.map(({ results }) => results.length), cursor }).toEqual({
        given: row.given,
        cursor: row.cursor,
      });
    },
  );

  test('of an array: the cursor that it started from', async () => {
    const { listing } = sourceOf(0, { open: failing(2) });
    await expect(listing.toArray()).rejects.toMatchObject({ cursor: undefined });
    const { listing: later } = sourceOf(0, { open: failing(2), cursor: '5' });
    await expect(later.toArray()).rejects.toMatchObject({ cursor: '5' });
  });
});

describe('on the sandbox', () => {
  test.each(LISTING_NAMES)('%s returns the same records in pages of any size', async (name) => {
    const { erecruiter } = setUp();
    const all = await list(erecruiter, name).toArray();
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const size of [1, 4, ids.length, 250]) {
      const pages = await collect(list(erecruiter, name, { page_size: size }).pages());
      expect(pages.flatMap(({ results }) => results.map(({ id }) => id))).toEqual(ids);
      expect(pages.map(({ results }) => results.length).slice(0, -1)).toEqual(pages.slice(1).map(() => size));
      expect(pages.map(({ next }) => next === null)).toEqual(pages.map((_, index) => index === pages.length - 1));
    }
  });

  test('page_size is 100 by default', async () => {
    const { erecruiter } = setUp({ sandbox: { applicants: 150 }, discover: 'open' });
    const [first] = await collect(erecruiter.listApplications().pages());
    expect(first?.results).toHaveLength(100);
  });

  test('jobs come in ascending order, candidates by their first job and then in ascending order', async () => {
    const { sandbox, erecruiter } = setUp({ discover: 'open' });
    const jobs = remoteIds(await erecruiter.listJobs().toArray());
    expect(jobs).toEqual([...jobs].sort((a, b) => a - b));
    const people = remoteIds(await erecruiter.listCandidates().toArray());
    const places = people.map((id) => {
      const open = sandbox.applicationsOf(id).filter((row) => Number(row.WorkflowStatusGroup) < 5);
      return [Math.min(...open.map(({ JobId }) => JobId).filter((job) => jobs.includes(job))), id];
    });
    expect(places).toEqual([...places].sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
  });

  test('two iterations at once do not disturb each other', async () => {
    const { erecruiter } = setUp();
    const listing = erecruiter.listCandidates();
    const alone = remoteIds(await listing.toArray());
    const [left, right] = [listing[Symbol.asyncIterator](), listing[Symbol.asyncIterator]()];
    const taken: [number[], number[]] = [[], []];
    for (let turn = 0; turn < alone.length; turn += 1) {
      for (const [index, iterator] of [left, right].entries()) {
        const { value, done } = await iterator.next();
        if (done !== true) taken[index === 0 ? 0 : 1].push(Number(value.remote_id));
      }
    }
    expect(taken).toEqual([alone, alone]);
    expect([await left.next(), await right.next()].map(({ done }) => done)).toEqual([true, true]);
  });

  test('leaving one of two iterations does not affect the other', async () => {
    const { erecruiter } = setUp({ sandbox: { latencyMs: 1 } });
    const listing = erecruiter.listCandidates();
    const [all] = await Promise.all([listing.toArray(), listing.toArray({ limit: 1 })]);
    expect(remoteIds(all)).toEqual(remoteIds(await listing.toArray()));
  });
});
