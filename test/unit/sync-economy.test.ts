import { describe, expect, test } from 'vitest';
import {
  InputError,
  type SyncChange,
  type SyncModel,
  type SyncOptions,
  type SyncProgress,
  type SyncQuery,
} from '../../src/index.js';
import { setUp } from '../helpers/client.js';
import { plainClient, plainData } from '../helpers/read-server.js';
import { brief, type State } from '../helpers/sync-state.js';

const DAY = 86_400_000;
const START = Date.parse('2026-03-01T02:00:00Z');
/** So long that nobody is due within a test. */
const NEVER_DUE = 366 * DAY;

/** An installation in memory, and its nights. */
function nights(options: Parameters<typeof setUp>[0] = {}) {
  let now = START;
  const clock = { now: () => now, sleep: async () => undefined };
  const state: State = new Map();
  const { sandbox: own, ...client } = options;
  const sandbox = { applicants: 30, jobs: 6, now: clock.now, ...own };
  const {
    erecruiter,
    sandbox: server,
    issues,
  } = setUp({ clock, source: { name: 'Altes Portal' }, ...client, sandbox });

  async function night(rereadAfterMs: number, query: SyncQuery = {}, crashAt = Infinity) {
    now += DAY;
    const changes: SyncChange[] = [];
    let last: SyncProgress | undefined;
    const totals: Partial<Record<SyncModel, number>> = {};
    const onProgress = (progress: SyncProgress): void => {
      last = progress;
      totals[progress.model] = progress.done;
    };
    const options: SyncOptions = { state, rereadAfterMs, onProgress };
    const since = server.log.length;
    for await (const change of erecruiter.sync(query, options)) {
      if (changes.push(change) > crashAt) break;
    }
    const read = server.log
      .slice(since)
      .filter(({ template }) => template === 'Applicant/{applicantId}')
      .map(({ path }) => Number(path.split('/').at(-1)));
    return { changes: brief(changes), read: new Set(read), last, totals, requests: last?.requests ?? 0 };
  }
  return { sandbox: server, state, night, issues };
}

/** Somebody of whom each application has a source. */
function someoneIn({ sandbox }: Pick<ReturnType<typeof nights>, 'sandbox'>): number {
  const id = sandbox
    .applicantIds()
    .find(
      (one) =>
        sandbox.applicationsOf(one).every(({ Referrer }) => Referrer !== null) &&
        sandbox.applicationsOf(one).length > 0,
    );
  return id ?? expect.fail('nobody');
}

test('a night reads only whom something was said about, and tells what it saved', async () => {
  const life = nights();
  const first = await life.night(NEVER_DUE);
  expect(first.last).toMatchObject({ savedRequests: 0, candidates: { skipped: 0, due: 0 } });
  const id = someoneIn(life);
  life.sandbox.edit(id, { LastName: 'Neu' });
  const second = await life.night(NEVER_DUE);
  expect(second.changes).toContain(`upsert candidate ${id}`);
  expect(second.read.has(id)).toBe(true);
  const { candidates, savedRequests = 0 } = second.last ?? {};
  expect(candidates?.skipped).toBeGreaterThan(15);
  expect((candidates?.read ?? 0) + (candidates?.skipped ?? 0)).toBe(first.last?.candidates.read);
  expect(second.requests + savedRequests).toBe(first.requests);
});

test('totals count those who are skipped', async () => {
  const life = nights();
  const { totals } = await life.night(NEVER_DUE);
  const again = await life.night(NEVER_DUE);
  const { candidate, application } = totals;
  expect(again.totals).toMatchObject({ candidate, application });
});

test.each([0, 1])('%d reads everybody; after 1, the next night is economical at once', async (rereadAfterMs) => {
  const life = nights();
  await life.night(NEVER_DUE);
  const { last } = await life.night(rereadAfterMs);
  expect(last?.candidates.skipped).toBe(0);
  const next = await life.night(NEVER_DUE);
  expect((next.last?.candidates.skipped ?? 0) > 0).toBe(rereadAfterMs === 1);
});

test('everybody is read once within the time, about the same share each night', async () => {
  const life = nights({ sandbox: { applicants: 84, jobs: 4 } });
  const { last } = await life.night(7 * DAY);
  const total = last?.candidates.read ?? 0;
  const due: number[] = [];
  const read = new Set<number>();
  for (let number = 0; number < 7; number += 1) {
    const { last: end, read: ofNight } = await life.night(7 * DAY);
    due.push(end?.candidates.due ?? 0);
    for (const id of ofNight) read.add(id);
  }
  expect(read.size).toBe(total);
  for (const number of due) expect(number).toBeGreaterThan(0);
  for (const number of due) expect(number).toBeLessThan(total / 3);
});

