import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import nodeFetch from 'node-fetch';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ERecruiter, type FetchFunction } from '../../src/index.js';
import { caught } from './transport-kit.js';

// msw as people use it in their tests: it takes the place of the global fetch and of Node's http.

const SITE = 'https://erecruiter.example.at/Api';
const sent: { readonly address: string; readonly headers: Headers; readonly body: string }[] = [];

function answer(method: 'get' | 'post' | 'put', path: string, body: JsonBodyType, status = 200) {
  return http[method](`${SITE}${path}`, async ({ request }) => {
    const address = `${request.method} ${new URL(request.url).pathname}`;
    sent.push({ address, headers: request.headers, body: await request.text() });
    return HttpResponse.json(body, { status });
  });
}

const server = setupServer(
  answer('post', '', { Token: 'token-1' }),
  answer('get', '/Mandator', { Id: 1, Name: 'Acme' }),
  answer('get', '/Users/', [{ Id: 3, LastName: 'Größ' }]),
  answer('put', '/Echo', { done: true }),
);
const original = globalThis.fetch;

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  sent.length = 0;
});
afterAll(() => {
  server.close();
  expect(globalThis.fetch).toBe(original); // other files share this process
});

function clientOf(fetch?: FetchFunction): ERecruiter {
  const clock = { now: Date.now, sleep: async () => undefined };
  return new ERecruiter({ baseUrl: SITE, apiKey: 'key', mandatorId: 1, clock, fetch });
}

describe.each<[string, FetchFunction | undefined]>([
  ['the global fetch', undefined],
  ['node-fetch', nodeFetch],
])('msw behind %s', (_, fetch) => {
  test('answers reads', async () => {
    expect(await clientOf(fetch).listUsers().toArray()).toMatchObject([{ last_name: 'Größ' }]);
    expect(sent.map(({ address }) => address).sort()).toEqual(['GET /Api/Mandator', 'GET /Api/Users/', 'POST /Api']);
  });

  test('sees headers and bodies as they are sent', async () => {
    const input = { method: 'PUT', path: '/Echo', data: { name: 'Größ' } } as const;
    expect(await clientOf(fetch).passthrough(input, { headers: { 'X-A': '1' } })).toMatchObject({
      data: { done: true },
    });
    const { headers, body } = sent.at(-1) ?? expect.fail();
    expect(body).toBe('{"name":"Größ"}');
    expect(['x-a', 'x-apitoken', 'content-type'].map((name) => headers.get(name))).toEqual([
      '1',
      'token-1',
      'application/json; charset=utf-8',
    ]);
  });

  test('can fail for a while', async () => {
    server.use(http.get(`${SITE}/Users/`, () => new HttpResponse(null, { status: 503 }), { once: true }));
    expect(await clientOf(fetch).listUsers().toArray()).toHaveLength(1);
  });

  test('can break a connection, or be aborted', async () => {
    server.use(http.get(`${SITE}/Users/`, () => HttpResponse.error()));
    expect(await caught(clientOf(fetch).listUsers().toArray())).toMatchObject({ name: 'ConnectionError', attempts: 3 });
    server.use(http.get(`${SITE}/Users/`, () => new Promise<never>(() => undefined)));
    const stop = new AbortController();
    const running = caught(clientOf(fetch).listUsers({}, { signal: stop.signal }).toArray());
    await expect.poll(() => sent.some(({ address }) => address.endsWith('/Mandator')), { interval: 2 }).toBe(true);
    stop.abort();
    expect(await running).toMatchObject({ name: 'AbortedError' });
  });
});
