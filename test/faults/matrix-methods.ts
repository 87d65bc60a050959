import type { CallOptions, ERecruiter, Listing } from '../../src/index.js';
import { addHistoryEntry, getApplicant } from '../../src/raw/index.js';
import { base64, EMAIL, EVA, FIRST, JOBS, type Stage } from './actions-kit.js';
import { LISTING_NAMES } from '../helpers/client.js';
import type { Role } from './matrix-rules.js';

/** A public method, called so that it sends every kind of request it can send. */
export interface Method {
  readonly name: string;
  /** Resolves to the result in short, such as the ids of records. */
  readonly run: (client: ERecruiter, options: CallOptions, stage: Stage) => Promise<readonly unknown[]>;
  /** The roles of its requests, by method and route. Default `needed`; of several names the first. */
  readonly roles: Readonly<Record<string, Role | readonly [first: Role, later: Role]>>;
  readonly isAction: boolean;
  /** Prepares what must exist. */
  readonly setUp?: (stage: Stage) => Promise<unknown>;
}

const candidate_id = `remote:${FIRST}`;
/** An applicant with a CV, two documents and custom fields. */
const with_cv = 'remote:150002';
const with_document = `${with_cv}/30`;
const application_id = `remote:${FIRST}/880000`;
const attachment = { name: 'cv.pdf', type: 'CV', data: base64('cv') } as const;
const link = { label: 'Test', url: 'https://tests.example.com/r/7' } as const;
const document = { name: 'z.pdf', type: 'OTHER', data: base64('z') } as const;

/** Roles of the requests of a crawl. */
const CRAWL = {
  'GET Applications/ByReferrer/{referrer}': 'source',
  'GET Applications/ByJob/{jobId}': 'job',
  'GET Job/{jobId}': 'one',
  'GET Questionnaire/ByJob/{jobId}': 'one',
  'GET Applicant/{applicantId}': 'one',
  'GET Applications/{applicantId}': 'rows of one',
  'GET Applicant/CustomFields/{applicantId}': 'rows if any',
  'GET PublishedJobs': 'portal',
  'GET Users': 'rows',
} as const;

/** Roles of what is read with one candidate. */
const PARTS = {
  'GET Applications/{applicantId}': 'part',
  'GET Applicant/CustomFields/{applicantId}': 'part',
  'GET Job/{jobId}': 'part',
} as const;

/** Roles of the requests of an action. */
const ACTION = {
  'GET Applicants/ByEmail/{email}': 'search',
  'GET Applications/{applicantId}': 'own row',
  'GET Applicant/Documents/{applicantId}': ['own list', 'read back'],
  'GET Applicant/Languages/{applicantId}': ['list', 'read back'],
  'GET Policies': 'reported rows if any',
  'GET Applicant/Cv/{applicantId}': ['slot', 'read back'],
  'PUT Application': 'guarded',
  'POST Applicant/{applicantId}': 'replace',
  'DELETE Applicant/{applicantId}': 'guarded',
  'DELETE Applicant/{applicantId}/CustomField/{customFieldName}': 'create by name',
  'PUT Applicant': 'create',
  'PUT Applicant/Cv/{applicantId}': 'create',
  'PUT Applicant/Document/{applicantId}': 'create',
  'POST Applicant/Document/{recordId}': 'create',
  'DELETE Applicant/Document/{recordId}': 'create',
  'POST Applicant/Cv/{applicantId}': 'create',
  'DELETE Applicant/Cv/{applicantId}': 'create',
  'PUT Applicant/Photo/{applicantId}': 'create',
  'PUT Applicant/Language/{applicantId}': 'create',
  'PUT Applicant/Knowledges/{applicantId}': 'create together',
  'POST Applicant/{applicantId}/CustomField': 'create',
  'PUT Applicant/{applicantId}/Policies/{policyId}': 'create',
  'PUT Applicant/History/{applicantId}': 'once',
  'POST Application/{applicationId}': 'step',
} as const;

async function idsOf(listing: Listing<{ readonly id: string }>): Promise<string[]> {
  return (await listing.toArray()).map(({ id }) => id);
}

async function names(work: Promise<unknown>): Promise<readonly unknown[]> {
  await work;
  return [];
}

const isOfJobs = (name: string): boolean => /Jobs$|Question/.test(name);

