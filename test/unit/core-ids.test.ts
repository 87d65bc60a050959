import { describe, expect, test } from 'vitest';
import { applicationAddressOf, remoteNumberOf, parseRemoteNumber } from '../../src/core/ids.js';
import { InputError } from '../../src/errors.js';
import { createIds } from '../../src/mappers/index.js';

const ids = createIds({ tenant: 'api.example.at', mandatorId: 1 });
const elsewhere = createIds({ tenant: 'api.example.at', mandatorId: 2 });

const NO_NUMBER = 'is not an eRecruiter number';
const NO_ID = 'is not an id of this eRecruiter installation and mandator';

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

  test.each([
    ['job', ids.candidate(7), 'is the id of another model: candidate'],
    ['candidate', ids.application(1, 2, 3), 'is the id of another model: application'],
    ['job', ids.job(2 ** 31 * 2), 'is the id of another model: unaddressable'],
    ['job', elsewhere.job(4711), NO_ID],
    ['job', '4711', NO_ID],
    ['job', 'remote:', NO_ID],
    ['job', 'remote:-1', NO_ID],
    ['job', 'remote:1e3', NO_ID],
    ['job', 'xremote:1', NO_ID],
    ['job', 'remote:1x', NO_ID],
    ['job', 'remote:7/8', NO_ID],
    ['job', 'remote:10000000000', NO_ID],
    ['job', 'remote:0', NO_NUMBER],
    ['job', 'remote:2147483648', NO_NUMBER],
  ] as const)('of kind %s: %s is refused with the path and without the value', (kind, id, message) => {
    expect(issuesOf(() => remoteNumberOf(ids, kind, id, 'job_id'))).toEqual([{ path: 'job_id', message }]);
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

  test.each([
    [ids.job(4711), 'is the id of another model: job'],
    [elsewhere.application(1, 2, 3), NO_ID],
    ['remote:880001', NO_ID],
    ['remote:7/', NO_ID],
    ['remote:/880001', NO_ID],
    ['xremote:7/880001', NO_ID],
    ['remote:7/880001x', NO_ID],
    ['remote:x/880001', NO_ID],
    ['remote:7/x', NO_ID],
    ['remote:0/880001', NO_NUMBER],
    ['remote:7/0', NO_NUMBER],
    ['remote:7/2147483648', NO_NUMBER],
  ])('%s is refused with the path and without the value', (id, message) => {
    expect(issuesOf(() => applicationAddressOf(ids, id, 'application_id'))).toEqual([
      { path: 'application_id', message },
    ]);
  });
});

test.each(['', '0', '-1', '1.5', '1e3', ' 7', '7 ', '0x10', '2147483648', '99999999999'])(
  'the remote id %j is no number',
  (text) => {
    expect(issuesOf(() => parseRemoteNumber(text, 'remote_ids.0'))).toEqual([
      { path: 'remote_ids.0', message: NO_NUMBER },
    ]);
  },
);

test.each([
  ['1', 1],
  ['0007', 7],
  ['2147483647', 2147483647],
])('the remote id %j is %i', (text, number) => {
  expect(parseRemoteNumber(text, 'id')).toBe(number);
});
