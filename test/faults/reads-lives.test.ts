import { describe, expect, test } from 'vitest';
import { PermissionError } from '../../src/index.js';
import { plainClient, plainData } from '../helpers/read-server.js';
import { brief, run, type State } from '../helpers/sync-state.js';

// Cases that random lives of an independent server have brought to light.

const refused = () => Response.json({ Message: 'no' }, { status: 403 });
const refusing = (pattern: RegExp) => (path: string) => (pattern.test(path) ? refused() : undefined);

describe('nothing is published', () => {
  test.each([{ Jobs: [] }, { Jobs: null, JobPublicationType: null, Culture: null }])('%j', async (body) => {
    const before = (path: string) => (path === 'PublishedJobs' ? Response.json(body) : undefined);
    const { erecruiter, issues } = plainClient(plainData(), { before });
    expect((await erecruiter.listJobs().toArray()).length).toBe(3);
    expect((await erecruiter.listCandidates().toArray()).length).toBe(6);
    expect(issues).toEqual([]);
  });

  test('an empty answer is still an error', async () => {
    const before = (path: string) => (path === 'PublishedJobs' ? Response.json({}) : undefined);
    await expect(plainClient(plainData(), { before }).erecruiter.listJobs().toArray()).rejects.toThrow('404');
  });
});

test.each(['all', 'open'] as const)(
  'an application that is moved to another job is another one: the former is gone (%s)',
  async (discover) => {
    const data = plainData();
    const state: State = new Map();
    await run(plainClient(data, { discover }).erecruiter, state);
    const moved = data.applications.get(904);
    if (moved !== undefined) data.applications.set(904, { ...moved, JobId: 1 });
    const { erecruiter, issues } = plainClient(data, { discover });
    const changes = brief(await run(erecruiter, state));
    expect(changes).toEqual(['upsert candidate 13', 'upsert application 904', 'delete application 904']);
    expect(issues).toEqual([]);
    const fresh: State = new Map();
    await run(erecruiter, fresh);
    expect(new Set(state.keys())).toEqual(new Set(fresh.keys()));
  },
);

describe('a part that is hidden', () => {
  /** What a run yields after a job is hidden and the application to it is rejected. */
  async function rejected(state: State) {
    const data = plainData();
    await run(plainClient(data).erecruiter, state);
    const one = data.applications.get(906);
    if (one !== undefined) data.applications.set(906, { ...one, Status: 'Absage', WorkflowStatusGroup: 5 });
    return run(plainClient(data, { before: refusing(/^Job\/3$/) }).erecruiter, state);
  }

  test('a job that is closed and refused: changes of its applications come, with the name that it had', async () => {
    const changes = await rejected(new Map());
    expect(brief(changes)).toEqual(['upsert candidate 15', 'upsert application 906']);
    const [application] = changes.filter(({ model }) => model === 'application');
    expect(application?.data).toMatchObject({ outcome: 'DECLINED', job: { name: 'Job 3' } });
  });

  test('a job that no run has seen: changes of its applications come, too', async () => {
    const data = plainData();
    const state: State = new Map();
    const { erecruiter } = plainClient(data, { before: refusing(/^Job\/3$/) });
    await run(erecruiter, state);
    const one = data.applications.get(906);
    if (one !== undefined) data.applications.set(906, { ...one, Status: 'Absage', WorkflowStatusGroup: 5 });
    expect(brief(await run(erecruiter, state))).toEqual(['upsert candidate 15', 'upsert application 906']);
    const again = brief(await run(plainClient(data).erecruiter, state));
    expect(again).toContain('upsert application 906'); // with the name, now that it is shown
    expect(await run(plainClient(data).erecruiter, state)).toEqual([]);
  });

  test('custom fields that a key never sees: other changes come', async () => {
    const data = plainData();
    data.mandator['CustomFields'] = [{ Name: 'x', Title: 'X', Target: 0, Type: 5 }];
    const state: State = new Map();
    const { erecruiter } = plainClient(data, { before: refusing(/^Applicant\/CustomFields/) });
    await run(erecruiter, state);
    expect(await run(erecruiter, state)).toEqual([]);
    data.people.set(13, { Id: 13, LastName: 'Neu' });
    expect(brief(await run(erecruiter, state))).toContain('upsert candidate 13');
    const shown = (path: string) =>
      path.startsWith('Applicant/CustomFields')
        ? Response.json([{ CustomField: { Name: 'x', Title: 'X', Target: 0, Type: 5 }, StringValue: path }])
        : undefined;
    const whole = plainClient(data, { before: shown }).erecruiter;
    expect((await run(whole, state)).filter(({ model }) => model === 'candidate')).toHaveLength(6);
    // From now on the part is known: hidden again, it is not mistaken for a change.
    expect(await run(erecruiter, state)).toEqual([]);
  });

  test('a state of an earlier version has no names: this alone changes nothing', async () => {
    const data = plainData();
    const state: State = new Map();
    await run(plainClient(data).erecruiter, state);
    for (const [id, { name: _, ...entry }] of state) state.set(id, entry);
    expect(await run(plainClient(data, { before: refusing(/^Job\/3$/) }).erecruiter, state)).toEqual([]);
    expect(await run(plainClient(data).erecruiter, state)).toEqual([]);
  });
});

