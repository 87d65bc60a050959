import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  toApplication,
  toCandidate,
  toJob,
  toJobScreeningQuestions,
  toScreeningQuestions,
  type MapperContext,
  type MappingIssue,
} from '../../src/mappers/index.js';
import {
  applicants,
  applications,
  catalogues,
  customFieldValues,
  jobs,
  lastChanges,
  questionnaires,
} from './mappers-arbitraries.js';

const base = {
  tenant: 'api.example.at',
  mandatorId: 1,
  observedAt: new Date('2025-11-08T12:00:00Z'),
  countries: ['Österreich'],
  portalUrl: 'https://jobs.example.at',
  sourceName: 'Acme \ud800',
};
const issues: MappingIssue[] = [];
const contexts = fc
  .record({
    integrationFields: fc.constantFrom('custom' as const, 'all' as const),
    remoteData: fc.boolean(),
    customFields: fc.constantFrom(undefined, {
      job: { own: '__proto__', __proto__: 'CustomerName' },
      candidate: { own: 'Salary' },
      application: { own: 'Rating' },
    }),
  })
  .map((options) => createMapperContext({ ...base, ...options, onIssue: (issue) => issues.push(issue) }));

/** Maps the same frozen input twice, the second time in a context made anew. */
const cases: [string, fc.Arbitrary<(context: MapperContext) => unknown>][] = [
  [
    'toJob',
    fc.record({ raw: jobs, questionnaire: fc.option(questionnaires), catalogue: catalogues }).map((input) => {
      const { raw, questionnaire, catalogue } = deepFreeze(input);
      return (context) => toJob(raw, context, { questionnaire, catalogue });
    }),
  ],
  [
    'toCandidate',
    fc
      .record({
        raw: applicants,
        own: fc.array(applications, { maxLength: 3 }),
        customFieldValues,
        lastChange: lastChanges,
      })
      .map((input) => {
        const { raw, own, customFieldValues, lastChange } = deepFreeze(input);
        return (context) =>
          toCandidate(raw, context, {
            applications: own,
            customFieldValues,
            job: (id) => (id % 2 === 0 ? { name: 'Koch' } : undefined),
            workflowLastChange: () => lastChange,
          });
      }),
  ],
  [
    'toApplication',
    fc
      .record({ raw: applications, applicant: fc.option(applicants, { nil: undefined }), lastChange: lastChanges })
      .map((input) => {
        const { raw, applicant, lastChange } = deepFreeze(input);
        return (context) => toApplication(raw, context, { applicant, workflowLastChange: lastChange });
      }),
  ],
  [
    'toScreeningQuestions',
    fc.record({ raw: questionnaires, catalogue: catalogues }).map((input) => {
      const { raw, catalogue } = deepFreeze(input);
      return (context) => [toScreeningQuestions(raw, context, catalogue), toJobScreeningQuestions(4711, raw, context)];
    }),
  ],
];

describe.each(cases)('%s', (_, mappings) => {
  test('is total and pure, knows no undefined, and survives JSON', () => {
    fc.assert(
      fc.property(mappings, contexts, (map, context) => {
        const unified = map(context);

        expect(undefinedPaths(unified)).toEqual([]);
        expect(map({ ...context, ids: createMapperContext(base).ids })).toEqual(unified);
        expect(JSON.parse(JSON.stringify(unified))).toEqual(datesAsText(unified));
      }),
      { numRuns: 300 },
    );
  });
});

test('issues never repeat a value', () => {
  issues.length = 0;
  const secret = 'S3cr3t';
  const texts = { Email: secret, DateOfCreation: secret, DateOfUpdateByUser: `2025-${secret}`, LastName: secret };
  const context = createMapperContext({ ...base, onIssue: (issue) => issues.push(issue) });
  fc.assert(
    fc.property(applicants, (raw) => {
      toCandidate({ ...raw, ...texts }, context);
      expect(JSON.stringify(issues.splice(0))).not.toContain(secret);
    }),
    { numRuns: 50 },
  );
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

// What a raw record holds is the record's own: undefined can stand there before it was ever JSON.
const RAW = new Set(['remote_data', 'raw_question', 'value']);

function undefinedPaths(value: unknown, path = ''): string[] {
  if (value === undefined) return [path];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, inner]) => (RAW.has(key) ? [] : undefinedPaths(inner, `${path}.${key}`)));
}

function datesAsText(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(datesAsText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, datesAsText(inner)]])),
  );
}
