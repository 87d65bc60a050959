import { describe, expect, test } from 'vitest';
import { ERecruiter, type ERecruiterOptions } from '../../src/index.js';
import { ServerAddress } from '../../src/api/server-address.js';
import { createToken } from '../../src/raw/index.js';
import { createSandbox, type SandboxDialect } from '../../src/sandbox/index.js';

const START = Date.parse('2026-07-05T10:00:00Z');
const DAY_MS = 86_400_000;
const HTTP = 'http://erecruiter.example.at';
const HTTPS = 'https://erecruiter.example.at';
const WRITE = { candidate_id: 'remote:150001', tag: { name: 'Neu' } };

type Answer = Response | Error | undefined;
type Before = (url: URL, method: string, count: number) => Answer;

interface Around {
  readonly dialect?: SandboxDialect;
  readonly baseUrl?: string;
  /** Answers in place of the sandbox, which is reached by https if it does not; an `Error` is a lost connection. */
  readonly before?: Before;
  readonly options?: Partial<ERecruiterOptions>;
}

/** A client whose requests are noted, on a clock that only `advance` and waits move. */
function setUp({ dialect = {}, baseUrl = HTTPS, before = () => undefined, options = {} }: Around = {}) {
  let now = START;
  const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
  const sandbox = createSandbox({ applicants: 3, jobs: 2, now: clock.now, dialect });
  const sent: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    const method = init.method ?? 'GET';
    sent.push(`${method} ${url.href}`);
    const answer = before(url, method, sent.length);
    if (answer instanceof Error) throw answer;
    return answer ?? sandbox.fetch(dialect.address === undefined ? url.href.replace('http:', 'https:') : url, init);
  };
  const { apiKey, mandatorId } = sandbox;
  const client = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock, ...options });
  /** What was sent since the last call of this function. */
  const news = (): string[] => sent.splice(0);
  return { client, sandbox, news, advance: (ms: number) => void (now += ms), apiKey, mandatorId };
}

function moved(location: string, status = 301): Response {
  return new Response('<html>Moved</html>', { status, headers: { location } });
}

function page(status: number, text = '<html>a web server</html>'): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/html' } });
}

function toHttps(status: number): Before {
  return ({ href, protocol }) => (protocol === 'http:' ? moved(href.replace('http:', 'https:'), status) : undefined);
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.fail('no error'),
    (error: unknown) => error,
  );
}

function isRoot({ pathname }: URL): boolean {
  return /^\/Api\/?$/.test(pathname);
}

