import { describe, expect, test } from 'vitest';
import type { Application, ApplicationsQuery, Candidate, CandidatesQuery, Job, JobsQuery } from '../../src/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { list, type ListingName, remoteIds, setUp } from '../helpers/client.js';
import { ascending, reachableIn, SOURCES } from '../helpers/reachable.js';

// Each filter is compared with the unfiltered listing: it must return exactly what its description says.

const NOW = Date.parse('2026-03-01T12:00:00Z');
const clock = { now: () => NOW, sleep: async () => undefined };

/** The value in the middle: a filter by it matches some records, but not all. */
function middle(dates: readonly (Date | null)[]): Date {
  const times = dates.flatMap((date) => date?.getTime() ?? []).sort((a, b) => a - b);
  return new Date(times[Math.floor(times.length / 2)] ?? 0);
}

type Filters<R, Q> = readonly (readonly [string, (records: readonly R[]) => readonly [Q, (one: R) => boolean]])[];

/** Each filter together with the next one on another field. */
function pairs<R, Q extends object>(filters: Filters<R, Q>) {
  return filters.flatMap(([name, of], index) => {
    const keys = name.split(/[ :,]/)[0];
    const [otherName, other] =
      [...filters.slice(index + 1), ...filters].find(([one]) => !one.includes(keys ?? '') && !name.includes(one)) ?? [];
    return other === undefined ? [] : [{ name, of, otherName, other }];
  });
}

interface Numbered {
  readonly remote_id: string | null;
}

/** A source that some application has. */
function sourceOf(store: Sandbox, person: Numbered | null, { remote_id }: Numbered): string {
  const rows = store.applicationsOf(Number(person?.remote_id));
  return rows.find(({ Id }) => String(Id) === remote_id)?.Referrer ?? '';
}

/**
 * Whether an application can be found by its job: a job lists its open ones, a source all of its own. Others are found
 * only if their applicant is found at another job, and a filter by job does not read other jobs.
 */
function isTold(store: Sandbox, person: Numbered | null, row: Numbered & Pick<Application, 'outcome'>): boolean {
  return row.outcome === 'PENDING' || row.outcome === null || SOURCES.includes(sourceOf(store, person, row));
}

