import { describe, expect, test } from 'vitest';
import { ERecruiter, type ERecruiterOptions } from '../../src/index.js';
import { parseRetryAfter } from '../../src/api/retry-rules.js';
import { BackPressure } from '../../src/flow/back-pressure.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';

const START = Date.parse('2026-07-05T10:00:00Z');

/** Time that passes only when nothing else can go on. */
function createTime() {
  let now = START;
  const waiting: { readonly at: number; readonly wake: () => void }[] = [];
  const turn = (): void => {
    setImmediate(() => {
      const [next] = waiting.sort((a, b) => a.at - b.at).splice(0, 1);
      now = Math.max(now, next?.at ?? now);
      next?.wake();
    });
  };
  const sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      waiting.push({ at: now + ms, wake });
      turn();
    });
  return { now: () => now, sleep };
}

type Answer = (url: URL, init: RequestInit) => Response | undefined;

/** A client whose requests reach the sandbox unless `before` answers. */
function clientOf(sandbox: Sandbox, before: Answer, options: Partial<ERecruiterOptions> = {}) {
  const requests: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    requests.push(`${init.method} ${url.href}`);
    return before(url, init) ?? sandbox.fetch(url, init);
  };
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const time = createTime();
  return { client: new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock: time, ...options }), requests, time };
}

async function candidates(client: ERecruiter): Promise<string[]> {
  return (await client.listCandidates().toArray()).map(({ remote_id }) => remote_id).sort();
}

describe('back pressure', () => {
  test('halves the limit once for the requests on their way, and raises it slowly', () => {
    const pressure = new BackPressure(8);
    const sent = Array.from({ length: 8 }, () => pressure.sent());
    for (const request of sent) pressure.throttled(request, 0, false);
    expect(pressure.limit).toBe(4);
    for (const limit of [2, 1, 1]) {
      pressure.throttled(pressure.sent(), 0, false);
      expect(pressure.limit).toBe(limit);
    }
    let successes = 0;
    const until = (limit: number): number => {
      while (pressure.limit < limit) {
        pressure.succeeded();
        successes += 1;
      }
      return successes;
    };
    expect([until(2), until(3), until(8)]).toEqual([8, 24, 224]);
    for (let more = 0; more < 100; more += 1) pressure.succeeded();
    expect(pressure.limit).toBe(8);
  });

  test('lets the others wait for a time that the server names, or from the second answer in a row', () => {
    const pressure = new BackPressure(4);
    pressure.throttled(pressure.sent(), 1_000, false);
    expect(pressure.waitMs(0)).toBe(0);
    pressure.succeeded();
    pressure.throttled(pressure.sent(), 1_000, false);
    expect(pressure.waitMs(0)).toBe(0);
    pressure.throttled(pressure.sent(), 1_500, false);
    expect([pressure.waitMs(0), pressure.waitMs(1_400), pressure.waitMs(9_000)]).toEqual([1_500, 100, 0]);
    pressure.succeeded();
    pressure.throttled(pressure.sent(), 5_000, true);
    expect(pressure.waitMs(0)).toBe(5_000);
  });

  test.each([
    ['a bare 429', () => new Response('', { status: 429 })],
    ['a bare 503', () => new Response('', { status: 503 })],
    ['a page of IIS', () => new Response('<html>403.501</html>', { status: 403 })],
    [
      'a date',
      (now: number) => {
        const headers = { date: new Date(now).toUTCString(), 'retry-after': new Date(now + 1_000).toUTCString() };
        return new Response('', { status: 503, headers });
      },
    ],
  ])('finishes a crawl that the server throttles, without losing anybody: %s', async (_, refusal) => {
    const sandbox = createSandbox({ applicants: 120, jobs: 2, sourced: true, now: () => START });
    const expected = await candidates(clientOf(sandbox, () => undefined).client);
    const arrivals: number[] = [];
    let inside = 0;
    const time = createTime();
    const { baseUrl, apiKey, mandatorId } = sandbox;
    let refused = 0;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const now = time.now();
      while (arrivals[0] !== undefined && arrivals[0] <= now - 200) arrivals.shift();
      if (init?.method === 'GET' && (inside >= 5 || arrivals.length >= 20)) {
        refused += 1;
        return refusal(now);
      }
      arrivals.push(now);
      inside += 1;
      await time.sleep(4);
      inside -= 1;
      return sandbox.fetch(String(input), init);
    };
    const client = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock: time, concurrency: 16 });
    expect(await candidates(client)).toEqual(expected);
    expect(refused).toBeGreaterThan(10);
    expect(refused).toBeLessThan(expected.length); // the client learns
  });
});

test.each([
  ['Sun, 05 Jul 2026 10:00:30 GMT', 30_000],
  ['Sunday, 05-Jul-26 10:00:30 GMT', 30_000],
  ['Sun Jul  5 10:00:30 2026', 30_000],
  ['Sun, 5 Jul 2026 10:00:30 GMT', 30_000],
  ['2026-07-05T10:00:30Z', null],
  ['Sun Jul 5 2026', null],
])('a `Retry-After` of %s is read', (header, ms) => {
  expect(parseRetryAfter(header, START)).toBe(ms);
});

