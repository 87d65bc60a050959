import type { ERecruiter } from '../../src/index.js';
import { base64, EMAIL, EVA, FIRST, JOBS, type Stage } from './actions-kit.js';

/** A write, an action that sends it, and what eRecruiter then stores. */
export interface Write {
  readonly request: string;
  readonly run: (client: ERecruiter, stage: Stage) => Promise<unknown>;
  /** How often eRecruiter then stores the record. */
  readonly count: (stage: Stage) => number;
  readonly setUp?: (stage: Stage) => Promise<unknown>;
  /** The statuses of a rejection after which the action takes another way. */
  readonly avoids?: readonly number[];
}

const candidate_id = `remote:${FIRST}`;
const applicant = ({ applicantsWith }: Stage): number => applicantsWith(EMAIL)[0] ?? 0;

/** Applies for the job that asks for skills and a language. */
async function applyToOffice(client: ERecruiter, stage: Stage, level: string): Promise<unknown> {
  const [french, skill, extent] = await Promise.all([902, 903, 909].map((number) => stage.question(number)));
  return client.createApplication({
    ...EVA,
    candidate: {
      ...EVA.candidate,
      availability_date: '2026-09-01',
      salary_expectations: { period: 'YEAR', amount: 42_000 },
    },
    application: { job_id: `remote:${JOBS.office}` },
    screening_question_answers: [
      { question_id: french?.id ?? '', answer: french?.option(level) ?? '' },
      { question_id: skill?.id ?? '', answer: skill?.option('gut') ?? '' },
      { question_id: extent?.id ?? '', answer: extent?.option('30') ?? '' },
    ],
  });
}

const file = { name: 'z.pdf', data: base64('z') } as const;
const put = (slot: 'cv' | 'photo') => (client: ERecruiter) =>
  client.replaceAttachment({ attachment_id: `${candidate_id}/${slot}`, attachment: { data: base64('z') } });
const remove = (slot: 'cv' | 'photo') => (client: ERecruiter) =>
  client.removeAttachment({ attachment_id: `${candidate_id}/${slot}` });
const fill = async ({ sandbox }: Stage): Promise<void> => {
  sandbox.setCv(FIRST, { Content: base64('old') });
  sandbox.setPhoto(FIRST, { Content: base64('old') });
  sandbox.addRecord(FIRST, 'Document', { Name: 'old', Content: base64('old') });
};
const isNew = (stored: { readonly Content?: string | null | undefined } | undefined): number =>
  stored?.Content === base64('z') ? 1 : 0;
const old = ({ sandbox }: Stage) => sandbox.documentsOf(FIRST).find(({ Name }) => Name === 'old' || Name === 'z');

/** Writes that replace or remove a file. */
const REMAKES: readonly Write[] = [
  {
    request: 'POST Applicant/Document/{recordId}',
    setUp: fill,
    run: (client, stage) =>
      client.replaceAttachment({ attachment_id: `${candidate_id}/${old(stage)?.Id}`, attachment: file }),
    count: (stage) => isNew(old(stage)),
  },
  {
    request: 'DELETE Applicant/Document/{recordId}',
    setUp: fill,
    run: (client, stage) => client.removeAttachment({ attachment_id: `${candidate_id}/${old(stage)?.Id ?? 1}` }),
    count: (stage) => (old(stage) === undefined ? 1 : 0),
  },
  {
    request: 'POST Applicant/Cv/{applicantId}',
    setUp: fill,
    run: put('cv'),
    count: ({ sandbox }) => isNew(sandbox.cvOf(FIRST)),
  },
  {
    request: 'DELETE Applicant/Cv/{applicantId}',
    setUp: fill,
    run: remove('cv'),
    count: ({ sandbox }) => (sandbox.cvOf(FIRST) === undefined ? 1 : 0),
  },
  {
    request: 'PUT Applicant/Photo/{applicantId}',
    setUp: async ({ sandbox }) => sandbox.setPhoto(FIRST, null),
    run: put('photo'),
    count: ({ sandbox }) => isNew(sandbox.photoOf(FIRST)),
  },
  {
    request: 'POST Applicant/Photo/{applicantId}',
    setUp: fill,
    run: put('photo'),
    count: ({ sandbox }) => isNew(sandbox.photoOf(FIRST)),
  },
  {
    request: 'DELETE Applicant/Photo/{applicantId}',
    setUp: fill,
    run: remove('photo'),
    count: ({ sandbox }) => (sandbox.photoOf(FIRST) === undefined ? 1 : 0),
  },
];