test('a run by job_ids deletes with a candidate what it has yielded of their other jobs', async () => {
  const data = plainData();
  const state: State = new Map();
  const query = { job_ids: ['remote:2'] };
  const { erecruiter } = plainClient(data, { discover: 'open' });
  expect(brief(await run(erecruiter, state, query))).toContain('upsert application 907'); // to job 1, and over
  data.people.delete(16);
  for (const id of [907, 908]) data.applications.delete(id);
  const changes = brief(await run(erecruiter, state, query)).filter((one) => one.startsWith('delete'));
  expect(changes.sort()).toEqual(['delete application 907', 'delete application 908', 'delete candidate 16']);
});

test.each(['2026-01-01T10:00+99:99', '2026-01-01T10:00:00+24:00', '2026-01-01T10:00-01:60'])(
  'updated_after %s is no date',
  async (updated_after) => {
    const { erecruiter } = plainClient(plainData());
    await expect((async () => erecruiter.listCandidates({ updated_after }).toArray())()).rejects.toThrow(
      'must be a date, such as',
    );
  },
);

describe('401 for a missing access level, while the key is good elsewhere', () => {
  const denied = (pattern: RegExp) => (path: string) =>
    pattern.test(path)
      ? Response.json({ Message: 'Authorization has been denied for this request.' }, { status: 401 })
      : undefined;

  test.each([/^Applications\/By/, /^Applications\/11$/, /^Applicant\//, /^PublishedJobs/])('%s', async (pattern) => {
    const { erecruiter } = plainClient(plainData(), { before: denied(pattern) });
    const error: unknown = await erecruiter
      .listCandidates()
      .toArray()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PermissionError);
    expect(error).toMatchObject({ status: 401, code: 'INTEGRATION.PERMISSION_MISSING' });
    expect(String(error)).toContain('access level');
    await expect(run(erecruiter)).rejects.toBeInstanceOf(PermissionError);
  });

  test('a key that is refused everywhere is a wrong key', async () => {
    const { erecruiter } = plainClient(plainData(), { before: denied(/./) });
    await expect(erecruiter.listCandidates().toArray()).rejects.toMatchObject({ name: 'AuthenticationError' });
    let isRevoked = false;
    const revoked = (path: string) => ((isRevoked ||= path === 'Applicant/13') ? denied(/./)(path) : undefined);
    const late = plainClient(plainData(), { before: revoked });
    await expect(late.erecruiter.listCandidates().toArray()).rejects.toMatchObject({ name: 'AuthenticationError' });
  });
});
