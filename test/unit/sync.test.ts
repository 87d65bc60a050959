import { describe, expect, test, vi } from 'vitest';
import { InputError, RateLimitError, type SyncChange, type SyncEntry, type SyncProgress } from '../../src/index.js';
import { altered, asked, setUp as setUpSandbox, settle, type SetupOptions } from '../helpers/client.js';
import { ascending, reachableIn, SOURCES } from '../helpers/reachable.js';
import {
  apply,
  brief,
  contentOf,
  contentsOf,
  type Replica,
  replicaOf,
  run,
  type State,
  tally,
  upserts,
} from '../helpers/sync-state.js';

const SANDBOX = { applicants: 12, jobs: 8 };
const setUp = ({ sandbox, ...options }: SetupOptions = {}) =>
  setUpSandbox({ sandbox: { ...SANDBOX, ...sandbox }, ...options });

/** The first applicant of the sandbox, who has three applications, and the first of them. */
const [PERSON, APPLICATION] = [150_000, 880_000];

describe('one crawl', () => {
  test('yields the same records as the six listings', async () => {
    const { erecruiter } = setUp({ channels: 'all' });
    const changes = await run(erecruiter);
    const listings = {
      job: await erecruiter.listJobs().toArray(),
      candidate: await erecruiter.listCandidates().toArray(),
      application: await erecruiter.listApplications().toArray(),
      application_stage: await erecruiter.listApplicationStages().toArray(),
      screening_question: await erecruiter.listScreeningQuestions().toArray(),
      job_screening_question: await erecruiter.listJobScreeningQuestions().toArray(),
    } as const;
    const byId = (records: readonly { readonly id: string }[]) =>
      records.map(contentOf).sort((a, b) => (Object(a).id < Object(b).id ? -1 : 1));
    for (const model of ['candidate', 'application', 'application_stage', 'screening_question'] as const) {
      expect(byId(upserts(changes, model))).toEqual(byId(listings[model]));
    }
    for (const model of ['job', 'job_screening_question'] as const) {
      expect(byId(upserts(changes, model))).toEqual(expect.arrayContaining(byId(listings[model])));
    }
    expect(changes).toHaveLength(new Set(changes.map(({ data }) => data.id)).size);
  });

  test('requests what docs/sync.md says, nothing twice, including unlisted jobs and questionnaires', async () => {
    const { sandbox, erecruiter } = setUp();
    sandbox.closeJob(4711); // unlisted from now on, named by applications, and with a questionnaire
    const { asked: askedJobs, listed, unlisted, named, applicants } = reachableIn(sandbox);
    const jobs = ascending([...listed, ...unlisted, ...named]);
    expect(unlisted).toContain(4711);
    const changes = await run(erecruiter);
    expect(tally(changes)).toMatchObject({ 'upsert job': jobs.length, 'upsert candidate': applicants.length });
    expect(asked(sandbox)).toEqual({
      'POST Token': 1,
      Mandator: 1,
      PublishedJobs: 1,
      'Applications/ByReferrer/{}': SOURCES.length,
      'Applications/ByJob/{}': askedJobs.length,
      'Job/{}': jobs.length - listed.length,
      'Questionnaire/ByJob/{}': jobs.filter((id) => sandbox.job(id)?.HasQuestionnaire === true).length,
      'Applicant/{}': applicants.length,
      'Applications/{}': applicants.length,
      'Applicant/CustomFields/{}': applicants.length,
    });
    expect(new Set(sandbox.log.map(({ url }) => url)).size).toBe(sandbox.requests);
  });

  test('yields a job before its questions, and a job and a stage before the applications that name them', async () => {
    const { sandbox, erecruiter } = setUp({ discover: 'open' }); // so that only people lead to unlisted jobs
    const yielded = new Set<string | null>();
    for (const { model, data } of await run(erecruiter)) {
      yielded.add(data.id);
      if (model === 'application' && 'job_id' in data) {
        expect(yielded).toContain(data.job_id);
        expect(yielded).toContain('candidate_id' in data ? data.candidate_id : '');
        if ('current_stage_id' in data && data.current_stage_id !== null)
          expect(yielded).toContain(data.current_stage_id);
      }
      if (model === 'job_screening_question' && 'question_id' in data) {
        expect(yielded).toContain(data.job_id);
        expect(yielded).toContain(data.question_id);
      }
    }
    expect(asked(sandbox)['Job/{}']).toBeGreaterThan(0);
  });

  test('of the same installation yields nothing the second time, at the same cost', async () => {
    const { sandbox, erecruiter } = setUp();
    const state: State = new Map();
    expect((await run(erecruiter, state)).length).toBeGreaterThan(50);
    const before = sandbox.requests;
    expect(await run(erecruiter, state)).toEqual([]);
    expect(sandbox.requests - before).toBe(before - 2); // token and catalogues are still known
  });

  test('does not move dates as time passes: the entry of an unchanged record stays as it is', async () => {
    const { erecruiter } = setUp();
    const state: State = new Map();
    await run(erecruiter, state);
    const kept = new Map(state);
    await run(erecruiter, state);
    expect(state).toEqual(kept);
  });
});

