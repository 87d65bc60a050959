import { describe, expect, test } from 'vitest';
import { AbortedError, type Candidate, type ERecruiterOptions } from '../../src/index.js';
import { altered, asked, nameOf, remoteIds, setUp, settle, type Fetch, type SetupOptions } from '../helpers/client.js';
import { SOURCES } from '../helpers/reachable.js';

const DISCOVERY = /\/(?:PublishedJobs|Job\/|Applications\/By|Questionnaire)/;

/** The requests by which listings find jobs and applicants, since the request with that number in the log. */
function discovery({ sandbox }: ReturnType<typeof setUp>, since = 0): string[] {
  return sandbox.log.slice(since).flatMap(({ url }) => (DISCOVERY.test(url) ? [url] : []));
}

async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of iterable) all.push(one);
  return all;
}

/** A client whose clock the test sets. */
function timed(options: SetupOptions = {}) {
  let time = 0;
  const clock: ERecruiterOptions['clock'] = { now: () => time, sleep: async (_, signal) => signal.throwIfAborted() };
  return { ...setUp({ sandbox: { applicants: 40 }, clock, ...options }), later: (ms: number) => void (time += ms) };
}

async function firstPage(
  { erecruiter }: Pick<ReturnType<typeof setUp>, 'erecruiter'>,
  cursor?: string | null,
): Promise<{ results: readonly Candidate[]; next: string | null }> {
  const [page] = await collect(erecruiter.listCandidates({ page_size: 5, cursor }).pages({ limit: 1 }));
  return page ?? { results: [], next: null };
}

describe('listings at the same time', () => {
  test('of all kinds request each address once, and find what each finds alone', async () => {
    const setup = timed();
    const { erecruiter, another } = setup;
    const lists = (client: typeof erecruiter) => [
      client.listJobs(),
      client.listCandidates(),
      client.listApplications(),
      client.listApplicationStages(),
      client.listScreeningQuestions(),
      client.listJobScreeningQuestions(),
    ];
    const together = await Promise.all(lists(erecruiter).map((listing) => listing.toArray()));
    const urls = discovery(setup);
    expect(urls).toEqual([...new Set(urls)]);
    for (const [index, listing] of lists(another()).entries()) expect(together[index]).toEqual(await listing.toArray());
  });

  test('report the issues of a shared answer, each once', async () => {
    const broken = altered(/PublishedJobs|ByReferrer\/Messe Graz/, (body) =>
      Array.isArray(body) ? [...body, {}] : { ...Object(body), Jobs: [...Object(body).Jobs, { Id: 'x' }] },
    );
    const { erecruiter, issues, another } = timed({ through: broken });
    await another().listJobs().toArray();
    const alone = [...issues];
    expect(alone.filter(({ path }) => path === '')).toHaveLength(2);
    await Promise.all([erecruiter.listJobs().toArray(), erecruiter.listJobs().toArray()]);
    const twice = issues.slice(alone.length).map((issue) => JSON.stringify(issue));
    expect(twice.sort()).toEqual([...alone, ...alone].map((issue) => JSON.stringify(issue)).sort());
  });

  test('with other headers or retries share nothing', async () => {
    const setup = timed();
    const { erecruiter, sandbox } = setup;
    const options = [{}, { headers: { 'x-tenant': '2' } }, { retry: { limit: 0 } }, { timeoutMs: 5000 }];
    await Promise.all(options.map((one) => erecruiter.listJobs({}, one).toArray()));
    expect(asked(sandbox)['PublishedJobs']).toBe(options.length);
  });

  test('with 0, each reads for itself', async () => {
    const setup = timed({ discoveryCacheMs: 0 });
    await Promise.all([setup.erecruiter.listJobs().toArray(), setup.erecruiter.listCandidates().toArray()]);
    expect(asked(setup.sandbox)).toMatchObject({ PublishedJobs: 2, 'Applications/ByReferrer/{}': 2 * SOURCES.length });
  });

  test('a job of one shares no object with that of the other', async () => {
    const { erecruiter } = timed({ remoteData: true, integrationFields: 'all' });
    const [one, other] = await Promise.all([erecruiter.listJobs().toArray(), erecruiter.listJobs().toArray()]);
    expect(one).toEqual(other);
    const objects = new Set<unknown>();
    const visit = (value: unknown, isKnown: (object: object) => boolean): void => {
      if (typeof value !== 'object' || value === null || value instanceof Date || !isKnown(value)) return;
      for (const inner of Object.values(value)) visit(inner, isKnown);
    };
    visit(one, (object) => objects.add(object) !== undefined);
    const common: object[] = [];
    visit(other, (object) => !objects.has(object) || common.push(object) === 0);
    expect(common).toEqual([]);
  });
});

