import { afterEach, describe, expect, test } from 'vitest';
import { editJson } from '../../src/mappers/to-raw/lossless-json.js';
import { createKomboFetch } from '../../src/kombo-api/index.js';
import { createCountries, createMapperContext, toCandidate } from '../../src/mappers/index.js';
import type { ERecruiter, SyncChange } from '../../src/index.js';
import { altered, setUp, type SetupOptions } from '../helpers/client.js';
import { gather } from './canaries.js';

// JSON.parse makes `__proto__` a property like any other; the first careless copy makes it a prototype.

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
const POISON = '{"polluted":true,"toString":"polluted","constructor":{"prototype":{"polluted":true}}}';

afterEach(() => {
  for (const holder of [Object.prototype, Array.prototype, Function.prototype]) {
    expect(Object.getOwnPropertyNames(holder)).not.toContain('polluted');
    expect('polluted' in holder).toBe(false);
  }
});

/** The same JSON with hostile properties in every object of it. */
function poisoned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(poisoned);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}:${JSON.stringify(poisoned(item))}`,
  );
  return JSON.parse(`{${[...entries, ...NAMES.map((name) => `"${name}":${POISON}`)].join(',')}}`);
}

/** A value without hostile properties at any depth. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => (NAMES.includes(name) ? [] : [[name, clean(item)]])),
  );
}

const NOW = Date.parse('2026-03-01T12:00:00Z');
const FIXED: SetupOptions = {
  sandbox: { applicants: 2, jobs: 2, now: () => NOW },
  clock: { now: () => NOW, sleep: async () => undefined },
  remoteData: true,
};

const READS: readonly (readonly [string, (client: ERecruiter) => Promise<unknown>])[] = [
  ['ping', (client) => client.ping()],
  ['jobs', (client) => client.listJobs().toArray()],
  ['candidates', (client) => client.listCandidates().toArray()],
  ['applications', (client) => client.listApplications().toArray()],
  ['questions', (client) => client.listScreeningQuestions().toArray()],
  ['users', (client) => client.listUsers().toArray()],
  ['attachments', (client) => client.listCandidateAttachments('remote:150000').toArray()],
  ['changes', (client) => gather(client.sync())],
];

describe('hostile properties in every object of every answer', () => {
  test.each(READS)('change nothing of the %s', async (_, read) => {
    const plain = await read(setUp(FIXED).erecruiter);
    const hostile = await read(setUp({ ...FIXED, through: altered(/./, poisoned) }).erecruiter);
    expect(clean(hostile)).toEqual(plain);
  });

  test('are in the raw records as they came, without becoming their prototype', async () => {
    const [candidate] = await setUp({ ...FIXED, through: altered(/./, poisoned) })
      .erecruiter.listCandidates()
      .toArray();
    const raw: unknown = Object.values(candidate?.remote_data ?? {})[0];
    expect(Object.getPrototypeOf(raw)).toBe(Object.prototype);
    expect(Object.keys(Object(raw))).toEqual(expect.arrayContaining(NAMES));
  });

  test('go back to eRecruiter with the record, word for word', async () => {
    const { erecruiter, sandbox } = setUp({
      ...FIXED,
      through: (fetch) => async (input, init) => {
        const request = new Request(input, init);
        if (request.method === 'POST' && request.url.includes('/Applicant/')) {
          const body = await request.clone().text();
          expect(body).toContain('"__proto__":{"polluted":true},"constructor":9223372036854775807');
          expect(JSON.parse(body).Tags).toContain('new');
        }
        const response = await fetch(request);
        if (request.method !== 'GET' || !/Applicant\/\d+$/.test(request.url)) return response;
        const text = await response.text();
        return new Response(`${text.slice(0, -1)},"__proto__":{"polluted":true},"constructor":9223372036854775807}`);
      },
    });
    await erecruiter.addTagToCandidate({ candidate_id: 'remote:150000', tag: { name: 'new' } });
    expect(sandbox.log.filter(({ method }) => method === 'POST').length).toBeGreaterThan(1);
  });
});

describe.each(NAMES)('something that is called %s', (name) => {
  test('as a custom field is a field with that name', () => {
    const context = createMapperContext({ tenant: 't', mandatorId: 1, observedAt: new Date(NOW) });
    const customFieldValues = [{ CustomField: { Name: name, Type: 5 }, StringValue: 'mine' }];
    const { custom_fields } = toCandidate({ Id: 7 }, context, { customFieldValues });
    expect(Object.entries(custom_fields ?? {})).toEqual([[name, 'mine']]);
    expect(Object.getPrototypeOf(custom_fields)).toBe(Object.prototype);
  });

  test('as an own name or as the field that it stands for finds nothing that every object has', () => {
    const candidate: Record<string, string> = JSON.parse(`{"${name}":"${name}"}`);
    const context = createMapperContext({
      tenant: 't',
      mandatorId: 1,
      observedAt: new Date(NOW),
      customFields: { candidate },
    });
    const { custom_fields } = toCandidate({ Id: 7 }, context, { customFieldValues: [] });
    expect(Object.entries(custom_fields ?? {})).toEqual([[name, null]]);
  });

  test('as an option of the client is reported as unknown to the mandator', async () => {
    const customFields: { candidate: Record<string, string> } = JSON.parse(`{"candidate":{"own":"${name}"}}`);
    const { erecruiter } = setUp({ ...FIXED, customFields });
    await expect(erecruiter.ping()).rejects.toThrow('customFields.candidate.own: is not a field of this mandator');
  });

  test('as a country, type, status or format means none', async () => {
    expect(createCountries([name]).toIso(name)).toBeUndefined();
    expect(createCountries([name]).fromIso(name)).toBeUndefined();
    const { erecruiter } = setUp({
      ...FIXED,
      through: altered(/PublishedJobs|Questionnaire|Applicant\/\d+$|Applications\/\d+/, (body) =>
        JSON.parse(
          JSON.stringify(body, (key, value: unknown) =>
            ['Status', 'Type', 'Country', 'WorkflowStatusGroup', 'FieldOfWork'].includes(key) ? name : value,
          ),
        ),
      ),
    });
    const changes: readonly SyncChange[] = await gather(erecruiter.sync());
    expect(changes.length).toBeGreaterThan(0);
    const shown = JSON.stringify(changes, (key, value: unknown) => (key === 'remote_data' ? undefined : value));
    expect(shown).not.toMatch(/native code|\[object/);
    const countries = changes.flatMap(({ model, data }) => (model === 'candidate' ? [Object(data).location] : []));
    expect(countries.length).toBeGreaterThan(0);
    // What no country is called stays as it was written.
    expect(countries.every((location) => location === null || location.country === name)).toBe(true);
  });

  test('as a source, tag, stage or channel of the catalogue is a name like others', async () => {
    const { erecruiter, sandbox } = setUp({
      ...FIXED,
      source: { name },
      through: altered(/Api\/Mandator/, (body) => ({ ...Object(body), Referrers: [{ Name: name }] })),
    });
    for (const id of sandbox.applicantIds()) sandbox.edit(id, { Tags: [name] });
    expect((await erecruiter.ping()).sources).toEqual([name]);
    expect((await erecruiter.listTags().toArray()).map((tag) => tag.name)).toEqual([name]);
    expect(await erecruiter.listApplications({ only_created: true }).toArray()).toEqual([]);
    await erecruiter.removeTagFromCandidate({ candidate_id: 'remote:150000', tag: { name } });
    expect(sandbox.applicant(150_000)?.Tags).toEqual([]);
  });

  test('as a key of an input or a query is no key', async () => {
    const { erecruiter, sandbox } = setUp(FIXED);
    const query: object = JSON.parse(`{"${name}":{"polluted":true}}`);
    const problem = name === '__proto__' ? 'input: has an unknown field' : `${name}: is unknown`;
    for (const method of ['listJobs', 'listCandidates', 'sync'] as const) {
      const result = await Promise.resolve()
        .then(() => gather(Reflect.apply(erecruiter[method], erecruiter, [query])))
        .catch((error: unknown) => String(error));
      expect(result).toBe(`InputError: Invalid input: ${problem}`);
    }
    const text = `{"candidate_id":"remote:150000","tag":{"name":"x","${name}":{"name":"y"}},"${name}":{"polluted":true}}`;
    await erecruiter.addTagToCandidate(JSON.parse(text)).catch(() => undefined);
    expect(sandbox.applicant(150_000)?.Tags).not.toContain('y');
  });

  test('as a key of a Kombo request, in body and query, is left alone', async () => {
    const { erecruiter } = setUp(FIXED);
    const kombo = createKomboFetch({ acme: erecruiter });
    const headers = { 'x-integration-id': 'acme' };
    const ask = async (path: string, init: RequestInit): Promise<unknown> =>
      (await kombo(`https://api.example.com/v1/${path}`, { headers, ...init })).json();
    const query = await ask(`ats/jobs?${name}=1&${name}[polluted]=1`, {});
    expect(query).toMatchObject({ status: 'error' });
    const body = `{"tag":{"name":"x","${name}":{"name":"y"}},"${name}":{"polluted":true}}`;
    expect(await ask('ats/candidates/remote%3A150000/tags', { method: 'POST', body })).toMatchObject({
      status: 'success',
    });
    expect(await ask('ats/jobs', { headers: { 'x-integration-id': name } })).toMatchObject({
      error: { code: 'PLATFORM.INTEGRATION_NOT_FOUND' },
    });
  });

  test('in the text of a record is edited like any other property', () => {
    const text = `{"Id":1,"${name}":{"a":1},"Tags":[]}`;
    const changes: Record<string, unknown> = JSON.parse(`{"${name}":2}`);
    expect(editJson(text, changes)).toBe(`{"Id":1,"${name}":2,"Tags":[]}`);
    expect(editJson(text, { Tags: ['x'] })).toBe(`{"Id":1,"${name}":{"a":1},"Tags":["x"]}`);
  });
});
