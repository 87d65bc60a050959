import { describe, expect, test } from 'vitest';
import { ACME, FIRST, readAll, setUpKombo } from './kombo-api-kit.js';

// The official SDK, unmodified, reads the sandbox through `createKomboFetch`.

const ids = (records: readonly { readonly id: string }[]): string[] => records.map(({ id }) => id);
/** The same without repeats: pages contain every record at least once. */
const distinct = (records: readonly { readonly id: string }[]): string[] => [...new Set(ids(records))];

describe('each model comes through the SDK as the client returns it', () => {
  test('jobs', async () => {
    const { kombo, erecruiter } = setUpKombo();
    const { records } = await readAll(kombo.ats.getJobs());
    const own = await erecruiter.listJobs().toArray();
    expect(own.length).toBeGreaterThan(5);
    expect(ids(records)).toEqual(ids(own));
    for (const [index, { integration_fields: _, remote_data: __, ...job }] of own.entries()) {
      expect({ ...job, ...records[index] }).toEqual({ ...job, changed_at: records[index]?.changed_at });
    }
    expect(records.flatMap(({ screening_questions: questions }) => questions)).not.toEqual([]);
    expect(records[0]?.opened_at).toBeInstanceOf(Date);
  });

  test('candidates, with applications and tags', async () => {
    const { kombo, erecruiter } = setUpKombo();
    const { records } = await readAll(kombo.ats.getCandidates({}));
    const own = await erecruiter.listCandidates().toArray();
    expect(ids(records)).toEqual(ids(own));
    expect(records.map(({ applications }) => applications.map(({ id }) => id))).toEqual(
      own.map(({ applications }) => ids(applications)),
    );
    expect(records.map(({ tags }) => tags)).toEqual(own.map(({ tags }) => tags));
    expect(records.flatMap(({ tags }) => tags)).not.toEqual([]);
    expect(records.map((record) => record.custom_fields)).toEqual(own.map((record) => record.custom_fields));
  });

  test('applications, with candidate, stage and job', async () => {
    const { kombo, erecruiter } = setUpKombo();
    const { records } = await readAll(kombo.ats.getApplications());
    const own = await erecruiter.listApplications().toArray();
    expect(ids(records)).toEqual(ids(own));
    expect(records.map(({ candidate }) => candidate?.last_name)).toEqual(
      own.map(({ candidate }) => candidate?.last_name),
    );
    expect(records.map(({ job }) => job)).toEqual(own.map(({ job }) => job));
    // Newer SDKs have two more keys of a stage.
    expect(own.map(({ current_stage: stage }) => stage)).toMatchObject(
      records.map(({ current_stage: stage }) => stage),
    );
    expect(records.flatMap(({ current_stage: stage }) => stage ?? [])).not.toEqual([]);
  });

  test('application stages', async () => {
    const { kombo, erecruiter } = setUpKombo();
    const { records } = await readAll(kombo.ats.getApplicationStages());
    const own = await erecruiter.listApplicationStages().toArray();
    expect(records.map(({ name }) => String(name)).sort()).toEqual(own.map(({ name }) => String(name)).sort());
  });

  test('tags and users, beyond Kombo’s connector', async () => {
    const { kombo, erecruiter } = setUpKombo();
    const tags = (await readAll(kombo.ats.getTags())).records;
    expect(ids(tags)).toEqual(ids(await erecruiter.listTags().toArray()).sort());
    const users = (await readAll(kombo.ats.getUsers())).records;
    expect(ids(users)).toEqual(ids(await erecruiter.listUsers().toArray()));
    const [user] = users.filter(({ email }) => email);
    const email = user?.email?.toUpperCase() ?? '';
    expect(ids((await readAll(kombo.ats.getUsers({ emails: [email, 'x@example.at'] }))).records)).toEqual([user?.id]);
    expect(ids((await readAll(kombo.ats.getUsers({ emails: [email, ''] }))).records)).toEqual([user?.id]);
  });

  test('attachments of a candidate, the CV too, as data: URLs', async () => {
    const { kombo, erecruiter, sandbox } = setUpKombo();
    const hasFiles = (id = '') => sandbox.documentsOf(Number(id)).length > 0;
    const application = (await erecruiter.listApplications().toArray()).find(({ candidate }) =>
      hasFiles(candidate?.remote_id),
    );
    const candidate = application?.candidate_id ?? '';
    const own = await erecruiter.listCandidateAttachments(candidate).toArray();
    const { data } = await kombo.ats.getCandidateAttachments({ candidate_id: candidate });
    expect(data.results).toEqual(own);
    expect(own.length).toBeGreaterThan(0);
    expect(data.results.every(({ data_url: url }) => url.startsWith('data:'))).toBe(true);
    const ofApplication = await kombo.ats.getApplicationAttachments({ application_id: application?.id ?? '' });
    expect(ids(ofApplication.data.results)).toEqual(ids(own));
    expect(ofApplication.warnings).toEqual([{ message: expect.stringContaining('on the candidate') }]);
  });
});

