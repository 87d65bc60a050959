import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Transport } from '../../src/api/transport.js';
import { RequestError, ResponseShapeError, StatusError } from '../../src/errors.js';
import type { RequestEvent } from '../../src/options.js';
import { type Arrived, startServer } from '../helpers/http-server.js';
import {
  BODY,
  CANARIES,
  call,
  caught,
  createClock,
  createTransport,
  endpointOf,
  eventually,
  expectDiscreet,
  tokenBody,
} from './transport-kit.js';
import { CASES, type Fault } from './transport-table.js';

// Real sockets and undici: what a mock would hide.

/** A site that exchanges tokens and does the same wrong thing to every other request, or to the first `times`. */
async function startSite(fault: Fault, times = Number.POSITIVE_INFINITY) {
  let left = times;
  const server = await startServer((response, { target }) => {
    if (target === '/Api') response.end(tokenBody());
    else if (left > 0) {
      left -= 1;
      play(fault, response);
    } else response.setHeader('content-type', 'application/json').end(BODY);
  });
  const requests = () => server.arrived.filter(({ target }) => target !== '/Api');
  return { ...server, requests };
}

function play(fault: Fault, response: ServerResponse): void {
  if (fault.kind === 'reset') response.socket?.resetAndDestroy();
  if (fault.kind === 'answer') response.writeHead(fault.status, { ...fault.headers }).end(fault.body);
  if (fault.kind !== 'stalled' && fault.kind !== 'reset-body') return;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"Id":', () => {
    if (fault.kind === 'reset-body') setTimeout(() => response.socket?.destroy(), 2);
  });
}

function first([request]: readonly Arrived[]): Arrived {
  return request ?? expect.fail('no request arrived');
}

/** A transport to a site where nothing listens; only the token is there. */
async function createRefused(onRequest: (event: RequestEvent) => void): Promise<Transport> {
  const { url, stop } = await startServer(() => undefined);
  await stop();
  const send: typeof globalThis.fetch = async (input, init) => {
    const target = input instanceof Request ? input.url : String(input);
    return target.endsWith('/Api') ? new Response(tokenBody()) : fetch(input, init);
  };
  return createTransport(url, { fetch: send, onRequest });
}

describe('a fault that does not go away', () => {
  test.each(CASES)(
    '$what on rule $rule: $error after $sent request(s), may have been applied: $applied',
    async (row) => {
      const { fault, rule, error: name, code, sent, applied } = row;
      let count = 0;
      const onRequest = ({ endpoint }: RequestEvent): void => void (endpoint !== 'POST Api' && (count += 1));
      const site = fault.kind === 'refused' ? undefined : await startSite(fault);
      const transport = site === undefined ? await createRefused(onRequest) : createTransport(site.url, { onRequest });
      const timeoutMs = name === 'TimeoutError' ? 250 : 5_000;

      const error = await caught(call(transport, rule, { timeoutMs }));

      expect(error).toMatchObject({ name, code, endpoint: endpointOf(rule), mayHaveBeenApplied: applied });
      expectDiscreet(error);
      expect(count).toBe(sent);
      if (RequestError.isInstance(error)) expect(error.attempts).toBe(sent);
      if (StatusError.isInstance(error) || ResponseShapeError.isInstance(error)) {
        expect(error.status).toBe(fault.kind === 'answer' ? fault.status : undefined);
      }
      if (site === undefined) return;
      // So short a timeout can be over before the server has seen the request.
      if (name !== 'TimeoutError') expect(site.requests()).toHaveLength(sent);
      await eventually(() => site.running() === 0);
    },
  );
});

