import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COLUMNS, tableOf, type Value, valuesOf } from '../../examples/support/tables.js';
import { type ERecruiter, ERecruiterError, type SyncChange, type SyncModel, type SyncQuery } from '../../src/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { setUp } from '../helpers/client.js';
import { root } from '../helpers/source.js';
import { run, type State } from '../helpers/sync-state.js';

// Years of an installation, in six tables with foreign keys of a real PostgreSQL that are checked after each statement.
// The writer knows nothing but INSERT … ON CONFLICT DO UPDATE and DELETE. No statement ever violates a key, and after
// each complete run the tables have what a first run would yield.

const MODELS: readonly SyncModel[] = [
  'job',
  'candidate',
  'application_stage',
  'application',
  'screening_question',
  'job_screening_question',
];
const DDL = readFileSync(`${root}examples/support/postgres.sql`, 'utf8');
const STAGES = ['Neu eingelangt', 'Gespräch vereinbart', 'Absage nach Prüfung', 'Eingestellt', 'Vertraulich'] as const;
const SOURCES = ['Acme Jobs', 'Karriereportal', 'Altes Portal', null] as const;

let database: PGlite;
// Optimizing its code takes longer than all that this test does with it.
beforeAll(async () => {
  setFlagsFromString('--liftoff-only');
  database = await PGlite.create();
  setFlagsFromString('--no-liftoff-only');
  await database.exec(DDL);
}, 180_000);
afterAll(() => database.close());

/** An installation and what an outsider is not shown of it. */
interface World {
  readonly sandbox: Sandbox;
  /** The status that the own address of some jobs and applicants answers with. */
  readonly hidden: Map<string, 403 | 404>;
}

type Edit = (world: World) => void;
const pick = <T>(all: readonly T[], number: number): T | undefined => all[number % Math.max(1, all.length)];
const applications = ({ sandbox }: World) => sandbox.applicantIds().flatMap((id) => sandbox.applicationsOf(id));

const edit = (weight: number, change: (world: World, number: number, other: number) => void) => ({
  weight,
  arbitrary: fc.tuple(fc.nat(), fc.nat()).map(
    ([number, other]): Edit =>
      (world) =>
        change(world, number, other),
  ),
});

const edits: fc.Arbitrary<Edit> = fc.oneof(
  edit(4, ({ sandbox }, number, other) => {
    const JobId = pick(sandbox.jobIds(), number);
    const old = pick(sandbox.applicantIds(), other);
    const ApplicantId = old !== undefined && other % 3 > 0 ? old : sandbox.addApplicant({ FirstName: 'Neu' });
    if (JobId === undefined || sandbox.applicationsOf(ApplicantId).some((one) => one.JobId === JobId)) return;
    const [Referrer = null, Status = 'Neu eingelangt'] = [pick(SOURCES, number), pick(STAGES, other)];
    const isOld = Referrer === 'Altes Portal'; // it is in no catalogue, so that no crawl finds its applications
    if (isOld) sandbox.addSource({ Name: Referrer });
    sandbox.addApplication({ ApplicantId, JobId, Referrer, Status });
    if (isOld) sandbox.removeSource(Referrer);
  }),
  edit(2, (world, number, other) => {
    const one = pick(applications(world), number);
    if (one !== undefined) world.sandbox.moveApplication(one.ApplicantId, one.Id, pick(STAGES, other) ?? STAGES[0]);
  }),
  edit(1, ({ sandbox }, number, other) => {
    const id = pick(sandbox.applicantIds(), number);
    if (id !== undefined) sandbox.edit(id, { LastName: `N${other}` });
  }),
  edit(1, ({ sandbox }, number) => {
    const id = pick(sandbox.applicantIds(), number);
    if (id !== undefined) sandbox.removeApplicant(id);
  }),
  edit(2, (world, number) => {
    const one = pick(applications(world), number);
    if (one !== undefined) world.sandbox.removeApplication(one.ApplicantId, one.Id);
  }),
  // A merge: the applications of one applicant become those of another, under the same numbers.
  edit(1, ({ sandbox }, number, other) => {
    const [from, to] = [pick(sandbox.applicantIds(), number), pick(sandbox.applicantIds(), other)];
    if (from === undefined || to === undefined || from === to) return;
    const moved = sandbox.applicationsOf(from);
    sandbox.removeApplicant(from);
    const jobs = new Set(sandbox.applicationsOf(to).map(({ JobId }) => JobId));
    for (const { Id, JobId, Status, Referrer } of moved) {
      if (jobs.has(JobId) || sandbox.job(JobId) === undefined) continue;
      const source = Referrer === 'Altes Portal' ? null : (Referrer ?? null);
      sandbox.addApplication({ Id, JobId, ApplicantId: to, Status: Status ?? STAGES[0], Referrer: source });
    }
  }),
  edit(1, ({ sandbox }, number) => sandbox.closeJob(pick(sandbox.jobIds(), number) ?? 0)),
  edit(2, ({ sandbox }, number) => sandbox.unpublishJob(pick(sandbox.jobIds(), number) ?? 0)),
  edit(1, ({ sandbox }, number) => sandbox.publishJob(pick(sandbox.jobIds(), number) ?? 0)),
  edit(2, ({ sandbox }, number) => {
    const id = pick(sandbox.jobIds(), number);
    if (id !== undefined && sandbox.jobIds().length > 2) sandbox.removeJob(id);
  }),
  edit(1, ({ sandbox }, number) => void sandbox.addJob({ Title: `Job ${number}` })),
  edit(1, ({ sandbox }, number, other) => {
    const questionnaires = [10, 11, 12, 13].filter((id) => sandbox.questionnaire(id) !== undefined);
    const questionnaire = other % 3 > 0 ? pick(questionnaires, other) : undefined;
    const job = pick(sandbox.jobIds(), number);
    if (job !== undefined) sandbox.attachQuestionnaire(job, questionnaire ?? null);
  }),
  edit(1, ({ sandbox }, number) => {
    const id = pick([10, 11, 12, 13], number) ?? 0;
    if (sandbox.questionnaire(id) !== undefined && number % 4 === 0) sandbox.removeQuestionnaire(id);
  }),
  edit(3, ({ sandbox, hidden }, number, other) => {
    const job = pick(sandbox.jobIds(), number);
    if (job !== undefined) hidden.set(`Job/${job}`, other % 2 > 0 ? 404 : 403);
  }),
  edit(1, ({ sandbox, hidden }, number) => {
    const id = pick(sandbox.applicantIds(), number);
    if (id !== undefined) hidden.set(`Applicant/${id}`, 404);
  }),
  edit(2, ({ hidden }, number) => {
    const path = pick([...hidden.keys()], number);
    if (path !== undefined) hidden.delete(path);
  }),
);

