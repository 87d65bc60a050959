import { describe, expect, test } from 'vitest';
import type { CreateApplicationInput } from '../../src/index.js';
import { base64, createStage, EVA, FIRST, JOBS, type Stage } from '../faults/actions-kit.js';
import { ACTIONS } from '../package/connector-page.js';

// One test for each row of the tab "Actions" of the connector's page, named after the row.

type Create = 'createCandidate' | 'createApplication';
type Rows = Readonly<Record<string, () => Promise<void>>>;

interface Changes extends Partial<Omit<CreateApplicationInput, 'candidate'>> {
  readonly candidate?: Partial<CreateApplicationInput['candidate']>;
}

const CONTENT = base64('%PDF-1.7 Zeugnis');
const MESSE = 'Messe Graz';

/** Creates a new candidate, and returns what eRecruiter then stores of them. */
async function created(action: Create, changes: Changes, stage: Stage = createStage()) {
  const { sandbox } = stage;
  const input = { ...EVA, ...changes, candidate: { ...EVA.candidate, ...changes.candidate } };
  const fetchFile = async (): Promise<Response> => new Response('%PDF-1.7 Zeugnis');
  const { warnings } = await stage.client({ attachments: { fetch: fetchFile } })[action](input);
  expect(warnings).toEqual([]);
  const [id = 0] = stage.applicantsWith(input.candidate.email_address);
  const [application] = sandbox.applicationsOf(id);
  const [document] = sandbox.documentsOf(id);
  const [customField] = sandbox.customFieldsOf(id);
  return { applicant: sandbox.applicant(id), application, document, customField, id, sandbox };
}

function creates(action: Create): Rows {
  const field = async (candidate: Changes['candidate'], stored: object): Promise<void> => {
    const { applicant } = await created(action, { candidate: candidate ?? {} });
    expect(applicant).toMatchObject(stored);
  };
  const answered = async (): Promise<void> => {
    const stage = createStage();
    const { id } = await stage.question(1102);
    const changes = {
      application: { job_id: `remote:${JOBS.custom}` },
      screening_question_answers: [{ question_id: id, answer: true }],
    };
    const { customField } = await created(action, changes, stage);
    expect(customField).toMatchObject({ CustomField: { Name: 'fuehrerscheinB' }, BoolValue: true });
  };
  const attached = async (content: object, stored: object): Promise<void> => {
    const attachments = [{ name: 'Mein Zeugnis.pdf', type: 'OTHER', data: CONTENT, ...content } as const];
    const { document } = await created(action, { attachments });
    expect(document).toMatchObject(stored);
  };
  const from = async (source: object): Promise<void> => {
    const { applicant, application } = await created(action, { source });
    expect([applicant?.Referrer, application?.Referrer]).toEqual([MESSE, MESSE]);
  };
  return {
    'candidate.first_name': () => field({ first_name: 'Björn' }, { FirstName: 'Björn' }),
    'candidate.last_name': () => field({ last_name: "O'Šimek" }, { LastName: "O'Šimek" }),
    'candidate.email_address': () => field({ email_address: 'E.Grün+x@example.at' }, { Email: 'E.Grün+x@example.at' }),
    'candidate.phone_number': () => field({ phone_number: '+43 1 58' }, { Phone: '+43 1 58', MobilePhone: null }),
    'candidate.location.city': () => field({ location: { country: 'AT', city: 'Linz' } }, { City: 'Linz' }),
    'candidate.location.country': () => field({ location: { country: 'CH' } }, { Country: 'Schweiz' }),
    'candidate.gender': () => field({ gender: 'FEMALE' }, { Gender: 2, GenderIdentity: 2 }),
    'candidate.availability_date': () =>
      field({ availability_date: '2026-09-01' }, { EarliestPossibleBeginDate: { Year: 2026, Month: 9, Day: 1 } }),
    'candidate.salary_expectations.period': () =>
      field({ salary_expectations: { period: 'YEAR', amount: 42_000 } }, { SalaryPeriod: 1, SalaryCurrency: 'EUR' }),
    'candidate.salary_expectations.amount': () =>
      field({ salary_expectations: { period: 'MONTH', amount: 2500.5 } }, { Salary: 2501, SalaryPeriod: 0 }),
    'application.job_id': async () => {
      const { application } = await created(action, { application: { job_id: `remote:${JOBS.custom}` } });
      expect(application).toMatchObject({ JobId: JOBS.custom, Referrer: 'Acme Jobs' });
    },
    'screening_question_answers.question_id': answered,
    'screening_question_answers.answer': answered,
    'attachments.name': () => attached({}, { Name: 'Mein Zeugnis', FileExtension: '.pdf' }),
    'attachments.data_url': () =>
      attached({ data: undefined, data_url: 'https://files.example.com/z.pdf' }, { Content: CONTENT }),
    'attachments.data': () => attached({}, { Content: CONTENT, IsPublic: false }),
    'attachments.type': async () => {
      await attached({ type: 'COVER_LETTER' }, { Type: 'Anschreiben' });
      await attached({ type: 'OTHER' }, { Type: 'Sonstiges' });
      const attachments = [{ name: 'cv.pdf', type: 'CV', data: CONTENT } as const];
      const { sandbox, id, document } = await created(action, { attachments });
      expect(sandbox.cvOf(id)).toEqual({ FileExtension: '.pdf', Content: CONTENT });
      expect(document).toBeUndefined();
    },
    'source.name': () => from({ name: MESSE }),
    'source.unified_key': () => from({ unified_key: 'messe graz' }),
    'source.id': () => from({ id: MESSE }),
    'gdpr_consent.given': async () => {
      const { sandbox, id, applicant } = await created(action, { gdpr_consent: { given: true } });
      const AcceptedOn = '2026-03-01T13:00:00';
      expect(sandbox.policiesOf(id)).toEqual([{ PolicyId: 4, AcceptedOn, RevokedOn: null }]);
      expect(applicant?.PolicyAcceptedAt).toBe(AcceptedOn);
    },
  };
}

