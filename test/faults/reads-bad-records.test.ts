import { describe, expect, test } from 'vitest';
import { ERecruiterError, RateLimitError } from '../../src/index.js';
import { plainClient, plainData } from '../helpers/read-server.js';
import { brief, run, type State } from '../helpers/sync-state.js';

// One record that fails permanently stops nothing, and nothing is lost without a report.

const page = (status: number) => new Response('<html>no</html>', { status, headers: { 'content-type': 'text/html' } });
const FAILURES: readonly (readonly [string, () => Response])[] = [
  ...[403, 404, 410, 500, 502, 503].map(
    (status) => [`${status} in JSON`, () => Response.json({ Message: 'x' }, { status })] as const,
  ),
  ['404 as a web page', () => page(404)],
  ['500 as a web page', () => page(500)],
  ['a web page as a success', () => page(200)],
  ['half of it', () => new Response('{"Id": 13, "Las', { headers: { 'content-type': 'application/json' } })],
  ['an empty success', () => new Response('')],
  ['another shape', () => Response.json({ Id: 'thirteen' })],
  ['another record', () => Response.json({ Id: 14, LastName: 'N14' })],
  ['an error as a success', () => Response.json({ Message: 'An error has occurred.' })],
];
const failing = (pattern: RegExp, answer: () => Response) => (path: string) =>
  pattern.test(path) ? answer() : undefined;
const names = (records: readonly { readonly remote_id: string | null }[]) => records.map(({ remote_id: id }) => id);

describe.each(FAILURES)('%s', (_, answer) => {
  test('of an applicant: reported with the number and skipped; all others come', async () => {
    const { erecruiter, issues } = plainClient(plainData(), { before: failing(/^Applicant\/13$/, answer) });
    expect(names(await erecruiter.listCandidates().toArray()).sort()).toEqual(['11', '12', '14', '15', '16']);
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Applicant/{applicantId}', id: '13', path: '' }]);
    await erecruiter.listApplications().toArray();
    await erecruiter.listTags().toArray();
    await erecruiter.sync()[Symbol.asyncIterator]().next();
  });

  test('of a job: reported and skipped; its applicants come', async () => {
    const { erecruiter, issues } = plainClient(plainData(), { before: failing(/^Job\/3$/, answer) });
    expect(names(await erecruiter.listJobs().toArray())).toEqual(['1', '2']);
    expect((await erecruiter.listCandidates().toArray()).length).toBe(6);
    expect(issues.every(({ id }) => id === '3')).toBe(true);
  });

  test('sync finishes and deletes nothing', async () => {
    const data = plainData();
    const state: State = new Map();
    await run(plainClient(data).erecruiter, state);
    data.applications.delete(908);
    const { erecruiter, issues } = plainClient(data, { before: failing(/^Applications\/13$/, answer) });
    expect((await run(erecruiter, state)).filter(({ type }) => type === 'delete')).toEqual([]);
    expect(issues).toContainEqual(
      expect.objectContaining({ endpoint: 'GET Api/Applications/{applicantId}', id: '13' }),
    );
  });
});

test('a member of the wrong type costs only itself: deletions are still reported', async () => {
  const data = plainData();
  const state: State = new Map();
  await run(plainClient(data).erecruiter, state);
  data.applications.delete(908);
  const before = failing(/^Applications\/13$/, () =>
    Response.json([{ Id: 904, ApplicantId: 13, JobId: 2, Status: {}, WorkflowStatusGroup: 1, Referrer: 'Messe' }]),
  );
  const { erecruiter, issues } = plainClient(data, { before });
  const deleted = (await run(erecruiter, state)).filter(({ type }) => type === 'delete');
  expect(brief(deleted)).toEqual(['delete application 908']);
  expect(issues).toMatchObject([{ endpoint: 'GET Api/Applications/{applicantId}', id: '904', path: 'Status' }]);
});

