import { describe, expect, test } from 'vitest';
import { type Route, createRouter } from '../../src/kombo-api/router.js';

const route = (): Route => ({ writes: false, general: false, run: () => ({ data: null }) });

const table = {
  'GET /ats/jobs': route(),
  'POST /ats/jobs/{job_id}/applications': route(),
  'GET /ats/candidates/{candidate_id}/attachments': route(),
  'POST /ats/candidates/{candidate_id}/attachments': route(),
  'GET /tools/{category}': route(),
  'GET /hris/*': route(),
};
const find = createRouter(table);
const keyOf = (found: Route): string | undefined => Object.entries(table).find(([, one]) => one === found)?.[0];

describe('a route is found', () => {
  test.each([
    ['GET', '/ats/jobs', '/ats/jobs'],
    ['GET', '/v1/ats/jobs', '/ats/jobs'],
    ['GET', '/v1/ats/jobs/', '/ats/jobs'],
    ['GET', '/gateway/kombo/v1/ats/jobs', '/ats/jobs'],
    ['GET', '/tools/v1/ats/jobs', '/ats/jobs'],
    ['POST', '/v1/ats/jobs/tools/applications', '/ats/jobs/{job_id}/applications'],
    ['GET', '/hris/v1/ats/jobs', '/ats/jobs'],
    ['GET', '/v1/hris/employees/1/documents', '/hris/*'],
  ])('%s %s', (method, pathname, path) => {
    expect(keyOf(find(method, pathname).route)).toBe(`${method} ${path}`);
  });

  test('by its method', () => {
    const path = '/v1/ats/candidates/x/attachments';
    expect(['GET', 'POST'].map((method) => keyOf(find(method, path).route))).toEqual([
      'GET /ats/candidates/{candidate_id}/attachments',
      'POST /ats/candidates/{candidate_id}/attachments',
    ]);
  });
});

test.each([
  ['/v1/ats/jobs/remote%3A42/applications', 'remote:42'],
  ['/v1/ats/jobs/remote:42/applications', 'remote:42'],
  ['/v1/ats/jobs/a%2Fb/applications', 'a/b'],
  ['/v1/ats/jobs/%C3%B6/applications', 'ö'],
])('the id in %s is decoded', (pathname, id) => {
  expect(find('POST', pathname).params.get('job_id')).toBe(id);
});

test.each([
  ['GET', '/', 404],
  ['GET', '/v1/ats/job', 404],
  ['GET', '/v1/ats/jobs/x', 404],
  ['POST', '/v1/ats/jobs//applications', 404],
  ['GET', '/v1/ats/candidates/attachments', 404],
  ['PUT', '/v1/ats/jobs', 405],
  ['POST', '/v1/ats/jobs/%E0%A4%A/applications', undefined],
])('%s %s is rejected', (method, pathname, status) => {
  expect(() => find(method, pathname)).toThrow(expect.objectContaining({ code: 'PLATFORM.INPUT_INVALID', status }));
});

test('a path of a million segments is rejected quickly', () => {
  const started = performance.now();
  expect(() => find('GET', '/a'.repeat(1_000_000))).toThrow('no such route');
  expect(performance.now() - started).toBeLessThan(1_500);
});
