import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RequestEvent } from '../../src/options.js';
import { startServer } from '../helpers/http-server.js';
import {
  BODY,
  call,
  caught,
  createClock,
  createTransport,
  endpointOf,
  eventually,
  expectDiscreet,
  fetchOf,
  tokenBody,
} from './transport-kit.js';

/** A site whose behaviour the test sets, and a transport to it with one place only. */
async function setUp(changes: Parameters<typeof createTransport>[1] = {}) {
  const act: { token: Answer; other: Answer } = { token: (response) => void response.end(tokenBody()), other: succeed };
  const server = await startServer((response, { target }) => act[target === '/Api' ? 'token' : 'other'](response));
  const transport = createTransport(server.url, { concurrency: 1, ...changes });
  const requests = () => server.arrived.filter(({ target }) => target !== '/Api');
  return { act, server, transport, requests };
}

type Answer = (response: ServerResponse) => void;

function succeed(response: ServerResponse): void {
  response.end(BODY);
}

function hang(): void {
  // leaves the request without an answer
}

function stall(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"Id":');
}

function listeners({ signal }: AbortController): number {
  return getEventListeners(signal, 'abort').length;
}

const warnings: string[] = [];
const note = (warning: Error): void => void warnings.push(warning.message);
beforeEach(() => void process.on('warning', note));
afterEach(() => {
  process.off('warning', note);
  expect(warnings.splice(0)).toEqual([]);
});

