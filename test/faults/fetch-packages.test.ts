import nodeFetch, { Request as NodeFetchRequest } from 'node-fetch';
import { afterAll, describe, expect, test } from 'vitest';
import * as undici from 'undici';
import { ERecruiter, type FetchFunction, type FetchInit } from '../../src/index.js';
import { createKomboFetch } from '../../src/kombo-api/index.js';
import { createSandbox } from '../../src/sandbox/index.js';
import { sendJson, startServer } from '../helpers/http-server.js';
import { caught } from './transport-kit.js';

const dispatcher = new undici.Agent();
afterAll(() => dispatcher.close());

/** The fetch functions that people put in the place of the global one, each from its own package, as they are. */
const PACKAGES: readonly (readonly [name: string, fetch: FetchFunction | undefined])[] = [
  ['the global fetch', undefined],
  ['the global fetch, passed on', globalThis.fetch],
  ['the global fetch with a dispatcher of undici', (url, init) => fetch(url, Object.assign(init, { dispatcher }))],
  ['the fetch of undici', undici.fetch],
  ['the fetch of undici with a dispatcher', (url, init) => undici.fetch(url, { ...init, dispatcher })],
  ['the fetch of undici with its own Request', (url, init) => undici.fetch(new undici.Request(url, init))],
  ['node-fetch', nodeFetch],
  ['node-fetch with its own Request', (url, init) => nodeFetch(new NodeFetchRequest(url, init))],
];

async function clientOf(own: FetchFunction | undefined, maxBodyBytes = 65_536) {
  const server = await startServer((response, { method, target, headers }) => {
    if (target === '/Api') return sendJson(response, { Token: 'token-1' });
    if (headers['x-apitoken'] !== 'token-1') return sendJson(response, { Message: 'no token' }, 401);
    if (target.includes('ByEmail')) return sendJson(response, [{ Id: 7, LastName: 'Öttl', SelfDescription: 'x' }]);
    if (target.includes('/Api/Echo')) return sendJson(response, { method, type: headers['content-type'] });
    if (target.includes('Redirect')) return void response.writeHead(302, { location: '/Api/Users/' }).end();
    if (target.includes('Large')) return void response.end('x'.repeat(70_000));
    if (target.includes('Nothing')) return void response.writeHead(204).end();
    if (target.includes('Silent')) return undefined;
    return sendJson(response, target.includes('Users') ? [{ Id: 3, LastName: 'Größ' }] : { Id: 1 });
  });
  const { url } = server;
  const erecruiter = new ERecruiter({ baseUrl: url, apiKey: 'key', mandatorId: 1, fetch: own, maxBodyBytes });
  return { erecruiter, server };
}

/** A client of the sandbox that gets files from a server by a package's fetch, as if its host were a public one. */
async function filesOf(own: FetchFunction | undefined) {
  const server = await startServer((response, { target }) => {
    if (target === '/moved') return void response.writeHead(302, { location: '/file' }).end('on the way'.repeat(9_000));
    if (target === '/large') return void response.end('x'.repeat(90_000));
    return void response.writeHead(200, { 'content-type': 'text/plain' }).end('A letter');
  });
  const sandbox = createSandbox({ applicants: 1, jobs: 1 });
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const fetch: FetchFunction = (url, init) =>
    (own ?? globalThis.fetch)(url.replace('https://files.example.com', server.url), init);
  const erecruiter = new ERecruiter({
    ...{ baseUrl, apiKey, mandatorId, fetch: sandbox.fetch, attachments: { fetch, maxBytes: 80_000 } },
    ...{ headers: { 'X-Gateway': 'secret', Authorization: 'secret' }, retry: { limit: 0 } },
  });
  const add = (path: string) =>
    erecruiter.addAttachmentToCandidate(
      {
        candidate_id: 'remote:150000',
        attachment: { name: 'letter.txt', type: 'COVER_LETTER', data_url: `https://files.example.com${path}` },
      },
      { headers: { 'X-Call': 'secret' } },
    );
  return { add, server, sandbox };
}

