import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { JUDGE, suspectOf, suspectsOf, type Suspect } from './regular-expressions.js';

// V8 tries again from each place and by each way. On texts like these a linear expression takes well under a
// hundredth of the limit, a quadratic one several times the limit, an exponential one for ever.
const SIZE = 10_000;
const LIMIT_MS = 25;

interface Verdict {
  readonly name: string;
  readonly ms?: number;
  readonly input?: unknown;
}

/** The expressions that were too slow, each with its worst input; the rest is not tried once one never ends. */
async function slowOf(suspects: readonly Suspect[]): Promise<Verdict[]> {
  const worker = new Worker(JUDGE, { eval: true, workerData: { suspects, size: SIZE, limit: LIMIT_MS } });
  const slow: Verdict[] = [];
  let running: Verdict = { name: 'none' };
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        slow.push({ ...running, ms: Infinity });
        resolve();
      }, 15_000);
    };
    wait();
    worker.on('error', reject);
    worker.on('exit', () => resolve());
    worker.on('message', (verdict: Verdict) => {
      wait();
      running = verdict;
      if ((verdict.ms ?? 0) > LIMIT_MS) slow.push(verdict);
    });
  });
  clearTimeout(timer);
  await worker.terminate();
  return slow;
}

const suspects = suspectsOf();

test('every regular expression of the sources is tried', () => {
  expect(suspects.length).toBeGreaterThan(80);
  for (const { name, inputs } of suspects) expect(inputs.length, name).toBeGreaterThan(100);
});

test('none takes more than linear time on hostile texts', { timeout: 120_000 }, async () => {
  expect(await slowOf(suspects)).toEqual([]);
});

describe('the search finds', () => {
  test.each([
    ['a run that may begin anywhere', '/\\d+@/'],
    ['a row of trailing dots', '/[. ]+$/'],
    ['anything up to a mark that does not come', '/T.*Z/'],
    ['a string that does not end', '/"(?:[^"\\\\]|\\\\.)*"/'],
  ])('%s: %s', async (_, literal) => {
    expect(await slowOf([suspectOf(literal, literal)])).toMatchObject([{ name: literal }]);
  });
});

test('an expression that takes nothing of ASCII is tried, too', () => {
  expect(suspectOf('none', '/[^\\x20-\\x7e]/').inputs.length).toBeGreaterThan(50);
});

test('an expression that is made at run time is refused until it is known', () => {
  expect(() => suspectsOf([{ path: 'a.ts', text: 'const a = new RegExp(b);' }])).toThrow('a.ts: new RegExp(b)');
});
