import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { asked, type Fetch, list, LISTING_NAMES, nameOf, setUp, settle } from '../helpers/client.js';

/** Counts how many requests run at once, without the token exchange. */
function gauge() {
  const seen = { now: 0, most: 0 };
  const through =
    (fetch: Fetch): Fetch =>
    async (input, init) => {
      if (/^POST/.test(nameOf(input, init))) return fetch(input, init);
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      try {
        await settle();
        return await fetch(input, init);
      } finally {
        seen.now -= 1;
      }
    };
  return { seen, through };
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** Requests for applicants and what belongs to them. */
function ofApplicants(counts: Record<string, number>): number {
  const routes = ['Applicant/{}', 'Applications/{}', 'Applicant/CustomFields/{}'];
  return routes.reduce((sum, route) => sum + (counts[route] ?? 0), 0);
}

describe('reading is lazy', () => {
  test.each(LISTING_NAMES)('%s sends nothing before the first iteration', async (name) => {
    const { sandbox, erecruiter } = setUp();
    const listing = list(erecruiter, name);
    listing[Symbol.asyncIterator]();
    listing.pages()[Symbol.asyncIterator]();
    await settle();
    expect(sandbox.requests).toBe(0);
  });

  test.each([1, 2, 4, 8])(
    'with concurrency %d the first candidate costs a window, not the crowd',
    async (concurrency) => {
      const { sandbox, erecruiter } = setUp({ concurrency, sandbox: { applicants: 300 } });
      const iterator = erecruiter.listCandidates()[Symbol.asyncIterator]();
      await iterator.next();
      for (let turn = 0; turn < 50; turn += 1) await settle(); // more than it needs to fill its window
      expect(ofApplicants(asked(sandbox))).toBeLessThanOrEqual(3 * (2 * concurrency + 1));
      expect(asked(sandbox)['Applications/ByJob/{}'] ?? 0).toBeLessThanOrEqual(concurrency + 1);
      const before = sandbox.requests;
      for (let turn = 0; turn < 20; turn += 1) await settle();
      expect(sandbox.requests).toBe(before);
      await iterator.return?.();
      expect(sandbox.requests).toBe(before);
    },
  );

  test('each further candidate costs only their own requests', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 300 } });
    const taken: number[] = [];
    for await (const _ of erecruiter.listCandidates()) {
      taken.push(ofApplicants(asked(sandbox)));
      if (taken.length === 40) break;
    }
    expect(taken.every((requests, index) => requests <= 3 * (index + 1 + 2 * 4 + 1))).toBe(true);
  });

  test('toArray with a limit stops there', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 300 } });
    expect(await erecruiter.listCandidates().toArray({ limit: 5 })).toHaveLength(5);
    expect(ofApplicants(asked(sandbox))).toBeLessThanOrEqual(3 * (5 + 2 * 4 + 1));
    expect(sandbox.inFlight).toBe(0);
  });

  test('a page costs its records and a window', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 300 } });
    for await (const page of erecruiter.listCandidates({ page_size: 10 }).pages()) {
      expect(page.results).toHaveLength(10);
      break;
    }
    expect(ofApplicants(asked(sandbox))).toBeLessThanOrEqual(3 * (11 + 2 * 4 + 1));
  });

  test('questionnaires are read a few jobs ahead', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { jobs: 60 } });
    for await (const _ of erecruiter.listJobs()) break;
    await settle();
    expect(asked(sandbox)['Questionnaire/ByJob/{}'] ?? 0).toBeLessThanOrEqual(5);
  });

  test('attachments are read a few documents ahead', async () => {
    const { sandbox, erecruiter } = setUp({ concurrency: 1 });
    const id = sandbox
      .applicantIds()
      .find((one) => sandbox.cvOf(one) !== undefined && sandbox.documentsOf(one).length > 1);
    const [cv] = await erecruiter.listCandidateAttachments(`remote:${id ?? 0}`).toArray({ limit: 1 });
    expect(cv?.type).toBe('CV');
    expect(asked(sandbox)['Applicant/Document/{}']).toBeUndefined();
  });
});

describe('requests at once', () => {
  test.each(LISTING_NAMES.flatMap((name) => [1, 3, 4].map((concurrency) => ({ name, concurrency }))))(
    '$name: never more than $concurrency, with concurrency $concurrency',
    async ({ name, concurrency }) => {
      const { seen, through } = gauge();
      const { erecruiter } = setUp({ concurrency, through });
      await list(erecruiter, name).toArray();
      expect(seen).toMatchObject({ now: 0 });
      expect(seen.most).toBeLessThanOrEqual(concurrency);
      if (name !== 'listUsers') expect(seen.most).toBe(concurrency);
    },
  );

  test('the bound holds for all listings of a client together', async () => {
    const { seen, through } = gauge();
    const { erecruiter } = setUp({ through });
    await Promise.all(LISTING_NAMES.map((name) => list(erecruiter, name).toArray()));
    expect(seen).toEqual({ now: 0, most: 4 });
  });

  test.each([4, 16, 64])(
    'with concurrency %d Node has no reason to warn of too many listeners',
    async (concurrency) => {
      const warnings: string[] = [];
      const note = (warning: Error): void => void warnings.push(warning.name);
      process.on('warning', note);
      try {
        const { erecruiter } = setUp({ concurrency, sandbox: { applicants: 150 } });
        await erecruiter.listCandidates().toArray();
        await settle();
      } finally {
        process.off('warning', note);
      }
      expect(warnings).toEqual([]);
    },
  );
});

describe('on a large installation', () => {
  test('20,000 applicants are streamed: the first hundred come without waiting for the others', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 20_000, jobs: 40 }, discover: 'open' });
    const found = await erecruiter.listCandidates().toArray({ limit: 100 });
    expect(found).toHaveLength(100);
    expect(ofApplicants(asked(sandbox))).toBeLessThanOrEqual(3 * (100 + 2 * 4 + 1));
    expect(asked(sandbox)['Applications/ByJob/{}']).toBeLessThanOrEqual(8);
  });

  test('records are not kept: memory does not grow with them', async () => {
    const { erecruiter } = setUp({ sandbox: { applicants: 300, jobs: 4 }, discover: 'open' });
    const taken: WeakRef<object>[] = [];
    for await (const candidate of erecruiter.listCandidates()) {
      taken.push(new WeakRef(candidate));
      if (taken.length === 100) break;
      if (taken.length < 99) continue;
      await settle();
      collectGarbage();
      expect(taken.filter((one) => one.deref() !== undefined).length).toBeLessThanOrEqual(3);
    }
    expect(taken).toHaveLength(100);
  });
});
