import { describe, expect, test } from 'vitest';
import { InputError, NotFoundError, PermissionError, ResponseShapeError } from '../../src/index.js';
import { altered, asked, setUp } from '../helpers/client.js';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const clock = { now: () => NOW, sleep: async () => undefined };

describe('one record equals the same record of the listing', () => {
  test('jobs', async () => {
    const { erecruiter } = setUp({ clock });
    const jobs = await erecruiter.listJobs().toArray();
    expect(jobs.some(({ screening_questions: questions }) => questions.length > 0)).toBe(true);
    for (const job of jobs) expect(await erecruiter.getJob(job.id)).toEqual(job);
  });

  // Only sources have the date of an application's last move, and one record is no reason to ask them all.
  test('candidates, without a search by source', async () => {
    const { erecruiter } = setUp({ clock, discover: 'open', remoteData: true, integrationFields: 'all' });
    const candidates = await erecruiter.listCandidates().toArray();
    expect(candidates.length).toBeGreaterThan(5);
    for (const candidate of candidates) expect(await erecruiter.getCandidate(candidate.id)).toEqual(candidate);
  });

  test('applications, without a search by source', async () => {
    const { erecruiter } = setUp({ clock, discover: 'open', remoteData: true, integrationFields: 'all' });
    const applications = await erecruiter.listApplications().toArray();
    expect(applications.length).toBeGreaterThan(5);
    for (const application of applications) {
      expect(await erecruiter.getApplication(application.id)).toEqual(application);
    }
  });

  test('otherwise everything but the dates of applications', async () => {
    const { erecruiter } = setUp({ clock });
    const undated = { changed_at: expect.any(Date), remote_updated_at: null, rejected_at: null };
    const [candidate] = await erecruiter.listCandidates().toArray({ limit: 1 });
    expect(candidate?.applications[0]?.remote_updated_at).toBeInstanceOf(Date);
    expect(await erecruiter.getCandidate(candidate?.id ?? '')).toEqual({
      ...candidate,
      applications: candidate?.applications.map((application) => ({ ...application, ...undated })),
    });
    const [application] = await erecruiter.listApplications().toArray({ limit: 1 });
    expect(await erecruiter.getApplication(application?.id ?? '')).toEqual({ ...application, ...undated });
  });

  test('a candidate whom no crawl finds can be read', async () => {
    const { sandbox, erecruiter } = setUp();
    const alone = sandbox.applicantIds().find((id) => sandbox.applicationsOf(id).length === 0) ?? 0;
    expect(await erecruiter.getCandidate(`remote:${alone}`)).toMatchObject({
      remote_id: String(alone),
      applications: [],
    });
  });

  test('a job that no channel lists can be read', async () => {
    const { sandbox, erecruiter } = setUp();
    sandbox.closeJob(4711);
    expect(await erecruiter.getJob('remote:4711')).toMatchObject({ remote_id: '4711', status: 'CLOSED' });
  });
});

describe('a record is named', () => {
  test('by id or by its number', async () => {
    const { erecruiter } = setUp({ clock });
    const [[job], [candidate], [application]] = await Promise.all([
      erecruiter.listJobs().toArray({ limit: 1 }),
      erecruiter.listCandidates().toArray({ limit: 1 }),
      erecruiter.listApplications().toArray({ limit: 1 }),
    ]);
    expect(await erecruiter.getJob(`remote:${job?.remote_id ?? ''}`)).toEqual(await erecruiter.getJob(job?.id ?? ''));
    expect(await erecruiter.getCandidate(`remote:${candidate?.remote_id ?? ''}`)).toEqual(
      await erecruiter.getCandidate(candidate?.id ?? ''),
    );
    const number = `remote:${application?.candidate?.remote_id ?? ''}/${application?.remote_id ?? ''}`;
    expect(await erecruiter.getApplication(number)).toEqual(await erecruiter.getApplication(application?.id ?? ''));
  });

  test('an application whose row has another shape is not mistaken for a missing one', async () => {
    const { sandbox, erecruiter } = setUp();
    const person = sandbox.applicantIds().find((id) => sandbox.applicationsOf(id).length > 0) ?? 0;
    const id = `remote:${person}/${sandbox.applicationsOf(person)[0]?.Id ?? 0}`;
    sandbox.fail({ on: 'GET Applications/{applicantId}', kind: 'wrong-types' });
    await expect(erecruiter.getApplication(id)).rejects.toBeInstanceOf(ResponseShapeError);
    await expect(erecruiter.getApplication(`remote:${person}/9`)).rejects.toBeInstanceOf(NotFoundError);
  });

  test('but an application not by its number alone: eRecruiter reads it through its applicant', async () => {
    const { sandbox, erecruiter } = setUp();
    await expect(erecruiter.getApplication('remote:880000')).rejects.toBeInstanceOf(InputError);
    expect(sandbox.requests).toBe(0);
  });
});

