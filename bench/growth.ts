// The same crawl of ever more applicants, each in a process of its own: time and heap. Draws docs/growth.svg.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { execute, reports, root } from './build.js';
import { amount, times, type Measured, type Plan } from './measure.js';
import { drawGrowth } from './plot.js';
import type { Streamed } from './stream.js';

const SIZES = [1_000, 10_000, 100_000] as const;
const QUICK_SIZES = [1_000, 3_000, 10_000] as const;
const WARM = 5_000;
const CEILING_MB = 24;

const streamed = z.object({
  applicants: z.number(),
  candidates: z.number(),
  requests: z.number(),
  seconds: z.number(),
  heap: z.array(z.object({ candidates: z.number(), megabytes: z.number() })),
});

/** Heap within the largest crawl, and how time grows with size. */
export async function growth({ quick, say }: Plan): Promise<Measured> {
  const crawls: Streamed[] = [];
  for (const applicants of quick ? QUICK_SIZES : SIZES) {
    say(`growth: a crawl of ${applicants} applicants`);
    crawls.push(await stream(applicants));
  }
  const [first, ...rest] = crawls;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) throw new Error('too few crawls');
  const warm = last.heap.filter(({ candidates }) => candidates >= WARM).map(({ megabytes }) => megabytes);
  const grown = Math.max(...warm) - (warm[0] ?? Number.NaN);
  const half = warm.slice(Math.floor(warm.length / 2));
  const late = Math.max(...half) - Math.min(...half);
  const svg = drawGrowth(crawls);
  await writeFile(quick ? `${reports}growth.svg` : `${root}docs/growth.svg`, svg);
  return {
    rows: [
      {
        measure: `heap, ${WARM} → ${last.applicants} applicants`,
        ours: amount(Math.max(...warm), 'MB'),
        against: `${amount(warm[0] ?? Number.NaN, 'MB')} at ${WARM}`,
        ratio: `+ ${amount(grown, 'MB')}`,
        target: `≤ + ${CEILING_MB} MB`,
        met: grown <= CEILING_MB,
      },
      {
        measure: 'heap, second half of that crawl',
        ours: amount(Math.max(...half), 'MB'),
        against: `${amount(Math.min(...half), 'MB')} lowest`,
        ratio: `+ ${amount(late, 'MB')}`,
        // The numbers of 40,000 people more: a set of them takes some tens of bytes each.
        target: 'flat (≤ + 3 MB)',
        met: late <= 3,
      },
      ...rest.map((crawl) => {
        const ratio = perRequest(crawl) / perRequest(first);
        return {
          measure: `processor time per request, ${crawl.applicants} applicants`,
          ours: amount(perRequest(crawl), 'ms', 3),
          against: `${amount(perRequest(first), 'ms', 3)} at ${first.applicants}`,
          ratio: times(ratio),
          target: 'linear (≤ 1.20×)',
          met: ratio <= 1.2,
        };
      }),
    ],
    details: crawls,
  };
}

function perRequest({ seconds, requests }: Streamed): number {
  return (seconds / requests) * 1000;
}

async function stream(applicants: number): Promise<Streamed> {
  const file = fileURLToPath(new URL('stream.ts', import.meta.url));
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const args = ['--expose-gc', '--import', tsx, file, String(applicants)];
  const { stdout } = await execute(process.execPath, args, { cwd: root });
  return streamed.parse(JSON.parse(stdout));
}
