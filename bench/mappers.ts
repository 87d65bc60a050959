// Raw JSON → checked and mapped record, against the official Kombo SDK parsing the same record; both after JSON.parse.
import { readFileSync } from 'node:fs';
import {
  GetAtsApplicationsPositiveResponseResult$inboundSchema as sdkApplication,
  GetAtsCandidatesPositiveResponseResult$inboundSchema as sdkCandidate,
  GetAtsJobsPositiveResponseResult$inboundSchema as sdkJob,
} from '@kombo-api/sdk/models/index.js';
import {
  applicantView,
  applicationView,
  createMapperContext,
  jobView,
  matches,
  questionnaireView,
  toApplication,
  toCandidate,
  toJob,
} from './library.js';
import { alternate, amount, median, ratios, spreadOf, times, type Measured, type Plan, type Row } from './measure.js';

const CALLS = 4_000;

interface Pair {
  readonly name: string;
  readonly ours: () => unknown;
  readonly sdk: { parse(value: unknown): unknown };
  /** How much faster it should be; nothing where the row explains another. */
  readonly target?: number;
}

const context = createMapperContext({ tenant: 'bench', mandatorId: 1, observedAt: new Date('2025-11-08T12:00:00Z') });

/** Raw records of the golden pairs, read by their views. */
function read<S extends Parameters<typeof matches>[0]>(name: string, view: S) {
  const file = new URL(`../test/fixtures/golden/${name}.raw.json`, import.meta.url);
  const { raw } = JSON.parse(readFileSync(file, 'utf8'));
  if (!matches(view, raw)) throw new Error(`${name} is not what its view says`);
  return raw;
}

function pairs(): Pair[] {
  const lean = read('candidate.sparse', applicantView);
  const rich = read('candidate.full', applicantView);
  const application = read('application.rejected', applicationView);
  const leanJob = read('job.sparse', jobView);
  const richJob = read('job.full', jobView);
  const plainJob = { ...richJob, CustomFields: [] };
  const every = read('screening-questions.every-type', questionnaireView);
  // Begin date, salary, military service (one of four), willing to move.
  const questionnaire = { ...every, Items: every.Items?.filter((item) => [7, 8, 9, 10].includes(Number(item?.Type))) };
  const workflowLastChange = '2025-11-07T16:44:59.873';
  const related = { applications: [application, application], workflowLastChange: () => workflowLastChange };
  const sound = (...checks: readonly boolean[]): boolean => checks.every(Boolean);
  return [
    {
      name: 'lean job',
      ours: () => sound(matches(jobView, leanJob)) && toJob(leanJob, context),
      sdk: sdkJob,
      target: 3,
    },
    {
      name: 'rich job (4 questions, 3 postings, team)',
      ours: () =>
        sound(matches(jobView, plainJob), matches(questionnaireView, questionnaire)) &&
        toJob(plainJob, context, { questionnaire }),
      sdk: sdkJob,
      target: 3,
    },
    {
      name: 'the same and 7 custom fields',
      ours: () =>
        sound(matches(jobView, richJob), matches(questionnaireView, questionnaire)) &&
        toJob(richJob, context, { questionnaire }),
      sdk: sdkJob,
      target: 3,
    },
    {
      name: '7 custom fields, 3 postings, no question',
      ours: () => sound(matches(jobView, richJob)) && toJob(richJob, context),
      sdk: sdkJob,
    },
    {
      name: 'lean candidate',
      ours: () => sound(matches(applicantView, lean)) && toCandidate(lean, context),
      sdk: sdkCandidate,
      target: 3,
    },
    {
      name: 'rich candidate (2 applications, 3 tags)',
      ours: () =>
        sound(
          matches(applicantView, rich),
          matches(applicationView, application),
          matches(applicationView, application),
        ) && toCandidate(rich, context, related),
      sdk: sdkCandidate,
      target: 3,
    },
    {
      name: 'lean application',
      ours: () => sound(matches(applicationView, application)) && toApplication(application, context),
      sdk: sdkApplication,
      target: 3,
    },
    {
      name: 'rich application (with its candidate)',
      ours: () =>
        sound(matches(applicationView, application), matches(applicantView, rich)) &&
        toApplication(application, context, { applicant: rich, workflowLastChange }),
      sdk: sdkApplication,
      target: 3,
    },
  ];
}

/** Processor time per record. */
export async function mappers({ quick }: Plan): Promise<Measured> {
  const rows: Row[] = [];
  for (const { name, ours, sdk, target } of pairs()) {
    const wire: unknown = JSON.parse(JSON.stringify(ours()));
    const costs = await alternate(quick ? 3 : 9, {
      ours: () => cost(ours),
      sdk: () => cost(() => sdk.parse(wire)),
    });
    const ratio = median(costs.sdk) / median(costs.ours);
    rows.push({
      measure: name,
      ours: amount(median(costs.ours), 'µs'),
      against: `${amount(median(costs.sdk), 'µs')} SDK`,
      ratio: times(ratio),
      spread: spreadOf(ratios(costs.sdk, costs.ours), times),
      ...(target === undefined ? {} : { target: `≥ ${target}×`, met: ratio >= target }),
    });
  }
  return { rows };
}

/** Microseconds per call. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  for (let call = 0; call < CALLS; call += 1) work();
  return process.cpuUsage(before).user / CALLS;
}
