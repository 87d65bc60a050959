import { describe, expect, test } from 'vitest';
import { applicationAddressOf, remoteNumberOf, parseRemoteNumber } from '../../src/core/ids.js';
import { InputError } from '../../src/errors.js';
import { createIds } from '../../src/mappers/index.js';

const ids = createIds({ tenant: 'api.example.at', mandatorId: 1 });
const elsewhere = createIds({ tenant: 'api.example.at', mandatorId: 2 });

const NO_NUMBER = ['out_of_range', 'must name a number from 1 to 2147483647'] as const;
const NO_ID = ['unknown_id', 'is not an id: pass an `id` that this library returned, or remote:<number>'] as const;
const NO_APPLICATION = [
  'unknown_id',
  'is not an id: pass an `id` that this library returned, or remote:<candidate’s number>/<number>',
] as const;
const ELSEWHERE = [
  'unknown_id',
  'is the id of another mandator or installation, or of a client with another `tenant`',
] as const;
const meant = (id: string) => ['unknown_id', `is not an id; did you mean ${id}?`] as const;

function issuesOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof InputError ? error.issues : error;
  }
}

describe('the number behind an id', () => {
  test.each([
    ['job', ids.job(4711), 4711],
    ['candidate', ids.candidate(7), 7],
    ['job', 'remote:4711', 4711],
    ['candidate', 'remote:1', 1],
    ['candidate', 'remote:2147483647', 2147483647],
  ] as const)('of kind %s: %s is %i', (kind, id, number) => {
    expect(remoteNumberOf(ids, kind, id, 'id')).toBe(number);
  });

  test.each<readonly ['job' | 'candidate', string, readonly [string, string]]>([
    ['job', ids.candidate(7), ['wrong_kind', 'is the id of a candidate, not of a job']],
    ['candidate', ids.application(1, 2, 3), ['wrong_kind', 'is the id of an application, not of a candidate']],
    ['candidate', ids.user(1), ['wrong_kind', 'is the id of a user, not of a candidate']],
    ['job', ids.jobQuestion(1, 2, { id: 3 }), ['wrong_kind', 'is the id of a job question, not of a job']],
    ['job', ids.job(2 ** 31 * 2), ['wrong_kind', 'is the id of a record that cannot be looked up, not of a job']],
    ['job', elsewhere.job(4711), ELSEWHERE],
    ['job', '', ['required', 'must not be empty']],
    ['job', ' ', ['required', 'must not be empty']],
    ['job', '4711', meant('remote:4711')],
    ['job', ' 4711 ', meant('remote:4711')],
    ['job', 'Remote:4711', meant('remote:4711')],
    ['job', 'remote: 4711', meant('remote:4711')],
    ['candidate', 'remote 4711', meant('remote:4711')],
    [
      'candidate',
      'remote:7/880001',
      ['wrong_kind', 'is the id of an application, not of a candidate; did you mean remote:7?'],
    ],
    ['job', '9XYwzA7Bn4CVfEeJtkpMhRNC', NO_ID], // as Kombo's own API has them
    ['job', '+43 664 1234567', NO_ID],
    ['job', '06641234567', NO_ID],
    ['job', '0664123456', NO_ID],
    ['job', '4366412345', NO_ID],
    ['job', 'remote:', NO_ID],
    ['job', 'remote:-1', NO_ID],
    ['job', 'remote:1e3', NO_ID],
    ['job', 'xremote:1', NO_ID],
    ['job', 'remote:1x', NO_ID],
    ['job', 'remote:7/8', ['wrong_kind', 'is the id of an application, not of a job']],
    ['job', 'remote:10000000000', NO_ID],
    ['job', 'remote:0', NO_NUMBER],
    ['job', 'remote:2147483648', NO_NUMBER],
  ])('of kind %s: %s is refused with the path, a code and a hint, and without personal data', (kind, id, problem) => {
    const [code, message] = problem;
    expect(issuesOf(() => remoteNumberOf(ids, kind, id, 'job_id'))).toEqual([{ code, path: 'job_id', message }]);
  });

  test.each([
    [4711, 'invalid_type', "must be a text; did you mean 'remote:4711'?"],
    [-1, 'invalid_type', 'must be a text'],
    [436_641_234_567, 'invalid_type', 'must be a text'],
    [null, 'required', 'is required'],
    [undefined, 'required', 'is required'],
    [{}, 'invalid_type', 'must be a text'],
  ])('is not %j', (id, code, message) => {
    const call = (): unknown => Reflect.apply(remoteNumberOf, undefined, [ids, 'job', id, 'job_id']);
    expect(issuesOf(call)).toEqual([{ code, path: 'job_id', message }]);
  });
});

