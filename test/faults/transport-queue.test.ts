import { describe, expect, test } from 'vitest';
import { ERecruiter } from '../../src/index.js';
import { call, caught, createClock, createTransport, fetchOf } from './transport-kit.js';

const SITE = 'https://erecruiter.example.at';
const MINUTE = 60_000;

/** A server whose tokens live for a minute by a clock that each other request moves on. */
function shortLived(msPerRequest: number) {
  const clock = createClock();
  const ends = new Map<string, number>();
  let refused = 0;
  const fetch = fetchOf(({ method, headers }) => {
    if (method === 'POST') {
      const token = `token-${ends.size}`;
      ends.set(token, clock.now() + MINUTE);
      const date = new Date(clock.now()).toUTCString();
      const body = { Token: token, Expires: new Date(clock.now() + MINUTE).toISOString() };
      return Response.json(body, { headers: { date } });
    }
    const isValid = (ends.get(headers.get('x-apitoken') ?? '') ?? 0) > clock.now();
    clock.advance(msPerRequest);
    if (!isValid) refused += 1;
    return isValid ? Response.json({ Id: 7 }) : Response.json({ Message: 'denied' }, { status: 401 });
  });
  return { fetch, clock, refused: () => refused, exchanges: () => ends.size };
}

describe('calls that wait longer for their turn than a token lives', () => {
  test('all succeed, and none sends a token that has ended', async () => {
    const server = shortLived(5_000);
    const transport = createTransport(SITE, { fetch: server.fetch, clock: server.clock, concurrency: 4 });
    const answers = await Promise.all(Array.from({ length: 200 }, () => call(transport, 'read')));
    expect(answers).toHaveLength(200);
    // A token is renewed at half its life; the requests beside the one that saw it end may still be refused.
    expect(server.refused()).toBeLessThanOrEqual(3);
    expect(server.exchanges()).toBeGreaterThan(20);
  });
});

describe('what calls share', () => {
  /** A server that never answers the token, or never the mandator. */
  function hanging(what: 'token' | 'mandator') {
    const fetch = fetchOf(async ({ method, url }) => {
      const isMandator = url.includes('Mandator');
      if (what === (method === 'POST' ? 'token' : isMandator ? 'mandator' : '')) await new Promise(() => undefined);
      return Response.json(method === 'POST' ? { Token: 't' } : isMandator ? { Id: 1, Name: 'Acme' } : 'pong');
    });
    return new ERecruiter({ baseUrl: SITE, apiKey: 'k', mandatorId: 1, fetch });
  }

  test.each([
    ['token', 'GET Api/Ping'],
    ['mandator', 'GET Api/Mandator'],
  ] as const)('is waited for no longer than each call allows: the %s', async (what, endpoint) => {
    const erecruiter = hanging(what);
    const patient = new AbortController();
    const longer = erecruiter.ping({ signal: patient.signal, timeoutMs: 60_000 });
    const error = await caught(erecruiter.ping({ timeoutMs: 30 }));
    expect(error).toMatchObject({ name: 'TimeoutError', endpoint, mayHaveBeenApplied: false });
    patient.abort();
    expect(await caught(longer)).toMatchObject({ name: 'AbortedError' });
  });
});

describe('one signal for many calls', () => {
  test('raises no warning, however many wait, sleep or are under way', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    let failures = 0;
    const fetch = fetchOf(({ method, url }) => {
      if (method === 'POST') return Response.json({ Token: 't' });
      if (url.includes('Ping') && (failures += 1) <= 60) return new Response('', { status: 503 });
      return Response.json(url.includes('Mandator') ? { Id: 1 } : 'pong');
    });
    const retry = { limit: 2, maxRetryAfterMs: 1 };
    const erecruiter = new ERecruiter({ baseUrl: SITE, apiKey: 'k', mandatorId: 1, fetch, concurrency: 20, retry });
    const { signal } = new AbortController();
    await Promise.allSettled(Array.from({ length: 60 }, () => erecruiter.ping({ signal })));
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('warning', note);
    expect(warnings.map(({ message }) => message)).toEqual([]);
  });
});

test('an async callback that rejects does not end the process, and breaks no call', async () => {
  const fails = async (): Promise<never> => {
    throw new Error('x');
  };
  let calls = 0;
  const fetch = fetchOf(({ method, url }) => {
    if (method === 'POST') return Response.json({ Token: 't' });
    if (url.includes('Users'))
      return (calls += 1) === 1 ? new Response('', { status: 503 }) : Response.json([{ Id: 'x' }]);
    return Response.json({ Id: 1 });
  });
  const erecruiter = new ERecruiter({
    ...{ baseUrl: SITE, apiKey: 'k', mandatorId: 1, fetch, retry: { maxRetryAfterMs: 0 } },
    ...{ onRequest: fails, onResponse: fails, onFailure: fails, onRetry: fails, onIssue: fails, debug: fails },
    logger: { debug: fails, warn: fails },
  });
  expect(await erecruiter.listUsers().toArray()).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 5)); // an unhandled rejection would fail this test
});