describe('it costs', () => {
  test('for a job: the job, and its questions if it has some', async () => {
    const { sandbox, another } = setUp();
    const [plain, asking] = [false, true].map((has) =>
      sandbox.jobIds().find((id) => sandbox.job(id)?.HasQuestionnaire === has),
    );
    await another().getJob(`remote:${plain ?? 0}`);
    expect(asked(sandbox)).toEqual({ 'POST Token': 1, Mandator: 1, 'Job/{}': 1 });
    const since = sandbox.log.length;
    await another().getJob(`remote:${asking ?? 0}`);
    expect(asked(sandbox, since)).toEqual({ 'POST Token': 1, Mandator: 1, 'Job/{}': 1, 'Questionnaire/ByJob/{}': 1 });
  });

  test('for a candidate and for an application: the applicant, and each job once', async () => {
    const { sandbox, another } = setUp();
    const person = sandbox.applicantIds().find((id) => sandbox.applicationsOf(id).length === 2) ?? 0;
    await another().getCandidate(`remote:${person}`);
    expect(asked(sandbox)).toEqual({
      'POST Token': 1,
      Mandator: 1,
      'Applicant/{}': 1,
      'Applications/{}': 1,
      'Applicant/CustomFields/{}': 1,
      'Job/{}': 2,
    });
    const since = sandbox.log.length;
    await another().getApplication(`remote:${person}/${sandbox.applicationsOf(person)[1]?.Id ?? 0}`);
    expect(asked(sandbox, since)).toEqual({
      'POST Token': 1,
      Mandator: 1,
      'Applicant/{}': 1,
      'Applications/{}': 1,
      'Job/{}': 1,
    });
  });
});

