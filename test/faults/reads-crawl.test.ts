import { describe, expect, test } from 'vitest';
import {
  AuthenticationError,
  ERecruiterError,
  type Listing,
  NotFoundError,
  PermissionError,
  ResponseShapeError,
  ServerError,
} from '../../src/index.js';
import { altered, asked, list, LISTING_NAMES, remoteIds, setUp, type Setup } from '../helpers/client.js';
import { ascending, reachableIn } from '../helpers/reachable.js';

// One bad record never costs the others, and is never swallowed: it is reported to `onIssue`, without personal data. A
// failure of all records ends the listing, with an error that has a cursor.

/** Collects the records of a listing that fails, and the error. */
async function takeUntilFailure<T>(listing: Listing<T>): Promise<{ taken: T[]; error: unknown }> {
  const taken: T[] = [];
  try {
    for await (const one of listing) taken.push(one);
  } catch (error) {
    return { taken, error };
  }
  throw new Error('the listing did not fail');
}

function cursorOf(error: unknown): string | undefined {
  if (!ERecruiterError.isInstance(error)) throw error;
  return error.cursor;
}

/** An applicant in the middle of the crawl, with one application. */
async function someone({ sandbox, another }: Setup): Promise<{ person: number; application: number; job: number }> {
  const found = remoteIds(await another().listCandidates().toArray());
  const person = found.slice(3).find((id) => sandbox.applicationsOf(id).length === 1) ?? 0;
  const [row] = sandbox.applicationsOf(person);
  return { person, application: row?.Id ?? 0, job: row?.JobId ?? 0 };
}

function without(numbers: readonly number[], number: number): number[] {
  return ascending(numbers).filter((one) => one !== number);
}

describe('one applicant who cannot be read', () => {
  const routes = [
    ['their record', 'Applicant/{applicantId}', (id: number) => new RegExp(`/Applicant/${id}$`)],
    ['their applications', 'Applications/{applicantId}', (id: number) => new RegExp(`/Applications/${id}\\b`)],
  ] as const;
  const faults = [
    ['403', { kind: 'status', status: 403 }],
    ['404', { kind: 'status', status: 404 }],
    ['wrong types', { kind: 'wrong-types' }],
  ] as const;
  const cases = routes.flatMap(([what, template, pattern]) =>
    faults.map(([fault, rule]) => ({ what, template, pattern, fault, rule })),
  );

  test.each(cases)('$fault for $what: reported and skipped, all others come', async ({ template, pattern, rule }) => {
    const setup = setUp();
    const { sandbox, another, issues } = setup;
    const { person } = await someone(setup);
    for (const name of ['listCandidates', 'listApplications'] as const) {
      sandbox.clearFaults();
      sandbox.fail({ on: pattern(person), ...rule, times: 10 });
      const before = issues.length;
      const found = await another()[name]().toArray();
      const people = found.map((one) => Number('candidate' in one ? one.candidate?.remote_id : one.remote_id));
      const { applicants } = reachableIn(sandbox);
      // A list without a readable row is an empty list: the applicant has no applications, and each row is reported.
      const isRows = template === 'Applications/{applicantId}' && rule.kind === 'wrong-types';
      expect(ascending(people)).toEqual(
        isRows && name === 'listCandidates' ? ascending(applicants) : without(applicants, person),
      );
      expect(issues.slice(before).map(({ endpoint }) => endpoint)).toEqual([`GET Api/${template}`]);
      if (!isRows) expect(issues.at(-1)?.id).toBe(String(person));
    }
  });

  const unreadable = [
    ['an HTML page', { kind: 'html', status: 200 }],
    ['half of it', { kind: 'truncated' }],
    ['garbage', { kind: 'garbage' }],
    ['nothing', { kind: 'empty' }],
    ['204', { kind: 'status', status: 204 }],
  ] as const;
  test.each(
    routes.flatMap(([what, template, pattern]) =>
      unreadable.map(([fault, rule]) => ({ what, template, fault, pattern, rule })),
    ),
  )(
    '$fault in place of $what, each time: they are reported and skipped, all others come',
    async ({ template, pattern, rule }) => {
      const setup = setUp();
      const { sandbox, erecruiter, issues } = setup;
      const { person } = await someone(setup);
      sandbox.fail({ on: pattern(person), ...rule, times: 1000 });
      const found = remoteIds(await erecruiter.listCandidates().toArray());
      expect(ascending(found)).toEqual(without(reachableIn(sandbox).applicants, person));
      expect(issues).toMatchObject([{ endpoint: `GET Api/${template}`, id: String(person), path: '' }]);
    },
  );

  test('unreadable custom fields cost nothing else', async () => {
    const setup = setUp();
    const { sandbox, erecruiter, issues } = setup;
    const { person } = await someone(setup);
    sandbox.fail({ on: new RegExp(`/CustomFields/${person}$`), kind: 'status', status: 403 });
    expect(ascending(remoteIds(await erecruiter.listCandidates().toArray()))).toEqual(reachableIn(sandbox).applicants);
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Applicant/CustomFields/{applicantId}', id: String(person) }]);
  });

  test('does not stop stages and tags either', async () => {
    const setup = setUp();
    const { sandbox, erecruiter, issues } = setup;
    const { person } = await someone(setup);
    sandbox.fail({ on: new RegExp(`/(Applicant|Applications)/${person}\\b`), kind: 'status', status: 404, times: 2 });
    expect((await erecruiter.listApplicationStages().toArray()).length).toBeGreaterThan(3);
    expect((await erecruiter.listTags().toArray()).length).toBeGreaterThan(2);
    expect(issues.map(({ id }) => id)).toEqual([String(person), String(person)]);
  });

  test('who is removed during the crawl is left out', async () => {
    const { sandbox, erecruiter, issues } = setUp({ concurrency: 1 });
    const { applicants } = reachableIn(sandbox);
    const found: number[] = [];
    let removed = 0;
    for await (const { remote_id } of erecruiter.listCandidates()) {
      found.push(Number(remote_id));
      if (found.length === 1) {
        removed = applicants.filter((id) => !found.includes(id)).at(-1) ?? 0;
        sandbox.removeApplicant(removed);
      }
    }
    expect(ascending(found)).toEqual(without(applicants, removed));
    expect(issues.every(({ id }) => id === String(removed))).toBe(true);
  });
});