describe('listJobs', () => {
  const { erecruiter } = setUp({ sandbox: { jobs: 16, applicants: 16 }, clock });
  const all = erecruiter.listJobs().toArray();

  const filters: Filters<Job, JobsQuery> = [
    ['statuses', () => [{ statuses: ['OPEN'] }, (job) => job.status === 'OPEN']],
    ['statuses, several', () => [{ statuses: ['CLOSED', 'DRAFT'] }, (job) => job.status === 'CLOSED']],
    [
      'employment_types',
      () => [
        { employment_types: ['FULL_TIME', 'INTERNSHIP'] },
        ({ employment_type: type }) => type === 'FULL_TIME' || type === 'INTERNSHIP',
      ],
    ],
    ['name_contains', () => [{ name_contains: 'BAU' }, ({ name }) => name?.toLowerCase().includes('bau') === true]],
    [
      'post_url',
      (jobs) => {
        const [post_url = ''] = jobs.flatMap(({ job_postings: postings }) => postings.map(({ url }) => url ?? ''));
        return [{ post_url }, ({ job_postings: postings }) => postings.some(({ url }) => url === post_url)];
      },
    ],
    [
      'ids',
      (jobs) => {
        const ids = jobs.slice(3, 6).map(({ id }) => id);
        return [{ ids }, ({ id }) => ids.includes(id)];
      },
    ],
    [
      'remote_ids',
      (jobs) => {
        const remote_ids = jobs.slice(4, 9).map((job) => job.remote_id ?? '');
        return [{ remote_ids }, ({ remote_id: id }) => remote_ids.includes(id ?? '')];
      },
    ],
    [
      'remote_created_after, by the day',
      (jobs) => {
        const date = middle(jobs.map((job) => job.remote_created_at));
        const day = date.toISOString().slice(0, 10);
        return [
          { remote_created_after: date },
          ({ remote_created_at: created }) => (created?.toISOString() ?? '') >= day,
        ];
      },
    ],
    ['include_deleted, which has no effect', () => [{ include_deleted: true }, () => true]],
  ];

  test.each(filters)('%s', async (_, of) => {
    const jobs = await all;
    const [query, test] = of(jobs);
    const expected = jobs.filter(test);
    expect(expected.length).toBeGreaterThan(0);
    expect(await erecruiter.listJobs(query).toArray()).toEqual(expected);
  });

  test.each(pairs(filters))('$name together with $otherName', async ({ of, other }) => {
    const jobs = await all;
    const [query, test] = of(jobs);
    const [otherQuery, otherTest] = other(jobs);
    const found = await erecruiter.listJobs({ ...query, ...otherQuery }).toArray();
    expect(found).toEqual(jobs.filter((job) => test(job) && otherTest(job)));
  });

  test('ids and remote_ids must both match', async () => {
    const [first, second, third] = await all;
    const ids = [first?.id ?? '', second?.id ?? ''];
    const remote_ids = [second?.remote_id ?? '', third?.remote_id ?? ''];
    expect(await erecruiter.listJobs({ ids, remote_ids }).toArray()).toEqual([second]);
  });

  test.each([{ job_codes: ['A-1'] }, { visibilities: ['PUBLIC'] }])(
    'eRecruiter does not have what %j asks for: nothing passes, unless the filter is to be ignored',
    async (query) => {
      expect(await erecruiter.listJobs(query).toArray()).toEqual([]);
      expect(await erecruiter.listJobs({ ...query, ignore_unsupported_filters: true }).toArray()).toEqual(await all);
    },
  );

  describe('updated_after leaves a job out only when its dates prove that it has not changed', () => {
    const since = '2026-01-15T00:00:00Z';
    test.each([
      ['changed before', { UpdateDate: '2026-01-14T10:00:00' }, false],
      ['changed at that very moment', { UpdateDate: '2026-01-15T01:00:00' }, false],
      ['changed after', { UpdateDate: '2026-01-15T01:00:01' }, true],
      ['without a date', { UpdateDate: null }, true],
      ['with the date that stands for none', { UpdateDate: '0001-01-01T00:00:00' }, true],
      ['with an unreadable date', { UpdateDate: 'gestern' }, true],
      ['put online since then', { UpdateDate: '2026-01-01T00:00:00', OnlineDate: '2026-02-01T00:00:00' }, true],
      ['to be put online later', { UpdateDate: '2026-01-01T00:00:00', OnlineDate: '2026-04-01T00:00:00' }, false],
      ['expired since then', { UpdateDate: '2026-01-01T00:00:00', ExpirationDate: '2026-02-01T00:00:00' }, true],
      ['to expire later', { UpdateDate: '2026-01-01T00:00:00', ExpirationDate: '2026-04-01T00:00:00' }, false],
    ])('one %s', async (_, dates, passes) => {
      const { sandbox, erecruiter: client } = setUp({ sandbox: { jobs: 4 }, clock });
      sandbox.editJob(4711, { OnlineDate: '2025-01-01T00:00:00', ExpirationDate: null, ...dates });
      const found = await client.listJobs({ updated_after: since, ids: ['remote:4711'] }).toArray();
      expect(remoteIds(found)).toEqual(passes ? [4711] : []);
    });
  });
});

