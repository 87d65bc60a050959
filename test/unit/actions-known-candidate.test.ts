import { describe, expect, test } from 'vitest';
import { PartialWriteError } from '../../src/index.js';
import type { Fault } from '../../src/sandbox/index.js';
import { base64, createStage, EMAIL, EVA, FIRST, JOBS, type Stage, useInstantTimeouts } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

useInstantTimeouts();

const candidate_id = `remote:${FIRST}`;
const APPLY = { application: { job_id: `remote:${JOBS.plain}` } };
const REFRESH = { candidate_id, ifExists: 'refresh' } as const;
const PUT = 'PUT Application';
const ownTo = ({ sandbox }: Stage, job: number) => sandbox.applicationsOf(FIRST).filter(({ JobId }) => JobId === job);
const sent = (stage: Stage): number => stage.writes().filter((write) => write === PUT).length;
const messages = ({ sandbox }: Stage): number => sandbox.emails.filter(({ kind }) => kind === 'message').length;
const entries = ({ sandbox }: Stage): number => sandbox.historyOf(FIRST).length;

describe('with candidate_id', () => {
  test('this person applies: nobody is searched or created, and nothing of theirs changes', async () => {
    const stage = createStage();
    const before = stage.sandbox.applicant(FIRST);
    const { data, warnings } = await stage.client().createApplication(APPLY, { candidate_id });
    expect(warnings).toEqual([]);
    expect(data).toMatchObject({ candidate: { remote_id: String(FIRST) }, job: { remote_id: String(JOBS.plain) } });
    expect(ownTo(stage, JOBS.plain)).toHaveLength(1);
    expect(stage.writes()).toEqual([PUT]);
    expect(stage.requests().filter((request) => request.includes('ByEmail'))).toEqual([]);
    expect(stage.sandbox.applicant(FIRST)).toMatchObject({ FirstName: before?.FirstName, Email: before?.Email });
  });

  test('a partial candidate fills gaps only; files and consent are stored as ever', async () => {
    const stage = createStage();
    stage.sandbox.edit(FIRST, { Phone: null, City: 'Graz' });
    const candidate = { last_name: 'Andere', email_address: 'other@example.at', phone_number: '+43 1 58' };
    const attachments = [{ name: 'z.pdf', type: 'OTHER', data: base64('z') } as const];
    const input = { ...APPLY, candidate, attachments, gdpr_consent: { given: true } };
    const { id } = await stage.client().getCandidate(candidate_id);
    const { warnings } = await stage.client().createApplication(input, { candidate_id: id });
    expect(warnings).toEqual([{ message: expect.stringContaining('candidate_id names has another email address') }]);
    const { LastName, Email, Phone, City } = stage.sandbox.applicant(FIRST) ?? {};
    expect([Phone, City]).toEqual(['+43 1 58', 'Graz']);
    expect([LastName, Email]).not.toContain('Andere');
    expect(Email).not.toBe('other@example.at');
    expect(stage.sandbox.policiesOf(FIRST)).toMatchObject([{ PolicyId: 4 }]);
    expect(stage.sandbox.documentsOf(FIRST).filter(({ Name }) => Name === 'z')).toHaveLength(1);
  });

  test.each([
    ['a wrong kind', async (stage: Stage) => (await stage.client().getJob(`remote:${JOBS.plain}`)).id],
    [
      'an id of another installation',
      async (stage: Stage) => {
        const other = stage.client({ tenant: 'other.example.at' });
        return (await other.getCandidate(candidate_id)).id;
      },
    ],
    ['no id', async () => 'x'],
    ['a blank', async () => ' '],
  ])('%s is an InputError before any request', async (_, idOf) => {
    const stage = createStage();
    const id = await idOf(stage);
    const before = stage.sandbox.requests;
    const error = await caught(stage.client().createApplication(APPLY, { candidate_id: id }));
    expect(error).toMatchObject({ name: 'InputError', issues: [{ path: 'options.candidate_id' }] });
    expect(stage.sandbox.requests).toBe(before);
  });

  test('a candidate who does not exist is invalid input, and nothing is written', async () => {
    const stage = createStage();
    const error = await caught(stage.client().createApplication(APPLY, { candidate_id: 'remote:7' }));
    expect(error).toMatchObject({ code: 'REMOTE.INPUT_INVALID', mayHaveBeenApplied: false });
    expect(stage.writes()).toEqual([]);
  });

  test('without it the candidate is required as ever, and a partial one is refused', async () => {
    const { client } = createStage();
    const call = (input: object, options: object) =>
      Reflect.apply(client().createApplication, client(), [input, options]);
    expect(await caught(call(APPLY, {}))).toMatchObject({ issues: [{ path: 'candidate' }] });
    expect(await caught(call({ ...APPLY, candidate: { first_name: 'Eva' } }, {}))).toMatchObject({
      issues: [{ path: 'candidate.last_name' }, { path: 'candidate.email_address' }],
    });
    expect(await caught(call({ ...APPLY, candidate: { first_name: ' ' } }, { candidate_id }))).toMatchObject({
      issues: [{ path: 'candidate.first_name' }],
    });
    expect(await caught(call(EVA, { ifExists: 'replace' }))).toMatchObject({ issues: [{ path: 'options.ifExists' }] });
  });

  test('is part of what makes two calls equal, and of the progress', async () => {
    const stage = createStage();
    const client = stage.client();
    const second = `remote:${FIRST + 1}`;
    await Promise.all([
      client.createApplication(APPLY, { candidate_id }),
      client.createApplication(APPLY, { candidate_id: second }),
    ]);
    expect(
      [FIRST, FIRST + 1].map(
        (id) => stage.sandbox.applicationsOf(id).filter(({ JobId }) => JobId === JOBS.plain).length,
      ),
    ).toEqual([1, 1]);
    stage.sandbox.fail({ on: PUT, kind: 'status', status: 503, times: 9 });
    const input = { application: { job_id: `remote:${JOBS.custom}` } };
    const error = await caught(client.createApplication(input, { candidate_id }));
    stage.sandbox.clearFaults();
    if (!PartialWriteError.isInstance(error)) return expect.fail('no PartialWriteError');
    const resume = error.progress;
    expect(await caught(stage.client().createApplication(input, { candidate_id: second, resume }))).toMatchObject({
      name: 'InputError',
      issues: [{ path: 'resume' }],
    });
    await stage.client().createApplication(input, { candidate_id, resume });
    expect(ownTo(stage, JOBS.custom)).toHaveLength(1);
  });
});

