import { expect, test } from 'vitest';
import * as errors from '../../src/index.js';
import { toStatusError } from '../../src/errors.js';
import { baseFirst, byInstance, bySwitch, HINTS, leafFirst, ofClass, ofList, ofUnion } from './guards.js';

const FACTS = { endpoint: 'GET Api/Job', attempts: 2, mayHaveBeenApplied: false };
const status = (code: number) =>
  toStatusError({ ...FACTS, status: code, text: 'text', write: false, retryAfterMs: null });
const PROGRESS = { version: 1, input: 'x', applicant: null, absentBefore: false, done: ['applicant'] } as const;
const ALL: readonly errors.AnyERecruiterError[] = [
  new errors.AbortedError(FACTS, new Error('stop')),
  new errors.ActionRejectedError('ATS.JOB_CLOSED', 'closed'),
  status(401),
  new errors.ConfigurationError([]),
  new errors.ConnectionError({ ...FACTS, reason: 'ECONNRESET' }),
  new errors.InputError([{ code: 'required', path: 'a', message: 'is required' }]),
  status(404),
  new errors.PartialWriteError('cv', PROGRESS, status(503)),
  status(403),
  status(429),
  new errors.ResponseShapeError({ ...FACTS, status: 200, reason: 'empty', unreadable: true }),
  status(500),
  status(418),
  new errors.TimeoutError({ ...FACTS, timeoutMs: 1 }),
];

test('a list of classes is asked like one', () => {
  expect([status(500), status(404)].map(ofList)).toEqual(['later ServerError', 'never']);
});

test('each class of errors has its own name', () => {
  expect(ALL.map(({ name }) => name)).toEqual(Object.keys(HINTS));
});

test.each([
  ['AbortedError', 'AbortedError', 'AbortedError GET Api/Job', 'stopped true'],
  ['ConnectionError', 'ConnectionError ECONNRESET', 'ConnectionError GET Api/Job', 'ConnectionError 2'],
  ['AuthenticationError', 'login 401', 'login 401', 'AuthenticationError 401'],
  ['NotFoundError', 'NotFoundError 404 4', 'hidden 404', 'gone 404'],
  ['RateLimitError', 'wait null', 'RateLimitError null', 'wait null'],
  ['StatusError', 'StatusError 418 4', 'StatusError null', 'StatusError 418'],
  ['PartialWriteError', 'cv ServerError', 'applicant', 'cv'],
  ['InputError', 'a required', '1', 'InputError PLATFORM.INPUT_INVALID'],
  ['ResponseShapeError', 'ResponseShapeError true', 'ResponseShapeError REMOTE.UNKNOWN_HTTP_ERROR', undefined],
  ['ActionRejectedError', 'ActionRejectedError null', 'ActionRejectedError ATS.JOB_CLOSED', undefined],
])('chains of guards end where they say for a %s', (name, base, leaf, instance) => {
  const error = ALL.find((each) => each.name === name) ?? expect.fail('no such error');
  expect([baseFirst(error), leafFirst(error)]).toEqual([base, leaf]);
  if (instance !== undefined) expect(byInstance(error)).toBe(instance);
  expect(bySwitch(error)).toMatch(new RegExp(`^${name} `));
});

test('a guard over the base class and over a union', () => {
  expect([ofClass(status(500)), ofClass(status(404)), ofClass(new errors.InputError([]))]).toEqual([
    'later 500',
    'NotFoundError 404',
    '0 PLATFORM.INPUT_INVALID',
  ]);
  expect([ofUnion(status(401)), ofUnion(new errors.TimeoutError({ ...FACTS, timeoutMs: 1 }))]).toEqual(['401', '2']);
  expect([baseFirst(new Error('x')), leafFirst('x'), byInstance(new Error('x'))]).toEqual(['foreign', 'foreign', 'x']);
});
