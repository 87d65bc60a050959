import { describe, expect, test } from 'vitest';
import { altered, asked, list, LISTING_NAMES, remoteIds, setUp } from '../helpers/client.js';
import { ascending, CHANNELS, reachableIn, SOURCES } from '../helpers/reachable.js';

// Each raw address is requested at most once per pass. The expected numbers, which are lower bounds, are computed from
// the sandbox's store. An unlisted job that is still open counts among the J jobs that are asked
// for their applicants: it can hold open applications whose source no catalogue names, and nothing else leads to them.

const J = 'Applications/ByJob/{}';
const R = 'Applications/ByReferrer/{}';
const U = 'Job/{}';
const Q = 'Questionnaire/ByJob/{}';
const APPLICANT = 'Applicant/{}';
const APPLICATIONS = 'Applications/{}';
const FIELDS = 'Applicant/CustomFields/{}';

const start = { 'POST Token': 1, Mandator: 1 };
const discovery = { ...start, PublishedJobs: 1, [R]: SOURCES.length };

/** The numbers of those of these jobs that ask questions. */
function withQuestions({ sandbox }: ReturnType<typeof setUp>, jobs: readonly number[]): number[] {
  return jobs.filter((id) => sandbox.job(id)?.HasQuestionnaire === true);
}

describe('one pass requests each raw address at most once, and none that it does not need', () => {
  test.each(LISTING_NAMES)('%s requests no address twice', async (name) => {
    const { sandbox, erecruiter } = setUp();
    await list(erecruiter, name).toArray();
    const addresses = sandbox.log.map(({ method, url }) => `${method} ${url}`);
    expect(addresses).toEqual([...new Set(addresses)]);
  });

  test('candidates: token, mandator, channel, J jobs, R sources, U unlisted jobs, 3 per applicant', async () => {
    const { sandbox, erecruiter } = setUp();
    const { asked: jobs, applicants, unlisted, named } = reachableIn(sandbox);
    const found = await erecruiter.listCandidates().toArray();
    expect(remoteIds(found).sort((a, b) => a - b)).toEqual(applicants);
    expect(asked(sandbox)).toEqual({
      ...discovery,
      [J]: jobs.length,
      [U]: ascending([...unlisted, ...named]).length,
      [APPLICANT]: applicants.length,
      [APPLICATIONS]: applicants.length,
      [FIELDS]: applicants.length,
    });
  });

  test('without custom fields for applicants: 2 per applicant', async () => {
    const through = altered(/\/Mandator$/, (body) => ({ ...Object(body), CustomFields: [] }));
    const { sandbox, erecruiter } = setUp({ through });
    const { applicants } = reachableIn(sandbox);
    await erecruiter.listCandidates().toArray();
    expect(asked(sandbox)).toMatchObject({ [APPLICANT]: applicants.length, [APPLICATIONS]: applicants.length });
    expect(asked(sandbox)[FIELDS]).toBeUndefined();
  });

  test('custom fields of jobs alone: none are requested for applicants', async () => {
    const through = altered(/\/Mandator$/, (body) => {
      const { CustomFields } = Object(body);
      return { ...Object(body), CustomFields: CustomFields.filter((field: unknown) => Object(field).Target === 2) };
    });
    const { sandbox, erecruiter } = setUp({ through });
    await erecruiter.listCandidates().toArray();
    expect(asked(sandbox)[FIELDS]).toBeUndefined();
  });

  test('applications: the same without custom fields, however many applications an applicant has', async () => {
    const { sandbox, erecruiter } = setUp();
    const { asked: jobs, applicants, applications, unlisted, named } = reachableIn(sandbox);
    const found = await erecruiter.listApplications().toArray();
    expect(remoteIds(found).sort((a, b) => a - b)).toEqual(applications);
    expect(asked(sandbox)).toEqual({
      ...discovery,
      [J]: jobs.length,
      [U]: ascending([...unlisted, ...named]).length,
      [APPLICANT]: applicants.length,
      [APPLICATIONS]: applicants.length,
    });
  });

  test('jobs: token, mandator, channel, R sources, U unlisted jobs, Q questionnaires', async () => {
    const setup = setUp();
    const { sandbox, erecruiter } = setup;
    const { listed, unlisted } = reachableIn(sandbox);
    const jobs = ascending([...listed, ...unlisted]);
    expect(remoteIds(await erecruiter.listJobs().toArray())).toEqual(jobs);
    expect(asked(sandbox)).toEqual({
      ...discovery,
      [U]: unlisted.length,
      [Q]: withQuestions(setup, jobs).length,
    });
  });

  test.each(['listScreeningQuestions', 'listJobScreeningQuestions'] as const)('%s: what jobs cost', async (name) => {
    const setup = setUp();
    const { sandbox, erecruiter } = setup;
    const { listed, unlisted } = reachableIn(sandbox);
    await list(erecruiter, name).toArray();
    expect(asked(sandbox)).toEqual({
      ...discovery,
      [U]: unlisted.length,
      [Q]: withQuestions(setup, [...listed, ...unlisted]).length,
    });
  });

  test.each([
    ['listApplicationStages', APPLICATIONS],
    ['listTags', APPLICANT],
  ] as const)('%s: discovery and 1 per applicant', async (name, route) => {
    const { sandbox, erecruiter } = setUp();
    const { asked: jobs, applicants, unlisted } = reachableIn(sandbox);
    await list(erecruiter, name).toArray();
    expect(asked(sandbox)).toEqual({
      ...discovery,
      [J]: jobs.length,
      [U]: unlisted.length,
      [route]: applicants.length,
    });
  });

  test('users: one request', async () => {
    const { sandbox, erecruiter } = setUp();
    await erecruiter.listUsers().toArray();
    expect(asked(sandbox)).toEqual({ ...start, Users: 1 });
  });

  test('attachments: the list, the CV, and one request per document with its content', async () => {
    const { sandbox, erecruiter } = setUp();
    const id = sandbox.applicantIds().find((one) => sandbox.documentsOf(one).length === 2) ?? 0;
    await erecruiter.listCandidateAttachments(`remote:${id}`).toArray();
    expect(asked(sandbox)).toEqual({
      ...start,
      'Applicant/Documents/{}': 1,
      'Applicant/Cv/{}': 1,
      'Applicant/Document/{}': 2,
    });
  });

  test('attachments without content: the list and the CV', async () => {
    const { sandbox, erecruiter } = setUp();
    const id = sandbox.applicantIds().find((one) => sandbox.documentsOf(one).length === 2) ?? 0;
    await erecruiter.listCandidateAttachments(`remote:${id}`, { content: false }).toArray();
    expect(asked(sandbox)).toEqual({
      ...start,
      'Applicant/Documents/{}': 1,
      'Applicant/Cv/{}': 1,
    });
  });

  test('further passes of a client request neither token nor mandator again', async () => {
    const { sandbox, erecruiter } = setUp();
    await erecruiter.listJobs().toArray();
    const since = sandbox.log.length;
    await erecruiter.listJobs().toArray();
    expect(asked(sandbox, since)).toMatchObject({ PublishedJobs: 1, [R]: SOURCES.length });
    expect(Object.keys(asked(sandbox, since))).not.toEqual(expect.arrayContaining(['POST Token']));
    expect(asked(sandbox, since)['Mandator']).toBeUndefined();
  });
});

