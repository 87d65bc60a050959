// Reads all six models from an eRecruiter and shows what that costs: `npm run demo`.
import { ACTIVITIES, apply } from './support/apply.js';
import { connect } from './support/client.js';
import { createProgress } from './support/progress.js';
import { sample } from './support/sample.js';
import { readSixModels } from './support/six-models.js';
import { bold, dim } from './support/style.js';
import { table } from './support/table.js';

let requests = 0;
const issues = new Map<string, number>();

const { erecruiter, installation, sandbox } = connect(
  {
    activities: ACTIVITIES,
    onResponse: () => (requests += 1),
    onIssue({ endpoint, path, reason }) {
      const issue = [endpoint, path, reason].filter((part) => part !== '').join(', ');
      issues.set(issue, (issues.get(issue) ?? 0) + 1);
    },
  },
  { applicants: 60, latencyMs: 30 }, // about as slow as a nearby server, so that there is something to watch
);
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

console.log(`\n  ${bold('erecruiter-kombo')}: eRecruiter as Kombo's unified ATS models\n`);
if (installation === null) {
  console.log('  Reading the sandbox: an eRecruiter in memory with made-up data.');
  console.log(dim('  To read yours, set ERECRUITER_BASE_URL, ERECRUITER_API_KEY and ERECRUITER_MANDATOR_ID.'));
} else {
  console.log(`  Reading ${installation}: real data. Nothing is written to it.`);
  console.log(dim('  Press Ctrl-C to stop and see what has been read so far.'));
}
console.log();

const progress = createProgress();
const readings = await readSixModels(erecruiter, { progress, requests: () => requests, signal: stop.signal });

const seconds = readings.reduce((sum, reading) => sum + reading.seconds, 0);
console.log(
  table(
    ['model', 'records', 'raw requests', 'seconds'],
    readings.map((one) => [
      one.model,
      one.records.toLocaleString('en'),
      one.requests.toLocaleString('en'),
      one.seconds.toFixed(1),
    ]),
    ['total', '', requests.toLocaleString('en'), seconds.toFixed(1)],
  ),
);
if (stop.signal.aborted) console.log('  Stopped early: the last row is incomplete.');
for (const [issue, times] of issues) console.log(`  could not be read (${times}×): ${issue}`);

console.log('\n  The most complete record of each model:\n');
for (const { type, sample: record } of readings) if (record !== null) console.log(`${sample(type, record)}\n`);
if (sandbox !== null && !stop.signal.aborted) await apply(erecruiter, sandbox);
console.log(dim('  Where each field comes from: docs/coverage.md. More examples: examples/README.md'));
if (stop.signal.aborted) process.exitCode = 130;
