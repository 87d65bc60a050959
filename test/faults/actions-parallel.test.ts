import { describe, expect, test } from 'vitest';
import { base64, createStage, EMAIL, EVA, FIRST, JOBS } from './actions-kit.js';

const HUNDRED = Array.from({ length: 100 }, (_, index) => index);

describe('a hundred creates at once with one address', () => {
  test('create one applicant and one application: equal calls share it, the others fail because it exists', async () => {
    const stage = createStage();
    const client = stage.client({ emails: { registration: true, application: true } });
    const calls = HUNDRED.map((index) =>
      client.createApplication({
        ...EVA,
        candidate: { ...EVA.candidate, email_address: index % 2 === 0 ? EMAIL : EMAIL.toUpperCase() },
      }),
    );
    const results = await Promise.allSettled(calls);
    // Half of them spell the address differently: another input, and so another call.
    const fulfilled = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(fulfilled).toHaveLength(50);
    const [id, ...others] = new Set(fulfilled.map(({ data }) => data.id));
    expect(others).toEqual([]);
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    const codes = new Set(failures.map(({ code, applicationId }) => `${code} ${applicationId}`));
    expect([...codes]).toEqual([`ATS.APPLICATION_ALREADY_EXISTS ${id}`]);
    expect(stage.applicantsWith(EMAIL)).toEqual([FIRST + 4]);
    expect(stage.sandbox.applicationsOf(FIRST + 4)).toHaveLength(1);
    expect(stage.sandbox.emails.map(({ kind }) => kind)).toEqual(['registration', 'application']);
  });

  test('for several jobs create one applicant with all applications and every file', async () => {
    const stage = createStage({ jobs: 40 });
    const jobs = [4713, 4714, 4717, 4718, 4721, 4722, 4725, 4726, 4729, 4730];
    const client = stage.client();
    await Promise.all(
      jobs.map((job, index) =>
        client.createApplication({
          ...EVA,
          application: { job_id: `remote:${job}` },
          attachments: [{ name: `${index % 5}.pdf`, type: 'OTHER', data: base64(`file ${index % 5}`) }],
        }),
      ),
    );
    const [id = 0, ...others] = stage.applicantsWith(EMAIL);
    expect(others).toEqual([]);
    expect(
      stage.sandbox
        .applicationsOf(id)
        .map(({ JobId }) => JobId)
        .sort(),
    ).toEqual(jobs);
    expect(stage.sandbox.documentsOf(id)).toHaveLength(5);
  });

  test('create only one while every write fails once', async () => {
    const stage = createStage();
    const client = stage.client({ emails: { registration: true, application: true } });
    stage.sandbox.fail({ on: 'PUT Applicant', kind: 'reset-after' });
    stage.sandbox.fail({ on: 'PUT Application', kind: 'reset-before', times: 3 });
    const hundred = () => Promise.allSettled(HUNDRED.map(() => client.createApplication(EVA)));
    const endsOf = (results: readonly PromiseSettledResult<unknown>[]) => [
      ...new Set(results.map((result) => (result.status === 'rejected' ? String(result.reason.name) : 'fulfilled'))),
    ];
    // The shared work is interrupted; the next calls continue from what the client remembers.
    expect(endsOf(await hundred())).toEqual(['PartialWriteError']);
    expect(endsOf(await hundred())).toEqual(['fulfilled']);
    expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
    expect(stage.sandbox.applicationsOf(FIRST + 4)).toHaveLength(1);
    expect(stage.sandbox.emails).toHaveLength(2);
  });
});

test('a call for another address does not wait for a slow one', async () => {
  const stage = createStage();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const client = stage.client({
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (request.url.includes('eva.gruen')) await held;
      return stage.sandbox.fetch(request);
    },
  });
  const first = client.createApplication(EVA);
  await client.createApplication({ ...EVA, candidate: { ...EVA.candidate, email_address: 'b@example.at' } });
  expect(stage.applicantsWith(EMAIL)).toEqual([]);
  release();
  await first;
  expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
});

test('tags, files and an application at once on one candidate are all kept', async () => {
  const stage = createStage();
  stage.sandbox.edit(FIRST, { Email: EMAIL, City: null });
  const client = stage.client();
  const candidate_id = `remote:${FIRST}`;
  const attachment = (name: string) => ({ name: `${name}.pdf`, type: 'OTHER', data: base64(name) }) as const;
  await Promise.all([
    client.addTagToCandidate({ candidate_id, tag: { name: 'A' } }),
    client.createApplication({
      ...EVA,
      candidate: { ...EVA.candidate, location: { country: 'AT', city: 'Linz' } },
      application: { job_id: `remote:${JOBS.custom}` },
      attachments: [attachment('one')],
    }),
    client.addTagToCandidate({ candidate_id, tag: { name: 'B' } }),
    client.addAttachmentToCandidate({ candidate_id, attachment: attachment('one') }),
    client.addAttachmentToCandidate({ candidate_id, attachment: attachment('two') }),
    client.addResultLinkToCandidate({ candidate_id, label: 'Test', url: 'https://tests.example.com' }),
  ]);
  expect(stage.sandbox.applicant(FIRST)).toMatchObject({ City: 'Linz', Tags: expect.arrayContaining(['A', 'B']) });
  const names = stage.sandbox.documentsOf(FIRST).map(({ Name }) => Name);
  expect(names.filter((name) => name === 'one' || name === 'two').sort()).toEqual(['one', 'two']);
  expect(stage.sandbox.historyOf(FIRST)).toHaveLength(1);
});
