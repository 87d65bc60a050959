import { describe, expect, test } from 'vitest';
import { USER_AGENT } from '../../src/api/user-agent.js';
import { passthrough, type PassthroughInput } from '../../src/api/passthrough.js';
import {
  CANARIES,
  caught,
  createClock,
  createTransport,
  expectDiscreet,
  fetchOf,
  tokenBody,
} from '../faults/transport-kit.js';

const SITE = 'https://erecruiter.example.at/jobs';
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** Calls a route of an eRecruiter whose answers come one after the other; an `Error` is a lost connection. */
function setUp(...answers: (Response | Error)[]) {
  const sent: { readonly url: string; readonly redirect: string; readonly headers: Headers; readonly body: string }[] =
    [];
  let exchanges = 0;
  const fetch = fetchOf(async (input) => {
    if (input.url === `${SITE}/Api`) return new Response(tokenBody(`token-${(exchanges += 1)}`));
    const { url, redirect, headers } = input;
    sent.push({ url, redirect, headers, body: await input.text() });
    const next = answers.shift() ?? expect.fail('one request too many');
    if (next instanceof Error) throw next;
    return next;
  });
  const clock = createClock();
  const transport = createTransport(SITE, { fetch, clock });
  const call = (input: PassthroughInput) => (async () => passthrough(transport, input, {}))();
  return { call, sent, clock, exchanges: () => exchanges };
}

const lost = (code: string, syscall: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(CANARIES.email), { code, syscall }) });