describe('listCandidates', () => {
  const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 26 }, clock, source: { name: 'Acme Jobs' } });
  const all = erecruiter.listCandidates().toArray();

  const filters: Filters<Candidate, CandidatesQuery> = [
    ['first_name, whole and case-insensitive', () => [{ first_name: 'JÖRG' }, (one) => one.first_name === 'Jörg']],
    ['last_name, whole and case-insensitive', () => [{ last_name: 'weiß' }, (one) => one.last_name === 'Weiß']],
    [
      'job_ids',
      (people) => {
        const { listed } = reachableIn(sandbox);
        const jobs = people.flatMap(({ applications }) => applications.flatMap((one) => one.job ?? []));
        const job = jobs.find(({ remote_id: number }) => listed.includes(Number(number)))?.id ?? '';
        return [
          { job_ids: [job] },
          (one) => one.applications.some((row) => row.job?.id === job && isTold(sandbox, one, row)),
        ];
      },
    ],
    [
      'ids',
      (people) => {
        const ids = people.slice(2, 30).map(({ id }) => id);
        return [{ ids }, ({ id }) => ids.includes(id)];
      },
    ],
    [
      'remote_ids',
      (people) => {
        const ids = people.slice(5).map(({ remote_id }) => remote_id ?? '');
        return [{ remote_ids: ids }, ({ remote_id }) => ids.includes(remote_id ?? '')];
      },
    ],
    ['only_created: true', () => [{ only_created: true }, (one) => sourcesOf(one).includes('Acme Jobs')]],
    [
      'only_created: several sources',
      () => [
        { only_created: ['Acme Jobs', 'Messe Graz'] },
        (one) => sourcesOf(one).some((source) => ['Acme Jobs', 'Messe Graz'].includes(source ?? '')),
      ],
    ],
    ['only_created: false, which is no filter', () => [{ only_created: false }, () => true]],
    [
      'updated_after',
      (people) => {
        const since = middle(people.map((one) => one.remote_updated_at));
        return [{ updated_after: since.toISOString() }, (one) => mayHaveChanged(one, since)];
      },
    ],
  ];

  /** Sources of a candidate's applications; the candidate's own is that of the first. */
  function sourcesOf({ remote_id }: Candidate): (string | null | undefined)[] {
    return sandbox.applicationsOf(Number(remote_id)).map(({ Referrer }) => Referrer);
  }

  function mayHaveChanged({ remote_updated_at: own, applications }: Candidate, since: Date): boolean {
    return [own, ...applications.map((one) => one.remote_updated_at)].some((date) => date === null || date > since);
  }

  function idsOf(records: readonly Candidate[]): number[] {
    return ascending(remoteIds(records));
  }

  test.each(filters)('%s', async (_, of) => {
    const people = await all;
    const [query, test] = of(people);
    const expected = people.filter(test);
    expect(expected.length).toBeGreaterThan(0);
    const found = await erecruiter.listCandidates(query).toArray();
    expect(idsOf(found)).toEqual(idsOf(expected));
  });

  test.each(pairs(filters))('$name together with $otherName', async ({ of, other }) => {
    const people = await all;
    const [query, test] = of(people);
    const [otherQuery, otherTest] = other(people);
    const both = { ...query, ...otherQuery };
    const found = idsOf(await erecruiter.listCandidates(both).toArray());
    const expected = idsOf(people.filter((one) => test(one) && otherTest(one)));
    // Read by number, applications come without WorkflowLastChange, which proves nothing.
    const provesLess = 'updated_after' in both && ('ids' in both || 'remote_ids' in both);
    expect(found).toEqual(provesLess ? expect.arrayContaining(expected) : expected);
  });

  test('email finds every candidate who has it, case-insensitive, and none with a similar address', async () => {
    const [first = 0, second = 0, third = 0] = sandbox.applicantIds().slice(-3);
    const setup = setUp({ sandbox: { applicants: 40 } });
    setup.sandbox.edit(first, { Email: 'Eva.Muster+x@example.at' });
    setup.sandbox.edit(second, { Email: 'eva.muster+x@example.at' });
    setup.sandbox.edit(third, { Email: 'eva.muster@example.at' });
    const found = await setup.erecruiter.listCandidates({ email: 'EVA.MUSTER+X@EXAMPLE.AT' }).toArray();
    expect(remoteIds(found)).toEqual([first, second]);
  });

  test('an unknown email finds no candidate', async () => {
    expect(await erecruiter.listCandidates({ email: 'unknown@example.at' }).toArray()).toEqual([]);
  });

  test('email and ids must both match', async () => {
    const [one, other] = (await all).filter((person) => person.email_addresses.length > 0);
    const email = one?.email_addresses[0]?.email_address ?? '';
    expect(remoteIds(await erecruiter.listCandidates({ email, ids: [one?.id ?? ''] }).toArray())).toEqual([
      Number(one?.remote_id),
    ]);
    expect(await erecruiter.listCandidates({ email, ids: [other?.id ?? ''] }).toArray()).toEqual([]);
  });

  test('a candidate without any application is found by id and by email, although no crawl finds them', async () => {
    const alone = sandbox
      .applicantIds()
      .find((id) => sandbox.applicationsOf(id).length === 0 && sandbox.applicant(id)?.Email);
    expect(idsOf(await all)).not.toContain(alone);
    expect(remoteIds(await erecruiter.listCandidates({ remote_ids: [String(alone)] }).toArray())).toEqual([alone]);
    const email = sandbox.applicant(alone ?? 0)?.Email ?? '';
    expect(remoteIds(await erecruiter.listCandidates({ email }).toArray())).toEqual([alone]);
  });

  describe('updated_after leaves a candidate out only when all their dates prove that they have not changed', () => {
    const since = '2026-01-15T00:00:00Z';
    const before = '2026-01-14T00:00:00';
    const after = '2026-01-16T00:00:00';
    const none = '0001-01-01T00:00:00';
    test.each([
      ['both dates before', before, before, false],
      ['one date after', after, before, true],
      ['the other after', before, after, true],
      ['one before, the other never', before, none, false],
      ['no date at all', none, null, true],
      ['an unreadable date beside an old one', before, 'neulich', false],
    ])('%s', async (_, byUser, byApplicant, passes) => {
      const setup = setUp({ sandbox: { applicants: 12 } });
      const people = setup.sandbox.applicantIds();
      const alone = people.find((id) => setup.sandbox.applicationsOf(id).length === 0) ?? 0;
      expect(alone).toBeGreaterThan(0);
      setup.sandbox.edit(alone, { DateOfUpdateByUser: byUser, DateOfUpdateByApplicant: byApplicant });
      const query = { updated_after: new Date(since), ids: [`remote:${alone}`] };
      expect(remoteIds(await setup.erecruiter.listCandidates(query).toArray())).toEqual(passes ? [alone] : []);
    });

    test('an application without a date proves nothing, an old one does', async () => {
      const setup = setUp({ sandbox: { applicants: 100 } });
      const { sandbox: store } = setup;
      const { listed } = reachableIn(store);
      const isOpen = (group: unknown): boolean => Number(group) < 5;
      const of = (referrer: string): number =>
        store.applicantIds().find((id) => {
          const rows = store.applicationsOf(id);
          return (
            rows.length === 1 &&
            rows.some(
              (row) => isOpen(row.WorkflowStatusGroup) && listed.includes(row.JobId) && row.Referrer === referrer,
            )
          );
        }) ?? 0;
      const [known, unknown] = [of('Karriereportal'), of('Altes Portal')];
      for (const id of [known, unknown])
        store.edit(id, { DateOfUpdateByUser: before, DateOfUpdateByApplicant: before });
      expect(known * unknown).toBeGreaterThan(0);
      const found = remoteIds(await setup.erecruiter.listCandidates({ updated_after: since }).toArray());
      expect([known, unknown].map((id) => found.includes(id))).toEqual([false, true]);
    });
  });
});

