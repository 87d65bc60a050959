import { HTTPClient, Kombo } from '@kombo-api/sdk';
import { RequestTimeoutError } from '@kombo-api/sdk/models/errors/httpclienterrors.js';
import { expect, test } from 'vitest';
import { createKomboFetch } from '../../src/kombo-api/index.js';
import { input, JOB, PlainServer } from '../helpers/plain-server.js';
import { ACME, errorOf } from './kombo-api-kit.js';

// The SDK gives up after its own `timeout_ms` while a slow server works on a write. The next call must not repeat it.

const TIMEOUT_MS = 150;
const SLOW_MS = 400;
/** Node 20 loses the signal of a cloned request if garbage is collected at that moment. */
const THROUGH_CLONE = { retry: 4 };

const { candidate } = input();

function setUp(slow: RegExp): { server: PlainServer; kombo: Kombo } {
  let isFirst = true;
  const server = new PlainServer({
    slow: (request) => {
      const isSlow = isFirst && slow.test(request);
      if (isSlow) isFirst = false;
      return isSlow ? SLOW_MS : 0;
    },
  });
  const fetcher = createKomboFetch({ [ACME]: server.client() });
  return { server, kombo: new Kombo({ integration_id: ACME, http_client: new HTTPClient({ fetcher }) }) };
}

const apply = (kombo: Kombo, job: number, timeout_ms?: number) =>
  kombo.ats.createApplication(
    { job_id: `remote:${job}`, body: { candidate } },
    timeout_ms === undefined ? {} : { timeout_ms },
  );

test.each([
  ['the candidate', /^PUT Applicant$/],
  ['the application', /^PUT Application$/],
])(
  'a create that timed out while %s was written and is called again at once happens once',
  THROUGH_CLONE,
  async (_, slow) => {
    const { server, kombo } = setUp(slow);
    expect(await errorOf(apply(kombo, JOB, TIMEOUT_MS))).toBeInstanceOf(RequestTimeoutError);
    const { data } = await apply(kombo, JOB);
    const [id, ...others] = [...server.applicants.keys()];
    expect([data.candidate?.remote_id, others]).toEqual([String(id), []]);
    expect(server.applications.map(({ ApplicantId, JobId }) => [ApplicantId, JobId])).toEqual([[id, JOB]]);
  },
);

test(
  'a candidate of a create that timed out is found by creates for other jobs that follow at once',
  THROUGH_CLONE,
  async () => {
    const { server, kombo } = setUp(/^PUT Applicant$/);
    expect(await errorOf(apply(kombo, JOB, TIMEOUT_MS))).toBeInstanceOf(RequestTimeoutError);
    await Promise.all([JOB, JOB + 1, JOB + 2].map((job) => apply(kombo, job)));
    expect(server.applicants.size).toBe(1);
    expect(server.applications).toHaveLength(3);
  },
);

test(
  'calls that time out one after the other, as newer SDKs retry them, create one candidate',
  THROUGH_CLONE,
  async () => {
    const { server, kombo } = setUp(/^PUT Applicant$/);
    let timeouts = 0;
    for (let tries = 0; tries < 20; tries += 1) {
      const error = await errorOf(apply(kombo, JOB, TIMEOUT_MS));
      if (error === undefined) break;
      expect(error).toBeInstanceOf(RequestTimeoutError);
      timeouts += 1;
    }
    expect(timeouts).toBeGreaterThan(0);
    expect([server.applicants.size, server.applications.length]).toEqual([1, 1]);
  },
);

test('a tag that timed out and one that follows at once are both stored', THROUGH_CLONE, async () => {
  const { server, kombo } = setUp(/^POST Applicant\//);
  const id = server.add({ LastName: 'Grün', Tags: ['old'] });
  const add = (name: string, timeout_ms: number) =>
    kombo.ats.addCandidateTag({ candidate_id: `remote:${id}`, body: { tag: { name } } }, { timeout_ms });
  expect(await errorOf(add('A', TIMEOUT_MS))).toBeInstanceOf(RequestTimeoutError);
  await add('B', 60_000);
  expect(server.applicants.get(id)?.['Tags']).toEqual(['old', 'A', 'B']);
});

test('a file that timed out and is sent again at once is stored once', THROUGH_CLONE, async () => {
  const { server, kombo } = setUp(/^PUT Applicant\/Document\//);
  const id = server.add({ LastName: 'Grün' });
  const attachment = { name: 'z.pdf', type: 'OTHER', data: 'eg==' } as const;
  const add = (timeout_ms: number) =>
    kombo.ats.addCandidateAttachment({ candidate_id: `remote:${id}`, body: { attachment } }, { timeout_ms });
  expect(await errorOf(add(TIMEOUT_MS))).toBeInstanceOf(RequestTimeoutError);
  await add(60_000);
  expect(server.documents).toHaveLength(1);
});