describe.each(PACKAGES)('with %s', (_, own) => {
  test('a client reads', async () => {
    const { erecruiter } = await clientOf(own);
    expect(await erecruiter.listUsers().toArray()).toMatchObject([{ remote_id: '3', last_name: 'Größ' }]);
  });

  test('a body is sent once, with its type', async () => {
    const { erecruiter, server } = await clientOf(own);
    const input = { method: 'POST', path: '/Echo', data: { name: 'Größ' } } as const;
    expect((await erecruiter.passthrough(input)).data).toEqual({
      method: 'POST',
      type: 'application/json; charset=utf-8',
    });
    expect(server.arrived.filter(({ target }) => target === '/Api/Echo')).toMatchObject([{ body: '{"name":"Größ"}' }]);
  });

  test('every method arrives, with headers and with an answer without a body', async () => {
    const { erecruiter, server } = await clientOf(own);
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const) {
      const { status, headers, data } = await erecruiter.passthrough({ method, path: '/Nothing' });
      expect([status, typeof headers['date'], data]).toEqual([204, 'string', undefined]);
    }
    const { method, headers } = server.arrived.at(-1) ?? {};
    expect([method, headers?.['user-agent'], headers?.['accept']]).toEqual([
      'PATCH',
      expect.stringMatching(/^erecruiter-kombo\/\d+\.\d+\.\d+/),
      'application/json',
    ]);
  });

  test('a redirect is not followed', async () => {
    const { erecruiter, server } = await clientOf(own);
    expect(await erecruiter.passthrough({ method: 'GET', path: '/Redirect' })).toMatchObject({ status: 302 });
    expect(server.arrived.some(({ target }) => target.includes('Users'))).toBe(false);
  });

  test('an answer beyond the limit is not read', async () => {
    const { erecruiter } = await clientOf(own, 1024);
    const error = await caught(erecruiter.passthrough({ method: 'GET', path: '/Large' }));
    expect(error).toMatchObject({ name: 'ResponseShapeError', message: expect.stringContaining('larger than 1024') });
  });

  test('an abort is an AbortedError, before and after sending', async () => {
    const { erecruiter, server } = await clientOf(own);
    expect(await caught(erecruiter.ping({ signal: AbortSignal.abort() }))).toMatchObject({ name: 'AbortedError' });
    const stop = new AbortController();
    const running = erecruiter.passthrough({ method: 'GET', path: '/Silent' }, { signal: stop.signal });
    const failed = caught(running);
    await expect.poll(() => server.arrived.at(-1)?.target, { interval: 2 }).toBe('/Api/Silent');
    stop.abort();
    expect(await failed).toMatchObject({ name: 'AbortedError', attempts: 1 });
  });

  test('a connection that is refused is a ConnectionError with its code', async () => {
    const { erecruiter, server } = await clientOf(own);
    await server.stop();
    const error = await caught(erecruiter.passthrough({ method: 'POST', path: '/Echo' }, { retry: { limit: 0 } }));
    expect(error).toMatchObject({ name: 'ConnectionError', reason: 'ECONNREFUSED', mayHaveBeenApplied: false });
  });

  test('files are fetched, without headers of the client or the call', async () => {
    const { add, server, sandbox } = await filesOf(own);
    await add('/moved');
    expect(sandbox.documentsOf(150_000).at(-1)).toMatchObject({ Content: btoa('A letter') });
    expect(server.arrived.map(({ target }) => target)).toEqual(['/moved', '/file']);
    for (const { headers } of server.arrived) {
      expect(JSON.stringify(headers)).not.toContain('secret');
      expect(headers['user-agent']).toMatch(/^erecruiter-kombo\//);
    }
    expect(await caught(add('/large'))).toMatchObject({
      issues: [{ path: 'attachment.data_url', message: expect.stringContaining('larger than 80000 bytes') }],
    });
  });
});

