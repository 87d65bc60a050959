// Writes the table of dialects into docs/testing.md: `npm run docs:dialects`.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { DIALECT } from '../../src/sandbox/dialect/knobs.js';
import { root } from '../helpers/source.js';
import { judge, worst, type Verdict } from './judge.js';
import { TURNED } from './world.js';

const PAGE = `${root}docs/testing.md`;
const [START, END] = ['<!-- dialects: npm run docs:dialects -->\n', '<!-- end of dialects -->'];
const VERDICTS: readonly Verdict[] = ['right', 'loud', 'wrong'];

/** The knobs in the order of the table. */
export const KNOBS: readonly string[] = Object.keys(DIALECT);

/** The verdicts on values of a knob, each with what was not right. */
export async function verdictsOf(
  knob: string,
  values: readonly string[],
  isWhole = true,
): Promise<{ value: string; verdict: Verdict; why: string }[]> {
  const judged: { value: string; verdict: Verdict; why: string }[] = [];
  for (const value of values) {
    const steps = await judge({ [knob]: value }, isWhole);
    const verdict = worst(steps);
    const rest = steps.filter((step) => step.verdict !== 'right');
    judged.push({ value, verdict, why: rest.map(({ step, why }) => `${step}: ${why}`).join('\n') });
  }
  return judged;
}

/** The row of a knob. */
function rowOf(knob: string, verdicts: readonly { readonly value: string; readonly verdict: Verdict }[]): string {
  const cells = VERDICTS.map((verdict) =>
    verdicts
      .filter((one) => one.verdict === verdict)
      .map(({ value }) => `\`${value}\``)
      .join(', '),
  );
  return `| \`${knob}\` | ${cells.join(' | ')} |`;
}

/** The rows of the page, and the sentence with their sums. */
export function readTable(): { readonly rows: readonly string[]; readonly sums: string } {
  const [, rest = ''] = readFileSync(PAGE, 'utf8').split(START);
  const lines = (rest.split(END)[0] ?? '').split('\n');
  return { rows: lines.filter((line) => line.startsWith('| `')), sums: lines[0] ?? '' };
}

/** The verdict of a value in the rows of the page. */
export function tabledVerdict(rows: readonly string[], knob: string, value: string): Verdict | undefined {
  const cells = rows.find((row) => row.startsWith(`| \`${knob}\` |`))?.split(' | ') ?? [];
  return VERDICTS.find((_, place) => cells[place + 1]?.includes(`\`${value}\``));
}

/** The sentence with the sums of some rows. */
export function sumsOf(rows: readonly string[]): string {
  const counts = VERDICTS.map((verdict, place) => {
    const cells = rows.map((row) => row.split(' | ')[place + 1] ?? '');
    return `${cells.join().match(/`[^`]+`/g)?.length ?? 0} ${verdict}`;
  });
  return `${TURNED.length} values, one turned at a time: ${counts.join(', ')}.`;
}

async function main(): Promise<void> {
  const rows: string[] = [];
  for (const knob of KNOBS) {
    const values = TURNED.flatMap(([name, value]) => (name === knob ? [value] : []));
    const verdicts = await verdictsOf(knob, values);
    rows.push(rowOf(knob, verdicts));
    for (const { value, verdict, why } of verdicts) {
      if (verdict === 'wrong') process.stdout.write(`${knob}: ${value}\n${why}\n\n`);
    }
  }
  const page = readFileSync(PAGE, 'utf8');
  const [before = '', rest = ''] = page.split(START);
  const [, after = ''] = rest.split(END);
  const head = '| knob | right | loud | wrong |\n| --- | --- | --- | --- |';
  writeFileSync(PAGE, `${before}${START}${sumsOf(rows)}\n\n${head}\n${rows.join('\n')}\n\n${END}${after}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