describe('listApplications', () => {
  const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 26 }, clock, source: { name: 'Acme Jobs' } });
  const all = erecruiter.listApplications().toArray();

  /** Applications to three different published jobs: a crawl does not ask other jobs. */
  function published(rows: readonly Application[]): Application[] {
    const { listed } = reachableIn(sandbox);
    const first = listed.flatMap((number) => rows.find(({ job }) => job?.remote_id === String(number)) ?? []);
    return first.slice(0, 3);
  }

  const filters: Filters<Application, ApplicationsQuery> = [
    ['outcomes', () => [{ outcomes: ['PENDING'] }, (one) => one.outcome === 'PENDING']],
    [
      'outcomes, several',
      () => [{ outcomes: ['HIRED', 'DECLINED'] }, ({ outcome }) => outcome === 'HIRED' || outcome === 'DECLINED'],
    ],
    [
      'job_ids',
      (rows) => {
        const ids = published(rows).map((one) => one.job_id ?? '');
        return [{ job_ids: ids }, (one) => ids.includes(one.job_id ?? '') && isTold(sandbox, one.candidate, one)];
      },
    ],
    [
      'job_remote_ids',
      (rows) => {
        const ids = published(rows)
          .map((one) => one.job?.remote_id ?? '')
          .slice(1);
        return [
          { job_remote_ids: ids },
          (one) => ids.includes(one.job?.remote_id ?? '') && isTold(sandbox, one.candidate, one),
        ];
      },
    ],
    [
      'current_stage_ids',
      (rows) => {
        const ids = [rows[0]?.current_stage_id ?? '', rows[1]?.current_stage_id ?? ''];
        return [{ current_stage_ids: ids }, (one) => ids.includes(one.current_stage_id ?? '')];
      },
    ],
    [
      'ids',
      (rows) => {
        const ids = rows.slice(0, 20).map(({ id }) => id);
        return [{ ids }, ({ id }) => ids.includes(id)];
      },
    ],
    [
      'remote_ids',
      (rows) => {
        const ids = rows.slice(8, 30).map(({ remote_id }) => remote_id ?? '');
        return [{ remote_ids: ids }, ({ remote_id }) => ids.includes(remote_id ?? '')];
      },
    ],
    [
      'only_created: true',
      () => [{ only_created: true }, (one) => sourceOf(sandbox, one.candidate, one) === 'Acme Jobs'],
    ],
    [
      'only_created: several sources',
      () => [
        { only_created: ['Messe Graz', 'Karriereportal'] },
        (one) => ['Messe Graz', 'Karriereportal'].includes(sourceOf(sandbox, one.candidate, one)),
      ],
    ],
  ];

  test.each(filters)('%s', async (_, of) => {
    const rows = await all;
    const [query, test] = of(rows);
    const expected = rows.filter(test);
    expect(expected.length).toBeGreaterThan(0);
    expect(ascending(remoteIds(await erecruiter.listApplications(query).toArray()))).toEqual(
      ascending(remoteIds(expected)),
    );
  });

  test.each(pairs(filters))('$name together with $otherName', async ({ of, other }) => {
    const rows = await all;
    const [query, test] = of(rows);
    const [otherQuery, otherTest] = other(rows);
    const found = await erecruiter.listApplications({ ...query, ...otherQuery }).toArray();
    const expected = rows.filter((one) => test(one) && otherTest(one));
    expect(ascending(remoteIds(found))).toEqual(ascending(remoteIds(expected)));
  });

  test('job_ids and job_remote_ids must both match', async () => {
    const rows = await all;
    const [one, other] = published(rows);
    const job_ids = [one?.job_id ?? ''];
    const same = await erecruiter.listApplications({ job_ids, job_remote_ids: [one?.job?.remote_id ?? ''] }).toArray();
    expect(ascending(remoteIds(same))).toEqual(
      ascending(remoteIds(rows.filter((row) => row.job_id === one?.job_id && isTold(sandbox, row.candidate, row)))),
    );
    const none = { job_ids, job_remote_ids: [other?.job?.remote_id ?? ''] };
    expect(await erecruiter.listApplications(none).toArray()).toEqual([]);
  });

  test('eRecruiter has no creation date of applications: that filter matches nothing, unless it is ignored', async () => {
    const query = { remote_created_after: '2020-01-01' };
    expect(await erecruiter.listApplications(query).toArray()).toEqual([]);
    const ignoring = { ...query, ignore_unsupported_filters: true };
    expect(remoteIds(await erecruiter.listApplications(ignoring).toArray())).toEqual(remoteIds(await all));
  });

  test('updated_after leaves an application out when neither it nor its candidate can have changed', async () => {
    const rows = await all;
    const people = new Map((await erecruiter.listCandidates().toArray()).map((one) => [one.id, one]));
    const since = middle(rows.map((one) => one.remote_updated_at));
    const isOld = (date: Date | null | undefined): boolean => date !== null && date !== undefined && date <= since;
    const expected = rows.filter(
      (one) => !isOld(one.remote_updated_at) || !isOld(people.get(one.candidate_id ?? '')?.remote_updated_at),
    );
    expect(expected.length).toBeLessThan(rows.length);
    const found = await erecruiter.listApplications({ updated_after: since }).toArray();
    expect(remoteIds(found)).toEqual(remoteIds(expected));
  });
});

