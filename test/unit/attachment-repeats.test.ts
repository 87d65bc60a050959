import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RetrySettings } from '../../src/actions/files/fetch.js';
import { AbortedError, ERecruiterError, InputError } from '../../src/errors.js';
import type { AttachmentOptions, RetryEvent } from '../../src/options.js';
import { setUp } from '../helpers/client.js';
import { fetchFile, SILENT } from '../helpers/files.js';

// The file's host is a server on this machine; only its name is replaced.

const URL_OF_FILE = 'https://files.example.com/secret/cv.pdf?sig=secret#secret';
const NOW = Date.parse('2026-11-26T08:00:00Z');

/** A host with an answer for each request; the last one is for all that follow. */
async function serve(...answers: readonly RequestListener[]) {
  const asked: (string | undefined)[] = [];
  const started = createServer((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(request.url);
    answer?.(request, response);
  });
  onTestFinished(() => {
    started.closeAllConnections();
    started.close();
  });
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = started.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const send: typeof globalThis.fetch = (input, init) =>
    fetch(String(input).replace(/https:\/\/\w+\.example\.com/, `http://127.0.0.1:${port}`), init);
  return { fetch: send, asked };
}

/** The client's limits, with a clock that records how long it was asked to wait. */
function patient(retryLimit = 2) {
  const waits: number[] = [];
  const events: RetryEvent[] = [];
  const repeats: RetrySettings = {
    clock: { now: () => NOW, sleep: async (ms) => void waits.push(ms) },
    retryLimit,
    maxRetryAfterMs: 60_000,
    ...SILENT,
    onRetry: (event) => events.push(event),
  };
  return { repeats, waits, events };
}

const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end('secret');
const pdf: RequestListener = (_, response) =>
  response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1');
const reset: RequestListener = (request) => void request.socket.destroy();
const cutByLength: RequestListener = (_, response) =>
  void response.writeHead(200, { 'content-length': '100' }).write('%PDF', () => response.destroy());
const cutInChunks: RequestListener = (_, response) =>
  void response.writeHead(200).write('%PDF', () => response.destroy());
const silent: RequestListener = () => undefined;
const stopping: RequestListener = (_, response) => void response.writeHead(200).write('%PDF');

const PASSING: readonly (readonly [string, RequestListener, string])[] = [
  ['HTTP 408', status(408), 'REMOTE.SERVICE_UNAVAILABLE'],
  ['HTTP 429', status(429), 'REMOTE.RATE_LIMIT_EXCEEDED'],
  ['HTTP 500', status(500), 'REMOTE.SERVICE_UNAVAILABLE'],
  ['HTTP 502', status(502), 'REMOTE.SERVICE_UNAVAILABLE'],
  ['HTTP 503', status(503), 'REMOTE.SERVICE_UNAVAILABLE'],
  ['HTTP 504', status(504), 'REMOTE.SERVICE_UNAVAILABLE'],
  ['HTTP 522', status(522), 'REMOTE.SERVICE_UNAVAILABLE'],
  ['a connection that is reset', reset, 'REMOTE.SERVICE_UNAVAILABLE'],
  ['a body that is cut', cutByLength, 'REMOTE.SERVICE_UNAVAILABLE'],
  ['a body that is cut in chunks', cutInChunks, 'REMOTE.SERVICE_UNAVAILABLE'],
  ['no answer', silent, 'PLATFORM.TASK_TIMED_OUT'],
  ['a body that stops', stopping, 'PLATFORM.TASK_TIMED_OUT'],
];

