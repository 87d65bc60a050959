import { inspect, types } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { transformSync } from 'esbuild';
import { describe, expect, test, vi } from 'vitest';
import * as errors from '../../src/errors.js';
import { readSources } from '../helpers/source.js';

const FAILURE = { endpoint: 'PUT Api/Applicant', attempts: 3, mayHaveBeenApplied: true } as const;
const BODY = '{"EMail":"max.mustermann@example.at"}';

function statusError(status: number, write = false): errors.StatusError {
  return errors.toStatusError({ ...FAILURE, status, write, retryAfterMs: null, text: BODY });
}

const PROGRESS = {
  version: 1,
  input: 'fingerprint',
  applicant: { id: 7, created: true },
  absentBefore: true,
  done: ['applicant'],
} as const;
const issues = [
  { code: 'invalid_format', path: 'candidate.email_address', message: 'is not an email address' },
] as const;

/** Every class by example, with its kinds from the narrowest to the widest. */
const EXAMPLES = [
  [new errors.ConfigurationError(issues), ['ConfigurationError', 'ERecruiterError'], 'INTEGRATION.SETUP_INCOMPLETE'],
  [new errors.InputError(issues), ['InputError', 'ERecruiterError'], 'PLATFORM.INPUT_INVALID'],
  [
    new errors.ConnectionError({ ...FAILURE, reason: 'ECONNRESET' }),
    ['ConnectionError', 'RequestError', 'ERecruiterError'],
    'REMOTE.SERVICE_UNAVAILABLE',
  ],
  [
    new errors.TimeoutError({ ...FAILURE, timeoutMs: 60_000 }),
    ['TimeoutError', 'RequestError', 'ERecruiterError'],
    'PLATFORM.TASK_TIMED_OUT',
  ],
  [new errors.AbortedError(FAILURE), ['AbortedError', 'RequestError', 'ERecruiterError'], 'PLATFORM.UNKNOWN_ERROR'],
  [statusError(409), ['StatusError', 'RequestError', 'ERecruiterError'], 'REMOTE.INPUT_INVALID'],
  [
    statusError(401),
    ['AuthenticationError', 'StatusError', 'RequestError', 'ERecruiterError'],
    'INTEGRATION.AUTHENTICATION_INVALID',
  ],
  [
    statusError(403),
    ['PermissionError', 'StatusError', 'RequestError', 'ERecruiterError'],
    'INTEGRATION.PERMISSION_MISSING',
  ],
  [statusError(404), ['NotFoundError', 'StatusError', 'RequestError', 'ERecruiterError'], 'REMOTE.UNKNOWN_HTTP_ERROR'],
  [
    statusError(429),
    ['RateLimitError', 'StatusError', 'RequestError', 'ERecruiterError'],
    'REMOTE.RATE_LIMIT_EXCEEDED',
  ],
  [statusError(503), ['ServerError', 'StatusError', 'RequestError', 'ERecruiterError'], 'REMOTE.SERVICE_UNAVAILABLE'],
  [
    new errors.ResponseShapeError({ ...FAILURE, status: 200, reason: 'the answer is empty' }),
    ['ResponseShapeError', 'ERecruiterError'],
    'REMOTE.UNKNOWN_HTTP_ERROR',
  ],
  [
    new errors.ActionRejectedError('ATS.JOB_CLOSED', 'the job is closed'),
    ['ActionRejectedError', 'ERecruiterError'],
    'ATS.JOB_CLOSED',
  ],
  [
    new errors.PartialWriteError('attachments', PROGRESS, statusError(503, true)),
    ['PartialWriteError', 'ERecruiterError'],
    'REMOTE.SERVICE_UNAVAILABLE',
  ],
] as const;

const named = EXAMPLES.map(([error, kinds, code]) => ({ name: kinds[0], error, kinds, code }));
const GUARDS = [
  errors.ERecruiterError,
  errors.ConfigurationError,
  errors.InputError,
  errors.RequestError,
  errors.ConnectionError,
  errors.TimeoutError,
  errors.AbortedError,
  errors.StatusError,
  errors.AuthenticationError,
  errors.PermissionError,
  errors.NotFoundError,
  errors.RateLimitError,
  errors.ServerError,
  errors.ResponseShapeError,
  errors.ActionRejectedError,
  errors.PartialWriteError,
] as const;

/** The names of those classes whose `isInstance` says yes. */
function kindsOf(value: unknown): string[] {
  return GUARDS.filter((guard) => guard.isInstance(value)).map((guard) => guard.name);
}

