import { Headers as UndiciHeaders } from 'undici';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { USER_AGENT } from '../../src/api/user-agent.js';
import { ConfigurationError, ERecruiter, type ERecruiterOptions, type FetchFunction } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';

/** A client of the sandbox, and the headers of everything it sends. */
function setUp(options: Partial<ERecruiterOptions> = {}) {
  const sandbox = createSandbox({ applicants: 1, jobs: 1 });
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const sent: { readonly name: string; readonly headers: Readonly<Record<string, string>> }[] = [];
  const fetch: FetchFunction = (url, init) => {
    sent.push({ name: `${init.method} ${new URL(url).pathname}`, headers: init.headers });
    return sandbox.fetch(url, init);
  };
  const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, ...options });
  const values = (name: string): (string | undefined)[] => sent.map(({ headers }) => headers[name]);
  return { erecruiter, sandbox, sent, values };
}

describe('the headers of a client', () => {
  test('are sent with every request, the exchange of the token included', async () => {
    const { erecruiter, sent, values } = setUp({ headers: { 'Ocp-Apim-Subscription-Key': 'gateway' } });
    await erecruiter.listUsers().toArray();
    await erecruiter.addTagToCandidate({ candidate_id: 'remote:150000', tag: { name: 'Pilot' } });
    await erecruiter.passthrough({ method: 'GET', path: '/Ping' });
    expect(sent[0]?.name).toBe('POST /Api');
    expect(sent.length).toBeGreaterThan(5);
    expect(new Set(values('ocp-apim-subscription-key'))).toEqual(new Set(['gateway']));
  });

  test('give way to those of a call, and these to those of a free request, whatever their case', async () => {
    const { erecruiter, values } = setUp({ headers: { 'X-Level': 'client', 'X-Client': 'yes' } });
    await erecruiter.passthrough(
      { method: 'GET', path: '/Ping', headers: { 'X-LEVEL': 'request' } },
      { headers: { 'x-level': 'call' } },
    );
    await erecruiter.passthrough({ method: 'GET', path: '/Ping' }, { headers: { 'x-LEVEL': 'call' } });
    expect(values('x-level')).toEqual(['client', 'request', 'call']);
    expect(values('x-client')).toEqual(['yes', 'yes', 'yes']);
  });

  test('are the same after a call with headers or a body of its own', async () => {
    const { erecruiter, sent } = setUp({ headers: { 'X-Level': 'client' } });
    const read = { method: 'GET', path: '/Ping' } as const;
    await erecruiter.passthrough(read);
    await erecruiter.passthrough({ method: 'PUT', path: '/Ping', data: {} });
    await erecruiter.passthrough(read, { headers: { 'X-Level': 'call', 'X-Call': 'yes' } });
    await erecruiter.passthrough({ ...read, headers: { 'X-Level': 'request' } });
    await erecruiter.passthrough(read);
    const [, first, write, call, request, last] = sent.map(({ headers }) => headers);
    expect(last).toEqual(first);
    expect(write).toEqual({ ...first, 'content-type': 'application/json; charset=utf-8' });
    expect(call).toEqual({ ...first, 'x-level': 'call', 'x-call': 'yes' });
    expect(request).toEqual({ ...first, 'x-level': 'request' });
  });

  test('are not changed by a fetch function that changes what it was given', async () => {
    const { baseUrl, apiKey, mandatorId, fetch } = createSandbox({ applicants: 1, jobs: 1 });
    const sent: object[] = [];
    const changing: FetchFunction = (url, init) => {
      sent.push({ ...init.headers });
      const answer = fetch(url, { ...init, headers: { ...init.headers } });
      Object.assign(init.headers, { 'x-apitoken': 'changed', 'x-more': 'yes' });
      return answer;
    };
    const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch: changing });
    for (let call = 0; call < 3; call += 1) await erecruiter.passthrough({ method: 'GET', path: '/Ping' });
    expect(sent).toHaveLength(4);
    expect(new Set(sent.slice(1).map((headers) => JSON.stringify(headers)))).toHaveProperty('size', 1);
    expect(sent[1]).not.toHaveProperty('x-more');
  });

  test('replace neither the token nor what the client accepts', async () => {
    const { erecruiter, sent } = setUp({ headers: { 'X-ApiToken': 'mine', Accept: 'text/html' } });
    await erecruiter.passthrough({ method: 'GET', path: '/Ping' });
    const [exchange, call] = sent.map(({ headers }) => headers);
    expect(exchange).toEqual({
      accept: 'application/json',
      'content-type': 'application/json; charset=utf-8',
      'user-agent': USER_AGENT,
    });
    expect(call).toEqual({ accept: 'application/json', 'user-agent': USER_AGENT, 'x-apitoken': expect.any(String) });
    expect(call?.['x-apitoken']).not.toBe('mine');
  });

  test('are those of the options when the client was created', async () => {
    const headers: Record<string, string> = { 'X-Gateway': 'one' };
    const { erecruiter, values } = setUp({ headers });
    headers['X-Gateway'] = 'two';
    await erecruiter.passthrough({ method: 'GET', path: '/Ping' });
    expect(values('x-gateway')).toEqual(['one', 'one']);
  });

  test.each([
    [{ 'X Y': 'a' }],
    [{ 'X-Y': 'line\nbreak' }],
    [{ 'X-Y': '€' }],
    [{ 'Content-Length': '3' }],
    [{ Connection: 'close' }],
  ])('%j is refused without a word of it', (headers) => {
    const create = () => setUp({ headers: { ...headers, Authorization: 'Bearer canary' } });
    expect(create).toThrow(ConfigurationError);
    expect(create).toThrow(/^Invalid options: headers: a name or value is not allowed in a header$/);
  });
});

