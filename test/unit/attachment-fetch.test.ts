import { format } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { USER_AGENT } from '../../src/api/user-agent.js';
import { fetchFile } from '../helpers/files.js';
import { AbortedError, InputError, TimeoutError } from '../../src/errors.js';
import type { AttachmentOptions } from '../../src/options.js';

const PATH = 'attachments.0.data_url';
const never = new AbortController().signal;

/** A network of fixed answers that records its requests. */
function network(answers: Readonly<Record<string, () => Response>>) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input);
    asked.push({ url, init });
    const answer = answers[url];
    if (answer === undefined) throw new TypeError('fetch failed');
    return answer();
  };
  return { fetch, asked, urls: () => asked.map(({ url }) => url) };
}

const file =
  (text = 'content', headers: Record<string, string> = { 'content-type': 'application/pdf' }) =>
  () =>
    new Response(text, { headers });
const redirect =
  (location: string, status = 302) =>
  () =>
    new Response('moved', { status, headers: { location } });

/** The one message with which a call was refused. */
async function refusalOf(url: string, settings: AttachmentOptions = {}): Promise<string> {
  const error: unknown = await fetchFile(url, PATH, settings, never).catch((reason: unknown) => reason);
  if (!InputError.isInstance(error)) throw new Error(`not refused: ${format(error)}`);
  expect(error.issues).toHaveLength(1);
  expect(error.issues[0]?.path).toBe(PATH);
  expect(error.cause).toBeUndefined();
  return error.issues[0]?.message ?? '';
}

