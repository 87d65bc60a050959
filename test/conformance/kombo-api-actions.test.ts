import { describe, expect, test } from 'vitest';
import { KomboAtsError } from '@kombo-api/sdk/models/errors';
import { base64 } from '../faults/actions-kit.js';
import { ACME, errorOf, EVA, FIRST, JOBS, setUpKombo } from './kombo-api-kit.js';

// The eight actions through the official SDK, and what eRecruiter stores afterwards.

const PLAIN = `remote:${JOBS.plain}`;

describe('create application', () => {
  test('creates candidate and application; the response nests the candidate', async () => {
    const { kombo, sandbox, erecruiter } = setUpKombo();
    const { data, warnings } = await kombo.ats.createApplication({ job_id: PLAIN, body: EVA });
    expect(warnings).toEqual([]);
    expect(data).toMatchObject({
      outcome: 'PENDING',
      candidate: { first_name: 'Eva', last_name: 'Grün', email_addresses: [{ email_address: 'eva.gruen@example.at' }] },
      job: { remote_id: String(JOBS.plain), name: expect.any(String) },
      current_stage: { name: expect.any(String) },
    });
    expect(sandbox.applicationsOf(Number(data.candidate?.remote_id))).toMatchObject([
      { JobId: JOBS.plain, Referrer: 'Acme Jobs' },
    ]);
    expect((await erecruiter.getApplication(data.id)).candidate_id).toBe(data.candidate_id);
  });

  test('accepts everything that the connector page lists', async () => {
    const { kombo, sandbox, erecruiter } = setUpKombo();
    const questions = await erecruiter.listScreeningQuestions().toArray();
    const licence = questions.find(({ remote_id: id }) => id === '1102')?.id ?? '';
    const { data, warnings } = await kombo.ats.createApplication({
      job_id: `remote:${JOBS.custom}`,
      body: {
        candidate: {
          ...EVA.candidate,
          phone_number: '+43 1 58',
          location: { city: 'Linz', country: 'AT', zip_code: '4020', street_1: 'Landstraße 1' },
          gender: 'FEMALE',
          availability_date: new Date('2026-09-01T00:00:00Z'),
          salary_expectations: { period: 'MONTH', amount: 2500.5 },
          social_links: [{ url: 'https://eva.example.at' }],
        },
        screening_question_answers: [{ question_id: licence, answer: true }],
        attachments: [
          { name: 'cv.pdf', type: 'CV', data: base64('%PDF-1.7 CV'), content_type: 'application/pdf' },
          { name: 'Brief.txt', type: 'COVER_LETTER', data_url: `data:text/plain;base64,${base64('Sehr geehrte')}` },
        ],

        source: { name: 'Messe Graz' },
        gdpr_consent: { given: true },
      },
    });
    expect(warnings.filter(({ message }) => /left out|skipped|ignored/.test(message))).toEqual([]);
    const id = Number(data.candidate?.remote_id);
    expect(sandbox.applicant(id)).toMatchObject({
      City: 'Linz',
      Country: 'Österreich',
      Phone: '+43 1 58',
      Gender: 2,
      Salary: 2501,
      Url: 'https://eva.example.at',
      Referrer: 'Messe Graz',
      EarliestPossibleBeginDate: { Year: 2026, Month: 9, Day: 1 },
      PolicyAcceptedAt: expect.any(String),
    });
    expect(sandbox.cvOf(id)?.Content).toBe(base64('%PDF-1.7 CV'));
    expect(sandbox.documentsOf(id)).toMatchObject([{ Content: base64('Sehr geehrte') }]);
    expect(sandbox.customFieldsOf(id)).toMatchObject([{ CustomField: { Name: 'fuehrerscheinB' }, BoolValue: true }]);
  });

  test('warns about inputs that eRecruiter cannot store and about unknown keys', async () => {
    const { kombo, fetcher } = setUpKombo();
    const { warnings } = await kombo.ats.createApplication({
      job_id: PLAIN,
      body: {
        candidate: { ...EVA.candidate, company: 'Muster GmbH', title: 'Dr.' },
        stage_id: 'somewhere',
        sourced_by: { user_id: 'remote:1' },
        gdpr_consent: { expires_at: new Date('2027-01-01') },
        remote_fields: { lever: { candidate: { a: 1 } } },
      },
    });
    const text = warnings.map(({ message }) => message).join('\n');
    for (const word of ['remote_fields', 'company', 'title', 'stage', 'expire']) expect(text).toContain(word);

    const answer = await fetcher(`https://api.kombo.dev/v1/ats/jobs/${encodeURIComponent(PLAIN)}/applications`, {
      method: 'POST',
      headers: { 'x-integration-id': ACME },
      body: JSON.stringify({
        candidate: { ...EVA.candidate, email_address: 'other@example.at', nickname: 'x' },
        'eva@example.at': 1,
      }),
    });
    const { status, warnings: others } = await answer.json();
    expect([status, others]).toEqual([
      'success',
      [{ message: 'a key that is not a name is not supported and was ignored' }],
    ]);
  });

  test('takes a job by its Kombo id; the second time is an error with its own code', async () => {
    const { kombo, erecruiter } = setUpKombo();
    const job = await erecruiter.getJob(PLAIN);
    await kombo.ats.createApplication({ job_id: job.id, body: EVA });
    const error = await errorOf(kombo.ats.createApplication({ job_id: job.id, body: EVA }));
    expect(error).toBeInstanceOf(KomboAtsError);
    expect(error).toMatchObject({ statusCode: 409, error: { code: 'ATS.APPLICATION_ALREADY_EXISTS', log_url: null } });
  });

  test('rejects a closed job', async () => {
    const { kombo, sandbox } = setUpKombo();
    sandbox.closeJob(JOBS.plain);
    const error = await errorOf(kombo.ats.createApplication({ job_id: PLAIN, body: EVA }));
    expect(error).toMatchObject({ statusCode: 400, error: { code: 'ATS.JOB_CLOSED' } });
  });
});

