import { expect, test } from 'vitest';
import type { RetrySettings } from '../../src/actions/files/fetch.js';
import { fetchFile } from '../helpers/files.js';

type Answer = (signal: AbortSignal) => Response | Error | Promise<Response>;

/** Fetches a file and returns what was reported in the meantime, one entry per event. */
async function eventsOf(url: string, answers: readonly Answer[], controller = new AbortController()) {
  const told: string[] = [];
  const ids = new Set<string>();
  let now = 0;
  const repeats: RetrySettings = {
    clock: { now: () => now, sleep: async () => undefined },
    retryLimit: 1,
    maxRetryAfterMs: 60_000,
    debug: undefined,
    onRequest: ({ requestId, endpoint, attempt }) => {
      ids.add(requestId);
      told.push(`${endpoint} ${attempt}`);
    },
    onResponse: ({ status, durationMs }) => void told.push(`${status} in ${durationMs}`),
    onFailure: ({ reason, durationMs }) => void told.push(`${reason} in ${durationMs}`),
    onRetry: ({ reason }) => void told.push(`retry: ${reason}`),
  };
  const left = [...answers];
  const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
    now += 10;
    const answer = await left.shift()?.(init?.signal ?? controller.signal);
    if (answer instanceof Response) return answer;
    throw answer ?? new RangeError('one request too many');
  };
  await fetchFile(url, 'p', { fetch, maxBytes: 100 }, controller.signal, repeats).catch(() => undefined);
  expect(left).toEqual([]);
  expect(ids.size).toBeLessThanOrEqual(1);
  return told;
}

const URL_OF_FILE = 'https://files.example.com/secret.pdf';
const SENT = 'GET data_url 1';
const ok: Answer = () => new Response('%PDF');
const status =
  (code: number): Answer =>
  () =>
    new Response('', { status: code });
const redirect =
  (location: string): Answer =>
  () =>
    new Response(null, { status: 302, headers: { location } });
const broken =
  (code: string): Answer =>
  () =>
    new TypeError('failed', { cause: Object.assign(new Error(), { code }) });

test.each<[string, string, readonly Answer[], readonly string[]]>([
  ['a file', URL_OF_FILE, [ok], [SENT, '200 in 10']],
  ['a redirect, as one request', URL_OF_FILE, [redirect('/b.pdf'), ok], [SENT, '200 in 20']],
  ['a refusal', URL_OF_FILE, [status(404)], [SENT, '404 in 10']],
  [
    'a failure that passes',
    URL_OF_FILE,
    [status(503), ok],
    [SENT, '503 in 10', 'retry: HTTP 503', 'GET data_url 2', '200 in 10'],
  ],
  [
    'a connection that breaks',
    URL_OF_FILE,
    [broken('ECONNRESET'), ok],
    [SENT, 'ECONNRESET in 10', 'retry: ECONNRESET', 'GET data_url 2', '200 in 10'],
  ],
  ['a host that does not exist', URL_OF_FILE, [broken('ENOTFOUND')], [SENT, 'ENOTFOUND in 10']],
  ['a redirect into the network', URL_OF_FILE, [redirect('https://10.0.0.1/')], [SENT, 'the file was rejected in 10']],
  [
    'a file that is too large',
    URL_OF_FILE,
    [() => new Response('x'.repeat(101))],
    [SENT, 'the answer is larger than 100 bytes in 10'],
  ],
  ['no request to a host in the network', 'https://10.0.0.1/', [], []],
  ['no request for a data URL', 'data:,x', [], []],
])('what is reported of %s', async (_, url, answers, events) => {
  expect(await eventsOf(url, answers)).toEqual(events);
});

test('what is reported of a file whose caller aborts', async () => {
  const controller = new AbortController();
  const hang: Answer = () => {
    controller.abort();
    return new Promise<Response>(() => undefined);
  };
  expect(await eventsOf(URL_OF_FILE, [hang], controller)).toEqual([SENT, 'aborted in 10']);
});
