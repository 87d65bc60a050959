import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { fastify as Fastify } from 'fastify';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import winston from 'winston';
import { ConfigurationError, detailsFirst, ERecruiter, type ERecruiterOptions, type Logger } from '../../src/index.js';
import { answerLine, failureLine, issueLine, retryLine } from '../../src/core/log.js';
import { createSandbox } from '../../src/sandbox/index.js';

/** A stream that keeps what is written to it, line by line. */
function createSink() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(...String(chunk).split('\n').filter(Boolean));
      done();
    },
  });
  return { lines, stream };
}

/** Calls a client whose first request is answered 503, with one job that cannot be read. */
async function useClient(options: Partial<ERecruiterOptions>): Promise<void> {
  const sandbox = createSandbox({ jobs: 3 });
  const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
  const headers = { 'retry-after': '2' };
  sandbox.fail({ on: 'GET Mandator', kind: 'status', status: 503, headers });
  sandbox.fail({ on: 'GET Job/{jobId}', kind: 'status', status: 403 });
  const clock = { now: () => Date.parse('2026-03-01T12:00:00Z'), sleep: async () => undefined };
  const client = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock, concurrency: 1, ...options });
  await client.listJobs().toArray();
}

const ANSWER = 'erecruiter-kombo: GET Api/Mandator answered 200 in 0 ms (attempt 2)';
const RETRY = 'erecruiter-kombo: retrying GET Api/Mandator in 2000 ms after HTTP 503';
const SKIP = /^erecruiter-kombo: skipped record \d+ of GET Api\/Job\/\{jobId\}: HTTP 403/;
const RETRY_DETAILS = { endpoint: 'GET Api/Mandator', attempt: 1, waitMs: 2000, reason: 'HTTP 503' };

/** Checks entries of a structured logger, each with the message under `key`. */
function expectEntries(lines: readonly string[], key: string): void {
  const entries: unknown[] = lines.map((line) => JSON.parse(line));
  expect(entries).toContainEqual(expect.objectContaining({ [key]: RETRY, ...RETRY_DETAILS }));
  expect(entries).toContainEqual(
    expect.objectContaining({ [key]: ANSWER, endpoint: 'GET Api/Mandator', attempt: 2, status: 200, durationMs: 0 }),
  );
  expect(entries).toContainEqual(
    expect.objectContaining({ [key]: expect.stringMatching(SKIP), endpoint: 'GET Api/Job/{jobId}', path: '' }),
  );
}

describe('a logger works as it is', () => {
  test('console', async () => {
    const { lines, stream } = createSink();
    await useClient({ logger: new Console({ stdout: stream, stderr: stream }) });
    const text = lines.join('\n');
    expect(text).toContain(`${RETRY} {`);
    expect(text).toContain(`${ANSWER} {`);
    expect(text).toContain("reason: 'HTTP 503'");
  });

  test.each([
    ['pino()', (stream: Writable) => pino({ level: 'debug' }, stream)],
    ['a child of pino()', (stream: Writable) => pino({ level: 'debug' }, stream).child({ component: 'ats' })],
    ['the log of Fastify', (stream: Writable) => Fastify({ logger: { level: 'debug', stream } }).log],
    ['pino() behind a proxy', (stream: Writable) => new Proxy(pino({ level: 'debug' }, stream), {})],
    [
      'a wrapper that keeps the order of pino, through detailsFirst',
      (stream: Writable) => {
        const inner = pino({ level: 'debug' }, stream);
        return detailsFirst({
          debug: (details, message) => inner.debug(details, message),
          warn: (details, message) => inner.warn(details, message),
        });
      },
    ],
    ['pino() through detailsFirst', (stream: Writable) => detailsFirst(pino({ level: 'debug' }, stream))],
  ])('%s', async (_, create) => {
    const { lines, stream } = createSink();
    await useClient({ logger: create(stream) });
    expectEntries(lines, 'msg');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(expect.arrayContaining([20, 40]));
  });

  test.each([
    ['winston.createLogger()', winston.format.json(), (logger: winston.Logger): Logger => logger],
    ['a child of it', winston.format.json(), (logger: winston.Logger): Logger => logger.child({ component: 'ats' })],
    [
      'one that replaces placeholders',
      winston.format.combine(winston.format.splat(), winston.format.json()),
      (logger: winston.Logger): Logger => logger,
    ],
  ])('%s', async (_, format, from) => {
    const { lines, stream } = createSink();
    const transports = [new winston.transports.Stream({ stream })];
    await useClient({ logger: from(winston.createLogger({ level: 'debug', format, transports })) });
    expectEntries(lines, 'message');
  });

  test('one whose level hides debug lines', async () => {
    const { lines, stream } = createSink();
    await useClient({ logger: pino({}, stream) });
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([RETRY, expect.stringMatching(SKIP)]);
  });

  test('one that is a function with methods', async () => {
    const lines: unknown[] = [];
    const print = (message: string): void => void lines.push(message);
    await useClient({ logger: Object.assign(() => undefined, { debug: print, warn: print }) });
    expect(lines).toContain(RETRY);
  });

  test('one that keeps bindings of its own', async () => {
    const lines: unknown[] = [];
    const print = (message: string): void => void lines.push(message);
    await useClient({ logger: { debug: print, warn: print, ...{ bindings: { component: 'ats' } } } });
    expect(lines).toContain(RETRY);
  });

  test('one whose methods need their object', async () => {
    class Keeping {
      readonly lines: string[] = [];
      debug(message: string): void {
        this.lines.push(message);
      }
      warn(message: string): void {
        this.lines.push(message);
      }
    }
    const logger = new Keeping();
    await useClient({ logger });
    expect(logger.lines).toContain(RETRY);
  });
});

