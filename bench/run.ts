// npm run bench [-- <name>… --quick --markdown --docs --json <file>]: what docs/performance.md says, measured here.
// --docs puts the tables into that page, between the comments that name the measures.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { reports, root } from './build.js';
import { bundles } from './bundles.js';
import { crawl } from './crawl.js';
import { growth } from './growth.js';
import { imports } from './imports.js';
import { mappers } from './mappers.js';
import type { Measured, Plan, Row } from './measure.js';
import { ownCost } from './own-cost.js';
import { sync } from './sync.js';

const MEASURES: Readonly<Record<string, { readonly title: string; run(plan: Plan): Promise<Measured> }>> = {
  mappers: { title: 'Raw JSON to mapped record, processor time per record', run: mappers },
  imports: { title: 'Cold import, wall time in a fresh process', run: imports },
  bundles: { title: 'Bundle, minified and gzipped, with all dependencies', run: bundles },
  cost: { title: 'Processor time per raw request', run: ownCost },
  crawl: { title: 'Crawl of a server with 20 ms latency', run: crawl },
  growth: { title: 'Growth', run: growth },
  sync: { title: 'Economical nights', run: sync },
};

const COLUMNS = ['measure', 'ours', 'against', 'ratio', 'spread', 'target', 'met'] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(MEASURES);
const unknown = names.filter((name) => !(name in MEASURES));
if (unknown.length > 0) {
  console.error(`no measure ${unknown.join(', ')}; there are ${Object.keys(MEASURES).join(', ')}`);
  process.exit(1);
}

await mkdir(reports, { recursive: true });
const plan: Plan = { quick: values.quick, say: (text) => void process.stderr.write(`  … ${text}\n`) };
const machine = `Node ${process.versions.node}, ${cpus().length} ${cpus().length === 1 ? 'core' : 'cores'}${values.quick ? ', a quick look' : ''}`;
const start = performance.now();
const results: Record<string, Measured> = {};
for (const name of names) {
  const measure = MEASURES[name];
  if (measure === undefined) continue;
  process.stderr.write(`${measure.title}\n`);
  const result = await measure.run(plan);
  results[name] = result;
  console.log(`\n${values.markdown ? `### ${measure.title}` : `── ${measure.title}`}\n`);
  console.log(table(result.rows, values.markdown));
}
const file = values.json ?? `${reports}results.json`;
const minutes = (performance.now() - start) / 60_000;
await writeFile(file, `${JSON.stringify({ machine, minutes, results }, null, 2)}\n`);
console.log(`\n${machine}; ${minutes.toFixed(1)} minutes; details in ${values.json ?? 'reports/bench/results.json'}`);
if (values.docs) await updatePage();

async function updatePage(): Promise<void> {
  const page = `${root}docs/performance.md`;
  let text = await readFile(page, 'utf8');
  for (const [name, { rows }] of Object.entries(results)) {
    const place = new RegExp(`(<!-- ${name} -->\\n)[^]*?(<!-- /${name} -->)`);
    const dated = `${table(rows, true)}\n\n${machine}, ${new Date().toISOString().slice(0, 10)}.\n`;
    text = text.replace(place, (_, start: string, end: string) => `${start}\n${dated}\n${end}`);
  }
  await writeFile(page, text);
}

/** A table for the screen, or the same for a page. */
function table(rows: readonly Row[], markdown: boolean): string {
  const used = COLUMNS.filter((column) => column === 'measure' || rows.some((row) => row[column] !== undefined));
  const cells = rows.map((row) => used.map((column) => cell(row[column])));
  if (markdown) {
    return [[...used], used.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n');
  }
  const widths = used.map((column, at) => Math.max(column.length, ...cells.map((line) => line[at]?.length ?? 0)));
  return [[...used], ...cells]
    .map((line) =>
      line
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cell(value: string | boolean | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value ?? '';
}
