import { describe, expect, test } from 'vitest';
import { base64, createStage, EMAIL, EVA, FIRST, JOBS, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

// Everything that can be checked beforehand is: then nothing is written.

const APPLY = ['createCandidate', 'createApplication'] as const;

async function refusal(stage: Stage, changes: object, options: object = {}): Promise<unknown> {
  for (const action of APPLY.slice(1)) await caught(stage.client(options)[action]({ ...EVA, ...changes }));
  const error = await caught(stage.client(options).createCandidate({ ...EVA, ...changes }));
  expect(stage.writes()).toEqual([]);
  expect(stage.applicantsWith(EMAIL)).toEqual([]);
  return error;
}

describe('the job', () => {
  test.each([1, 2, 3, 4])('with status %d is closed', async (status) => {
    const stage = createStage();
    stage.sandbox.closeJob(JOBS.plain, status);
    const error = await refusal(stage, {});
    expect(error).toMatchObject({ name: 'ActionRejectedError', code: 'ATS.JOB_CLOSED', applicationId: null });
    const { id: jobId } = await stage.client().getJob(`remote:${JOBS.plain}`);
    expect(error).toMatchObject({ jobId, candidateId: null });
  });

  test('that does not exist is invalid input', async () => {
    const changes = { application: { job_id: 'remote:99' } };
    expect(await refusal(createStage(), changes)).toMatchObject({ code: 'REMOTE.INPUT_INVALID' });
  });

  test('that closes between our look and the application is a partial write with its code', async () => {
    const stage = createStage();
    stage.sandbox.fail({
      on: (request) => {
        if (request.template === 'Application') stage.sandbox.closeJob(JOBS.plain);
        return false;
      },
      kind: 'status',
    });
    const error = await caught(stage.client().createApplication(EVA));
    expect(error).toMatchObject({ name: 'PartialWriteError', code: 'ATS.JOB_CLOSED', failed: 'application' });
  });
});

test('the candidate has already applied to this job', async () => {
  const stage = createStage();
  stage.sandbox.edit(FIRST, { Email: EMAIL });
  const applied = { ...EVA, application: { job_id: 'remote:4712' }, attachments: [] };
  const { id: candidateId, applications } = await stage.client().getCandidate(`remote:${FIRST}`);
  const existing = applications.find(({ job }) => job?.remote_id === '4712') ?? applications[0];
  const { id: jobId } = await stage.client().getJob('remote:4712');
  for (const action of APPLY) {
    const error = await caught(stage.client()[action](applied));
    expect(error).toMatchObject({ name: 'ActionRejectedError', code: 'ATS.APPLICATION_ALREADY_EXISTS' });
    expect(error).toMatchObject({ applicationId: existing?.id, candidateId, jobId });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ applicationId: existing?.id, candidateId, jobId });
  }
  expect(stage.writes()).toEqual([]);
});

test('an application that another program has just created is named, too; null if it cannot be read', async () => {
  for (const isReadable of [true, false]) {
    const other = createStage();
    const stage = createStage({}, ({ fetch, ...sandbox }) => async (input, init) => {
      const request = new Request(input, init);
      const isOurs = request.method === 'PUT' && new URL(request.url).pathname.endsWith('/Application');
      if (!isOurs) return fetch(request);
      await fetch(request.clone()); // the same, a moment before ours
      if (!isReadable) sandbox.fail({ on: 'GET Applications/{applicantId}', kind: 'status', status: 400, times: 9 });
      return fetch(request);
    });
    const error = await caught(stage.client().createApplication(EVA));
    const { data } = await other.client().createApplication(EVA);
    expect(error).toMatchObject({ name: 'PartialWriteError', code: 'ATS.APPLICATION_ALREADY_EXISTS' });
    const { candidate } = data;
    expect(error).toMatchObject({ cause: { applicationId: isReadable ? data.id : null, candidateId: candidate.id } });
  }
});

test('other rejections name the candidate', async () => {
  const stage = createStage();
  const { id: candidateId } = await stage.client().getCandidate(`remote:${FIRST}`);
  const link = { application_id: `remote:${FIRST}/1`, label: 'Test', url: 'https://tests.example.com' };
  const error = await caught(stage.client().addResultLinkToApplication(link));
  expect(error).toMatchObject({ name: 'ActionRejectedError', candidateId, applicationId: null, jobId: null });
});