/** Holds answers back until `release` is called. */
function held(pattern: RegExp, answer: (fetch: Fetch) => Fetch = (fetch) => fetch) {
  let release = (): void => undefined;
  const open = new Promise<void>((resolve) => (release = resolve));
  const through =
    (fetch: Fetch): Fetch =>
    async (input, init) => {
      if (!pattern.test(nameOf(input, init))) return fetch(input, init);
      await open;
      return answer(fetch)(input, init);
    };
  return { through, release: () => release() };
}

describe('a shared answer', () => {
  test('still reaches the others when one of them leaves, even the one that asked', async () => {
    const { through, release } = held(/PublishedJobs/);
    const { erecruiter, sandbox } = timed({ through });
    const leaver = new AbortController();
    const leaving = erecruiter.listJobs({}, { signal: leaver.signal }).toArray();
    leaving.catch(() => undefined);
    const staying = erecruiter.listJobs().toArray();
    await settle();
    leaver.abort('enough');
    await expect(leaving).rejects.toBeInstanceOf(AbortedError);
    release();
    expect((await staying).length).toBeGreaterThan(5);
    expect(asked(sandbox)['PublishedJobs']).toBe(1);
  });

  test('that fails, fails all who wait for it; the next one asks again', async () => {
    let fails = true;
    const refusing = (fetch: Fetch): Fetch => {
      return async (...call) => (fails ? Response.json({ Message: 'no' }, { status: 403 }) : fetch(...call));
    };
    const { through, release } = held(/PublishedJobs/, refusing);
    const { erecruiter, sandbox } = timed({ through });
    const both = [erecruiter.listJobs().toArray(), erecruiter.listCandidates().toArray()];
    const ended = Promise.allSettled(both);
    await settle();
    release();
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(asked(sandbox)['PublishedJobs']).toBeUndefined();
    fails = false;
    expect((await erecruiter.listJobs().toArray()).length).toBeGreaterThan(5);
  });

  test('is no proof that eRecruiter still answers: in an outage the next page fails, and skips nothing', async () => {
    let isDown = false;
    const through =
      (fetch: Fetch): Fetch =>
      async (...call) =>
        isDown && /ByJob/.test(nameOf(...call)) ? Response.json({ Message: 'down' }, { status: 500 }) : fetch(...call);
    // Fewer jobs than may fail in a row.
    const setup = timed({ through, concurrency: 1, sandbox: { applicants: 40, jobs: 4 } });
    const { next } = await firstPage(setup);
    isDown = true;
    const rest = setup.erecruiter.listCandidates({ page_size: 5, cursor: next }).toArray();
    await expect(rest).rejects.toMatchObject({ status: 500 });
    expect(setup.issues.filter(({ path }) => path === '')).toEqual([]);
  });
});

describe('a page that continues from a cursor', () => {
  test('takes over what is young enough, by the clock', async () => {
    const setup = timed({ discoveryCacheMs: 10_000 });
    const { sandbox, later } = setup;
    const { next } = await firstPage(setup);
    const before = sandbox.log.length;
    later(9_999);
    await firstPage(setup, next);
    expect(asked(sandbox, before)).not.toHaveProperty('PublishedJobs');
    expect(asked(sandbox, before)).not.toHaveProperty('Applications/ByReferrer/{}');
    later(1);
    await firstPage(setup, next);
    const fresh = { PublishedJobs: 1, 'Applications/ByReferrer/{}': SOURCES.length };
    expect(asked(sandbox, before)).toMatchObject(fresh);
  });

  test('takes over nothing with 0', async () => {
    const setup = timed({ discoveryCacheMs: 0 });
    const { next } = await firstPage(setup);
    const before = setup.sandbox.log.length;
    await firstPage(setup, next);
    expect(asked(setup.sandbox, before)).toMatchObject({ PublishedJobs: 1 });
  });

  test.each([
    [
      'a tag',
      (client: ReturnType<typeof setUp>['erecruiter'], id: string) =>
        client.addTagToCandidate({ candidate_id: id, tag: { name: 'New' } }),
    ],
    [
      'a passthrough that writes',
      (client: ReturnType<typeof setUp>['erecruiter']) =>
        client.passthrough({ method: 'POST', path: '/Nothing', data: {} }),
    ],
    [
      'a create',
      (client: ReturnType<typeof setUp>['erecruiter']) =>
        client.createApplication({
          candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' },
          application: { job_id: 'remote:4713' },
        }),
    ],
  ])('reads again after a write of the client: %s', async (_, write) => {
    const setup = timed();
    const { results, next } = await firstPage(setup);
    await write(setup.erecruiter, results[0]?.id ?? '');
    const before = setup.sandbox.log.length;
    await firstPage(setup, next);
    expect(asked(setup.sandbox, before)).toMatchObject({ PublishedJobs: 1 });
  });

  test('sees the application that the client has just created', async () => {
    const setup = timed({ source: { name: 'Acme Jobs' } });
    const { next } = await firstPage(setup);
    const { data } = await setup.erecruiter.createApplication({
      candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' },
      application: { job_id: 'remote:4713' },
    });
    const rest = await setup.erecruiter.listCandidates({ page_size: 5, cursor: next }).toArray();
    expect(rest.map(({ id }) => id)).toContain(data.candidate_id);
  });

  test('reads no applicant again whom a source named at an earlier position', async () => {
    const setup = timed();
    const all = await setup.another().listCandidates().toArray();
    const before = setup.sandbox.log.length;
    const seen: string[] = [];
    let pages = 0;
    for (let cursor: string | null | undefined; cursor !== null; pages += 1) {
      const page = await firstPage(setup, cursor);
      seen.push(...page.results.map(({ id }) => id));
      cursor = page.next;
    }
    expect([...new Set(seen)].sort()).toEqual(all.map(({ id }) => id).sort());
    // Each page reads one applicant of the next one; those without a source may come twice.
    expect(asked(setup.sandbox, before)['Applicant/{}']).toBe(seen.length + pages - 1);
  });
});