describe('changes', () => {
  type Setup = ReturnType<typeof setUp>;
  const table: readonly (readonly [string, (setup: Setup) => void, readonly string[]])[] = [
    [
      'a candidate is edited: their applications show their name',
      ({ sandbox }) => sandbox.edit(PERSON, { LastName: 'Neu' }),
      [
        'upsert candidate 150000',
        'upsert application 880000',
        'upsert application 880001',
        'upsert application 880002',
      ],
    ],
    [
      'an application moves: the candidate shows its stage',
      ({ sandbox }) => sandbox.moveApplication(PERSON, APPLICATION, 'Gespräch vereinbart'),
      ['upsert candidate 150000', 'upsert application 880000'],
    ],
    [
      'a candidate is hired',
      ({ sandbox }) => sandbox.moveApplication(PERSON, APPLICATION, 'Eingestellt'),
      ['upsert candidate 150000', 'upsert application 880000'],
    ],
    [
      'a candidate is rejected',
      ({ sandbox }) => sandbox.moveApplication(PERSON, APPLICATION, 'Absage nach Prüfung'),
      ['upsert candidate 150000', 'upsert application 880000'],
    ],
    [
      'a job is edited',
      ({ sandbox }) => sandbox.editJob(4711, { SubTitle: 'x', Html: 'x', CareerLevels: ['x'] }),
      ['upsert job 4711'],
    ],
    ['a job is closed and taken off every channel', ({ sandbox }) => sandbox.closeJob(4711), ['upsert job 4711']],
    ['a job is unpublished', ({ sandbox }) => sandbox.unpublishJob(4714), ['upsert job 4714']],
    [
      'an application is withdrawn from the records',
      ({ sandbox }) => sandbox.removeApplication(PERSON, APPLICATION),
      ['upsert candidate 150000', 'delete application 880000'],
    ],
  ];

  test.each(table)('%s', async (_, edit, expected) => {
    const setup = setUp();
    const state: State = new Map();
    await run(setup.erecruiter, state);
    edit(setup);
    expect(brief(await run(setup.erecruiter, state))).toEqual(expected);
    expect(await run(setup.erecruiter, state)).toEqual([]);
  });

  test('get eRecruiter’s date if it has one, otherwise the time of the pass', async () => {
    let now = Date.UTC(2026, 5, 1, 6);
    const sleep = async (): Promise<void> => undefined;
    const { sandbox, erecruiter } = setUp({ clock: { now: () => now, sleep }, sandbox: { now: () => now } });
    const state: State = new Map();
    await run(erecruiter, state);
    now = Date.UTC(2026, 5, 2, 6);
    sandbox.edit(PERSON, { LastName: 'Neu' });
    now = Date.UTC(2026, 5, 3, 6);
    const changes = await run(erecruiter, state);
    const dates = changes.map(({ model, data }) => [model, data.changed_at.toISOString()]);
    expect(dates[0]).toEqual(['candidate', '2026-06-02T06:00:00.000Z']);
    expect(dates.slice(1)).toEqual(Array(3).fill(['application', '2026-06-03T06:00:00.000Z'])); // without a date
    expect(state.get(changes[0]?.data.id ?? '')?.changed_at).toBe('2026-06-02T06:00:00.000Z');
  });

  test('of an application have the same date inside its candidate', async () => {
    const { erecruiter } = setUp();
    const state: State = new Map();
    const dates = new Map<string, Date>();
    const changes = await run(erecruiter, state);
    for (const { model, data } of changes) if (model === 'application') dates.set(data.id, data.changed_at);
    const nested = changes.flatMap((change) =>
      change.model === 'candidate' && change.type === 'upsert' ? change.data.applications : [],
    );
    expect(nested.length).toBeGreaterThan(10);
    for (const { id, changed_at } of nested) expect(changed_at).toEqual(dates.get(id));
  });

  test('a finished application that no source names any more is still read through its candidate', async () => {
    const { sandbox, erecruiter } = setUp({ discover: 'open' });
    const state: State = new Map();
    await run(erecruiter, state);
    const { JobId, ApplicantId, Id } = sandbox
      .applicantIds()
      .flatMap((id) => sandbox.applicationsOf(id))
      .find(
        ({ ApplicantId: owner, WorkflowStatusGroup }) =>
          Number(WorkflowStatusGroup) < 5 && sandbox.applicationsOf(owner).length === 1,
      ) ?? { JobId: 0, ApplicantId: 0, Id: 0 };
    sandbox.moveApplication(ApplicantId, Id, 'Eingestellt');
    const changes = await run(erecruiter, state);
    expect(brief(changes)).toEqual([`upsert candidate ${ApplicantId}`, `upsert application ${Id}`]);
    expect(changes[1]?.data).toMatchObject({ outcome: 'HIRED', job: { remote_id: String(JobId) } });
    expect(await run(erecruiter, state)).toEqual([]);
  });

  test('a part that is hidden at present is no change: the record waits until all of it can be read', async () => {
    const { sandbox, erecruiter, issues } = setUp();
    const state: State = new Map();
    await run(erecruiter, state);
    sandbox.fail({ on: 'Applicant/CustomFields/{applicantId}', kind: 'status', status: 403, times: 5 });
    sandbox.fail({ on: 'Questionnaire/ByJob/{jobId}', kind: 'status', status: 403, times: 3 });
    sandbox.fail({ on: 'Job/{jobId}', kind: 'status', status: 403, times: 2 });
    expect(await run(erecruiter, state)).toEqual([]);
    expect(issues).toHaveLength(10);
    expect(await run(erecruiter, state)).toEqual([]);
  });

  test('a part that is always hidden does not prevent a record from being yielded', async () => {
    const { sandbox, erecruiter } = setUp();
    sandbox.fail({ on: /CustomFields|Questionnaire/, kind: 'status', status: 403, times: 100 });
    const { applicants, listed, named } = reachableIn(sandbox);
    expect(tally(await run(erecruiter))).toMatchObject({
      'upsert job': listed.length + named.length,
      'upsert candidate': applicants.length,
    });
  });
});