describe('an error', () => {
  test.each(named)('of class $name has that name, its code, and is an Error', ({ name, error, code }) => {
    expect(error).toBeInstanceOf(Error);
    expect({ name: error.name, code: error.code }).toEqual({ name, code });
    expect(String(error)).toBe(`${name}: ${error.message}`);
    expect(error.stack).toMatch(new RegExp(`^${name}: `));
    expect(error.cause === undefined || errors.ERecruiterError.isInstance(error.cause)).toBe(true);
  });

  test.each(named)('of class $name is recognised as $kinds and as nothing else', ({ error, kinds }) => {
    expect(kindsOf(error).sort()).toEqual([...kinds].sort());
  });

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['a text', 'ERecruiterError'],
    ['another error', new TypeError('fetch failed')],
    ['what JSON left of one', JSON.parse(JSON.stringify(statusError(404)))],
    ['an impostor', { name: 'NotFoundError', code: 'REMOTE.UNKNOWN_HTTP_ERROR' }],
  ])('is not %s', (_, value) => {
    expect(kindsOf(value)).toEqual([]);
  });

  test('of a partial write has its cause, its code, whether it may have been applied, the steps done and the progress', () => {
    const cause = statusError(503, true);
    const error = new errors.PartialWriteError('attachments', PROGRESS, cause);
    expect(error).toMatchObject({ cause, done: ['applicant'], failed: 'attachments', progress: PROGRESS });
    expect({ code: error.code, doubt: error.mayHaveBeenApplied }).toEqual({ code: cause.code, doubt: true });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ progress: PROGRESS, cause: { name: 'ServerError' } });
  });

  test('carries a cursor, which is undefined outside listings', () => {
    const error = statusError(500);
    expect(error.cursor).toBeUndefined();
    error.cursor = 'abc';
    expect(error.cursor).toBe('abc');
  });
});

describe('the class and code of a status', () => {
  test.each([
    [302, 'StatusError', 'REMOTE.UNKNOWN_HTTP_ERROR', 'REMOTE.UNKNOWN_HTTP_ERROR'],
    [400, 'StatusError', 'REMOTE.INPUT_INVALID', 'REMOTE.INPUT_INVALID'],
    [401, 'AuthenticationError', 'INTEGRATION.AUTHENTICATION_INVALID', 'INTEGRATION.AUTHENTICATION_INVALID'],
    [403, 'PermissionError', 'INTEGRATION.PERMISSION_MISSING', 'INTEGRATION.PERMISSION_MISSING'],
    [404, 'NotFoundError', 'REMOTE.UNKNOWN_HTTP_ERROR', 'REMOTE.INPUT_INVALID'],
    [408, 'StatusError', 'REMOTE.UNKNOWN_HTTP_ERROR', 'REMOTE.UNKNOWN_HTTP_ERROR'],
    [409, 'StatusError', 'REMOTE.INPUT_INVALID', 'REMOTE.INPUT_INVALID'],
    [418, 'StatusError', 'REMOTE.UNKNOWN_HTTP_ERROR', 'REMOTE.UNKNOWN_HTTP_ERROR'],
    [429, 'RateLimitError', 'REMOTE.RATE_LIMIT_EXCEEDED', 'REMOTE.RATE_LIMIT_EXCEEDED'],
    [500, 'ServerError', 'REMOTE.UNKNOWN_HTTP_ERROR', 'REMOTE.UNKNOWN_HTTP_ERROR'],
    [501, 'ServerError', 'REMOTE.UNKNOWN_HTTP_ERROR', 'REMOTE.UNKNOWN_HTTP_ERROR'],
    [502, 'ServerError', 'REMOTE.SERVICE_UNAVAILABLE', 'REMOTE.SERVICE_UNAVAILABLE'],
    [503, 'ServerError', 'REMOTE.SERVICE_UNAVAILABLE', 'REMOTE.SERVICE_UNAVAILABLE'],
    [504, 'ServerError', 'REMOTE.SERVICE_UNAVAILABLE', 'REMOTE.SERVICE_UNAVAILABLE'],
  ])('%d is a %s: %s on a read, %s on a write', (status, name, read, write) => {
    const [reading, writing] = [statusError(status), statusError(status, true)];
    expect([reading.name, reading.code, writing.name, writing.code]).toEqual([name, read, name, write]);
    expect(reading.status).toBe(status);
  });
});

