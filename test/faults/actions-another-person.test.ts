import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { input, PlainServer } from '../helpers/plain-server.js';
import { base64 } from './actions-kit.js';
import { caught, eventually } from './transport-kit.js';

// Answers to writes about another person, and calls that reach one candidate in different ways.

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });

/** Does what it is asked to, and answers something else. */
function answering(server: PlainServer, request: RegExp, answer: () => Response): typeof fetch {
  return async (target, init) => {
    const name = `${init?.method} ${new URL(String(target)).pathname.replace('/Api/', '')}`;
    const own = await server.fetch(target, init);
    return request.test(name) ? answer() : own;
  };
}

describe.each([
  [
    'the record of another person',
    (id: number) => ({ Id: id, FirstName: 'Max', LastName: 'Blau', Email: 'max@example.com' }),
  ],
  ['a record without a number', () => ({ Id: 0, FirstName: 'Eva', LastName: 'Grün' })],
])('%s as the answer to a new candidate', (_, record) => {
  test('leads to the candidate who was created, and nothing is written to anybody else', async () => {
    const server = new PlainServer();
    const other = server.add({ FirstName: 'Max', LastName: 'Blau', Email: 'max@example.com' });
    const fetch = answering(server, /^PUT Applicant$/, () => json(record(other)));
    const attachments = [{ name: 'cv.pdf', type: 'CV', data: base64('cv') } as const];
    const { data } = await server.client({ fetch }).createApplication({ ...input(), attachments });
    expect(data.candidate.remote_id).toBe(String(other + 1));
    expect([...server.cvs.keys()]).toEqual([other + 1]);
    expect(server.applicants.size).toBe(2);
    expect(server.applications).toMatchObject([{ ApplicantId: other + 1 }]);
  });
});

test('another person in the answer to an aborted create is not mistaken for the candidate', async () => {
  const server = new PlainServer({ slow: (request) => (request === 'PUT Applicant' ? 60 : 0), lagMs: 60_000 });
  const other = server.add({ FirstName: 'Max', LastName: 'Blau', Email: 'max@example.com' });
  const fetch = answering(server, /^PUT Applicant$/, () => json(server.applicants.get(other)));
  const client = server.client({ fetch });
  const controller = new AbortController();
  const left = caught(client.createApplication(input(), { signal: controller.signal }));
  await eventually(() => server.requests.includes('PUT Applicant'));
  controller.abort();
  await left;
  await caught(client.createApplication(input(undefined, 8)));
  expect(server.applications.filter(({ ApplicantId }) => ApplicantId === other)).toEqual([]);
  expect(server.writes()).not.toContain(`POST Applicant/${other}`);
});

test.each([
  ['an error of a gateway', { error: 'upstream' }],
  ['an error of eRecruiter', { Message: 'An error has occurred.' }],
])('%s with status 200 in place of the entry of a result link is an error', async (_, body) => {
  const server = new PlainServer({
    before: (request) => (request.startsWith('PUT Applicant/History') ? json(body) : undefined),
  });
  const candidate_id = `remote:${server.add({ LastName: 'Grün' })}`;
  const link = { candidate_id, label: 'Result', url: 'https://example.com/1' };
  const error = await caught(server.client().addResultLinkToCandidate(link));
  expect(error).toMatchObject({ name: 'ResponseShapeError', mayHaveBeenApplied: true });
});

test('two creates at once that find the same candidate by different addresses write a language once', async () => {
  const languages: unknown[] = [];
  const server: PlainServer = new PlainServer({
    before: (request, body) => {
      if (request === 'GET Mandator') return json({ Id: 1, Name: 'Plain', Languages: ['Ungarisch'] });
      if (/^GET Job\/./.test(request)) {
        return json({ Id: Number(request.slice(8)), Title: 'Job', Status: 0, HasQuestionnaire: true });
      }
      if (request.startsWith('GET Questionnaire/'))
        return json({ Id: 1, Items: [{ Id: 905, Type: 14, Title: 'Languages' }] });
      if (request.startsWith('GET Applicants/')) return json([server.applicants.get(101)]);
      if (request.startsWith('GET Applicant/Languages')) return json([...languages]);
      if (!request.startsWith('PUT Applicant/Language')) return undefined;
      languages.push({ ...JSON.parse(body), Id: languages.length + 1 });
      return json(null);
    },
  });
  server.add({ FirstName: 'Eva', LastName: 'Grün', Email: 'eva@example.at' });
  const client = server.client({
    fetch: async (target, init) => {
      if (init?.method === 'PUT' && String(target).includes('/Language/')) await sleep(200);
      return server.fetch(target, init);
    },
  });
  const { screening_questions: questions } = await client.getJob('remote:7');
  const answers = questions.map(({ id, format }) => ({
    question_id: id,
    answer: 'options' in format ? format.options.map((option) => option.id) : [],
  }));
  const call = (email: string, job: number) =>
    client.createApplication({ ...input(email, job), screening_question_answers: answers });
  await Promise.all([call('eva@example.at', 7), call('eva.gruen@example.at', 8)]);
  expect(languages).toMatchObject([{ Language: 'Ungarisch' }]);
});
