import { describe, expect, test } from 'vitest';
import type { ERecruiter } from '../../src/index.js';
import { InputError } from '../../src/errors.js';
import { base64, createStage, EVA, FIRST } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

type Action =
  | 'createCandidate'
  | 'createApplication'
  | 'addTagToCandidate'
  | 'removeTagFromCandidate'
  | 'addAttachmentToApplication'
  | 'addAttachmentToCandidate'
  | 'addResultLinkToApplication'
  | 'addResultLinkToCandidate'
  | 'addNoteToApplication'
  | 'addNoteToCandidate'
  | 'setCandidateConsent';

/** What is wrong: the path that the error names, and how a valid input is spoiled. */
type Spoiled = readonly [path: string, changes: object];

const DATA = base64('Zeugnis');
const FILE = { name: 'z.pdf', type: 'OTHER', data: DATA };
const LINK = { label: 'Test', url: 'https://tests.example.com/7' };

const withCandidate = (changes: object) => ({ candidate: { ...EVA.candidate, ...changes } });
const withAnswer = (answer: unknown) => ({ screening_question_answers: [{ question_id: 'x', answer }] });
const withFiles = (...changes: object[]) => ({ attachments: changes.map((change) => ({ ...FILE, ...change })) });

const CREATE: readonly Spoiled[] = [
  ['candidate', { candidate: undefined }],
  ['candidate', { candidate: 'Eva' }],
  ['candidate.surname', withCandidate({ surname: 'Grün' })],
  ['candidate.first_name', withCandidate({ first_name: undefined })],
  ['candidate.first_name', withCandidate({ first_name: ' ' })],
  ['candidate.last_name', withCandidate({ last_name: '' })],
  ['candidate.last_name', withCandidate({ last_name: null })],
  ['candidate.email_address', withCandidate({ email_address: 'eva' })],
  ['candidate.email_address', withCandidate({ email_address: 'eva@example' })],
  ['candidate.email_address', withCandidate({ email_address: 'eva grün@example.at' })],
  ['candidate.email_address', withCandidate({ email_address: `${'e'.repeat(250)}@example.at` })],
  ['candidate.phone_number', withCandidate({ phone_number: 43_664 })],
  ['candidate.location.country', withCandidate({ location: { city: 'Linz' } })],
  ['candidate.location.country', withCandidate({ location: { country: 'Österreich' } })],
  ['candidate.location.country', withCandidate({ location: { country: 'at' } })],
  ['candidate.location.street', withCandidate({ location: { country: 'AT', street: 'Graben 1' } })],
  ['candidate.location.city', withCandidate({ location: { country: 'AT', city: 4020 } })],
  ['candidate.gender', withCandidate({ gender: 'female' })],
  ['candidate.availability_date', withCandidate({ availability_date: 'soon' })],
  ['candidate.availability_date', withCandidate({ availability_date: '2026-02-30' })],
  ['candidate.availability_date', withCandidate({ availability_date: new Date(Number.NaN) })],
  ['candidate.salary_expectations.amount', withCandidate({ salary_expectations: { period: 'YEAR' } })],
  ['candidate.salary_expectations.amount', withCandidate({ salary_expectations: { period: 'YEAR', amount: -1 } })],
  ['candidate.salary_expectations.amount', withCandidate({ salary_expectations: { period: 'YEAR', amount: 2 ** 31 } })],
  ['candidate.salary_expectations.amount', withCandidate({ salary_expectations: { period: 'YEAR', amount: '3000' } })],
  ['candidate.salary_expectations.period', withCandidate({ salary_expectations: { period: 'WEEK', amount: 800 } })],
  ['candidate.social_links.0.url', withCandidate({ social_links: [{ url: 'javascript:alert(1)' }] })],
  ['candidate.additional_email_addresses.0.email_address', withCandidate({ additional_email_addresses: [{}] })],
  ['application', { application: undefined }],
  ['application.job_id', { application: {} }],
  ['application.job_id', { application: { job_id: '' } }],
  ['application.job_id', { application: { job_id: '4713' } }],
  ['application.job_id', { application: { job_id: 'remote:0' } }],
  ['application.job_id', { application: { job_id: 'remote:2147483648' } }],
  ['application.jobId', { application: { ...EVA.application, jobId: 'remote:1' } }],
  ['screening_question_answers', { screening_question_answers: {} }],
  ['screening_question_answers.0.question_id', { screening_question_answers: [{ answer: 'x' }] }],
  ['screening_question_answers.0.answer', { screening_question_answers: [{ question_id: 'x' }] }],
  ['screening_question_answers.0.answer', withAnswer(null)],
  ['screening_question_answers.0.answer', withAnswer([1])],
  ['screening_question_answers.0.answer', withAnswer({ data: DATA })],
  ['screening_question_answers.0.answer', withAnswer({ name: 'z.pdf', data: DATA, data_url: 'https://a.example' })],
  ['attachments.0.name', withFiles({ name: '' })],
  ['attachments.1.type', withFiles({}, { type: 'PHOTO' })],
  ['attachments.0', withFiles({ data: undefined })],
  ['attachments.0', withFiles({ data_url: 'https://files.example.com/z.pdf' })],
  ['attachments.0.url', withFiles({ url: 'https://files.example.com/z.pdf' })],
  ['attachments.0.content_type', withFiles({ content_type: 'pdf' })],
  ['source.name', { source: { name: '' } }],
  ['source', { source: 'Acme Jobs' }],
  ['gdpr_consent.given', { gdpr_consent: { given: 'yes' } }],
  ['sourced_by.user_id', { sourced_by: {} }],
  ['remote_fields', { remote_fields: {} }],
];