describe('an abort', () => {
  test('before the call sends nothing', async () => {
    const { transport, server } = await setUp();
    const error = await caught(call(transport, 'create', { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({
      name: 'AbortedError',
      attempts: 0,
      mayHaveBeenApplied: false,
      endpoint: endpointOf('create'),
    });
    expect(server.arrived).toEqual([]);
  });

  test('while the token is fetched ends the exchange too', async () => {
    const { act, transport, server, requests } = await setUp();
    act.token = hang;
    const controller = new AbortController();
    const pending = caught(call(transport, 'create', { signal: controller.signal }));
    await eventually(() => server.running() === 1);
    controller.abort();
    expect(await pending).toMatchObject({ name: 'AbortedError', attempts: 0, mayHaveBeenApplied: false });
    await eventually(() => server.running() === 0);
    expect(requests()).toEqual([]);
    expect(listeners(controller)).toBe(0);
  });

  test('of one caller leaves the exchange to the others', async () => {
    const { act, transport, server } = await setUp({ concurrency: 4 });
    const exchanges: ServerResponse[] = [];
    act.token = (response) => void exchanges.push(response);
    const controller = new AbortController();
    const leaving = caught(call(transport, 'read', { signal: controller.signal }));
    const staying = [call(transport, 'read'), call(transport, 'create')];
    await eventually(() => exchanges.length === 1);
    controller.abort();
    expect(await leaving).toMatchObject({ name: 'AbortedError' });
    exchanges[0]?.end(tokenBody());
    expect(await Promise.all(staying)).toMatchObject([{ Id: 7 }, { Id: 7 }]);
    expect(server.arrived.filter(({ target }) => target === '/Api')).toHaveLength(1);
  });

  test('of the last caller does not spoil the exchange for the next one', async () => {
    const { act, transport, server } = await setUp();
    act.token = hang;
    const controller = new AbortController();
    const leaving = caught(call(transport, 'read', { signal: controller.signal }));
    await eventually(() => server.running() === 1);
    act.token = (response) => void response.end(tokenBody());
    controller.abort();
    expect(await leaving).toMatchObject({ name: 'AbortedError' });
    expect(await call(transport, 'read')).toMatchObject({ Id: 7 });
  });

  test('while others hold all places lets them go on, and takes no place away', async () => {
    const { act, transport, requests } = await setUp();
    const held: ServerResponse[] = [];
    act.other = (response) => void held.push(response);
    const first = call(transport, 'read');
    await eventually(() => held.length === 1);
    const controller = new AbortController();
    const waiting = caught(call(transport, 'create', { signal: controller.signal }));
    const third = call(transport, 'read');
    await eventually(() => listeners(controller) === 1);
    controller.abort();
    expect(await waiting).toMatchObject({ name: 'AbortedError', attempts: 0, mayHaveBeenApplied: false });
    expect(listeners(controller)).toBe(0);
    act.other = succeed;
    held[0]?.end(BODY);
    expect(await Promise.all([first, third])).toMatchObject([{ Id: 7 }, { Id: 7 }]);
    expect(requests()).toHaveLength(2);
  });

  const underWay = [
    { when: 'before the headers', answer: hang, rule: 'read', mayHaveBeenApplied: false },
    { when: 'before the headers', answer: hang, rule: 'create', mayHaveBeenApplied: true },
    { when: 'within the body', answer: stall, rule: 'read', mayHaveBeenApplied: false },
    { when: 'within the body', answer: stall, rule: 'create', mayHaveBeenApplied: true },
  ] as const;
  test.each(underWay)(
    '$when ends a request of rule $rule at once; may have been applied: $mayHaveBeenApplied',
    async ({ answer, rule, mayHaveBeenApplied }) => {
      const { act, transport, server, requests } = await setUp();
      act.other = answer;
      const controller = new AbortController();
      const pending = caught(call(transport, rule, { signal: controller.signal }));
      await eventually(() => requests().length === 1);
      if (answer === stall) await new Promise((resolve) => setTimeout(resolve, 20));
      const reason = new Error(BODY);
      controller.abort(reason);
      const error = await pending;
      expect(error).toMatchObject({
        name: 'AbortedError',
        code: 'PLATFORM.UNKNOWN_ERROR',
        attempts: 1,
        mayHaveBeenApplied,
      });
      expectDiscreet(error, reason);
      await eventually(() => server.running() === 0);
      expect(listeners(controller)).toBe(0);
      // The one place is free again, and nothing was repeated.
      act.other = succeed;
      expect(await call(transport, 'read')).toMatchObject({ Id: 7 });
      expect(requests()).toHaveLength(2);
    },
  );

  test.each(['read', 'create', 'once'] as const)(
    'while a repeat of "%s" is waited for leaves nothing in doubt',
    async (rule) => {
      const controller = new AbortController();
      const clock = {
        ...createClock(),
        sleep: (_: number, signal: AbortSignal) =>
          new Promise<void>((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason), { once: true });
            setImmediate(() => controller.abort());
          }),
      };
      const { act, transport, requests } = await setUp({ clock });
      act.other = (response) => void response.writeHead(429).end();
      const error = await caught(call(transport, rule, { signal: controller.signal }));
      expect(error).toMatchObject({ name: 'AbortedError', attempts: 1, mayHaveBeenApplied: false });
      expect(requests()).toHaveLength(1);
      expect(listeners(controller)).toBe(0);
      act.other = succeed;
      expect(await call(transport, 'read')).toMatchObject({ Id: 7 });
    },
  );

  test('at whatever turn of the microtask queue ends the call, and once it is aborted nothing is sent', async () => {
    const seen = new Set<number>();
    for (let turns = 0; turns < 80; turns += 1) {
      let release: ((response: Response) => void) | undefined;
      let sent = 0;
      const fetch = fetchOf(async (input) => {
        if (input.method === 'POST') return new Response(tokenBody());
        if (input.method === 'GET' && release !== undefined) return new Response(BODY);
        return new Promise((resolve) => {
          if (input.method === 'GET') release = resolve;
        });
      });
      const onRequest = ({ endpoint }: RequestEvent): void => void (endpoint === endpointOf('create') && (sent += 1));
      const transport = createTransport('https://erecruiter.example.at', { fetch, onRequest, concurrency: 1 });
      const first = call(transport, 'read');
      await vi.waitUntil(() => release !== undefined, { interval: 1 });
      const controller = new AbortController();
      const waiting = caught(call(transport, 'create', { signal: controller.signal }));
      await new Promise((resolve) => setImmediate(resolve)); // it stands at the gate
      release?.(new Response(BODY)); // from here on the place is passed on, turn by turn
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const attempts = sent;
      controller.abort();
      expect(await waiting).toMatchObject({ name: 'AbortedError', attempts, mayHaveBeenApplied: attempts === 1 });
      expect(sent).toBe(attempts);
      await first;
      expect(await call(transport, 'read')).toMatchObject({ Id: 7 }); // the place is free again
      seen.add(attempts);
    }
    expect(seen).toEqual(new Set([0, 1])); // the turns reach from before the gate to behind it
  });

  test('from within onRequest ends the call', async () => {
    const controller = new AbortController();
    const { transport, requests } = await setUp({
      onRequest: ({ endpoint }) => endpoint !== 'POST Api' && controller.abort(),
    });
    expect(await caught(call(transport, 'read', { signal: controller.signal }))).toMatchObject({
      name: 'AbortedError',
    });
    expect(requests()).toEqual([]);
  });

  test('after the end of the call does nothing', async () => {
    const { transport } = await setUp();
    const controller = new AbortController();
    const record = await call(transport, 'read', { signal: controller.signal });
    expect(listeners(controller)).toBe(0);
    controller.abort();
    expect(record).toMatchObject({ Id: 7 });
  });
});

describe('one signal for many calls', () => {
  test('has one listener while they run, none afterwards, and Node has nothing to warn of', async () => {
    const controller = new AbortController();
    const { transport } = await setUp({ concurrency: 16 });
    const calls = Array.from({ length: 60 }, () => call(transport, 'read', { signal: controller.signal }));
    expect(listeners(controller)).toBe(1);
    await Promise.all(calls);
    expect(listeners(controller)).toBe(0);
  });

  test('ends all of them, those that wait for a place included', async () => {
    const controller = new AbortController();
    const { act, transport, server, requests } = await setUp({ concurrency: 4 });
    act.other = hang;
    const calls = Array.from({ length: 20 }, () => caught(call(transport, 'read', { signal: controller.signal })));
    await eventually(() => requests().length === 4);
    controller.abort();
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ name: 'AbortedError' });
    await eventually(() => server.running() === 0);
    expect(requests()).toHaveLength(4);
    expect(listeners(controller)).toBe(0);
  });
});

