import { describe, expect, test } from 'vitest';
import type { ERecruiter } from '../../src/index.js';
import { InputError } from '../../src/index.js';
import { writeCursor } from '../../src/reads/cursor.js';
import { list, LISTING_NAMES, type ListingName, setUp } from '../helpers/client.js';

// A wrong input is reported before anything is sent, and never with its value, which may be personal data.

const { sandbox, erecruiter, another } = setUp();

/** The issues of a call with wrong input; it must send nothing. */
function refusal(call: () => unknown): string {
  const { requests } = sandbox;
  try {
    call();
  } catch (error) {
    expect(sandbox.requests).toBe(requests);
    if (!InputError.isInstance(error)) throw error;
    expect(error.code).toBe('PLATFORM.INPUT_INVALID');
    return error.issues.map(({ path }) => path).join(', ');
  }
  throw new Error('the input was accepted');
}

async function refusalOf(call: () => Promise<unknown>): Promise<string> {
  const { requests } = sandbox;
  const error: unknown = await call().catch((thrown: unknown) => thrown);
  expect(sandbox.requests).toBe(requests);
  if (!InputError.isInstance(error)) throw error;
  return error.issues.map(({ path }) => path).join(', ');
}

describe('queries', () => {
  test.each(LISTING_NAMES)('%s rejects unknown parameters', (name) => {
    const query: Record<string, unknown> = { update_after: '2026-01-01' };
    expect(refusal(() => erecruiter[name](query))).toBe('update_after');
    expect(() => erecruiter[name](query)).toThrow('update_after: is unknown; did you mean updated_after?');
  });

  test('listCandidateAttachments rejects them, too', () => {
    const query: Record<string, unknown> = { ids: ['x'] };
    expect(refusal(() => erecruiter.listCandidateAttachments('remote:1', query))).toBe('ids');
  });

  const wrong: readonly (readonly [string, Record<string, unknown>])[] = [
    ['page_size', { page_size: 0 }],
    ['page_size', { page_size: -1 }],
    ['page_size', { page_size: 251 }],
    ['page_size', { page_size: 1.5 }],
    ['page_size', { page_size: Number.NaN }],
    ['page_size', { page_size: '10' }],
    ['updated_after', { updated_after: 'yesterday' }],
    ['updated_after', { updated_after: '' }],
    ['updated_after', { updated_after: '2026-13-01' }],
    ['updated_after', { updated_after: '2026-02-30' }],
    ['updated_after', { updated_after: '2026-04-31T10:00:00+02:00' }],
    ['updated_after', { updated_after: '2025-02-29T10:00' }],
    ['updated_after', { updated_after: '2026-01-01T25:00:00Z' }],
    ['updated_after', { updated_after: '01.02.2026' }],
    ['updated_after', { updated_after: new Date(Number.NaN) }],
    ['updated_after', { updated_after: 1_760_000_000_000 }],
    ['ids', { ids: 'abc' }],
    ['ids.0', { ids: [''] }],
    ['ids.1', { ids: ['remote:1', 7] }],
    ['remote_ids.0', { remote_ids: [''] }],
    ['include_deleted', { include_deleted: 'true' }],
    ['cursor', { cursor: '' }],
    ['cursor', { cursor: 7 }],
  ];
  const everywhere = LISTING_NAMES.flatMap((name) => wrong.map(([path, query]) => ({ name, path, query })));
  test.each(everywhere)('$name rejects $query and names $path', ({ name, path, query }) => {
    // An application is named by two numbers, so that the first of these ids is wrong as well.
    const all = name === 'listApplications' && path === 'ids.1' ? 'ids.0, ids.1' : path;
    expect(refusal(() => erecruiter[name](query))).toBe(all);
  });

  test.each([
    ['listJobs', 'statuses', { statuses: 'OPEN' }],
    ['listJobs', 'statuses.0', { statuses: [''] }],
    ['listJobs', 'remote_created_after', { remote_created_after: 'x' }],
    ['listJobs', 'name_contains', { name_contains: '' }],
    ['listJobs', 'post_url', { post_url: 7 }],
    ['listCandidates', 'email', { email: '' }],
    ['listCandidates', 'only_created', { only_created: [] }],
    ['listCandidates', 'only_created', { only_created: 'Acme Jobs' }],
    ['listCandidates', 'only_created', { only_created: true }],
    ['listCandidates', 'job_ids.0', { job_ids: ['remote:x'] }],
    ['listCandidates', 'remote_ids.1', { remote_ids: ['5', '5.5'] }],
    ['listApplications', 'only_created', { only_created: true }],
    ['listApplications', 'job_remote_ids.0', { job_remote_ids: ['remote:5'] }],
    ['listApplications', 'ids.0', { ids: ['remote:5'] }],
    ['listApplications', 'outcomes', { outcomes: 'PENDING' }],
  ] as const)('%s names %s in %j', (name, path, query) => {
    expect(refusal(() => Reflect.apply(erecruiter[name], erecruiter, [query]))).toBe(path);
  });

  test('only_created: true needs the client option `source`, a list does not', async () => {
    expect(() => erecruiter.listCandidates({ only_created: true })).toThrow('source');
    const mine = another({ source: { name: 'Acme Jobs' } });
    const [byOption, byName] = await Promise.all([
      mine.listCandidates({ only_created: true }).toArray(),
      mine.listCandidates({ only_created: ['Acme Jobs'] }).toArray(),
    ]);
    expect(byOption.length).toBeGreaterThan(0);
    expect(byOption.map(({ id }) => id)).toEqual(byName.map(({ id }) => id));
  });

  test('all wrong parameters are reported at once', () => {
    expect(refusal(() => erecruiter.listCandidates({ page_size: 0, email: '', updated_after: 'x' }))).toBe(
      'page_size, updated_after, email',
    );
  });

  test('values are never repeated', () => {
    const query = { ids: ['jane.doe@example.at'], email: 'jane.doe@example.at' };
    expect(() => erecruiter.listCandidates(query)).toThrow(/^(?!.*jane)/);
  });

  test.each([
    ['a date', new Date('2026-01-15T00:00:00Z')],
    ['a day', '2026-01-15', 'UTC'],
    ['UTC', '2026-01-15T00:00:00Z'],
    ['an offset', '2026-01-15T01:00:00+01:00'],
    ['no offset, which is the zone’s wall time', '2026-01-15T01:00:00', 'Europe/Vienna'],
    ['no offset in another zone', '2026-01-14T20:30:00', 'America/St_Johns'],
    ['a fraction', '2026-01-15T00:00:00.000Z'],
    ['seven digits of one', '2026-01-15T00:00:00.0000000Z'],
  ])('updated_after takes %s, and all mean the same moment', async (_, updated_after, timeZone?: string) => {
    const setup = setUp({ sandbox: { jobs: 4 }, timeZone });
    const old = { OnlineDate: '2025-01-01T00:00:00', ExpirationDate: null };
    setup.sandbox.editJob(4711, { ...old, UpdateDate: '2026-01-15T00:00:00.001Z' });
    setup.sandbox.editJob(4712, { ...old, UpdateDate: '2026-01-15T00:00:00Z' });
    const ids = ['remote:4711', 'remote:4712'];
    const found = await setup.erecruiter.listJobs({ updated_after, ids }).toArray();
    expect(found.map(({ remote_id }) => remote_id)).toEqual(['4711']);
  });
});

