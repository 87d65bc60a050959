import { describe, expect, test } from 'vitest';
import { InputError, PartialWriteError, type ActionProgress } from '../../src/index.js';
import {
  base64,
  createStage,
  EMAIL,
  EVA,
  FIRST,
  JOBS,
  SETTLE_MS,
  useInstantTimeouts,
  type Stage,
} from './actions-kit.js';
import { caught, expectDiscreet } from './transport-kit.js';

useInstantTimeouts();

const file = (name: string) => ({ name: `${name}.pdf`, type: 'OTHER', data: base64(name) }) as const;
const INPUT = {
  ...EVA,
  attachments: [{ name: 'cv.pdf', type: 'CV', data: base64('cv') }, file('A'), file('B')],
  gdpr_consent: { given: true },
} as const;
const MAILS = { emails: { registration: true, application: true } };
const STEPS = [
  'PUT Applicant',
  'PUT Applicant/Cv/{applicantId}',
  'PUT Applicant/Document/{applicantId}',
  'PUT Applicant/Document/{applicantId}',
  'PUT Applicant/{applicantId}/Policies/{policyId}',
  'PUT Application',
];

/** The error of an interrupted call, with its progress as another process would receive it. */
async function interrupted(call: Promise<unknown>): Promise<{ error: PartialWriteError; progress: ActionProgress }> {
  const error = await caught(call);
  if (!PartialWriteError.isInstance(error)) throw error;
  return { error, progress: JSON.parse(JSON.stringify(error.progress)) };
}

function expectAllOnce({ sandbox, applicantsWith, writes }: Stage): void {
  expect(writes()).toEqual(STEPS);
  expect(applicantsWith(EMAIL)).toHaveLength(1);
  const [id = 0] = applicantsWith(EMAIL);
  expect(sandbox.applicationsOf(id)).toHaveLength(1);
  expect(sandbox.cvOf(id)).toMatchObject({ Content: base64('cv') });
  expect(sandbox.documentsOf(id).map(({ Name }) => Name)).toEqual(['A', 'B']);
  expect(sandbox.policiesOf(id)).toHaveLength(1);
  expect(sandbox.emails.map(({ kind }) => kind)).toEqual(['registration', 'application']);
}

describe('interrupted before each write', () => {
  const interruptions = STEPS.map((request, index) => [index, request] as const).slice(1);

  /** Refuses the request after so many writes, once: it is certainly not done, so nothing is retried. */
  function refuse({ sandbox, writes }: Stage, after: number): void {
    const isIt = ({ method, template }: { method: string; template: string | null }): boolean =>
      method !== 'GET' && template !== 'Token' && writes().length === after;
    sandbox.fail({ on: isIt, kind: 'status', status: 403 });
  }

  /** The writes that succeeded: the refused one is sent again later. */
  function withoutRefused(stage: Stage): Stage {
    const refused = stage.sandbox.log.findIndex(({ status }) => status === 403);
    const passed = stage.sandbox.log.filter(({ method, template }, index) => {
      return index !== refused && method !== 'GET' && template !== 'Token';
    });
    return { ...stage, writes: () => passed.map(({ method, template }) => `${method} ${template}`) };
  }

  test.each(interruptions)('%d (%s): the same call on the same client finishes the rest', async (after) => {
    const stage = createStage();
    const client = stage.client(MAILS);
    refuse(stage, after);
    const { error } = await interrupted(client.createApplication(INPUT));
    expect(error).toMatchObject({ code: 'INTEGRATION.PERMISSION_MISSING', mayHaveBeenApplied: false });
    expect(error.done).toHaveLength(after);
    expect(error.done[0]).toBe('applicant');
    const { data, warnings } = await client.createApplication(INPUT);
    expect(data.candidate.email_addresses).toMatchObject([{ email_address: EMAIL }]);
    expect(warnings).toEqual([]);
    expectAllOnce(withoutRefused(stage));
  });

  test.each(interruptions)('%d (%s): another client finishes the rest with the progress', async (after) => {
    const stage = createStage();
    refuse(stage, after);
    const { progress } = await interrupted(stage.client(MAILS).createApplication(INPUT));
    await stage.client(MAILS).createApplication(INPUT, { resume: progress });
    expectAllOnce(withoutRefused(stage));
  });

  test.each(interruptions)('%d (%s): another client that knows nothing finishes the rest as well', async (after) => {
    const stage = createStage();
    refuse(stage, after);
    await interrupted(stage.client(MAILS).createApplication(INPUT));
    stage.clock.advance(1_000);
    await stage.client(MAILS).createApplication(INPUT);
    const { sandbox } = stage;
    const [id = 0] = stage.applicantsWith(EMAIL);
    expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
    expect(sandbox.documentsOf(id).map(({ Name }) => Name)).toEqual(['A', 'B']);
    expect(sandbox.applicationsOf(id)).toHaveLength(1);
    expect(sandbox.emails.map(({ kind }) => kind)).toEqual(['registration', 'application']);
  });
});