describe('a job that eRecruiter does not show', () => {
  test.each([403, 404])(
    '(%i) is listed with its number if a source’s application names it, or by its id',
    async (status) => {
      const { kombo, erecruiter, sandbox } = setUpKombo();
      const listed = ids(await erecruiter.listJobs().toArray());
      sandbox.unpublishJob(4711);
      const on = /^GET \/Api\/Job\/(4711|4311)\?/; // no channel lists the second, and no source's application names it
      sandbox.fail({ on, kind: 'status', status, times: Infinity });
      const { records } = await readAll(kombo.ats.getJobs());
      expect(ids(records)).toEqual(listed);
      const shown = ids(await erecruiter.listJobs().toArray());
      const others = records.filter(({ id }) => !shown.includes(id));
      expect(others).toMatchObject([{ remote_id: '4711', name: null, status: null, remote_updated_at: null }]);

      // Each application's job can be had by its id, whatever leads to it.
      const applications = (await readAll(kombo.ats.getApplications())).records;
      const jobs = [...new Set(applications.flatMap(({ job_id }) => job_id ?? []))];
      expect(distinct((await readAll(kombo.ats.getJobs({ ids: jobs }))).records).sort()).toEqual(jobs.sort());
      expect((await readAll(kombo.ats.getJobs({ remote_ids: ['4711', '999'] }))).records).toEqual([]);
      expect(
        (await readAll(kombo.ats.getJobs({ statuses: ['OPEN'] }))).records.map(({ status: is }) => is),
      ).not.toContain(null);
    },
  );

  test('but not one that could not be read this time', async () => {
    const { kombo, sandbox } = setUpKombo();
    sandbox.fail({ on: /^GET \/Api\/Job\/4311\?/, kind: 'status', status: 500, times: Infinity });
    const { records } = await readAll(kombo.ats.getJobs());
    expect(records.length).toBeGreaterThan(5);
    expect(records.map(({ remote_id }) => remote_id)).not.toContain('4311');
  });
});

describe('pages', () => {
  test.each([1, 3, 4, 250])('of %i contain every record, in the same order', async (size) => {
    const { kombo, erecruiter } = setUpKombo({ sandbox: { applicants: 8 } });
    const { records, sizes } = await readAll(kombo.ats.getCandidates({ page_size: size }));
    expect(distinct(records)).toEqual(ids(await erecruiter.listCandidates().toArray()));
    expect(sizes.slice(0, -1).every((count) => count === size)).toBe(true);
  });

  test('of applications, jobs, stages, tags and users continue by cursor, too', async () => {
    const { kombo } = setUpKombo({ sandbox: { applicants: 6, jobs: 5 } });
    const lists = [
      (page_size?: number) => readAll(kombo.ats.getApplications({ page_size })),
      (page_size?: number) => readAll(kombo.ats.getJobs({ page_size })),
      (page_size?: number) => readAll(kombo.ats.getApplicationStages({ page_size })),
      (page_size?: number) => readAll(kombo.ats.getTags({ page_size })),
      (page_size?: number) => readAll(kombo.ats.getUsers({ page_size })),
    ];
    for (const list of lists) {
      const all = await list();
      const small = await list(2);
      expect(small.sizes.length).toBeGreaterThan(1);
      expect(distinct(small.records)).toEqual(ids(all.records));
    }
  });

  test('continue in another process with nothing but the cursor', async () => {
    const one = setUpKombo();
    const two = setUpKombo();
    const first = await one.kombo.ats.getCandidates({ page_size: 2 });
    const cursor = first.result.data.next ?? '';
    const rest = await readAll(two.kombo.ats.getCandidates({ page_size: 2, cursor }));
    expect(distinct([...first.result.data.results, ...rest.records])).toEqual(
      ids(await one.erecruiter.listCandidates().toArray()),
    );
  });

  test.each([
    { applicants: 600, page_size: 100, concurrency: 4 },
    { applicants: 300, page_size: 20, concurrency: 16 },
  ])('of $applicants candidates cost at most 1.3 × one crawl, $page_size at a time', async (given) => {
    const { page_size, concurrency, applicants } = given;
    const { kombo, sandbox, another } = setUpKombo({ sandbox: { applicants, logLimit: 20_000 }, concurrency });
    const own = await another().listCandidates().toArray();
    const crawl = sandbox.requests;
    const { records } = await readAll(kombo.ats.getCandidates({ page_size }));
    expect(distinct(records).sort()).toEqual(ids(own).sort());
    expect(sandbox.requests - crawl).toBeLessThan(1.3 * crawl);
  });

  test('stop asking eRecruiter when they are full', async () => {
    const { kombo, sandbox } = setUpKombo({ sandbox: { applicants: 40 } });
    await kombo.ats.getCandidates({ page_size: 1 });
    expect(sandbox.log.filter(({ template }) => template === 'Applicant/{applicantId}').length).toBeLessThan(20);
    expect(sandbox.inFlight).toBe(0);
  });
});

