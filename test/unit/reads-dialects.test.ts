import { describe, expect, test } from 'vitest';
import type { SyncEntries, SyncEntry } from '../../src/index.js';
import { createIds } from '../../src/mappers/index.js';
import { plainClient, plainData } from '../helpers/read-server.js';
import { brief, run, type State } from '../helpers/sync-state.js';

// What servers may do differently without being wrong.

/** Reverses every list of an answer: the data is the same. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === 'Items' ? item : reversed(item)]));
}

describe('sync', () => {
  test('reports no change when a server returns its lists in another order', async () => {
    const data = plainData();
    const lists = { JobProfiles: ['IT', 'Büro'], CareerLevels: ['B', 'A'], OccupationTypes: ['Teilzeit', 'Lehre'] };
    const PublishedOn = [
      { Name: 'P', JobAdUrl: 'https://example.at/p' },
      { Name: 'A', JobAdUrl: 'https://example.at/a' },
    ];
    for (const [id, job] of data.jobs) data.jobs.set(id, { ...job, ...lists, PublishedOn });
    const state: State = new Map();
    await run(plainClient(data).erecruiter, state);
    for (const records of [data.jobs, data.people]) {
      for (const [id, record] of records) records.set(id, Object(reversed(record)));
    }
    expect(await run(plainClient(data).erecruiter, state)).toEqual([]);
    data.people.set(11, { ...data.people.get(11), Tags: ['a', 'b', 'd'] });
    const changes = await run(plainClient(data).erecruiter, state);
    expect(changes.map(({ model }) => model)).toEqual(['candidate', 'application', 'application']);
  });

  test.each([
    [
      'a source that is not shown',
      { before: (path: string) => (path.includes('ByReferrer/Acme') ? new Response('', { status: 404 }) : undefined) },
      {},
    ],
    ['a run that asks other sources', {}, { only_created: ['Messe'] }],
    ['a run without sources', { discover: 'open' as const }, {}],
  ])('keeps the dates it knows: %s', async (_, options, query) => {
    const data = plainData();
    const state: State = new Map();
    await run(plainClient(data).erecruiter, state);
    const changes = await run(plainClient(data, options).erecruiter, state, query);
    expect(changes.filter(({ type }) => type === 'upsert')).toEqual([]);
    // Another stage is a change, and the last known date no longer applies.
    const one = data.applications.get(901);
    if (one !== undefined) data.applications.set(901, { ...one, Status: 'Gespräch' });
    const later = await run(plainClient(data, { discover: 'open' }).erecruiter, state);
    expect(later.find(({ model }) => model === 'application')?.data).toMatchObject({ remote_updated_at: null });
  });

  test.each(['get', 'set', 'entries'] as const)('can be aborted while `state.%s` hangs', async (method) => {
    const map = new Map<string, SyncEntry>();
    const state = {
      get: (id: string) => map.get(id),
      set: (id: string, entry: SyncEntry) => map.set(id, entry),
      delete: (id: string) => map.delete(id),
      entries: () => map.entries(),
      [method]: () => new Promise<never>(() => undefined),
    };
    const controller = new AbortController();
    const running = run(plainClient(plainData()).erecruiter, state, {}, { signal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    await expect(running).rejects.toMatchObject({ name: 'AbortedError' });
  });

  test('does not block the event loop while it reads a large state', { timeout: 60_000 }, async () => {
    const data = plainData();
    const state: State = new Map();
    await run(plainClient(data).erecruiter, state);
    const entry = { fingerprint: 'x', changed_at: '2026-01-01T00:00:00.000Z' };
    for (let index = 0; index < 300_000; index += 1) state.set(`unknown ${index}`, entry);
    let [longest, last] = [0, performance.now()];
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    await run(plainClient(data).erecruiter, state);
    clearInterval(timer);
    expect(longest).toBeLessThan(400); // 50 on a machine of its own
  });

  test('deletes the same whether the state has its entries one by one or in pages', async () => {
    const data = plainData();
    const first: State = new Map();
    await run(plainClient(data).erecruiter, first);
    data.people.delete(15);
    data.applications.delete(906);
    data.applications.delete(903);
    const rows = [...first];
    const forms: Record<string, () => SyncEntries> = {
      list: () => rows,
      async *rows() {
        yield* rows;
      },
      async *pages() {
        yield [];
        for (let at = 0; at < rows.length; at += 5) yield rows.slice(at, at + 5);
        yield [];
      },
      async *mixed() {
        yield* rows.slice(0, 4);
        yield rows.slice(4);
      },
    };
    const expected = await run(plainClient(data).erecruiter, new Map(first));
    expect(brief(expected.filter(({ type }) => type === 'delete')).length).toBeGreaterThan(1);
    for (const entries of Object.values(forms)) {
      const map = new Map(first);
      const state = {
        get: (id: string) => map.get(id),
        set: (id: string, entry: SyncEntry) => map.set(id, entry),
        delete: (id: string) => map.delete(id),
        entries,
      };
      expect(brief(await run(plainClient(data).erecruiter, state))).toEqual(brief(expected));
    }
  });

  test('lets the event loop turn while it yields many deletions', async () => {
    const data = plainData();
    const { erecruiter } = plainClient(data);
    const state: State = new Map();
    await run(erecruiter, state);
    const ids = createIds({ tenant: 'erecruiter.example.at', mandatorId: 1 });
    const entry = { fingerprint: 'x', changed_at: '2026-01-01T00:00:00.000Z' };
    for (let number = 0; number < 50_000; number += 1) state.set(ids.application(10_000 + number, 11, 1), entry);
    let [deleted, turns] = [0, 0];
    const timer = setInterval(() => void (turns += deleted > 0 ? 1 : 0), 0);
    for await (const { type } of erecruiter.sync({}, { state })) if (type === 'delete') deleted += 1;
    clearInterval(timer);
    expect(deleted).toBe(50_000);
    expect(turns).toBeGreaterThan(1);
  });

  test('an `onProgress` that rejects is ignored', async () => {
    const onProgress = () => Promise.reject(new Error('mine'));
    await run(plainClient(plainData()).erecruiter, new Map(), {}, { onProgress });
  });
});

describe('channels', () => {
  const catalogue = [{ Name: 'Feed', InternalName: 'feed-1' }];
  function channels(answer: (channel: string) => unknown, options: { channels: string[] | 'all' }) {
    const data = plainData();
    data.mandator['JobPublicationTypes'] = catalogue;
    const Jobs = [...data.jobs.values()];
    data.jobs.set(9, { Id: 9, Title: 'Feed', Status: 0 });
    const client = plainClient(data, options);
    const asked: string[] = [];
    return {
      ...client,
      asked,
      list: async () => {
        const { erecruiter } = plainClient(data, {
          ...options,
          discover: 'open',
          onIssue: (issue) => client.issues.push(issue),
          fetch: async (input) => {
            const url = new URL(input);
            if (!url.pathname.includes('PublishedJobs')) {
              return url.pathname.endsWith('Mandator')
                ? Response.json(data.mandator)
                : Response.json({ Token: 't', Expires: '2999-01-01T00:00:00Z' });
            }
            const channel = url.searchParams.get('channel') ?? '';
            asked.push(channel);
            return Response.json(channel === '' ? { Jobs: Jobs.slice(0, 1) } : answer(channel));
          },
        });
        return (await erecruiter.listJobs().toArray()).map(({ remote_id: id }) => id);
      },
    };
  }
  const byInternal = (channel: string) => ({ Jobs: channel === 'feed-1' ? [{ Id: 9 }] : [] });

  test.each([['all' as const], [['', 'Feed']], [['', 'FEED']], [['', 'feed-1']]])(
    'are found by their internal names: %s',
    async (names) => {
      const { list, issues } = channels(byInternal, { channels: names });
      expect(await list()).toEqual(['1', '9']);
      expect(issues).toEqual([]);
    },
  );

  test('an unknown channel that answers with the jobs of the default portal is skipped', async () => {
    const portal = { Jobs: [{ Id: 1 }], JobPublicationType: { Name: 'Karriereportal' } };
    const { list, issues } = channels(() => portal, { channels: ['Unbekannt'] });
    expect(await list()).toEqual([]);
    expect(issues).toMatchObject([{ endpoint: 'GET Api/PublishedJobs', path: '' }]);
  });

  test('a channel missing from the catalogue is reported when the answer names no channel', async () => {
    const { list, issues } = channels(() => ({ Jobs: [{ Id: 1 }] }), { channels: ['Unbekannt'] });
    expect(await list()).toEqual(['1']);
    expect(issues).toMatchObject([{ endpoint: 'GET Api/PublishedJobs', path: 'JobPublicationType' }]);
  });
});

describe('only_created', () => {
  const spellings = ['Jobbörse', 'JOBBÖRSE', ' Jobbörse ', 'Jobbörse'.normalize('NFD')];
  test.each(spellings)('means the catalogue’s spelling: %s', async (name) => {
    const data = plainData();
    data.mandator['Referrers'] = [{ Name: 'Jobbörse' }];
    for (const [id, one] of data.applications) {
      data.applications.set(id, { ...one, Referrer: one.Referrer === 'Acme' ? 'Jobbörse' : null });
    }
    data.people.set(12, { ...data.people.get(12), Referrer: 'Jobbörse' }); // a person's own source is another matter
    const { erecruiter } = plainClient(data, { source: { name } });
    const ids = async (query: object) =>
      (await erecruiter.listCandidates(query).toArray()).map(({ remote_id: id }) => id);
    expect(await ids({ only_created: true })).toEqual(['11', '14']);
    expect(await ids({ only_created: [name] })).toEqual(['11', '14']);
    expect(await ids({ only_created: true, remote_ids: ['11', '12', '13', '14'] })).toEqual(['11', '14']);
  });
});

test('repeated rows are yielded once, and every listing advances', async () => {
  const data = plainData();
  for (const [id, one] of [...data.applications]) data.applications.set(id + 0.5, one);
  const users = [{ Id: 5 }, { Id: 5 }, { Id: 6 }];
  const before = (path: string) => (path === 'Users/' ? Response.json(users) : undefined);
  const { erecruiter } = plainClient(data, { before });
  expect((await erecruiter.listUsers().toArray()).map(({ remote_id: id }) => id)).toEqual(['5', '6']);
  expect((await erecruiter.listApplications().toArray()).length).toBe(8);
  const candidates = await erecruiter.listCandidates().toArray();
  expect(candidates.flatMap(({ applications }) => applications).length).toBe(8);
  const ids = (await run(erecruiter)).map(({ data: { id } }) => id);
  expect(ids.length).toBe(new Set(ids).size);
});