describe('one bad row', () => {
  const bad = { Id: 'eins', ApplicantId: null, JobId: {}, ApplicationId: [] };
  const add = (body: unknown): unknown => (Array.isArray(body) ? [bad, null, 7, ...body] : body);

  test.each([
    ['of a job’s applications', /\/ByJob\/4711$/, 'GET Api/Applications/ByJob/{jobId}'],
    ['of a source', /\/ByReferrer\/Messe/, 'GET Api/Applications/ByReferrer/{referrer}'],
    ['of an applicant’s applications', /\/Applications\/150000\b/, 'GET Api/Applications/{applicantId}'],
  ])('%s is reported and skipped', async (_, pattern, endpoint) => {
    const { sandbox, erecruiter, issues } = setUp({ through: altered(pattern, add) });
    const { applicants, applications } = reachableIn(sandbox);
    expect(ascending(remoteIds(await erecruiter.listApplications().toArray()))).toEqual(applications);
    expect(issues.map((issue) => issue.endpoint)).toEqual([endpoint, endpoint, endpoint]);
    expect(ascending(remoteIds(await erecruiter.listCandidates().toArray()))).toEqual(applicants);
  });

  test('of the published jobs is reported and skipped', async () => {
    const through = altered(/PublishedJobs/, (body) => {
      const { Jobs } = Object(body);
      return { ...Object(body), Jobs: [{ Id: null, Title: 'Ohne Nummer' }, null, ...Jobs] };
    });
    const { sandbox, erecruiter, issues } = setUp({ through });
    const { listed, unlisted } = reachableIn(sandbox);
    expect(remoteIds(await erecruiter.listJobs().toArray())).toEqual(ascending([...listed, ...unlisted]));
    expect(issues.map(({ endpoint }) => endpoint)).toEqual(['GET Api/PublishedJobs', 'GET Api/PublishedJobs']);
  });

  test('of the users is reported and skipped', async () => {
    const { erecruiter, issues } = setUp({ through: altered(/\/Users/, add) });
    expect(await erecruiter.listUsers().toArray()).toHaveLength(4);
    expect(issues).toHaveLength(3);
  });

  test('of the custom fields of an applicant is reported and skipped', async () => {
    const { sandbox, erecruiter, issues } = setUp({
      through: altered(/\/CustomFields\/150001$/, (body) => (Array.isArray(body) ? [null, ...body] : body)),
    });
    expect(ascending(remoteIds(await erecruiter.listCandidates().toArray()))).toEqual(reachableIn(sandbox).applicants);
    expect(issues.length).toBeLessThanOrEqual(1);
  });

  test('and the report holds no personal data', async () => {
    const { sandbox, erecruiter, issues } = setUp();
    sandbox.fail({ on: /\/(Applicant|Applications)\/\d+[13579]\b/, kind: 'wrong-types', times: 1000 });
    await erecruiter.listCandidates().toArray();
    const reported = JSON.stringify(issues);
    expect(issues.length).toBeGreaterThan(3);
    for (const id of sandbox.applicantIds()) {
      const { FirstName, LastName, Email } = sandbox.applicant(id) ?? {};
      for (const value of [FirstName, LastName, Email]) expect(reported.includes(value ?? '\u0000')).toBe(false);
    }
  });
});

