// Tests of your own code under vitest, with eRecruiter in memory: docs/test-runners.md.
import { ERecruiter, ERecruiterError } from 'erecruiter-kombo';
import { createSandbox, type Sandbox } from 'erecruiter-kombo/sandbox';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** The code under test: applies for a job, and returns what a form shows. */
async function submit(erecruiter: ERecruiter, jobId: number, email: string): Promise<string> {
  try {
    await erecruiter.createApplication({
      candidate: { first_name: 'Eva', last_name: 'Grün', email_address: email },
      application: { job_id: `remote:${jobId}` },
    });
    return 'Thank you!';
  } catch (error) {
    if (ERecruiterError.isInstance(error) && error.code === 'ATS.JOB_CLOSED') return 'The job is closed.';
    throw error;
  }
}

describe('an application form', () => {
  let sandbox: Sandbox;
  let erecruiter: ERecruiter;
  let jobId: number;

  beforeEach(() => {
    sandbox = createSandbox({ applicants: 0, jobs: 0 });
    jobId = sandbox.addJob({ Title: 'Koch (m/w/d)' });
    const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
    // Retries happen immediately, so that no test waits.
    const clock = { now: () => Date.now(), sleep: async () => undefined };
    erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock });
  });

  afterEach(() => {
    vi.useRealTimers();
    expect(sandbox.unusedFaults()).toEqual([]); // a fault that never happened has tested nothing
  });

  test('stores the applicant and the application', async () => {
    expect(await submit(erecruiter, jobId, 'eva@example.at')).toBe('Thank you!');
    expect(sandbox.writes).toMatchObject([
      { method: 'PUT', template: 'Applicant', body: { FirstName: 'Eva', Email: 'eva@example.at' } },
      { method: 'PUT', template: 'Application', body: { JobId: jobId } },
    ]);
  });

  test('takes an applicant who exists', async () => {
    const applicantId = sandbox.addApplicant({ LastName: 'Grün', Email: 'eva@example.at' });
    await submit(erecruiter, jobId, 'eva@example.at');
    expect(sandbox.applicationsOf(applicantId)).toMatchObject([{ JobId: jobId, Status: 'Neu eingelangt' }]);
    expect(sandbox.applicantIds()).toEqual([applicantId]);
  });

  test('applies once, even if the answer is lost', async () => {
    sandbox.fail({ on: 'PUT Application', kind: 'reset-after' });
    expect(await submit(erecruiter, jobId, 'eva@example.at')).toBe('Thank you!');
    expect(sandbox.writes.filter(({ template }) => template === 'Application')).toHaveLength(1);
  });

  test('says when the job is closed', async () => {
    sandbox.closeJob(jobId);
    expect(await submit(erecruiter, jobId, 'eva@example.at')).toBe('The job is closed.');
    expect(sandbox.writes).toEqual([]);
  });

  test('waits as long as eRecruiter asks for, on a fake clock', async () => {
    vi.useFakeTimers({ now: new Date('2026-03-01T08:00:00Z') });
    const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
    sandbox.fail({ on: 'GET Users', kind: '429', headers: { 'retry-after': '30' } });
    let retrying = () => {};
    const waits = new Promise<void>((resolve) => (retrying = resolve));
    // Without `clock`, the client uses its own, which vitest has faked.
    const patient = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, onRetry: () => retrying() });
    const users = patient.listUsers().toArray();
    await waits; // the answer takes real time to arrive: time that passes before is not waited for
    await vi.advanceTimersByTimeAsync(29_000);
    expect(sandbox.log.filter(({ template }) => template === 'Users')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await users).length).toBeGreaterThan(0);
  });
});