/** The ids by which a client knows the first applicant and their second application. */
async function known(stage: Stage) {
  const candidate = await stage.client().getCandidate(`remote:${FIRST}`);
  const application = candidate.applications[1];
  if (application === undefined) throw new Error('the first applicant has applied more than once');
  return { candidate_id: candidate.id, application_id: application.id, job: 4712 };
}

function tags(action: 'addTagToCandidate' | 'removeTagFromCandidate', before: string[], after: string[]): Rows {
  const changed = async (): Promise<void> => {
    const stage = createStage();
    stage.sandbox.edit(FIRST, { Tags: before });
    const { candidate_id } = await known(stage);
    const result = await stage.client()[action]({ candidate_id, tag: { name: 'Führerschein C' } });
    expect(result).toEqual({ data: {}, warnings: [] });
    expect(stage.sandbox.applicant(FIRST)?.Tags).toEqual(after);
  };
  return { candidate_id: changed, 'tag.name': changed };
}

function attaches(action: 'addAttachmentToApplication' | 'addAttachmentToCandidate', id: string): Rows {
  const attached = async (content: object, stored: object): Promise<void> => {
    const stage = createStage();
    const fetchFile = async (): Promise<Response> => new Response('%PDF-1.7 Zeugnis');
    const { candidate_id, application_id } = await known(stage);
    const attachment = { name: 'Mein Zeugnis.pdf', type: 'OTHER', data: CONTENT, ...content } as const;
    const client = stage.client({ attachments: { fetch: fetchFile } });
    const { warnings } =
      action === 'addAttachmentToCandidate'
        ? await client.addAttachmentToCandidate({ candidate_id, attachment })
        : await client.addAttachmentToApplication({ application_id, attachment });
    expect(stage.sandbox.documentsOf(FIRST).at(-1)).toMatchObject(stored);
    expect(warnings.map(({ message }) => message)).toEqual(
      action === 'addAttachmentToCandidate' ? [] : [expect.stringContaining('stores files on the candidate')],
    );
  };
  return {
    [id]: () => attached({}, { Name: 'Mein Zeugnis' }),
    'attachment.name': () => attached({}, { Name: 'Mein Zeugnis', FileExtension: '.pdf' }),
    'attachment.data_url': () =>
      attached({ data: undefined, data_url: 'https://files.example.com/z.pdf' }, { Content: CONTENT }),
    'attachment.data': () => attached({}, { Content: CONTENT }),
    'attachment.type': () => attached({ type: 'COVER_LETTER' }, { Type: 'Anschreiben' }),
  };
}

function links(action: 'addResultLinkToApplication' | 'addResultLinkToCandidate', id: string): Rows {
  const linked = async (stored: object): Promise<void> => {
    const stage = createStage();
    const { candidate_id, application_id, job } = await known(stage);
    const link = {
      label: 'Eignungstest',
      url: 'https://tests.example.com/r/7?a=1&b=2',
      details: { custom_field_name_prefix: 'Acme: ', attributes: [{ key: 'Punkte', value: '97 < 100' }] },
    };
    const client = stage.client();
    const result =
      action === 'addResultLinkToCandidate'
        ? await client.addResultLinkToCandidate({ candidate_id, ...link })
        : await client.addResultLinkToApplication({ application_id, ...link });
    expect(result).toEqual({ data: {}, warnings: [] });
    const JobId = action === 'addResultLinkToCandidate' ? null : job;
    expect(stage.sandbox.historyOf(FIRST)).toEqual([
      expect.objectContaining({ Type: 0, CreatedBy: 'Acme Jobs', JobId, ...stored }),
    ]);
  };
  return {
    [id]: () => linked({}),
    label: () => linked({ Subject: 'Eignungstest' }),
    url: () => linked({ Body: expect.stringContaining('href="https://tests.example.com/r/7?a=1&amp;b=2"') }),
    'details.attributes.key': () => linked({ Body: expect.stringContaining('<li>Acme: Punkte: ') }),
    'details.attributes.value': () => linked({ Body: expect.stringContaining(': 97 &lt; 100</li>') }),
  };
}

const TESTS: Readonly<Record<string, Rows>> = {
  'Create candidate': creates('createCandidate'),
  'Create application': creates('createApplication'),
  'Add tag to candidate': tags('addTagToCandidate', ['Stapler'], ['Stapler', 'Führerschein C']),
  'Remove tag from candidate': tags('removeTagFromCandidate', ['führerschein c', 'Stapler'], ['Stapler']),
  'Add attachment to application': attaches('addAttachmentToApplication', 'application_id'),
  'Add result link to application': links('addResultLinkToApplication', 'application_id'),
  'Add attachment to candidate': attaches('addAttachmentToCandidate', 'candidate_id'),
  'Add result link to candidate': links('addResultLinkToCandidate', 'candidate_id'),
};

describe.each(Object.entries(TESTS))('%s', (_, rows) => {
  test.each(Object.entries(rows))('%s', async (_row, run) => run());
});

test('every row of the tab "Actions" has a test', () => {
  const tested = Object.entries(TESTS).map(([heading, rows]) => [heading, Object.keys(rows)]);
  expect(tested).toEqual(ACTIONS.map(({ heading, fields }) => [heading, [...fields]]));
});
