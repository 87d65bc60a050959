import { describe, expect, test } from 'vitest';
import type { SyncChange } from '../../src/index.js';
import { plainClient, plainData, type PlainData } from '../helpers/read-server.js';
import { isTried } from '../helpers/share.js';
import { run, type State } from '../helpers/sync-state.js';

// A server, or a gateway in front of it, answers for a while as if nothing existed. Whenever that begins and however long
// it takes: what exists is never reported as deleted, and what is skipped is reported.

const KINDS: readonly (readonly [string, () => Response])[] = [
  [
    'a route that is missing',
    () => Response.json({ Message: "No HTTP resource was found that matches the request URI 'x'." }, { status: 404 }),
  ],
  ['a 404 without a body', () => new Response(null, { status: 404 })],
  [
    'a 404 of the web server',
    () => new Response('<html>404</html>', { status: 404, headers: { 'content-type': 'text/html' } }),
  ],
  [
    'a 404 that looks like eRecruiter’s own',
    () => Response.json({ Message: 'There is no such record.' }, { status: 404 }),
  ],
  ['nothing', () => new Response(null, { status: 204 })],
];

/** An installation that the state knows completely; then two applicants, an application and a question are deleted. */
async function known() {
  const data = plainData();
  const state: State = new Map(await stateBefore);
  data.people.delete(16);
  for (const id of [907, 908, 902]) data.applications.delete(id);
  data.questionnaires.set(2, { Id: 70, Items: [] });
  data.jobs.set(1, { ...data.jobs.get(1), channel: 'elsewhere' }); // not seen, but it exists
  return { data, state };
}

const stateBefore = firstPass();

async function firstPass(): Promise<State> {
  const state: State = new Map();
  await run(plainClient(plainData()).erecruiter, state);
  return state;
}

/** Whether a change deletes something that exists. */
function isFalse({ applications, people, jobs }: PlainData, { model, type, data }: SyncChange): boolean {
  if (type !== 'delete') return false;
  const id = Number(data.remote_id);
  if (model === 'application') return applications.has(id);
  if (model === 'candidate') return people.has(id);
  return model === 'job' && jobs.has(id);
}

test('without an outage, what is gone is deleted', async () => {
  const { data, state } = await known();
  const { erecruiter, issues } = plainClient(data, { concurrency: 1 });
  const deleted = (await run(erecruiter, state)).filter(({ type }) => type === 'delete');
  expect(deleted.map(({ model, data }) => `${model} ${Object(data).remote_id}`)).toEqual([
    ...['application 902', 'application 907', 'application 908', 'candidate 16'],
    ...['job_screening_question null', 'screening_question 701'],
  ]);
  expect(issues).toEqual([]);
});

const LENGTHS = [1, 2, 3, 7, 1000];

describe.each(KINDS)('%s', (kind, answer) => {
  test.each(LENGTHS)('for %d requests, starting anywhere: nothing that exists is deleted', async (length) => {
    const row = KINDS.findIndex(([name]) => name === kind) + LENGTHS.indexOf(length);
    const whole = await known();
    const calm = plainClient(whole.data, { concurrency: 1 });
    await run(calm.erecruiter, whole.state);
    for (let start = 0; start < calm.paths.length + 2; start += 1) {
      if (!isTried(row, start)) continue;
      const { data, state } = await known();
      const size = state.size;
      const { erecruiter, issues } = plainClient(data, {
        concurrency: 1,
        before: (_path, number) => (number >= start && number < start + length ? answer() : undefined),
      });
      const changes: SyncChange[] = [];
      const error: unknown = await (async () => {
        for await (const change of erecruiter.sync({}, { state })) changes.push(change);
      })().catch((reason: unknown) => reason);
      expect({ start, wrong: changes.filter((change) => isFalse(data, change)) }).toEqual({ start, wrong: [] });
      // What was not seen was reported, or nothing was deleted because of it.
      const deleted = changes.filter(({ type }) => type === 'delete').length;
      if (deleted === 0)
        expect({ start, reported: error !== undefined || issues.length > 0 }).toEqual({ start, reported: true });
      expect(state.size).toBeGreaterThanOrEqual(size - 6);
    }
  });
});

test('a partial answer deletes nothing that jobs or sources name, and nothing else in that pass', async () => {
  for (const body of ['[]', 'null', undefined]) {
    const { data, state } = await known();
    const { erecruiter, issues } = plainClient(data, {
      before: (path) =>
        path === 'Applications/11' ? new Response(body, { status: body === undefined ? 204 : 200 }) : undefined,
    });
    expect((await run(erecruiter, state)).filter(({ type }) => type === 'delete')).toEqual([]);
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Applications/{applicantId}', id: '11', path: '' }]);
  }
});

test('a missing applicant whom a job still names is not deleted, and others are', async () => {
  const { data, state } = await known();
  data.people.delete(12);
  const { erecruiter, issues } = plainClient(data);
  const deleted = (await run(erecruiter, state)).filter(({ type }) => type === 'delete');
  expect(deleted.map(({ data }) => Object(data).remote_id)).toContain('16');
  expect(deleted.map(({ data }) => Object(data).remote_id)).not.toContain('12');
  expect(deleted.map(({ data }) => Object(data).remote_id)).not.toContain('903');
  expect(issues).toMatchObject([{ endpoint: 'GET Api/Applicant/{applicantId}', id: '12' }]);
});

test('when no applicant was seen who would prove that applicants can be read, none is deleted', async () => {
  const { data, state } = await known();
  data.people.clear();
  data.applications.clear();
  const { erecruiter, issues } = plainClient(data);
  expect((await run(erecruiter, state)).filter(({ type }) => type === 'delete')).toEqual([]);
  expect(issues.some(({ reason }) => reason.startsWith('no deletions are reported'))).toBe(true);
});