describe('progress', () => {
  const broken = async (stage = createStage(), input: typeof EVA | typeof INPUT = INPUT) => {
    stage.sandbox.fail({ on: 'PUT Application', kind: 'status', status: 403 });
    return { stage, ...(await interrupted(stage.client().createApplication(input))) };
  };

  test('is plain JSON without personal data, and so is the error', async () => {
    const { error, progress } = await broken();
    expect(progress).toEqual({
      version: 1,
      input: expect.stringMatching(/^[\da-f]{32}$/),
      applicant: { id: FIRST + 4, created: true },
      absentBefore: false,
      done: [
        'applicant',
        ...Array.from({ length: 3 }, () => expect.stringMatching(/^attachment [\da-f]{32}$/)),
        'consent',
      ],
    });
    expect(JSON.stringify(error)).not.toMatch(/eva|grün/i);
    expectDiscreet(error.cause);
  });

  test.each([
    ['another candidate', { ...INPUT, candidate: { ...EVA.candidate, phone_number: '1' } }],
    ['another job', { ...INPUT, application: { job_id: `remote:${JOBS.custom}` } }],
    ['other attachments', EVA],
  ])('of %s is refused before anything is written', async (_, input) => {
    const { stage, progress } = await broken();
    const before = stage.writes().length;
    const error = await caught(stage.client().createApplication(input, { resume: progress }));
    expect(error).toMatchObject({ name: 'InputError', issues: [{ path: 'resume' }] });
    expect(stage.writes()).toHaveLength(before);
  });

  test('of another action, installation or mandator is refused', async () => {
    const { stage, progress } = await broken(createStage(), EVA);
    const refused = [
      () => stage.client().createCandidate(EVA, { resume: progress }),
      () => stage.client({ tenant: 'other.example.at' }).createApplication(EVA, { resume: progress }),
      () => createStage({ mandatorId: 2 }).client().createApplication(EVA, { resume: progress }),
    ];
    for (const call of refused) expect(await caught(call())).toMatchObject({ issues: [{ path: 'resume' }] });
  });

  test.each([{}, { version: 2 }, { applicant: { id: 0, created: true } }, { done: 'applicant' }, null, 'x'])(
    'that is malformed (%j) is invalid input',
    async (changes) => {
      const { stage, progress } = await broken();
      const { version: _, ...incomplete } = progress;
      const resume = changes === null || typeof changes === 'string' ? changes : { ...incomplete, ...changes };
      const client = stage.client();
      const call = Reflect.apply(client.createApplication, client, [INPUT, { resume }]);
      const error = await caught(call);
      if (!InputError.isInstance(error)) throw error;
      for (const { path } of error.issues) expect(path).toMatch(/^resume/);
    },
  );

  test('matches the input after a round trip through JSON, with new addresses of its files', async () => {
    const stage = createStage();
    const fetch = async (): Promise<Response> => new Response('cv');
    const input = (query: string) => ({
      ...EVA,
      candidate: { ...EVA.candidate, availability_date: new Date('2026-09-01') },
      attachments: [{ name: 'cv.pdf', type: 'CV', data_url: `https://files.example.com/cv?${query}` } as const],
    });
    stage.sandbox.fail({ on: 'PUT Application', kind: 'status', status: 403 });
    const { progress } = await interrupted(stage.client({ attachments: { fetch } }).createApplication(input('sig=1')));
    const queued = JSON.parse(JSON.stringify(input('sig=2')));
    await stage.client({ attachments: { fetch } }).createApplication(queued, { resume: progress });
    expect(stage.writes().filter((write) => write.includes('Cv'))).toHaveLength(1);
  });

  test('of a candidate who was deleted in the meantime starts over', async () => {
    const stage = createStage();
    const client = stage.client();
    stage.sandbox.fail({ on: 'PUT Application', kind: 'status', status: 403 });
    await interrupted(client.createApplication(INPUT));
    stage.sandbox.removeApplicant(FIRST + 4);
    await client.createApplication(INPUT);
    expect(stage.applicantsWith(EMAIL)).toEqual([FIRST + 5]);
  });
});