describe('the state', () => {
  test('is updated only after the consumer has asked for the next change', async () => {
    const { sandbox, erecruiter } = setUp();
    const state: State = new Map();
    let expected = 0;
    for await (const { data } of erecruiter.sync({}, { state })) {
      expect(state.has(data.id)).toBe(false);
      expect(state.size).toBe(expected);
      expected += 1;
    }
    expect(state.size).toBe(expected);
    sandbox.removeApplicant(PERSON);
    for await (const { type, data } of erecruiter.sync({}, { state })) {
      expect(type).toBe('delete');
      expect(state.has(data.id)).toBe(true);
    }
    expect(state.size).toBe(expected - 4);
  });

  test.each([0, 1, 30, 100])('after a crash at change %i the next run repeats that one and misses none', async (at) => {
    const { erecruiter } = setUp();
    const whole = brief(await run(erecruiter));
    const state: State = new Map();
    const got: SyncChange[] = [];
    await expect(async () => {
      for await (const change of erecruiter.sync({}, { state })) {
        got.push(change);
        if (got.length === at + 1) throw new Error('crash');
      }
    }).rejects.toThrow('crash');
    const rest = await run(erecruiter, state);
    expect([...brief(got.slice(0, at)), ...brief(rest)]).toEqual(whole);
  });

  test('may be a database: every method asynchronous, the entries streamed', async () => {
    const { sandbox, erecruiter } = setUp();
    const rows = new Map<string, string>();
    const state = {
      async get(id: string): Promise<SyncEntry | null> {
        await settle();
        const row = rows.get(id);
        return row === undefined ? null : JSON.parse(row);
      },
      async set(id: string, entry: SyncEntry): Promise<void> {
        await settle();
        rows.set(id, JSON.stringify(entry));
      },
      async delete(id: string): Promise<void> {
        await settle();
        rows.delete(id);
      },
      async *entries(): AsyncGenerator<readonly [string, SyncEntry]> {
        for (const [id, row] of rows) {
          await settle();
          yield [id, JSON.parse(row)];
        }
      },
    };
    const replica: Replica = new Map();
    for (const change of await run(erecruiter, state)) apply(replica, change);
    expect(rows.size).toBe(replica.size);
    sandbox.removeApplicant(PERSON);
    sandbox.edit(150_002, { FirstName: 'Neu' });
    const changes = await run(erecruiter, state);
    expect(tally(changes)).toMatchObject({ 'upsert candidate': 1, 'delete candidate': 1, 'delete application': 3 });
    for (const change of changes) apply(replica, change);
    expect(contentsOf(replica)).toMatchObject(contentsOf(await replicaOf(erecruiter)));
    expect([...rows.keys()].sort()).toEqual([...replica.keys()].sort());
  });

  test('may return a promise of all entries', async () => {
    const { sandbox, erecruiter } = setUp();
    const map: State = new Map();
    await run(erecruiter, map);
    sandbox.removeApplicant(PERSON);
    const state = {
      get: (id: string) => map.get(id),
      set: (id: string, entry: SyncEntry) => map.set(id, entry),
      delete: (id: string) => map.delete(id),
      entries: async () => [...map],
    };
    expect(tally(await run(erecruiter, state))).toEqual({ 'delete application': 3, 'delete candidate': 1 });
  });

  test('of its own lives as long as the iterable that sync() returned', async () => {
    const { sandbox, erecruiter } = setUp();
    const changes = erecruiter.sync();
    const all: SyncChange[] = [];
    for await (const change of changes) all.push(change);
    sandbox.edit(PERSON, { LastName: 'Neu' });
    const later: SyncChange[] = [];
    for await (const change of changes) later.push(change);
    expect(brief(later)).toContain('upsert candidate 150000');
    expect(later).toHaveLength(4);
    expect(await run(erecruiter)).toHaveLength(all.length);
  });

  test('that fails ends the run with its own error, and no request continues', async () => {
    const { sandbox, erecruiter } = setUp();
    const broken = new Error('the table is locked');
    const state = Object.assign(new Map<string, SyncEntry>(), { set: () => Promise.reject(broken) });
    await expect(run(erecruiter, state)).rejects.toBe(broken);
    await settle();
    expect(sandbox.inFlight).toBe(0);
  });

  test('entries of other installations, and keys that are not ids, are not touched', async () => {
    const { erecruiter, another } = setUp();
    const foreign: State = new Map();
    await run(another({ tenant: 'elsewhere' }), foreign);
    const state: State = new Map([...foreign, ['whatever', { fingerprint: '', changed_at: '' }]]);
    const before = new Map(state);
    const changes = await run(erecruiter, state);
    expect(changes.every(({ type }) => type === 'upsert')).toBe(true);
    for (const [id, entry] of before) expect(state.get(id)).toBe(entry);
  });
});

