import { createContext, runInContext } from 'node:vm';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type ApplicationsQuery, ERecruiter, InputError, type InputIssue, type JobsQuery } from '../../src/index.js';
import { createKomboFetch } from '../../src/kombo-api/index.js';
import { altered, setUp, type Setup } from '../helpers/client.js';

// A misspelled value of a filter must never look like an empty installation.

// A status that no version has so far.
const paused = altered(/Job/, (body) =>
  JSON.parse(JSON.stringify(body), (_, value) => (value?.Id === 4711 ? { ...value, Status: 'Paused' } : value)),
);

function setUpWithPart(): Setup {
  const setup = setUp({ sandbox: { jobs: 4, applicants: 2 }, through: paused });
  setup.sandbox.editJob(4711, { OccupationTypes: ['Zivildienst'] });
  return setup;
}
const { sandbox, erecruiter, issues } = setUpWithPart();

/** What is wrong with a query; it must send nothing. */
function issuesOf(call: () => unknown): readonly InputIssue[] {
  const { requests } = sandbox;
  try {
    call();
  } catch (error) {
    expect(sandbox.requests).toBe(requests);
    if (InputError.isInstance(error)) return error.issues;
    throw error;
  }
  return [];
}

describe('a value that no record can have is refused, with the one that is meant', () => {
  test.each([
    ['statuses', 'OPENED', 'OPEN'],
    ['statuses', 'open', 'OPEN'],
    ['statuses', 'Open', 'OPEN'],
    ['statuses', 'CLOSE', 'CLOSED'],
    ['statuses', ' DRAFT', 'DRAFT'],
    ['statuses', 'ARCHIVE', 'ARCHIVED'],
    ['employment_types', 'full_time', 'FULL_TIME'],
    ['employment_types', 'FULLTIME', 'FULL_TIME'],
    ['employment_types', 'Full-time', 'FULL_TIME'],
    ['employment_types', 'Vollzeit', 'FULL_TIME'],
    ['employment_types', 'PARTTIM', 'PART_TIME'],
    ['employment_types', 'Praktikum', 'INTERNSHIP'],
    ['visibilities', 'public', 'PUBLIC'],
    ['visibilities', 'UNLISTD', 'UNLISTED'],
  ])('%s: %s means %s', (name, value, meant) => {
    const call = () => Reflect.apply(erecruiter.listJobs, erecruiter, [{ [name]: [meant, value] }]);
    const [issue, ...others] = issuesOf(call);
    expect(others).toEqual([]);
    expect(issue?.path).toBe(`${name}.1`);
    expect(issue?.message).toMatch(new RegExp(`^must be one of [A-Z_, ]+; did you mean ${meant}\\?$`));
  });

  test.each(['Pending', 'HIRE', 'REJECTED', 'x'])('outcomes: %s', (value) => {
    const [issue] = issuesOf(() => Reflect.apply(erecruiter.listApplications, erecruiter, [{ outcomes: [value] }]));
    expect(issue).toMatchObject({ path: 'outcomes.0', message: expect.stringContaining('PENDING, HIRED, DECLINED') });
  });

  test('all of them at once, none repeated', () => {
    const query = { statuses: ['opened', 'OPEN', 'closed'], employment_types: ['full time'] };
    expect(issuesOf(() => erecruiter.listJobs(query)).map(({ path }) => path)).toEqual([
      'statuses.0',
      'statuses.2',
      'employment_types.0',
    ]);
    expect(() => erecruiter.listJobs(query)).toThrow(/^(?!.*(?:opened|full time))/);
  });
});

describe('a text that an installation may use', () => {
  test.each<[string, JobsQuery]>([
    ['a status', { statuses: ['Paused'] }],
    ['an employment type', { employment_types: ['Zivildienst'] }],
  ])('filters: %s', async (_, query) => {
    const before = issues.length;
    const found = await erecruiter.listJobs(query).toArray();
    expect(found.map(({ remote_id: id }) => id)).toEqual(['4711']);
    expect(issues.slice(before).filter(({ endpoint }) => endpoint === 'list jobs')).toEqual([]);
  });

  test.each<[string, JobsQuery, string[]]>([
    ['statuses', { statuses: ['OPEN', 'Engaged', 'FOO'] }, ['statuses.1', 'statuses.2']],
    ['employment_types', { employment_types: ['Lehre', 'Leher'] }, ['employment_types.1']],
    ['visibilities', { visibilities: ['Intranet'] }, ['visibilities.0']],
    ['an ignored filter', { visibilities: ['Intranet'], ignore_unsupported_filters: true }, []],
    ['known values', { statuses: ['ARCHIVED'], employment_types: ['SEASONAL'], visibilities: ['PUBLIC'] }, []],
  ])('is reported if no job has it: %s', async (_, query, paths) => {
    const before = issues.length;
    const listing = erecruiter.listJobs(query);
    expect(issues).toHaveLength(before);
    await listing.toArray();
    const reported = issues.slice(before).filter(({ endpoint }) => endpoint === 'list jobs');
    expect(reported.map(({ path }) => path)).toEqual(paths);
    for (const { id, reason } of reported) {
      expect(id).toBe(null);
      expect(reason).toMatch(/^no job has this value, and it is none of [A-Z_, ]+$/);
    }
  });

  test('is not reported after a cursor, which has left jobs out', async () => {
    for await (const { next } of erecruiter.listJobs({ page_size: 1, statuses: ['OPEN', 'Foo'] }).pages()) {
      if (next === null) break;
      const before = issues.length;
      await erecruiter.listJobs({ cursor: next, statuses: ['OPEN', 'Foo'] }).toArray();
      expect(issues.slice(before).filter(({ endpoint }) => endpoint === 'list jobs')).toEqual([]);
      break;
    }
  });
});