describe('always live', () => {
  test('a listing from the beginning after another one', async () => {
    const setup = timed();
    const { erecruiter, sandbox } = setup;
    await erecruiter.listJobs().toArray();
    const before = sandbox.log.length;
    await erecruiter.listJobs().toArray();
    expect(discovery(setup, before).sort()).toEqual(discovery(setup).slice(0, discovery(setup, before).length).sort());
    expect(asked(sandbox, before)).toMatchObject({ PublishedJobs: 1 });
  });

  test('sync, even beside a listing', async () => {
    const { erecruiter, sandbox } = timed();
    await Promise.all([erecruiter.listJobs().toArray(), collect(erecruiter.sync())]);
    expect(asked(sandbox)).toMatchObject({ PublishedJobs: 2, 'Applications/ByReferrer/{}': 2 * SOURCES.length });
  });

  test('a single record, even beside a listing', async () => {
    const { erecruiter, sandbox } = timed();
    const [job] = (await erecruiter.listJobs().toArray()).filter(({ job_postings: posted }) => posted.length === 0);
    const before = sandbox.log.length;
    await erecruiter.getJob(job?.id ?? '');
    expect(asked(sandbox, before)).toMatchObject({ 'Job/{}': 1 });
  });
});

describe('reading ahead', () => {
  test.each([1, 4, 16])('a limit reads no applicant beyond it, with concurrency %s', async (concurrency) => {
    const { erecruiter, sandbox } = timed({ concurrency });
    expect(remoteIds(await erecruiter.listCandidates().toArray({ limit: 3 }))).toHaveLength(3);
    expect(asked(sandbox)['Applicant/{}']).toBe(3);
  });

  test('one page reads one record more, to know whether there is another page', async () => {
    const setup = timed({ concurrency: 16 });
    expect((await firstPage(setup)).results).toHaveLength(5);
    expect(asked(setup.sandbox)['Applicant/{}']).toBe(6);
  });

  test('a filter that leaves out most of them does not make it slow', async () => {
    let most = 0;
    let now = 0;
    const through =
      (fetch: Fetch): Fetch =>
      async (input, init) => {
        now += 1;
        most = Math.max(most, now);
        await settle();
        return fetch(input, init).finally(() => (now -= 1));
      };
    const { erecruiter } = timed({ concurrency: 8, through, discover: 'all' });
    const [last] = (await erecruiter.listCandidates().toArray()).slice(-1);
    most = 0;
    await erecruiter.listCandidates({ last_name: last?.last_name ?? '' }).toArray({ limit: 1 });
    expect(most).toBe(8);
  });

  test.each([0, 1, 2, 99])('pages({ limit: %s }) ends there', async (limit) => {
    const { erecruiter } = timed();
    const all = await collect(erecruiter.listCandidates({ page_size: 5 }).pages());
    const some = await collect(erecruiter.listCandidates({ page_size: 5 }).pages({ limit }));
    expect(some).toEqual(all.slice(0, limit));
  });
});