describe('a server that fails', () => {
  const points = [0, 4, 12, 23, 37];
  test.each(LISTING_NAMES)('%s: the error has a cursor, and resuming misses nothing', async (name) => {
    const whole = setUp();
    const all = (await list(whole.erecruiter, name).toArray()).map(({ id }) => id);
    const length = whole.sandbox.requests;
    for (const point of points.filter((one) => one < length)) {
      const { sandbox, erecruiter, another } = setUp({ retry: { limit: 0 } });
      sandbox.fail({ kind: 'status', status: 503, skip: point, times: 1000 });
      const { taken, error } = await takeUntilFailure(list(erecruiter, name));
      sandbox.clearFaults();
      expect(error).toBeInstanceOf(ServerError);
      const cursor = cursorOf(error);
      expect(cursor === undefined).toBe(taken.length === 0);
      const rest = await list(another(), name, cursor === undefined ? {} : { cursor }).toArray();
      expect(new Set([...taken, ...rest].map(({ id }) => id))).toEqual(new Set(all));
    }
  });

  test('in pages: the page that could not be filled is read again', async () => {
    const whole = setUp();
    const all = remoteIds(await whole.erecruiter.listCandidates().toArray());
    for (const point of [25, 45, 60]) {
      const { sandbox, erecruiter } = setUp({ retry: { limit: 0 } });
      sandbox.fail({ kind: 'status', status: 503, skip: point });
      const taken: number[] = [];
      let cursor: string | undefined;
      for (let turn = 0; turn < 2; turn += 1) {
        const query = { page_size: 3, ...(cursor === undefined ? {} : { cursor }) };
        try {
          for await (const { results } of erecruiter.listCandidates(query).pages()) taken.push(...remoteIds(results));
        } catch (error) {
          cursor = cursorOf(error);
        }
      }
      expect(ascending(taken)).toEqual(ascending(all));
    }
  });

  test('for fewer times than the retries is not noticed', async () => {
    const { sandbox, erecruiter } = setUp();
    const all = remoteIds(await erecruiter.listCandidates().toArray());
    for (const kind of ['status', 'reset-before', 'reset-after', 'truncated', 'garbage', 'html', '429'] as const) {
      sandbox.fail({ on: /Applicant/, kind, skip: 4, times: 2 });
      expect(remoteIds(await erecruiter.listCandidates().toArray())).toEqual(all);
      sandbox.clearFaults();
    }
  });

  test('two listings that fail with the same request each have a cursor of their own', async () => {
    const { sandbox, erecruiter, another } = setUp({ retry: { limit: 0 } });
    const cursors: string[] = [];
    for (const name of ['listCandidates', 'listJobs'] as const) {
      for await (const { next } of list(erecruiter, name, { page_size: 2 }).pages()) {
        cursors.push(next ?? '');
        break;
      }
    }
    const fresh = another();
    sandbox.fail({ on: 'Token', kind: 'status', status: 503 });
    const [ofCandidates = '', ofJobs = ''] = cursors;
    const seen = await Promise.all([
      fresh.listCandidates({ cursor: ofCandidates }).toArray().catch(cursorOf),
      fresh.listJobs({ cursor: ofJobs }).toArray().catch(cursorOf),
    ]);
    expect(seen).toEqual(cursors);
  });
});