describe('a file', () => {
  const attachments = (file: object) => ({ attachments: [{ name: 'z.pdf', type: 'OTHER', ...file } as const] });
  const answering = (status: number, body = '') => ({
    attachments: { fetch: async (): Promise<Response> => new Response(body, { status }) },
  });
  const data_url = 'https://files.example.com/z.pdf';

  test.each([
    ['that is not base64', 'attachments.0.data', { data: '%%%' }, {}],
    ['that is empty', 'attachments.0.data', { data: '=' }, {}],
    ['that is too large', 'attachments.0.data', { data: base64('12345') }, { attachments: { maxBytes: 4 } }],
    ['that does not exist', 'attachments.0.data_url', { data_url }, answering(404)],
    ['that is empty on its host', 'attachments.0.data_url', { data_url }, answering(200)],
    ['on this machine', 'attachments.0.data_url', { data_url: 'https://localhost/z.pdf' }, answering(200, 'x')],
    ['without https', 'attachments.0.data_url', { data_url: 'http://example.com/z' }, answering(200, 'x')],
  ])('%s', async (_, path, file, options) => {
    const error = await refusal(createStage(), attachments(file), options);
    expect(error).toMatchObject({ name: 'InputError', issues: [{ path }] });
  });

  test('that answers a question is named by the path of the answer', async () => {
    const stage = createStage();
    const [move, extent, certificate] = [1001, 1008, 1011].map((number) => stage.question(number));
    const changes = {
      application: { job_id: `remote:${JOBS.technical}` },
      screening_question_answers: [
        { question_id: (await move)?.id ?? '', answer: true },
        { question_id: (await extent)?.id ?? '', answer: [(await extent)?.option('Vollzeit') ?? ''] },
        { question_id: (await certificate)?.id ?? '', answer: { name: 'z.pdf', data: '%%%' } },
      ],
    };
    const path = `screening_question_answers.${(await certificate)?.id}.data`;
    expect(await refusal(stage, changes)).toMatchObject({ issues: [{ path }] });
  });

  test('is fetched without eRecruiter’s credentials, and not at all for a call that is refused anyway', async () => {
    const stage = createStage();
    const fetched: (RequestInit | undefined)[] = [];
    const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
      fetched.push(init);
      return new Response('x');
    };
    await stage.client({ attachments: { fetch } }).createApplication({ ...EVA, ...attachments({ data_url }) });
    const headers = { 'user-agent': expect.stringContaining('erecruiter-kombo/') };
    expect(fetched).toEqual([{ method: 'GET', headers, redirect: 'manual', signal: expect.any(AbortSignal) }]);
    await caught(
      stage
        .client({ attachments: { fetch } })
        .createApplication({ ...EVA, ...attachments({ data_url, data: 'eA==' }) }),
    );
    expect(fetched).toHaveLength(1);
  });
});