/** A night: what happened since the last one, and which run it is. */
interface Night {
  readonly edits: readonly Edit[];
  readonly scope: 'all' | 'all' | 'jobs' | 'source';
  readonly jobs: number;
  /** The change at which the writer crashes; undefined: at none. */
  readonly crashAt: number | undefined;
  /** Whether the next run after a crash resumes from the cursor. */
  readonly resumes: boolean;
  readonly failure: number | undefined;
}

const nights: fc.Arbitrary<readonly Night[]> = fc.array(
  fc.record({
    edits: fc.array(edits, { minLength: 1, maxLength: 6 }),
    scope: fc.constantFrom('all', 'all', 'jobs', 'source'),
    jobs: fc.nat(),
    crashAt: fc.option(fc.nat(40), { nil: undefined, freq: 5 }),
    resumes: fc.boolean(),
    failure: fc.option(fc.nat(30), { nil: undefined, freq: 5 }),
  }),
  { minLength: 6, maxLength: 12 },
);

/** The plain statements of a writer. */
function statementOf({ type, model, data }: SyncChange): string {
  const table = tableOf(model);
  if (type === 'delete') return `DELETE FROM ${table} WHERE id = ${literal(data.id)};`;
  const columns = COLUMNS[model].map((column) => `"${column}"`);
  const news = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${valuesOf(model, data).map(literal).join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${news.join(', ')};`;
}

function literal(value: Value): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** The rows of all tables by model and id, as text. */
async function rows(): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const model of MODELS) {
    const columns = COLUMNS[model].filter((column) => column !== 'changed_at');
    const { rows } = await database.query<Record<string, unknown>>(`SELECT * FROM ${tableOf(model)}`);
    for (const row of rows) {
      found.set(`${model} ${String(row['id'])}`, Object.fromEntries(columns.map((column) => [column, row[column]])));
    }
  }
  return found;
}

async function write(changes: readonly SyncChange[]): Promise<void> {
  if (changes.length > 0) await database.exec(changes.map(statementOf).join('\n'));
}

async function empty(): Promise<void> {
  await database.exec(`TRUNCATE ${MODELS.map(tableOf).join(', ')};`);
}

/** One run into the tables; the cursor with which it can be resumed if it failed, null if it was complete. */
async function sync(
  erecruiter: ERecruiter,
  state: State,
  query: SyncQuery,
  crashAt: number | undefined,
): Promise<string | undefined | null> {
  const changes: SyncChange[] = [];
  try {
    for await (const change of erecruiter.sync(query, { state })) {
      // In one transaction with its entry in the state: the change at which the writer crashes comes again.
      if (changes.length === crashAt) return undefined;
      changes.push(change);
    }
    return null;
  } catch (error) {
    if (!ERecruiterError.isInstance(error)) throw error;
    return error.cursor;
  } finally {
    await write(changes);
  }
}

/** Makes the hidden addresses answer so, and all others as they should. */
function hide({ sandbox, hidden }: World): void {
  sandbox.clearFaults();
  for (const [path, status] of hidden) {
    sandbox.fail({ on: new RegExp(`^GET /Api/${path}(\\?|$)`), kind: 'status', status, times: Infinity });
  }
}

/** Compares the tables with what a first run yields; false if that fails, because too little of it is shown. */
async function expectSame(erecruiter: ERecruiter, world: World, state: State): Promise<boolean> {
  hide(world);
  const mine = await rows();
  const changes = await run(erecruiter).catch((error: unknown) => {
    if (!ERecruiterError.isInstance(error)) throw error;
  });
  if (changes === undefined) return false;
  await database.exec('BEGIN;');
  await empty();
  await write(changes);
  const fresh = await rows();
  await database.exec('ROLLBACK;');
  const placeholders = new Set(changes.flatMap((one) => (one.type === 'upsert' && one.placeholder ? one.data.id : [])));
  for (const [key, row] of fresh) {
    const [, id = ''] = key.split(' ');
    // Of what is not shown any more, the tables may know more.
    if (placeholders.has(id)) expect(mine.get(key)).toMatchObject({ id, remote_id: Object(row).remote_id });
    else expect([key, mine.get(key)]).toEqual([key, row]);
  }
  expect([...mine.keys()].map((key) => key.split(' ')[1]).sort()).toEqual([...state.keys()].sort());
  for (const [key, row] of mine) {
    if (!fresh.has(key)) await expectExists(erecruiter, world, key, row, mine);
  }
  return true;
}

/** Checks that a row that no first run would find is there for a reason. */
async function expectExists(
  erecruiter: ERecruiter,
  world: World,
  key: string,
  row: unknown,
  all: ReadonlyMap<string, unknown>,
): Promise<void> {
  const { sandbox, hidden } = world;
  const [model = '', id = ''] = key.split(' ');
  const number = Number(Object(row).remote_id);
  const isNamed = (column: string) =>
    [...all].some(([other, values]) => other.startsWith('application ') && Object(values)[column] === id);
  if (model === 'job') {
    // Its own address shows it, or an application names it, perhaps of somebody who is not shown.
    if (isNamed('job_id') || applications(world).some(({ JobId }) => JobId === number)) return;
    expect([key, sandbox.job(number) !== undefined && !hidden.has(`Job/${number}`)]).toEqual([key, true]);
    expect((await erecruiter.getJob(id)).name).toBe(Object(row).name);
  }
  if (model === 'candidate') {
    // Their address does not show them, but a source or a job may name them.
    if (hidden.has(`Applicant/${number}`) && sandbox.applicant(number) !== undefined) return;
    expect([key, (await erecruiter.getCandidate(id)).last_name]).toEqual([key, Object(row).last_name]);
  }
  if (model === 'application') {
    const candidate = Object(all.get(`candidate ${Object(row).candidate_id}`));
    const owner = Number(candidate.remote_id);
    if (hidden.has(`Applicant/${owner}`) && sandbox.applicant(owner) !== undefined) return;
    expect([key, sandbox.applicationsOf(owner).map(({ Id }) => Id)]).toEqual([key, expect.arrayContaining([number])]);
  }
}

let compared = 0;

test('no statement ever violates a key, and the tables have what eRecruiter has', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      nights,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom('all', 'open'),
      async (all, seed, discover) => {
        const hidden: World['hidden'] = new Map();
        const { sandbox, erecruiter, issues } = setUp({
          sandbox: { applicants: 5, jobs: 4, seed },
          discover,
          source: { name: 'Acme Jobs' },
        });
        const world = { sandbox, hidden };
        const state: State = new Map();
        await empty();
        const night = async ({ scope, jobs, crashAt, resumes, failure }: Omit<Night, 'edits'>): Promise<void> => {
          hide(world);
          if (failure !== undefined) sandbox.fail({ kind: '429', skip: failure, times: 3 });
          const numbers = sandbox.jobIds().filter((id) => (id + jobs) % 3 > 0);
          const query: SyncQuery =
            scope === 'jobs'
              ? { job_ids: numbers.map((id) => `remote:${id}`) }
              : scope === 'source' && discover === 'all' // with 'open', only such runs know the sources' dates
                ? { only_created: true }
                : {};
          const before = issues.length;
          const cursor = await sync(erecruiter, state, query, crashAt);
          if (cursor !== null && cursor !== undefined && resumes) {
            await sync(erecruiter, state, { ...query, cursor }, undefined);
          }
          // What was skipped, or cannot be proved to be gone, stays for a while.
          const isSafe = issues.slice(before).every(({ reason }) => reason === 'HTTP 404');
          const isWhole = cursor === null && scope === 'all' && isSafe;
          if (isWhole && (await expectSame(erecruiter, world, state))) compared += 1;
        };
        for (const { edits, ...one } of all) {
          for (const change of edits) change(world);
          await night(one);
        }
        hidden.clear();
        const last = { scope: 'all', jobs: 0, crashAt: undefined, resumes: false, failure: undefined } as const;
        await night(last);
        await night(last);
      },
    ),
    { numRuns: 4 },
  );
  expect(compared).toBeGreaterThan(10);
});