describe('a token that expires during the crawl', () => {
  test.each(LISTING_NAMES)('%s renews it once and continues', async (name) => {
    const { sandbox, erecruiter } = setUp({ concurrency: 2 });
    const all = (await list(erecruiter, name).toArray()).map(({ id }) => id);
    const since = sandbox.log.length;
    sandbox.expireTokens();
    const found: string[] = [];
    for await (const { id } of list(erecruiter, name)) {
      found.push(id);
      if (found.length === 3 && name !== 'listUsers') sandbox.expireTokens();
    }
    expect(found).toEqual(all);
    expect(asked(sandbox, since)['POST Token']).toBeLessThanOrEqual(2);
  });

  test.each([403, 404])(
    'and whose exchange answers %d: that says nothing about records, none is skipped',
    async (status) => {
      const { sandbox, erecruiter, issues } = setUp({ concurrency: 1 });
      let records = 0;
      const failure = (async () => {
        for await (const _ of erecruiter.listCandidates()) {
          records += 1;
          if (records === 2) sandbox.expireTokens();
          if (records === 2) sandbox.fail({ on: 'Token', kind: 'status', status });
        }
      })();
      await expect(failure).rejects.toMatchObject({ status, endpoint: 'POST Api', cursor: expect.any(String) });
      expect(issues).toEqual([]);
    },
  );

  test('and is refused permanently: AuthenticationError with a cursor', async () => {
    const { sandbox, erecruiter } = setUp({ concurrency: 1 });
    let records = 0;
    const { error } = await takeUntilFailure({
      ...erecruiter.listCandidates(),
      async *[Symbol.asyncIterator]() {
        for await (const one of erecruiter.listCandidates()) {
          yield one;
          records += 1;
          if (records === 2) sandbox.fail({ kind: 'status', status: 401, times: 1000 });
        }
      },
    });
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(cursorOf(error)).toBeDefined();
  });
});

describe('a key without every right', () => {
  test.each([401, 403])(
    'sources that answer %d cost listJobs the unlisted jobs, which only they name',
    async (status) => {
      const { sandbox, erecruiter, issues } = setUp();
      sandbox.fail({ on: /ByReferrer/, kind: 'status', status, times: 1000 });
      expect(remoteIds(await erecruiter.listJobs().toArray())).toEqual(reachableIn(sandbox).listed);
      expect(issues.map(({ endpoint }) => endpoint)).toContain('GET Api/Applications/ByReferrer/{referrer}');
    },
  );

  test('sources that answer 403 end listCandidates: otherwise half of the candidates would be missing unnoticed', async () => {
    const { sandbox, erecruiter } = setUp();
    sandbox.fail({ on: /ByReferrer/, kind: 'status', status: 403, times: 1000 });
    await expect(erecruiter.listCandidates().toArray()).rejects.toBeInstanceOf(PermissionError);
  });

  test.each([400, 404])('one source whose name is refused (%d) is reported, the others are read', async (status) => {
    const { sandbox, erecruiter, issues } = setUp({ sandbox: { applicants: 40 } });
    sandbox.fail({ on: /ByReferrer\/Mitarbeiter/, kind: 'status', status });
    const expected = reachableIn(sandbox, {
      sources: ['Karriereportal', 'Jobbörse Süd', 'Messe Graz', 'Acme Jobs', 'Direktansprache'],
    });
    expect(ascending(remoteIds(await erecruiter.listCandidates().toArray()))).toEqual(expected.applicants);
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Applications/ByReferrer/{referrer}', id: null }]);
  });

  test('jobs that answer 403 end listCandidates', async () => {
    const { sandbox, erecruiter } = setUp();
    sandbox.fail({ on: /ByJob/, kind: 'status', status: 403 });
    await expect(erecruiter.listCandidates().toArray()).rejects.toBeInstanceOf(PermissionError);
  });
});

