import { describe, expect, test } from 'vitest';
import {
  BODY,
  call,
  CANARIES,
  caught,
  createClock,
  createTransport,
  endpointOf,
  fetchOf,
  tokenBody,
} from './transport-kit.js';

/** Calls once while the answers come one after the other; returns all events in order. */
async function follow(rule: 'read' | 'create', answers: readonly (Response | Error)[]): Promise<unknown[]> {
  const events: unknown[] = [];
  const clock = createClock();
  const left = [...answers];
  const fetch = fetchOf((input) => {
    clock.advance(40);
    if (input.url.endsWith('/Api')) return new Response(tokenBody());
    const next = left.shift() ?? expect.fail('one request too many');
    if (next instanceof Error) throw next;
    return next;
  });
  const transport = createTransport('https://erecruiter.example.at', {
    fetch,
    clock,
    onRequest: (event) => void events.push({ request: event }),
    onResponse: (event) => void events.push({ response: event }),
    onFailure: (event) => void events.push({ failure: event }),
    onRetry: (event) => void events.push({ retry: event }),
  });
  await call(transport, rule).catch(() => undefined);
  expect(left).toEqual([]);
  return events.filter((event) => !JSON.stringify(event).includes('"POST Api"'));
}

const ok = () => new Response('{"Id":7}');
const reset = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(CANARIES.email), { code: 'ECONNRESET' }) });

describe('the hooks receive', () => {
  const endpoint = endpointOf('read');
  const requestId: unknown = expect.stringMatching(/^\d+$/);
  const request = (attempt: number) => ({ request: { requestId, endpoint, attempt } });
  const response = (attempt: number, status: number) => ({
    response: { requestId, endpoint, attempt, status, durationMs: 40 },
  });
  const failure = (attempt: number, reason: string) => ({
    failure: { requestId, endpoint, attempt, reason, durationMs: 40 },
  });
  const retry = (attempt: number, reason: string, waitMs: unknown = expect.any(Number)) => ({
    retry: { requestId, endpoint, attempt, reason, waitMs },
  });
  const lost = (attempt: number, reason: string) => [request(attempt), failure(attempt, reason)];

  test.each([
    ['a success', [ok()], [request(1), response(1, 200)]],
    [
      'a repeat after a status',
      [new Response('', { status: 503, headers: { 'retry-after': '2' } }), ok()],
      [request(1), response(1, 503), retry(1, 'HTTP 503', 2000), request(2), response(2, 200)],
    ],
    [
      'repeats in vain',
      [reset(), reset(), reset()],
      [
        ...lost(1, 'ECONNRESET'),
        retry(1, 'ECONNRESET'),
        ...lost(2, 'ECONNRESET'),
        retry(2, 'ECONNRESET'),
        ...lost(3, 'ECONNRESET'),
      ],
    ],
    [
      'a repeat after an error without a code',
      [new Error(CANARIES.email), ok()],
      [...lost(1, 'connection lost'), retry(1, 'connection lost'), request(2), response(2, 200)],
    ],
    [
      'a repeat after an unreadable answer, which did come',
      [new Response('<html>'), ok()],
      [request(1), response(1, 200), retry(1, 'the answer is HTML or XML, not JSON'), request(2), response(2, 200)],
    ],
    [
      'a repeat after an answer that did not come to its end',
      [new Response(Uint8Array.of(0xc3)), ok()],
      [
        ...lost(1, 'the answer is not text in its charset'),
        retry(1, 'the answer is not text in its charset'),
        request(2),
        response(2, 200),
      ],
    ],
    [
      'an answer that is too large, which is not asked for again',
      [new Response('x'.repeat(200_000))],
      lost(1, 'the answer is larger than 100000 bytes'),
    ],
    [
      'the repeat with a renewed token, which is not waited for',
      [new Response('', { status: 401 }), ok()],
      [request(1), response(1, 401), retry(1, 'HTTP 401', 0), request(2), response(2, 200)],
    ],
    ['a failure that is not repeated', [new Response('', { status: 404 })], [request(1), response(1, 404)]],
  ])('%s', async (_, answers, events) => {
    expect(await follow('read', answers)).toEqual(events);
  });

  test('a write that is in doubt, without a repeat', async () => {
    const name = endpointOf('create');
    expect(await follow('create', [reset()])).toEqual([
      { request: { requestId, endpoint: name, attempt: 1 } },
      { failure: { requestId, endpoint: name, attempt: 1, reason: 'ECONNRESET', durationMs: 40 } },
    ]);
  });

  test('the exchange of the token too', async () => {
    const seen: string[] = [];
    const fetch: typeof globalThis.fetch = async () => new Response(tokenBody());
    const transport = createTransport('https://erecruiter.example.at', {
      fetch,
      onRequest: ({ endpoint: name, attempt }) => void seen.push(`→ ${name} ${attempt}`),
      onResponse: ({ endpoint: name, status }) => void seen.push(`← ${name} ${status}`),
    });
    await caught(call(transport, 'read'));
    expect(seen.slice(0, 3)).toEqual(['→ POST Api 1', '← POST Api 200', `→ ${endpoint} 1`]);
  });

  test('the same id in all events of one request, and another for every other request, of any client', async () => {
    const seen: string[] = [];
    const note = ({ requestId }: { requestId: string }): void => void seen.push(requestId);
    const answers = [tokenBody(), null, BODY, BODY, tokenBody(), BODY];
    const fetch = fetchOf(() => {
      const body = answers.shift();
      return typeof body === 'string' ? new Response(body) : new Response(null, { status: 503 });
    });
    const hooks = { fetch, onRequest: note, onResponse: note, onRetry: note };
    const [first, second] = [1, 2].map(() => createTransport('https://erecruiter.example.at', hooks));
    if (first === undefined || second === undefined) expect.fail();
    await call(first, 'read');
    await call(first, 'read');
    await call(second, 'read');
    expect(answers).toEqual([]);
    const [token, retried, third, other, last] = [...new Set(seen)];
    // request and answer, and for the second one a retry and both again
    const ids = [token, token, ...Array(5).fill(retried), third, third, other, other, last, last];
    expect(seen).toEqual(ids);
  });

  test('an event of their own, which they may change', async () => {
    const seen: string[] = [];
    const note = (event: { requestId: string }): void => {
      seen.push(JSON.stringify(event));
      Object.assign(event, { requestId: 'changed', note: 1 });
    };
    const fetch = fetchOf(({ url }) => (url.endsWith('/Api') ? new Response(tokenBody()) : ok()));
    const hooks = { fetch, onRequest: note, onResponse: note };
    await call(createTransport('https://erecruiter.example.at', hooks), 'read');
    expect(seen).toHaveLength(4);
    expect(seen.filter((event) => event.includes('changed') || event.includes('note'))).toEqual([]);
  });

  test('nothing that must not be seen', async () => {
    const answers = [reset(), new Response(CANARIES.name, { status: 500 }), new Response(CANARIES.token)];
    expect(JSON.stringify(await follow('read', answers))).not.toMatch(/canary/i);
  });
});
