import { beforeAll, describe, expect, test } from 'vitest';
import type { ERecruiter } from '../../src/index.js';
import type { Fault } from '../../src/sandbox/index.js';
import { createStage, EMAIL, EVA, SETTLE_MS, useInstantTimeouts, type Stage } from './actions-kit.js';
import { CREATES, DELETIONS, GUARDED, ONCE, REFRESH, REPLACES, STEPS, type Write } from './actions-table.js';
import { caught } from './transport-kit.js';

useInstantTimeouts();

// Every write × every fault: how often the record is there afterwards, and what the error says.

const status = (code: number, more: Partial<Fault> = {}): Fault => ({ kind: 'status', status: code, ...more });
const late = SETTLE_MS; // the very last moment

/** Certainly nothing was done: everything is sent again, even what cannot be looked up. */
const NOT_DONE: readonly Fault[] = [
  { kind: 'refused' },
  { kind: 'expired-token' },
  { kind: '429', headers: { 'retry-after': '2' } },
];

/** The work is done, or will be within `settleMs`, but no answer said so. */
const DONE_UNTOLD: readonly Fault[] = [
  { kind: 'reset-after' },
  { kind: 'reset-body' },
  { kind: 'timeout-headers' },
  { kind: 'timeout-body' },
  ...[408, 500, 502, 503].map((code) => status(code, { processed: true })),
  { kind: 'truncated' },
  { kind: 'garbage' },
  { kind: 'empty' },
  { kind: 'html', status: 200, processed: true },
  { kind: 'reset-before', commitLate: late },
  { kind: 'timeout-headers', commitLate: late },
  status(503, { commitLate: late }),
  { kind: 'empty', commitLate: late },
];

/** Nothing is done, but the caller cannot know. */
const NOT_DONE_UNTOLD: readonly Fault[] = [
  { kind: 'reset-before' },
  ...[408, 500, 502, 503].map((code) => status(code)),
  { kind: 'html', status: 200 },
];
const TIMEOUT: Fault = { kind: 'timeout-headers', processed: false };

async function meet(write: Write, fault: Fault, stage: Stage, client: ERecruiter, times = 1): Promise<unknown> {
  stage.sandbox.fail({ ...fault, on: write.request, times });
  return write.run(client, stage);
}

const sent = (write: Write, stage: Stage): number => stage.requests().filter((one) => one === write.request).length;

async function staged(write: Write): Promise<Stage> {
  const stage = createStage();
  await write.setUp?.(stage);
  return stage;
}

