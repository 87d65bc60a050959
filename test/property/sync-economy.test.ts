import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ERecruiter, ERecruiterError, type SyncQuery } from '../../src/index.js';
import { createSandbox, type FaultRule, type Sandbox } from '../../src/sandbox/index.js';
import { apply, contentOf, contentsOf, isGone, type Replica, replicaOf, type State } from '../helpers/sync-state.js';

// Economical nights: whom sources and jobs say nothing new about is not read again before `rereadAfterMs`. Each
// difference from a fresh crawl must be one that docs/sync.md allows, and be gone after that time.

const DAY = 86_400_000;
const START = Date.parse('2026-03-01T02:00:00Z');
const STAGES = ['Gespräch vereinbart', 'Absage nach Prüfung', 'Eingestellt', 'Vertraulich'] as const;
const SOURCES = ['Acme Jobs', 'Karriereportal', null] as const;

interface Life {
  readonly sandbox: Sandbox;
  /** People with a change that no source and no job tells, since they were last read. */
  readonly silent: Set<number>;
}

type Edit = (life: Life) => void;

const pick = <T>(all: readonly T[], number: number): T | undefined => all[number % Math.max(1, all.length)];
const applications = (sandbox: Sandbox) => sandbox.applicantIds().flatMap((id) => sandbox.applicationsOf(id));
const person = (change: (life: Life, id: number) => void): fc.Arbitrary<Edit> =>
  fc.nat().map((number): Edit => (life) => {
    const id = pick(life.sandbox.applicantIds(), number);
    if (id !== undefined) change(life, id);
  });
const job = (change: (life: Life, id: number) => void): fc.Arbitrary<Edit> =>
  fc.nat().map((number): Edit => (life) => {
    const id = pick(life.sandbox.jobIds(), number);
    if (id !== undefined) change(life, id);
  });

/** An application; without a source, only an open job that is listed may tell it. */
function applyTo({ sandbox, silent }: Life, applicantId: number, jobId: number, Referrer: string | null): void {
  if (sandbox.applicationsOf(applicantId).some(({ JobId }) => JobId === jobId)) return;
  sandbox.addApplication({ ApplicantId: applicantId, JobId: jobId, Referrer });
  if (Referrer === null) silent.add(applicantId);
}

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .tuple(fc.nat(), fc.nat(), fc.boolean(), fc.constantFrom(...SOURCES))
    .map(([one, other, isNew, source]): Edit => (life) => {
      const { sandbox } = life;
      const applicantId = isNew ? sandbox.addApplicant({ LastName: 'Neu' }) : pick(sandbox.applicantIds(), one);
      const jobId = pick(sandbox.jobIds(), other);
      if (applicantId !== undefined && jobId !== undefined) applyTo(life, applicantId, jobId, source);
    }),
  fc.tuple(fc.nat(), fc.constantFrom(...STAGES)).map(([number, stage]): Edit => ({ sandbox }) => {
    const one = pick(applications(sandbox), number);
    if (one !== undefined) sandbox.moveApplication(one.ApplicantId, one.Id, stage);
  }),
  fc.nat().map((number): Edit => ({ sandbox }) => {
    const one = pick(applications(sandbox), number);
    if (one !== undefined) sandbox.removeApplication(one.ApplicantId, one.Id);
  }),
  person(({ sandbox }, id) => sandbox.edit(id, { LastName: 'Geändert' })), // sources tell names
  {
    weight: 4,
    arbitrary: person(({ sandbox, silent }, id) => {
      sandbox.edit(id, { City: 'Steyr', Tags: ['Stapler'] });
      silent.add(id);
    }),
  },
  person(({ sandbox, silent }, id) => {
    const blank = { Email: null, Phone: null, MobilePhone: null, Street: null, BirthDate: null };
    sandbox.edit(id, { ...blank, City: null });
    silent.add(id);
  }),
  person(({ sandbox }, id) => sandbox.removeApplicant(id)),
  fc.tuple(fc.nat(), fc.nat()).map(([one, other]): Edit => (life) => {
    const [from, to] = [pick(life.sandbox.applicantIds(), one), pick(life.sandbox.applicantIds(), other)];
    if (from === undefined || to === undefined || from === to) return;
    const moved = life.sandbox.applicationsOf(from);
    life.sandbox.removeApplicant(from);
    for (const { JobId, Referrer } of moved) applyTo(life, to, JobId, Referrer ?? null);
  }),
  job(({ sandbox }, id) => sandbox.editJob(id, { Title: 'Neuer Titel', InternalName: 'Neuer Titel' })),
  job(({ sandbox }, id) => sandbox.closeJob(id)),
  job(({ sandbox }, id) => sandbox.unpublishJob(id)),
  job(({ sandbox }, id) => sandbox.publishJob(id)),
);

const faults: fc.Arbitrary<FaultRule> = fc
  .record({
    on: fc.constantFrom(
      'Applications/ByReferrer/{referrer}',
      'Applications/ByJob/{jobId}',
      'Job/{jobId}',
      'Applicant/{applicantId}',
      'Applications/{applicantId}',
    ),
    kind: fc.constantFrom('status', 'reset-before', 'garbage', 'wrong-types', '429'),
    status: fc.constantFrom(403, 500, 503),
    times: fc.constantFrom(1, 2, 40),
    skip: fc.nat(5),
  })
  .map(({ status, ...rule }) => (rule.kind === 'status' ? { ...rule, status } : rule));