describe('the models without filters of their own', () => {
  const cases = [
    'listApplicationStages',
    'listScreeningQuestions',
    'listJobScreeningQuestions',
    'listTags',
    'listUsers',
  ] as const satisfies readonly ListingName[];
  const { erecruiter } = setUp();

  test.each(cases)('%s by ids', async (name) => {
    const all = await list(erecruiter, name).toArray();
    const ids = all.slice(1, 3).map(({ id }) => id);
    expect((await list(erecruiter, name, { ids }).toArray()).map(({ id }) => id)).toEqual(ids);
  });

  test.each(cases.filter((name) => name !== 'listJobScreeningQuestions'))('%s by remote_ids', async (name) => {
    const remoteIdOf = (one: object): string => ('remote_id' in one ? String(one.remote_id) : '');
    const all = await list(erecruiter, name).toArray();
    const remote_ids = all.slice(1, 3).map(remoteIdOf);
    expect((await list(erecruiter, name, { remote_ids }).toArray()).map(remoteIdOf)).toEqual(remote_ids);
  });

  test.each(cases)('%s have no dates, so updated_after leaves none out', async (name) => {
    const all = await list(erecruiter, name).toArray();
    expect(await list(erecruiter, name, { updated_after: '2099-01-01' }).toArray()).toHaveLength(all.length);
  });
});
