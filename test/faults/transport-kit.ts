import { inspect } from 'node:util';
import * as z from 'zod/mini';
import { expect } from 'vitest';
import type { ReplayRule } from '../../src/api/retry-rules.js';
import { Transport } from '../../src/api/transport.js';
import type { CallOptions, Clock, TransportSettings } from '../../src/options.js';

/** What must be seen nowhere: planted in key, token, URL, headers and bodies. */
export const CANARIES = {
  key: 'canary-key-4711',
  token: 'canary-token-4711',
  email: 'canary.address@example.at',
  header: 'canary-header-4711',
  name: 'Canary-Mustermann',
} as const;

/** A fetch function that answers each request as `answer` says. */
export function fetchOf(answer: (request: Request) => Response | Promise<Response>): typeof globalThis.fetch {
  return async (input, init) => answer(new Request(input, init));
}

/** A body as eRecruiter answers and as a write sends it. */
export const BODY = JSON.stringify({ Id: 7, LastName: CANARIES.name, EMail: CANARIES.email });

/** A clock whose waits are over at once, and noted. */
export interface TestClock extends Clock {
  readonly waits: readonly number[];
  advance(ms: number): void;
}

export function createClock(start = Date.parse('2026-03-01T12:00:00Z')): TestClock {
  let now = start;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    advance: (ms) => void (now += ms),
    sleep: async (ms, signal) => {
      waits.push(ms);
      now += ms;
      signal.throwIfAborted();
    },
  };
}

/** A transport to a site, whose waits are over at once. */
export function createTransport(site: string, changes: Partial<TransportSettings> = {}): Transport {
  return new Transport({
    apiUrl: `${site}/Api`,
    apiKey: CANARIES.key,
    mandatorId: 1,
    concurrency: 4,
    timeoutMs: 10_000,
    maxBodyBytes: 100_000,
    retryLimit: 2,
    maxRetryAfterMs: 60_000,
    fetch: undefined,
    headers: undefined,
    clock: createClock(),
    debug: undefined,
    onRequest: () => undefined,
    onResponse: () => undefined,
    onFailure: () => undefined,
    onRetry: () => undefined,
    onIssue: () => undefined,
    ...changes,
  });
}

const schema = z.looseObject({ Id: z.number() });
const path = 'Applicants/ByEmail/{email}';

/** Calls an endpoint of the given rule, with canaries in path, headers and body. */
export function call(transport: Transport, replay: ReplayRule, options: CallOptions = {}): Promise<{ Id: number }> {
  const method = replay === 'read' ? 'GET' : 'PUT';
  const endpoint = { method, path, query: [], replay, schema, rows: false } as const;
  const json = replay === 'read' ? {} : { json: BODY };
  const headers = { 'X-Gateway': CANARIES.header };
  return transport.record(endpoint, { path: { email: CANARIES.email }, ...json }, { headers, ...options });
}

/** The name that errors give to such a call. */
export function endpointOf(replay: ReplayRule): string {
  return `${replay === 'read' ? 'GET' : 'PUT'} Api/${path}`;
}

/** The answer of the token exchange. */
export function tokenBody(token: string = CANARIES.token, expires: string | null = '2026-03-01T14:00:00Z'): string {
  return JSON.stringify({ Token: token, Expires: expires });
}

/** What a promise rejects with; fails when it does not. */
export async function caught(promise: Promise<unknown>): Promise<unknown> {
  const result = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (result === undefined) expect.fail('expected a rejection');
  return result.error;
}

/**
 * Turns an error every way and looks for what must not be seen. The reason of an abort is the caller's own: only a look
 * at `cause` itself shows it.
 */
export function expectDiscreet(error: unknown, reason?: unknown): void {
  expect(error).toBeInstanceOf(Error);
  if (!(error instanceof Error)) return;
  const { cause } = error;
  const printed = inspect(error, { depth: null, showHidden: true });
  const written = [JSON.stringify(error), JSON.stringify({ ...error })];
  Reflect.deleteProperty(error, 'cause');
  const views = [
    printed,
    ...written,
    String(error),
    error.stack,
    inspect(error, { depth: null, showHidden: true, customInspect: false, getters: true }),
  ].join('\n');
  for (const canary of [...Object.values(CANARIES), '127.0.0.1', 'http:']) expect(views).not.toContain(canary);
  expect(views).not.toMatch(/\bky\b|HTTPError/i);
  expect(cause).toBe(reason);
}

/** Waits until something holds; for what sockets do in their own time. */
export async function eventually(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect.fail('it did not come about');
}