const nights = fc.array(
  fc.record({
    edits: fc.array(edits, { maxLength: 4 }),
    faults: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(faults, { minLength: 1, maxLength: 2 })),
    /** The change at which the consumer crashes, or aborts if it is odd; undefined: at none. */
    crashAt: fc.option(fc.nat(30), { nil: undefined, freq: 4 }),
    hours: fc.integer({ min: 1, max: 30 }),
    isExact: fc.constantFrom(false, false, false, false, true),
  }),
  { minLength: 3, maxLength: 7 },
);

test('each difference is an allowed one, and gone after rereadAfterMs', { timeout: 90_000 }, async () => {
  const totals = { skipped: 0, due: 0, differences: 0, resumed: 0 };
  await fc.assert(
    fc.asyncProperty(
      nights,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 6 }),
      async (all, seed, days) => {
        let now = START;
        const source = { name: 'Altes Portal' }; // not in the catalogue, but people came through it
        const clock = { now: () => now, sleep: async () => undefined };
        const sandbox = createSandbox({ applicants: 9, jobs: 4, seed, now: clock.now });
        const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
        const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, clock, source });
        const life: Life = { sandbox, silent: new Set() };
        const [state, replica]: [State, Replica] = [new Map(), new Map()];

        /** One run; its cursor if it failed, true if it was complete. */
        async function sync(
          rereadAfterMs: number,
          query: SyncQuery = {},
          crashAt?: number,
        ): Promise<true | string | undefined> {
          const since = sandbox.requests;
          let [count, skipped, due] = [0, 0, 0];
          const onProgress = ({
            candidates,
          }: {
            readonly candidates: { readonly skipped: number; readonly due: number };
          }) => void ([skipped, due] = [candidates.skipped, candidates.due]);
          const controller = new AbortController();
          const { signal } = controller;
          try {
            for await (const change of erecruiter.sync(query, { state, rereadAfterMs, onProgress, signal })) {
              if (count === crashAt && count % 2 === 0) return undefined;
              if (count === crashAt) controller.abort();
              count += 1;
              if (change.type === 'delete') expect([change, isGone(sandbox, replica, change)]).toEqual([change, true]);
              apply(replica, change);
            }
            return true;
          } catch (error) {
            if (!ERecruiterError.isInstance(error)) throw error;
            return error.cursor;
          } finally {
            totals.skipped += skipped;
            totals.due += due;
            const asked = sandbox.log
              .slice(since - sandbox.requests)
              .filter(({ template, status }) => template === 'Applications/{applicantId}' && status === 200);
            if (sandbox.requests > since)
              for (const { path } of asked) life.silent.delete(Number(path.split('/').at(-1)));
          }
        }

        /** Compares with a fresh crawl; only people with a silent change, read not long ago, may differ. */
        async function compare(isAllowed: boolean): Promise<void> {
          const fresh = await replicaOf(erecruiter);
          const [mine, theirs] = [contentsOf(replica), contentsOf(fresh)];
          for (const [id, { model, data }] of fresh) {
            const key = `${model} ${id}`;
            if (JSON.stringify(mine[key]) === JSON.stringify(theirs[key])) continue;
            const owner = Number(model === 'application' ? Object(data).candidate.remote_id : Object(data).remote_id);
            const about = [model, owner, mine[key], theirs[key]];
            totals.differences += 1;
            expect([...about, isAllowed && life.silent.has(owner)]).toEqual([...about, true]);
            const entry = [...state].find(([one]) => Object(replica.get(one)?.data).remote_id === String(owner))?.[1];
            expect(now - Date.parse(entry?.read?.[0] ?? '')).toBeLessThan(days * DAY);
          }
          for (const [id, { model, data }] of replica) {
            if (fresh.has(id) || model === 'application_stage') continue;
            // No crawl finds it any more, but it exists.
            if (model === 'job') expect(contentOf(data)).toEqual(contentOf(await erecruiter.getJob(id)));
            if (model === 'candidate') await erecruiter.getCandidate(id);
            if (model === 'application') await erecruiter.getApplication(id);
          }
        }

        for (const night of all) {
          for (const edit of night.edits) edit(life);
          for (const fault of night.faults) sandbox.fail(fault);
          const reread = night.isExact ? 0 : days * DAY;
          const ended = await sync(reread, {}, night.crashAt);
          sandbox.clearFaults();
          if (typeof ended === 'string') {
            totals.resumed += 1;
            expect(await sync(reread, { cursor: ended })).toBe(true);
          }
          if (ended === true && night.faults.length === 0) await compare(!night.isExact);
          now += night.hours * 3_600_000;
        }
        expect(await sync(days * DAY)).toBe(true);
        await compare(true);
        now += days * DAY;
        expect(await sync(days * DAY)).toBe(true);
        await compare(false);
      },
    ),
    { numRuns: 8 },
  );
  for (const [name, total] of Object.entries(totals)) expect([name, total > 0 || total]).toEqual([name, true]);
});