describe('answers', () => {
  const office = { application: { job_id: `remote:${JOBS.office}` } };
  test('that are required and missing are named, each by its question', async () => {
    const stage = createStage();
    const required = await Promise.all([903, 909, 914, 915].map((number) => stage.question(number)));
    const message = 'is required';
    const issues = required.map(({ id }) => ({ code: 'required', path: `screening_question_answers.${id}`, message }));
    expect(await refusal(stage, office)).toMatchObject({ name: 'InputError', issues });
  });

  test('that are wrong and that are missing are reported at once, each question once', async () => {
    const stage = createStage();
    const [skill, extent, begin, salary] = await Promise.all([903, 909, 914, 915].map((each) => stage.question(each)));
    const answers = [
      { question_id: salary?.id ?? '', answer: -1 },
      { question_id: extent?.id ?? '', answer: '' },
    ];
    const error = await refusal(stage, { ...office, screening_question_answers: answers });
    const at = (id: string | undefined) => `screening_question_answers.${id}`;
    expect(error).toMatchObject({
      issues: [
        { path: at(salary?.id), code: 'out_of_range', message: 'must be at least 0' },
        { path: at(extent?.id), code: expect.any(String), message: expect.stringContaining('must be') },
        { path: at(skill?.id), code: 'required', message: 'is required' },
        { path: at(begin?.id), code: 'required', message: 'is required' },
      ],
    });
  });

  test('of a candidate whose own data answer a question: only the others are missing', async () => {
    const stage = createStage();
    stage.sandbox.edit(FIRST + 2, { Email: 'own@example.at', EarliestPossibleBeginDate: { Year: 2026 } }); // has a salary
    stage.sandbox.removeApplication(FIRST + 2, stage.sandbox.applicationsOf(FIRST + 2)[0]?.Id ?? 0);
    const [skill, extent] = await Promise.all([903, 909].map((each) => stage.question(each)));
    const changes = { ...office, screening_question_answers: [{ question_id: extent?.id ?? '', answer: true }] };
    const own = { ...EVA, ...changes, candidate: { ...EVA.candidate, email_address: 'own@example.at' } };
    expect(await caught(stage.client().createApplication(own))).toMatchObject({
      issues: [
        { path: `screening_question_answers.${extent?.id}` },
        { path: `screening_question_answers.${skill?.id}` },
      ],
    });
    expect(stage.writes()).toEqual([]);
  });

  test('that the input itself or the candidate’s own data give are not missing', async () => {
    const stage = createStage();
    stage.sandbox.edit(FIRST + 2, { Email: EMAIL, EarliestPossibleBeginDate: { Year: 2026 } }); // has a salary
    const client = stage.client();
    const candidate_id = `remote:${FIRST + 2}`;
    const [skill, extent] = [await stage.question(903), await stage.question(909)];
    const answers = [
      { question_id: skill.id, answer: skill.option('gut') },
      { question_id: extent.id, answer: extent.option('30') },
    ];
    await client.addTagToCandidate({ candidate_id, tag: { name: 'x' } });
    const other = { ...EVA.candidate, email_address: 'neu@example.at' };
    const wishes = {
      availability_date: '2026-09-01',
      salary_expectations: { period: 'YEAR', amount: 42_000 },
    } as const;
    await client.createApplication({
      ...EVA,
      ...office,
      candidate: { ...other, ...wishes },
      screening_question_answers: answers,
    });
    expect(stage.applicantsWith('neu@example.at')).toHaveLength(1);
    stage.sandbox.removeApplication(FIRST + 2, stage.sandbox.applicationsOf(FIRST + 2)[0]?.Id ?? 0);
    await client.createApplication({ ...EVA, ...office, screening_question_answers: answers });
    expect(stage.sandbox.applicationsOf(FIRST + 2)).toMatchObject([{ JobId: JOBS.office }]);
  });

  test('that ask for a document are covered by an attachment of that kind', async () => {
    const stage = createStage();
    const fetch: Stage['sandbox']['fetch'] = async (input, init) => {
      const response = await stage.sandbox.fetch(input, init);
      const text = await response.text();
      const required = text
        .replaceAll('"IsRequired":true', '"IsRequired":false')
        .replace('"IsRequired":false,"Type":22', '"IsRequired":true,"Type":22')
        .replace('"ApplicantDocumentType":"Zeugnis"', '"ApplicantDocumentType":"Anschreiben"');
      return new Response(required, response);
    };
    const technical = { ...EVA, application: { job_id: `remote:${JOBS.technical}` } };
    const error = await caught(stage.client({ fetch }).createApplication(technical));
    expect(error).toMatchObject({
      issues: [{ code: 'required', path: `screening_question_answers.${(await stage.question(1011)).id}` }],
    });
    const data = base64('Sehr geehrte Frau Šimek');
    const file = { name: 'Brief.pdf', type: 'CV', data } as const;
    await caught(stage.client({ fetch }).createApplication({ ...technical, attachments: [file] }));
    expect(stage.writes()).toEqual([]);
    await stage.client({ fetch }).createApplication({ ...technical, attachments: [{ ...file, type: 'COVER_LETTER' }] });
    expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
  });

  test.each([
    [901, 'gut', 'left out'],
    [902, 'gut', 'must be the id of one of its options'],
    [902, true, 'must be the id of one of its options'],
    [904, 'TypeScript', 'must be a list of ids'],
    [908, 'yes', 'must be true or false'],
    [911, 'soon', 'must be a day'],
    [914, 'soon', 'must be a day'],
    [915, '42000', 'must be a number'],
    [915, -1, 'must be at least 0'],
    [915, 2 ** 31, 'must be less than 2147483648'],
    [912, 43, 'must be a text'],
  ])('of question %d: %j is wrong', async (number, answer, message) => {
    const stage = createStage();
    const { id } = await stage.question(number);
    const changes = { ...office, screening_question_answers: [{ question_id: id, answer }] };
    const error = await refusal(stage, changes);
    if (message === 'left out') return; // a heading: a warning, and the required ones are still missing
    expect(error).toMatchObject({
      issues: expect.arrayContaining([
        expect.objectContaining({
          path: `screening_question_answers.${id}`,
          message: expect.stringContaining(message),
        }),
      ]),
    });
  });
});