describe('a narrower query costs less', () => {
  test("discover: 'open' asks no source, and only listed jobs", async () => {
    const { sandbox, erecruiter } = setUp({ discover: 'open' });
    const { listed, applicants, named } = reachableIn(sandbox, { sources: [] });
    const found = await erecruiter.listCandidates().toArray();
    expect(remoteIds(found).sort((a, b) => a - b)).toEqual(applicants);
    expect(asked(sandbox)).toEqual({
      ...start,
      PublishedJobs: 1,
      [J]: listed.length,
      [U]: named.length,
      [APPLICANT]: applicants.length,
      [APPLICATIONS]: applicants.length,
      [FIELDS]: applicants.length,
    });
  });

  test("discover: 'open' lists the published jobs and reads no others", async () => {
    const setup = setUp({ discover: 'open' });
    const { sandbox, erecruiter } = setup;
    const { listed } = reachableIn(sandbox);
    expect(remoteIds(await erecruiter.listJobs().toArray())).toEqual(listed);
    expect(asked(sandbox)).toEqual({ ...start, PublishedJobs: 1, [Q]: withQuestions(setup, listed).length });
  });

  test.each([
    { only: true, sources: ['Acme Jobs'] },
    { only: ['Messe Graz', 'Jobbörse Süd'], sources: ['Messe Graz', 'Jobbörse Süd'] },
    { only: ['Messe Graz', 'Messe Graz'], sources: ['Messe Graz'] },
    { only: ['Altes Portal'], sources: ['Altes Portal'] },
  ])('only_created: $only asks those sources and no job', async ({ only, sources }) => {
    const { sandbox, erecruiter } = setUp({ source: { name: 'Acme Jobs' }, sandbox: { applicants: 40 } });
    const all = sandbox.applicantIds().flatMap((id) => sandbox.applicationsOf(id));
    const due = all.filter(({ Referrer }) => sources.includes(Referrer ?? ''));
    const applicants = ascending(due.map(({ ApplicantId }) => ApplicantId));
    expect(applicants.length).toBeGreaterThan(0);

    const candidates = await erecruiter.listCandidates({ only_created: only }).toArray();
    expect(remoteIds(candidates).sort((a, b) => a - b)).toEqual(applicants);
    expect(asked(sandbox)).toMatchObject({ PublishedJobs: 1, [R]: sources.length, [APPLICANT]: applicants.length });
    expect(asked(sandbox)[J]).toBeUndefined();

    const applications = await erecruiter.listApplications({ only_created: only }).toArray();
    expect(remoteIds(applications).sort((a, b) => a - b)).toEqual(ascending(due.map(({ Id }) => Id)));
  });

  test('job_ids reads only those jobs, and the sources for finished applications and dates', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 40 } });
    const [first = 0, second = 0] = reachableIn(sandbox).listed;
    const ofJobs = sandbox
      .applicantIds()
      .flatMap((id) => sandbox.applicationsOf(id))
      .filter(({ JobId }) => JobId === first || JobId === second)
      .filter((row) => Number(row.WorkflowStatusGroup) < 5 || SOURCES.includes(row.Referrer ?? ''));
    const applicants = ascending(ofJobs.map(({ ApplicantId }) => ApplicantId));
    const found = await erecruiter.listCandidates({ job_ids: [`remote:${first}`, `remote:${second}`] }).toArray();
    expect(remoteIds(found).sort((a, b) => a - b)).toEqual(applicants);
    expect(asked(sandbox)).toMatchObject({
      ...discovery,
      [J]: 2,
      [APPLICANT]: applicants.length,
      [APPLICATIONS]: applicants.length,
    });
  });

  test('ids reads those applicants and the jobs that they name, without a crawl', async () => {
    const { sandbox, erecruiter } = setUp();
    const people = sandbox
      .applicantIds()
      .filter((id) => sandbox.applicationsOf(id).length === 2)
      .slice(0, 2);
    const [first = 0, second = 0] = people;
    const jobs = ascending(people.flatMap((id) => sandbox.applicationsOf(id).map(({ JobId }) => JobId)));
    const ids = [`remote:${second}`, `remote:${first}`, `remote:${second}`];
    expect(remoteIds(await erecruiter.listCandidates({ ids }).toArray())).toEqual(people);
    expect(asked(sandbox)).toEqual({
      ...start,
      [APPLICANT]: 2,
      [APPLICATIONS]: 2,
      [FIELDS]: 2,
      [U]: jobs.length,
    });
  });

  test('remote_ids costs what ids costs', async () => {
    const { sandbox, erecruiter, another } = setUp();
    const id = sandbox.applicantIds()[3] ?? 0;
    await erecruiter.listCandidates({ ids: [`remote:${id}`] }).toArray();
    const byId = asked(sandbox);
    const since = sandbox.log.length;
    await another()
      .listCandidates({ remote_ids: [String(id)] })
      .toArray();
    expect(asked(sandbox, since)).toEqual(byId);
  });

  test('email is one search whose answer is the applicant: no applicant is read again', async () => {
    const { sandbox, erecruiter } = setUp();
    const person = sandbox
      .applicantIds()
      .map((id) => sandbox.applicant(id))
      .find((one) => one?.Email?.includes('@'));
    const jobs = ascending(sandbox.applicationsOf(person?.Id ?? 0).map(({ JobId }) => JobId));
    const found = await erecruiter.listCandidates({ email: person?.Email?.toUpperCase() ?? '' }).toArray();
    expect(remoteIds(found)).toEqual([person?.Id]);
    expect(asked(sandbox)).toEqual({
      ...start,
      'Applicants/ByEmail/{}': 1,
      [APPLICATIONS]: 1,
      [FIELDS]: 1,
      [U]: jobs.length,
    });
  });

  test('applications by id read their applicants once, although both have the same', async () => {
    const { sandbox, erecruiter } = setUp();
    const person = sandbox.applicantIds().find((id) => sandbox.applicationsOf(id).length === 2) ?? 0;
    const applications = sandbox.applicationsOf(person);
    const ids = applications.map(({ Id }) => `remote:${person}/${Id}`);
    expect(remoteIds(await erecruiter.listApplications({ ids }).toArray())).toEqual(applications.map(({ Id }) => Id));
    expect(asked(sandbox)).toEqual({
      ...start,
      [APPLICANT]: 1,
      [APPLICATIONS]: 1,
      [U]: ascending(applications.map(({ JobId }) => JobId)).length,
    });
  });

  test('jobs by id are read one by one', async () => {
    const setup = setUp();
    const { sandbox, erecruiter } = setup;
    const jobs = [...sandbox.jobIds().slice(0, 1), ...sandbox.jobIds().slice(-2)];
    const ids = jobs.map((id) => `remote:${id}`);
    expect(remoteIds(await erecruiter.listJobs({ ids }).toArray())).toEqual(jobs);
    expect(asked(sandbox)).toEqual({ ...start, [U]: 3, [Q]: withQuestions(setup, jobs).length });
  });
});

