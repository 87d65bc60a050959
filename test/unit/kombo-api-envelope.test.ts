import { describe, expect, test } from 'vitest';
import {
  AbortedError,
  ActionRejectedError,
  AuthenticationError,
  ConfigurationError,
  ConnectionError,
  InputError,
  NotFoundError,
  PartialWriteError,
  PermissionError,
  RateLimitError,
  ResponseShapeError,
  ServerError,
  StatusError,
  TimeoutError,
} from '../../src/index.js';
import { failureResponse, successResponse } from '../../src/kombo-api/envelope.js';
import { RouteError } from '../../src/kombo-api/route-error.js';

const READ = { writes: false, general: false };
const WRITE = { writes: true, general: false };
const GENERAL = { writes: false, general: true };

const facts = (mayHaveBeenApplied: boolean) => ({ endpoint: 'GET Api/Ping', attempts: 1, mayHaveBeenApplied });
const answered = (status: number, applied = false) => ({
  ...facts(applied),
  status,
  text: 'geheim',
  write: applied,
  retryAfterMs: status === 429 ? 1_500 : null,
});
const progress = { version: 1, input: 'x', applicant: null, absentBefore: false, done: ['applicant'] } as const;
const refused = new RateLimitError(answered(429));

/** Each error with the statuses of a read and of a write. */
const ERRORS = [
  [new InputError([{ code: 'required', path: 'a', message: 'b' }]), 400, 400],
  [new ConfigurationError([]), 409, 409],
  [new AuthenticationError(answered(401)), 401, 401],
  [new PermissionError(answered(403)), 403, 403],
  [new NotFoundError(answered(404)), 404, 404],
  [refused, 429, 429],
  [new ServerError(answered(503)), 503, 503],
  [new ServerError(answered(500)), 502, 409],
  [new StatusError(answered(400)), 400, 400],
  [new StatusError(answered(418)), 502, 409],
  [new ConnectionError({ ...facts(false), reason: 'ECONNREFUSED' }), 503, 503],
  [new TimeoutError({ ...facts(false), timeoutMs: 1 }), 504, 409],
  [new TimeoutError({ ...facts(false), endpoint: 'GET data_url', host: 'example.com', timeoutMs: 1 }), 504, 503],
  [new ServerError({ ...answered(500), endpoint: 'GET data_url', host: 'example.com' }), 503, 503],
  [new AbortedError(facts(false)), 500, 409],
  [new ResponseShapeError({ endpoint: 'x', status: 200, reason: 'y', mayHaveBeenApplied: false }), 502, 409],
  [new ActionRejectedError('ATS.JOB_CLOSED', 'closed'), 400, 400],
  [new ActionRejectedError('ATS.APPLICATION_ALREADY_EXISTS', 'there'), 409, 409],
  [new RouteError('PLATFORM.INTEGRATION_NOT_FOUND', 'none'), 404, 404],
  [new RouteError('INTEGRATION.MODEL_NOT_AVAILABLE', 'none'), 400, 400],
  [new RouteError('PLATFORM.INPUT_INVALID', 'none', 405), 405, 405],
  [new TypeError('geheim'), 500, 409],
  [undefined, 500, 409],
] as const;

const named = ERRORS.map(([error, ...rest]) => [error?.name, error, ...rest] as const);

test.each(named)('%s has a status for reads and one for writes', (_, error, read, write) => {
  expect([failureResponse(error, READ).status, failureResponse(error, WRITE).status]).toEqual([read, write]);
});

test.each([
  ['a partial write, whatever its cause', new PartialWriteError('application', progress, refused)],
  ['a lost connection', new ConnectionError({ ...facts(true), reason: 'ECONNRESET' })],
  ['a timeout', new TimeoutError({ ...facts(true), timeoutMs: 1 })],
  ['a 503 after sending', new ServerError(answered(503, true))],
  ['a 404 after sending', new NotFoundError(answered(404, true))],
  [
    'an unreadable answer',
    new ResponseShapeError({ endpoint: 'x', status: 200, reason: 'y', mayHaveBeenApplied: true }),
  ],
])('%s that leaves the outcome of a write unknown is a 409, which no SDK retries', (_, error) => {
  expect(failureResponse(error, WRITE).status).toBe(409);
});

test.each(named)('%s becomes an envelope without secrets', async (_, error) => {
  const answer = failureResponse(error, READ);
  const body: unknown = await answer.json();
  expect(body).toEqual({
    status: 'error',
    error: { code: expect.any(String), title: expect.any(String), message: expect.any(String), log_url: null },
  });
  expect(JSON.stringify(body)).not.toContain('geheim');
});

test.each(named)('%s has a platform code at general endpoints', async (_, error) => {
  const body: unknown = await failureResponse(error, GENERAL).json();
  expect(body).toMatchObject({ error: { code: expect.stringMatching(/^PLATFORM\./) } });
});

test('Retry-After is sent in whole seconds, and only with a status that uses it', () => {
  expect(failureResponse(refused, READ).headers.get('retry-after')).toBe('2');
  expect(failureResponse(new PartialWriteError('a', progress, refused), WRITE).headers.get('retry-after')).toBeNull();
});

describe('a success', () => {
  test('has warnings only where its route has', async () => {
    expect(await successResponse({ data: { a: 1 } }).json()).toEqual({ status: 'success', data: { a: 1 } });
    expect(await successResponse({ data: {}, warnings: [] }).json()).toEqual({
      status: 'success',
      data: {},
      warnings: [],
    });
  });

  test('writes dates as Kombo does', async () => {
    const answer = successResponse({ data: { at: new Date('2026-01-31T12:00:00Z') } });
    expect(await answer.json()).toMatchObject({ data: { at: '2026-01-31T12:00:00.000Z' } });
  });
});
