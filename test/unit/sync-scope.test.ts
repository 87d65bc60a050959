import { describe, expect, test } from 'vitest';
import type { SyncChange } from '../../src/index.js';
import { asked, setUp } from '../helpers/client.js';
import { apply, brief, contentsOf, type Replica, replicaOf, run, type State, upserts } from '../helpers/sync-state.js';

const SANDBOX = { applicants: 24, jobs: 8 };
const SOURCE = { name: 'Acme Jobs' };

const deletions = (changes: readonly SyncChange[]) => brief(changes.filter(({ type }) => type === 'delete'));
const remote = (jobs: readonly number[]) => ({ job_ids: jobs.map((id) => `remote:${id}`) });

describe('job_ids', () => {
  test('reads these jobs, their questions, and the people who applied to them', async () => {
    const { erecruiter } = setUp({ sandbox: SANDBOX });
    const query = remote([4712, 4311]); // the second is listed nowhere
    const changes = await run(erecruiter, new Map(), query);
    const jobs = upserts(changes, 'job').map((job) => Number(Object(job).remote_id));
    expect(jobs.slice(0, 2)).toEqual([4311, 4712]);
    const candidates = await erecruiter.listCandidates(query).toArray();
    const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id).sort();
    expect(ids(upserts(changes, 'candidate'))).toEqual(ids(candidates));
    const applications = await erecruiter.listApplications(query).toArray();
    expect(ids(upserts(changes, 'application'))).toEqual(expect.arrayContaining(ids(applications)));
  });

  test('yields an application to another job only if no crawl of that job could find it', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX });
    const changes = await run(erecruiter, new Map(), remote([4712]));
    const others = upserts(changes, 'application').filter((one) => Object(one).job?.remote_id !== '4712');
    expect(others.length).toBeGreaterThan(0);
    const sources = (await erecruiter.ping()).sources;
    for (const one of others) {
      const { remote_id, candidate } = Object(one);
      const raw = sandbox.applicationsOf(Number(candidate.remote_id)).find(({ Id }) => String(Id) === remote_id);
      expect(sources).not.toContain(raw?.Referrer);
    }
  });

  test('deletes such an application, too: no other run knows it', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX });
    const state: State = new Map();
    const query = remote([4712]);
    const yielded = upserts(await run(erecruiter, state, query), 'application');
    const { remote_id, candidate } = Object(yielded.find((one) => Object(one).job?.remote_id !== '4712'));
    sandbox.removeApplication(Number(candidate.remote_id), Number(remote_id));
    expect(deletions(await run(erecruiter, state, query))).toEqual([`delete application ${remote_id}`]);
  });

  test('with no jobs reads nothing: a shard may be empty', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX });
    expect(await run(erecruiter, new Map(), { job_ids: [] })).toEqual([]);
    expect(asked(sandbox)['Applicant/{}']).toBeUndefined();
  });

  test('deletes nothing of other jobs, although the state knows them', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX });
    const state: State = new Map();
    await run(erecruiter, state);
    const lone = sandbox.applicantIds().find((id) => {
      const [first, ...others] = sandbox.applicationsOf(id);
      return first?.JobId === 4713 && others.length === 0;
    });
    sandbox.removeApplicant(lone ?? 0);
    sandbox.editJob(4713, { HasQuestionnaire: false });
    sandbox.editJob(4714, { HasQuestionnaire: false });
    const before = sandbox.log.length;
    expect(await run(erecruiter, state, remote([4711, 4712]))).toEqual([]);
    expect(asked(sandbox, before)['Questionnaire/{}']).toBeUndefined();
    expect(deletions(await run(erecruiter, state, remote([4713])))).toHaveLength(2);
    expect(deletions(await run(erecruiter, state, remote([4714]))).length).toBe(2);
  });

  test('deletes what it covers: a job, its applications, and people with all they have, also if known from elsewhere', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX });
    const state: State = new Map();
    await run(erecruiter, state);
    const [person = 0] = sandbox.applicantIds();
    const jobs = sandbox.applicationsOf(person).map(({ JobId }) => JobId);
    expect(new Set(jobs).size).toBe(3);
    sandbox.removeApplicant(person);
    const [first = 0, ...others] = jobs;
    expect(deletions(await run(erecruiter, state, remote([first])))).toHaveLength(4);
    expect(deletions(await run(erecruiter, state, remote(others)))).toEqual([]);
    expect(await run(erecruiter, state)).toEqual([]);
  });

  test('a deleted job is reported by a run that names it', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX });
    const state: State = new Map();
    await run(erecruiter, state);
    sandbox.unpublishJob(4711);
    for (const id of sandbox.applicantIds()) {
      for (const { Id, JobId } of sandbox.applicationsOf(id)) if (JobId === 4711) sandbox.removeApplication(id, Id);
    }
    sandbox.fail({ on: /(Job|ByJob)\/4711/, kind: 'status', status: 404, times: 100 });
    expect(deletions(await run(erecruiter, state, remote([4712])))).toEqual([]);
    const before = sandbox.log.length;
    expect(deletions(await run(erecruiter, state, remote([4711]))).at(-1)).toBe('delete job 4711');
    expect(asked(sandbox, before)).toMatchObject({ 'Job/{}': expect.any(Number) });
    expect(asked(sandbox, before)['Applications/ByJob/{}']).toBeUndefined();
  });
});