describe('a server that redirects from http to https', () => {
  test.each([
    ['301 of the sandbox', { dialect: { address: 'https-301' } }],
    ['308 of the sandbox', { dialect: { address: 'https-308' } }],
    ['301', { before: toHttps(301) }],
    ['302', { before: toHttps(302) }],
    ['307', { before: toHttps(307) }],
    ['308', { before: toHttps(308) }],
  ] as const)('gets one request by http, and by https reads, writes and new tokens: %s', async (_, around) => {
    const { client, sandbox, news, advance, apiKey, mandatorId } = setUp({ ...around, baseUrl: HTTP });
    await client.addTagToCandidate(WRITE);
    expect(sandbox.applicant(150_001)?.Tags).toContain('Neu');
    await client.listUsers().toArray();
    await client.passthrough({ method: 'PUT', path: 'Applicant/150001/Nothing' });
    const { url } = await client.passthrough({ method: 'GET', path: '/Ping', params: { a: 1 } });
    await client.raw(createToken, { body: { Key: apiKey, MandatorId: mandatorId, ClientInfo: 'x' } });
    advance(DAY_MS);
    await client.listUsers().toArray();
    const sent = news();
    expect(sent.slice(0, 2)).toEqual([`POST ${HTTP}/Api`, `POST ${HTTPS}/Api`]);
    expect(sent.slice(1).filter((request) => !request.includes(` ${HTTPS}/`))).toEqual([]);
    expect(sent.filter((request) => request === `POST ${HTTPS}/Api`)).toHaveLength(3);
    expect(url).toBe(`${HTTPS}/Api/Ping?a=1`);
  });

  test('does not change ids', async () => {
    const { client } = setUp({ baseUrl: HTTP, before: toHttps(301) });
    const ids = async (one: ERecruiter): Promise<string[]> => (await one.listUsers().toArray()).map(({ id }) => id);
    expect(await ids(client)).toEqual(await ids(setUp().client));
  });

  test('with another port than that of http has to be set', async () => {
    const baseUrl = 'http://erecruiter.example.at:8080';
    const { client, news } = setUp({ baseUrl, before: ({ pathname }) => moved(`${HTTPS}${pathname}`) });
    expect(await failureOf(client.ping())).toMatchObject({ message: expect.stringMatching(/another host or port/) });
    expect(news()).toEqual([`POST ${baseUrl}/Api`]);
  });

  test.each([
    ['another host', HTTP, 'https://elsewhere.example.at/Api', 301, /another host or port/],
    ['a host above', HTTP, 'https://example.at/Api', 301, /another host or port/],
    ['another port', HTTP, `${HTTPS}:8443/Api`, 301, /another host or port/],
    ['the port of http', HTTP, `${HTTPS}:80/Api`, 301, /another host or port/],
    ['a user', HTTP, 'https://a:b@erecruiter.example.at/Api', 301, /a redirect/],
    ['another path', HTTP, `${HTTPS}/login`, 302, /a redirect/],
    ['a query', HTTP, `${HTTPS}/Api?key=1`, 302, /a redirect/],
    ['http', HTTPS, `${HTTP}/Api`, 301, /from https to http/],
    ['http with a slash', HTTPS, `${HTTP}/Api/`, 308, /from https to http/],
    ['the result of what is done', HTTP, `${HTTPS}/Api`, 303, /set `baseUrl` to the address with https/],
    ['where a choice is', HTTP, `${HTTPS}/Api`, 300, /set `baseUrl` to the address with https/],
  ])('does not get the key at %s', async (_, baseUrl, location, status, message) => {
    const { client, news } = setUp({ baseUrl, before: () => moved(location, status) });
    for (let call = 1; call <= 2; call += 1) {
      const error = await failureOf(client.ping());
      expect(error).toMatchObject({ name: 'StatusError', status, message: expect.stringMatching(message) });
      expect(news()).toEqual([`POST ${baseUrl}/Api`]);
    }
  });

  test('is never left for http again', async () => {
    let isTurned = false;
    const { client, news, advance } = setUp({
      baseUrl: HTTP,
      before: (url, method, count) =>
        isTurned ? moved(url.href.replace('https:', 'http:')) : toHttps(301)(url, method, count),
    });
    await client.ping();
    news();
    isTurned = true;
    const error = await failureOf(client.addTagToCandidate(WRITE));
    expect(error).toMatchObject({ message: expect.stringMatching(/from https to http/) });
    advance(DAY_MS);
    expect(await failureOf(client.ping())).toMatchObject({ message: expect.stringMatching(/from https to http/) });
    expect(news().filter((request) => request.includes(HTTP))).toEqual([]);
  });

  test('is remembered if it refuses the key', async () => {
    const { client, news } = setUp({ baseUrl: HTTP, before: toHttps(301), options: { apiKey: 'wrong' } });
    expect(await failureOf(client.ping())).toMatchObject({ name: 'AuthenticationError' });
    expect(news()).toEqual([`POST ${HTTP}/Api`, `POST ${HTTPS}/Api`]);
    expect(await failureOf(client.ping())).toMatchObject({ name: 'AuthenticationError' });
    expect(news()).toEqual([`POST ${HTTPS}/Api`]);
  });

  test.each([
    ['503', () => page(503)],
    ['a page', () => page(200)],
    ['429', () => new Response('', { status: 429 })],
  ])('only while its proxy answers by itself is not remembered: %s', async (_, closed) => {
    let isClosed = true;
    const { client, news } = setUp({
      baseUrl: HTTP,
      before: ({ href, protocol }) =>
        !isClosed ? undefined : protocol === 'http:' ? moved(href.replace('http:', 'https:'), 302) : closed(),
    });
    await failureOf(client.ping());
    isClosed = false;
    news();
    await client.ping();
    expect(news().every((request) => request.includes(` ${HTTP}/`))).toBe(true);
  });

  test('after it issued a token by http is remembered from a read', async () => {
    let isMoved = false;
    const { client, news } = setUp({
      baseUrl: HTTP,
      before: (url, method, count) => (isMoved ? toHttps(308)(url, method, count) : undefined),
    });
    await client.ping();
    isMoved = true;
    news();
    await client.listUsers().toArray();
    await client.passthrough({ method: 'POST', path: 'Applicant/150001/Nothing' });
    expect(news()).toEqual([
      `GET ${HTTP}/Api/Users/`,
      `GET ${HTTPS}/Api/Users/`,
      `POST ${HTTPS}/Api/Applicant/150001/Nothing`,
    ]);
  });

  test.each([301, 302, 307, 308])('for writes only gets none of them twice: %d', async (status) => {
    const { client, news, sandbox } = setUp({
      baseUrl: HTTP,
      before: ({ href, protocol, pathname }, method) =>
        protocol === 'http:' && method !== 'GET' && pathname !== '/Api'
          ? moved(href.replace('http:', 'https:'), status)
          : undefined,
    });
    const error = await failureOf(client.addTagToCandidate(WRITE));
    expect(error).toMatchObject({ status, message: expect.stringMatching(/set `baseUrl` to the address with https/) });
    expect(news().filter((request) => /^P(?:OST|UT) .*Applicant/.test(request))).toHaveLength(1);
    expect(sandbox.applicant(150_001)?.Tags).not.toContain('Neu');
  });
});