/** The error of a call to a public host. */
function failureOf(settings: AttachmentOptions, signal = never): Promise<unknown> {
  return fetchFile('https://example.com/secret', PATH, settings, signal).catch((error: unknown) => error);
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

afterEach(() => void vi.useRealTimers());

test('fetches a file with nothing but its URL', async () => {
  const { fetch, asked } = network({ 'https://files.example.com:8443/cv.pdf?sig=1': file('PDF') });
  const { bytes, contentType } = await fetchFile('https://files.example.com:8443/cv.pdf?sig=1', PATH, { fetch }, never);
  expect([textOf(bytes), contentType]).toEqual(['PDF', 'application/pdf']);
  expect(asked).toHaveLength(1);
  const { signal, ...init } = asked[0]?.init ?? {};
  expect(signal).toBeInstanceOf(AbortSignal);
  expect(init).toEqual({ method: 'GET', headers: { 'user-agent': USER_AGENT }, redirect: 'manual' });
});

test('uses the current global fetch if the options name none', async () => {
  const { fetch, asked } = network({ 'https://example.com/': file('x', {}) });
  vi.stubGlobal('fetch', fetch);
  expect((await fetchFile('https://example.com', PATH, {}, never)).contentType).toBe('text/plain;charset=UTF-8');
  expect(asked).toHaveLength(1);
});

describe('requests public hosts only', () => {
  test.each([
    // every notation of 127.0.0.1
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001', '127.0.0.1.'],
    ...['①②⑦.0.0.1', '127。0。0。1', '%31%32%37.0.0.1', '[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]'],
    ...['[::127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[2001:0:7f00:1::]'],
    // other ranges
    ...['0', '0.0.0.0', '10.0.0.1', '100.64.0.1', '169.254.169.254', '0xa9fea9fe', '172.16.0.1', '192.168.1.1'],
    ...['198.18.0.1', '192.0.2.1', '224.0.0.1', '255.255.255.255', '[::]', '[fe80::1]', '[fd00:ec2::254]', '[ff02::1]'],
    ...['[2001:db8::1]'],
    // names
    ...['localhost', 'LOCALHOST', 'localhost.', 'ⓛocalhost', '%6cocalhost', 'a.localhost', 'printer.local'],
    ...['db.internal', 'metadata.google.internal', 'metadata', 'intranet', '127.0.0.1.nip.io', 'example.com..'],
  ])('%s', async (host) => {
    const { fetch, asked } = network({});
    for (const url of [`https://${host}/cv.pdf`, `https://${host}:8443/cv.pdf`]) {
      expect(await refusalOf(url, { fetch })).toMatch(/ is not a public host$/);
      const hooks: AttachmentOptions = { allow: () => true, resolve: async () => ['8.8.8.8'] };
      expect(await refusalOf(url, { fetch, ...hooks })).toMatch(/ public host$/);
      expect(await refusalOf(url.replace('https', 'http'), { fetch, allowHttp: true })).toMatch(/ public host$/);
    }
    expect(asked).toEqual([]);
  });

  test.each([
    ['http', 'http://example.com/', 'must be an https URL'],
    ['another scheme', 'ftp://example.com/', 'must be an https URL'],
    ['a file', 'file:///etc/passwd', 'must be an https URL'],
    ['a blob', 'blob:https://example.com/x', 'must be an https URL'],
    ['script', 'javascript:alert(1)', 'must be an https URL'],
    ['a user name', 'https://secret@example.com/', 'must not contain a user name or password'],
    ['a password', 'https://:secret@example.com/', 'must not contain a user name or password'],
    ['a host behind a user name', 'https://example.com@127.0.0.1/', 'must not contain a user name or password'],
    ['no URL', 'example.com/secret', 'must be a URL'],
    ['nothing', '', 'must be a URL'],
    ['an impossible port', 'https://example.com:99999/', 'must be a URL'],
    ['a zone id', 'https://[fe80::1%25eth0]/', 'must be a URL'],
    ['a number too many', 'https://1.2.3.4.5/', 'must be a URL'],
  ])('refuses %s', async (_, url, message) => {
    const { fetch, asked } = network({});
    expect(await refusalOf(url, { fetch })).toBe(message);
    expect(asked).toEqual([]);
  });

  test('accepts http if the options say so, and nothing else', async () => {
    const { fetch } = network({ 'http://example.com/': file('x') });
    expect(textOf((await fetchFile('http://example.com/', PATH, { fetch, allowHttp: true }, never)).bytes)).toBe('x');
    expect(await refusalOf('ftp://example.com/', { fetch, allowHttp: true })).toBe('must be an https or http URL');
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%d is followed, relative addresses too', async (status) => {
    const { fetch, urls } = network({
      'https://example.com/a/b': redirect('../c?x=1', status),
      'https://example.com/c?x=1': redirect('//files.example.at/d', status),
      'https://files.example.at/d': redirect('https://files.example.at:444/e', status),
      'https://files.example.at:444/e': file('found'),
    });
    expect(textOf((await fetchFile('https://example.com/a/b', PATH, { fetch }, never)).bytes)).toBe('found');
    expect(urls()).toHaveLength(4);
  });

  test('the fourth is refused', async () => {
    const { fetch, asked } = network({ 'https://example.com/': redirect('/') });
    expect(await refusalOf('https://example.com/', { fetch })).toBe('redirects more than 3 times');
    expect(asked).toHaveLength(4);
  });

  test.each([
    ['https://127.0.0.1/', '127.0.0.1 is not a public host'],
    ['//169.254.169.254/latest/meta-data', '169.254.169.254 is not a public host'],
    ['https://[::ffff:10.0.0.1]/', '[::ffff:a00:1] is not a public host'],
    ['https://localhost/', 'localhost is not a public host'],
    ['http://example.com/', 'example.com redirects away from https'],
    ['file:///etc/passwd', 'example.com redirects away from https'],
    ['data:text/plain,secret', 'example.com redirects away from https'],
    ['https://user:secret@example.com/', 'must not contain a user name or password'],
    ['https://[', 'example.com redirects to an invalid URL'],
    ['https://denied.example.com/secret', 'denied.example.com is not allowed'],
    ['https://private.example.com/secret', 'private.example.com is not a public host'],
  ])('each is checked like the first address: %s', async (location, message) => {
    const { fetch, asked } = network({
      'https://example.com/': redirect('/again'),
      'https://example.com/again': redirect(location),
    });
    const settings: AttachmentOptions = {
      fetch,
      allowHttp: true,
      allow: ({ hostname }) => hostname !== 'denied.example.com',
      resolve: async (hostname) => [hostname === 'private.example.com' ? '10.0.0.1' : '8.8.8.8'],
    };
    expect(await refusalOf('https://example.com/', settings)).toBe(message);
    expect(asked).toHaveLength(2);
  });

  test('one without an address is refused', async () => {
    const { fetch } = network({ 'https://example.com/': () => new Response(null, { status: 302 }) });
    expect(await refusalOf('https://example.com/', { fetch })).toBe('example.com redirects to an invalid URL');
  });

  test('http may lead to https and to http', async () => {
    const { fetch } = network({
      'http://example.com/': redirect('http://example.at/'),
      'http://example.at/': redirect('https://example.at/'),
      'https://example.at/': file('x'),
    });
    await expect(fetchFile('http://example.com/', PATH, { fetch, allowHttp: true }, never)).resolves.toBeDefined();
  });

  test('the body of an unused answer is cancelled', async () => {
    const cancelled = vi.fn();
    const open = (init: ResponseInit) => () => new Response(new ReadableStream({ cancel: cancelled }), init);
    const { fetch } = network({
      'https://example.com/': open({ status: 302, headers: { location: '/b' } }),
      'https://example.com/b': open({ status: 404 }),
    });
    expect(await refusalOf('https://example.com/', { fetch })).toBe('example.com answered HTTP 404');
    expect(cancelled).toHaveBeenCalledTimes(2);
  });
});

describe('hooks', () => {
  test('allow is called for each address before anything is sent there', async () => {
    const { fetch, urls } = network({ 'https://a.example.com/x': redirect('https://b.example.com/y') });
    const seen: string[] = [];
    const allow = async (url: URL): Promise<boolean> => {
      seen.push(url.href);
      url.hostname = '127.0.0.1'; // must change nothing
      return seen.length < 2;
    };
    expect(await refusalOf('https://a.example.com/x', { fetch, allow })).toBe('b.example.com is not allowed');
    expect(seen).toEqual(['https://a.example.com/x', 'https://b.example.com/y']);
    expect(urls()).toEqual(['https://a.example.com/x']);
  });

  test.each([
    ['no address', []],
    ['a private address', ['10.0.0.1']],
    ['a private address among public ones', ['8.8.8.8', '2606:4700::1111', 'fd00::1']],
    ['an address with a zone', ['fe80::1%eth0']],
    ['what is no address', ['example.com']],
  ])('a name that resolves to %s is refused', async (_, addresses) => {
    const { fetch, asked } = network({});
    const resolve = async (): Promise<string[]> => addresses;
    expect(await refusalOf('https://harmless.example.com/', { fetch, resolve })).toBe(
      'harmless.example.com is not a public host',
    );
    expect(asked).toEqual([]);
  });

  test('a name is resolved without its final dot, an address not at all', async () => {
    const { fetch } = network({ 'https://example.com./': redirect('https://8.8.8.8/'), 'https://8.8.8.8/': file() });
    const resolve = vi.fn(async () => ['93.184.216.34', '2606:2800:220:1::1']);
    await fetchFile('https://example.com./', PATH, { fetch, resolve }, never);
    expect(resolve.mock.calls).toEqual([['example.com']]);
  });

  test('what they throw is a refusal and is shown nowhere', async () => {
    const fail = (): never => {
      throw new Error('canary');
    };
    const { fetch, asked } = network({});
    const message = 'could not be fetched from example.com';
    expect(await refusalOf('https://example.com/', { fetch, allow: fail })).toBe(message);
    expect(await refusalOf('https://example.com/', { fetch, resolve: async () => fail() })).toBe(message);
    expect(asked).toEqual([]);
  });
});

describe('limits', () => {
  const stream = (chunks: number, size: number, cancel = (): void => undefined) => {
    let left = chunks;
    return new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (left > 0) controller.enqueue(new Uint8Array(size).fill(left));
          else controller.close();
          left -= 1;
        },
        cancel,
      },
      { highWaterMark: 0 },
    );
  };

  test('a file of exactly the limit is accepted, one byte more is not', async () => {
    const { fetch } = network({ 'https://example.com/': () => new Response(stream(3, 10)) });
    const { bytes } = await fetchFile('https://example.com/', PATH, { fetch, maxBytes: 30 }, never);
    expect([...bytes]).toEqual([...Array(10).fill(3), ...Array(10).fill(2), ...Array(10).fill(1)]);
    expect(await refusalOf('https://example.com/', { fetch, maxBytes: 29 })).toBe('must not be larger than 29 bytes');
  });

  test('an endless file is cut off at the limit, by default 25 MiB', async () => {
    let pulled = 0;
    const cancelled = vi.fn();
    const endless = (): Response =>
      new Response(
        new ReadableStream({
          pull(controller) {
            pulled += 1;
            controller.enqueue(new Uint8Array(1024 * 1024));
          },
          cancel: cancelled,
        }),
      );
    const { fetch } = network({ 'https://example.com/': endless });
    expect(await refusalOf('https://example.com/', { fetch })).toBe('must not be larger than 20971520 bytes');
    expect(cancelled).toHaveBeenCalledOnce();
    expect(pulled).toBeLessThan(30);
  });

  test.each<[string, AttachmentOptions]>([
    ['the answer', { fetch: () => new Promise(() => undefined) }],
    ['the body', { fetch: async () => new Response(new ReadableStream()) }],
    ['a hook', { allow: () => new Promise(() => undefined) }],
    ['a lookup', { resolve: () => new Promise(() => undefined) }],
  ])('time is up, by default after 30 s, while waiting for %s that ignores the signal', async (_, settings) => {
    vi.useFakeTimers();
    const result = failureOf(settings);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    const error = await result;
    expect(TimeoutError.isInstance(error) && { ...error.toJSON() }).toEqual({
      name: 'TimeoutError',
      code: 'PLATFORM.TASK_TIMED_OUT',
      message: 'GET data_url (example.com): no complete answer within 30000 ms; try again later',
      endpoint: 'GET data_url',
      attempts: 1,
      mayHaveBeenApplied: false,
      id: null,
    });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('the time limit covers all redirects', async () => {
    vi.useFakeTimers();
    const slow: typeof globalThis.fetch = (input) =>
      new Promise((resolve) => setTimeout(() => resolve(redirect(`${String(input)}x`)()), 40));
    const result = failureOf({ fetch: slow, timeoutMs: 100 });
    await vi.advanceTimersByTimeAsync(100);
    expect(TimeoutError.isInstance(await result)).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a hook that answers too late sends nothing', async () => {
    vi.useFakeTimers();
    const { fetch, asked } = network({ 'https://example.com/': file() });
    const allow = (): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(true), 200));
    const result = failureOf({ fetch, allow, timeoutMs: 100 });
    await vi.advanceTimersByTimeAsync(300);
    expect(TimeoutError.isInstance(await result)).toBe(true);
    expect(asked).toEqual([]);
  });

  test('an answer that arrives too late is cancelled', async () => {
    vi.useFakeTimers();
    const cancelled = vi.fn();
    const late: typeof globalThis.fetch = () =>
      new Promise((resolve) => setTimeout(() => resolve(new Response(new ReadableStream({ cancel: cancelled }))), 200));
    const result = failureOf({ fetch: late, timeoutMs: 100 });
    await vi.advanceTimersByTimeAsync(300);
    expect(TimeoutError.isInstance(await result)).toBe(true);
    expect(cancelled).toHaveBeenCalledOnce();
  });
});

