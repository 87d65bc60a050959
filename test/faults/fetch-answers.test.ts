import { describe, expect, test } from 'vitest';
import { ERecruiter, type FailureEvent, ResponseShapeError } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { createLedger } from '../helpers/event-ledger.js';
import { caught } from './transport-kit.js';

/** A client whose fetch functions return whatever they like: `wrap` makes it of the sandbox's answer. */
function setUp(wrap: (answer: Response) => unknown, wrapFile: typeof wrap = (answer) => answer) {
  const sandbox = createSandbox({ applicants: 1, jobs: 1 });
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const ledger = createLedger();
  const reasons: string[] = [];
  const { onFailure } = ledger.hooks;
  const options = {
    ...{ baseUrl, apiKey, mandatorId, ...ledger.hooks },
    clock: { now: Date.now, sleep: async () => undefined },
    onFailure: (event: FailureEvent): void => {
      onFailure?.(event);
      reasons.push(event.reason);
    },
    attachments: {},
  };
  // Not typed: what tests and wrappers in JavaScript pass.
  Object.assign(options, { fetch: async (url: string, init: RequestInit) => wrap(await sandbox.fetch(url, init)) });
  Object.assign(options.attachments, { fetch: async () => wrapFile(new Response('A letter')) });
  return { client: new ERecruiter(options), ledger, reasons, sandbox };
}

const NO_RESPONSE = 'the fetch function returned no Response';
const READ = 'the fetch function has read the body; let it read a clone';
const LETTER = {
  candidate_id: 'remote:150000',
  attachment: { name: 'letter.txt', type: 'COVER_LETTER', data_url: 'https://files.example.com/letter.txt' },
} as const;

const read = async (answer: Response): Promise<Response> => {
  await answer.text();
  return answer;
};

const NO_ANSWERS: readonly (readonly [string, (answer: Response) => unknown, string])[] = [
  ['nothing: a wrapper without return', () => undefined, NO_RESPONSE],
  ['null', () => null, NO_RESPONSE],
  ['a text', () => 'ok', NO_RESPONSE],
  ['the data itself', () => ({ Token: 'token-1' }), NO_RESPONSE],
  ['a mock with json() only', ({ ok }) => ({ ok, json: async () => ({}) }), NO_RESPONSE],
  [
    'a mock with text() only',
    ({ ok, status, headers }) => ({ ok, status, headers, text: async () => '' }),
    NO_RESPONSE,
  ],
  ['headers that are a plain object', ({ ok, status, body }) => ({ ok, status, headers: {}, body }), NO_RESPONSE],
  ['an answer whose body it has read', read, READ],
];

describe.each(NO_ANSWERS)('a fetch function that returns %s', (_, wrap, reason) => {
  test('is named by the error and by the event, and not called again', async () => {
    const { client, ledger, reasons } = setUp(wrap);
    const error = await caught(client.ping());
    expect(error).toBeInstanceOf(ResponseShapeError);
    expect(error).toMatchObject({ message: `POST Api: ${reason}`, unreadable: false });
    expect(reasons).toEqual([reason]);
    expect([...ledger.requests.values()]).toEqual([['onRequest 1', 'onFailure 1']]);
    expect(ledger.broken()).toEqual([]);
  });

  test('leaves a write in doubt', async () => {
    let isMock = false;
    const { client } = setUp((answer) => (isMock ? wrap(answer) : answer));
    await client.ping();
    isMock = true;
    const error = await caught(client.passthrough({ method: 'PUT', path: '/Ping', data: {} }));
    expect(error).toMatchObject({ message: `PUT Api/Ping: ${reason}`, mayHaveBeenApplied: true });
  });

  test('is named for files, too', async () => {
    const { client } = setUp((answer) => answer, wrap);
    await expect(client.addAttachmentToCandidate(LETTER)).rejects.toMatchObject({ name: 'ConnectionError', reason });
  });
});

describe('an answer is read', () => {
  test.each<[string, (answer: Response) => unknown]>([
    // React Native, and the polyfill that it took its fetch from.
    [
      'that has no body property',
      (answer) => {
        const { ok, status, headers } = answer;
        return { ok, status, headers, arrayBuffer: () => answer.arrayBuffer() };
      },
    ],
    [
      'whose body is undefined',
      (answer) => {
        const { ok, status, headers } = answer;
        return { ok, status, headers, body: undefined, arrayBuffer: () => answer.arrayBuffer() };
      },
    ],
    [
      'of which the function has read a clone',
      async (answer) => {
        await answer.clone().text();
        return answer;
      },
    ],
    ['that is behind a proxy', (answer) => new Proxy(answer, { get: (target, name) => bound(target, name) })],
  ])('%s', async (_, wrap) => {
    const { client } = setUp(wrap, wrap);
    expect(await client.listUsers().toArray()).not.toEqual([]);
    expect(await client.addAttachmentToCandidate(LETTER)).toMatchObject({ warnings: [] });
  });

  function bound(target: object, name: PropertyKey): unknown {
    const value: unknown = Reflect.get(target, name);
    return typeof value === 'function' ? (...values: unknown[]) => Reflect.apply(value, target, values) : value;
  }
});

test('an error whose properties cannot be read is a lost connection', async () => {
  const { client, ledger, reasons } = setUp(() => {
    throw Object.defineProperty(new Error(), 'code', { get: () => expect.fail('a getter fails') });
  });
  await expect(client.ping()).rejects.toMatchObject({ name: 'ConnectionError', reason: null });
  expect(reasons).toEqual(Array(3).fill('connection lost'));
  expect(ledger.broken()).toEqual([]);
});