test('create candidate returns the candidate with their application', async () => {
  const { kombo, sandbox } = setUpKombo();
  const { data, warnings } = await kombo.ats.createCandidate({ ...EVA, application: { job_id: PLAIN } });
  expect(warnings).toEqual([]);
  expect(data).toMatchObject({ first_name: 'Eva', applications: [{ outcome: 'PENDING' }], source: 'Acme Jobs' });
  expect(sandbox.applicationsOf(Number(data.remote_id))).toMatchObject([{ JobId: JOBS.plain }]);
});

describe('tags', () => {
  test('are added and removed by name; the DELETE has a body', async () => {
    const { kombo, sandbox } = setUpKombo();
    const before = sandbox.applicant(FIRST)?.Tags ?? [];
    const call = { candidate_id: `remote:${FIRST}`, body: { tag: { name: 'Talentpool Süd' } } };
    expect(await kombo.ats.addCandidateTag(call)).toMatchObject({ data: {}, warnings: [] });
    expect(sandbox.applicant(FIRST)?.Tags).toEqual([...before, 'Talentpool Süd']);
    expect(await kombo.ats.removeCandidateTag(call)).toMatchObject({ data: {}, warnings: [] });
    expect(sandbox.applicant(FIRST)?.Tags).toEqual(before);
  });

  test('take a candidate by their Kombo id', async () => {
    const { kombo, erecruiter, sandbox } = setUpKombo();
    const { id } = await erecruiter.getCandidate(`remote:${FIRST}`);
    await kombo.ats.addCandidateTag({ candidate_id: id, body: { tag: { name: 'A, B/C' } } });
    expect(sandbox.applicant(FIRST)?.Tags).toContain('A, B/C');
  });
});