describe('the consumer', () => {
  test.each([1, 40, 120])('who leaves after %i changes leaves no request and no listener behind', async (count) => {
    const { sandbox, erecruiter } = setUp({ sandbox: { latencyMs: 1 } });
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    let left = count;
    for await (const _ of erecruiter.sync({}, { signal })) if ((left -= 1) === 0) break;
    const { requests } = sandbox;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sandbox.inFlight).toBe(0);
    expect(sandbox.requests).toBe(requests);
    expect(added.mock.calls.length).toBe(1);
    expect(removed.mock.calls).toHaveLength(1);
  });

  test('who aborts gets an AbortedError with a cursor; nothing continues', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { latencyMs: 1 } });
    const controller = new AbortController();
    let count = 0;
    const error: unknown = await (async () => {
      for await (const _ of erecruiter.sync({}, { signal: controller.signal })) {
        count += 1;
        if (count === 130) controller.abort();
      }
    })().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'AbortedError', cursor: expect.any(String) });
    await settle();
    expect(sandbox.inFlight).toBe(0);
  });

  test.each([
    ['among the jobs', /Questionnaire\/ByJob\/4716\?/, 1],
    ['at the first person', /Applicant\/150007$/, 0],
    ['later', /Applicant\/150009$/, 0],
  ])(
    'of a run that failed %s resumes from its cursor: both runs together yield everything once',
    async (_, on, jobs) => {
      const { sandbox, erecruiter } = setUp();
      const state: State = new Map();
      // Throttling is not the fault of a record, which would be skipped. It stays: while others succeed, a throttled
      // request is repeated more often than `retry.limit`.
      sandbox.fail({ on, kind: '429', times: Infinity });
      const first: SyncChange[] = [];
      let cursor = '';
      try {
        for await (const change of erecruiter.sync({}, { state })) first.push(change);
      } catch (error) {
        if (RateLimitError.isInstance(error)) cursor = error.cursor ?? '';
      }
      sandbox.clearFaults();
      const before = sandbox.log.length;
      const second = await run(erecruiter, state, { cursor });
      const since = sandbox.log.slice(before);
      expect([...first, ...second].map(contentOf)).toEqual((await run(erecruiter)).map(contentOf));
      expect(since.filter(({ path }) => /Questionnaire\/ByJob\/471[1-4]\?/.test(path))).toEqual([]);
      expect(second.some(({ model }) => model === 'job')).toBe(jobs > 0);
    },
  );

  test('gets an error at once for a wrong query', () => {
    const { erecruiter, sandbox } = setUp();
    expect(() => erecruiter.sync(JSON.parse('{"jobs":["x"]}'))).toThrow(InputError);
    expect(() => erecruiter.sync(JSON.parse('{"updated_after":"2026-01-01"}'))).toThrow(InputError);
    expect(() => erecruiter.sync({ job_ids: ['nonsense'] })).toThrow(InputError);
    expect(() => erecruiter.sync({ cursor: 'nonsense' })).toThrow(InputError);
    expect(() => erecruiter.sync({ only_created: true })).toThrow(/needs the client option/);
    expect(sandbox.requests).toBe(0);
  });
});