describe('only_created', () => {
  test('reads the applications of the source, their people, and all jobs that these name', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX, source: SOURCE });
    const changes = await run(erecruiter, new Map(), { only_created: true });
    const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id).sort();
    const listed = await erecruiter.listApplications({ only_created: true }).toArray();
    expect(ids(upserts(changes, 'application'))).toEqual(ids(listed));
    expect(ids(upserts(changes, 'candidate'))).toEqual(
      ids(await erecruiter.listCandidates({ only_created: true }).toArray()),
    );
    expect(upserts(changes, 'job').length).toBeGreaterThan(6);
    expect(asked(sandbox)['Applications/ByJob/{}']).toBeUndefined();
  });

  test('deletes nothing of other sources, although the state knows them', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX, source: SOURCE });
    const state: State = new Map();
    await run(erecruiter, state);
    for (const id of sandbox.applicantIds()) {
      for (const { Id, Referrer } of sandbox.applicationsOf(id)) {
        if (Referrer === 'Karriereportal') sandbox.removeApplication(id, Id);
      }
    }
    expect(deletions(await run(erecruiter, state, { only_created: true }))).toEqual([]);
    expect(deletions(await run(erecruiter, state, { only_created: ['karriereportal'] })).length).toBeGreaterThan(1);
    expect(deletions(await run(erecruiter, state))).toEqual([]);
  });

  test('deletes missing records of the source, and yields an application that has another source now', async () => {
    let source: string | null = SOURCE.name;
    const { sandbox, erecruiter } = setUp({
      sandbox: SANDBOX,
      source: SOURCE,
      through: (fetch) => async (input, init) => {
        const response = await fetch(input, init);
        const url = input instanceof Request ? input.url : String(input);
        if (!/Applications\/(ByReferrer\/Acme|150005\?)/.test(url) || !response.ok) return response;
        const rows: readonly { ApplicantId: number; Referrer: string | null }[] = await response.json();
        const isHis = ({ ApplicantId }: { ApplicantId: number }) => ApplicantId === 150_005;
        if (url.includes('ByReferrer'))
          return Response.json(source === null ? rows.filter((row) => !isHis(row)) : rows);
        return Response.json(
          rows.map((row) => ({ ...row, Referrer: row.Referrer === SOURCE.name ? source : row.Referrer })),
        );
      },
    });
    const state: State = new Map();
    await run(erecruiter, state, { only_created: true });
    expect(sandbox.applicationsOf(150_005).some(({ Referrer }) => Referrer === SOURCE.name)).toBe(true);
    source = null;
    const changes = await run(erecruiter, state, { only_created: true });
    // The candidate has not changed: the application keeps its date although no source names it any more.
    expect(brief(changes)).toEqual([expect.stringMatching(/^upsert application/)]);
    expect(await run(erecruiter, state, { only_created: true })).toEqual([]);
  });
});

describe('a run that resumes from a cursor', () => {
  test('deletes nothing: the next complete one does', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX });
    const state: State = new Map();
    await run(erecruiter, state);
    sandbox.removeApplicant(150_000);
    sandbox.fail({ on: /Applicant\/150007$/, kind: 'status', status: 429, times: Infinity });
    const failed: unknown = await run(erecruiter, state).catch((error: unknown) => error);
    const { cursor } = Object(failed);
    expect(cursor).toEqual(expect.any(String));
    sandbox.clearFaults();
    const before = sandbox.log.length;
    expect(await run(erecruiter, state, { cursor })).toEqual([]);
    expect(asked(sandbox, before)['Applicant/{}']).toBeLessThan(23);
    expect(deletions(await run(erecruiter, state))).toHaveLength(4);
  });
});