describe('attachments and result links', () => {
  const attachment = { name: 'Zeugnis.pdf', type: 'OTHER', data: base64('%PDF-1.7 Zeugnis') } as const;
  const link = { label: 'Test', url: 'https://example.at/r/1' };
  const details = { custom_field_name_prefix: 'Test: ', attributes: [{ key: 'Punkte', value: '<93>' }] };

  async function firstApplication() {
    const setup = setUpKombo();
    const [application] = await setup.erecruiter.listApplications().toArray({ limit: 1 });
    return { ...setup, id: application?.id ?? '', applicant: Number(application?.candidate?.remote_id) };
  }

  test('a file for a candidate', async () => {
    const { kombo, sandbox } = setUpKombo();
    await kombo.ats.addCandidateAttachment({ candidate_id: `remote:${FIRST}`, body: { attachment } });
    expect(sandbox.documentsOf(FIRST)).toContainEqual(
      expect.objectContaining({ Name: 'Zeugnis', Content: attachment.data }),
    );
  });

  test('a file for an application is stored on its candidate, with a warning', async () => {
    const { kombo, sandbox, id, applicant } = await firstApplication();
    const { warnings } = await kombo.ats.addApplicationAttachment({ application_id: id, body: { attachment } });
    expect(warnings.map(({ message }) => message)).toContainEqual(expect.stringContaining('on the candidate'));
    expect(sandbox.documentsOf(applicant)).toContainEqual(expect.objectContaining({ Content: attachment.data }));
  });

  test('a link for an application and for a candidate, with details', async () => {
    const { kombo, sandbox, id, applicant } = await firstApplication();
    await kombo.ats.addApplicationResultLink({ application_id: id, body: { ...link, details } });
    await kombo.ats.addCandidateResultLink({ candidate_id: `remote:${applicant}`, body: link });
    const [first, second] = sandbox.historyOf(applicant).slice(-2);
    expect(first).toMatchObject({ Subject: 'Test', Body: expect.stringContaining('Test: Punkte: &lt;93&gt;') });
    expect(second).toMatchObject({ Subject: 'Test', Body: expect.stringContaining('https://example.at/r/1') });
  });
});

describe('notes', () => {
  const body = { content: 'Hat <angerufen>\nund zugesagt', content_type: 'PLAIN_TEXT' } as const;

  test('of an application stand under its job, escaped and line by line', async () => {
    const { kombo, sandbox, erecruiter } = setUpKombo();
    const [application] = await erecruiter.listApplications().toArray({ limit: 1 });
    const applicant = Number(application?.candidate?.remote_id);
    const note = { ...body, remote_fields: { teamtailor: { user_id: '1' } } };
    const answer = await kombo.ats.addApplicationNote({ application_id: application?.id ?? '', body: note });
    expect(answer).toMatchObject({
      data: {},
      warnings: [{ message: 'remote_fields is not supported and was ignored' }],
    });
    expect(sandbox.historyOf(applicant).at(-1)).toEqual({
      JobId: Number(application?.job?.remote_id),
      Subject: 'Hat <angerufen>',
      Body: '<p>Hat &lt;angerufen&gt;<br>und zugesagt</p>',
      Type: 0,
      CreatedBy: 'Acme Jobs',
    });
  });

  test('take a title and an author besides what Kombo knows, and no other type of content', async () => {
    const { fetcher, sandbox, erecruiter } = setUpKombo();
    const [application] = await erecruiter.listApplications().toArray({ limit: 1 });
    const send = (content: object): Promise<Response> =>
      fetcher(`https://api.kombo.dev/v1/ats/applications/${application?.id}/notes`, {
        method: 'POST',
        headers: { 'x-integration-id': ACME },
        body: JSON.stringify(content),
      });
    expect((await send({ ...body, title: 'Telefonat', author: 'Käthe Grün' })).status).toBe(200);
    const entry = { Subject: 'Telefonat', CreatedBy: 'Käthe Grün' };
    expect(sandbox.historyOf(Number(application?.candidate?.remote_id)).at(-1)).toMatchObject(entry);
    const refused = await send({ ...body, content_type: 'HTML' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { code: 'PLATFORM.INPUT_INVALID' } });
  });

  test('of an application that does not exist are refused', async () => {
    const { kombo } = setUpKombo();
    const error = await errorOf(kombo.ats.addApplicationNote({ application_id: `remote:${FIRST}/7`, body }));
    expect(error).toMatchObject({ statusCode: 400, error: { code: 'REMOTE.INPUT_INVALID' } });
  });
});