describe('a free call', () => {
  test('returns status, headers and parsed data', async () => {
    const { call, sent } = setUp(new Response('{"Id":7}', { headers: JSON_TYPE }));
    expect(await call({ method: 'GET', path: '/Applicant/7' })).toEqual({
      url: `${SITE}/Api/Applicant/7`,
      status: 200,
      headers: JSON_TYPE,
      data: { Id: 7 },
    });
    expect(sent[0]?.headers.get('x-apitoken')).toBe('token-1');
  });

  test.each([
    ['JSON', '{"Id":7}', { Id: 7 }],
    ['a bare JSON text', '"OK"', 'OK'],
    ['null', 'null', null],
    ['other text', 'It works!', 'It works!'],
    ['HTML', '<html>', '<html>'],
    ['nothing', '', undefined],
  ])('gives %s as what it is', async (_, text, data) => {
    const { call } = setUp(new Response(text));
    expect((await call({ method: 'GET', path: 'Ping' })).data).toEqual(data);
  });

  test('returns bytes as base64 on request', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { call } = setUp(new Response(bytes, { headers: { 'content-type': 'image/png' } }));
    const { data } = await call({ method: 'GET', path: 'Applicant/Photo/7', response_as_base64: true });
    expect(data).toBe(Buffer.from(bytes).toString('base64'));
  });

  test.each([400, 401, 403, 404, 409, 429, 500, 503])(
    'returns HTTP %d as a result, not as an error',
    async (status) => {
      const answers = Array.from({ length: 3 }, () => new Response('{"Message":"no"}', { status }));
      const { call } = setUp(...answers);
      expect(await call({ method: 'GET', path: 'Applicant/7' })).toMatchObject({ status, data: { Message: 'no' } });
    },
  );

  test('returns a redirect as a result and does not follow it', async () => {
    const { call, sent } = setUp(new Response(null, { status: 302, headers: { location: 'https://example.com/' } }));
    expect(await call({ method: 'GET', path: 'Ping' })).toMatchObject({
      status: 302,
      headers: { location: 'https://example.com/' },
    });
    expect(sent[0]?.redirect).toBe('manual');
  });

  test.each([
    ['an object as JSON', { Id: 7 }, '{"Id":7}'],
    ['a list as JSON', [1], '[1]'],
    ['null as JSON', null, 'null'],
    ['a text as it is', '{"GlobalId":9223372036854775807}', '{"GlobalId":9223372036854775807}'],
  ])('sends %s', async (_, data, body) => {
    const { call, sent } = setUp(new Response('{}'));
    await call({ method: 'POST', path: 'Applicant/7', data });
    expect(sent[0]?.body).toBe(body);
    expect(sent[0]?.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('sends own headers, but never another token', async () => {
    const { call, sent } = setUp(new Response('{}'));
    const headers = { 'Content-Type': 'text/plain', 'X-ApiToken': 'mine', 'X-A': '1' };
    await call({ method: 'PUT', path: 'Applicant/7', data: 'x', headers });
    expect([...(sent[0]?.headers ?? [])]).toEqual([
      ['accept', 'application/json'],
      ['content-type', 'text/plain'],
      ['user-agent', USER_AGENT],
      ['x-a', '1'],
      ['x-apitoken', 'token-1'],
    ]);
  });

  test.each<[string, object]>([
    ['data', new FormData()],
    ['data', new URLSearchParams('a=1')],
    ['data', new Map([['a', 1]])],
    ['data', Uint8Array.of(1)],
    ['data', new ArrayBuffer(1)],
    ['data', new Blob(['a'])],
    ['data', () => 1],
    ['data', { toJSON: () => undefined }],
    ['params', new URLSearchParams('a=1')],
    ['params', new Map([['a', 1]])],
    ['params', [['a', 1]]],
    ['params', { a: undefined }],
    ['params', { a: null }],
    ['params', { a: ['b', 'c'] }],
    ['params', { a: new Date(0) }],
    ['params', { [CANARIES.email]: null }],
    ['headers', new Headers({ a: '1' })],
    ['headers', { a: undefined }],
    ['headers', { a: 1 }],
    ['headers', { [CANARIES.email]: null }],
  ])('refuses %s that would be sent as something else: %o', async (path, value) => {
    const { call, sent } = setUp(new Response('{}'));
    const error = await caught(call(Object.assign({ method: 'PUT', path: 'Ping' } as const, { [path]: value })));
    expect(error).toMatchObject({ name: 'InputError', issues: [{ code: 'invalid_type', path }] });
    expectDiscreet(error);
    expect(sent).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['a date', new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [
      'an object of a class',
      new (class Person {
        Id = 7;
      })(),
      '{"Id":7}',
    ],
    ['an object with its own JSON', Object.assign(new Map(), { toJSON: () => ({ Id: 7 }) }), '{"Id":7}'],
  ])('sends %s', async (_, data, body) => {
    const { call, sent } = setUp(new Response('{}'));
    await call({ method: 'PUT', path: 'Applicant/7', data });
    expect(sent[0]?.body).toBe(body);
  });

  test('refuses a body on a GET before anything is sent', async () => {
    const { call, sent } = setUp();
    expect(await caught(call({ method: 'GET', path: 'Ping', data: {} }))).toMatchObject({
      name: 'InputError',
      issues: [{ path: 'data' }],
    });
    expect(sent).toEqual([]);
  });
});

describe('a path', () => {
  test.each([
    ['with a slash before it', '/Applicant/7', 'Applicant/7'],
    ['without one', 'Applicant/7', 'Applicant/7'],
    ['with a slash after it', 'Users/', 'Users/'],
    ['with a query', 'Mandator?uri=https%3A%2F%2Fexample.at', 'Mandator?uri=https%3A%2F%2Fexample.at'],
    [
      'with a bare name in the query',
      'Applications/ByReferrer/x?startAt&endAt=',
      'Applications/ByReferrer/x?startAt=&endAt=',
    ],
    ['with escaped text', 'Applicants/ByEmail/max%40example.at', 'Applicants/ByEmail/max%40example.at'],
    ['with an address as it is', 'Applicants/ByEmail/max+1@example.at', 'Applicants/ByEmail/max+1@example.at'],
    ['with umlauts', 'Applicants/ByEmail/jörg', 'Applicants/ByEmail/j%C3%B6rg'],
    ['with dots in a name', 'Files/a..b/...', 'Files/a..b/...'],
    ['that is empty', '', ''],
  ])('%s leads where it says', async (_, path, target) => {
    const { call, sent } = setUp(new Response('{}'));
    await call({ method: 'GET', path });
    expect(sent[0]?.url).toBe(`${SITE}/Api/${target}`);
  });

  test('gets the parameters behind its own query', async () => {
    const { call, sent } = setUp(new Response('{}'));
    await call({ method: 'GET', path: 'Job/7?culture=de-AT', params: { a: 'b c&d', n: 1, flag: true, none: '' } });
    expect(sent[0]?.url).toBe(`${SITE}/Api/Job/7?culture=de-AT&a=b+c%26d&n=1&flag=true&none=`);
  });

  test.each([
    ['up', '../Help'],
    ['up from further in', 'Applicant/../../Help'],
    ['up at its end', 'Applicant/..'],
    ['nowhere', 'Applicant/./7'],
    ['up, escaped', 'Applicant/%2e%2e/Help'],
    ['up, escaped in capitals', 'Applicant/%2E%2E/Help'],
    ['up, half escaped', 'Applicant/.%2e/Help'],
    ['up, escaped twice', 'Applicant/%252e%252e/Help'],
    ['up by escaped slashes', 'Applicant/..%2fHelp'],
    ['up by escaped backslashes', 'Applicant/..%5CHelp'],
    ['up by backslashes', 'Applicant\\..\\..\\Help'],
    ['to another host', '//example.com/Api'],
    ['to another host with three slashes', '///example.com/Api'],
    ['to another site', 'https://example.com/Api'],
    ['to another protocol', 'file:///etc/passwd'],
    ['to a script', 'javascript:alert(1)'],
    ['to a fragment', 'Ping#x'],
    ['over a line end', 'Ping\r\nX-Other: 1'],
    ['over a tab, which URLs lose', 'Applicant/.\t./Help'],
    ['over a blank', 'Applicant/ 7'],
    ['over a null character', 'Ping\0'],
    ['over an escaped null character', 'Ping%00'],
    ['on without end', 'a'.repeat(5000)],
  ])('that leads %s is an InputError, and nothing is sent', async (_, path) => {
    const { call, sent, exchanges } = setUp();
    const error = await caught(call({ method: 'GET', path }));
    expect(error).toMatchObject({ name: 'InputError', issues: [{ path: 'path' }] });
    expect({ sent, exchanges: exchanges() }).toEqual({ sent: [], exchanges: 0 });
  });
});

describe('how often a free call is sent', () => {
  const WRITES = ['POST', 'PUT', 'DELETE', 'PATCH'] as const;

  test('a GET as often as every read', async () => {
    const { call, sent } = setUp(new Response('', { status: 503 }), lost('ECONNRESET', 'read'), new Response('{}'));
    expect(await call({ method: 'GET', path: 'Ping' })).toMatchObject({ status: 200 });
    expect(sent).toHaveLength(3);
  });

  test.each(WRITES)('a %s once, whatever the outcome', async (method) => {
    for (const status of [408, 429, 500, 502, 503]) {
      const { call, sent, clock } = setUp(new Response('', { status, headers: { 'retry-after': '1' } }));
      expect(await call({ method, path: 'Applicant/7' })).toMatchObject({ status });
      expect({ sent: sent.length, waits: clock.waits }).toEqual({ sent: 1, waits: [] });
    }
  });

  test.each(WRITES)('a %s once even if the server was not reached', async (method) => {
    const { call, sent } = setUp(lost('ECONNREFUSED', 'connect'));
    const error = await caught(call({ method, path: 'Applicant/7' }));
    expect(error).toMatchObject({ name: 'ConnectionError', attempts: 1, mayHaveBeenApplied: false });
    expect(sent).toHaveLength(1);
  });

  test.each(WRITES)('a %s a second time only for a token that was refused', async (method) => {
    const { call, sent } = setUp(new Response('', { status: 401 }), new Response('{}'));
    expect(await call({ method, path: 'Applicant/7', data: { Id: 7 } })).toMatchObject({ status: 200 });
    expect(sent.map(({ headers }) => headers.get('x-apitoken'))).toEqual(['token-1', 'token-2']);
    expect(sent.map(({ body }) => body)).toEqual(['{"Id":7}', '{"Id":7}']);
  });

  test('a write that got lost may have been applied', async () => {
    const { call } = setUp(lost('ECONNRESET', 'read'));
    const path = `Applicants/ByEmail/${CANARIES.email}`;
    const error = await caught(call({ method: 'PUT', path, params: { name: CANARIES.name } }));
    expect(error).toMatchObject({
      name: 'ConnectionError',
      endpoint: 'PUT Api/Applicants/ByEmail/{…}',
      mayHaveBeenApplied: true,
    });
    expectDiscreet(error);
  });
});