describe('ids', () => {
  const records = Promise.all([
    erecruiter.listJobs().toArray({ limit: 1 }),
    erecruiter.listCandidates().toArray({ limit: 1 }),
    erecruiter.listApplications().toArray({ limit: 1 }),
    erecruiter.listTags().toArray({ limit: 1 }),
  ]).then(([[job], [candidate], [application], [tag]]) => ({
    job: job?.id ?? '',
    candidate: candidate?.id ?? '',
    application: application?.id ?? '',
    tag: tag?.id ?? '',
  }));
  const calls: readonly (readonly [
    string,
    'job' | 'candidate' | 'application',
    string,
    (client: ERecruiter, id: string) => unknown,
  ])[] = [
    ['getJob', 'job', 'id', (client, id) => client.getJob(id)],
    ['getCandidate', 'candidate', 'id', (client, id) => client.getCandidate(id)],
    ['getApplication', 'application', 'id', (client, id) => client.getApplication(id)],
    ['listCandidateAttachments', 'candidate', 'candidate_id', (client, id) => client.listCandidateAttachments(id)],
    ['listJobs, ids', 'job', 'ids.0', (client, id) => client.listJobs({ ids: [id] })],
    ['listCandidates, ids', 'candidate', 'ids.0', (client, id) => client.listCandidates({ ids: [id] })],
    ['listCandidates, job_ids', 'job', 'job_ids.0', (client, id) => client.listCandidates({ job_ids: [id] })],
    ['listApplications, ids', 'application', 'ids.0', (client, id) => client.listApplications({ ids: [id] })],
    ['listApplications, job_ids', 'job', 'job_ids.0', (client, id) => client.listApplications({ job_ids: [id] })],
  ];

  test.each(calls)('%s rejects the id of another model', async (_, model, path, call) => {
    const ids = Object.entries(await records);
    for (const [kind, id] of ids.filter(([name]) => name !== model)) {
      expect(await refusalOf(async () => call(erecruiter, id))).toBe(path);
      const text = new RegExp(`is the id of an? ${kind.toLowerCase()}, not of an? ${model}`);
      await expect((async () => call(erecruiter, id))()).rejects.toThrow(text);
    }
  });

  test.each(calls)('%s rejects the id of another installation or mandator', async (_, model, path, call) => {
    const { [model]: id } = await records;
    for (const client of [another({ tenant: 'other.example.at' }), another({ mandatorId: 2 })]) {
      expect(await refusalOf(async () => call(client, id))).toBe(path);
    }
  });

  test.each(calls)('%s rejects a mistyped id and other text', async (_, model, path, call) => {
    const { [model]: id } = await records;
    const typo = id.slice(0, 9) + (id[9] === 'x' ? 'y' : 'x') + id.slice(10);
    const swapped = id.slice(0, 10) + [...id.slice(10, 12)].reverse().join('') + id.slice(12);
    const others = swapped === id ? [] : [swapped];
    for (const wrong of [typo, ...others, id.slice(1), `${id}1`, 'x', '4711', 'remote:', 'remote:0', 'remote:-1']) {
      expect(await refusalOf(async () => call(erecruiter, wrong))).toBe(path);
    }
    for (const wrong of [
      'remote:2147483648',
      'remote:99999999999',
      'remote:1.5',
      'remote:1/',
      'Remote:1',
      'remote: 1',
    ]) {
      expect(await refusalOf(async () => call(erecruiter, wrong))).toBe(path);
    }
  });
});

