// Economical nights against exact ones: raw requests, processor time and heap. Draws docs/nights.svg.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { execute, reports, root } from './build.js';
import { amount, type Measured, type Plan, type Row } from './measure.js';
import type { Night } from './night.js';
import { drawNights } from './plot.js';

const YEAR = 365;
const QUICK_YEAR = 30;
const CEILING_MB = 24;

const number = z.number();
const nightsSchema = z.array(
  z.object({
    requests: number,
    savedRequests: number,
    seconds: number,
    changes: number,
    read: number,
    due: number,
    megabytes: number,
  }),
);

/** One night after 1 % has changed, at two sizes of `rereadAfterMs`, and a year of nights of fewer people. */
export async function sync({ quick, say }: Plan): Promise<Measured> {
  const applicants = quick ? 2_000 : 100_000;
  const few = 100;
  say(`sync: a first, two economical and an exact night of ${applicants} applicants`);
  const [first, week, exact, month] = await nights(applicants, true, [7, 7, 0, 30]);
  say(`sync: the same, where some applications have no source`);
  const [, partly] = await nights(quick ? applicants : 10_000, false, [7, 7]);
  if (!first || !exact || !week || !month || !partly) throw new Error('too few nights');
  const years = new Map<number, Night[]>();
  for (const days of [0, 7, 30]) {
    say(`sync: a year of ${few} applicants, read again after ${days} days`);
    years.set(
      days,
      await nights(
        few,
        true,
        Array.from({ length: quick ? QUICK_YEAR : YEAR }, () => days),
      ),
    );
  }
  const svg = drawNights([...years].map(([days, all]) => ({ days, requests: all.map(({ requests }) => requests) })));
  await writeFile(quick ? `${reports}nights.svg` : `${root}docs/nights.svg`, svg);
  const exactYear = sum(years.get(0));
  return {
    rows: [
      ...compare(`${applicants} applicants, 7 days`, week, exact, 5),
      ...compare(`${applicants} applicants, 30 days`, month, exact, 15),
      {
        measure: `heap in an economical night, ${applicants} applicants`,
        ours: amount(week.megabytes, 'MB'),
        against: amount(exact.megabytes, 'MB exact'),
        ratio: `+ ${amount(week.megabytes - exact.megabytes, 'MB')}`,
        target: `≤ + ${CEILING_MB} MB`,
        met: week.megabytes - exact.megabytes <= CEILING_MB,
      },
      {
        measure: 'raw requests, 7 days, a source missing for two applications of nine',
        ours: String(partly.requests),
        against: `${partly.requests + partly.savedRequests} exact`,
        ratio: part(partly.requests, partly.requests + partly.savedRequests),
      },
      ...[7, 30].map((days) => ({
        measure: `raw requests, a year of nights, ${few} applicants, ${days} days`,
        ours: String(sum(years.get(days))),
        against: `${exactYear} exact`,
        ratio: part(sum(years.get(days)), exactYear),
      })),
    ],
    details: { first, exact, week, month, partly, years: [...years] },
  };
}

function compare(name: string, night: Night, exact: Night, aim: number): Row[] {
  const rows: readonly (readonly [string, number, number, (value: number) => string])[] = [
    ['raw requests of a night', night.requests, exact.requests, String],
    ['processor time of a night', night.seconds, exact.seconds, (value) => amount(value, 's')],
  ];
  return rows.map(([measure, ours, against, text]) => ({
    measure: `${measure}, ${name}`,
    ours: text(ours),
    against: `${text(against)} exact`,
    ratio: part(ours, against),
    target: `≤ 1/${aim}`,
    met: ours <= against / aim,
  }));
}

/** `1/6.3`. */
function part(ours: number, against: number): string {
  return `1/${(against / ours).toFixed(1)}`;
}

function sum(nights: readonly Night[] = []): number {
  return nights.reduce((total, { requests }) => total + requests, 0);
}

async function nights(applicants: number, sourced: boolean, days: readonly number[]): Promise<Night[]> {
  const file = fileURLToPath(new URL('night.ts', import.meta.url));
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const args = ['--expose-gc', '--import', tsx, file, JSON.stringify({ applicants, sourced, days })];
  const { stdout } = await execute(process.execPath, args, { cwd: root });
  return nightsSchema.parse(JSON.parse(stdout));
}