describe('aborted by the caller', () => {
  test('before: nothing is sent', async () => {
    const { fetch, asked } = network({ 'https://example.com/': file() });
    for (const url of ['https://example.com/', 'data:,x']) {
      const error: unknown = await fetchFile(url, PATH, { fetch }, AbortSignal.abort()).catch((e: unknown) => e);
      expect(AbortedError.isInstance(error) && error.attempts).toBe(0);
    }
    expect(asked).toEqual([]);
  });

  test('during the body: the stream is cancelled, and no timer or listener remains', async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const added = vi.spyOn(controller.signal, 'addEventListener');
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const cancelled = vi.fn();
    const fetch = async (): Promise<Response> => new Response(new ReadableStream({ cancel: cancelled }));
    const result = failureOf({ fetch }, controller.signal);
    await vi.advanceTimersByTimeAsync(10);
    controller.abort(new Error('canary'));
    const error = await result;
    expect(AbortedError.isInstance(error) && error.toJSON()).toMatchObject({ endpoint: 'GET data_url', attempts: 1 });
    expect(format(error)).not.toContain('canary');
    await vi.advanceTimersByTimeAsync(0);
    expect(cancelled).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
    expect(removed.mock.calls.map(([, heard]) => heard)).toEqual(added.mock.calls.map(([, heard]) => heard));
  });

  test('a hundred files on one signal leave nothing behind', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    vi.spyOn(signal, 'addEventListener').mockImplementation(() => void (listeners += 1));
    vi.spyOn(signal, 'removeEventListener').mockImplementation(() => void (listeners -= 1));
    const { fetch } = network({ 'https://example.com/': file() });
    for (let n = 0; n < 50; n += 1) {
      await fetchFile('https://example.com/', PATH, { fetch }, signal);
      await fetchFile('https://example.at/', PATH, { fetch }, signal).catch(() => undefined);
    }
    expect(listeners).toBe(0);
  });
});

