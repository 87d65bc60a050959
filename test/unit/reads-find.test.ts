import { describe, expect, test } from 'vitest';
import { type CandidatesQuery, type ERecruiter, InputError, NotFoundError } from '../../src/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { createStage, FIRST } from '../faults/actions-kit.js';
import { asked, remoteIds, setUp } from '../helpers/client.js';
import { gather } from '../security/canaries.js';

// Searches of eRecruiter's own: one request each, and nobody who shows another value.

const HUGE = '9223372036854775807';

/** Numbers of candidates that a query finds, with the searches that it sends. */
async function find({ erecruiter, sandbox }: { erecruiter: ERecruiter; sandbox: Sandbox }, query: CandidatesQuery) {
  const since = sandbox.log.length;
  const found = remoteIds(await erecruiter.listCandidates(query).toArray());
  const counts = Object.entries(asked(sandbox, since)).filter(([route]) => route.startsWith('Applicants/'));
  const crawled = sandbox.log.slice(since).some(({ template }) => /^PublishedJobs|ByReferrer/.test(template ?? ''));
  return { found, searches: Object.fromEntries(counts), crawled };
}

describe('listCandidates finds candidates', () => {
  const setup = setUp();
  const { sandbox, another } = setup;

  test.each<[string, CandidatesQuery, number[], Record<string, number>]>([
    ['by a third-party id', { external_ids: [4_000_004] }, [150_004], { 'Applicants/ByExternalId/{}': 1 }],
    ['by its text', { external_ids: ['04000004'] }, [150_004], { 'Applicants/ByExternalId/{}': 1 }],
    [
      'by several, each once',
      { external_ids: [4_000_000, '4000008', 4_000_000] },
      [150_000, 150_008],
      { 'Applicants/ByExternalId/{}': 2 },
    ],
    ['by one that nobody has', { external_ids: [-7] }, [], { 'Applicants/ByExternalId/{}': 1 }],
    ['by none', { external_ids: [] }, [], {}],
    ['by the text of a global id', { global_ids: [HUGE] }, [150_000], { 'Applicants/ByGlobalId/{}': 1 }],
    [
      'by global ids that differ in the last digit',
      { global_ids: [9_223_372_036_854_775_802n, '9223372036854775806'] },
      [150_005],
      { 'Applicants/ByGlobalId/{}': 2 },
    ],
    [
      'by a custom field',
      { custom_field: { key: 'schuhgroesse', value: 43 } },
      [150_005, 150_006],
      { 'Applicants/ByCustomField/{}': 1 },
    ],
    [
      'by two searches at once',
      { external_ids: [4_000_000, 4_000_004], global_ids: [HUGE] },
      [150_000],
      { 'Applicants/ByExternalId/{}': 2, 'Applicants/ByGlobalId/{}': 1 },
    ],
    [
      'by a search and other filters',
      { external_ids: [4_000_000, 4_000_004], remote_ids: ['150004', '150005'], updated_after: '2000-01-01' },
      [150_004],
      { 'Applicants/ByExternalId/{}': 2 },
    ],
  ])('%s', async (_, query, found, searches) => {
    expect(await find(setup, query)).toEqual({ found, searches, crawled: false });
  });

  test('as getCandidate reads them', async () => {
    const [found] = await setup.erecruiter.listCandidates({ external_ids: [4_000_004] }).toArray();
    const read = await setup.erecruiter.getCandidate('remote:150004');
    expect({ ...found, changed_at: null }).toEqual({ ...read, changed_at: null, applications: found?.applications });
    expect(found?.applications.map(({ id }) => id)).toEqual(read.applications.map(({ id }) => id));
  });

  test('in pages, and goes on at a cursor of the same query only', async () => {
    const query = { external_ids: [4_000_000, 4_000_004, 4_000_008], page_size: 2 };
    const pages: number[][] = [];
    let cursor: string | null = null;
    do {
      for await (const page of setup.erecruiter.listCandidates({ ...query, cursor }).pages({ limit: 1 })) {
        pages.push(remoteIds(page.results));
        cursor = page.next;
      }
    } while (cursor !== null && pages.length < 5);
    expect(pages).toEqual([[150_000, 150_004], [150_008]]);
    const [first] = await gather(setup.erecruiter.listCandidates(query).pages({ limit: 1 }));
    const other = { ...query, external_ids: [4_000_000], cursor: first?.next };
    expect(() => setup.erecruiter.listCandidates(other)).toThrow(/cursor: is not a cursor of this query/);
  });

  test.each<[string, (text: string) => string]>([
    ['as text', (text) => text.replace(/("(?:Id|GlobalId|ExternalId)":)(-?\d+)/g, '$1"$2"')],
    ['with a fraction', (text) => text.replace(/("(?:Id|GlobalId|ExternalId)":)(-?\d+)/g, '$1$2.0')],
  ])('on a server that writes numbers %s', async (_, write) => {
    const { erecruiter, issues } = setUp({
      through: (fetch) => async (input, init) => {
        const response = await fetch(input, init);
        return new Response(write(await response.text()), response);
      },
    });
    for (const query of [{ external_ids: [4_000_000] }, { global_ids: [HUGE] }]) {
      expect(remoteIds(await erecruiter.listCandidates(query).toArray())).toEqual([150_000]);
    }
    expect(issues.filter(({ endpoint }) => endpoint.includes('Applicants/By'))).toEqual([]);
  });

  test('by your own name of a field, and by the id of its integration field', async () => {
    const erecruiter = another({ customFields: { candidate: { shoe_size: 'schuhgroesse' } } });
    const [{ integration_fields: fields } = { integration_fields: [] }] = await erecruiter
      .listCandidates({ remote_ids: ['150006'] })
      .toArray();
    const id = fields.find(({ key }) => key === 'schuhgroesse')?.id ?? '';
    for (const key of ['shoe_size', 'schuhgroesse', id]) {
      const { found } = await find({ erecruiter, sandbox }, { custom_field: { key, value: '43' } });
      expect(found, key).toEqual([150_005, 150_006]);
    }
  });

  test('by a value of a field of jobs and applicants', async () => {
    sandbox.edit(150_003, {});
    const { status } = await setup.erecruiter.passthrough({
      method: 'POST',
      path: '/Applicant/150003/CustomField',
      data: { CustomField: 'kennenlernen', Value: 'Messe Graz' },
    });
    expect(status).toBe(200);
    const query = { custom_field: { key: 'kennenlernen', value: 'messe graz' } };
    expect((await find(setup, query)).found).toEqual([150_003]);
  });
});