describe('the address behind an application id', () => {
  test.each([
    [ids.application(880001, 7, 4711), { application: 880001, applicant: 7, job: 4711 }],
    ['remote:7/880001', { application: 880001, applicant: 7, job: undefined }],
    ['remote:2147483647/1', { application: 1, applicant: 2147483647, job: undefined }],
  ])('%s has its numbers', (id, address) => {
    expect(applicationAddressOf(ids, id, 'id')).toEqual(address);
  });

  test.each<readonly [string, readonly [string, string]]>([
    [ids.job(4711), ['wrong_kind', 'is the id of a job, not of an application']],
    [elsewhere.application(1, 2, 3), ELSEWHERE],
    ['880001', meant('remote:<candidate’s number>/880001')],
    ['remote:880001', meant('remote:<candidate’s number>/880001')],
    ['7/880001', meant('remote:7/880001')],
    ['remote: 7 / 880001', meant('remote:7/880001')],
    ['remote:7/', NO_APPLICATION],
    ['remote:/880001', NO_APPLICATION],
    ['xremote:7/880001', NO_APPLICATION],
    ['remote:7/880001x', NO_APPLICATION],
    ['remote:x/880001', NO_APPLICATION],
    ['remote:7/x', NO_APPLICATION],
    ['0664/1234567', NO_APPLICATION],
    ['remote:0/880001', NO_NUMBER],
    ['remote:7/0', NO_NUMBER],
    ['remote:7/2147483648', NO_NUMBER],
  ])('%s is refused with the path, a code and a hint', (id, [code, message]) => {
    expect(issuesOf(() => applicationAddressOf(ids, id, 'application_id'))).toEqual([
      { code, path: 'application_id', message },
    ]);
  });

  test('is not a plain number', () => {
    const call = (): unknown => Reflect.apply(applicationAddressOf, undefined, [ids, 880001, 'application_id']);
    const message = "must be a text; did you mean 'remote:<candidate’s number>/880001'?";
    expect(issuesOf(call)).toEqual([{ code: 'invalid_type', path: 'application_id', message }]);
  });
});

test.each([
  ['', 'required', 'must not be empty'],
  ['0', ...NO_NUMBER],
  ['-1', 'invalid_format', 'must be an eRecruiter number'],
  ['1.5', 'invalid_format', 'must be an eRecruiter number'],
  ['1e3', 'invalid_format', 'must be an eRecruiter number'],
  [' 7', 'invalid_format', 'must be an eRecruiter number'],
  ['7 ', 'invalid_format', 'must be an eRecruiter number'],
  ['0x10', 'invalid_format', 'must be an eRecruiter number'],
  ['remote:4711', 'invalid_format', 'must be an eRecruiter number; did you mean 4711?'],
  ['2147483648', ...NO_NUMBER],
  ['99999999999', 'invalid_format', 'must be an eRecruiter number'],
  [4711, 'invalid_type', "must be a text; did you mean '4711'?"],
])('the remote id %j is no number', (text, code, message) => {
  const call = (): unknown => Reflect.apply(parseRemoteNumber, undefined, [text, 'remote_ids.0']);
  expect(issuesOf(call)).toEqual([{ code, path: 'remote_ids.0', message }]);
});

test.each([
  ['1', 1],
  ['0007', 7],
  ['2147483647', 2147483647],
])('the remote id %j is %i', (text, number) => {
  expect(parseRemoteNumber(text, 'id')).toBe(number);
});
