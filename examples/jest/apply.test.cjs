// Tests of your own code under Jest, with eRecruiter in memory: docs/test-runners.md.
const { ERecruiter, ERecruiterError } = require('erecruiter-kombo');
const { createSandbox } = require('erecruiter-kombo/sandbox');

/** The code under test: stores an application from a form, and returns what the form shows. */
async function submit(erecruiter, { jobId, firstName, lastName, email, cv }) {
  try {
    await erecruiter.createApplication({
      candidate: { first_name: firstName, last_name: lastName, email_address: email },
      application: { job_id: `remote:${jobId}` },
      attachments: cv === undefined ? [] : [{ name: 'CV.pdf', content_type: 'application/pdf', type: 'CV', data: cv }],
    });
    return 'Thank you!';
  } catch (error) {
    if (ERecruiterError.isInstance(error) && error.code === 'ATS.JOB_CLOSED') return 'The job is closed.';
    throw error;
  }
}

const EVA = { firstName: 'Eva', lastName: 'Grün', email: 'eva.gruen@example.at' };

let sandbox;
let erecruiter;
let jobId;

beforeEach(() => {
  sandbox = createSandbox({ applicants: 0, jobs: 0 });
  jobId = sandbox.addJob({ Title: 'Koch (m/w/d)' });
  const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
  // Retries happen immediately, so that no test waits.
  const clock = { now: () => Date.now(), sleep: async () => undefined };
  erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock });
});

afterEach(() => {
  jest.useRealTimers();
  expect(sandbox.unusedFaults()).toEqual([]); // a fault that never happened has tested nothing
});

test('stores the applicant, the CV and the application', async () => {
  const cv = Buffer.from('%PDF-1.4').toString('base64');
  expect(await submit(erecruiter, { ...EVA, jobId, cv })).toBe('Thank you!');
  expect(sandbox.writes.map(({ method, template }) => `${method} ${template}`)).toEqual([
    'PUT Applicant',
    'PUT Applicant/Cv/{applicantId}',
    'PUT Application',
  ]);
  expect(sandbox.writes[0]).toMatchObject({ body: { FirstName: 'Eva', LastName: 'Grün' } });
  expect(sandbox.application(sandbox.writes[2].ids.applicationId)).toMatchObject({ JobId: jobId, Referrer: null });
  expect(sandbox.cvOf(sandbox.applicantIds()[0])).toEqual({ FileExtension: '.pdf', Content: cv });
});

test('applies once, even if the answer is lost', async () => {
  sandbox.fail({ on: 'PUT Application', kind: 'reset-after' });
  expect(await submit(erecruiter, { ...EVA, jobId })).toBe('Thank you!');
  expect(sandbox.writes.filter(({ template }) => template === 'Application')).toHaveLength(1);
});

test('says when the job is closed', async () => {
  sandbox.closeJob(jobId);
  expect(await submit(erecruiter, { ...EVA, jobId })).toBe('The job is closed.');
  expect(sandbox.writes).toEqual([]);
});

test('reads what was added', async () => {
  const applicantId = sandbox.addApplicant({ FirstName: 'Eva', LastName: 'Grün', Tags: ['Shortlist'] });
  sandbox.addApplication({ ApplicantId: applicantId, JobId: jobId, Referrer: 'Acme Jobs' });
  const [candidate] = await erecruiter.listCandidates().toArray();
  expect(candidate).toMatchObject({ first_name: 'Eva', tags: [{ name: 'Shortlist' }] });
});

test('waits as long as eRecruiter asks for, on a fake clock', async () => {
  jest.useFakeTimers({ now: new Date('2026-03-01T08:00:00Z') });
  const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
  sandbox.fail({ on: 'GET Users', kind: '429', headers: { 'retry-after': '30' } });
  let retrying = () => {};
  const waits = new Promise((resolve) => (retrying = resolve));
  // Without `clock`, the client uses its own, which Jest has faked.
  const patient = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, onRetry: () => retrying() });
  const users = patient.listUsers().toArray();
  await waits; // the answer takes real time to arrive: time that passes before is not waited for
  await jest.advanceTimersByTimeAsync(29_000);
  expect(sandbox.log.filter(({ template }) => template === 'Users')).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(2_000);
  expect((await users).length).toBeGreaterThan(0);
});

test('errors, aborts and bytes are what they are outside of Jest', async () => {
  const controller = new AbortController();
  controller.abort(new Error('enough'));
  const aborted = await erecruiter.listJobs({}, { signal: controller.signal }).toArray().catch((error) => error);
  expect(ERecruiterError.isInstance(aborted)).toBe(true);
  expect(aborted).toBeInstanceOf(Error);
  sandbox.fail({ on: 'GET PublishedJobs', kind: 'status', status: 403, body: new Uint8Array([123, 125]) });
  await expect(erecruiter.listJobs().toArray()).rejects.toMatchObject({ name: 'PermissionError' });
  expect(() => sandbox.addJob({ Titel: 'Koch' })).toThrow("no property 'Titel'; did you mean 'Title'?");
  expect(() => createSandbox({ applicant: 3 })).toThrow(RangeError);
  await sandbox.fetch(new Request(`${sandbox.baseUrl}/Api/Ping`));
  expect(sandbox.log.at(-1)).toMatchObject({ method: 'GET', template: 'Ping', status: 200 });
});
