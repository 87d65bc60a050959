import { HTTPClient, Kombo } from '@kombo-api/sdk';
import {
  GetAtsApplicationsPositiveResponse$inboundSchema,
  GetAtsApplicationStagesPositiveResponse$inboundSchema,
  GetAtsCandidatesCandidateIdAttachmentsPositiveResponse$inboundSchema,
  GetAtsCandidatesPositiveResponse$inboundSchema,
  GetAtsJobsPositiveResponse$inboundSchema,
  GetAtsTagsPositiveResponse$inboundSchema,
  GetAtsUsersPositiveResponse$inboundSchema,
} from '@kombo-api/sdk/models/index.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  toApplication,
  toApplicationStage,
  toAttachment,
  toCandidate,
  toJob,
  toTag,
  toUser,
} from '../../src/mappers/index.js';
import { goldenCases } from '../fixtures/golden/golden.js';
import {
  applicants,
  applications,
  catalogues,
  customFieldValues,
  jobs,
  lastChanges,
  questionnaires,
} from '../property/mappers-arbitraries.js';
import { BEYOND_SDK, NEWER } from './newer-sdk.js';

const PAGE = 250;
const context = createMapperContext({
  tenant: 'api.example.at',
  mandatorId: 1,
  observedAt: new Date('2025-11-08T12:00:00Z'),
  portalUrl: 'https://jobs.example.at',
  integrationFields: 'all',
});
const sample = <T>(arbitrary: fc.Arbitrary<T>): T[] => fc.sample(arbitrary, { numRuns: 1_000 });
const golden = (model: string): unknown[] =>
  goldenCases()
    .filter((one) => one.model === model)
    .map((one) => one.unified());

const models = [
  {
    name: 'jobs',
    records: [
      ...golden('job'),
      ...sample(fc.record({ raw: jobs, questionnaire: fc.option(questionnaires), catalogue: catalogues })).map(
        ({ raw, ...related }) => toJob(raw, context, related),
      ),
    ],
    schema: GetAtsJobsPositiveResponse$inboundSchema,
    read: (kombo: Kombo) => kombo.ats.getJobs({ page_size: PAGE }),
  },
  {
    name: 'candidates',
    records: [
      ...golden('candidate'),
      ...sample(
        fc.record({
          raw: applicants,
          own: fc.array(applications, { maxLength: 3 }),
          customFieldValues,
          lastChange: lastChanges,
        }),
      ).map(({ raw, own, customFieldValues, lastChange }) =>
        toCandidate(raw, context, { applications: own, customFieldValues, workflowLastChange: () => lastChange }),
      ),
    ],
    schema: GetAtsCandidatesPositiveResponse$inboundSchema,
    read: (kombo: Kombo) => kombo.ats.getCandidates({ page_size: PAGE }),
  },
  {
    name: 'applications',
    records: [
      ...golden('application'),
      ...sample(
        fc.record({ raw: applications, applicant: fc.option(applicants, { nil: undefined }), lastChange: lastChanges }),
      ).map(({ raw, applicant, lastChange }) =>
        toApplication(raw, context, { applicant, workflowLastChange: lastChange }),
      ),
    ],
    schema: GetAtsApplicationsPositiveResponse$inboundSchema,
    read: (kombo: Kombo) => kombo.ats.getApplications({ page_size: PAGE }),
  },
  {
    name: 'application stages',
    records: [
      ...golden('application-stage'),
      ...sample(fc.string({ minLength: 1 })).map((name) => toApplicationStage(name, context)),
    ],
    schema: GetAtsApplicationStagesPositiveResponse$inboundSchema,
    read: (kombo: Kombo) => kombo.ats.getApplicationStages({ page_size: PAGE }),
  },
  {
    name: 'tags',
    records: [...golden('tag'), ...sample(fc.string({ minLength: 1 })).map((name) => toTag(name, context))],
    schema: GetAtsTagsPositiveResponse$inboundSchema,
    read: (kombo: Kombo) => kombo.ats.getTags({ page_size: PAGE }),
  },
  {
    name: 'users',
    records: [
      ...golden('user'),
      ...[true, false, null].map((IsEnabled) => toUser({ Id: 3, IsEnabled, LastName: 'Grün' }, context)),
    ],
    schema: GetAtsUsersPositiveResponse$inboundSchema,
    read: (kombo: Kombo) => kombo.ats.getUsers({ page_size: PAGE }),
  },
] as const;

describe.each(models)('$name', ({ name, records, schema, read }) => {
  test('are valid for newer SDKs', () => {
    for (const record of records) NEWER[name].parse(JSON.parse(JSON.stringify(record)));
  });

  test('pass the schema of the SDK unchanged', () => {
    const { data } = schema.parse(
      JSON.parse(JSON.stringify({ status: 'success', data: { next: null, results: records } })),
    );

    expect(data.results).toHaveLength(records.length);
    for (const [i, result] of data.results.entries()) expect(result).toEqual(whatSdkKnows(records[i], result));
  });

  test('pass through the SDK itself unchanged, page by page', async () => {
    const kombo = new Kombo({
      integration_id: 'erecruiter:local',
      http_client: new HTTPClient({ fetcher: pagesOf(records) }),
    });
    const results: unknown[] = [];
    for await (const page of await read(kombo)) results.push(...page.result.data.results);

    expect(results).toHaveLength(records.length);
    for (const [i, result] of results.entries()) expect(result).toEqual(whatSdkKnows(records[i], result));
  });
});

test('attachments pass the schema of the SDK unchanged', () => {
  const results = ['.pdf', 'jpg', null].map((FileExtension, i) =>
    toAttachment({ Id: i + 1, Name: 'Zeugnis', FileExtension, Content: 'YQ==' }, context, 7),
  );
  const body = JSON.parse(JSON.stringify({ status: 'success', data: { results }, warnings: [] }));

  expect(GetAtsCandidatesCandidateIdAttachmentsPositiveResponse$inboundSchema.parse(body).data.results).toEqual(
    results,
  );
});

/** A server that returns one list in pages. */
function pagesOf(records: readonly unknown[]): typeof fetch {
  return async (input) => {
    const start = Number(new URL(input instanceof Request ? input.url : input).searchParams.get('cursor') ?? 0);
    const end = start + PAGE;
    const data = { next: end < records.length ? String(end) : null, results: records.slice(start, end) };
    return Response.json({ status: 'success', data });
  };
}

// Our keys that the SDK strips: those that it never had, and those that newer schemas have in stages, always null.
const BEYOND = new Set<string>(Object.values(BEYOND_SDK).flat());
const NEWER_KEYS = new Set(['status', 'custom_fields']);

/** Our record without the keys that the SDK strips; any other key that it loses stays and fails the comparison. */
function whatSdkKnows(ours: unknown, theirs: unknown): unknown {
  if (Array.isArray(ours) && Array.isArray(theirs)) return ours.map((item, at) => whatSdkKnows(item, theirs[at]));
  if (!isRecord(ours) || !isRecord(theirs)) return ours;
  return Object.fromEntries(
    Object.entries(ours)
      .filter(([key, value]) => key in theirs || !(BEYOND.has(key) || (NEWER_KEYS.has(key) && value === null)))
      .map(([key, value]) => [key, key === 'custom_fields' ? withoutProto(value) : whatSdkKnows(value, theirs[key])]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

// zod's records lose a custom field of this name.
function withoutProto(fields: unknown): unknown {
  if (typeof fields !== 'object' || fields === null) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== '__proto__'));
}