describe('a failure', () => {
  test('before anything is written is thrown as it is', async () => {
    const stage = createStage();
    stage.sandbox.fail({ on: 'PUT Applicant', kind: 'status', status: 403 });
    expect(await caught(stage.client().createApplication(EVA))).toMatchObject({ name: 'PermissionError' });
  });

  test('of reading back leaves everything done: the same call only reads', async () => {
    const stage = createStage();
    const client = stage.client(MAILS);
    // Before that, the record is read to check that slot and documents are really empty.
    stage.sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'status', status: 503, skip: 2, times: 3 });
    const { error } = await interrupted(client.createApplication(INPUT));
    expect(error).toMatchObject({ failed: 'read back', mayHaveBeenApplied: false });
    expect(await client.createApplication(INPUT)).toMatchObject({ data: { remote_id: '1000000000' } });
    expectAllOnce(stage);
    expect(await caught(client.createApplication(INPUT))).toMatchObject({ code: 'ATS.APPLICATION_ALREADY_EXISTS' });
  });

  test('of reading back an application that was deleted in the meantime creates it again', async () => {
    const stage = createStage();
    const client = stage.client();
    stage.sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'status', status: 503, times: 3 });
    await interrupted(client.createApplication(EVA));
    stage.sandbox.removeApplication(FIRST + 4, 1_000_000_000);
    const { data } = await client.createApplication(EVA);
    expect(data.remote_id).toBe('1000000001');
  });

  test('of the application with an unknown outcome: one that exists the next time is ours, even if the job is closed', async () => {
    const stage = createStage();
    const client = stage.client(MAILS);
    stage.sandbox.fail({ on: 'PUT Application', kind: 'reset-before', times: 3 });
    stage.sandbox.fail({ on: 'PUT Application', kind: 'reset-after' });
    stage.sandbox.fail({ on: 'GET Applications/{applicantId}', kind: 'status', skip: 6, times: 99 });
    const { error } = await interrupted(client.createApplication(EVA));
    expect(error.progress.absentBefore).toBe(true);
    await interrupted(client.createApplication(EVA)); // succeeds, but still cannot be read
    stage.sandbox.clearFaults();
    stage.sandbox.closeJob(JOBS.plain);
    await client.createApplication(EVA);
    expect(stage.sandbox.applicationsOf(FIRST + 4)).toHaveLength(1);
    expect(stage.sandbox.emails.map(({ kind }) => kind)).toEqual(['registration', 'application']);
  });

  test('of an application that was certainly not created: one that exists the next time is not ours', async () => {
    const stage = createStage();
    const client = stage.client();
    stage.sandbox.fail({ on: 'PUT Application', kind: 'status', status: 403 });
    await interrupted(client.createApplication(EVA));
    await stage.client().createApplication({ ...EVA, source: { name: 'Messe Graz' } });
    expect(await caught(client.createApplication(EVA))).toMatchObject({ code: 'ATS.APPLICATION_ALREADY_EXISTS' });
  });
});