describe('Kombo’s API returns nothing for a value that no record has, as before', () => {
  const fetch = createKomboFetch({ acme: erecruiter });
  test.each([
    ['jobs?statuses=opened', 0],
    ['jobs?statuses=opened,FOO', 0],
    ['jobs?statuses=Paused,opened', 1],
    ['jobs?employment_types=fulltime', 0],
    ['jobs?visibilities=public', 0],
    ['jobs?visibilities=public&ignore_unsupported_filters=true', 4],
    ['applications?outcomes=hired', 0],
    ['applications?outcomes=foo,bar', 0],
    ['applications?outcome=hired', 0],
  ])('%s', async (path, count) => {
    const response = await fetch(`https://api.kombo.dev/v1/ats/${path}`, { headers: { 'x-integration-id': 'acme' } });
    expect(response.status).toBe(200);
    expect((await response.json()).data.results).toHaveLength(count);
  });

  test('an empty value is wrong', async () => {
    const response = await fetch('https://api.kombo.dev/v1/ats/jobs?statuses=OPEN,', {
      headers: { 'x-integration-id': 'acme' },
    });
    expect(response.status).toBe(400);
  });
});

test('the types name the values, and other texts only where records have them', () => {
  expectTypeOf<'PENDING' | 'HIRED' | 'DECLINED'>().toEqualTypeOf<NonNullable<ApplicationsQuery['outcomes']>[number]>();
  // With a plain `string` in the union, an editor would offer nothing.
  type Known<T extends string> = T extends unknown ? (string extends T ? never : T) : never;
  expectTypeOf<'OPEN' | 'CLOSED'>().toExtend<Known<NonNullable<JobsQuery['statuses']>[number]>>();
  expectTypeOf<string>().toExtend<NonNullable<JobsQuery['employment_types']>[number]>();
});

describe('inputs of actions name the value that is meant, too', () => {
  const person = { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' };
  const create = (candidate: object, more: object = {}) => [
    { candidate: { ...person, ...candidate }, application: { job_id: 'remote:4713' }, ...more },
  ];
  test.each<['createCandidate' | 'exploreFields', unknown[], string, string]>([
    ['createCandidate', create({ gender: 'male' }), 'candidate.gender', 'MALE'],
    ['createCandidate', create({ gender: 'FEMAL' }), 'candidate.gender', 'FEMALE'],
    [
      'createCandidate',
      create({ salary_expectations: { period: 'year', amount: 1 } }),
      'candidate.salary_expectations.period',
      'YEAR',
    ],
    [
      'createCandidate',
      create({}, { attachments: [{ name: 'a', type: 'cover letter', data: 'eA==' }] }),
      'attachments.0.type',
      'COVER_LETTER',
    ],
    ['exploreFields', ['Candidates'], 'model', 'candidate'],
  ])('%s %j', async (method, args, path, meant) => {
    const error: unknown = await Reflect.apply(erecruiter[method], erecruiter, args).catch((thrown: unknown) => thrown);
    const issues = InputError.isInstance(error) ? error.issues : [];
    expect(issues).toMatchObject([{ path, code: 'invalid_value' }]);
    expect(issues[0]?.message).toMatch(new RegExp(`; did you mean ${meant}\\?$`));
  });
});

describe('values of the platform are taken from every realm', () => {
  const realm = createContext({ URL });
  const date: Date = runInContext('new Date("2026-01-15T00:00:00Z")', realm);

  test('dates', async () => {
    expect(date instanceof Date).toBe(false);
    const query = (since: Date | string) => erecruiter.listJobs({ updated_after: since, remote_created_after: since });
    expect(await query(date).toArray()).toEqual(await query('2026-01-15T00:00:00Z').toArray());
    const invalid: Date = runInContext('new Date(NaN)', realm);
    expect(issuesOf(() => query(invalid)).map(({ path }) => path)).toEqual(['updated_after', 'remote_created_after']);
  });

  test('URLs, for every address', async () => {
    const [url] = (await erecruiter.listJobs().toArray()).flatMap(({ post_url }) => post_url ?? []);
    const found = await erecruiter.listJobs({ post_url: new URL(url ?? '') }).toArray();
    expect(found.length).toBeGreaterThan(0);
    const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
    const client = new ERecruiter({
      baseUrl: new URL(baseUrl),
      apiKey,
      mandatorId,
      fetch,
      portalUrl: new URL(url ?? ''),
    });
    const link = { candidate_id: 'remote:150000', label: 'Test', url: new URL('https://tests.example.com/r/7') };
    expect((await client.addResultLinkToCandidate(link)).warnings).toEqual([]);
    expect(JSON.stringify(sandbox.historyOf(150_000))).toContain('https://tests.example.com/r/7');
    const [job] = await client.listJobs().toArray({ limit: 1 });
    expect((await erecruiter.getJob(job?.id ?? '')).id).toBe(job?.id); // the address gives the same ids
  });
});