describe('a fault that goes away', () => {
  const repeated = CASES.filter(({ sent, fault }) => sent === 3 && fault.kind !== 'refused');
  test.each(repeated)('$what on rule $rule: the repeat is the same request and succeeds', async ({ fault, rule }) => {
    const site = await startSite(fault, 1);
    // Short for the first try, long enough for the second.
    const timeoutMs = fault.kind === 'silent' || fault.kind === 'stalled' ? 300 : 5_000;
    expect(await call(createTransport(site.url), rule, { timeoutMs })).toMatchObject({ Id: 7 });
    const [first, second, ...more] = site.requests();
    expect(second).toEqual(first);
    expect(more).toEqual([]);
  });

  test.each(['read', 'replace', 'guarded', 'create', 'once'] as const)(
    'HTTP 401 once on rule %s: the token is renewed, the same request repeated with the new one',
    async (rule) => {
      let tokens = 0;
      const server = await startServer((response, { target, headers }) => {
        if (target === '/Api') response.end(tokenBody(`token-${(tokens += 1)}`));
        else response.writeHead(headers['x-apitoken'] === 'token-2' ? 200 : 401).end(BODY);
      });
      expect(await call(createTransport(server.url), rule)).toMatchObject({ Id: 7 });
      const seen = server.arrived.map(({ method, headers, body }) => [method, headers['x-apitoken'], body]);
      const exchange = ['POST', undefined, expect.stringContaining(CANARIES.key)];
      const [method, sent] = rule === 'read' ? ['GET', ''] : ['PUT', BODY];
      expect(seen).toEqual([exchange, [method, 'token-1', sent], exchange, [method, 'token-2', sent]]);
    },
  );

  test('HTTP 401 uses up none of the repeats', async () => {
    const statuses = [401, 503, 503, 200];
    const server = await startServer((response, { target }) => {
      if (target === '/Api') response.end(tokenBody());
      else response.writeHead(statuses.shift() ?? 500).end(BODY);
    });
    expect(await call(createTransport(server.url), 'read')).toMatchObject({ Id: 7 });
  });
});

describe('waiting before a repeat', () => {
  test.each([
    ['as Retry-After says in seconds', 429, '7', 60_000, [7_000]],
    ['until the date that Retry-After says', 429, 'Sun, 01 Mar 2026 12:10:09 GMT', 60_000, [9_000]],
    ['no longer than the cap', 429, '999999999999', 60_000, [60_000]],
    ['no longer than the cap for a number beyond every number', 503, '9'.repeat(300), 60_000, [60_000]],
    ['not at all when Retry-After is zero', 429, '0', 60_000, []],
    ['not at all when the cap is zero', 429, '7', 0, []],
    ['as if there were none for a garbled Retry-After', 429, 'tomorrow', 60_000, [expect.closeTo(880, -2.3)]],
  ])('takes %s', async (_, status, retryAfter, maxRetryAfterMs, waits) => {
    // The server's clock is ten minutes ahead of the client's.
    const headers = { 'retry-after': retryAfter, date: 'Sun, 01 Mar 2026 12:10:00 GMT' };
    const site = await startSite({ kind: 'answer', status, body: '', headers }, 1);
    const clock = createClock();
    await call(createTransport(site.url, { clock, maxRetryAfterMs }), 'read');
    expect(clock.waits).toEqual(waits);
  });

  test('is stated by the error when the retries are used up', async () => {
    const site = await startSite({ kind: 'answer', status: 429, body: '', headers: { 'retry-after': '7' } });
    const error = await caught(call(createTransport(site.url, { retryLimit: 0 }), 'read'));
    expect(error).toMatchObject({ name: 'RateLimitError', retryAfterMs: 7_000, attempts: 1 });
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])(
    'HTTP %d to another host is not followed: the token stays here',
    async (status) => {
      const thief = await startServer((response) => void response.end(BODY));
      const headers = { location: `${thief.url}/Api/Applicant/7` };
      const site = await startSite({ kind: 'answer', status, body: '', headers });
      const transport = createTransport(site.url);
      for (const rule of ['read', 'create'] as const) {
        expect(await caught(call(transport, rule))).toMatchObject({ name: 'StatusError', status, attempts: 1 });
      }
      expect(thief.arrived).toEqual([]);
    },
  );

  test('of the exchange is not followed: the key stays here', async () => {
    const thief = await startServer((response) => void response.end(tokenBody()));
    const server = await startServer((response) => void response.writeHead(307, { location: thief.url }).end());
    const error = await caught(call(createTransport(server.url), 'read'));
    expect(error).toMatchObject({ name: 'StatusError', status: 307, endpoint: 'POST Api' });
    expect(thief.arrived).toEqual([]);
  });
});