describe('ifExists', () => {
  async function applied(): Promise<Stage> {
    const stage = createStage();
    await stage.client().createApplication(APPLY, { candidate_id });
    return stage;
  }

  test('rejects by default', async () => {
    const stage = await applied();
    const error = await caught(stage.client().createApplication(APPLY, { candidate_id, ifExists: 'reject' }));
    expect(error).toMatchObject({ code: 'ATS.APPLICATION_ALREADY_EXISTS', candidateId: expect.any(String) });
    expect([sent(stage), messages(stage), entries(stage)]).toEqual([1, 0, 0]);
  });

  test('refresh updates the application, with an entry in the history and a message', async () => {
    const stage = await applied();
    const input = { ...APPLY, source: { name: 'Messe Graz' } };
    const { data, warnings } = await stage.client().createApplication(input, REFRESH);
    expect(warnings).toEqual([]);
    const [row, ...others] = ownTo(stage, JOBS.plain);
    expect(others).toEqual([]);
    expect(data.remote_id).toBe(String(row?.Id));
    expect(row?.Referrer).toBe('Messe Graz');
    expect([messages(stage), entries(stage)]).toEqual([1, 1]);
  });

  test('refresh works for the candidate whom the email address finds, too', async () => {
    const stage = createStage();
    const first = await stage.client().createApplication(EVA, { ifExists: 'refresh' });
    const second = await stage.client().createApplication(EVA, { ifExists: 'refresh' });
    expect(second.data.id).toBe(first.data.id);
    expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
    expect(messages(stage)).toBe(1);
  });

  test('what does not exist is created without the flag, so that eRecruiter refuses a second one', async () => {
    const stage = createStage();
    await stage.client().createApplication(APPLY, REFRESH);
    const bodies = stage.sandbox.log.filter(({ template }) => template === 'Application').map(({ body }) => body);
    expect(bodies.join()).toContain('"RefreshApplicationIfItAlreadyExists":false');
    expect([messages(stage), entries(stage)]).toEqual([0, 0]);
  });

  const UNKNOWN: readonly Fault[] = [
    { kind: 'reset-after' },
    { kind: 'reset-before' },
    { kind: 'timeout-headers' },
    { kind: 'timeout-headers', processed: false },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 503, processed: true },
    { kind: 'empty' },
  ];

  test.each(UNKNOWN)('a refresh that ends with %j is never sent a second time', async (fault) => {
    const stage = await applied();
    const client = stage.client();
    stage.sandbox.fail({ ...fault, on: PUT });
    const error = await caught(client.createApplication(APPLY, REFRESH));
    expect(error).toMatchObject({ name: 'PartialWriteError', mayHaveBeenApplied: true, failed: 'application' });
    if (!PartialWriteError.isInstance(error)) return;
    const before = [sent(stage), messages(stage)];
    const resume = JSON.parse(JSON.stringify(error.progress));
    const other = await stage.client().createApplication(APPLY, { ...REFRESH, resume });
    const again = await client.createApplication(APPLY, REFRESH);
    for (const { data, warnings } of [other, again]) {
      expect(data.remote_id).toBe(String(ownTo(stage, JOBS.plain)[0]?.Id));
      expect(warnings.map(({ message }) => message).join()).toContain('the outcome of an earlier refresh');
    }
    expect([sent(stage), messages(stage)]).toEqual(before);
    await client.createApplication(APPLY, REFRESH); // a new call
    expect(sent(stage)).toBe(3);
  });

  test.each<Fault>([{ kind: 'refused' }, { kind: '429' }, { kind: 'expired-token' }])(
    'a refresh that did not arrive (%j) is sent again',
    async (fault) => {
      const stage = await applied();
      stage.sandbox.fail({ ...fault, on: PUT });
      await stage.client().createApplication(APPLY, REFRESH);
      expect(messages(stage)).toBe(1);
    },
  );

  test.each(UNKNOWN)('a first application that ends with %j is created once, and not refreshed', async (fault) => {
    const stage = createStage();
    stage.sandbox.fail({ ...fault, on: PUT });
    await stage.client().createApplication(APPLY, REFRESH);
    expect([ownTo(stage, JOBS.plain).length, messages(stage)]).toEqual([1, 0]);
  });

  test('a first application with a lasting failure is ours when the call is resumed: no refresh', async () => {
    const stage = createStage();
    stage.sandbox.fail({ on: PUT, kind: 'reset-after' });
    const isDoubted = (): boolean => stage.sandbox.log.some(({ fault }) => fault !== undefined);
    stage.sandbox.fail({ on: ({ method }) => method === 'GET' && isDoubted(), kind: 'reset-before', times: 99 });
    const error = await caught(stage.client().createApplication(APPLY, REFRESH));
    stage.sandbox.clearFaults();
    if (!PartialWriteError.isInstance(error)) return expect.fail('no PartialWriteError');
    await stage.client().createApplication(APPLY, { ...REFRESH, resume: error.progress });
    expect([ownTo(stage, JOBS.plain).length, messages(stage)]).toEqual([1, 0]);
  });

  test.each([
    ['the same client', 1],
    ['another client with the progress', 1],
    ['another client without it', 2],
  ])('a refresh that could not be read back, and the same call by %s', async (who, count) => {
    const stage = await applied();
    const client = stage.client();
    const isRefreshed = (): boolean => messages(stage) > 0;
    stage.sandbox.fail({
      on: ({ method }) => method === 'GET' && isRefreshed(),
      kind: 'status',
      status: 503,
      times: 99,
    });
    const error = await caught(client.createApplication(APPLY, REFRESH));
    stage.sandbox.clearFaults();
    if (!PartialWriteError.isInstance(error)) return expect.fail('no PartialWriteError');
    const resume = who.endsWith('the progress') ? error.progress : undefined;
    await (who === 'the same client' ? client : stage.client()).createApplication(APPLY, { ...REFRESH, resume });
    expect(messages(stage)).toBe(count);
  });

  test('a double click is one refresh', async () => {
    const stage = await applied();
    const client = stage.client();
    const [one, other] = await Promise.all([
      client.createApplication(APPLY, REFRESH),
      client.createApplication(APPLY, REFRESH),
    ]);
    expect(other.data).toEqual(one.data);
    expect(messages(stage)).toBe(1);
  });

  test('a job that is closed is refused', async () => {
    const stage = await applied();
    stage.sandbox.closeJob(JOBS.plain);
    expect(await caught(stage.client().createApplication(APPLY, REFRESH))).toMatchObject({ code: 'ATS.JOB_CLOSED' });
    expect(messages(stage)).toBe(0);
  });
});