describe('a redirect', () => {
  const moved = (location: string, status = 301): Response => new Response('', { status, headers: { location } });

  test.each([301, 302, 307, 308])('of a read to https on the same host is followed: %d', async (status) => {
    const sandbox = createSandbox({ applicants: 3, jobs: 2, now: () => START });
    const { client, requests } = clientOf(
      sandbox,
      ({ href, protocol }) => (protocol === 'http:' ? moved(href.replace('http:', 'https:'), status) : undefined),
      { baseUrl: sandbox.baseUrl.replace('https:', 'http:') },
    );
    expect(await candidates(client)).toEqual(await candidates(clientOf(sandbox, () => undefined).client));
    expect(requests.slice(0, 2)).toEqual([
      'POST http://erecruiter.example.at/Api',
      'POST https://erecruiter.example.at/Api',
    ]);
  });

  test('to the same path with a slash, or in another case, is followed with the token', async () => {
    const sandbox = createSandbox({ applicants: 3, jobs: 2, now: () => START });
    const { client } = clientOf(sandbox, ({ pathname, search }, { method }) => {
      const slash = `${pathname.replace(/\/Api\/(Applicant|Job)\//, '/api/$1/')}/${search}`;
      return pathname.endsWith('/') || method !== 'GET' || /users/i.test(pathname) ? undefined : moved(slash);
    });
    expect(await candidates(client)).toEqual(await candidates(clientOf(sandbox, () => undefined).client));
  });

  test.each([
    ['another host', 'https://elsewhere.example.at/Api/Users/'],
    ['another port', 'https://erecruiter.example.at:8443/Api/Users/'],
    ['http', 'http://erecruiter.example.at/Api/Users/'],
    ['another path', 'https://erecruiter.example.at/login'],
    ['a path with another value', '/Api/Users/1'],
    ['the same path with a query', '/Api/Users/?x=1'],
    ['a user', 'https://a:b@erecruiter.example.at/Api/Users/'],
    ['itself, for ever', '/Api/Users/'],
  ])('to %s is an error that says so, and nobody gets the token', async (_, location) => {
    const sandbox = createSandbox({ applicants: 1, jobs: 1, now: () => START });
    const { client, requests } = clientOf(sandbox, ({ pathname }) =>
      pathname.toLowerCase().startsWith('/api/users') ? moved(location) : undefined,
    );
    const error = await client
      .listUsers()
      .toArray()
      .catch((failure: unknown) => failure);
    expect(error).toMatchObject({ name: 'StatusError', status: 301, message: expect.stringMatching(/a redirect/) });
    const users = requests.filter((request) => request.includes('Users'));
    expect(users.length).toBe(location === '/Api/Users/' ? 4 : 1);
    expect(new Set(users.map((request) => request.replace('/?', '?').split('/')[2])).size).toBe(1);
  });

  test('of the exchange that would make a GET of it names the cause', async () => {
    const sandbox = createSandbox({ applicants: 1, jobs: 1, now: () => START });
    const before: Answer = ({ href }) => moved(href.replace('http:', 'https:'), 303);
    const { client, requests } = clientOf(sandbox, before, { baseUrl: 'http://erecruiter.example.at' });
    const message = 'POST Api: HTTP 303: a redirect from http to https: set `baseUrl` to the address with https';
    await expect(client.ping()).rejects.toMatchObject({ message });
    expect(requests).toHaveLength(1);
  });

  test.each([301, 307, 308])('of a write is not followed: %d', async (status) => {
    const sandbox = createSandbox({ applicants: 3, jobs: 2, now: () => START });
    const { client, requests } = clientOf(sandbox, ({ pathname }, { method }) =>
      method === 'GET' || pathname === '/Api' || pathname.endsWith('/') ? undefined : moved(`${pathname}/`, status),
    );
    const call = client.addTagToCandidate({ candidate_id: 'remote:150001', tag: { name: 'Neu' } });
    await expect(call).rejects.toMatchObject({ status });
    expect(requests.filter((request) => /^P(?:OST|UT) .*Applicant/.test(request))).toHaveLength(1);
  });
});

describe('a server on which a new token ends the older one', () => {
  /** Two clients with one key. */
  function two(denied: (path: string) => boolean = () => false) {
    const sandbox = createSandbox({ applicants: 30, jobs: 2, sourced: true, now: () => START });
    let valid: string | null = null;
    let exchanges = 0;
    const time = createTime();
    const refusal = (): Response =>
      Response.json({ Message: 'Authorization has been denied for this request.' }, { status: 401 });
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const { pathname } = new URL(String(input));
      await time.sleep(5);
      if (pathname === '/Api') {
        exchanges += 1;
        const answer = await sandbox.fetch(String(input), init);
        const { Token, ...rest } = await answer.json();
        valid = Token ?? valid;
        return Response.json({ Token, ...rest }, { status: answer.status });
      }
      const token = new Headers(init?.headers).get('x-apitoken');
      return token !== valid || denied(pathname) ? refusal() : sandbox.fetch(String(input), init);
    };
    const { baseUrl, apiKey, mandatorId } = sandbox;
    const options = { baseUrl, apiKey, mandatorId, fetch, clock: time };
    return { sandbox, first: new ERecruiter(options), second: new ERecruiter(options), exchanges: () => exchanges };
  }

  test('lets both finish', async () => {
    const { sandbox, first, second, exchanges } = two();
    const expected = await candidates(clientOf(sandbox, () => undefined).client);
    expect(await Promise.all([candidates(first), candidates(second)])).toEqual([expected, expected]);
    expect(exchanges()).toBeGreaterThan(2);
  });

  test('tells a missing access level from it, without end', async () => {
    const { first, exchanges } = two((path) => path.startsWith('/Api/Applicant/'));
    await expect(first.listCandidates().toArray()).rejects.toMatchObject({ name: 'PermissionError' });
    expect(exchanges()).toBeLessThan(20); // the calls on their way renew one after another
  });

  test('fails fast with a wrong key', async () => {
    const { sandbox } = two();
    const { client, requests } = clientOf(sandbox, () => undefined, { apiKey: 'wrong' });
    await expect(client.listJobs().toArray()).rejects.toMatchObject({ name: 'AuthenticationError' });
    expect(requests).toHaveLength(1);
  });
});