/** Writes that create something each time, or set it. */
export const CREATES: readonly Write[] = [
  {
    request: 'PUT Applicant',
    run: (client) => client.createApplication(EVA),
    count: ({ applicantsWith }) => applicantsWith(EMAIL).length,
  },
  {
    request: 'PUT Applicant/Cv/{applicantId}',
    run: (client) =>
      client.addAttachmentToCandidate({ candidate_id, attachment: { name: 'cv.pdf', type: 'CV', data: base64('cv') } }),
    count: ({ sandbox }) => (sandbox.cvOf(FIRST) === undefined ? 0 : 1),
  },
  {
    request: 'PUT Applicant/Document/{applicantId}',
    run: (client) =>
      client.addAttachmentToCandidate({
        candidate_id,
        attachment: { name: 'z.pdf', type: 'OTHER', data: base64('z') },
      }),
    count: ({ sandbox }) => sandbox.documentsOf(FIRST).filter(({ Name }) => Name === 'z').length,
  },
  ...REMAKES,
  {
    request: 'POST Applicant/{applicantId}/CustomField',
    run: (client, stage) => applyToOffice(client, stage, 'gut'),
    count: (stage) => stage.sandbox.customFieldsOf(applicant(stage)).length,
  },
  {
    request: 'PUT Applicant/Language/{applicantId}',
    run: (client, stage) => applyToOffice(client, stage, 'gut'),
    count: (stage) => stage.sandbox.languagesOf(applicant(stage)).length,
  },
  {
    request: 'POST Applicant/Language/{recordId}',
    setUp: async (stage) => {
      await applyToOffice(stage.client(), stage, 'gut');
      const [application] = stage.sandbox.applicationsOf(applicant(stage));
      stage.sandbox.removeApplication(applicant(stage), application?.Id ?? 0);
    },
    run: (client, stage) => applyToOffice(client, stage, 'fließend'),
    count: (stage) => stage.sandbox.languagesOf(applicant(stage)).filter(({ Level }) => Level === 'fließend').length,
  },
  {
    request: 'PUT Applicant/Knowledges/{applicantId}',
    run: (client, stage) => applyToOffice(client, stage, 'gut'),
    count: (stage) => stage.sandbox.knowledgesOf(applicant(stage)).length,
    avoids: [404], // without the route for several, skills are sent one at a time
  },
  {
    request: 'POST Applicant/{applicantId}/CustomField',
    run: (client) => client.setCandidateField({ candidate_id, field: 'schichtmodell', value: ['nacht', 'Früh'] }),
    count: ({ sandbox }) => sandbox.customFieldsOf(FIRST).filter(({ Value }) => Value === 'Nacht|Früh').length,
  },
  {
    request: 'DELETE Applicant/{applicantId}/CustomField/{customFieldName}',
    setUp: (stage) => stage.client().setCandidateField({ candidate_id, field: 'schuhgroesse', value: '38' }),
    run: (client) => client.setCandidateField({ candidate_id, field: 'schuhgroesse', value: null }),
    count: ({ sandbox }) => 1 - sandbox.customFieldsOf(FIRST).length,
    avoids: [400, 404], // the name is in the path, and web servers reject some
  },
  {
    request: 'PUT Applicant/{applicantId}/Policies/{policyId}',
    run: (client) => client.createApplication({ ...EVA, gdpr_consent: { given: true } }),
    count: (stage) => stage.sandbox.policiesOf(applicant(stage)).length,
  },
  {
    request: 'PUT Applicant/{applicantId}/Policies/{policyId}',
    run: (client) => client.setCandidateConsent({ candidate_id, policy_id: '3', accepted: true }),
    count: ({ sandbox }) => sandbox.policiesOf(FIRST).filter(({ AcceptedOn }) => Boolean(AcceptedOn)).length,
  },
  {
    request: 'PUT Applicant/{applicantId}/Policies/{policyId}',
    setUp: async ({ sandbox }) => sandbox.setPolicy(FIRST, 4, { AcceptedOn: '2026-01-01T09:00:00' }),
    run: (client) => client.setCandidateConsent({ candidate_id, accepted: false }),
    count: ({ sandbox }) => sandbox.policiesOf(FIRST).filter(({ RevokedOn }) => Boolean(RevokedOn)).length,
  },
];

