import { describe, expect, test, vi } from 'vitest';
import type { Clock } from '../../src/options.js';
import { startServer } from '../helpers/http-server.js';
import {
  BODY,
  call,
  CANARIES,
  caught,
  createClock,
  createTransport,
  expectDiscreet,
  fetchOf,
  tokenBody,
} from './transport-kit.js';

const MINUTE = 60_000;
const JSON_TYPE = { 'content-type': 'application/json' };

/** A transport to an eRecruiter of plain functions: `exchange` answers for tokens, `other` for the rest. */
function setUp(
  exchange: (number: number) => Response,
  other: (token: string | null) => Response = () => new Response(BODY),
) {
  const clock = createClock();
  const tokens: (string | null)[] = [];
  let exchanges = 0;
  const fetch = fetchOf(async (input) => {
    if (input.url.endsWith('/Api')) return exchange((exchanges += 1));
    const token = input.headers.get('x-apitoken');
    tokens.push(token);
    return other(token);
  });
  const transport = createTransport('https://erecruiter.example.at', { fetch, clock });
  return { transport, clock, tokens, exchanges: () => exchanges };
}

function tokenAnswer(number: number, expires: string | null, headers: Record<string, string> = {}): Response {
  return new Response(tokenBody(`token-${number}`, expires), { headers: { ...JSON_TYPE, ...headers } });
}