describe.each([...CREATES, GUARDED, ...REPLACES, ...DELETIONS])('$request', (write) => {
  let plain = 0; // how often it is sent if nothing fails
  beforeAll(async () => {
    const stage = await staged(write);
    await write.run(stage.client(), stage);
    plain = sent(write, stage);
  });

  test.each([...NOT_DONE, ...NOT_DONE_UNTOLD])('%j: sent again, done once', async (fault) => {
    const stage = await staged(write);
    await meet(write, fault, stage, stage.client());
    expect(sent(write, stage)).toBe(plain + 1);
    expect(write.count(stage)).toBe(1);
  });

  test.each(DONE_UNTOLD)('%j: found and not sent again', async (fault) => {
    const stage = await staged(write);
    await meet(write, fault, stage, stage.client());
    stage.sandbox.commitNow();
    expect(write.count(stage)).toBe(1);
    if (write !== GUARDED) expect(sent(write, stage)).toBe(plain);
  });

  test('a permanent failure with an unknown outcome ends after three attempts, with mayHaveBeenApplied', async () => {
    const stage = await staged(write);
    const client = stage.client();
    const error = await caught(meet(write, status(503), stage, client, 99));
    expect(error).toMatchObject({ code: 'REMOTE.SERVICE_UNAVAILABLE', mayHaveBeenApplied: true });
    expect(write.count(stage)).toBe(0);
    stage.sandbox.clearFaults();
    await write.run(client, stage);
    expect(write.count(stage)).toBe(1);
  });

  test('with a lasting failure, work that is done late is visible once the caller gets the error', async () => {
    const stage = await staged(write);
    stage.sandbox.fail({ on: write.request, kind: 'reset-before', commitLate: late });
    const isDoubted = (): boolean => stage.sandbox.log.some(({ fault }) => fault !== undefined);
    stage.sandbox.fail({ on: ({ method }) => method === 'GET' && isDoubted(), kind: 'reset-before', times: 99 });
    const error = await caught(write.run(stage.client(), stage));
    expect(error).toMatchObject({ mayHaveBeenApplied: true });
    stage.sandbox.clearFaults();
    const again = write.run(stage.client(), stage); // at once, by a client that knows nothing
    await (write === GUARDED ? expect(again).rejects.toMatchObject({ code: 'ATS.APPLICATION_ALREADY_EXISTS' }) : again);
    stage.sandbox.commitNow();
    expect(write.count(stage)).toBe(1);
  });

  test.each([
    [status(400), 'REMOTE.INPUT_INVALID'],
    [status(403), 'INTEGRATION.PERMISSION_MISSING'],
    [status(404), 'REMOTE.INPUT_INVALID'],
    [{ kind: '429' } as const, 'REMOTE.RATE_LIMIT_EXCEEDED'],
    [{ kind: 'expired-token' } as const, 'INTEGRATION.AUTHENTICATION_INVALID'],
    [{ kind: 'refused' } as const, 'REMOTE.SERVICE_UNAVAILABLE'],
  ])('%j for ever: an error with its code, and certainly nothing done', async (fault, code) => {
    const stage = await staged(write);
    const client = stage.client();
    if (write.avoids?.includes(fault.status ?? 0)) {
      await meet(write, fault, stage, client, 99);
      return expect(write.count(stage)).toBe(1);
    }
    expect(await caught(meet(write, fault, stage, client, 99))).toMatchObject({ code, mayHaveBeenApplied: false });
    expect(write.count(stage)).toBe(0);
    stage.sandbox.clearFaults();
    await write.run(client, stage);
    expect(write.count(stage)).toBe(1);
  });
});

describe('after a timeout without a trace', () => {
  test.each(CREATES)('$request is not sent again; the same call again finishes', async (write) => {
    const stage = await staged(write);
    const client = stage.client();
    const before = sent(write, stage);
    const error = await caught(meet(write, TIMEOUT, stage, client));
    expect(error).toMatchObject({ code: 'PLATFORM.TASK_TIMED_OUT', mayHaveBeenApplied: true });
    expect(sent(write, stage)).toBe(before + 1);
    expect(stage.clock.waits).toEqual([SETTLE_MS]);
    expect(write.count(stage)).toBe(0);
    await write.run(client, stage);
    expect(write.count(stage)).toBe(1);
  });

  test.each([GUARDED, ...REPLACES, ...DELETIONS])(
    '$request is sent again: eRecruiter refuses a second one, it changes nothing, or it is read first',
    async (write) => {
      const stage = await staged(write);
      await meet(write, TIMEOUT, stage, stage.client());
      expect(sent(write, stage)).toBe(2);
      expect(write.count(stage)).toBe(1);
    },
  );
});

describe('PUT Application', () => {
  test('that succeeds late, after it was sent again: the refusal of the second one counts as success', async () => {
    const stage = createStage();
    stage.sandbox.fail({ on: 'PUT Application', kind: 'reset-before', commitLate: SETTLE_MS + 1 });
    stage.sandbox.fail({
      on: (request) => {
        if (request.template === 'Application') stage.clock.advance(1);
        return false;
      },
      kind: 'status',
    });
    await stage.client().createApplication(EVA);
    expect(stage.sandbox.applicationsOf(stage.applicantsWith(EMAIL)[0] ?? 0)).toHaveLength(1);
    expect(sent(GUARDED, stage)).toBe(2);
  });

  test('that is refused for another reason after a timeout still has an unknown outcome', async () => {
    const stage = createStage();
    stage.sandbox.fail({ on: 'PUT Application', ...TIMEOUT });
    stage.sandbox.fail({ on: 'PUT Application', kind: 'status', status: 403 });
    const error = await caught(stage.client().createApplication(EVA));
    expect(error).toMatchObject({ code: 'PLATFORM.TASK_TIMED_OUT', mayHaveBeenApplied: true, failed: 'application' });
  });
});