describe('headers that are no plain object would not be sent', () => {
  const given = { 'X-Gateway': 'canary' };
  const PAIRS = Object.entries(given);
  test.each<[string, object]>([
    ['Headers', new Headers(given)],
    ['the Headers of undici', new UndiciHeaders(given)],
    ['a Map', new Map(PAIRS)],
    ['pairs', PAIRS],
  ])('%s', async (_, headers) => {
    const message = 'headers: must be a plain object';
    const name: string = 'headers'; // so that the type does not refuse it first
    const options = { [name]: headers };
    expect(() => setUp(options)).toThrow(`Invalid options: ${message}`);
    const { erecruiter, sent } = setUp();
    await expect(erecruiter.ping(options)).rejects.toThrow(`Invalid input: options.${message}`);
    const input = { method: 'GET', path: '/Ping' } as const;
    await expect(erecruiter.passthrough({ ...input, ...options })).rejects.toThrow(`Invalid input: ${message}`);
    expect(sent).toEqual([]);
    await erecruiter.passthrough({ ...input, headers: Object.fromEntries(new Headers(given)) });
    expect(sent.at(-1)?.headers).toMatchObject({ 'x-gateway': 'canary' });
  });
});

describe('the User-Agent', () => {
  afterEach(() => void vi.unstubAllGlobals());

  test('names the library and its version everywhere', async () => {
    const { erecruiter, values } = setUp();
    await erecruiter.listUsers().toArray();
    expect(new Set(values('user-agent'))).toEqual(new Set([USER_AGENT]));
    expect(USER_AGENT).toMatch(/^erecruiter-kombo\/\d+\.\d+\.\d+(-[a-z]+)?$/);
  });

  test('gives way to one of the client or the call', async () => {
    const { erecruiter, values } = setUp({ headers: { 'user-agent': 'acme/2' } });
    await erecruiter.passthrough({ method: 'GET', path: '/Ping' });
    await erecruiter.passthrough({ method: 'GET', path: '/Ping' }, { headers: { 'User-Agent': 'job/3' } });
    expect(values('user-agent')).toEqual(['acme/2', 'acme/2', 'job/3']);
  });

  test.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', undefined],
    ['Node.js/22', USER_AGENT],
    ['Deno/2.1.4', USER_AGENT],
    ['Bun/1.2', USER_AGENT],
    ['Cloudflare-Workers', USER_AGENT],
    [undefined, USER_AGENT],
  ])('of a platform that calls itself %s is %s', async (platform, expected) => {
    vi.stubGlobal('navigator', platform === undefined ? undefined : { userAgent: platform });
    const { erecruiter, values } = setUp();
    await erecruiter.passthrough({ method: 'GET', path: '/Ping' });
    expect(values('user-agent')).toEqual([expected, expected]);
  });
});