describe('channels', () => {
  test('several channels are requested once each, and a job in two of them is one job', async () => {
    const channels = ['', 'jobboerse', 'jobboerse'];
    const { sandbox, erecruiter } = setUp({ channels });
    const { listed, unlisted } = reachableIn(sandbox, { channels: CHANNELS.slice(0, 2) });
    expect(remoteIds(await erecruiter.listJobs().toArray())).toEqual(ascending([...listed, ...unlisted]));
    expect(asked(sandbox)).toMatchObject({ PublishedJobs: 2, [U]: unlisted.length });
  });

  test("'all' requests the default portal and every publication in the catalogue", async () => {
    const { sandbox, erecruiter } = setUp({ channels: 'all' });
    const { listed, unlisted } = reachableIn(sandbox, { channels: CHANNELS });
    expect(remoteIds(await erecruiter.listJobs().toArray())).toEqual(ascending([...listed, ...unlisted]));
    expect(asked(sandbox)).toMatchObject({ PublishedJobs: 1 + CHANNELS.length, [U]: unlisted.length });
  });

  test('more channels do not change which applicants are found', async () => {
    const { erecruiter, another } = setUp({ sandbox: { applicants: 40 } });
    const narrow = remoteIds(await erecruiter.listCandidates().toArray());
    const wide = remoteIds(await another({ channels: 'all' }).listCandidates().toArray());
    expect(ascending(wide)).toEqual(expect.arrayContaining(ascending(narrow)));
  });
});

