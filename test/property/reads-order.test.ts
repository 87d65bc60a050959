import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/index.js';
import { isBefore, readCursor, writeCursor } from '../../src/reads/cursor.js';
import { ordered } from '../../src/flow/ordered.js';
import { type Fetch, remoteIds, setUp, settle } from '../helpers/client.js';

const never = new AbortController().signal;

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await settle();
}

describe('work over items', () => {
  interface Plan {
    readonly width: number;
    /** Turns that each item takes. */
    readonly costs: number[];
    /** Turns between two items, and between two results that the consumer reads. */
    readonly supply: number;
    readonly demand: number;
    /** Whether the items come one by one or are there already. */
    readonly lazy: boolean;
  }

  const plan: fc.Arbitrary<Plan> = fc.record({
    width: fc.integer({ min: 1, max: 6 }),
    costs: fc.array(fc.nat(4), { maxLength: 14 }),
    supply: fc.nat(2),
    demand: fc.nat(2),
    lazy: fc.boolean(),
  });

  /** Runs a plan until the consumer has taken `take` results; work on the item `broken` fails. */
  async function run(
    { width, costs, supply, demand, lazy }: Plan,
    { take = Number.POSITIVE_INFINITY, broken = -1 } = {},
  ) {
    const seen = { now: 0, most: 0, started: 0, ahead: 0 };
    async function* slowly(): AsyncGenerator<number> {
      for (const index of costs.keys()) {
        await turns(supply);
        yield index;
      }
    }
    const results: number[] = [];
    const work = async (index: number): Promise<number> => {
      seen.started += 1;
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      seen.ahead = Math.max(seen.ahead, seen.started - results.length);
      await turns(costs[index] ?? 0);
      seen.now -= 1;
      if (index === broken) throw new RangeError('broken');
      return index;
    };
    let error: unknown;
    try {
      for await (const result of ordered(lazy ? slowly : costs.keys(), width, never, work)) {
        results.push(result);
        if (results.length >= take) break;
        await turns(demand);
      }
    } catch (thrown) {
      error = thrown;
    }
    return { results, error, seen };
  }

  test('yields each result once and in order, and never runs more at once than its width', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (one) => {
        const { results, error, seen } = await run(one);
        expect(error).toBeUndefined();
        expect(results).toEqual([...one.costs.keys()]);
        expect(seen.now).toBe(0);
        expect(seen.most).toBeLessThanOrEqual(one.width);
        expect(seen.ahead).toBeLessThanOrEqual(one.width + 1); // the window, and what the consumer holds
      }),
      { numRuns: 60 },
    );
  });

  test('yields all results before a failure, then the failure, and leaves nothing running', async () => {
    await fc.assert(
      fc.asyncProperty(plan, fc.nat(13), async (one, at) => {
        const broken = at % Math.max(1, one.costs.length);
        const { results, error, seen } = await run(one, { broken });
        expect(results).toEqual([...one.costs.keys()].slice(0, broken));
        if (one.costs.length > 0) expect(error).toBeInstanceOf(RangeError);
        expect(seen.now).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('stops with its consumer: running work is aborted and awaited, and nothing else starts', async () => {
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 1, max: 5 }), async (one, take) => {
        const { results, seen } = await run(one, { take });
        expect(results).toEqual([...one.costs.keys()].slice(0, take));
        expect(seen.now).toBe(0);
        const { started } = seen;
        await turns(3);
        expect(seen.started).toBe(started);
      }),
      { numRuns: 60 },
    );
  });

  test('a failure of the items comes after the results before it', async () => {
    async function* items(): AsyncGenerator<number> {
      yield 1;
      yield 2;
      throw new RangeError('no more');
    }
    const results: number[] = [];
    const run = async (): Promise<void> => {
      for await (const one of ordered(items, 4, never, (item) => turns(2).then(() => item))) results.push(one);
    };
    await expect(run()).rejects.toThrow('no more');
    expect(results).toEqual([1, 2]);
  });
});

describe('however long answers take', () => {
  test('candidates, applications and jobs come in the same order', async () => {
    const plain = setUp({ sandbox: { applicants: 10, jobs: 6 } });
    const expected = {
      listCandidates: remoteIds(await plain.erecruiter.listCandidates().toArray()),
      listApplications: remoteIds(await plain.erecruiter.listApplications().toArray()),
      listJobs: remoteIds(await plain.erecruiter.listJobs().toArray()),
    };
    const names = ['listCandidates', 'listApplications', 'listJobs'] as const;
    const latencies = fc.array(fc.nat(6), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(latencies, fc.integer({ min: 1, max: 8 }), async (pattern, concurrency) => {
        let requests = 0;
        const through =
          (fetch: Fetch): Fetch =>
          async (input, init) => {
            requests += 1;
            await turns(pattern[requests % pattern.length] ?? 0);
            return fetch(input, init);
          };
        const { erecruiter } = setUp({ sandbox: { applicants: 10, jobs: 6 }, through, concurrency });
        for (const name of names) expect(remoteIds(await erecruiter[name]().toArray())).toEqual(expected[name]);
      }),
      { numRuns: 3 },
    );
  });
});

describe('a cursor', () => {
  const position = fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 4 });
  const word = fc.stringMatching(/^[a-z ]{1,20}$/);

  test('is read back as it was written', () => {
    fc.assert(
      fc.property(word, word, position, (model, scope, numbers) => {
        const cursor = writeCursor(model, scope, numbers);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(readCursor(model, scope, cursor)).toEqual(numbers);
      }),
    );
  });

  test('is read by its own model and scope only', () => {
    fc.assert(
      fc.property(word, word, word, position, (model, scope, other, numbers) => {
        fc.pre(other !== model && other !== scope);
        const cursor = writeCursor(model, scope, numbers);
        expect(() => readCursor(other, scope, cursor)).toThrow(InputError);
        expect(() => readCursor(model, other, cursor)).toThrow(InputError);
      }),
    );
  });

  test('that is made up is an InputError, never anything else', () => {
    const made = fc.oneof(
      fc.string(),
      fc.json().map(encode),
      fc
        .array(fc.oneof(fc.integer(), fc.double(), fc.string()))
        .map((value) => encode(JSON.stringify([1, 'jobs', 'x', ...value]))),
    );
    fc.assert(
      fc.property(made, (text) => {
        try {
          const numbers = readCursor('jobs', 'x', text);
          expect(numbers.every((number) => Number.isSafeInteger(number) && number >= 0)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });

  test('positions are in one strict order, a position before each of its extensions', () => {
    fc.assert(
      fc.property(position, position, position, (a, b, c) => {
        expect(isBefore(a, a)).toBe(false);
        expect(isBefore(a, [...a, 0])).toBe(true);
        expect(isBefore(a, b) && isBefore(b, a)).toBe(false);
        if (isBefore(a, b) && isBefore(b, c)) expect(isBefore(a, c)).toBe(true);
      }),
    );
  });
});

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
