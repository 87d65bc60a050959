import {
  DeleteAtsCandidatesCandidateIdTagsPositiveResponse$inboundSchema,
  PostAtsApplicationsApplicationIdAttachmentsPositiveResponse$inboundSchema,
  PostAtsApplicationsApplicationIdResultLinksPositiveResponse$inboundSchema,
  PostAtsCandidatesCandidateIdAttachmentsPositiveResponse$inboundSchema,
  PostAtsCandidatesCandidateIdResultLinksPositiveResponse$inboundSchema,
  PostAtsCandidatesCandidateIdTagsPositiveResponse$inboundSchema,
  PostAtsCandidatesPositiveResponse$inboundSchema,
  PostAtsJobsJobIdApplicationsPositiveResponse$inboundSchema,
} from '@kombo-api/sdk/models/index.js';
import { describe, expect, test } from 'vitest';
import type { ERecruiter } from '../../src/index.js';
import { base64, createStage, EVA, FIRST } from '../faults/actions-kit.js';

// The results of the actions are what Kombo's SDK expects from Kombo's API.

const LINK = { label: 'Test', url: 'https://tests.example.com/r/7' };
const FILE = { name: 'z.pdf', type: 'OTHER', data: base64('z') } as const;
const FULL = {
  ...EVA,
  candidate: {
    ...EVA.candidate,
    phone_number: '+43 1 58',
    location: { country: 'AT', city: 'Linz', zip_code: '4020', street_1: 'Graben 1', state: 'Oberösterreich' },
    gender: 'OTHER',
    availability_date: '2026-09-01',
    salary_expectations: { period: 'MONTH', amount: 3_000.5 },
    social_links: [{ url: 'https://example.com/eva' }],
  },
  attachments: [FILE],
  gdpr_consent: { given: true },
} as const;
const candidate_id = `remote:${FIRST}`;

interface Parser {
  readonly parse: (value: unknown) => unknown;
}
type Action = readonly [
  name: string,
  parser: Parser,
  run: (client: ERecruiter, applicationId: string) => Promise<object>,
];

const ACTIONS: readonly Action[] = [
  ['createCandidate', PostAtsCandidatesPositiveResponse$inboundSchema, (client) => client.createCandidate(FULL)],
  [
    'createApplication',
    PostAtsJobsJobIdApplicationsPositiveResponse$inboundSchema,
    (client) => client.createApplication(FULL),
  ],
  [
    'addTagToCandidate',
    PostAtsCandidatesCandidateIdTagsPositiveResponse$inboundSchema,
    (client) => client.addTagToCandidate({ candidate_id, tag: { name: 'x' } }),
  ],
  [
    'removeTagFromCandidate',
    DeleteAtsCandidatesCandidateIdTagsPositiveResponse$inboundSchema,
    (client) => client.removeTagFromCandidate({ candidate_id, tag: { name: 'x' } }),
  ],
  [
    'addAttachmentToApplication',
    PostAtsApplicationsApplicationIdAttachmentsPositiveResponse$inboundSchema,
    (client, application_id) => client.addAttachmentToApplication({ application_id, attachment: FILE }),
  ],
  [
    'addAttachmentToCandidate',
    PostAtsCandidatesCandidateIdAttachmentsPositiveResponse$inboundSchema,
    (client) => client.addAttachmentToCandidate({ candidate_id, attachment: FILE }),
  ],
  [
    'addResultLinkToApplication',
    PostAtsApplicationsApplicationIdResultLinksPositiveResponse$inboundSchema,
    (client, application_id) => client.addResultLinkToApplication({ application_id, ...LINK }),
  ],
  [
    'addResultLinkToCandidate',
    PostAtsCandidatesCandidateIdResultLinksPositiveResponse$inboundSchema,
    (client) => client.addResultLinkToCandidate({ candidate_id, ...LINK }),
  ],
];

/** A value as it is sent. */
const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the result of every action parses as Kombo’s response, and nothing in it changes', () => {
  test.each(ACTIONS)('%s', async (_, parser, run) => {
    const client = createStage().client({ remoteData: true, integrationFields: 'all' });
    const candidate = await client.getCandidate(candidate_id);
    const envelope = wire({ status: 'success', ...(await run(client, candidate.applications[0]?.id ?? '')) });
    const parsed = parser.parse(envelope);
    expect(parsed).toMatchObject({ status: 'success' });
    // What the SDK keeps is what was sent; it drops keys that it does not have.
    expect(envelope).toMatchObject(Object(wire(parsed)));
    expect(Object(wire(parsed)).warnings).toEqual(Object(envelope).warnings);
    expect(() => parser.parse({ ...Object(envelope), data: null })).toThrow();
  });
});

test('a created application has everything that the SDK knows', async () => {
  const result = await createStage().client().createApplication(FULL);
  const { data, warnings } = PostAtsJobsJobIdApplicationsPositiveResponse$inboundSchema.parse(
    wire({ status: 'success', ...result }),
  );
  expect(data).toMatchObject({
    id: result.data.id,
    outcome: 'PENDING',
    candidate: {
      first_name: 'Eva',
      last_name: 'Grün',
      email_addresses: [{ email_address: EVA.candidate.email_address }],
    },
    job: { remote_id: '4713' },
    current_stage: { name: 'Neu eingelangt' },
  });
  expect(warnings).toHaveLength(1); // the state
});