/** The write that eRecruiter itself refuses to do twice. */
export const GUARDED: Write = {
  request: 'PUT Application',
  run: (client) => client.createApplication(EVA),
  count: (stage) => stage.sandbox.applicationsOf(applicant(stage)).length,
};

/** Writes that replace a whole record. */
export const REPLACES: readonly Write[] = [
  {
    request: 'POST Applicant/{applicantId}',
    run: (client) => client.addTagToCandidate({ candidate_id, tag: { name: 'Stapler' } }),
    count: ({ sandbox }) => (sandbox.applicant(FIRST)?.Tags ?? []).filter((tag) => tag === 'Stapler').length,
  },
  {
    request: 'POST Applicant/{applicantId}',
    run: (client) =>
      client.updateCandidate({ candidate_id, candidate: { email_address: EMAIL, location: { city: 'Wels' } } }),
    count: ({ sandbox }) => (sandbox.applicant(FIRST)?.City === 'Wels' ? 1 : 0),
  },
];

/** Writes that do nothing the second time. */
export const DELETIONS: readonly Write[] = [
  {
    request: 'DELETE Applicant/{applicantId}',
    run: (client) => client.deleteCandidate({ candidate_id, mode: 'erase' }),
    count: ({ sandbox }) => (sandbox.applicant(FIRST) === undefined ? 1 : 0),
  },
  {
    request: 'DELETE Applicant/{applicantId}',
    run: (client) => client.deleteCandidate({ candidate_id, mode: 'anonymize' }),
    count: ({ sandbox }) => (sandbox.applicant(FIRST)?.LastName === 'Anonymisiert' ? 1 : 0),
  },
];

/** Writes that cannot be looked up. */
export const ONCE: readonly Write[] = [
  {
    request: 'PUT Applicant/History/{applicantId}',
    run: (client) =>
      client.addResultLinkToCandidate({ candidate_id, label: 'Test', url: 'https://tests.example.com/r/7' }),
    count: ({ sandbox }) => sandbox.historyOf(FIRST).length,
  },
  {
    request: 'PUT Applicant/History/{applicantId}',
    run: (client) => client.addNoteToApplication({ application_id: `remote:${FIRST}/880000`, content: 'Test' }),
    count: ({ sandbox }) => sandbox.historyOf(FIRST).length,
  },
];

/** A write to an application that exists. */
export const REFRESH: Write = {
  // It exists: each refresh sends the recruiter another message.
  request: 'PUT Application',
  setUp: async ({ sandbox }) => {
    const { first_name: FirstName, last_name: LastName } = EVA.candidate;
    const ApplicantId = sandbox.addApplicant({ FirstName, LastName, Email: EMAIL });
    sandbox.addApplication({ ApplicantId, JobId: JOBS.plain });
  },
  run: (client) => client.createApplication(EVA, { ifExists: 'refresh' }),
  count: ({ sandbox }) => sandbox.emails.filter(({ kind }) => kind === 'message').length,
};

/** Where a step is executed once, by each of the actions that execute one. */
const STEP = 'POST Application/{applicationId}';
/** How often an application of the first applicant was moved by a step that sends an email. */
const emailed = ({ sandbox }: Stage): number => sandbox.emails.filter(({ kind }) => kind === 'activity').length;
const activities = { stages: { 'Gespräch vereinbart': 'Gespräch vereinbaren' }, reject: 'Absage' };
const application_id = `remote:${FIRST}/880000`;
const asNew = async ({ sandbox }: Stage): Promise<void> => sandbox.moveApplication(FIRST, 880_000, 'Neu eingelangt');

/** Writes that are looked for, but never sent again after an unknown outcome. */
export const STEPS: readonly Write[] = [
  {
    request: STEP,
    setUp: asNew,
    run: (client) => client.runApplicationActivity({ application_id, activity: 'Absage', message: 'x' }),
    count: emailed,
  },
  {
    request: STEP,
    setUp: asNew,
    run: (_, stage) =>
      stage.client({ activities }).moveApplicationToStage({ application_id, stage_id: 'remote:Gespräch vereinbart' }),
    count: emailed,
  },
  {
    request: STEP,
    setUp: asNew,
    run: (_, stage) => stage.client({ activities }).rejectApplication({ application_id }),
    count: emailed,
  },
];