describe('query parameters', () => {
  test('ids and remote_ids, as lists', async () => {
    const { kombo } = setUpKombo();
    const { records } = await readAll(kombo.ats.getCandidates());
    const some = records.slice(1, 3);
    expect(ids((await readAll(kombo.ats.getCandidates({ ids: ids(some) }))).records).sort()).toEqual(ids(some).sort());
    const remoteIds = some.map(({ remote_id: id }) => id);
    expect(ids((await readAll(kombo.ats.getCandidates({ remote_ids: remoteIds }))).records).sort()).toEqual(
      ids(some).sort(),
    );
  });

  test('of jobs: statuses, name_contains, post_url, employment_types, remote_created_after', async () => {
    const { kombo } = setUpKombo();
    const all = (await readAll(kombo.ats.getJobs())).records;
    const job = all.find(({ post_url: url, name }) => url !== null && name !== null);
    const found = async (query: Parameters<typeof kombo.ats.getJobs>[0]) =>
      (await readAll(kombo.ats.getJobs(query))).records;
    expect((await found({ statuses: ['OPEN'] })).every(({ status }) => status === 'OPEN')).toBe(true);
    expect((await found({ statuses: ['OPEN', 'CLOSED'] })).length).toBe(all.length);
    expect((await found({ name_contains: job?.name?.slice(2, 8).toUpperCase() })).map(({ id }) => id)).toContain(
      job?.id,
    );
    expect(ids(await found({ post_url: job?.post_url ?? '' }))).toEqual([job?.id]);
    expect(await found({ employment_types: ['SEASONAL'] })).toEqual([]);
    expect(await found({ remote_created_after: new Date('2999-01-01') })).toEqual([]);
  });

  test('of candidates: email, first_name, last_name, job_ids', async () => {
    const { kombo } = setUpKombo();
    const { records } = await readAll(kombo.ats.getCandidates());
    const candidate = records.find(({ email_addresses: addresses }) => (addresses ?? []).length > 0);
    const email = candidate?.email_addresses?.[0]?.email_address?.toUpperCase() ?? '';
    expect(ids((await readAll(kombo.ats.getCandidates({ email }))).records)).toContain(candidate?.id);
    const byName = { first_name: candidate?.first_name ?? '', last_name: candidate?.last_name?.toLowerCase() ?? '' };
    expect(ids((await readAll(kombo.ats.getCandidates(byName))).records)).toContain(candidate?.id);
    const job = candidate?.applications[0]?.job;
    for (const job_ids of [[job?.id ?? ''], [`remote:${job?.remote_id}`]]) {
      expect(ids((await readAll(kombo.ats.getCandidates({ job_ids }))).records)).toContain(candidate?.id);
    }
  });

  test('of applications: outcomes, job_ids, job_remote_ids, current_stage_ids', async () => {
    const { kombo } = setUpKombo();
    const { records } = await readAll(kombo.ats.getApplications());
    const [first] = records;
    const found = async (query: Parameters<typeof kombo.ats.getApplications>[0]) =>
      ids((await readAll(kombo.ats.getApplications(query))).records);
    const same = (key: 'outcome' | 'job_id' | 'current_stage_id') =>
      ids(records.filter((record) => record[key] === first?.[key]));
    expect(await found({ outcomes: [first?.outcome ?? ''] })).toEqual(same('outcome'));
    // Finished applications of a source that is in no catalogue appear only if their candidate is found another way.
    const ofJob = await found({ job_ids: [first?.job_id ?? ''] });
    expect(same('job_id')).toEqual(expect.arrayContaining(ofJob));
    expect(ofJob).toContain(first?.id);
    expect(await found({ job_remote_ids: [first?.job?.remote_id ?? ''] })).toEqual(ofJob);
    expect(await found({ current_stage_ids: [first?.current_stage_id ?? ''] })).toEqual(same('current_stage_id'));
  });

  test('the old `outcome` of applications means `outcomes`', async () => {
    const { fetcher, kombo } = setUpKombo();
    const hired = (await readAll(kombo.ats.getApplications({ outcomes: ['HIRED'] }))).records;
    const answer = await fetcher('https://api.kombo.dev/v1/ats/applications?outcome=HIRED', {
      headers: { 'x-integration-id': ACME },
    });
    const { data } = await answer.json();
    expect(ids(data.results)).toEqual(ids(hired));
  });

  test('updated_after leaves out what has not changed', async () => {
    const { kombo, sandbox } = setUpKombo({ sandbox: { now: () => Date.parse('2026-06-01T10:00:00Z') } });
    const all = (await readAll(kombo.ats.getCandidates())).records;
    sandbox.edit(FIRST, { City: 'Wels' });
    const since = new Date('2026-05-31T00:00:00Z');
    const changed = (await readAll(kombo.ats.getCandidates({ updated_after: since }))).records;
    expect(changed.map(({ remote_id: id }) => id)).toContain(String(FIRST));
    expect(changed.length).toBeLessThan(all.length);
  });

  test('include_deleted is accepted; live reads see no deleted records', async () => {
    const { kombo, sandbox } = setUpKombo();
    sandbox.removeApplicant(FIRST);
    const { records } = await readAll(kombo.ats.getCandidates({ include_deleted: true }));
    expect(records.map(({ remote_id: id }) => id)).not.toContain(String(FIRST));
    expect(records.every(({ remote_deleted_at: deleted }) => deleted === null)).toBe(true);
  });

  test('ignore_unsupported_filters drops filters that would find nothing', async () => {
    const { kombo } = setUpKombo();
    const all = (await readAll(kombo.ats.getJobs())).records.length;
    for (const filter of [{ job_codes: ['A-1'] }, { visibilities: ['PUBLIC'] }]) {
      expect((await readAll(kombo.ats.getJobs(filter))).records).toEqual([]);
      const ignoring = { ...filter, ignore_unsupported_filters: true };
      expect((await readAll(kombo.ats.getJobs(ignoring))).records.length).toBe(all);
    }
    const created = { remote_created_after: new Date('2020-01-01') };
    expect((await readAll(kombo.ats.getApplications(created))).records).toEqual([]);
    const ignoring = { ...created, ignore_unsupported_filters: true };
    expect((await readAll(kombo.ats.getApplications(ignoring))).records).not.toEqual([]);
  });

  test('only_created, which the SDK does not have, can be added to the request', async () => {
    const { fetcher, erecruiter } = setUpKombo();
    const answer = await fetcher('https://api.kombo.dev/v1/ats/applications?only_created=true', {
      headers: { 'x-integration-id': ACME },
    });
    const { data } = await answer.json();
    expect(ids(data.results)).toEqual(ids(await erecruiter.listApplications({ only_created: true }).toArray()));
  });
});

test.each([
  ['the default server', {}],
  ['the server in the US', { server: 'us' }],
  ['another base address', { server_url: 'https://gateway.example.at/kombo/ats/v1/' }],
  ['an address without a path', { server_url: 'http://localhost:1234' }],
] as const)('the SDK can use %s', async (_, options) => {
  const { sdk } = setUpKombo();
  expect((await readAll(sdk(options).ats.getApplicationStages())).records).not.toEqual([]);
});