const LISTINGS: readonly Method[] = LISTING_NAMES.map((name) => ({
  name,
  run: (client, options) => idsOf(client[name]({}, options)),
  roles: isOfJobs(name) ? { ...CRAWL, 'GET Applications/ByReferrer/{referrer}': 'source of jobs' } : CRAWL,
  isAction: false,
}));

const READS: readonly Method[] = [
  ...LISTINGS,
  {
    name: 'listCandidateAttachments',
    run: (client, options) => idsOf(client.listCandidateAttachments(with_cv, {}, options)),
    roles: {
      'GET Applicant/Documents/{applicantId}': 'list',
      'GET Applicant/Document/{recordId}': 'one',
      'GET Applicant/Cv/{applicantId}': 'slot to list',
    },
    isAction: false,
  },
  {
    name: 'listCandidateAttachments with photo and European CV',
    run: (client, options) =>
      idsOf(client.listCandidateAttachments(with_cv, { include: ['photo', 'european_cv'] }, options)),
    setUp: async ({ sandbox }) => sandbox.setPhoto(150_002, { Content: base64('photo') }),
    roles: {
      'GET Applicant/Documents/{applicantId}': 'list',
      'GET Applicant/Document/{recordId}': 'one',
      'GET Applicant/Cv/{applicantId}': 'slot to list',
      'GET Applicant/Photo/{applicantId}': 'slot to list',
      'GET Applicant/EuropeanCv/{applicantId}': 'slot to list',
    },
    isAction: false,
  },
  {
    name: 'getAttachment',
    run: async (client, options) => [(await client.getAttachment(`${with_cv}/cv`, {}, options)).id],
    roles: { 'GET Applicant/Cv/{applicantId}': 'slot to read' },
    isAction: false,
  },
  {
    name: 'getAttachment of a document',
    run: async (client, options) => [(await client.getAttachment(with_document, {}, options)).id],
    roles: { 'GET Applicant/Documents/{applicantId}': 'own row' },
    isAction: false,
  },
  {
    name: 'listApplicationActivities',
    run: async (client, options) =>
      (await client.listApplicationActivities(application_id, {}, options).toArray()).map(({ name }) => name),
    roles: { 'GET Applications/{applicantId}': 'own row' },
    isAction: false,
  },
  {
    name: 'listCandidateConsents',
    run: async (client, options) =>
      (await client.listCandidateConsents(with_cv, {}, options).toArray()).map(({ policy_id }) => policy_id),
    roles: { 'GET Applicant/{applicantId}/Policies': 'list' },
    isAction: false,
  },
  {
    name: 'parseCv',
    run: async (client, options) => {
      const { data } = await client.parseCv({ name: 'cv.txt', data: base64('Name: Eva Muster') }, options);
      return [data.candidate];
    },
    roles: { 'POST CvParser': 'parser' },
    isAction: false,
  },
  {
    name: 'listCandidates by a custom field and a third-party id',
    run: (client, options) => {
      const custom_field = { key: 'schuhgroesse', value: '43' };
      return idsOf(client.listCandidates({ custom_field, external_ids: [4711] }, options));
    },
    setUp: async ({ sandbox }) => {
      sandbox.edit(FIRST, { ExternalId: 4711 });
      sandbox.setCustomField(FIRST, 'schuhgroesse', '43');
    },
    roles: {
      ...CRAWL,
      // No job or source names an application of theirs.
      'GET Applications/{applicantId}': 'rows if any',
      'GET Applicants/ByExternalId/{externalId}': 'found rows',
      'GET Applicants/ByCustomField/{customField}': 'found rows',
    },
    isAction: false,
  },
  {
    name: 'sync',
    run: async (client, options) => {
      const changes: string[] = [];
      for await (const { type, model, data } of client.sync({}, options)) changes.push(`${type} ${model} ${data.id}`);
      return changes;
    },
    roles: CRAWL,
    isAction: false,
  },
  {
    name: 'getJob',
    run: async (client, options) => [(await client.getJob(`remote:${JOBS.office}`, options)).id],
    roles: { 'GET Questionnaire/ByJob/{jobId}': 'part' },
    isAction: false,
  },
  {
    name: 'getCandidate',
    run: async (client, options) => [(await client.getCandidate(with_cv, options)).id],
    roles: PARTS,
    isAction: false,
  },
  {
    name: 'getApplication',
    run: async (client, options) => [(await client.getApplication(application_id, options)).id],
    roles: { ...PARTS, 'GET Applications/{applicantId}': 'own row' },
    isAction: false,
  },
  {
    name: 'exploreFields',
    run: async (client, options) => (await client.exploreFields('candidate', {}, options)).map(({ id }) => id),
    roles: CRAWL,
    isAction: false,
  },
  {
    name: 'ping',
    run: async (client, options) => [await client.ping(options)],
    roles: { 'GET Ping': 'anything' },
    isAction: false,
  },
  {
    name: 'passthrough',
    run: async (client, options) => {
      const { status, data } = await client.passthrough({ method: 'GET', path: `/Applicant/${FIRST}` }, options);
      return [status, data];
    },
    roles: { 'GET Applicant/{applicantId}': 'raw' },
    isAction: false,
  },
  {
    name: 'raw',
    run: async (client, options) => [(await client.raw(getApplicant, { applicantId: FIRST }, options)).Id],
    roles: {},
    isAction: false,
  },
];

