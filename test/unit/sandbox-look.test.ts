import { describe, expect, test } from 'vitest';
import { setUp } from '../helpers/client.js';
import { connect, CREATED } from './sandbox-client.js';
import { createSandbox } from '../../src/sandbox/index.js';

const FIRST = 150_000;

describe('writes', () => {
  test('has each change of the client in order: method, route, ids and body', async () => {
    const { sandbox, erecruiter } = setUp();
    const jobId = sandbox.addJob();
    const { data } = await erecruiter.createApplication({
      candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva@example.at' },
      application: { job_id: `remote:${jobId}` },
    });
    const applicantId = Number(data.candidate.remote_id);
    const applicationId = Number(data.remote_id);
    expect(sandbox.writes).toEqual([
      {
        method: 'PUT',
        template: 'Applicant',
        ids: { applicantId },
        body: expect.objectContaining({ FirstName: 'Eva', Email: 'eva@example.at' }),
      },
      {
        method: 'PUT',
        template: 'Application',
        ids: { applicationId },
        body: expect.objectContaining({ JobId: jobId, ApplicantId: applicantId }),
      },
    ]);
    await erecruiter.listJobs().toArray();
    expect(sandbox.writes).toHaveLength(2); // what only reads is not in the list, nor is the token
  });

  test('has records and emails, and an id of its own for each new record', async () => {
    const sandbox = createSandbox();
    const call = await connect(sandbox);
    await call('PUT', `/Api/Applicant/Document/${FIRST}`, { Name: 'x' });
    await call('DELETE', `/Api/Applicant/${FIRST}/CustomField/schuhgroesse`);
    await call('POST', `/Api/Applicant/${FIRST}/CustomField`, { CustomField: 'schuhgroesse', Value: '43' });
    await call('DELETE', `/Api/Applicant/${FIRST}/CustomField/schuhgroesse`);
    await call('POST', '/Api/Mailer/Registration', { ApplicantId: FIRST, Url: '' });
    await call('DELETE', `/Api/Applicant/${FIRST}?deleteCompletely=true`);
    const recordId = 1_500_000_000;
    expect(sandbox.writes.map(({ method, template, ids }) => [`${method} ${template}`, ids])).toEqual([
      ['PUT Applicant/Document/{applicantId}', { applicantId: FIRST, recordId }],
      ['POST Applicant/{applicantId}/CustomField', { applicantId: FIRST }],
      [
        'DELETE Applicant/{applicantId}/CustomField/{customFieldName}',
        { applicantId: FIRST, customFieldName: 'schuhgroesse' },
      ],
      ['POST Mailer/Registration', {}],
      ['DELETE Applicant/{applicantId}', { applicantId: FIRST }],
    ]);
    expect(sandbox.writes.at(-1)?.body).toBeNull();
  });

  test('has neither what was refused nor what a fault kept from the server, but what it did late', async () => {
    let now = 0;
    const sandbox = createSandbox({ now: () => now });
    const call = await connect(sandbox);
    const [{ JobId } = { JobId: 0 }] = sandbox.applicationsOf(FIRST);
    await call('PUT', '/Api/Application?url=', { JobId, ApplicantId: FIRST }); // exists already, or the job is closed
    await call('PUT', '/Api/Applicant', { FirstName: 'x' }); // 400: no last name
    await call('PUT', '/Api/Nope', {});
    sandbox.fail({ on: 'PUT Applicant', kind: 'status' });
    await call('PUT', '/Api/Applicant', CREATED);
    sandbox.fail({ on: 'PUT Applicant', kind: 'status', commitLate: 1_000 });
    await call('PUT', '/Api/Applicant', CREATED);
    expect(sandbox.writes).toEqual([]);
    sandbox.fail({ on: 'PUT Applicant', kind: 'reset-after' });
    await call('PUT', '/Api/Applicant', CREATED).catch(() => undefined);
    expect(sandbox.writes).toHaveLength(1);
    now = 1_000;
    await call('GET', '/Api/Mandator');
    expect(sandbox.writes).toHaveLength(2);
  });
});

describe('a look at a record', () => {
  test('an application is shown with its cover letter, also on servers that return no id', async () => {
    const sandbox = createSandbox({ applicationIds: false, now: () => Date.UTC(2026, 2, 1, 8) });
    const call = await connect(sandbox);
    const ApplicantId = sandbox.addApplicant();
    await call('PUT', '/Api/Application?url=', {
      JobId: 4711,
      ApplicantId,
      Referrer: 'Messe',
      CoverLetter: 'Liebes Team',
    });
    const id = Number(sandbox.writes[0]?.ids['applicationId']);
    expect(sandbox.application(id)).toMatchObject({
      ApplicantId,
      JobId: 4711,
      Status: 'Neu eingelangt',
      Referrer: 'Messe',
      Rating: null,
      CoverLetter: 'Liebes Team',
      WorkflowLastChange: '2026-03-01T09:00:00',
    });
    expect(sandbox.application(880_000)).toMatchObject({ ApplicantId: FIRST, CoverLetter: null }); // a generated one
    expect(sandbox.application(7)).toBeUndefined();
  });

  test('what is shown is a copy', () => {
    const sandbox = createSandbox();
    Object(sandbox.mandator()).Countries.push('Atlantis');
    Object(sandbox.questionnaire(9)).Items.length = 0;
    expect(sandbox.mandator().Countries).not.toContain('Atlantis');
    expect(sandbox.questionnaire(9)?.Items).not.toEqual([]);
  });
});