describe('no applicant is lost', () => {
  test.each([
    { applicants: 60, jobs: 12, seed: 1 },
    { applicants: 60, jobs: 5, seed: 2 },
    { applicants: 60, jobs: 20, seed: 3 },
  ])(
    'with $applicants applicants and $jobs jobs (seed $seed) each reachable one comes exactly once',
    async (sandboxOptions) => {
      const { sandbox, erecruiter } = setUp({ sandbox: sandboxOptions });
      const found = remoteIds(await erecruiter.listCandidates().toArray());
      expect([...found].sort((a, b) => a - b)).toEqual(reachableIn(sandbox).applicants);
    },
  );

  test('an open application to an unlisted open job is found although no catalogue names its source', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 60 } });
    const { applicants } = reachableIn(sandbox);
    const onlyListed = reachableIn(sandbox, { sources: [] }).applicants;
    const bySource = sandbox
      .applicantIds()
      .filter((id) => sandbox.applicationsOf(id).some(({ Referrer }) => SOURCES.includes(Referrer ?? '')));
    const hidden = applicants.filter((id) => !onlyListed.includes(id) && !bySource.includes(id));
    expect(hidden.length).toBeGreaterThan(0);
    const found = remoteIds(await erecruiter.listCandidates().toArray());
    expect(found).toEqual(expect.arrayContaining(hidden));
  });

  test("the client's own source is asked although it has left the catalogue", async () => {
    const { sandbox, erecruiter } = setUp({ source: { name: 'Altes Portal' }, sandbox: { applicants: 60 } });
    const { applicants } = reachableIn(sandbox, { sources: [...SOURCES, 'Altes Portal'] });
    expect(applicants.length).toBeGreaterThan(reachableIn(sandbox).applicants.length);
    expect(ascending(remoteIds(await erecruiter.listCandidates().toArray()))).toEqual(applicants);
    expect(asked(sandbox)[R]).toBe(SOURCES.length + 1);
  });
});
