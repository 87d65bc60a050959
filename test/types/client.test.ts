import { describe, expect, expectTypeOf, type Mocked, test, vi } from 'vitest';
import { type ERecruiter, type ERecruiterClient, listingOf } from '../../src/index.js';
import { createMapperContext, toJob } from '../../src/mappers/index.js';
import { setUp } from '../helpers/client.js';
import { counting, FakeClient, fromSettings, INPUT, QUERY, real, report, smallFake, toInput } from './callers.js';

const { sandbox, erecruiter } = setUp({ sandbox: { jobs: 4, applicants: 2 } });
const { baseUrl, apiKey, fetch } = sandbox;

describe('a fake client', () => {
  test('has only the methods that are called', async () => {
    expect(await report(smallFake)).toEqual(['Bäcker OPEN', '1 null', 'upsert job']);
  });

  test('can be a class', async () => {
    const fake = new FakeClient();
    const { data, warnings } = await fake.createCandidate(INPUT);
    expect([data.first_name, warnings]).toEqual(['Eva', []]);
    expect(await fake.listCandidates().toArray()).toHaveLength(1);
  });

  test('can be made of mocks', async () => {
    const context = createMapperContext({ tenant: 'fake', mandatorId: 1, observedAt: new Date(0) });
    const jobs = [toJob({ Id: 1, Title: 'Koch', Status: 1 }, context)];
    const listJobs = vi.fn<ERecruiterClient['listJobs']>(() => listingOf(jobs));
    const sync = vi.fn<ERecruiterClient['sync']>(() => listingOf([]));
    expect(await report({ listJobs, sync })).toHaveLength(2);
    expect(listJobs).toHaveBeenCalledWith({ statuses: ['OPEN'] });
    const createCandidate = vi.fn<ERecruiterClient['createCandidate']>().mockRejectedValue(new Error('down'));
    await expect(createCandidate(INPUT)).rejects.toThrow('down');
    expectTypeOf<ERecruiter>().toExtend<ERecruiterClient>();
    expectTypeOf<Mocked<ERecruiterClient>>().toExtend<ERecruiterClient>();
  });

  test('may wrap the real one, which is a client', async () => {
    let calls = 0;
    const client = counting(real({ baseUrl, apiKey, mandatorId: 1, fetch }), () => (calls += 1));
    expect((await client.ping()).mandatorName).toBe((await erecruiter.ping()).mandatorName);
    expect(calls).toBe(1);
  });

  test('the interface has every method of the class', () => {
    expectTypeOf<keyof ERecruiterClient>().toEqualTypeOf<keyof ERecruiter>();
  });
});

describe('listingOf', () => {
  test.each<[string, () => Iterable<number> | AsyncIterable<number>]>([
    ['a list', () => [1, 2, 3]],
    ['a set', () => new Set([1, 2, 3])],
    ['a generator', () => [1, 2, 3].values()],
    ['a stream', () => new Blob(['']).stream().pipeThrough(numbers())],
  ])('lists %s, in pages and up to a limit', async (_, records) => {
    expect(await listingOf(records()).toArray()).toEqual([1, 2, 3]);
    expect(await listingOf(records()).toArray({ limit: 2 })).toEqual([1, 2]);
    expect(await listingOf(records()).toArray({ limit: undefined })).toEqual([1, 2, 3]);
    const sizes: number[] = [];
    for await (const { results, next } of listingOf(records(), 2).pages())
      sizes.push(results.length, next === null ? 0 : 1);
    expect(sizes).toEqual([2, 1, 1, 0]);
  });

  test('fails as its records do', async () => {
    async function* failing() {
      yield 1;
      throw new Error('down');
    }
    await expect(listingOf(failing()).toArray()).rejects.toThrow('down');
    expect(await listingOf([]).toArray()).toEqual([]);
  });
});

function numbers(): TransformStream<Uint8Array, number> {
  return new TransformStream({
    flush: (controller) => [1, 2, 3].forEach((number) => controller.enqueue(number)),
  });
}

describe('explicit undefined counts as missing', () => {
  test('in options', async () => {
    const client = fromSettings({ baseUrl, apiKey }, fetch);
    expect(await client.listJobs().toArray()).toEqual(await erecruiter.listJobs().toArray());
  });

  test.each(['listJobs', 'listCandidates', 'listApplications', 'listTags', 'listUsers'] as const)(
    'in the query and the options of %s',
    async (name) => {
      const query = {
        ...{ cursor: undefined, page_size: undefined, updated_after: undefined, ids: undefined, remote_ids: undefined },
        ...{ include_deleted: undefined, ignore_unsupported_filters: undefined },
      };
      const options = { signal: undefined, timeoutMs: undefined, headers: undefined, retry: undefined };
      const [all, found] = [await erecruiter[name]().toArray(), await erecruiter[name](query, options).toArray()];
      const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);
      expect(ids(found)).toEqual(ids(all));
      // Cursors name the query: one with undefined is the same query.
      for await (const { next } of erecruiter[name]({ ...query, page_size: 1 }).pages()) {
        if (next !== null) await erecruiter[name]({ cursor: next }).toArray({ limit: 1 });
        break;
      }
    },
  );

  test('in inputs', async () => {
    const form = { firstName: 'Ida', lastName: 'Roth', email: 'ida.roth@example.at', files: [], answers: [] };
    const { data, warnings } = await erecruiter.createCandidate(toInput(form, 'remote:4713'), { resume: undefined });
    expect(data).toMatchObject({ first_name: 'Ida', social_media: [{ link: 'https://example.at/eva' }] });
    expect(warnings).toEqual([]);
  });
});

test('constants are accepted as they are', async () => {
  expect((await erecruiter.listJobs(QUERY).toArray()).every(({ status }) => status === 'OPEN')).toBe(true);
});