test('every fetch is called with an address and plain values', async () => {
  const calls: (readonly unknown[])[] = [];
  const sandbox = createSandbox({ applicants: 1, jobs: 1 });
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const note = (send: FetchFunction): FetchFunction => {
    return (...args) => {
      calls.push(args);
      return send(...args);
    };
  };
  const attachments = { fetch: note(async () => new Response('A letter')) };
  const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch: note(sandbox.fetch), attachments });
  const attachment = { name: 'letter.txt', type: 'OTHER', data_url: 'https://files.example.com/letter.txt' } as const;
  await erecruiter.addAttachmentToCandidate({ candidate_id: 'remote:150000', attachment });
  await erecruiter.passthrough({ method: 'GET', path: '/Ping', headers: { 'X-A': '1' } }, { headers: { 'X-B': '2' } });

  expect(calls.length).toBeGreaterThan(4); // a token, reads, a file, a write and a free call
  for (const [url, init, ...rest] of calls) {
    expect(rest).toEqual([]);
    expect(url).toBeTypeOf('string');
    const { method, headers, body, signal, redirect, ...others } = Object(init) satisfies FetchInit;
    expect(others).toEqual({}); // such as `duplex` and `priority`, which some packages reject
    expect([typeof method, redirect]).toEqual(['string', 'manual']);
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
    expect(Object.values(headers).every((value) => typeof value === 'string')).toBe(true);
    expect(body === undefined ? !('body' in Object(init)) : typeof body === 'string').toBe(true);
    expect(signal).toBeInstanceOf(AbortSignal);
  }
});

test('a hook may change what it was given: the next attempt starts afresh', async () => {
  const sandbox = createSandbox({ applicants: 1, jobs: 1 });
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const seen: (string | undefined)[] = [];
  const fetch: FetchFunction = (url, init) => {
    seen.push(init.headers['x-hook']);
    return sandbox.fetch(url, Object.assign(init, { headers: Object.assign(init.headers, { 'x-hook': 'seen' }) }));
  };
  sandbox.fail({ on: 'GET Mandator', kind: 'status', status: 503 });
  const clock = { now: Date.now, sleep: async () => undefined };
  await new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock }).ping();
  expect(seen.length).toBeGreaterThan(2);
  expect(new Set(seen)).toEqual(new Set([undefined]));
});

describe('a fetch function of ours is called in every way', () => {
  const URL_OF_TAGS = 'https://api.kombo.dev/v1/ats/candidates/remote%3A150000/tags';
  const init = {
    method: 'POST',
    headers: { 'x-integration-id': 'acme', 'content-type': 'application/json' },
    body: '{"tag":{"name":"Größe"}}',
  };
  test.each([
    ['an address', () => [URL_OF_TAGS, init]],
    ['a URL', () => [new URL(URL_OF_TAGS), init]],
    ['a Request', () => [new Request(URL_OF_TAGS, init)]],
    ['a Request and further values', () => [new Request(URL_OF_TAGS, { ...init, method: 'PUT' }), { method: 'POST' }]],
    ['a Request of undici', () => [new undici.Request(URL_OF_TAGS, init)]],
    ['a Request of node-fetch', () => [new NodeFetchRequest(URL_OF_TAGS, init)]],
    [
      'a Request of node-fetch and further values',
      () => [new NodeFetchRequest(URL_OF_TAGS, { ...init, method: 'PUT' }), { method: 'POST' }],
    ],
  ])('createKomboFetch with %s', async (_, args) => {
    const sandbox = createSandbox({ applicants: 1, jobs: 1 });
    const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
    const answer = createKomboFetch({ acme: new ERecruiter({ baseUrl, apiKey, mandatorId, fetch }) });
    const response: unknown = await Reflect.apply(answer, undefined, args());
    expect(response).toMatchObject({ status: 200 });
    expect(sandbox.applicant(150_000)).toMatchObject({ Tags: expect.arrayContaining(['Größe']) });
  });

  test.each([
    ['undici', (url: string, given: RequestInit) => new undici.Request(url, Object(given))],
    ['node-fetch', (url: string, given: RequestInit) => new NodeFetchRequest(url, Object(given))],
  ])('the sandbox with a Request of %s', async (_, requestOf) => {
    const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
    const body = JSON.stringify({ Key: apiKey, MandatorId: mandatorId });
    const headers = { 'content-type': 'application/json' };
    const request = requestOf(`${baseUrl}/Api`, { method: 'POST', headers, body });
    const response = await Reflect.apply(fetch, undefined, [request]);
    expect(await response.json()).toMatchObject({ Token: expect.any(String) });
  });
});