describe('a root that only has one form', () => {
  test.each([
    ['with a slash', { rootSlash: 'with' }, [`POST ${HTTPS}/Api`, `POST ${HTTPS}/Api/`], `POST ${HTTPS}/Api/`],
    [
      'to which a redirect leads',
      { rootSlash: 'with-308' },
      [`POST ${HTTPS}/Api`, `POST ${HTTPS}/Api/`],
      `POST ${HTTPS}/Api/`,
    ],
    ['without a slash', { rootSlash: 'without' }, [`POST ${HTTPS}/Api`], `POST ${HTTPS}/Api`],
    [
      'without a slash, to which a redirect leads',
      { rootSlash: 'without-308' },
      [`POST ${HTTPS}/Api`],
      `POST ${HTTPS}/Api`,
    ],
    ['or both', {}, [`POST ${HTTPS}/Api`], `POST ${HTTPS}/Api`],
  ] as const)('is found once, and remembered: %s', async (_, dialect, first, later) => {
    const { client, news, advance, apiKey, mandatorId } = setUp({ dialect });
    const roots = (): string[] => news().filter((request) => /\/Api\/?$/.test(request));
    await client.addTagToCandidate(WRITE);
    expect(roots()).toEqual(first);
    advance(DAY_MS);
    await client.listUsers().toArray();
    expect(roots()).toEqual([later]);
    await client.raw(createToken, { body: { Key: apiKey, MandatorId: mandatorId, ClientInfo: 'x' } });
    expect(roots()).toEqual([later]);
  });

  test('is found by two exchanges at once', async () => {
    const address = new ServerAddress();
    const root = { label: 'POST Api', id: null, method: 'POST', url: `${HTTPS}/Api`, replay: 'read' } as const;
    const ask = (late: Promise<void>): Promise<{ readonly status: number }> =>
      address.ask({ ...root, authenticated: false }, async (url) => {
        await late;
        return { status: url.endsWith('/') ? 200 : 404, text: '{}', url };
      });
    let go = (): void => undefined;
    const slow = ask(new Promise((resolve) => (go = resolve)));
    expect(await ask(Promise.resolve())).toMatchObject({ status: 200 });
    go();
    expect(await slow).toMatchObject({ status: 200 });
  });

  test('is found by a raw call', async () => {
    const { client, news, apiKey, mandatorId } = setUp({ dialect: { rootSlash: 'with' } });
    const body = { Key: apiKey, MandatorId: mandatorId, ClientInfo: 'x' };
    expect(await client.raw(createToken, { body })).toMatchObject({ Token: expect.any(String) });
    expect(news()).toEqual([`POST ${HTTPS}/Api`, `POST ${HTTPS}/Api/`]);
  });

  test.each([
    ['an answer of ASP.NET', () => Response.json({ Message: 'No HTTP resource was found' }, { status: 404 })],
    ['a page', () => page(404)],
    ['nothing', () => new Response(null, { status: 404 })],
    ['405, as from a folder', () => page(405)],
  ])('is found although the other one answers %s', async (_, answer) => {
    const { client, news } = setUp({ before: ({ pathname }) => (pathname === '/Api' ? answer() : undefined) });
    await client.ping();
    expect(news().slice(0, 2)).toEqual([`POST ${HTTPS}/Api`, `POST ${HTTPS}/Api/`]);
  });

  test.each([
    ['http, and then with a slash', [`POST ${HTTP}/Api`, `POST ${HTTPS}/Api`, `POST ${HTTPS}/Api/`], true],
    ['http with a slash', [`POST ${HTTP}/Api`, `POST ${HTTP}/Api/`, `POST ${HTTPS}/Api/`], false],
  ])('is found behind a redirect of %s', async (_, requests, isRedirectFirst) => {
    const { client, news, advance } = setUp({
      baseUrl: HTTP,
      before: (url, method, count) => {
        const missing = url.pathname === '/Api' ? page(404) : undefined;
        const redirect = toHttps(301)(url, method, count);
        return isRedirectFirst ? (redirect ?? missing) : (missing ?? redirect);
      },
    });
    await client.ping();
    expect(news().slice(0, 3)).toEqual(requests);
    advance(DAY_MS);
    await client.listUsers().toArray();
    expect(news().filter((request) => request.startsWith('POST'))).toEqual([`POST ${HTTPS}/Api/`]);
  });

  test.each(['/Api', '/Api/'])('that was found is not looked for again: %s', async (found) => {
    let isGone = false;
    const { client, news, advance } = setUp({
      before: ({ pathname }) => (isGone || (found === '/Api/' && pathname === '/Api') ? page(404) : undefined),
    });
    await client.ping();
    isGone = true;
    advance(DAY_MS);
    news();
    expect(await failureOf(client.ping())).toMatchObject({ name: 'NotFoundError', endpoint: 'POST Api' });
    expect(news()).toEqual([`POST ${HTTPS}${found}`]);
  });

  test.each([
    ['404', () => page(404, '<html>second</html>')],
    ['405', () => page(405, 'second')],
    ['403 of a folder', () => page(403, '<html>second</html>')],
    ['a page', () => page(200, '<html>second</html>')],
    ['a redirect to a login', () => moved('/login', 302)],
    ['a redirect without a page', () => new Response(null, { status: 302, headers: { location: '/login' } })],
  ])('is not there: the first error counts, if the second answer is %s', async (_, second) => {
    const events: string[] = [];
    const { client, news } = setUp({
      before: ({ pathname }) => (pathname === '/Api' ? page(404, '<html>first</html>') : second()),
      options: {
        onRequest: ({ endpoint, attempt }) => events.push(`${endpoint} ${attempt}`),
        onResponse: ({ status }) => events.push(String(status)),
      },
    });
    for (let call = 1; call <= 2; call += 1) {
      const error = await failureOf(client.ping());
      expect(error).toMatchObject({ name: 'NotFoundError', message: 'POST Api: HTTP 404', attempts: 1 });
      expect(Object(error).remoteText()).toBe('<html>first</html>');
      expect(news()).toEqual([`POST ${HTTPS}/Api`, `POST ${HTTPS}/Api/`]);
    }
    expect(events).toEqual(['POST Api 1', '404', 'POST Api 1', '404']);
  });

  test.each([
    [400, 'StatusError', 1],
    [401, 'AuthenticationError', 1],
    [403, 'PermissionError', 1],
    [410, 'NotFoundError', 1],
    [429, 'RateLimitError', 3],
    [501, 'ServerError', 3],
  ])('is not looked for after %d', async (status, name, requests) => {
    const { client, news } = setUp({ before: () => Response.json({ Message: 'No.' }, { status }) });
    expect(await failureOf(client.ping())).toMatchObject({ name, status });
    expect(news()).toEqual(Array.from({ length: requests }, () => `POST ${HTTPS}/Api`));
  });

  test('that refuses the key says so, and is remembered', async () => {
    const { client, news } = setUp({ dialect: { rootSlash: 'with' }, options: { apiKey: 'wrong' } });
    expect(await failureOf(client.ping())).toMatchObject({ name: 'AuthenticationError' });
    expect(news()).toEqual([`POST ${HTTPS}/Api`, `POST ${HTTPS}/Api/`]);
    expect(await failureOf(client.ping())).toMatchObject({ name: 'AuthenticationError' });
    expect(news()).toEqual([`POST ${HTTPS}/Api/`]);
  });

  test.each([
    ['unavailable', () => page(503)],
    ['throttled', () => new Response('', { status: 429 })],
    ['lost', () => new TypeError('fetch failed')],
  ])('that is %s for a moment is asked again', async (_, answer) => {
    let isFirst = true;
    const { client, news } = setUp({
      before: ({ pathname }) => {
        if (pathname === '/Api') return page(404);
        if (pathname !== '/Api/' || !isFirst) return undefined;
        isFirst = false;
        return answer();
      },
    });
    await client.ping();
    const both = [`POST ${HTTPS}/Api`, `POST ${HTTPS}/Api/`];
    expect(news().slice(0, 4)).toEqual([...both, ...both]);
  });

  test('that stays unavailable says so', async () => {
    const { client } = setUp({ before: ({ pathname }) => (pathname === '/Api' ? page(404) : page(503)) });
    expect(await failureOf(client.ping())).toMatchObject({ name: 'ServerError', status: 503 });
  });

  test('to which a redirect has led is not asked twice', async () => {
    const { client, news } = setUp({
      before: ({ pathname }) => (pathname === '/Api' ? moved('/Api/', 308) : page(404)),
    });
    expect(await failureOf(client.ping())).toMatchObject({ name: 'NotFoundError' });
    expect(news()).toEqual([`POST ${HTTPS}/Api`, `POST ${HTTPS}/Api/`]);
  });

  test('is sent and remembered without what follows a # in a redirect', async () => {
    const { client, news, advance } = setUp({
      before: ({ pathname }) => (pathname === '/Api' ? moved('/Api/#top', 308) : undefined),
    });
    await client.ping();
    expect(news().slice(0, 2)).toEqual([`POST ${HTTPS}/Api`, `POST ${HTTPS}/Api/`]);
    advance(DAY_MS);
    await client.listUsers().toArray();
    expect(news()[0]).toBe(`POST ${HTTPS}/Api/`);
  });

  test('is a matter of the root: other routes that are not found are asked once', async () => {
    const request = {
      label: 'GET Api/Ping',
      id: null,
      method: 'GET',
      url: `${HTTPS}/Api/Ping`,
      replay: 'read',
    } as const;
    const asked: string[] = [];
    await new ServerAddress().ask({ ...request, authenticated: true }, async (url) => {
      asked.push(url);
      return { status: 404, text: '', url };
    });
    expect(asked).toEqual([request.url]);
    const { client, news } = setUp({ before: (url) => (isRoot(url) ? undefined : page(404)) });
    expect(await failureOf(client.listUsers().toArray())).toMatchObject({ name: 'NotFoundError' });
    expect(news()).toEqual([`POST ${HTTPS}/Api`, `GET ${HTTPS}/Api/Mandator`]);
  });
});
