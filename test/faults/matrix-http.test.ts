import type { ServerResponse } from 'node:http';
import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { type Arrived, startServer } from '../helpers/http-server.js';
import { createStage, type Stage, useInstantTimeouts } from './actions-kit.js';
import { type Failure, FAILURES, MAX_BODY_BYTES } from './matrix-failures.js';
import { judge, type Outcome, worldOf } from './matrix-kit.js';
import { type Method, METHODS } from './matrix-methods.js';
import { type Role, verdictOf } from './matrix-rules.js';
import { eventually } from './transport-kit.js';

// The main cases of the matrix over real sockets and undici, for what a mock would hide.

useInstantTimeouts();

const TIMEOUT_MS = 60_000;
const CHUNK = new Uint8Array(65_536).fill(0x20);
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** What the server does instead of answering; `text` is the answer that it would have given. */
type Spoil = (response: ServerResponse, text: string) => void;

/** Sends spaces as fast as they are read, up to 50 MB, and counts them. */
function flood(response: ServerResponse, sent: { bytes: number }): void {
  const more = (): void => {
    while (sent.bytes < 50 * 1_048_576 && !response.destroyed) {
      sent.bytes += CHUNK.byteLength;
      if (!response.write(CHUNK)) return void response.once('drain', more);
    }
    response.end();
  };
  response.writeHead(200, JSON_TYPE);
  more();
}

const sent = { bytes: 0 };
const FAULTS: Readonly<Record<string, Spoil>> = {
  'a reset before the work': (response) => response.socket?.resetAndDestroy(),
  'a reset after the work': (response) => response.socket?.resetAndDestroy(),
  'headers that do not come': () => void vi.advanceTimersByTime(TIMEOUT_MS),
  'a body that does not end': (response, text) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': String(text.length + 10_000) });
    response.write(text, () => setImmediate(() => vi.advanceTimersByTime(TIMEOUT_MS)));
  },
  '502 with HTML': (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>'),
  '50 MB': (response) => flood(response, sent),
};

/** A real server with the stage's sandbox behind it, which spoils requests that match `pattern`. */
async function serve({ sandbox }: Stage, pattern: RegExp, spoil: Spoil | undefined, isProcessed: boolean) {
  const state = { isBroken: true, spoilt: 0 };
  const forward = async ({ method, target, headers, body }: Arrived): Promise<Response> =>
    sandbox.fetch(new URL(target, sandbox.baseUrl), {
      method,
      headers: { 'content-type': 'application/json', 'X-ApiToken': String(headers['x-apitoken']) },
      ...(body === '' ? {} : { body }),
    });
  const server = await startServer((response, request) => {
    const isStruck = spoil !== undefined && state.isBroken && pattern.test(`${request.method} ${request.target}`);
    if (isStruck) state.spoilt += 1;
    const answer = isStruck && !isProcessed ? Promise.resolve(new Response('')) : forward(request);
    void answer.then(async (given) => {
      const text = await given.text();
      if (isStruck) spoil(response, text);
      else response.writeHead(given.status, JSON_TYPE).end(text);
    });
  });
  return { ...server, state };
}

function methodOf(name: string): Method {
  return [...METHODS.reads, ...METHODS.actions].find((method) => method.name === name) ?? expect.fail(name);
}

const TARGETS: readonly (readonly [method: string, pattern: RegExp, role: Role])[] = [
  ['listCandidates', /^GET \/Api\/Applicant\/150001$/, 'one'],
  ['getCandidate', /^GET \/Api\/Applicant\/150002$/, 'needed'],
  ['createApplication', /^GET \/Api\/Job\//, 'needed'],
  ['createApplication', /^PUT \/Api\/Applicant\?/, 'create'],
  ['createApplication', /^PUT \/Api\/Application\?/, 'guarded'],
  ['addTagToCandidate', /^POST \/Api\/Applicant\//, 'replace'],
  ['addResultLinkToCandidate', /^PUT \/Api\/Applicant\/History\//, 'once'],
  ['addNoteToApplication', /^PUT \/Api\/Applicant\/History\//, 'once'],
  ['passthrough', /^GET \/Api\/Applicant\//, 'raw'],
  ['passthrough of a write', /^PUT \/Api\/Applicant\/History\//, 'raw write'],
];

/** Runs a method over the wire, twice if the first call fails and may be repeated. */
async function play(method: Method, failure: Failure | undefined, pattern: RegExp, role: Role) {
  const stage = createStage({ jobs: 4 });
  await method.setUp?.(stage);
  const spoil = failure && FAULTS[failure.what];
  const isProcessed = !/before|502/.test(failure?.what ?? '');
  const { url, state, running } = await serve(stage, pattern, spoil, isProcessed);
  // Ids stay the same, whatever address the installation is reached at.
  const client = stage.client({
    baseUrl: url,
    tenant: 'erecruiter.example.at',
    fetch: undefined,
    maxBodyBytes: MAX_BODY_BYTES,
  });
  const call = async (): Promise<Outcome> => {
    const { signal } = new AbortController();
    const outcome = await method.run(client, { signal }, stage).then(
      (result) => ({ result, error: undefined }),
      (error: unknown) => ({ result: undefined, error }),
    );
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    return outcome;
  };
  const outcome = await call();
  state.isBroken = false;
  const isFinal = role === 'once' || role === 'raw write' || outcome.error === undefined;
  if (!isFinal) expect((await call()).error).toBeUndefined();
  vi.useRealTimers();
  await eventually(() => running() === 0);
  return { outcome, spoilt: state.spoilt, stage };
}

const KEY_CASES = FAILURES.filter(({ what }) => what in FAULTS);

describe.each(TARGETS)('%s over real sockets, at %s', (name, pattern, role) => {
  test.each(KEY_CASES)('does what is documented with $what', async (failure) => {
    const method = methodOf(name);
    sent.bytes = 0;
    const { outcome, spoilt, stage } = await play(method, failure, pattern, role);
    expect(spoilt).toBeGreaterThan(0);
    judge(outcome, verdictOf(failure, role, method.isAction), failure.what);
    if (failure.what === '50 MB') expect(sent.bytes).toBeLessThan(spoilt * 16 * 1_048_576);
    if (!method.isAction) return;
    const { stage: sound } = await play(method, undefined, pattern, role);
    if (role !== 'once' && role !== 'raw write') expect(worldOf(stage)).toBe(worldOf(sound));
    const entries = stage.sandbox.applicantIds().flatMap((id) => stage.sandbox.historyOf(id));
    expect(entries.length).toBeLessThanOrEqual(1);
  });
});
