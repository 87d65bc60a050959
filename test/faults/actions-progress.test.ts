import { describe, expect, test } from 'vitest';
import { Journal } from '../../src/actions/journal.js';
import { Memory } from '../../src/actions/memory.js';
import { type ActionProgress, PartialWriteError } from '../../src/index.js';
import { input as plainInput, PlainServer } from '../helpers/plain-server.js';
import { base64, createStage, EMAIL, EVA, FIRST, JOBS, type Stage } from './actions-kit.js';
import { caught } from './transport-kit.js';

// Progress only grows, is kept until the call succeeds, and never gets in the way.

const progress = (done: string[], id = 7): ActionProgress => ({
  version: 1,
  input: 'x',
  applicant: { id, created: true },
  absentBefore: false,
  done,
});

describe('progress that is passed in', () => {
  const known = (brought: ActionProgress) => {
    const memory = new Memory();
    memory.keepProgress(progress(['applicant', 'consent']));
    Journal.resume(memory, 'x', brought);
    return Journal.open(memory, 'x');
  };

  test('adds steps and undoes none', () => {
    const journal = known({ ...progress(['applicant', 'knowledges']), absentBefore: true });
    expect(['applicant', 'consent', 'knowledges'].map((step) => journal.isDone(step))).toEqual([true, true, true]);
    expect(journal.absentBefore).toBe(true);
  });

  test('of another applicant counts less than what the client remembers', () => {
    const journal = known(progress(['applicant', 'knowledges'], 8));
    expect([journal.applicant?.id, journal.isDone('knowledges')]).toEqual([7, false]);
  });
});

/** Interrupts a create before the application, or after it, when the result cannot be read. */
async function interrupted(stage: Stage, at: 'before' | 'after'): Promise<ActionProgress> {
  const fault = { kind: 'status', status: at === 'before' ? 403 : 503 } as const;
  const isDone = (): boolean => stage.writes().includes('PUT Application');
  if (at === 'before') stage.sandbox.fail({ on: 'PUT Application', ...fault });
  else stage.sandbox.fail({ on: ({ method }) => method === 'GET' && isDone(), ...fault, times: 99 });
  const error = await caught(stage.client().createApplication(EVA));
  stage.sandbox.clearFaults();
  if (!PartialWriteError.isInstance(error)) throw error;
  return JSON.parse(JSON.stringify(error.progress));
}

describe.each(['before', 'after'] as const)('progress of a call that ended %s the application', (at) => {
  test('starts over if the candidate was deleted since', async () => {
    const stage = createStage();
    const resume = await interrupted(stage, at);
    stage.sandbox.removeApplicant(FIRST + 4);
    const { data } = await stage.client().createApplication(EVA, { resume });
    expect(data.candidate.remote_id).toBe(String(FIRST + 5));
    expect(stage.applicantsWith(EMAIL)).toEqual([FIRST + 5]);
  });

  test('continues with the other candidate after a merge', async () => {
    const stage = createStage();
    const resume = await interrupted(stage, at);
    stage.sandbox.removeApplicant(FIRST + 4);
    stage.sandbox.edit(FIRST + 1, { Email: EMAIL });
    for (const { Id } of stage.sandbox.applicationsOf(FIRST + 1)) stage.sandbox.removeApplication(FIRST + 1, Id);
    const { data } = await stage.client().createApplication(EVA, { resume });
    expect(data.candidate.remote_id).toBe(String(FIRST + 1));
    expect(stage.applicantsWith(EMAIL)).toEqual([FIRST + 1]);
    // Again with the same progress: it is done, and no error.
    const again = await stage
      .client()
      .createApplication(EVA, { resume })
      .catch((error: unknown) => error);
    if (at === 'after') expect(again).toMatchObject({ data: { remote_id: data.remote_id } });
    expect(stage.sandbox.applicationsOf(FIRST + 1)).toHaveLength(1);
  });
});

test('after a merge, the remaining candidate answers under the old number: the call continues with them', async () => {
  let isMerged = false;
  const server: PlainServer = new PlainServer({
    before: (request) => {
      if (request === 'PUT Application' && !isMerged) return new Response(null, { status: 403 });
      const row = server.applicants.get(900);
      return isMerged && request === 'GET Applicant/101' ? new Response(JSON.stringify(row)) : undefined;
    },
  });
  const error = await caught(server.client().createApplication(plainInput()));
  if (!PartialWriteError.isInstance(error)) throw error;
  isMerged = true;
  server.applicants.delete(101);
  server.applicants.set(900, { Id: 900, LastName: 'Grün', Email: EMAIL });
  const { data } = await server.client().createApplication(plainInput(), { resume: error.progress });
  expect(data.candidate.remote_id).toBe('900');
});

