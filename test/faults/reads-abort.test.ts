import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { AbortedError, ERecruiterError, type Listing } from '../../src/index.js';
import { type Fetch, list, LISTING_NAMES, nameOf, setUp, settle } from '../helpers/client.js';

// However an iteration ends, it leaves nothing behind: no running request, none sent later, no listener on the
// caller's signal, no timer.

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

/** Lets requests through, except matching ones: they get no answer until they are aborted. */
function holding(pattern: RegExp) {
  const state = { waiting: 0 };
  let arrived = (): void => undefined;
  const held = new Promise<void>((resolve) => (arrived = resolve));
  const through =
    (fetch: Fetch): Fetch =>
    async (input, init) => {
      if (!pattern.test(nameOf(input, init))) return fetch(input, init);
      const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
      state.waiting += 1;
      return new Promise((_, reject) => {
        const abort = (): void => {
          state.waiting -= 1;
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', abort, { once: true });
        arrived();
      });
    };
  return { held, state, through };
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('when the loop is left', () => {
  const ways: readonly (readonly [string, (listing: Listing<unknown>) => Promise<unknown>])[] = [
    [
      'by break',
      async (listing) => {
        for await (const _ of listing) break;
      },
    ],
    [
      'by return',
      (listing) =>
        (async () => {
          for await (const record of listing) return record;
          return undefined;
        })(),
    ],
    [
      'by an error in it',
      (listing) =>
        failureOf(
          (async () => {
            for await (const _ of listing) throw new Error('of the caller');
          })(),
        ),
    ],
    [
      'by return() between two records',
      async (listing) => {
        const iterator = listing[Symbol.asyncIterator]();
        await iterator.next();
        await settle();
        await iterator.return?.();
      },
    ],
    [
      'by break from pages',
      async (listing) => {
        for await (const _ of listing.pages()) break;
      },
    ],
    ['by a limit', (listing) => listing.toArray({ limit: 2 })],
  ];

  test.each(ways)('%s, nothing is left behind', async (_, leave) => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 40, latencyMs: 1 } });
    const before = timers();
    for (const name of LISTING_NAMES) {
      const { signal } = new AbortController();
      await leave(list(erecruiter, name, { page_size: 2 }, { signal }));
      expect(sandbox.inFlight).toBe(0);
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      const { requests } = sandbox;
      await settle();
      expect(sandbox.requests).toBe(requests);
    }
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test('attachments that are being read are aborted, too', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { latencyMs: 1 } });
    const id = sandbox.applicantIds().find((one) => sandbox.documentsOf(one).length === 2) ?? 0;
    for await (const _ of erecruiter.listCandidateAttachments(`remote:${id}`)) break;
    expect(sandbox.inFlight).toBe(0);
  });
});