describe('the token', () => {
  test.each([
    // The clock of the test stands at 12:00Z.
    ['with its offset', '2026-03-01T14:00:00.0000000+01:00', {}, 55],
    ['in UTC', '2026-03-01T13:00:00Z', {}, 55],
    [
      'by the server’s clock, which is a day ahead',
      '2026-03-02T13:00:00Z',
      { date: 'Mon, 02 Mar 2026 12:00:00 GMT' },
      55,
    ],
    [
      'by the server’s clock, which is a day behind',
      '2026-02-28T13:00:00Z',
      { date: 'Sat, 28 Feb 2026 12:00:00 GMT' },
      55,
    ],
    ['by the own clock when the server’s is garbled', '2026-03-01T13:00:00Z', { date: 'noon' }, 55],
    ['at half of a short life', '2026-03-01T12:06:00Z', {}, 3],
  ])('is renewed before it expires: %s', async (_, expires, headers, lastsMinutes) => {
    const { transport, clock, tokens } = setUp((number) => tokenAnswer(number, expires, headers));
    await call(transport, 'read');
    clock.advance(lastsMinutes * MINUTE - 1);
    await call(transport, 'read');
    clock.advance(1);
    await call(transport, 'read');
    expect(tokens).toEqual(['token-1', 'token-1', 'token-2']);
  });

  test.each([
    ['has no offset, so that the zone is unknown', '2026-03-01T13:00:00'],
    ['is missing', null],
    ['is garbled', 'tomorrow'],
    ['is garbled but ends in Z', 'tomorrow Z'],
    ['has gone by already', '2026-03-01T11:00:00Z'],
    ['is the end of all time', '9999-12-31T23:59:59.9999999Z'],
    ['is the beginning of all time', '0001-01-01T00:00:00'],
  ])('is kept until it is refused when its expiry %s', async (_, expires) => {
    let refused = '';
    const { transport, clock, tokens } = setUp(
      (number) => tokenAnswer(number, expires),
      (token) => new Response(BODY, { status: token === refused ? 401 : 200 }),
    );
    await call(transport, 'read');
    clock.advance(365 * 24 * 60 * MINUTE);
    await call(transport, 'read');
    refused = 'token-1';
    await call(transport, 'create');
    expect(tokens).toEqual(['token-1', 'token-1', 'token-1', 'token-2']);
  });

  test('is fetched once for many calls at once', async () => {
    const { transport, exchanges } = setUp((number) => tokenAnswer(number, null));
    await Promise.all(Array.from({ length: 30 }, () => call(transport, 'read')));
    expect(exchanges()).toBe(1);
  });

  test('is renewed once for many calls that were refused at once', async () => {
    const { transport, exchanges, tokens } = setUp(
      (number) => tokenAnswer(number, null),
      (token) => new Response(BODY, { status: token === 'token-1' ? 401 : 200 }),
    );
    await Promise.all(Array.from({ length: 4 }, () => call(transport, 'create')));
    expect(exchanges()).toBe(2);
    expect(tokens).toEqual([...Array(4).fill('token-1'), ...Array(4).fill('token-2')]);
  });

  test('is not thrown away for the late refusal of an older one', async () => {
    const late: (() => void)[] = [];
    let tokens = 0;
    let slow = true;
    const server = await startServer((response, { target, headers }) => {
      if (target === '/Api') return void response.end(tokenBody(`token-${(tokens += 1)}`, null));
      const refused = headers['x-apitoken'] === 'token-1';
      const answer = (): void => void response.writeHead(refused ? 401 : 200).end(BODY);
      if (!slow) return answer();
      slow = false; // the first call of all is answered last
      late.push(answer);
    });
    const transport = createTransport(server.url);
    const first = call(transport, 'read');
    while (late.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await call(transport, 'read'); // meanwhile this one has renewed the token
    late[0]?.();
    await first;
    await call(transport, 'read');
    expect(tokens).toBe(2);
  });

  test('is taken from a clock that is an object with methods', async () => {
    class OwnClock implements Clock {
      readonly #start = 0;
      now(): number {
        return this.#start;
      }
      async sleep(): Promise<void> {
        await Promise.resolve(this.#start);
      }
    }
    const fetch = fetchOf(({ method }) => new Response(method === 'POST' ? tokenBody() : BODY));
    const transport = createTransport('https://erecruiter.example.at', { fetch, clock: new OwnClock() });
    expect(await call(transport, 'read')).toMatchObject({ Id: 7 });
    expect(await call(transport, 'read')).toMatchObject({ Id: 7 });
  });
});

describe('the exchange', () => {
  test.each([5, 1767225600, true, {}, [], '', 'soon', null])(
    'takes a token whose expiry is %j: a 401 tells its end',
    async (Expires) => {
      const text = JSON.stringify({ Token: 'token-1', Expires });
      const { transport, tokens } = setUp(() => new Response(text, { headers: JSON_TYPE }));
      expect(await call(transport, 'read')).toMatchObject({ Id: 7 });
      expect(tokens).toEqual(['token-1']);
    },
  );

  test.each([
    ['no object', '"OK"'],
    ['null', 'null'],
    ['no token', '{"Expires":"2026-03-01T13:00:00Z"}'],
    ['an empty token', '{"Token":""}'],
    ['a number for a token', '{"Token":4711}'],
    ['a token with a line end', JSON.stringify({ Token: `${CANARIES.token}\r\nX-Other: 1` })],
    ['a token with a blank', JSON.stringify({ Token: `${CANARIES.token} ` })],
    ['a token with an umlaut', JSON.stringify({ Token: `${CANARIES.token}ö` })],
    ['an endless token', JSON.stringify({ Token: CANARIES.token.repeat(1000) })],
  ])('with %s for an answer is a ResponseShapeError, and nothing else is sent', async (_, body) => {
    const { transport, tokens } = setUp(() => new Response(body, { headers: JSON_TYPE }));
    const error = await caught(call(transport, 'create'));
    expect(error).toMatchObject({ name: 'ResponseShapeError', endpoint: 'POST Api', mayHaveBeenApplied: false });
    expectDiscreet(error);
    expect(tokens).toEqual([]);
  });

  test('with a wrong key is an AuthenticationError at once', async () => {
    const { transport, exchanges, tokens } = setUp(() => new Response(CANARIES.key, { status: 401 }));
    const error = await caught(call(transport, 'create'));
    expect(error).toMatchObject({
      name: 'AuthenticationError',
      endpoint: 'POST Api',
      attempts: 1,
      mayHaveBeenApplied: false,
    });
    expectDiscreet(error);
    expect({ exchanges: exchanges(), tokens }).toEqual({ exchanges: 1, tokens: [] });
  });

  test.each(['read', 'create', 'once'] as const)('is repeated as a read, also before a "%s"', async (rule) => {
    const { transport, exchanges, tokens } = setUp((number) =>
      number < 3 ? new Response('', { status: 503 }) : tokenAnswer(number, null),
    );
    await call(transport, rule);
    expect({ exchanges: exchanges(), tokens }).toEqual({ exchanges: 3, tokens: ['token-3'] });
  });

  test('that failed is tried anew by the next call', async () => {
    const { transport, exchanges } = setUp((number) =>
      number === 1 ? new Response('', { status: 403 }) : tokenAnswer(number, null),
    );
    expect(await caught(call(transport, 'read'))).toMatchObject({ name: 'PermissionError', endpoint: 'POST Api' });
    await call(transport, 'read');
    expect(exchanges()).toBe(2);
  });

  test('takes no place of its own: one place is enough for a call and the exchange that it needs', async () => {
    let exchanges = 0;
    const held: ((response: Response) => void)[] = [];
    const fetch = fetchOf(({ method }) => {
      if (method !== 'POST') return new Promise((resolve) => held.push(resolve));
      return tokenAnswer((exchanges += 1), '2026-03-01T13:00:00Z');
    });
    const clock = createClock();
    const transport = createTransport('https://erecruiter.example.at', { fetch, clock, concurrency: 1 });
    const calls = [call(transport, 'read')];
    await vi.waitUntil(() => held.length === 1);
    clock.advance(60 * MINUTE);
    calls.push(call(transport, 'read'));
    held[0]?.(new Response(BODY));
    await vi.waitUntil(() => exchanges === 2);
    await vi.waitUntil(() => held.length === 2);
    held[1]?.(new Response(BODY));
    expect(await Promise.all(calls)).toMatchObject([{ Id: 7 }, { Id: 7 }]);
  });

  test('of a renewal that fails fails the call, and says that it was the exchange', async () => {
    const { transport } = setUp(
      (number) => (number === 1 ? tokenAnswer(1, null) : new Response('', { status: 401 })),
      () => new Response('', { status: 401 }),
    );
    const error = await caught(call(transport, 'create'));
    expect(error).toMatchObject({ name: 'AuthenticationError', endpoint: 'POST Api', mayHaveBeenApplied: false });
  });
});
