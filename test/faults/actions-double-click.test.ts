import { describe, expect, test } from 'vitest';
import { createKomboFetch } from '../../src/kombo-api/index.js';
import { AbortedError, PartialWriteError } from '../../src/index.js';
import { base64, createStage, EMAIL, EVA, FIRST, JOBS } from './actions-kit.js';
import { caught } from './transport-kit.js';

const SHARED = { message: 'the same call was already in progress: both have the same result' };

describe('the same create twice at once', () => {
  test.each(['createApplication', 'createCandidate'] as const)('%s: is one success, with a warning', async (action) => {
    const stage = createStage();
    const client = stage.client();
    const [first, second] = await Promise.all([client[action](EVA), client[action](structuredClone(EVA))]);
    expect(second.data).toEqual(first.data);
    expect(second.data).not.toBe(first.data);
    expect(second.warnings).toEqual([...first.warnings, SHARED]);
    expect(stage.writes().filter((write) => write === 'PUT Application')).toHaveLength(1);
    const error = await caught(client[action](EVA));
    const [row] = stage.sandbox.applicationsOf(FIRST + 4);
    const applicationId = 'applications' in first.data ? first.data.applications[0]?.id : first.data.id;
    expect(row).toBeDefined();
    expect(error).toMatchObject({ code: 'ATS.APPLICATION_ALREADY_EXISTS', applicationId });
  });

  const file = (data: string | Uint8Array | Blob) => ({
    attachments: [{ name: 'a.txt', type: 'OTHER', data } as const],
  });
  const text = 'Zeugnis';
  const bytes = () => new TextEncoder().encode(text);
  test.each([
    ['the order of the fields', { ...EVA }, { application: EVA.application, candidate: { ...EVA.candidate } }],
    ['undefined fields', { ...EVA }, { ...EVA, source: undefined }],
    ['an empty list', { ...EVA }, { ...EVA, attachments: [], screening_question_answers: [] }],
    ['the form of a file', { ...EVA, ...file(base64(text)) }, { ...EVA, ...file(bytes()) }],
    ['a Blob and bytes', { ...EVA, ...file(new Blob([text])) }, { ...EVA, ...file(bytes()) }],
  ])('%s makes no difference', async (_, one, other) => {
    const stage = createStage();
    const client = stage.client();
    const results = await Promise.all([client.createApplication(one), client.createApplication(other)]);
    expect(
      results.map(({ warnings }) => warnings.includes(SHARED) || warnings.at(-1)?.message === SHARED.message),
    ).toContain(true);
    expect(stage.sandbox.applicationsOf(FIRST + 4)).toHaveLength(1);
  });

  test.each([
    ['another file', { ...EVA, ...file(base64('a')) }, { ...EVA, ...file(base64('b')) }],
    ['another Blob', { ...EVA, ...file(new Blob(['a'])) }, { ...EVA, ...file(new Blob(['b'])) }],
    ['another field', EVA, { ...EVA, candidate: { ...EVA.candidate, title: 'Dr.' } }],
  ])('%s is another call: the second fails because the application exists', async (_, one, other) => {
    const stage = createStage();
    const client = stage.client();
    const [, failed] = await Promise.allSettled([client.createApplication(one), client.createApplication(other)]);
    expect(failed).toMatchObject({ reason: { code: 'ATS.APPLICATION_ALREADY_EXISTS' } });
    expect(stage.sandbox.applicationsOf(FIRST + 4)).toHaveLength(1);
  });

  test('on two clients is one success and one rejection', async () => {
    const stage = createStage();
    await stage.client().createApplication(EVA);
    expect(await caught(stage.client().createApplication(EVA))).toMatchObject({ name: 'ActionRejectedError' });
  });

  test('fails with one error, of which each caller has a copy', async () => {
    const stage = createStage();
    stage.sandbox.fail({ on: 'PUT Application', kind: 'status', status: 400 });
    const client = stage.client();
    const [one, other] = await Promise.all([
      caught(client.createApplication(EVA)),
      caught(client.createApplication(EVA)),
    ]);
    expect(one).toMatchObject({ name: 'PartialWriteError' });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
    expect(other).not.toBe(one);
    if (!PartialWriteError.isInstance(one)) return;
    const { data } = await client.createApplication(EVA, { resume: one.progress });
    expect(data.candidate.email_addresses?.[0]?.email_address).toBe(EMAIL);
    expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
  });

  test('through Kombo’s API is one success, with the warning in its envelope', async () => {
    const stage = createStage();
    const fetch = createKomboFetch({ acme: stage.client() });
    const post = async (): Promise<{ status: string; data: { id: string }; warnings: object[] }> => {
      const response = await fetch(`https://kombo.example.com/v1/ats/jobs/remote:${JOBS.plain}/applications`, {
        method: 'POST',
        headers: { 'x-integration-id': 'acme' },
        body: JSON.stringify({ candidate: EVA.candidate }),
      });
      return response.json();
    };
    const [first, second] = await Promise.all([post(), post()]);
    expect([first.status, second.status, second.data.id]).toEqual(['success', 'success', first.data.id]);
    expect([...first.warnings, ...second.warnings]).toContainEqual(SHARED);
    expect(stage.sandbox.applicationsOf(FIRST + 4)).toHaveLength(1);
    expect(await post()).toMatchObject({ status: 'error', error: { code: 'ATS.APPLICATION_ALREADY_EXISTS' } });
  });
});

