import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ERecruiter, ERecruiterError } from '../../src/index.js';
import type { FaultRule, Sandbox } from '../../src/sandbox/index.js';
import { setUp } from '../helpers/client.js';
import { apply, contentOf, contentsOf, isGone, type Replica, replicaOf, type State } from '../helpers/sync-state.js';
import { connect, CREATED, idOf } from '../unit/sandbox-client.js';

// Between the runs of a nightly sync, recruiters and applicants change things; during a run the network fails or the
// consumer crashes. Whatever happens: nothing that exists is deleted, and after an undisturbed run the consumer has what
// eRecruiter has.

const STAGES = ['Neu eingelangt', 'Gespräch vereinbart', 'Absage nach Prüfung', 'Eingestellt', 'Vertraulich'] as const;
const SOURCES = ['Acme Jobs', 'Karriereportal', 'Altes Portal', null] as const;
const TEMPLATES = [
  'PublishedJobs',
  'Applications/ByReferrer/{referrer}',
  'Applications/ByJob/{jobId}',
  'Job/{jobId}',
  'Questionnaire/ByJob/{jobId}',
  'Questionnaire/{id}',
  'Applicant/{applicantId}',
  'Applications/{applicantId}',
  'Applicant/CustomFields/{applicantId}',
] as const;

/** What people do to the installation; numbers select a record, modulo how many there are. */
type Edit = (sandbox: Sandbox) => Promise<void> | void;

const pick = <T>(all: readonly T[], number: number): T | undefined => all[number % Math.max(1, all.length)];
const applications = (sandbox: Sandbox) => sandbox.applicantIds().flatMap((id) => sandbox.applicationsOf(id));

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.nat(), fc.constantFrom(...SOURCES)).map(([job, Referrer]): Edit => async (sandbox) => {
    const call = await connect(sandbox);
    const ApplicantId = idOf((await call('PUT', '/Api/Applicant', CREATED)).body);
    const open = sandbox.jobIds().filter((id) => sandbox.job(id)?.Status === 0);
    await call('PUT', '/Api/Application?url=', { JobId: pick(open, job), ApplicantId, Referrer });
  }),
  fc.tuple(fc.nat(), fc.constantFrom(...STAGES)).map(([number, stage]): Edit => (sandbox) => {
    const one = pick(applications(sandbox), number);
    if (one !== undefined) sandbox.moveApplication(one.ApplicantId, one.Id, stage);
  }),
  fc.tuple(fc.nat(), fc.string()).map(([number, LastName]): Edit => (sandbox) => {
    const id = pick(sandbox.applicantIds(), number);
    if (id !== undefined) sandbox.edit(id, { LastName });
  }),
  fc.nat().map((number): Edit => (sandbox) => {
    const id = pick(sandbox.applicantIds(), number);
    if (id !== undefined) sandbox.removeApplicant(id);
  }),
  fc.nat().map((number): Edit => (sandbox) => {
    const one = pick(applications(sandbox), number);
    if (one !== undefined) sandbox.removeApplication(one.ApplicantId, one.Id);
  }),
  fc.nat().map(
    (number): Edit =>
      (sandbox) =>
        sandbox.closeJob(pick(sandbox.jobIds(), number) ?? 0),
  ),
  fc.nat().map(
    (number): Edit =>
      (sandbox) =>
        sandbox.unpublishJob(pick(sandbox.jobIds(), number) ?? 0),
  ),
  fc.nat().map(
    (number): Edit =>
      (sandbox) =>
        sandbox.publishJob(pick(sandbox.jobIds(), number) ?? 0),
  ),
  fc.tuple(fc.nat(), fc.boolean()).map(([number, HasQuestionnaire]): Edit => (sandbox) => {
    sandbox.editJob(pick(sandbox.jobIds(), number) ?? 0, { HasQuestionnaire });
  }),
);

const faults: fc.Arbitrary<FaultRule> = fc
  .record({
    on: fc.constantFrom(...TEMPLATES),
    kind: fc.constantFrom('status', 'html', 'reset-before', 'reset-body', 'garbage', 'wrong-types', 'truncated', '429'),
    status: fc.constantFrom(403, 500, 503),
    times: fc.integer({ min: 1, max: 4 }),
    skip: fc.nat(5),
  })
  .map(({ status, ...rule }) => (rule.kind === 'status' || rule.kind === 'html' ? { ...rule, status } : rule));

interface Night {
  readonly edits: readonly Edit[];
  readonly faults: readonly FaultRule[];
  /** The change at which the consumer crashes; undefined: at none. */
  readonly crashAt: number | undefined;
}

const nights: fc.Arbitrary<readonly Night[]> = fc.array(
  fc.record({
    edits: fc.array(edits, { maxLength: 4 }),
    faults: fc.array(faults, { maxLength: 2 }),
    crashAt: fc.option(fc.nat(60), { nil: undefined, freq: 4 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** One run of a consumer; true when it was complete. */
async function sync(
  { sandbox, erecruiter }: { sandbox: Sandbox; erecruiter: ERecruiter },
  { state, replica, crashAt }: { state: State; replica: Replica; crashAt: number | undefined },
): Promise<boolean> {
  let count = 0;
  try {
    for await (const change of erecruiter.sync({}, { state })) {
      if (change.type === 'delete') expect([change, isGone(sandbox, replica, change)]).toEqual([change, true]);
      if (count === crashAt) return false;
      count += 1;
      apply(replica, change);
    }
    return true;
  } catch (error) {
    if (!ERecruiterError.isInstance(error)) throw error;
    return false;
  } finally {
    expect(sandbox.inFlight).toBe(0);
  }
}

/** Compares the replica with what eRecruiter has. */
async function expectSame(erecruiter: ERecruiter, sandbox: Sandbox, replica: Replica): Promise<void> {
  const fresh = await replicaOf(erecruiter);
  expect(contentsOf(replica)).toMatchObject(contentsOf(fresh));
  for (const [id, { model, data }] of replica) {
    if (fresh.has(id)) continue;
    // No crawl finds it any more, but it exists, with this content.
    if (model === 'job') expect(contentOf(data)).toEqual(contentOf(await erecruiter.getJob(id)));
    if (model === 'candidate') expect(contentOf(data)).toEqual(contentOf(await erecruiter.getCandidate(id)));
    if (model === 'application') expect(contentOf(data)).toEqual(contentOf(await erecruiter.getApplication(id)));
  }
  expect(sandbox.inFlight).toBe(0);
}

test('whatever happens, the consumer has what eRecruiter has', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      nights,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('all', 'open'),
      async (all, seed, discover) => {
        const setup = setUp({ sandbox: { applicants: 6, jobs: 4, seed }, discover });
        const { sandbox, erecruiter } = setup;
        const [state, replica]: [State, Replica] = [new Map(), new Map()];
        for (const night of all) {
          for (const edit of night.edits) await edit(sandbox);
          for (const fault of night.faults) sandbox.fail(fault);
          const ended = await sync(setup, { state, replica, crashAt: night.crashAt });
          sandbox.clearFaults();
          if (ended && night.faults.length === 0) await expectSame(erecruiter, sandbox, replica);
        }
        expect(await sync(setup, { state, replica, crashAt: undefined })).toBe(true);
        await expectSame(erecruiter, sandbox, replica);
        expect([...state.keys()].sort()).toEqual([...replica.keys()].sort());
      },
    ),
    { numRuns: 12 },
  );
});