describe('progress', () => {
  test('counts records, changed or not, and their total as soon as it is known', async () => {
    const { sandbox, erecruiter } = setUp();
    const state: State = new Map();
    const [first, second]: [SyncProgress[], SyncProgress[]] = [[], []];
    const changes = await run(erecruiter, state, {}, { onProgress: (progress) => first.push(progress) });
    const addresses = sandbox.requests - 2;
    await run(erecruiter, state, {}, { onProgress: (progress) => second.push(progress) });
    const counts = (all: readonly SyncProgress[]) => all.map(({ model, done, total }) => ({ model, done, total }));
    expect(counts(second)).toEqual(counts(first));
    expect(first[0]).toMatchObject({ model: 'job', done: 1, total: 10 });
    expect(first.filter(({ model }) => model === 'candidate').map(({ done, total }) => [done, total])).toEqual([
      ...Array.from({ length: 11 }, (_, index) => [index + 1, null]),
      [11, 11],
    ]);
    const ends = first.slice(-6);
    for (const { model, done, total, requests } of ends) {
      expect(done).toBe(upserts(changes, model).length);
      expect({ total, requests }).toEqual({ total: done, requests: addresses });
    }
    expect(first.map(({ requests }) => requests)).toEqual(first.map(({ requests }) => requests).sort((a, b) => a - b));
  });

  test('that throws changes nothing', async () => {
    const { erecruiter } = setUp();
    const onProgress = (): never => {
      throw new Error('the terminal is gone');
    };
    expect((await run(erecruiter, new Map(), {}, { onProgress })).length).toBeGreaterThan(100);
  });
});

test('an answer that is modified on its way is a change like any other', async () => {
  let title = 'Wie gut sprechen Sie Französisch?';
  const through = altered(/Questionnaire\/ByJob\/4711/, (body) => ({
    ...Object(body),
    Items: Object(body).Items.map((item: object) => ({ ...item, Title: title })),
  }));
  const { erecruiter } = setUp({ through });
  const state: State = new Map();
  await run(erecruiter, state);
  title = 'Sprechen Sie Deutsch?';
  const changes = await run(erecruiter, state);
  expect(tally(changes)).toMatchObject({ 'upsert job': 1 });
  expect(new Set(changes.map(({ model }) => model))).toEqual(new Set(['job', 'screening_question']));
});