test('a refusal halfway does not make the client forget: nothing is stored twice', async () => {
  let refusals = 2;
  const server = new PlainServer({
    clean: (text) => (/[A-Z]/.test(text) ? 'datei' : text), // unrecognisable
    before: (request) => {
      if (request !== 'PUT Application' || refusals === 0) return undefined;
      refusals -= 1;
      return new Response('{"Message":"The request is invalid."}', { status: 400 });
    },
  });
  const client = server.client();
  const attachments = [{ name: 'Zeugnis.pdf', type: 'OTHER', data: base64('z') } as const];
  const call = () => client.createApplication({ ...plainInput(), attachments });
  for (let tries = 0; tries < 2; tries += 1) expect(await caught(call())).toMatchObject({ failed: 'application' });
  await call();
  expect([server.documents.length, server.applicants.size]).toEqual([1, 1]);
});

test('if a failing server has stored some of the skills, only the others are sent again', async () => {
  const stage = createStage();
  const sent: string[][] = [];
  const { fetch } = stage.sandbox;
  let isFirst = true;
  const partial: typeof fetch = async (target, init) => {
    const request = new Request(target, init);
    if (request.method !== 'PUT' || !request.url.includes('/Knowledges/')) return fetch(request);
    const rows: { readonly Knowledge: string }[] = JSON.parse(await request.text());
    sent.push(rows.map(({ Knowledge }) => Knowledge));
    const stored = isFirst ? rows.slice(0, 1) : rows;
    const { url, method, headers } = request;
    const answer = await fetch(new Request(url, { method, headers, body: JSON.stringify(stored) }));
    if (!isFirst) return answer;
    isFirst = false;
    return new Response(null, { status: 500 });
  };
  const [skill, group, extent] = await Promise.all([903, 904, 909].map((number) => stage.question(number)));
  const wishes = { availability_date: '2026-09-01', salary_expectations: { period: 'YEAR', amount: 42_000 } } as const;
  const { warnings } = await stage.client({ fetch: partial }).createApplication({
    candidate: { ...EVA.candidate, ...wishes },
    application: { job_id: `remote:${JOBS.office}` },
    screening_question_answers: [
      { question_id: skill?.id ?? '', answer: skill?.option('gut') ?? '' },
      { question_id: group?.id ?? '', answer: [group?.option('C#') ?? ''] },
      { question_id: extent?.id ?? '', answer: extent?.option('30') ?? '' },
    ],
  });
  expect(sent).toEqual([['BMD NTCS', 'C#'], ['C#']]);
  expect(warnings).toEqual([]);
});

test('a skill that a failing server has stored is not sent again without one that it then refuses', async () => {
  const stage = createStage();
  const sent: string[][] = [];
  const { fetch } = stage.sandbox;
  const refusing: typeof fetch = async (target, init) => {
    const request = new Request(target, init);
    if (request.method !== 'PUT' || !request.url.includes('/Knowledges/')) return fetch(request);
    const rows: { readonly Knowledge: string }[] = JSON.parse(await request.text());
    sent.push(rows.map(({ Knowledge }) => Knowledge));
    if (sent.length > 1) return Response.json({ Message: 'No.' }, { status: 400 });
    const { url, method, headers } = request;
    const body = JSON.stringify(rows.filter(({ Knowledge }) => Knowledge === 'C#'));
    await fetch(new Request(url, { method, headers, body }));
    return new Response(null, { status: 500 });
  };
  stage.sandbox.removeFromCatalogue('Knowledges', 'BMD NTCS');
  const [skill, group, extent] = await Promise.all([903, 904, 909].map((number) => stage.question(number)));
  const wishes = { availability_date: '2026-09-01', salary_expectations: { period: 'YEAR', amount: 42_000 } } as const;
  const { warnings } = await stage.client({ fetch: refusing }).createApplication({
    candidate: { ...EVA.candidate, ...wishes },
    application: { job_id: `remote:${JOBS.office}` },
    screening_question_answers: [
      { question_id: skill?.id ?? '', answer: skill?.option('gut') ?? '' },
      { question_id: group?.id ?? '', answer: [group?.option('C#') ?? ''] },
      { question_id: extent?.id ?? '', answer: extent?.option('30') ?? '' },
    ],
  });
  expect(sent).toEqual([['BMD NTCS', 'C#'], ['BMD NTCS']]);
  expect(warnings).toEqual([{ message: 'eRecruiter did not keep 1 of 2 skills' }]);
});