describe('the caller’s signal', () => {
  test.each(Array.from({ length: 17 }, (_, number) => number))(
    'aborted during request %d ends the call with one of our errors; the same call finishes',
    async (number) => {
      const stage = createStage();
      const client = stage.client(MAILS);
      const controller = new AbortController();
      const abort = (): boolean => {
        if (stage.sandbox.requests === number + 1) controller.abort();
        return false;
      };
      stage.sandbox.fail({ on: abort, kind: 'status' });
      const error = await caught(client.createApplication(INPUT, { signal: controller.signal }));
      expect(error).toMatchObject({ code: 'PLATFORM.UNKNOWN_ERROR' });
      stage.sandbox.clearFaults();
      await client.createApplication(INPUT);
      const [id = 0] = stage.applicantsWith(EMAIL);
      expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
      expect(stage.sandbox.applicationsOf(id)).toHaveLength(1);
      expect(stage.sandbox.documentsOf(id)).toHaveLength(2);
      expect(stage.sandbox.emails).toHaveLength(2);
    },
  );

  test('aborted while the call waits for another ends the wait, and lets no call overtake that other one', async () => {
    const stage = createStage();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const client = stage.client({
      fetch: async (input, init) => {
        await held;
        return stage.sandbox.fetch(input, init);
      },
    });
    const controller = new AbortController();
    // Equal calls would be one: these wait for each other, because the address is the same.
    const titled = (title: string) => ({ ...EVA, candidate: { ...EVA.candidate, title } });
    const first = client.createApplication(EVA);
    const second = caught(client.createApplication(titled('B'), { signal: controller.signal }));
    const third = caught(client.createApplication(titled('C')));
    controller.abort();
    expect(await second).toMatchObject({ name: 'AbortedError', mayHaveBeenApplied: false });
    expect(stage.sandbox.requests).toBe(0);
    release();
    await first;
    expect(await third).toMatchObject({ code: 'ATS.APPLICATION_ALREADY_EXISTS' });
    expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
  });

  test.each(['PUT Applicant', 'POST Applicant/{applicantId}'])(
    'aborted while the client waits for %s to settle ends the wait, and the error says that the outcome is unknown',
    async (request) => {
      const stage = createStage();
      const controller = new AbortController();
      const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
        controller.abort();
        return stage.clock.sleep(ms, signal);
      };
      const client = stage.client({ clock: { now: stage.clock.now, sleep } });
      stage.sandbox.fail({ on: request, kind: 'reset-before' });
      const tag = { candidate_id: `remote:${FIRST}`, tag: { name: 'x' } };
      const { signal } = controller;
      const call =
        request === 'PUT Applicant'
          ? client.createApplication(EVA, { signal })
          : client.addTagToCandidate(tag, { signal });
      const error = await caught(call);
      expect(error).toMatchObject({ code: 'REMOTE.SERVICE_UNAVAILABLE', mayHaveBeenApplied: true });
      expect(stage.writes()).toEqual([request]);
    },
  );
});

describe('a change of the record', () => {
  const tag = { candidate_id: `remote:${FIRST}`, tag: { name: 'Stapler' } };

  test('that was accepted but cannot be read back is done, with a warning', async () => {
    const stage = createStage();
    stage.sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'status', status: 503, skip: 1, times: 3 });
    const { warnings } = await stage.client().addTagToCandidate(tag);
    expect(warnings).toEqual([{ message: 'the change of the candidate was accepted, but could not be read back' }]);
    expect(stage.sandbox.applicant(FIRST)?.Tags).toEqual(['Stapler']);
  });

  test('with an unknown outcome that cannot be read back still has an unknown outcome', async () => {
    const stage = createStage();
    stage.sandbox.fail({ on: 'POST Applicant/{applicantId}', kind: 'reset-after' });
    stage.sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'status', status: 503, skip: 1, times: 3 });
    const error = await caught(stage.client().addTagToCandidate(tag));
    expect(error).toMatchObject({ endpoint: 'POST Api/Applicant/{applicantId}', mayHaveBeenApplied: true });
  });

  test('is never sent twice with the same body: what others wrote in the meantime is in the next one', async () => {
    const stage = createStage();
    stage.sandbox.fail({
      on: ({ method, template }) => {
        const isIt = method === 'POST' && template === 'Applicant/{applicantId}';
        if (isIt) stage.sandbox.edit(FIRST, { City: 'Graz', ImportantInfo: 'ruft an' });
        return isIt;
      },
      kind: 'reset-before',
    });
    await stage.client().addTagToCandidate(tag);
    expect(stage.sandbox.applicant(FIRST)).toMatchObject({ Tags: ['Stapler'], City: 'Graz', ImportantInfo: 'ruft an' });
    expect(stage.clock.waits).toEqual([SETTLE_MS]);
  });

  test('fills no gap that another writer has filled in the meantime, however often it is sent again', async () => {
    const stage = createStage();
    stage.sandbox.edit(FIRST, { Email: EMAIL, City: null, Street: null });
    stage.sandbox.fail({
      on: ({ method, template }) => {
        const isIt = method === 'POST' && template === 'Applicant/{applicantId}';
        if (isIt) stage.sandbox.edit(FIRST, { City: 'Graz' });
        return isIt;
      },
      kind: 'reset-before',
    });
    const location = { country: 'AT', city: 'Linz', street_1: 'Landstraße 1' };
    await stage.client().createApplication({ ...EVA, candidate: { ...EVA.candidate, location } });
    expect(stage.sandbox.applicant(FIRST)).toMatchObject({ City: 'Graz', Street: 'Landstraße 1' });
  });
});