/** Roles of the requests of an action that executes a step. */
const STEP_ROLES = {
  ...ACTION,
  'GET Applications/{applicantId}': ['own row', 'read back'],
  'GET Applicant/{applicantId}': 'read back',
  'GET Job/{jobId}': 'read back',
} as const;

const asNew = async ({ sandbox }: Stage): Promise<void> => sandbox.moveApplication(FIRST, 880_000, 'Neu eingelangt');

const ACTIONS: readonly Method[] = [
  {
    name: 'runApplicationActivity',
    setUp: asNew,
    run: async (client, options) => {
      const { data } = await client.runApplicationActivity({ application_id, activity: 'Absage' }, options);
      return [data.id];
    },
    roles: STEP_ROLES,
    isAction: true,
  },
  {
    name: 'moveApplicationToStage',
    setUp: asNew,
    run: async (client, options) => {
      const stage_id = 'remote:Unterlagen vollständig'; // as the step is called
      return [(await client.moveApplicationToStage({ application_id, stage_id }, options)).data.id];
    },
    roles: STEP_ROLES,
    isAction: true,
  },
  {
    name: 'rejectApplication',
    setUp: asNew,
    run: async (client, options) => [(await client.rejectApplication({ application_id }, options)).data.id],
    roles: STEP_ROLES,
    isAction: true,
  },
  ...(['createCandidate', 'createApplication'] as const).map((name): Method => ({
    name,
    run: async (client, options, stage) => {
      const [french, skill, extent] = await Promise.all([902, 903, 909].map((number) => stage.question(number)));
      const { data } = await client[name](
        {
          ...EVA,
          candidate: {
            ...EVA.candidate,
            availability_date: '2026-09-01',
            salary_expectations: { period: 'YEAR', amount: 42_000 },
          },
          application: { job_id: `remote:${JOBS.office}` },
          attachments: [attachment, document],
          gdpr_consent: { given: true },
          screening_question_answers: [
            { question_id: french?.id ?? '', answer: french?.option('gut') ?? '' },
            { question_id: skill?.id ?? '', answer: skill?.option('gut') ?? '' },
            { question_id: extent?.id ?? '', answer: extent?.option('30') ?? '' },
          ],
        },
        options,
      );
      return [data.id];
    },
    roles: {
      ...ACTION,
      'GET Applicants/ByEmail/{email}': 'search without result',
      'GET Applicant/Cv/{applicantId}': ['empty slot', 'read back'],
      'GET Applicant/Documents/{applicantId}': ['no rows', 'read back'],
      'GET Applicant/Document/{recordId}': 'read back',
      'GET Applicant/Languages/{applicantId}': ['no rows', 'read back'],
      'GET Applicant/Knowledges/{applicantId}': ['no rows', 'read back'],
      'GET Applicant/CustomFields/{applicantId}': 'read back',
      'GET Applicant/{applicantId}/Policies': ['reported rows', 'read back'],
      'GET Questionnaire/ByJob/{jobId}': 'questions',
    },
    isAction: true,
  })),
  {
    name: 'createApplication of an existing candidate',
    setUp: (stage) => stage.client().createApplication(EVA),
    run: async (client, options) => {
      const application = { job_id: `remote:${JOBS.custom}` };
      const candidate = { ...EVA.candidate, phone_number: '+43 1 7654321' };
      return [(await client.createApplication({ ...EVA, candidate, application }, options)).data.id];
    },
    roles: { ...ACTION, 'GET Applicant/{applicantId}': 'exact', 'GET Questionnaire/ByJob/{jobId}': 'own questions' },
    isAction: true,
  },
  {
    name: 'createApplication with candidate_id',
    run: async (client, options) => {
      const input = {
        candidate: { phone_number: '+43 1 7654321' },
        application: { job_id: `remote:${JOBS.plain}` },
        attachments: [document],
      };
      return [(await client.createApplication(input, { ...options, candidate_id })).data.id];
    },
    setUp: async ({ sandbox }) => sandbox.edit(FIRST, { Phone: null }),
    roles: { ...ACTION, 'GET Applicant/{applicantId}': 'exact', 'GET Applicant/Document/{recordId}': 'read back' },
    isAction: true,
  },
  {
    name: 'createApplication that refreshes',
    run: async (client, options) => {
      const application = { job_id: `remote:${JOBS.plain}` };
      return [
        (await client.createApplication({ application }, { ...options, candidate_id, ifExists: 'refresh' })).data.id,
      ];
    },
    setUp: (stage) =>
      stage.client().createApplication({ application: { job_id: `remote:${JOBS.plain}` } }, { candidate_id }),
    roles: { ...ACTION, 'GET Applicant/{applicantId}': 'exact', 'PUT Application': 'refresh' },
    isAction: true,
  },
  {
    name: 'addTagToCandidate',
    run: (client, options) => names(client.addTagToCandidate({ candidate_id, tag: { name: 'Stapler' } }, options)),
    roles: { ...ACTION, 'GET Applicant/{applicantId}': ['exact', 'read back'] },
    isAction: true,
  },
  {
    name: 'removeTagFromCandidate',
    setUp: (stage) => stage.client().addTagToCandidate({ candidate_id, tag: { name: 'Stapler' } }),
    run: (client, options) => names(client.removeTagFromCandidate({ candidate_id, tag: { name: 'Stapler' } }, options)),
    roles: { ...ACTION, 'GET Applicant/{applicantId}': ['exact', 'read back'] },
    isAction: true,
  },
  ...[
    { name: 'updateCandidate', email_address: undefined, reads: ['exact', 'read back'] as const },
    { name: 'updateCandidate of the address', email_address: EMAIL, reads: ['needed', 'exact'] as const },
  ].map(({ name, email_address, reads }): Method => ({
    name,
    run: async (client, options) => {
      const candidate = { email_address, location: { city: 'Wels' }, gender: null };
      return [(await client.updateCandidate({ candidate_id: with_cv, candidate }, options)).data.id];
    },
    roles: {
      ...ACTION,
      'GET Applicants/ByEmail/{email}': 'search without result',
      'GET Applicant/{applicantId}': reads,
      'GET Applications/{applicantId}': 'read back',
      'GET Applicant/CustomFields/{applicantId}': 'read back',
      'GET Job/{jobId}': 'read back',
    },
    isAction: true,
  })),
  {
    name: 'setCandidateField',
    run: (client, options) =>
      names(client.setCandidateField({ candidate_id, field: 'stundenausmass', value: '30' }, options)),
    roles: { ...ACTION, 'GET Applicant/CustomFields/{applicantId}': ['reported rows', 'read back'] },
    isAction: true,
  },
  {
    name: 'setCandidateField to null',
    setUp: (stage) => stage.client().setCandidateField({ candidate_id, field: 'stundenausmass', value: '30' }),
    run: (client, options) =>
      names(client.setCandidateField({ candidate_id, field: 'stundenausmass', value: null }, options)),
    roles: { ...ACTION, 'GET Applicant/CustomFields/{applicantId}': ['reported rows', 'read back'] },
    isAction: true,
  },
  ...(['anonymize', 'erase'] as const).map((mode): Method => ({
    name: `deleteCandidate ${mode}`,
    run: (client, options) => names(client.deleteCandidate({ candidate_id: with_cv, mode }, options)),
    roles: { ...ACTION, 'GET Applicant/{applicantId}': 'who is deleted' },
    isAction: true,
  })),
  {
    name: 'addAttachmentToCandidate',
    run: (client, options) => names(client.addAttachmentToCandidate({ candidate_id: with_cv, attachment }, options)),
    roles: {
      ...ACTION,
      'GET Applicant/Cv/{applicantId}': ['slot', 'read back'],
      // What was in the slot is first kept as a document, so it matters whether there was something.
      'GET Applicant/Documents/{applicantId}': 'own list',
    },
    isAction: true,
  },
  {
    name: 'addAttachmentToApplication',
    run: (client, options) =>
      names(client.addAttachmentToApplication({ application_id, attachment: document }, options)),
    roles: {
      ...ACTION,
      'GET Applicant/Document/{recordId}': 'read back',
    },
    isAction: true,
  },
  {
    name: 'replaceAttachment',
    run: (client, options) =>
      names(client.replaceAttachment({ attachment_id: with_document, attachment: document }, options)),
    roles: { ...ACTION, 'GET Applicant/Document/{recordId}': ['needed', 'read back'] },
    isAction: true,
  },
  {
    name: 'replaceAttachment of a CV',
    run: (client, options) =>
      names(client.replaceAttachment({ attachment_id: `${with_cv}/cv`, attachment: { data: base64('cv') } }, options)),
    roles: ACTION,
    isAction: true,
  },
  {
    name: 'removeAttachment',
    run: (client, options) => names(client.removeAttachment({ attachment_id: with_document }, options)),
    roles: { ...ACTION, 'GET Applicant/Document/{recordId}': 'read back' },
    isAction: true,
  },
  {
    name: 'removeAttachment of a CV',
    run: (client, options) => names(client.removeAttachment({ attachment_id: `${with_cv}/cv` }, options)),
    roles: ACTION,
    isAction: true,
  },
  {
    name: 'addResultLinkToCandidate',
    run: (client, options) => names(client.addResultLinkToCandidate({ candidate_id, ...link }, options)),
    roles: ACTION,
    isAction: true,
  },
  {
    name: 'addResultLinkToApplication',
    run: (client, options) => names(client.addResultLinkToApplication({ application_id, ...link }, options)),
    roles: ACTION,
    isAction: true,
  },
  {
    name: 'addNoteToCandidate',
    run: (client, options) => names(client.addNoteToCandidate({ candidate_id, content: 'Test' }, options)),
    roles: ACTION,
    isAction: true,
  },
  {
    name: 'addNoteToApplication',
    run: (client, options) => names(client.addNoteToApplication({ application_id, content: 'Test' }, options)),
    roles: ACTION,
    isAction: true,
  },
  {
    name: 'setCandidateConsent',
    run: async (client, options) => [
      (await client.setCandidateConsent({ candidate_id, accepted: true }, options)).data.policy_id,
    ],
    roles: {
      ...ACTION,
      'GET Policies': 'policies',
      'GET Applicant/{applicantId}/Policies': ['list', 'read back'],
      'GET Applicant/{applicantId}': ['exact', 'read back'],
    },
    isAction: true,
  },
  {
    name: 'setCandidateConsent that revokes',
    setUp: async ({ sandbox }) => sandbox.setPolicy(FIRST, 4, { AcceptedOn: '2026-01-01T09:00:00' }),
    run: async (client, options) => {
      const input = { candidate_id, policy_id: '4', accepted: false };
      return [(await client.setCandidateConsent(input, options)).data.policy_id];
    },
    roles: { ...ACTION, 'GET Applicant/{applicantId}/Policies': ['own list', 'read back'] },
    isAction: true,
  },
  {
    name: 'passthrough of a write',
    run: async (client, options) => {
      const data = { JobId: null, Subject: 'Test', Body: '<p>Test</p>', Type: 0, CreatedBy: EMAIL };
      const input = { method: 'PUT', path: `/Applicant/History/${FIRST}`, data } as const;
      return [(await client.passthrough(input, options)).status];
    },
    roles: { 'PUT Applicant/History/{applicantId}': 'raw write' },
    isAction: true,
  },
  {
    name: 'raw of a write',
    run: async (client, options) => {
      const body = { JobId: null, Subject: 'Test', Body: '<p>Test</p>', Type: 0, CreatedBy: EMAIL };
      const { Subject } = await client.raw(addHistoryEntry, { applicantId: FIRST, body }, options);
      return [Subject];
    },
    roles: { 'PUT Applicant/History/{applicantId}': 'typed write' },
    isAction: true,
  },
];

/** Every public method that sends something; the first word of a name is the method. */
export const METHODS = { reads: READS, actions: ACTIONS };