describe('is read again', () => {
  test.each<[string, (life: ReturnType<typeof nights>, id: number, jobId: number) => void]>([
    ['whose application moved', ({ sandbox }, id) => move(sandbox, id)],
    ['whose name changed', ({ sandbox }, id) => sandbox.edit(id, { FirstName: 'Neu' })],
    ['whose job has a new title', ({ sandbox }, _, job) => sandbox.editJob(job, { Title: 'Neu', InternalName: 'Neu' })],
    ['who applied once more', ({ sandbox }, id) => addApplication(sandbox, id, 'Acme Jobs')],
    ['who applied once more, without a source, to an open job', ({ sandbox }, id) => addApplication(sandbox, id, null)],
    ['whose application was deleted', ({ sandbox }, id) => sandbox.removeApplication(id, firstOf(sandbox, id).Id)],
    ['whose entry is of version 0.1.0', ({ state }) => forgetReads(state)],
    ['whose entry is damaged', ({ state }) => damageReads(state)],
  ])('somebody %s', async (_, change) => {
    const life = nights();
    await life.night(NEVER_DUE);
    const id = someoneIn(life);
    expect((await life.night(NEVER_DUE)).read.has(id)).toBe(false);
    change(life, id, firstOf(life.sandbox, id).JobId);
    expect((await life.night(NEVER_DUE)).read.has(id)).toBe(true);
  });

  test('in another query, and then in the first one', async () => {
    const life = nights();
    await life.night(NEVER_DUE);
    const query = { job_ids: life.sandbox.jobIds().map((job) => `remote:${job}`) };
    expect((await life.night(NEVER_DUE, query)).last?.candidates.skipped).toBe(0);
    expect((await life.night(NEVER_DUE, query)).last?.candidates.skipped).toBeGreaterThan(0);
    expect((await life.night(NEVER_DUE)).last?.candidates.skipped).toBe(0);
  });

  test('always somebody with an application that no source names', async () => {
    const life = nights();
    const id = someoneIn(life);
    await life.night(NEVER_DUE);
    addApplication(life.sandbox, id, null);
    for (let number = 0; number < 3; number += 1) expect((await life.night(NEVER_DUE)).read.has(id)).toBe(true);
    life.sandbox.removeApplication(id, life.sandbox.applicationsOf(id).at(-1)?.Id ?? 0);
    await life.night(NEVER_DUE);
    expect((await life.night(NEVER_DUE)).read.has(id)).toBe(false);
  });

  test('somebody whose applications the consumer has not stored', async () => {
    const life = nights();
    await life.night(NEVER_DUE);
    const id = someoneIn(life);
    move(life.sandbox, id);
    const crashed = await life.night(NEVER_DUE, {}, 1);
    expect(crashed.changes.at(-1)).toMatch(/^upsert (?:candidate|application)/);
    const { changes } = await life.night(NEVER_DUE);
    expect(changes).toContain(`upsert application ${firstOf(life.sandbox, id).Id}`);
  });
});

describe('deletions', () => {
  test('are found although nobody else was read', async () => {
    const data = plainData();
    const state: State = new Map();
    const all = async () => {
      const changes: SyncChange[] = [];
      const { erecruiter } = plainClient(data);
      for await (const one of erecruiter.sync({}, { state, rereadAfterMs: NEVER_DUE })) changes.push(one);
      return brief(changes);
    };
    await all();
    const [gone] = [...data.people.keys()].filter((id) =>
      [...data.applications.values()].some(({ ApplicantId }) => ApplicantId === id),
    );
    data.people.delete(gone ?? 0);
    for (const [id, { ApplicantId }] of data.applications) if (ApplicantId === gone) data.applications.delete(id);
    expect(await all()).toContain(`delete candidate ${gone}`);
    expect(await all()).toEqual([]);
  });

  test('those who are skipped are kept, and so are their applications', async () => {
    const life = nights();
    await life.night(NEVER_DUE);
    const { changes, last } = await life.night(NEVER_DUE);
    expect([changes, last?.candidates.skipped]).toEqual([[], expect.any(Number)]);
  });
});

test.each([-1, 1.5, Number.NaN, '7d'])('rereadAfterMs %j is refused', async (rereadAfterMs) => {
  const { erecruiter } = setUp();
  const options = JSON.parse(JSON.stringify({ rereadAfterMs: String(rereadAfterMs) }));
  expect(() => erecruiter.sync({}, options)).toThrow(InputError);
});

test('without sources it would save nothing: it is refused, with the option that is missing', () => {
  const { erecruiter } = setUp({ discover: 'open' });
  expect(() => erecruiter.sync({}, { rereadAfterMs: DAY })).toThrow(/rereadAfterMs.*discover: 'all'/);
});

type Server = ReturnType<typeof nights>['sandbox'];

function firstOf(sandbox: Server, id: number): { readonly Id: number; readonly JobId: number } {
  return sandbox.applicationsOf(id)[0] ?? expect.fail('no application');
}

function move(sandbox: Server, id: number): void {
  const { Id } = firstOf(sandbox, id);
  const [other] = ['Eingestellt', 'Gespräch vereinbart'].filter((name) => sandbox.application(Id)?.Status !== name);
  sandbox.moveApplication(id, Id, other ?? '');
}

function addApplication(sandbox: Server, ApplicantId: number, Referrer: string | null): void {
  const taken = new Set(sandbox.applicationsOf(ApplicantId).map(({ JobId }) => JobId));
  const JobId = sandbox.addJob({ Title: `Job für ${ApplicantId}, ${taken.size}` });
  sandbox.publishJob(JobId);
  sandbox.addApplication({ ApplicantId, JobId, Referrer });
}

function forgetReads(state: State): void {
  for (const [id, { read: _, ...entry }] of state) state.set(id, entry);
}

function damageReads(state: State): void {
  for (const [id, entry] of state) if (entry.read) state.set(id, { ...entry, read: ['never', entry.read[1]] });
}