describe('shards', () => {
  /** The number of every job: those of listJobs, and those of the replica, which may no longer be listed. */
  async function jobNumbers(erecruiter: ReturnType<typeof setUp>['erecruiter'], replica: Replica): Promise<number[]> {
    const numbers = new Set<number>();
    for await (const { remote_id } of erecruiter.listJobs()) numbers.add(Number(remote_id));
    for (const { model, data } of replica.values()) if (model === 'job') numbers.add(Number(data.remote_id));
    return [...numbers];
  }

  test.each([2, 5])('%i workers, each with a cursor and a state, yield together what one run yields', async (count) => {
    const { sandbox, erecruiter, another } = setUp({ sandbox: { applicants: 20, jobs: 9 } });
    const replica: Replica = new Map();
    const workers = Array.from({ length: count }, () => ({ client: another(), state: new Map() satisfies State }));

    const night = async (): Promise<void> => {
      const numbers = await jobNumbers(erecruiter, replica);
      await Promise.all(
        workers.map(async ({ client, state }, shard) => {
          const mine = remote(numbers.filter((number) => number % count === shard));
          let cursor: string | undefined;
          for (let attempt = 0; attempt < 3; attempt += 1) {
            try {
              const query = { ...mine, ...(cursor === undefined ? {} : { cursor }) };
              for await (const change of client.sync(query, { state })) apply(replica, change);
              return;
            } catch (error) {
              cursor = Object(error).cursor;
            }
          }
        }),
      );
    };

    await night();
    expect(contentsOf(replica)).toEqual(contentsOf(await replicaOf(erecruiter)));

    sandbox.removeApplicant(150_003);
    sandbox.removeApplication(150_000, 880_001);
    sandbox.edit(150_004, { FirstName: 'Neu' });
    sandbox.closeJob(4713);
    sandbox.fail({ on: /Applicant\/150010$/, kind: 'status', status: 500, times: 3 });
    await night(); // one of the workers fails and resumes; it deletes next time
    await night();
    expect(contentsOf(replica)).toEqual(contentsOf(await replicaOf(erecruiter)));
  });

  test('each yields the jobs that its applications name, and deletes those from outside once they are gone', async () => {
    const { sandbox, erecruiter, another } = setUp({ sandbox: { applicants: 20, jobs: 9 } });
    const numbers = await jobNumbers(erecruiter, new Map());
    const workers = Array.from({ length: 3 }, (_, shard) => ({
      client: another(),
      state: new Map() satisfies State,
      rows: new Map() satisfies Replica,
      mine: numbers.filter((number) => number % 3 === shard),
    }));
    const night = async (): Promise<string[]> => {
      const deleted: string[] = [];
      for (const { client, state, rows, mine } of workers) {
        for (const change of await run(client, state, remote(mine))) {
          apply(rows, change);
          expectNoDanglingKey(rows);
          if (change.type === 'delete' && change.model === 'job') deleted.push(String(change.data.remote_id));
        }
        expect([...state.keys()].sort()).toEqual([...rows.keys()].sort());
      }
      return deleted;
    };
    await night();
    const guests = workers.flatMap(({ rows, mine }) =>
      [...rows.values()].flatMap(({ model, data }) =>
        model === 'job' && !mine.includes(Number(data.remote_id)) ? Number(data.remote_id) : [],
      ),
    );
    const [guest = 0] = guests.filter((id) => numbers.includes(id));
    expect(guest).toBeGreaterThan(0);
    sandbox.editJob(guest, { Title: 'Neu' });
    await night();
    const names = workers.flatMap(({ rows }) =>
      [...rows.values()].flatMap(({ model, data }) =>
        model === 'job' && data.remote_id === String(guest) ? Object(data).name : [],
      ),
    );
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names)).toEqual(new Set(['Neu']));

    sandbox.removeJob(guest);
    expect(await night()).not.toContain(String(guest)); // applications name it
    for (const id of sandbox.applicantIds()) {
      for (const { Id, JobId } of sandbox.applicationsOf(id)) if (JobId === guest) sandbox.removeApplication(id, Id);
    }
    await night();
    for (const { rows } of workers)
      expect([...rows.values()].map(({ data }) => Object(data).remote_id)).not.toContain(String(guest));
  });
});

/** Checks that everything that a record refers to is there. */
function expectNoDanglingKey(rows: Replica): void {
  for (const { data } of rows.values()) {
    for (const column of ['candidate_id', 'job_id', 'current_stage_id', 'question_id']) {
      const key: unknown = Object(data)[column];
      if (typeof key === 'string') expect([data.id, column, rows.has(key)]).toEqual([data.id, column, true]);
    }
  }
}