const ofCandidate = (sound: object): Spoiled[] => [
  ['candidate_id', { ...sound, candidate_id: undefined }],
  ['candidate_id', { ...sound, candidate_id: `${FIRST}` }],
  ['candidate_id', { ...sound, candidate_id: 'remote:x' }],
  ['application_id', { ...sound, application_id: 'remote:1/2' }],
];
const ofApplication = (sound: object): Spoiled[] => [
  ['application_id', { ...sound, application_id: undefined }],
  ['application_id', { ...sound, application_id: 'remote:7' }],
  ['application_id', { ...sound, application_id: 'remote:7/0' }],
  ['candidate_id', { ...sound, candidate_id: 'remote:1' }],
];
const TAG: readonly Spoiled[] = [
  ['tag', { tag: undefined }],
  ['tag.name', { tag: { name: ' ' } }],
  ['tag.name', { tag: { name: 7 } }],
  ['tag.id', { tag: { name: 'x', id: '7' } }],
  ...ofCandidate({ tag: { name: 'x' } }),
];
const ATTACHMENT: readonly Spoiled[] = [
  ['attachment', { attachment: undefined }],
  ['attachment', { attachment: { ...FILE, data: undefined } }],
  ['attachment.type', { attachment: { ...FILE, type: undefined } }],
  ['attachment.name', { attachment: { ...FILE, name: 7 } }],
];
const RESULT_LINK: readonly Spoiled[] = [
  ['label', { label: '' }],
  ['url', { url: 'tests.example.com' }],
  ['url', { url: 'javascript:alert(1)' }],
  ['url', { url: 'https:/tests.example.com' }],
  ['url', { url: 'https:tests.example.com' }],
  ['details.attributes', { details: {} }],
  ['details.attributes.0.key', { details: { attributes: [{ value: 'x' }] } }],
  ['details.attributes.0.value', { details: { attributes: [{ key: 'x', value: 7 }] } }],
];
const NOTE: readonly Spoiled[] = [
  ['content', { content: undefined }],
  ['content', { content: ' \n' }],
  ['content', { content: 7 }],
  ['content_type', { content_type: 'HTML' }],
  ['title', { title: null }],
  ['author', { author: 7 }],
  ['author_id', { author_id: 'x' }],
];
const CONSENT: readonly Spoiled[] = [
  ['accepted', { accepted: undefined }],
  ['accepted', { accepted: 'yes' }],
  ['accepted', { accepted: null }],
  ['policy_id', { policy_id: null }],
  ['policy_id', { policy_id: '' }],
  ['policy_id', { policy_id: 4 }],
  ['policy_id', { policy_id: '0' }],
  ['policy_id', { policy_id: 'remote:' }],
  ['policy_id', { policy_id: 'remote:9999999999' }],
  ['policy_id', { policy_id: 'remote:1/4' }],
  ['policy_id', { policy_id: 'consent' }],
  ['at', { at: null }],
  ['at', { at: 'yesterday' }],
  ['at', { at: '2026-02-30' }],
  ['at', { at: 1_772_000_000_000 }],
  ['at', { at: new Date(Number.NaN) }],
  ['at', { at: '1700-01-01' }],
  ['at', { at: new Date(8.64e15) }],
  ['given', { given: true }],
];

