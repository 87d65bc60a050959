import { describe, expect, test } from 'vitest';
import { METHOD_LEVELS } from '../../src/doctor/access.js';
import { AuthenticationError, ERecruiter, PermissionError } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';

type Method = keyof typeof METHOD_LEVELS;
type Level = (typeof METHOD_LEVELS)[Method][number];

const LEVELS: readonly Level[] = ['Jobs', 'Applicants', 'Users', 'ApplicationSearch'];
const candidate_id = 'remote:150000';
const attachment_id = 'remote:150002/cv';
const attachment = { name: 'a.pdf', type: 'OTHER', data: btoa('%PDF-1.7') } as const;
const candidate = { first_name: 'Eva', last_name: 'Test', email_address: 'eva.test@example.com' };
const link = { label: 'a', url: 'https://example.com/a' };
const note = { title: 'a', content: 'b' };

const ACTIVITIES = {
  reject: 'Absage',
  stages: {
    'In interner Prüfung': ['In Prüfung nehmen', 'Wieder aufnehmen'],
    'Gespräch vereinbart': 'Gespräch vereinbaren',
  },
};

/** One plain call of each method. */
const CALLS: Readonly<Record<Method, (client: ERecruiter, application_id: string) => unknown>> = {
  ping: (client) => client.ping(),
  listJobs: (client) => client.listJobs().toArray(),
  getJob: (client) => client.getJob('remote:4711'),
  listCandidates: (client) => client.listCandidates().toArray(),
  getCandidate: (client) => client.getCandidate(candidate_id),
  listApplications: (client) => client.listApplications().toArray(),
  getApplication: (client, id) => client.getApplication(id),
  listApplicationStages: (client) => client.listApplicationStages().toArray(),
  listScreeningQuestions: (client) => client.listScreeningQuestions().toArray(),
  listJobScreeningQuestions: (client) => client.listJobScreeningQuestions().toArray(),
  listTags: (client) => client.listTags().toArray(),
  listUsers: (client) => client.listUsers().toArray(),
  listCandidateAttachments: (client) => client.listCandidateAttachments(candidate_id).toArray(),
  exploreFields: (client) => client.exploreFields('candidate'),
  sync: (client) => eachOf(client.sync()),
  createCandidate: (client) => client.createCandidate({ candidate, application: { job_id: 'remote:4713' } }),
  createApplication: (client) => client.createApplication({ candidate, application: { job_id: 'remote:4713' } }),
  listApplicationActivities: (client, id) => client.listApplicationActivities(id).toArray(),
  runApplicationActivity: (client, application_id) =>
    client.runApplicationActivity({ application_id, activity: 'Absage' }),
  moveApplicationToStage: (client, application_id) =>
    client.moveApplicationToStage({ application_id, stage_id: 'remote:In interner Prüfung' }),
  rejectApplication: (client, application_id) => client.rejectApplication({ application_id }),
  updateCandidate: (client) => client.updateCandidate({ candidate_id, candidate: { phone_number: '+43 1 1' } }),
  setCandidateField: (client) => client.setCandidateField({ candidate_id, field: 'fuehrerscheinB', value: true }),
  deleteCandidate: (client) => client.deleteCandidate({ candidate_id, mode: 'erase' }),
  addNoteToApplication: (client, application_id) => client.addNoteToApplication({ application_id, ...note }),
  addNoteToCandidate: (client) => client.addNoteToCandidate({ candidate_id, ...note }),
  addTagToCandidate: (client) => client.addTagToCandidate({ candidate_id, tag: { name: 'a' } }),
  removeTagFromCandidate: (client) => client.removeTagFromCandidate({ candidate_id, tag: { name: 'a' } }),
  addAttachmentToApplication: (client, application_id) =>
    client.addAttachmentToApplication({ application_id, attachment }),
  addAttachmentToCandidate: (client) => client.addAttachmentToCandidate({ candidate_id, attachment }),
  addResultLinkToApplication: (client, application_id) =>
    client.addResultLinkToApplication({ application_id, ...link }),
  addResultLinkToCandidate: (client) => client.addResultLinkToCandidate({ candidate_id, ...link }),
  getAttachment: (client) => client.getAttachment(attachment_id),
  replaceAttachment: (client) => client.replaceAttachment({ attachment_id, attachment: { data: btoa('%PDF-1.6') } }),
  removeAttachment: (client) => client.removeAttachment({ attachment_id }),
  listCandidateConsents: (client) => client.listCandidateConsents(candidate_id).toArray(),
  setCandidateConsent: (client) => client.setCandidateConsent({ candidate_id, accepted: false }),
  parseCv: (client) => client.parseCv({ name: 'cv.txt', data: btoa('Name: Eva Test') }),
  raw: (client) => client.passthrough({ method: 'GET', path: 'Mandator' }),
  passthrough: (client) => client.passthrough({ method: 'GET', path: 'Mandator' }),
};

async function eachOf(changes: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of changes);
}

/** What becomes of a method with a key that has these levels. */
async function outcomeOf(method: Method, accessLevels: readonly Level[]): Promise<unknown> {
  const sandbox = createSandbox({ applicants: 4, jobs: 4, accessLevels });
  const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
  const client = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, retry: { limit: 0 }, activities: ACTIVITIES });
  const [application] = sandbox.applicationsOf(150_000);
  const failure: unknown = await Promise.resolve(CALLS[method](client, `${candidate_id}/${application?.Id}`)).then(
    () => undefined,
    (error: unknown) => error,
  );
  const isDenied = AuthenticationError.isInstance(failure) || PermissionError.isInstance(failure);
  return isDenied ? 'denied' : (failure ?? 'works');
}

describe('what a key may do', () => {
  const methods = Object.keys(METHOD_LEVELS).filter((name): name is Method => name in METHOD_LEVELS);

  test('each method of the client has its levels', () => {
    const own = Object.getOwnPropertyNames(ERecruiter.prototype).filter((name) => name !== 'constructor');
    expect(methods.sort()).toEqual(own.sort());
  });

  test.each(methods)('%s needs what the table says, and no more', async (method) => {
    const needed: readonly Level[] = METHOD_LEVELS[method];
    expect([needed, await outcomeOf(method, needed)]).toEqual([needed, 'works']);
    for (const level of needed) {
      const others = LEVELS.filter((other) => other !== level);
      expect([level, await outcomeOf(method, others)]).toEqual([level, 'denied']);
    }
  });
});
