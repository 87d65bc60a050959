import { describe, expect, test } from 'vitest';
import { endpointLabel, endpoints } from '../../src/api/endpoints.js';
import { missingAccess } from '../../src/api/access-levels.js';
import { setUp } from '../helpers/client.js';
import { caught } from '../faults/transport-kit.js';

describe('what a key may lack', () => {
  test.each([
    ['GET Api/Applicant/{applicantId}', 'Applicants (for candidates and everything that belongs to them)'],
    ['PUT Api/Applicant', 'Applicants (for candidates and everything that belongs to them)'],
    ['GET Api/Applicants/ByEmail/{email}', 'Applicants (for candidates and everything that belongs to them)'],
    ['GET Api/Applications/ByJob/{jobId}', 'ApplicationSearch (for finding applications by job or source)'],
    ['GET Api/Applications/{applicantId}', /^Applicants \(for candidates and their applications; assumed/],
    ['POST Api/Application/{applicationId}', /^Applicants \(for candidates and their applications; assumed/],
    ['GET Api/PublishedJobs', 'Jobs (for jobs)'],
    ['GET Api/Job/{jobId}', 'Jobs (for jobs)'],
    ['GET Api/Users/', /^Users \(for users of the mandator; assumed/],
    ['GET Api/Applicant/{applicantId}/VideoInterviews', 'VideoInterview (for recorded interviews)'],
    ['PUT Api/Synchronize/Company', 'Companies (for synchronizing companies)'],
  ])('%s: %s', (label, expected) => {
    const [, level = ''] = /^the key may lack the access level (.+)$/.exec(missingAccess(label, 401) ?? '') ?? [];
    if (typeof expected === 'string') expect(level).toBe(expected);
    else expect(level).toMatch(expected);
    expect(missingAccess(label, 403)).toBe(`the key may lack the access level ${level}, or access to this record`);
  });

  test('every route of the library has a sentence, except the exchange of the key; other statuses have none', () => {
    for (const endpoint of Object.values(endpoints)) {
      const label = endpointLabel(endpoint);
      if (endpoint === endpoints.token) expect(missingAccess(label, 401)).toBeUndefined();
      else expect(missingAccess(label, 401)).toMatch(/^the key may lack (?:the|an) access level/);
      for (const status of [200, 400, 404, 429, 500]) expect(missingAccess(label, status)).toBeUndefined();
    }
  });
});

describe('a missing access level', () => {
  const accessLevels = ['Jobs', 'Users', 'ApplicationSearch'] as const;

  test('is named with what it is for: by a listing, a getter and an action', async () => {
    const { erecruiter } = setUp({ sandbox: { accessLevels } });
    const candidate_id = 'remote:150000';
    const level = 'the key may lack the access level Applicants (for candidates and everything that belongs to them)';
    const errors = [
      await caught(erecruiter.listCandidates().toArray()),
      await caught(erecruiter.getCandidate(candidate_id)),
      await caught(erecruiter.addTagToCandidate({ candidate_id, tag: { name: 'x' } })),
    ];
    for (const error of errors) expect(error).toMatchObject({ status: 401, message: expect.stringContaining(level) });
    expect(errors[0]).toMatchObject({
      name: 'PermissionError',
      message: `GET Api/Applicant/{applicantId}: HTTP 401, although the key works elsewhere: ${level}`,
    });
  });

  test('is no guess about a wrong key, and no one about a web server that throttles', async () => {
    const wrong = await caught(setUp({ apiKey: 'wrong' }).erecruiter.ping());
    expect(wrong).toMatchObject({ name: 'AuthenticationError', message: 'POST Api: HTTP 401' });
    const { erecruiter, sandbox } = setUp();
    sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'html', status: 403, times: 99 });
    expect(await caught(erecruiter.getCandidate('remote:150000'))).toMatchObject({
      name: 'RateLimitError',
      message: expect.not.stringContaining('access level'),
    });
  });
});