describe('a query that no record can answer', () => {
  const { erecruiter, sandbox } = setUp();

  test.each<[string, object, RegExp]>([
    ['text', { external_ids: ['E-17'] }, /external_ids\.0: must be a whole number of 32 bits/],
    ['a fraction', { external_ids: [1.5] }, /external_ids\.0: must be a whole number of 32 bits/],
    ['33 bits', { external_ids: [1, 2 ** 31] }, /external_ids\.1: must be a whole number of 32 bits/],
    ['nothing', { external_ids: [''] }, /external_ids\.0: must/],
    ['a blank', { external_ids: [' 7'] }, /external_ids\.0: must be a whole number of 32 bits/],
    ['null', { external_ids: [null] }, /external_ids\.0: /],
    ['a bigint for 32 bits', { external_ids: [7n] }, /external_ids\.0: must be a whole number of 32 bits/],
    ['one alone', { external_ids: '7' }, /external_ids: must be a list/],
    [
      'a number that is rounded',
      { global_ids: [2 ** 53] },
      /global_ids\.0: must be a whole number of 64 bits, as a text/,
    ],
    ['65 bits', { global_ids: ['9223372036854775808'] }, /global_ids\.0: must be a whole number of 64 bits/],
    ['65 bits below zero', { global_ids: [-(2n ** 63n) - 1n] }, /global_ids\.0: must be a whole number of 64 bits/],
    ['no key', { custom_field: { value: 'x' } }, /custom_field\.key: is required/],
    ['a blank value', { custom_field: { key: 'anmerkung', value: ' ' } }, /custom_field\.value: must not be empty/],
    ['a list', { custom_field: { key: 'anmerkung', value: ['x'] } }, /custom_field\.value: must be a text, a number/],
    ['no number', { custom_field: { key: 'anmerkung', value: NaN } }, /custom_field\.value: must be a text, a number/],
    ['a misspelled part', { custom_field: { name: 'x', value: 'y' } }, /custom_field\.name: is unknown/],
  ])('is an InputError before any request: %s', (_, query, message) => {
    expect(() => erecruiter.listCandidates(query)).toThrow(InputError);
    expect(() => erecruiter.listCandidates(query)).toThrow(message);
    expect(sandbox.requests).toBe(0);
  });

  test.each([
    [
      'schuhgrosse',
      /custom_field\.key: is not a custom field of this mandator’s candidates; did you mean schuhgroesse\?/,
    ],
    ['dienstwagen', /custom_field\.key: is not a custom field .*exploreFields/],
    ['Salary', /custom_field\.key: is not a custom field/],
  ])('is an InputError for %s, which the catalogue does not have', async (key, message) => {
    const listing = erecruiter.listCandidates({ custom_field: { key, value: 'x' } });
    await expect(listing.toArray()).rejects.toThrow(message);
    expect(sandbox.log.some(({ template }) => template?.startsWith('Applicants/'))).toBe(false);
  });
});