/** The error of a fetch. */
async function failureOf(settings: AttachmentOptions, repeats: RetrySettings): Promise<ERecruiterError> {
  const { signal } = new AbortController();
  const error: unknown = await fetchFile(URL_OF_FILE, 'p', settings, signal, repeats).catch((e: unknown) => e);
  if (!ERecruiterError.isInstance(error)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

describe('a temporary failure', () => {
  test.each(PASSING)('%s is requested again', async (_, failing) => {
    const { fetch, asked } = await serve(failing, failing, pdf);
    const { repeats, waits, events } = patient();
    const settings = { fetch, timeoutMs: 200 };
    const file = await fetchFile(URL_OF_FILE, 'p', settings, new AbortController().signal, repeats);
    expect(new TextDecoder().decode(file.bytes)).toBe('%PDF-1');
    expect(asked).toHaveLength(3);
    expect(waits).toHaveLength(2);
    expect(events.map(({ endpoint, attempt }) => [endpoint, attempt])).toEqual([
      ['GET data_url', 1],
      ['GET data_url', 2],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/secret|example/);
  });

  test.each(PASSING)('%s that lasts is an error with no more of the URL than its host', async (_, failing, code) => {
    const { fetch, asked } = await serve(failing);
    const error = await failureOf({ fetch, timeoutMs: 100 }, patient().repeats);
    expect(error).toMatchObject({ code, endpoint: 'GET data_url', attempts: 3, mayHaveBeenApplied: false });
    expect(error.message).toMatch(/^GET data_url \(files\.example\.com\): .*; try again later$/);
    expect(JSON.stringify([error, error.message, error.stack, error.cause])).not.toContain('secret');
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['seconds', { 'retry-after': '7' }, 7_000],
    ['a date', { 'retry-after': 'Thu, 26 Nov 2026 08:00:05 GMT', date: 'Thu, 26 Nov 2026 08:00:00 GMT' }, 5_000],
    [
      'a date, by a clock that is an hour fast',
      { 'retry-after': 'Thu, 26 Nov 2026 09:00:05 GMT', date: 'Thu, 26 Nov 2026 09:00:00 GMT' },
      5_000,
    ],
    ['more than the client waits', { 'retry-after': '86400' }, 60_000],
  ])('Retry-After: %s', async (_, headers, waitMs) => {
    for (const code of [429, 503]) {
      const { fetch } = await serve(status(code, headers), pdf);
      const { repeats, waits } = patient();
      await fetchFile(URL_OF_FILE, 'p', { fetch }, new AbortController().signal, repeats);
      expect(waits).toEqual([waitMs]);
      const { fetch: last } = await serve(status(code, headers));
      expect(await failureOf({ fetch: last }, patient(0).repeats)).toHaveProperty('retryAfterMs');
    }
  });

  test('codes of lookups that may succeed the next time, from fetch and from the hook', async () => {
    for (const code of ['EAI_AGAIN', 'ETIMEDOUT', 'ECONNREFUSED']) {
      const fail = async (): Promise<never> => {
        throw Object.assign(new TypeError('secret'), { cause: Object.assign(new Error('secret'), { code }) });
      };
      for (const settings of [{ fetch: fail }, { resolve: fail }, { allow: fail }]) {
        const { repeats, waits } = patient();
        expect(await failureOf(settings, repeats)).toMatchObject({ code: 'REMOTE.SERVICE_UNAVAILABLE', reason: code });
        expect(waits).toHaveLength(2);
      }
    }
  });

  test('a body shorter than announced, from a fetch that does not notice', async () => {
    const fetch = async (): Promise<Response> => new Response('%PDF', { headers: { 'content-length': '100' } });
    expect(await failureOf({ fetch }, patient().repeats)).toMatchObject({ code: 'REMOTE.SERVICE_UNAVAILABLE' });
  });
});

describe('a lasting failure is invalid input, and requested once', () => {
  test.each([400, 401, 403, 404, 405, 410, 206])('HTTP %d', async (code) => {
    const { fetch, asked } = await serve(status(code));
    const error = await failureOf({ fetch }, patient().repeats);
    expect(InputError.isInstance(error) && error.issues).toEqual([
      { code: 'not_allowed', path: 'p', message: `files.example.com answered HTTP ${code}` },
    ]);
    expect(asked).toHaveLength(1);
  });

  test.each(['ENOTFOUND', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    '%s',
    async (code) => {
      const fetch = async (): Promise<never> => {
        throw Object.assign(new TypeError('secret'), { cause: Object.assign(new Error('secret'), { code }) });
      };
      const { repeats, waits } = patient();
      const error = await failureOf({ fetch }, repeats);
      expect(InputError.isInstance(error) && error.issues[0]?.message).toBe(
        'could not be fetched from files.example.com',
      );
      expect(waits).toEqual([]);
    },
  );

  test('a file that is too large', async () => {
    const { fetch, asked } = await serve(pdf);
    expect(InputError.isInstance(await failureOf({ fetch, maxBytes: 3 }, patient().repeats))).toBe(true);
    expect(asked).toHaveLength(1);
  });
});

test('each try checks every redirect again', async () => {
  const moved = status(302, { location: 'https://cdn.example.com/moved' });
  const { fetch, asked } = await serve(moved, status(503), moved, pdf);
  const looked: string[] = [];
  const resolve = async (hostname: string): Promise<string[]> => {
    looked.push(hostname);
    return [looked.length < 4 ? '93.184.216.34' : '10.0.0.1'];
  };
  const error = await failureOf({ fetch, resolve }, patient().repeats);
  expect(error.message).toBe('Invalid input: p: cdn.example.com is not a public host');
  expect(looked).toEqual(['files.example.com', 'cdn.example.com', 'files.example.com', 'cdn.example.com']);
  expect(asked).toEqual(['/secret/cv.pdf?sig=secret', '/moved', '/secret/cv.pdf?sig=secret']);
});

test('the caller may abort between two tries', async () => {
  const { fetch, asked } = await serve(status(503));
  const controller = new AbortController();
  const hanging: RetrySettings = {
    ...patient().repeats,
    clock: {
      now: () => NOW,
      sleep: () => {
        controller.abort();
        return new Promise(() => undefined);
      },
    },
  };
  const error: unknown = await fetchFile(URL_OF_FILE, 'p', { fetch }, controller.signal, hanging).catch(
    (e: unknown) => e,
  );
  expect(AbortedError.isInstance(error) && error.attempts).toBe(1);
  expect(asked).toHaveLength(1);
});

test('many files on one signal cause no warning from Node and leave no listener', async () => {
  const warnings: string[] = [];
  const note = (warning: Error): void => void warnings.push(warning.name);
  process.on('warning', note);
  const { fetch } = await serve(status(503));
  const { signal } = new AbortController();
  const once = patient(1).repeats;
  const many = Array.from({ length: 40 }, () => fetchFile(URL_OF_FILE, 'p', { fetch }, signal, once).catch(() => null));
  await Promise.all(many);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);
  expect(warnings).toEqual([]);
});

test('an action retries within the limits of the client, reports it, and writes nothing if the failure lasts', async () => {
  const { fetch, asked } = await serve(status(503), pdf);
  const retries: RetryEvent[] = [];
  const attachment = { name: 'cv.pdf', type: 'CV', data_url: URL_OF_FILE } as const;
  const options = { attachments: { fetch }, onRetry: (event: RetryEvent) => void retries.push(event) };
  const { erecruiter, sandbox, another } = setUp({ sandbox: { applicants: 1 }, ...options });
  await erecruiter.addAttachmentToCandidate({ candidate_id: 'remote:150000', attachment });
  expect(atob(sandbox.cvOf(150_000)?.Content ?? '')).toBe('%PDF-1');
  expect([asked.length, retries.length]).toEqual([2, 1]);

  const lasting = await serve(status(503));
  const writes = (): number =>
    sandbox.log.filter(({ method, template }) => method !== 'GET' && template !== 'Token').length;
  const before = writes();
  const impatient = another({ attachments: { fetch: lasting.fetch }, retry: { limit: 0 } });
  const error: unknown = await impatient
    .addAttachmentToCandidate({ candidate_id: 'remote:150000', attachment })
    .catch((e: unknown) => e);
  expect(ERecruiterError.isInstance(error) && error.code).toBe('REMOTE.SERVICE_UNAVAILABLE');
  expect([lasting.asked.length, writes()]).toEqual([1, before]);
});