test.each(['Applications/ByJob/1', 'Applications/ByReferrer/Messe'])(
  '%s, 500 permanently: reported',
  async (address) => {
    const before = failing(new RegExp(`^${address}$`), () => page(500));
    const { erecruiter, issues } = plainClient(plainData(), { before });
    await erecruiter.listCandidates().toArray();
    expect(issues).toMatchObject([
      { endpoint: `GET Api/${address.replace(/\/\w+$/, '')}/${address.includes('Job') ? '{jobId}' : '{referrer}'}` },
    ]);
  },
);

test('when others cannot be read either, the listing ends with a cursor that loses no record', async () => {
  let isDown = false;
  const before = (path: string) => ((isDown ||= path === 'Applicant/15') ? page(503) : undefined);
  const { erecruiter } = plainClient(plainData(), { before, concurrency: 1 });
  const seen: (string | null)[] = [];
  const error: unknown = await (async () => {
    for await (const { remote_id: id } of erecruiter.listCandidates()) seen.push(id);
  })().catch((reason: unknown) => reason);
  const cursor = ERecruiterError.isInstance(error) ? error.cursor : undefined;
  const rest = await plainClient(plainData()).erecruiter.listCandidates({ cursor }).toArray();
  expect(new Set([...seen, ...names(rest)]).size).toBe(6);
});

describe('several in a row', () => {
  /** Twenty applicants to one job, some of whom fail permanently. */
  function many(bad: (id: number) => boolean) {
    const data = plainData();
    for (let id = 101; id <= 120; id += 1) {
      data.people.set(id, { Id: id, LastName: `N${id}` });
      const rest = { Referrer: null, Status: 'Neu', WorkflowStatusGroup: 1, moved: '' };
      data.applications.set(1000 + id, { Id: 1000 + id, ApplicantId: id, JobId: 2, ...rest });
    }
    return plainClient(data, {
      before: (path) => (bad(Number(/^Applicant\/(1\d\d)$/.exec(path)?.[1])) ? page(500) : undefined),
    });
  }

  test('four are skipped, the fifth ends the listing before the first of them', async () => {
    const four = many((id) => id >= 110 && id <= 113);
    expect((await four.erecruiter.listCandidates().toArray()).length).toBe(22);
    expect(four.issues.map(({ id }) => id)).toEqual(['110', '111', '112', '113']);
    const five = many((id) => id >= 110 && id <= 114);
    const seen: (string | null)[] = [];
    const error: unknown = await (async () => {
      for await (const { remote_id: id } of five.erecruiter.listCandidates()) seen.push(id);
    })().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ServerError', id: '114', cursor: expect.any(String) });
    const cursor = ERecruiterError.isInstance(error) ? error.cursor : undefined;
    const rest = await many(() => false)
      .erecruiter.listCandidates({ cursor })
      .toArray();
    expect(new Set([...seen, ...names(rest)]).size).toBe(26);
    expect(rest[0]?.remote_id).toBe('110');
  });

  test('the same in sync', async () => {
    const state: State = new Map();
    const error: unknown = await run(many((id) => id >= 110 && id <= 114).erecruiter, state).catch(
      (reason: unknown) => reason,
    );
    const cursor = ERecruiterError.isInstance(error) ? error.cursor : undefined;
    await run(many(() => false).erecruiter, state, cursor === undefined ? {} : { cursor });
    const whole: State = new Map();
    await run(many(() => false).erecruiter, whole);
    expect([...state.keys()].sort()).toEqual([...whole.keys()].sort());
  });

  test('records that eRecruiter itself refuses are no outage, however many', async () => {
    const data = plainData();
    const refused = () => Response.json({ Message: 'x' }, { status: 403 });
    const { erecruiter, issues } = plainClient(data, { before: failing(/^Applicant\/1[1-5]$/, refused) });
    expect(names(await erecruiter.listCandidates().toArray())).toEqual(['16']);
    expect(issues).toHaveLength(5);
  });
});

test('a web page with 403 is throttling: no record is skipped', async () => {
  const { erecruiter, issues } = plainClient(plainData(), { before: failing(/^Applicant\/13$/, () => page(403)) });
  await expect(erecruiter.listCandidates().toArray()).rejects.toBeInstanceOf(RateLimitError);
  expect(issues).toEqual([]);
});
