// Tests of your own code against an eRecruiter in memory that fails on demand: `npx tsx --test examples/sandbox.test.ts`.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { ERecruiter, ERecruiterError } from 'erecruiter-kombo';
import { createSandbox, type Sandbox } from 'erecruiter-kombo/sandbox';

/** The code under test: returns who applied for a job, whatever fails on the way. */
async function applicantsOf(erecruiter: ERecruiter, job: string, cursor?: string): Promise<string[]> {
  const names: string[] = [];
  const query = { job_ids: [job], ...(cursor === undefined ? {} : { cursor }) };
  try {
    for await (const { last_name } of erecruiter.listCandidates(query)) names.push(last_name ?? '');
    return names;
  } catch (error) {
    if (!ERecruiterError.isInstance(error) || error.cursor === undefined) throw error;
    return [...names, ...(await applicantsOf(erecruiter, job, error.cursor))];
  }
}

let sandbox: Sandbox;
let erecruiter: ERecruiter;

beforeEach(() => {
  sandbox = createSandbox(); // the same made-up people and jobs each time
  const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
  // Retries happen immediately, so that no test waits.
  const clock = { now: Date.now, sleep: async () => undefined };
  erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock });
});

test('lists every applicant of a job', async () => {
  const applied = (id: number): boolean => sandbox.applicationsOf(id).some(({ JobId }) => JobId === 4713);
  const names = await applicantsOf(erecruiter, 'remote:4713');
  assert.equal(names.length, sandbox.applicantIds().filter(applied).length);
});

test('loses no applicant when the server fails halfway', async () => {
  const applicants = await applicantsOf(erecruiter, 'remote:4713');
  sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'reset-before', skip: 4, times: 3 });
  assert.deepEqual(await applicantsOf(erecruiter, 'remote:4713'), applicants);
});

test('creates an application once, even if the answer is lost', async () => {
  sandbox.fail({ on: 'PUT Application', kind: 'reset-after' });
  const { data } = await erecruiter.createApplication({
    candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' },
    application: { job_id: 'remote:4713' },
  });
  assert.equal(sandbox.applicationsOf(Number(data.candidate.remote_id)).length, 1);
  assert.deepEqual(sandbox.emails, []);
});
