import { describe, expect, test } from 'vitest';
import { AbortedError, type ERecruiter, PartialWriteError } from '../../src/index.js';
import { getUsers } from '../../src/raw/index.js';
import { createStage, EVA, FIRST, type Stage } from './actions-kit.js';
import { caught } from './transport-kit.js';

type Call = (client: ERecruiter, signal: AbortSignal) => Promise<unknown>;

const FILE = { name: 'a.pdf', type: 'OTHER', data_url: 'https://files.example.com/a.pdf' } as const;
const CALLS: Readonly<Record<string, Call>> = {
  ping: (client, signal) => client.ping({ signal }),
  getJob: (client, signal) => client.getJob('remote:4713', { signal }),
  getCandidate: (client, signal) => client.getCandidate(`remote:${FIRST}`, { signal }),
  'a listing': (client, signal) => client.listCandidates({}, { signal }).toArray(),
  'a listing of names': (client, signal) => client.listTags({}, { signal }).toArray(),
  exploreFields: (client, signal) => client.exploreFields('job', {}, { signal }),
  sync: async (client, signal) => {
    for await (const change of client.sync({}, { signal })) expect(change).toBeDefined();
  },
  passthrough: (client, signal) => client.passthrough({ method: 'GET', path: '/Users' }, { signal }),
  raw: (client, signal) => client.raw(getUsers, {}, { signal }),
  createApplication: (client, signal) => client.createApplication(EVA, { signal }),
  'a tag': (client, signal) =>
    client.addTagToCandidate({ candidate_id: `remote:${FIRST}`, tag: { name: 'x' } }, { signal }),
  'a file': (client, signal) =>
    client.addAttachmentToCandidate({ candidate_id: `remote:${FIRST}`, attachment: FILE }, { signal }),
};

/** A reason with what a careless caller may put into it. */
const reason = new Error('the request of Canary-Mustermann was closed');

function expectReason(error: unknown): void {
  if (!AbortedError.isInstance(error)) expect.fail(`not an AbortedError: ${String(error)}`);
  expect(error.cause).toBe(reason);
  expect(error.withCursor('c').cause).toBe(reason);
  expect([JSON.stringify(error), error.message, error.stack].join()).not.toContain('Canary');
}

/** A stage that aborts when the request of a number arrives, and then answers nothing. */
function abortingAt(request: number, controller: AbortController): Stage {
  let arrived = 0;
  return createStage({}, ({ fetch }) => (input, init) => {
    arrived += 1;
    if (arrived < request) return fetch(input, init);
    controller.abort(reason);
    return new Promise(() => undefined);
  });
}

describe.each(Object.entries(CALLS))('%s', (_, call) => {
  test('aborted before it starts carries the reason', async () => {
    expectReason(await caught(call(createStage().client(), AbortSignal.abort(reason))));
  });

  test.each([1, 2, 3])('aborted at request %d carries the reason', async (request) => {
    const controller = new AbortController();
    const fetch = (): Promise<Response> => {
      controller.abort(reason);
      return new Promise(() => undefined);
    };
    const client = abortingAt(request, controller).client({ attachments: { fetch } });
    // A single read is over before a third request.
    const error = await caught(call(client, controller.signal).then(() => expect.fail('over')));
    if (controller.signal.aborted) expectReason(error);
  });
});

test('a create that is aborted between its writes has the reason in the cause of its cause', async () => {
  const controller = new AbortController();
  const stage = createStage({}, ({ fetch }) => async (input, init) => {
    const isApplication = new Request(input, init).url.includes('/Application?');
    if (isApplication) controller.abort(reason);
    return isApplication ? new Promise(() => undefined) : fetch(input, init);
  });
  const error = await caught(stage.client().createApplication(EVA, { signal: controller.signal }));
  if (!PartialWriteError.isInstance(error)) expect.fail(`not a PartialWriteError: ${String(error)}`);
  expectReason(error.cause);
  expect(JSON.stringify(error)).not.toContain('Canary');
});

test('a wait between two attempts, and one before a second look, carry the reason', async () => {
  const controller = new AbortController();
  const stage = createStage();
  const clock = {
    now: stage.clock.now,
    sleep: (_: number, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        setImmediate(() => controller.abort(reason));
      }),
  };
  stage.sandbox.fail({ on: 'GET Job/{jobId}', kind: 'status', status: 503, times: 9 });
  expectReason(await caught(stage.client({ clock }).getJob('remote:4713', { signal: controller.signal })));
});