describe('jobs that cannot be read', () => {
  test('one that is deleted by the time its applicants are requested has none', async () => {
    const { sandbox, erecruiter, issues } = setUp({ discover: 'open', sandbox: { applicants: 40 } });
    sandbox.fail({ on: /\/ByJob\/4712$/, kind: 'status', status: 404 });
    const found = remoteIds(await erecruiter.listCandidates().toArray());
    expect(found.length).toBeGreaterThan(5);
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Applications/ByJob/{jobId}', id: '4712' }]);
  });

  test.each([403, 404])('an unlisted one that answers %d costs its name, not the candidates', async (status) => {
    const { sandbox, erecruiter, issues } = setUp({ sandbox: { applicants: 40 } });
    sandbox.fail({ on: /\/Job\/4311\b/, kind: 'status', status });
    const found = await erecruiter.listApplications().toArray();
    const names = found.filter(({ job }) => job?.remote_id === '4311').map(({ job }) => job?.name);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names)).toEqual(new Set([null]));
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Job/{jobId}', id: '4311' }]);
  });

  test('an unlisted one that answers 404 is missing from listJobs and reported', async () => {
    const { sandbox, erecruiter, issues } = setUp({ sandbox: { applicants: 40 } });
    const { listed, unlisted } = reachableIn(sandbox);
    sandbox.fail({ on: /\/Job\/4311\b/, kind: 'status', status: 404 });
    const found = remoteIds(await erecruiter.listJobs().toArray());
    expect(found).toEqual(without([...listed, ...unlisted], 4311));
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Job/{jobId}', id: '4311' }]);
  });

  test('a questionnaire that answers 404 costs the questions of its job only', async () => {
    const { sandbox, erecruiter, issues } = setUp();
    const all = (await erecruiter.listJobScreeningQuestions().toArray()).length;
    sandbox.fail({ on: /Questionnaire\/ByJob\/4711/, kind: 'status', status: 404 });
    expect((await erecruiter.listJobScreeningQuestions().toArray()).length).toBeLessThan(all);
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Questionnaire/ByJob/{jobId}', id: '4711' }]);
  });

  test('a named channel that the installation does not know is reported, the others are read', async () => {
    const { sandbox, erecruiter, issues } = setUp({ channels: ['', 'unbekannt'] });
    sandbox.fail({ on: /channel=unbekannt/, kind: 'status', status: 404, times: 9 });
    const { listed, unlisted } = reachableIn(sandbox);
    expect(remoteIds(await erecruiter.listJobs().toArray())).toEqual(ascending([...listed, ...unlisted]));
    expect(issues).toMatchObject([{ endpoint: 'GET Api/PublishedJobs', id: null }]);
  });

  test('the default portal must exist', async () => {
    const { sandbox, erecruiter } = setUp({ channels: ['', 'unbekannt'] });
    sandbox.fail({ on: /channel=&/, kind: 'status', status: 404, times: 9 });
    await expect(erecruiter.listJobs().toArray()).rejects.toBeInstanceOf(NotFoundError);
  });

  test('an answer that is not a list of jobs is an error, not an empty installation', async () => {
    const { erecruiter } = setUp({ through: altered(/PublishedJobs/, () => 'Wartung') });
    await expect(erecruiter.listJobs().toArray()).rejects.toBeInstanceOf(ResponseShapeError);
  });
});

describe('a mandator without catalogues', () => {
  test.each([
    ['null lists', null],
    ['missing lists', undefined],
    ['empty lists', []],
    ['lists of nothing', [null, {}, { Name: null }, { Name: '' }]],
  ])('%s: the published jobs and their applicants are what there is', async (_, value) => {
    const through = altered(/\/Mandator$/, (body) => {
      const isOfNames = (key: string): boolean => /^(Referrers|JobPublicationTypes|CustomFields)$/.test(key);
      const lists = Object.entries(Object(body)).filter(([, entry]) => Array.isArray(entry));
      const emptied = lists.map(([key]) => [key, Array.isArray(value) && !isOfNames(key) ? [] : value]);
      return { ...Object(body), ...Object.fromEntries(emptied) };
    });
    const { sandbox, erecruiter, another } = setUp({ through, channels: 'all' });
    const { listed, applicants } = reachableIn(sandbox, { sources: [] });
    expect(remoteIds(await erecruiter.listJobs().toArray())).toEqual(listed);
    expect(ascending(remoteIds(await erecruiter.listCandidates().toArray()))).toEqual(applicants);
    for (const name of LISTING_NAMES) expect((await list(another(), name).toArray()).length).toBeGreaterThan(0);
    expect(asked(sandbox)['Applicant/CustomFields/{}']).toBeUndefined();
  });
});

describe('a large list of sources', () => {
  test('is read completely although one of them fails for a while', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 40 } });
    sandbox.fail({ on: /ByReferrer/, kind: 'reset-after', times: 2 });
    expect(ascending(remoteIds(await erecruiter.listCandidates().toArray()))).toEqual(reachableIn(sandbox).applicants);
  });
});