describe('a timeout', () => {
  test('is counted per request, without the wait for a slot', async () => {
    const { act, transport } = await setUp();
    act.other = (response) => void setTimeout(() => response.end(BODY), 60);
    const calls = Array.from({ length: 5 }, () => call(transport, 'read', { timeoutMs: 250 }));
    expect(await Promise.all(calls)).toHaveLength(5);
  });

  test('releases its slot and closes the connection', async () => {
    const { act, transport, server } = await setUp();
    act.other = stall;
    expect(await caught(call(transport, 'create', { timeoutMs: 20 }))).toMatchObject({ name: 'TimeoutError' });
    await eventually(() => server.running() === 0);
    act.other = succeed;
    expect(await call(transport, 'read')).toMatchObject({ Id: 7 });
  });

  test('and an abort count also within the body of a failure', async () => {
    const { act, transport, server } = await setUp();
    act.other = (response) => {
      response.writeHead(503, { 'content-length': '100' });
      response.write('{"Message":');
    };
    expect(await caught(call(transport, 'create', { timeoutMs: 30 }))).toMatchObject({ name: 'TimeoutError' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const error = await caught(call(transport, 'create', { signal: controller.signal }));
    expect(error).toMatchObject({ name: 'AbortedError' });
    await eventually(() => server.running() === 0);
  });

  test('leaves no timer behind that would keep a process alive', async () => {
    const { act, transport } = await setUp();
    const set = vi.spyOn(globalThis, 'setTimeout');
    const cleared = vi.spyOn(globalThis, 'clearTimeout');
    const timeoutMs = 54_321;
    await call(transport, 'read', { timeoutMs });
    act.other = (response) => void response.writeHead(404).end();
    await caught(call(transport, 'read', { timeoutMs }));
    const own = set.mock.calls.flatMap(([, ms], index) => (ms === timeoutMs ? [set.mock.results[index]?.value] : []));
    expect(own).toHaveLength(3); // one for the wait for the token
    for (const timer of own) expect(cleared).toHaveBeenCalledWith(timer);
  });

  test('of the exchange is the client’s, and its error names the exchange', async () => {
    const { act, transport } = await setUp({ timeoutMs: 20, retryLimit: 0 });
    act.token = hang;
    expect(await caught(call(transport, 'create'))).toMatchObject({
      name: 'TimeoutError',
      endpoint: 'POST Api',
      mayHaveBeenApplied: false,
    });
  });

  test.each([Number.POSITIVE_INFINITY, 2 ** 31, Number.MAX_SAFE_INTEGER])(
    'of %d ms is a very long one',
    async (timeoutMs) => {
      const { act, transport } = await setUp();
      act.other = (response) => void setTimeout(() => response.end(BODY), 20);
      expect(await call(transport, 'read', { timeoutMs })).toMatchObject({ Id: 7 });
    },
  );

  test.each([
    ['never answers', () => new Promise<Response>(() => undefined)],
    ['never ends its body', async () => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }))],
  ])('holds also for a fetch that knows no signals and %s', async (_, deaf) => {
    const fetch = fetchOf(({ method }) => (method === 'POST' ? new Response(tokenBody()) : deaf()));
    const { transport } = await setUp({ fetch });
    expect(await caught(call(transport, 'create', { timeoutMs: 20 }))).toMatchObject({ name: 'TimeoutError' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const error = await caught(call(transport, 'read', { signal: controller.signal }));
    expect(error).toMatchObject({ name: 'AbortedError' });
  });
});