describe('an abort', () => {
  test.each(LISTING_NAMES)('of %s before it begins: AbortedError, and nothing is sent', async (name) => {
    const { sandbox, erecruiter } = setUp();
    const signal = AbortSignal.abort('changed my mind');
    const error = await failureOf(list(erecruiter, name, {}, { signal }).toArray());
    expect(error).toBeInstanceOf(AbortedError);
    expect(sandbox.requests).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test.each(LISTING_NAMES)('of %s before it begins, with token and catalogue in the cache: the same', async (name) => {
    const { sandbox, erecruiter } = setUp();
    await erecruiter.listUsers().toArray();
    const { requests } = sandbox;
    const error = await failureOf(list(erecruiter, name, {}, { signal: AbortSignal.abort() }).toArray());
    expect(error).toBeInstanceOf(AbortedError);
    expect(sandbox.requests).toBe(requests);
  });

  test.each([
    ['the token', /^POST/],
    ['the mandator', /\/Mandator$/],
    ['a channel', /\/PublishedJobs/],
    ['a source', /\/ByReferrer\/Messe/],
    ['a job', /\/ByJob\//],
    ['an unlisted job', /\/Job\/4\d+/],
    ['an applicant', /\/Applicant\/\d+$/],
    ['the applications of one', /\/Applications\/\d+/],
    ['the custom fields of one', /\/CustomFields\//],
  ])('while %s is awaited ends everything with an AbortedError', async (_, pattern) => {
    const { held, through } = holding(pattern);
    const { sandbox, erecruiter } = setUp({ through });
    const controller = new AbortController();
    const failure = failureOf(erecruiter.listCandidates({}, { signal: controller.signal }).toArray());
    await held;
    controller.abort(new Error('a reason of the caller'));
    const error = await failure;
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ code: 'PLATFORM.UNKNOWN_ERROR', mayHaveBeenApplied: false });
    await settle();
    expect(sandbox.inFlight).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test.each(LISTING_NAMES)('of %s by a loop that then continues ends it at the next record', async (name) => {
    const { sandbox, erecruiter } = setUp({ sandbox: { latencyMs: 1 } });
    const controller = new AbortController();
    let records = 0;
    const error = await failureOf(
      (async () => {
        for await (const _ of list(erecruiter, name, {}, { signal: controller.signal })) {
          records += 1;
          controller.abort();
        }
      })(),
    );
    expect(records).toBe(1);
    expect(error).toBeInstanceOf(AbortedError);
    expect(sandbox.inFlight).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test('has a cursor to resume from', async () => {
    const { erecruiter } = setUp();
    const all = (await erecruiter.listCandidates().toArray()).map(({ id }) => id);
    const controller = new AbortController();
    const taken: string[] = [];
    const error = await failureOf(
      (async () => {
        for await (const { id } of erecruiter.listCandidates({}, { signal: controller.signal })) {
          taken.push(id);
          if (taken.length === 5) controller.abort();
        }
      })(),
    );
    if (!ERecruiterError.isInstance(error) || error.cursor === undefined) throw error;
    const rest = (await erecruiter.listCandidates({ cursor: error.cursor }).toArray()).map(({ id }) => id);
    expect(taken).toEqual(all.slice(0, 5));
    expect(new Set([...taken, ...rest])).toEqual(new Set(all));
  });

  test('while waiting for a repeat ends the wait', async () => {
    let asleep = (): void => undefined;
    const sleeping = new Promise<void>((resolve) => (asleep = resolve));
    const { sandbox, erecruiter } = setUp({
      clock: {
        now: Date.now,
        sleep: (_, signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason), { once: true });
            asleep();
          }),
      },
    });
    sandbox.fail({ on: /ByReferrer/, kind: 'status', status: 503 });
    const controller = new AbortController();
    const failure = failureOf(erecruiter.listCandidates({}, { signal: controller.signal }).toArray());
    await sleeping;
    controller.abort();
    expect(await failure).toBeInstanceOf(AbortedError);
    await settle();
    expect(sandbox.inFlight).toBe(0);
  });

  test('of one listing does not affect another of the same client, although both wait for the same token', async () => {
    const { erecruiter } = setUp({ sandbox: { latencyMs: 2 } });
    const controller = new AbortController();
    const first = failureOf(erecruiter.listJobs({}, { signal: controller.signal }).toArray());
    const second = erecruiter.listJobs().toArray();
    await settle();
    controller.abort();
    expect(await first).toBeInstanceOf(AbortedError);
    expect((await second).length).toBeGreaterThan(0);
  });

  test.each([
    ['getJob', /\/Job\//],
    ['getCandidate', /\/Applicant\/\d+$/],
    ['getApplication', /\/Applications\/\d+/],
    ['getJob', /\/Mandator$/],
    ['getCandidate', /\/Mandator$/],
    ['getApplication', /^POST/],
  ] as const)('of %s while it waits for %s: AbortedError, and nothing is left', async (name, pattern) => {
    const { held, through } = holding(pattern);
    const { sandbox, erecruiter } = setUp({ through });
    const [person = 0] = sandbox.applicantIds();
    const id = { getJob: 'remote:4711', getCandidate: `remote:${person}`, getApplication: `remote:${person}/880000` };
    const controller = new AbortController();
    const failure = failureOf(erecruiter[name](id[name], { signal: controller.signal }));
    await held;
    controller.abort('enough');
    expect(await failure).toBeInstanceOf(AbortedError);
    await settle();
    expect(sandbox.inFlight).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test.each([
    ['the route itself', /\/Ping$/],
    ['the mandator', /\/Mandator$/],
    ['the token', /^POST/],
  ])('of ping while it waits for %s: AbortedError, whatever the reason of the signal', async (_, pattern) => {
    const { held, through } = holding(pattern);
    const { sandbox, erecruiter } = setUp({ through });
    const controller = new AbortController();
    const failure = failureOf(erecruiter.ping({ signal: controller.signal }));
    await held;
    controller.abort('enough');
    expect(await failure).toBeInstanceOf(AbortedError);
    await settle();
    expect(sandbox.inFlight).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test('a long-lived signal collects no listeners over many calls', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 4, jobs: 2 } });
    const { signal } = new AbortController();
    for (let turn = 0; turn < 3; turn += 1) {
      await erecruiter.listCandidates({}, { signal }).toArray();
      for await (const _ of erecruiter.listJobs({}, { signal })) break;
      await erecruiter.getCandidate(`remote:${sandbox.applicantIds()[0] ?? 0}`, { signal });
      await failureOf(erecruiter.getJob('remote:1', { signal }));
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('an error', () => {
  test('is thrown at once: other requests are aborted, not awaited', async () => {
    const { held, through } = holding(/\/ByJob\/4713$/);
    const { sandbox, erecruiter } = setUp({
      sandbox: { applicants: 40 },
      through: (fetch) => {
        const next = through(fetch);
        return async (input, init) => {
          if (!/\/Applicant\/\d+$/.test(nameOf(input, init))) return next(input, init);
          await held; // a job of further on is being asked
          return Response.json({ Message: 'The request is invalid.' }, { status: 400 });
        };
      },
    });
    expect(await failureOf(erecruiter.listCandidates().toArray())).toMatchObject({ status: 400 });
    await settle();
    expect(sandbox.inFlight).toBe(0);
  });

  test('of the jobs aborts the sources, which are read at the same time, and the other way round', async () => {
    for (const [fails, hangs] of [
      [/PublishedJobs/, /ByReferrer/],
      [/ByReferrer/, /PublishedJobs/],
    ] as const) {
      const { held, state, through } = holding(hangs);
      const { sandbox, erecruiter } = setUp({ through, retry: { limit: 0 } });
      sandbox.fail({ on: fails, kind: 'status', status: 500, times: 1000 });
      const failure = failureOf(erecruiter.listCandidates().toArray());
      await held;
      expect(await failure).toMatchObject({ status: 500 });
      await settle();
      expect(state.waiting).toBe(0);
      expect(sandbox.inFlight).toBe(0);
    }
  });

  test('of one part of a record aborts its other parts', async () => {
    const { held, state, through } = holding(/\/Applications\/\d+/);
    const { sandbox, erecruiter } = setUp({ through });
    const failure = failureOf(erecruiter.getCandidate('remote:99'));
    await held;
    expect(await failure).toMatchObject({ status: 404 });
    await settle();
    expect(state.waiting).toBe(0);
    expect(sandbox.inFlight).toBe(0);
  });

  test('leaves nothing running', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { latencyMs: 1 } });
    for (const on of [
      'Mandator',
      'PublishedJobs',
      'Applications/ByReferrer/{referrer}',
      'Applications/{applicantId}',
    ]) {
      sandbox.clearFaults();
      sandbox.fail({ on, kind: 'status', status: 500, times: 1000 });
      expect(await failureOf(erecruiter.listCandidates().toArray())).toMatchObject({ status: 500 });
      await settle();
      expect(sandbox.inFlight).toBe(0);
      const { requests } = sandbox;
      await settle();
      expect(sandbox.requests).toBe(requests);
    }
  });
});