const event = { requestId: '7', endpoint: 'GET Api/Job/{jobId}', attempt: 1, durationMs: 35.4 };
const issue = { endpoint: 'GET Api/Job/{jobId}', id: '4711', path: '', reason: 'no date' };

test.each([
  [answerLine({ ...event, status: 200 }), 'GET Api/Job/{jobId} answered 200 in 35 ms'],
  [answerLine({ ...event, status: 200, attempt: 2 }), 'GET Api/Job/{jobId} answered 200 in 35 ms (attempt 2)'],
  [failureLine({ ...event, reason: 'ECONNRESET' }), 'GET Api/Job/{jobId} failed after 35 ms: ECONNRESET'],
  [
    failureLine({ ...event, reason: 'timeout', attempt: 3 }),
    'GET Api/Job/{jobId} failed after 35 ms (attempt 3): timeout',
  ],
  [retryLine({ ...event, waitMs: 419.7, reason: 'HTTP 503' }), 'retrying GET Api/Job/{jobId} in 420 ms after HTTP 503'],
  [
    retryLine({ ...event, waitMs: 0, reason: 'the answer is not JSON' }),
    'retrying GET Api/Job/{jobId} in 0 ms: the answer is not JSON',
  ],
  [issueLine(issue), 'skipped record 4711 of GET Api/Job/{jobId}: no date'],
  [issueLine({ ...issue, id: null }), 'skipped part of GET Api/Job/{jobId}: no date'],
  [issueLine({ ...issue, path: 'Tags.0' }), 'problem with Tags.0 of record 4711 of GET Api/Job/{jobId}: no date'],
  [issueLine({ ...issue, id: null, path: 'Tags.0' }), 'problem with Tags.0 of GET Api/Job/{jobId}: no date'],
])('a line is a sentence: %s', (line, expected) => {
  expect(line).toBe(expected);
});

describe('whatever a logger does', () => {
  const fail = (): never => {
    throw new Error('disk full');
  };
  test.each<[string, Logger]>([
    ['throws', { debug: fail, warn: fail }],
    ['rejects', { debug: async () => fail(), warn: async () => fail() }],
    ['throws in the order of pino', detailsFirst({ debug: fail, warn: fail })],
    ['rejects in the order of pino', detailsFirst({ debug: async () => fail(), warn: async () => fail() })],
  ])('%s, the call succeeds', async (_, logger) => {
    await expect(useClient({ logger })).resolves.toBeUndefined();
  });

  test('without one, nothing is printed', async () => {
    const { lines, stream } = createSink();
    const { log, debug, warn } = console;
    const sink = new Console({ stdout: stream, stderr: stream });
    Object.assign(console, { log: sink.log, debug: sink.debug, warn: sink.warn });
    await useClient({}).finally(() => Object.assign(console, { log, debug, warn }));
    expect(lines).toEqual([]);
  });

  test.each([
    ['no warn', { debug: () => undefined }],
    ['no debug', { warn: () => undefined }],
    ['a function', () => undefined],
    ['levels with other names', winston.createLogger({ levels: winston.config.syslog.levels })],
  ])('with %s is named as wrong', (_, logger) => {
    const options: object = { baseUrl: 'https://api.example.com', apiKey: 'k', mandatorId: 1, logger };
    expect(() => Reflect.construct(ERecruiter, [options])).toThrow(ConfigurationError);
    expect(() => Reflect.construct(ERecruiter, [options])).toThrow('logger: must be an object with debug and warn');
  });
});