describe('cursors', () => {
  /** The cursor of a listing after its first record. */
  async function cursorOf(client: ERecruiter, name: ListingName, query: object = {}): Promise<string> {
    for await (const { next } of list(client, name, { ...query, page_size: 1 }).pages()) return next ?? '';
    throw new Error('no page');
  }

  test.each(LISTING_NAMES)('%s rejects a cursor of every other listing', async (name) => {
    const cursor = await cursorOf(erecruiter, name);
    for (const other of LISTING_NAMES.filter((one) => one !== name)) {
      expect(refusal(() => list(erecruiter, other, { cursor }))).toBe('cursor');
    }
  });

  test.each([
    ['another installation', { tenant: 'other.example.at' }],
    ['another mandator', { mandatorId: 2 }],
    ['another language', { culture: 'en-GB' }],
    ['other channels', { channels: 'all' }],
    ['another discovery', { discover: 'open' }],
  ] as const)('of a client for %s is refused', async (_, options) => {
    const cursor = await cursorOf(erecruiter, 'listCandidates');
    expect(refusal(() => another(options).listCandidates({ cursor }))).toBe('cursor');
  });

  test('of an equal client is accepted', async () => {
    const cursor = await cursorOf(erecruiter, 'listCandidates');
    expect(await another({ concurrency: 1 }).listCandidates({ cursor }).toArray()).toHaveLength(
      (await erecruiter.listCandidates().toArray()).length - 1,
    );
  });

  test('of another query is rejected; page_size is not part of the query', async () => {
    const query = { updated_after: '2020-01-01' };
    const cursor = await cursorOf(erecruiter, 'listCandidates', query);
    expect(refusal(() => erecruiter.listCandidates({ cursor }))).toBe('cursor');
    expect(refusal(() => erecruiter.listCandidates({ updated_after: '2020-01-02', cursor }))).toBe('cursor');
    expect(refusal(() => erecruiter.listCandidates({ ...query, first_name: 'Eva', cursor }))).toBe('cursor');
    expect(() => erecruiter.listCandidates({ ...query, page_size: 7, cursor })).not.toThrow();
    expect(() => erecruiter.listCandidates({ updated_after: new Date('2019-12-31T23:00:00Z'), cursor })).not.toThrow();
  });

  test('of the attachments of one candidate is rejected for another', async () => {
    const [one = 0, other = 0] = sandbox.applicantIds().filter((id) => sandbox.documentsOf(id).length === 2);
    for await (const { next } of erecruiter.listCandidateAttachments(`remote:${one}`, { page_size: 1 }).pages()) {
      const query = { cursor: next ?? '' };
      expect(() => erecruiter.listCandidateAttachments(`remote:${one}`, query)).not.toThrow();
      expect(refusal(() => erecruiter.listCandidateAttachments(`remote:${other}`, query))).toBe('cursor');
      break;
    }
  });

  test.each(['x', '!!!', 'WzFd', 'eyJhIjoxfQ', 'null', '[1]', 'ä', '\u0000', 'a'.repeat(5000)])(
    '%j is none',
    (cursor) => {
      for (const name of LISTING_NAMES) expect(refusal(() => list(erecruiter, name, { cursor }))).toBe('cursor');
    },
  );

  test('is rejected when shortened, lengthened or made up', async () => {
    const cursor = await cursorOf(erecruiter, 'listCandidates');
    for (const wrong of [
      cursor.slice(0, -3),
      cursor.slice(4),
      `${cursor}AAAA`,
      writeCursor('candidates', '', [1, 2]),
    ]) {
      expect(refusal(() => erecruiter.listCandidates({ cursor: wrong }))).toBe('cursor');
    }
  });

  test('is safe in a URL and holds no plain text', async () => {
    for (const name of LISTING_NAMES) {
      const cursor = await cursorOf(erecruiter, name);
      expect(cursor).toMatch(/^[\w-]{8,200}$/);
    }
  });
});