describe('a record that does not exist is a NotFoundError', () => {
  test.each([
    ['getJob', 'remote:99', 'GET Api/Job/{jobId}'],
    ['getCandidate', 'remote:99', 'GET Api/Applicant/{applicantId}'],
    ['getApplication', 'remote:99/880000', 'GET Api/Appli'],
  ] as const)('%s(%j)', async (name, id, endpoint) => {
    const { sandbox, erecruiter } = setUp();
    const error: unknown = await erecruiter[name](id).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({
      endpoint: expect.stringContaining(endpoint),
      status: 404,
      mayHaveBeenApplied: false,
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(sandbox.inFlight).toBe(0);
  });

  test('an application that its applicant does not have does not exist', async () => {
    const { sandbox, erecruiter } = setUp();
    const [person = 0] = sandbox.applicantIds();
    await expect(erecruiter.getApplication(`remote:${person}/1`)).rejects.toBeInstanceOf(NotFoundError);
  });

  test('neither does a record that was removed in the meantime', async () => {
    const { sandbox, erecruiter } = setUp();
    const [application] = await erecruiter.listApplications().toArray({ limit: 1 });
    const person = Number(application?.candidate?.remote_id);
    sandbox.removeApplication(person, Number(application?.remote_id));
    await expect(erecruiter.getApplication(application?.id ?? '')).rejects.toBeInstanceOf(NotFoundError);
    sandbox.removeApplicant(person);
    await expect(erecruiter.getCandidate(application?.candidate_id ?? '')).rejects.toBeInstanceOf(NotFoundError);
    await expect(erecruiter.listCandidateAttachments(`remote:${person}`).toArray()).rejects.toBeInstanceOf(
      NotFoundError,
    );
  });

  test.each([
    ['getJob', 'Job/'],
    ['getCandidate', 'Applicant/'],
    ['getApplication', 'Applications/'],
  ] as const)('%s: what may not be seen is a PermissionError', async (name, path) => {
    const { sandbox, erecruiter } = setUp();
    const person = sandbox.applicantIds().find((id) => sandbox.applicationsOf(id).length > 0) ?? 0;
    const application = sandbox.applicationsOf(person)[0]?.Id ?? 0;
    sandbox.fail({ on: new RegExp(`/${path}\\d`), kind: 'status', status: 403 });
    const id = {
      getJob: 'remote:4711',
      getCandidate: `remote:${person}`,
      getApplication: `remote:${person}/${application}`,
    };
    await expect(erecruiter[name](id[name])).rejects.toBeInstanceOf(PermissionError);
  });
});

describe('what belongs to a record and cannot be read', () => {
  test.each([403, 404])('a questionnaire that answers %d costs the questions, not the job', async (status) => {
    const { sandbox, erecruiter, issues } = setUp();
    sandbox.fail({ on: /Questionnaire/, kind: 'status', status });
    expect(await erecruiter.getJob('remote:4711')).toMatchObject({ remote_id: '4711', screening_questions: [] });
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Questionnaire/ByJob/{jobId}', id: '4711' }]);
  });

  test.each([403, 404])('a job that answers %d costs its name, not the candidate', async (status) => {
    const { sandbox, erecruiter, issues } = setUp();
    const person = sandbox.applicantIds().find((id) => sandbox.applicationsOf(id).length === 1) ?? 0;
    const job = sandbox.applicationsOf(person)[0]?.JobId;
    sandbox.fail({ on: /\/Job\//, kind: 'status', status });
    const { applications } = await erecruiter.getCandidate(`remote:${person}`);
    expect(applications).toMatchObject([{ job: { remote_id: String(job), name: null } }]);
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Job/{jobId}', id: String(job) }]);
  });

  test('a candidate is returned although their custom fields cannot be read', async () => {
    const { sandbox, erecruiter, issues } = setUp();
    const [person = 0] = sandbox.applicantIds();
    sandbox.fail({ on: /CustomFields/, kind: 'status', status: 403 });
    expect(await erecruiter.getCandidate(`remote:${person}`)).toMatchObject({ remote_id: String(person) });
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Applicant/CustomFields/{applicantId}', id: String(person) }]);
  });

  test('no mandator, no record: ids, countries and links depend on it', async () => {
    const { sandbox, erecruiter } = setUp();
    sandbox.fail({ on: 'Mandator', kind: 'status', status: 403 });
    await expect(erecruiter.getJob('remote:4711')).rejects.toBeInstanceOf(PermissionError);
  });
});

describe('attachments', () => {
  test('are the CV and the documents, with their content as data URLs unless only names are requested', async () => {
    const { sandbox, erecruiter } = setUp();
    const person = sandbox.applicantIds().find((id) => sandbox.cvOf(id) && sandbox.documentsOf(id).length === 2) ?? 0;
    const full = await erecruiter.listCandidateAttachments(`remote:${person}`).toArray();
    expect(full.map(({ type }) => type)[0]).toBe('CV');
    expect(full).toHaveLength(3);
    const names = await erecruiter.listCandidateAttachments(`remote:${person}`, { content: false }).toArray();
    expect(names.map(({ id }) => id)).toEqual(full.map(({ id }) => id));
    for (const one of full) expect(JSON.stringify(one)).toContain('JVBERi');
    for (const one of names) expect(JSON.stringify(one)).not.toContain('JVBERi');
  });

  test('can be missing', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 60 } });
    const person = sandbox.applicantIds().find((id) => !sandbox.cvOf(id) && sandbox.documentsOf(id).length === 0) ?? 0;
    expect(await erecruiter.listCandidateAttachments(`remote:${person}`).toArray()).toEqual([]);
  });

  test.each([
    ['null', null],
    ['an empty record', { FileExtension: '', Content: '' }],
  ])('an empty CV slot may be answered with %s as well', async (_, body) => {
    const { sandbox, erecruiter } = setUp({ through: altered(/\/Cv\//, () => body) });
    const person = sandbox.applicantIds().find((id) => sandbox.cvOf(id) && sandbox.documentsOf(id).length === 1) ?? 0;
    expect(await erecruiter.listCandidateAttachments(`remote:${person}`).toArray()).toHaveLength(1);
  });

  test('an empty CV slot may also be answered with 204, which is not requested again', async () => {
    const { sandbox, erecruiter } = setUp();
    const person = sandbox.applicantIds().find((id) => sandbox.cvOf(id) && sandbox.documentsOf(id).length === 1) ?? 0;
    sandbox.fail({ on: /\/Cv\//, kind: 'status', status: 204 });
    expect(await erecruiter.listCandidateAttachments(`remote:${person}`).toArray()).toHaveLength(1);
    expect(asked(sandbox)['Applicant/Cv/{}']).toBe(1);
  });

  test('a CV slot that answers with an empty body is not an empty slot: it is requested again', async () => {
    const { sandbox, erecruiter } = setUp();
    const person = sandbox.applicantIds().find((id) => sandbox.cvOf(id) && sandbox.documentsOf(id).length === 1) ?? 0;
    sandbox.fail({ on: /\/Cv\//, kind: 'empty' });
    expect(await erecruiter.listCandidateAttachments(`remote:${person}`).toArray()).toHaveLength(2);
    sandbox.fail({ on: /\/Cv\//, kind: 'empty', times: 3 });
    const error = await erecruiter.listCandidateAttachments(`remote:${person}`).toArray().catch(Object);
    expect(error).toMatchObject({ name: 'ResponseShapeError', unreadable: true });
  });

  test('that old servers list under negative numbers are CV and photo, and do not come twice', async () => {
    const extra = [
      { Id: -1, Name: 'CV', FileExtension: '.pdf', Type: null, Content: null, IsPublic: false },
      { Id: 0, Name: 'Photo', FileExtension: '.jpg', Type: null, Content: null, IsPublic: false },
    ];
    const through = altered(/\/Documents\//, (body) => (Array.isArray(body) ? [...extra, ...body] : body));
    const { sandbox, erecruiter, issues } = setUp({ through });
    const person = sandbox.applicantIds().find((id) => sandbox.cvOf(id) && sandbox.documentsOf(id).length === 1) ?? 0;
    expect(await erecruiter.listCandidateAttachments(`remote:${person}`).toArray()).toHaveLength(2);
    expect(issues).toEqual([]);
  });

  test.each([403, 404])('one document that answers %d does not cost the others', async (status) => {
    const { sandbox, erecruiter, issues } = setUp();
    const person = sandbox.applicantIds().find((id) => sandbox.documentsOf(id).length === 2) ?? 0;
    const [first, second] = sandbox.documentsOf(person);
    sandbox.fail({ on: new RegExp(`/Document/${first?.Id ?? 0}`), kind: 'status', status });
    const found = await erecruiter.listCandidateAttachments(`remote:${person}`).toArray();
    expect(found.map(({ remote_id }) => remote_id).at(-1)).toBe(String(second?.Id));
    expect(found.map(({ remote_id }) => remote_id)).not.toContain(String(first?.Id));
    expect(issues).toMatchObject([{ id: String(first?.Id) }]);
  });
});