describe('what an error shows', () => {
  test.each(named)('$name: endpoint, numbers and code in JSON', ({ name, error, code }) => {
    const shown = JSON.parse(JSON.stringify(error));
    expect(shown).toMatchObject({ name, code, message: error.message });
    if (errors.RequestError.isInstance(error)) expect(shown).toMatchObject(FAILURE);
  });

  test('issues name the path and what is wrong', () => {
    const error = new errors.InputError([
      ...issues,
      { code: 'out_of_range', path: 'page_size', message: 'must be at most 250' },
    ]);
    expect(error.message).toBe(
      'Invalid input: candidate.email_address: is not an email address; page_size: must be at most 250',
    );
    expect(error.toJSON()).toMatchObject({ issues: error.issues });
  });

  test.each(named)('$name: the same and the stack when it is printed', ({ name, error, code }) => {
    const printed = inspect(error);
    expect(printed).toMatch(new RegExp(`^${name}: `));
    expect(printed).toContain(`code: "${code}"`);
    expect(printed).toContain('errors.test.ts');
    expect(inspect({ wrapped: [error] }, { depth: 5 })).toContain(`code: "${code}"`);
  });

  test.each(named)('$name: never the body, however it is turned', ({ error }) => {
    const views = [
      error.message,
      error.stack,
      String(error),
      JSON.stringify(error),
      JSON.stringify({ ...error }),
      inspect(error, { depth: null, showHidden: true }),
      inspect(error, { depth: null, showHidden: true, customInspect: false, getters: true }),
      inspect(structuredClone(error), { depth: null, showHidden: true }),
      ...Reflect.ownKeys(error).map((key) => inspect(Reflect.get(error, key), { depth: null })),
    ];
    expect(views.join('\n')).not.toContain('max.mustermann');
  });

  test('what eRecruiter wrote is returned when asked for by name', () => {
    expect(statusError(500).remoteText()).toBe(BODY);
  });
});

describe('an error that goes on', () => {
  const reason = { secret: 'max.mustermann@example.at', close: () => undefined };
  const aborted = () => new errors.AbortedError(FAILURE, reason);

  test('with a cursor is a real error, also for structuredClone and for a failure of a process', () => {
    const error = new errors.PartialWriteError('cv', PROGRESS, statusError(503));
    const copy = error.withCursor('here');
    expect(types.isNativeError(copy)).toBe(true);
    expect(structuredClone(copy)).toMatchObject({ message: error.message, stack: error.stack });
    expect(copy).toMatchObject({ name: 'PartialWriteError', cursor: 'here', progress: PROGRESS, cause: error.cause });
    expect(copy.stack).toBe(error.stack);
    expect(Object.keys(copy)).toEqual(Object.keys(error));
    expect(copy.toJSON()).toEqual({ ...error.toJSON(), cursor: 'here' });
  });

  test.each([
    ['as it was thrown', aborted],
    ['with a cursor', () => aborted().withCursor('here')],
  ])('carries the reason of a signal where only code finds it: %s', (_, make) => {
    const error = make();
    expect(error.cause).toBe(reason);
    // As Node prints an error that nobody caught.
    expect(inspect(error, { customInspect: false, depth: null })).not.toContain('max.mustermann');
    expect(inspect(structuredClone(error))).not.toContain('max.mustermann');
  });
});

describe('an error of another copy of this package', () => {
  test('is recognised by this copy, and the other way round', async () => {
    vi.resetModules();
    const copy = await import('../../src/errors.js');
    expect(copy.NotFoundError).not.toBe(errors.NotFoundError);
    const theirs = copy.toStatusError({ ...FAILURE, status: 404, write: false, retryAfterMs: null, text: '' });
    expect(theirs).not.toBeInstanceOf(errors.NotFoundError);
    expect(kindsOf(theirs)).toEqual(['ERecruiterError', 'RequestError', 'StatusError', 'NotFoundError']);
    expect(copy.NotFoundError.isInstance(statusError(404))).toBe(true);
    expect(copy.ServerError.isInstance(statusError(404))).toBe(false);
  });

  test('is recognised and keeps its name when that copy was minified and lives in another realm', () => {
    const source = readSources().find(({ path }) => path === 'errors.ts')?.text ?? '';
    const options = { loader: 'ts', format: 'cjs', minify: true } as const;
    const { code } = transformSync(source, options);
    const foreign: unknown = runInContext(
      `const module = { exports: {} }; ${code}; module.exports.toStatusError(${JSON.stringify({ ...FAILURE, status: 404, text: '' })})`,
      createContext({}),
    );
    expect(foreign).not.toBeInstanceOf(Error);
    expect(kindsOf(foreign)).toEqual(['ERecruiterError', 'RequestError', 'StatusError', 'NotFoundError']);
    expect(String(foreign)).toBe('NotFoundError: PUT Api/Applicant: HTTP 404');
  });
});
