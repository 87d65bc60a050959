import { describe, expect, test } from 'vitest';
import { remoteIds } from '../helpers/client.js';
import { plainData } from '../helpers/read-server.js';
import { ERecruiter, type Issue } from '../../src/index.js';

// A server that has the texts of each job in some cultures only.

type Missing = 'left-out' | 'empty' | 'other';

const CULTURES: Readonly<Record<number, readonly string[]>> = {
  1: ['de-AT', 'en-GB'],
  2: ['de-AT'],
  4: ['hu-HU'],
  5: ['en-GB'],
};

function multilingual(missing: Missing, culture: string) {
  const { mandator } = plainData();
  const requests: string[] = [];
  const issues: Issue[] = [];
  const jobIn = (id: number, asked: string | null) => {
    const cultures = CULTURES[id] ?? [];
    const has = cultures.includes(asked ?? '');
    const Title = has ? `${id} ${asked}` : missing === 'other' ? `${id} ${cultures[0]}` : null;
    return { Id: id, Title, AvailableCultures: cultures, Status: 0, PublishedOn: [{ Name: 'P' }] };
  };
  const erecruiter = new ERecruiter({
    ...{ baseUrl: 'https://erecruiter.example.at', apiKey: 'k', mandatorId: 1, culture },
    clock: { now: Date.now, sleep: async (_, signal) => signal.throwIfAborted() },
    onIssue: (issue) => issues.push(issue),
    fetch: async (input, { method }) => {
      const { pathname, searchParams } = new URL(input);
      const asked = searchParams.get('culture');
      if (method !== 'GET') return Response.json({ Token: 't', Expires: '2999-01-01T00:00:00Z' });
      requests.push(pathname);
      if (pathname.endsWith('/Mandator')) {
        return Response.json({ ...mandator, Cultures: ['de-AT', 'en-GB', 'hu-HU'], Referrers: [] });
      }
      const [, id] = /Job\/(\d+)$/.exec(pathname) ?? [];
      if (id !== undefined) return Response.json(jobIn(Number(id), asked));
      if (!pathname.endsWith('/PublishedJobs')) return Response.json([]);
      const listed = Object.keys(CULTURES).filter(
        (job) => missing !== 'left-out' || CULTURES[Number(job)]?.includes(asked ?? ''),
      );
      return Response.json({ Jobs: listed.map((job) => jobIn(Number(job), asked)) });
    },
  });
  const listings = (): number => requests.filter((path) => path.endsWith('/PublishedJobs')).length;
  return { erecruiter, listings };
}

describe('jobs without texts in the culture of the client', () => {
  test.each(['left-out', 'empty'] as const)('%s: found in the other cultures of the mandator', async (missing) => {
    const { erecruiter, listings } = multilingual(missing, 'en-GB');
    const jobs = await erecruiter.listJobs().toArray();
    expect(remoteIds(jobs)).toEqual([1, 2, 4, 5]);
    expect(jobs.map(({ name }) => name)).toEqual(['1 en-GB', '2 de-AT', '4 hu-HU', '5 en-GB']);
    expect(listings()).toBe(3);
  });

  test('answered in another culture: one listing has all', async () => {
    const { erecruiter, listings } = multilingual('other', 'en-GB');
    expect((await erecruiter.listJobs().toArray()).map(({ name }) => name)).toEqual([
      ...['1 en-GB', '2 de-AT', '4 hu-HU', '5 en-GB'],
    ]);
    expect(listings()).toBe(1);
  });

  test('a job that comes without texts is read in a culture that it has', async () => {
    const { erecruiter } = multilingual('empty', 'en-GB');
    expect(await erecruiter.getJob('remote:4')).toMatchObject({ name: '4 hu-HU' });
  });
});
