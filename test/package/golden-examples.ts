import { readFileSync } from 'node:fs';
import { root } from '../helpers/source.js';
import type { Field } from './coverage-doc.js';

/** The golden pair that shows most of a model, and what its comments call the raw record. */
const PAIRS: Readonly<Record<string, readonly [pair: string, record: string]>> = {
  Job: ['job.full', 'Job'],
  Candidate: ['candidate.full', 'Applicant'],
  ApplicationStage: ['application-stage.one', 'Status'],
  Application: ['application.rejected', 'Application'],
  ScreeningQuestion: ['screening-questions.every-type', 'Questionnaire'],
  JobScreeningQuestion: ['job-screening-questions.every-type', 'Questionnaire'],
};
const MOST_CHARACTERS = 48;

/** For each field the value of a golden pair: `raw → unified` where its comment names a single raw property. */
export function goldenExamples(type: string, fields: readonly Field[]): ReadonlyMap<string, string> {
  const [pair, record] = PAIRS[type] ?? [];
  if (pair === undefined) return new Map();
  const [fixture, models] = ['raw', 'unified'].map((half) =>
    JSON.parse(readFileSync(`${root}test/fixtures/golden/${pair}.${half}.json`, 'utf8')),
  );
  const model = Array.isArray(models) ? models[0] : models;
  const records: Readonly<Record<string, unknown>> = {
    [record ?? '']: fixture.raw,
    QuestionnaireItem: valueAt(fixture.raw, ['Items', '0']),
    ApplicationReferrer: { WorkflowLastChange: fixture.workflowLastChange },
  };
  return new Map(
    fields.flatMap(({ path, text }) => {
      const unified = model[path];
      if (unified === null || (Array.isArray(unified) && unified.length === 0)) return [];
      const raw = valueAt(records, singlePath(text));
      const isPlain = raw !== undefined && (typeof raw !== 'object' || (Array.isArray(raw) && raw.every(isText)));
      const same = !isPlain || String(raw) === String(unified);
      return [[path, same ? show(unified) : `${show(raw)} → ${show(unified)}`]];
    }),
  );
}

/** `['Job', 'CareerLevels', '0']` of "From Job.CareerLevels[0]"; nothing that is there where several have a part in it. */
function singlePath(text: string): string[] {
  const [first = '', second] = text.match(/\b[A-Z]\w+(?:\[\d*\])?(?:\.[A-Z]\w+(?:\[\d*\])?)+/g) ?? [];
  const several = second === undefined ? / and [A-Z]/.test(text) : !text.includes(', else ');
  return several
    ? ['']
    : first
        .replaceAll('[]', '.0')
        .replace(/\[(\d+)\]/g, '.$1')
        .split('.');
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function valueAt(start: unknown, names: readonly string[]): unknown {
  let at = start;
  for (const name of names) at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined;
  return at ?? undefined;
}

function show(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) => inner ?? undefined).replaceAll('`', "'");
  return `\`${text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text}\``;
}