describe('answers', () => {
  test.each([400, 401, 403, 404, 410, 206, 304])('HTTP %d is refused', async (status) => {
    const { fetch } = network({ 'https://example.com/secret': () => new Response(null, { status }) });
    expect(await refusalOf('https://example.com/secret', { fetch })).toBe(`example.com answered HTTP ${status}`);
  });

  test('without a type or a body are an empty file without a type', async () => {
    const { fetch } = network({ 'https://example.com/': () => new Response(null) });
    expect(await fetchFile('https://example.com/', PATH, { fetch }, never)).toEqual({
      bytes: new Uint8Array(),
      contentType: null,
    });
  });
});

test('an error contains no more of the URL than its host', async () => {
  const url = 'https://example.com/canary/cv.pdf?token=canary#canary';
  const failing: AttachmentOptions[] = [
    { fetch: network({}).fetch },
    { fetch: async () => new Response('canary', { status: 403 }) },
    { fetch: async () => new Response('canary'), maxBytes: 1 },
    { fetch: async () => redirect('https://example.at/canary')() },
    { fetch: async () => redirect('https://canary:canary@example.at/')() },
    { allow: () => false },
    { fetch: () => new Promise(() => undefined), timeoutMs: 1 },
  ];
  for (const settings of failing) {
    const error: unknown = await fetchFile(url, PATH, settings, never).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Error);
    expect(format(error) + JSON.stringify(error) + String(error)).not.toContain('canary');
  }
});

