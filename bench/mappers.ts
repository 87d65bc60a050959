// Raw JSON → checked and mapped record against the official Kombo SDK parsing the same record: `npm run bench`.
import { readFileSync } from 'node:fs';
import {
  GetAtsApplicationsPositiveResponseResult$inboundSchema as sdkApplication,
  GetAtsCandidatesPositiveResponseResult$inboundSchema as sdkCandidate,
  GetAtsJobsPositiveResponseResult$inboundSchema as sdkJob,
} from '@kombo-api/sdk/models/index.js';
import { createMapperContext, toApplication, toCandidate, toJob } from '../src/mappers/index.js';
import { applicantView, applicationView, jobView } from '../src/schemas/index.js';
import { matches } from '../src/schemas/tolerant.js';

const ROUNDS = 9;
const CALLS = 5_000;

const context = createMapperContext({ tenant: 'bench', mandatorId: 1, observedAt: new Date('2025-11-08T12:00:00Z') });

/** A raw record of the golden pairs, read by its view. */
function read<S extends Parameters<typeof matches>[0]>(name: string, view: S) {
  const { raw } = JSON.parse(
    readFileSync(new URL(`../test/fixtures/golden/${name}.raw.json`, import.meta.url), 'utf8'),
  );
  if (!matches(view, raw)) throw new Error(`${name} is not what its view says`);
  return raw;
}

/** Microseconds of processor time per call: the median of some rounds, after a round that warms up. */
function cost(work: () => unknown): number {
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = process.cpuUsage().user;
    for (let call = 0; call < CALLS; call += 1) work();
    if (round > 0) rounds.push((process.cpuUsage().user - before) / CALLS);
  }
  return rounds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

const lean = read('candidate.sparse', applicantView);
const rich = read('candidate.full', applicantView);
const application = read('application.rejected', applicationView);
const leanJob = read('job.sparse', jobView);
const richJob = read('job.full', jobView);
const related = { applications: [application, application], workflowLastChange: () => '2025-11-07T16:44:59.873' };

const isSound = (...checks: readonly boolean[]): boolean => checks.every(Boolean);
const rows = [
  {
    name: 'lean candidate',
    ours: () => isSound(matches(applicantView, lean)) && toCandidate(lean, context),
    sdk: sdkCandidate,
  },
  {
    name: 'rich candidate (2 applications, 3 tags)',
    ours: () =>
      isSound(
        matches(applicantView, rich),
        matches(applicationView, application),
        matches(applicationView, application),
      ) && toCandidate(rich, context, related),
    sdk: sdkCandidate,
  },
  {
    name: 'lean application',
    ours: () => isSound(matches(applicationView, application)) && toApplication(application, context),
    sdk: sdkApplication,
  },
  {
    name: 'rich application (with its candidate)',
    ours: () =>
      isSound(matches(applicationView, application), matches(applicantView, rich)) &&
      toApplication(application, context, { applicant: rich, workflowLastChange: '2025-11-07T16:44:59.873' }),
    sdk: sdkApplication,
  },
  { name: 'lean job', ours: () => isSound(matches(jobView, leanJob)) && toJob(leanJob, context), sdk: sdkJob },
  { name: 'rich job', ours: () => isSound(matches(jobView, richJob)) && toJob(richJob, context), sdk: sdkJob },
];

console.log('microseconds of processor time per record, after JSON.parse on both sides\n');
console.log(`${'record'.padEnd(42)}${'ours'.padStart(8)}${'SDK'.padStart(8)}${'ratio'.padStart(8)}`);
const results = rows.map(({ name, ours, sdk }) => {
  const wire: unknown = JSON.parse(JSON.stringify(ours()));
  const result = { name, ours: cost(ours), sdk: cost(() => sdk.parse(wire)) };
  const ratio = (result.sdk / result.ours).toFixed(1);
  console.log(
    `${name.padEnd(42)}${result.ours.toFixed(1).padStart(8)}${result.sdk.toFixed(1).padStart(8)}${`${ratio}×`.padStart(8)}`,
  );
  return result;
});
console.log(`\n${JSON.stringify({ node: process.version, unit: 'µs', results })}`);