const candidate_id = `remote:${FIRST}`;
const application_id = `remote:${FIRST}/${createStage().sandbox.applicationsOf(FIRST)[0]?.Id}`;
const SPOILED: readonly (readonly [Action, object, readonly Spoiled[]])[] = [
  ['createCandidate', EVA, CREATE],
  ['createApplication', EVA, CREATE],
  ['addTagToCandidate', { candidate_id, tag: { name: 'x' } }, TAG],
  ['removeTagFromCandidate', { candidate_id, tag: { name: 'x' } }, TAG],
  ['addAttachmentToCandidate', { candidate_id, attachment: FILE }, [...ATTACHMENT, ...ofCandidate({})]],
  ['addAttachmentToApplication', { application_id, attachment: FILE }, [...ATTACHMENT, ...ofApplication({})]],
  ['addResultLinkToCandidate', { candidate_id, ...LINK }, [...RESULT_LINK, ...ofCandidate({})]],
  ['addResultLinkToApplication', { application_id, ...LINK }, [...RESULT_LINK, ...ofApplication({})]],
  ['addNoteToCandidate', { candidate_id, content: 'x' }, [...NOTE, ...ofCandidate({})]],
  ['addNoteToApplication', { application_id, content: 'x' }, [...NOTE, ...ofApplication({})]],
  ['setCandidateConsent', { candidate_id, accepted: true }, [...CONSENT, ...ofCandidate({})]],
];

/** Calls an action with what a caller without types may pass. */
function act(client: ERecruiter, action: Action, input: unknown): Promise<unknown> {
  return Reflect.apply(client[action], client, [input]);
}

describe.each(SPOILED)(
  '%s: a wrong input is an InputError that names its path, and nothing is sent',
  (action, sound, spoiled) => {
    test('the valid input passes', async () => {
      await expect(act(createStage().client(), action, sound)).resolves.toMatchObject({ data: {} });
    });

    test.each(spoiled)('%s %j', async (path, changes) => {
      const { sandbox, client } = createStage();
      const error = await caught(act(client(), action, { ...sound, ...changes }));
      expect(error).toMatchObject({ name: 'InputError', code: 'PLATFORM.INPUT_INVALID' });
      if (InputError.isInstance(error)) expect(error.issues.map((issue) => issue.path)).toContain(path);
      expect(sandbox.requests).toBe(0);
    });

    test.each([undefined, null, 'x', [], 7])('%j is no input', async (input) => {
      const { sandbox, client } = createStage();
      expect(await caught(act(client(), action, input))).toMatchObject({ issues: [{ path: 'input' }] });
      expect(sandbox.requests).toBe(0);
    });
  },
);

test('ids of other models, of another customer and with a typo are refused before anything is sent', async () => {
  const stage = createStage();
  const { id: candidate, applications } = await stage.client().getCandidate(`remote:${FIRST}`);
  const application = applications[0]?.id ?? '';
  const other = await stage.client({ tenant: 'other.example.at' }).getCandidate(`remote:${FIRST}`);
  const slip = candidate.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x'));
  const before = stage.sandbox.requests;
  const client = stage.client();
  const refused = [
    () => client.createApplication({ ...EVA, application: { job_id: candidate } }),
    () => client.addTagToCandidate({ candidate_id: application, tag: { name: 'x' } }),
    () => client.addTagToCandidate({ candidate_id: other.id, tag: { name: 'x' } }),
    () => client.addTagToCandidate({ candidate_id: slip, tag: { name: 'x' } }),
    () => client.addResultLinkToApplication({ application_id: candidate, ...LINK }),
  ];
  for (const call of refused) expect(await caught(call())).toMatchObject({ code: 'PLATFORM.INPUT_INVALID' });
  expect(stage.sandbox.requests).toBe(before);
});

test('errors repeat no value of the input', async () => {
  const error = await caught(
    act(createStage().client(), 'createApplication', { ...EVA, ...withCandidate({ email_address: 'secret at home' }) }),
  );
  expect(JSON.stringify(error)).not.toContain('secret');
});