describe('the body of a failure', () => {
  test.each([
    ['short', 'Bad Request', 'Bad Request'],
    ['long: its first 4,096 characters', 'x'.repeat(10_000), 'x'.repeat(4096)],
    ['not text in its charset: what can be read of it', Uint8Array.of(0x4a, 0xf6), 'J\ufffd'],
    ['beyond every limit: nothing', 'x'.repeat(300_000), ''],
  ])('is kept for those who ask: %s', async (_, body, text) => {
    const site = await startSite({ kind: 'answer', status: 400, body, headers: {} });
    const error = await caught(call(createTransport(site.url), 'create'));
    expect(StatusError.isInstance(error) && error.remoteText()).toBe(text);
  });

  test.each([
    ['HTTP 403', 403, { name: 'PermissionError', mayHaveBeenApplied: false }],
    ['HTTP 500', 500, { name: 'ServerError', mayHaveBeenApplied: true }],
  ])('may break off: %s says enough', async (_, status, expected) => {
    const server = await startServer((response, { target }) => {
      if (target === '/Api') return void response.end(tokenBody());
      response.writeHead(status, { 'content-length': '100' });
      response.write('half', () => setTimeout(() => response.socket?.destroy(), 2));
    });
    expect(await caught(call(createTransport(server.url), 'create'))).toMatchObject({ ...expected, status });
  });
});

describe('what a request looks like', () => {
  test('a read carries token, own headers and the wish for JSON, and no body', async () => {
    const site = await startSite({ kind: 'silent' }, 0);
    await call(createTransport(site.url), 'read');
    const { method, target, headers, body } = first(site.requests());
    expect({ method, target, body }).toEqual({
      method: 'GET',
      target: '/Api/Applicants/ByEmail/canary.address%40example.at',
      body: '',
    });
    expect(headers).toMatchObject({
      accept: 'application/json',
      'x-apitoken': CANARIES.token,
      'x-gateway': CANARIES.header,
    });
    expect(headers).not.toHaveProperty('content-type');
    expect(headers).not.toHaveProperty('authorization');
  });

  test('a write carries its JSON text as it is, with its length', async () => {
    const site = await startSite({ kind: 'silent' }, 0);
    await call(createTransport(site.url), 'create');
    const { method, headers, body } = first(site.requests());
    expect({ method, body }).toEqual({ method: 'PUT', body: BODY });
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(BODY)),
    });
  });

  test('the exchange posts key, mandator and who we are to the root of the API, without a token', async () => {
    const site = await startSite({ kind: 'silent' }, 0);
    await call(createTransport(site.url), 'read');
    const { method, target, headers, body } = first(site.arrived);
    expect({ method, target }).toEqual({ method: 'POST', target: '/Api' });
    expect(JSON.parse(body)).toEqual({ Key: CANARIES.key, MandatorId: 1, ClientInfo: 'erecruiter-kombo' });
    expect(headers).not.toHaveProperty('x-apitoken');
    expect(headers).not.toHaveProperty('x-gateway');
  });

  test('headers of the caller do not replace the token', async () => {
    const site = await startSite({ kind: 'silent' }, 0);
    await call(createTransport(site.url), 'read', { headers: { 'x-apitoken': 'mine' } });
    expect(site.requests()[0]?.headers['x-apitoken']).toBe(CANARIES.token);
  });

  test.each([
    ['a line end in a value', { 'X-A': 'a\r\nX-B: b' }],
    ['a line end in a name', { 'X-A\r\nX-B': 'a' }],
    ['an empty name', { '': 'a' }],
    ['a letter beyond Latin 1', { 'X-A': '€' }],
  ])('%s is refused before anything is sent', async (_, headers) => {
    const site = await startSite({ kind: 'silent' }, 0);
    const error = await caught(call(createTransport(site.url), 'read', { headers }));
    expect(error).toMatchObject({ name: 'InputError', issues: [{ path: 'headers' }] });
    expect(site.arrived).toEqual([]);
  });

  test('an answer may be compressed', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
    const site = await startSite({ kind: 'answer', status: 200, body: gzipSync(BODY), headers });
    expect(await call(createTransport(site.url), 'read')).toEqual(JSON.parse(BODY));
  });

  test('an answer that is called compressed and is not counts as lost', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const site = await startSite({ kind: 'answer', status: 200, body: BODY, headers });
    const error = await caught(call(createTransport(site.url), 'create'));
    expect(error).toMatchObject({ name: 'ConnectionError', reason: 'Z_DATA_ERROR', mayHaveBeenApplied: true });
  });

  test('a compressed answer has the same size limit', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const body = gzipSync(JSON.stringify({ Id: 7, LastName: 'x'.repeat(10_000_000) }));
    const site = await startSite({ kind: 'answer', status: 200, body, headers });
    expect(await caught(call(createTransport(site.url), 'create'))).toMatchObject({ name: 'ResponseShapeError' });
    await eventually(() => site.running() === 0);
  });
});