describe.each([...ONCE, REFRESH])('$request ($#) cannot be looked up', (write) => {
  test.each(NOT_DONE)('%j: sent again, done once', async (fault) => {
    const stage = await staged(write);
    await meet(write, fault, stage, stage.client());
    expect([sent(write, stage), write.count(stage)]).toEqual([2, 1]);
  });

  test.each([...DONE_UNTOLD, ...NOT_DONE_UNTOLD, TIMEOUT])('%j: stop, it may have been done', async (fault) => {
    const stage = await staged(write);
    const error = await caught(meet(write, fault, stage, stage.client()));
    expect(error).toMatchObject({ mayHaveBeenApplied: true });
    expect(sent(write, stage)).toBe(1);
    stage.sandbox.commitNow();
    const isDone = DONE_UNTOLD.includes(fault);
    expect(write.count(stage)).toBe(isDone ? 1 : 0);
  });
});

describe.each(ONCE)('$request ($#), whose answer says nothing', (write) => {
  test('an answer of another shape is an answer', async () => {
    const stage = await staged(write);
    await meet(write, { kind: 'wrong-types' }, stage, stage.client());
    expect(write.count(stage)).toBe(1);
  });
});

describe.each(STEPS)('$request may email the candidate: action %#', (write) => {
  test.each(NOT_DONE)('%j: sent again, done once', async (fault) => {
    const stage = await staged(write);
    await meet(write, fault, stage, stage.client());
    expect([sent(write, stage), write.count(stage)]).toEqual([2, 1]);
  });

  test.each(DONE_UNTOLD)('%j: found by what has changed, and not sent again', async (fault) => {
    const stage = await staged(write);
    await meet(write, fault, stage, stage.client());
    stage.sandbox.commitNow();
    expect([sent(write, stage), write.count(stage)]).toEqual([1, 1]);
  });

  test.each([...NOT_DONE_UNTOLD, TIMEOUT])('%j: stop, it may have been done', async (fault) => {
    const stage = await staged(write);
    const error = await caught(meet(write, fault, stage, stage.client()));
    expect(error).toMatchObject({ mayHaveBeenApplied: true });
    expect([sent(write, stage), write.count(stage)]).toEqual([1, 0]);
    expect(stage.clock.waits).toEqual([SETTLE_MS]);
  });

  test('what is done after the error is found by the next call', async () => {
    const stage = await staged(write);
    stage.sandbox.fail({ on: write.request, kind: 'reset-before', commitLate: SETTLE_MS + 1 });
    expect(await caught(write.run(stage.client(), stage))).toMatchObject({ mayHaveBeenApplied: true });
    stage.sandbox.commitNow();
    const again = write.run(stage.client(), stage).catch((error: unknown) => error);
    // A step that is named cannot be executed again; a stage is reached.
    if (write === STEPS[0]) expect(await again).toMatchObject({ code: 'REMOTE.INPUT_INVALID' });
    else expect(await again).toMatchObject({ warnings: [] });
    expect([sent(write, stage), write.count(stage)]).toEqual([1, 1]);
  });

  test.each([
    [status(400), 'REMOTE.INPUT_INVALID'],
    [status(403), 'INTEGRATION.PERMISSION_MISSING'],
    [status(404), 'REMOTE.INPUT_INVALID'],
    [{ kind: '429' } as const, 'REMOTE.RATE_LIMIT_EXCEEDED'],
    [{ kind: 'refused' } as const, 'REMOTE.SERVICE_UNAVAILABLE'],
  ])('%j for ever: an error with its code, and certainly nothing done', async (fault, code) => {
    const stage = await staged(write);
    const error = await caught(meet(write, fault, stage, stage.client(), 99));
    expect(error).toMatchObject({ code, mayHaveBeenApplied: false });
    expect(write.count(stage)).toBe(0);
  });
});