describe('data URLs', () => {
  test.each([
    ['data:text/plain;base64,QUJD', 'ABC', 'text/plain'],
    ['data:application/pdf;name=x.pdf;base64,QUJD', 'ABC', 'application/pdf'],
    ['data:;base64,QUJD', 'ABC', null],
    ['data:text/plain;base64 ,QUJD', 'ABC', 'text/plain'],
    ['data:text/plain; BASE64,QUJD', 'ABC', 'text/plain'],
    ['DATA:text/plain;base64,QU%4AD', 'ABC', 'text/plain'],
    ['data:text/plain;base64,%2B%2F-_', '\uFFFD\uFFFD\uFFFD', 'text/plain'],
    ['data:text/plain;base64,QU\nJD', 'ABC', 'text/plain'],
    ['data:,A%20B', 'A B', null],
    ['data:application/pdf;base64;name=cv.pdf,QUJD', 'ABC', 'application/pdf'],
    ['data:application/pdf;name="Huber, Eva.pdf";base64,QUJD', 'ABC', 'application/pdf'],
    ['data:application/pdf;name=Huber%2C%20Eva.pdf;base64,QUJD', 'ABC', 'application/pdf'],
    ['data:text/plain;name=base64.txt,QUJD', 'QUJD', 'text/plain'],
    ['data:text/plain;base64x,QUJD', 'QUJD', 'text/plain'],
    ['data:text/plain,say "a, b"', 'say "a, b"', 'text/plain'],
    ['data:text/plain;name="a,b', 'b', 'text/plain'],
    ['data:;charset=utf-8,%C3%A4', 'ä', null],
    ['data:text/csv,a,b?c=ä#fragment', 'a,b?c=ä', 'text/csv'],
    ['data:text/plain,100%zz', '100%zz', 'text/plain'],
    ['data:,', '', null],
  ])('%j', async (url, text, contentType) => {
    const { fetch, asked } = network({});
    const forbidding: AttachmentOptions = { fetch, allow: () => false, resolve: async () => [] };
    const file = await fetchFile(url, PATH, forbidding, never);
    if (!text.includes('\uFFFD')) expect(textOf(file.bytes)).toBe(text);
    expect(file.contentType).toBe(contentType);
    expect(asked).toEqual([]);
  });

  test.each([
    ['data:text/plain;base64', 'must be a data URL with a comma'],
    ['data:', 'must be a data URL with a comma'],
    ['data:;base64,Q', 'must be base64'],
    ['data:;base64,secret!', 'must be base64'],
    ['data:,12345', 'must not be larger than 4 bytes'],
    ['data:;base64,QUJDREU=', 'must not be larger than 4 bytes'],
  ])('%j is refused', async (url, message) => {
    expect(await refusalOf(url, { maxBytes: 4 })).toBe(message);
  });

  test('one of many megabytes is read quickly', async () => {
    const bytes = Uint8Array.from({ length: 10 * 1024 * 1024 }, (_, at) => at % 251);
    const url = `data:application/pdf;base64,${Buffer.from(bytes).toString('base64')}`;
    expect(Buffer.compare((await fetchFile(url, PATH, {}, never)).bytes, bytes)).toBe(0);
  });
});