describe('a server that answers more than it was asked for', () => {
  const everybody = (pattern: RegExp) =>
    setUp({
      through: (fetch) => async (input, init) => {
        const address = String(input);
        if (!pattern.test(address)) return fetch(input, init);
        const ids = Array.from({ length: 12 }, (_, index) => 150_000 + index);
        const rows = ids.map((id) => fetch(address.replace(/Applicants\/.*$/, `Applicant/${id}`), init));
        const texts = await Promise.all(rows.map(async (row) => (await row).text()));
        return new Response(`[${texts.join(',')}]`, { headers: { 'content-type': 'application/json' } });
      },
    });

  const none: readonly unknown[] = [null, undefined];
  test.each<[string, RegExp, CandidatesQuery, (sandbox: Sandbox, id: number) => boolean]>([
    ['third-party ids', /ByExternalId/, { external_ids: [4_000_004] }, (_, id) => id === 150_004],
    ['global ids beyond what a number can hold', /ByGlobalId/, { global_ids: [HUGE] }, (_, id) => id === 150_000],
    ['texts', /ByCustomField/, { custom_field: { key: 'schuhgroesse', value: '43' } }, has('schuhgroesse')],
    [
      'check boxes',
      /ByCustomField/,
      { custom_field: { key: 'fuehrerscheinB', value: true } },
      has('fuehrerscheinB', true),
    ],
    [
      'check boxes that nobody has filled in',
      /ByCustomField/,
      { custom_field: { key: 'fuehrerscheinB', value: false } },
      (sandbox, id) => !has('fuehrerscheinB', true)(sandbox, id),
    ],
    ['dates', /ByCustomField/, { custom_field: { key: 'eintritt', value: '2026-02-02' } }, () => false],
    [
      'dates in a form of their own',
      /ByCustomField/,
      { custom_field: { key: 'eintritt', value: '1.2.26' } },
      has('eintritt'),
    ],
    ['lists', /ByCustomField/, { custom_field: { key: 'schichtmodell', value: 'spat' } }, has('schichtmodell')],
    ['other lists', /ByCustomField/, { custom_field: { key: 'schichtmodell', value: 'Nacht' } }, () => false],
  ])('is not believed about %s', async (_, pattern, query, isRight) => {
    const { erecruiter, issues, sandbox } = everybody(pattern);
    const found = await erecruiter.listCandidates(query).toArray();
    expect(remoteIds(found)).toEqual(sandbox.applicantIds().filter((id) => isRight(sandbox, id)));
    expect(issues.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 12 - found.length }, () => 'has another value than the one that was searched for'),
    );
  });

  /** Whether an applicant has a value in a field, or exactly this one. */
  function has(name: string, wanted?: boolean) {
    return (sandbox: Sandbox, id: number): boolean => {
      const value = sandbox.customFieldsOf(id).find(({ CustomField }) => CustomField?.Name === name);
      return wanted === undefined ? !none.includes(value?.Value) : value?.BoolValue === wanted;
    };
  }

  test('is believed if the custom fields of a person cannot be read', async () => {
    const { erecruiter, sandbox } = setUp();
    sandbox.fail({
      kind: 'status',
      status: 403,
      on: ({ template }) => template === 'Applicant/CustomFields/{applicantId}',
    });
    const found = await erecruiter.listCandidates({ custom_field: { key: 'schuhgroesse', value: '43' } }).toArray();
    expect(remoteIds(found)).toEqual([150_005, 150_006]);
  });
});

describe('a name that web servers reject in a path', () => {
  const FIELD = 'C++ & C#/Jahre';
  function withField(refuse: (target: string) => boolean) {
    const seen: string[] = [];
    const setup = setUp({
      through: (fetch) => async (input, init) => {
        const target = String(input).replace(/^.*\/Api/, '');
        if (target.includes('ByCustomField')) seen.push(target);
        if (target.includes('ByCustomField') && refuse(target)) return new Response(null, { status: 404 });
        return fetch(input, init);
      },
    });
    setup.sandbox.addCustomField({ Name: FIELD, Target: 'Applicant', Type: 'TextSingleLine' });
    return { ...setup, seen };
  }

  test('is sent in its other form', async () => {
    const { erecruiter, seen } = withField((target) => target.includes('++'));
    expect(await erecruiter.listCandidates({ custom_field: { key: FIELD, value: '3' } }).toArray()).toEqual([]);
    expect(seen).toEqual([
      '/Applicants/ByCustomField/C++%20&%20C%23%2FJahre?value=3',
      '/Applicants/ByCustomField/C%2B%2B%20%26%20C%23%2FJahre?value=3',
    ]);
  });

  test('is an error if both are rejected', async () => {
    const { erecruiter } = withField(() => true);
    const listing = erecruiter.listCandidates({ custom_field: { key: FIELD, value: '3' } });
    await expect(listing.toArray()).rejects.toBeInstanceOf(NotFoundError);
  });
});

test('a custom field that is newer than the catalogue is looked for once more', async () => {
  const { sandbox, clock, client } = createStage();
  const erecruiter = client();
  const query = { custom_field: { key: 'neu', value: 'x' } };
  await expect(erecruiter.listCandidates(query).toArray()).rejects.toBeInstanceOf(InputError);
  sandbox.addCustomField({ Name: 'neu' });
  sandbox.setCustomField(FIRST, 'neu', 'x');
  await clock.sleep(10_000, new AbortController().signal);
  expect(remoteIds(await erecruiter.listCandidates(query).toArray())).toEqual([FIRST]);
});