describe('a caller that aborts', () => {
  /** A stage that stops before a request until it is released. */
  function held(template: string) {
    let release = (): void => undefined;
    let reached = (): void => undefined;
    const open = new Promise<void>((resolve) => (release = resolve));
    const arrived = new Promise<void>((resolve) => (reached = resolve));
    const stage = createStage({}, ({ fetch }) => async (input, init) => {
      const request = new Request(input, init);
      if (`${request.method} ${new URL(request.url).pathname}`.endsWith(template)) {
        reached();
        await Promise.race([open, new Promise((_, reject) => request.signal.addEventListener('abort', reject))]);
      }
      return fetch(request);
    });
    return { stage, release, arrived };
  }

  test('leaves the work to the other one', async () => {
    const { stage, release, arrived } = held('PUT /Api/Application');
    const client = stage.client();
    const controller = new AbortController();
    const leaving = caught(client.createApplication(EVA, { signal: controller.signal }));
    const staying = client.createApplication(EVA);
    await arrived;
    const reason = new Error('navigated away');
    controller.abort(reason);
    expect(await leaving).toMatchObject({ name: 'AbortedError', mayHaveBeenApplied: true, cause: reason });
    release();
    expect((await staying).warnings).toContainEqual(SHARED);
    expect(stage.sandbox.applicationsOf(FIRST + 4)).toHaveLength(1);
  });

  test('ends the work if it is the last: its error has the progress and the reason', async () => {
    const { stage, arrived } = held('PUT /Api/Application');
    const client = stage.client({ settleMs: 0 });
    const controllers = [new AbortController(), new AbortController()];
    const calls = controllers.map(({ signal }) => caught(client.createApplication(EVA, { signal })));
    await arrived;
    for (const [index, controller] of controllers.entries()) controller.abort(`reason ${index}`);
    const [first, last] = await Promise.all(calls);
    expect(first).toMatchObject({ name: 'AbortedError', cause: 'reason 0' });
    expect(last).toMatchObject({ name: 'PartialWriteError', progress: { done: ['applicant'] } });
    if (!PartialWriteError.isInstance(last) || !AbortedError.isInstance(last.cause)) expect.fail('another error');
    expect(last.cause.cause).toBe('reason 1');
    expect(JSON.stringify(last)).not.toContain('reason 1');
  });

  test('before it starts joins nothing', async () => {
    const stage = createStage();
    const client = stage.client();
    const going = client.createApplication(EVA);
    const error = await caught(client.createApplication(EVA, { signal: AbortSignal.abort('early') }));
    expect(error).toMatchObject({ name: 'AbortedError', cause: 'early' });
    expect((await going).data.current_stage?.name).toEqual(expect.any(String));
  });
});
