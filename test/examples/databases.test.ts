import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { night } from '../../examples/support/copy.js';
import { postgresDatabase, startPostgres } from '../../examples/support/postgres.js';
import { sqliteDatabase } from '../../examples/support/sqlite.js';
import { type Database, openState, textOf } from '../../examples/support/state.js';
import { COLUMNS, type Statement, statementFor, tableOf, valuesOf } from '../../examples/support/tables.js';
import {
  AbortedError,
  type ERecruiter,
  SYNC_STATE_VERSION,
  type SyncChange,
  type SyncEntries,
  type SyncEntry,
  type SyncModel,
  type SyncStateRow,
} from '../../src/index.js';
import { setUp } from '../helpers/client.js';
import { root } from '../helpers/source.js';
import { run, upserts } from '../helpers/sync-state.js';

const MODELS: readonly SyncModel[] = [
  'job',
  'candidate',
  'application',
  'application_stage',
  'screening_question',
  'job_screening_question',
];
const DDL = {
  PostgreSQL: readFileSync(`${root}examples/support/postgres.sql`, 'utf8'),
  SQLite: readFileSync(`${root}examples/support/sqlite.sql`, 'utf8'),
};
const SANDBOX = { applicants: 6, jobs: 7 };
const MINUTES = 180_000;

/** An empty copy. */
interface Copy {
  readonly database: Database;
  readonly select: (sql: string) => Promise<readonly object[]>;
}

let schemas = 0;

/** Opens empty databases: a schema of the one PostgreSQL, which takes seconds to start, or an SQLite in memory. */
const open: Readonly<Record<keyof typeof DDL, () => Promise<Copy>>> = {
  async PostgreSQL() {
    const client = await startPostgres();
    schemas += 1;
    await client.exec(`CREATE SCHEMA copy_${schemas}; SET search_path TO copy_${schemas}; ${DDL.PostgreSQL}`);
    return { database: postgresDatabase(client), select: async (sql) => (await client.query<object>(sql)).rows };
  },
  async SQLite() {
    const db = new sqlite.Database(':memory:');
    db.exec(DDL.SQLite);
    return { database: sqliteDatabase(db), select: async (sql) => db.all(sql) };
  },
};

// Optimizing its code takes longer than all that these tests do with it.
beforeAll(async () => {
  setFlagsFromString('--liftoff-only');
  await startPostgres();
  setFlagsFromString('--no-liftoff-only');
}, MINUTES);
afterAll(async () => (await startPostgres()).close().catch(() => undefined)); // the example has closed it

/** The rows of a table by id, in the types of models; without `changed_at`, which may be the time of reading. */
async function rowsOf({ select }: Copy, model: SyncModel): Promise<Map<string, unknown>> {
  const rows = await select(`SELECT * FROM ${tableOf(model)}`);
  return new Map(
    rows.map((row) => [textOf(row, 'id'), COLUMNS[model].map((one) => stored(one, Reflect.get(row, one)))]),
  );
}

/** What a fresh read says, in the same form. */
function expected(model: SyncModel, records: readonly { readonly id: string }[]): Map<string, unknown> {
  return new Map(
    records.map((one) => [one.id, COLUMNS[model].map((column, at) => stored(column, valuesOf(model, one)[at]))]),
  );
}

function stored(column: string, value: unknown): unknown {
  if (column === 'changed_at') return null;
  if (value instanceof Date) return value.toISOString();
  if (column === 'required' && typeof value === 'number') return value === 1;
  if (/^salary_amount/.test(column) && value !== null) return Number(value);
  return typeof value === 'string' && /^[[{]/.test(value) ? JSON.parse(value) : value;
}

/** Every record of a fresh read, by model. */
async function fresh(erecruiter: ERecruiter): Promise<Record<SyncModel, readonly { readonly id: string }[]>> {
  return {
    job: await erecruiter.listJobs().toArray(),
    candidate: await erecruiter.listCandidates().toArray(),
    application: await erecruiter.listApplications().toArray(),
    application_stage: await erecruiter.listApplicationStages().toArray(),
    screening_question: await erecruiter.listScreeningQuestions().toArray(),
    job_screening_question: await erecruiter.listJobScreeningQuestions().toArray(),
  };
}

/** Checks that a copy has what a first, complete run yields. */
async function expectWhole(copy: Copy, erecruiter: ERecruiter): Promise<void> {
  const changes = await run(erecruiter);
  for (const model of MODELS) expect(await rowsOf(copy, model)).toEqual(expected(model, upserts(changes, model)));
}

/** Checks that each row has its entry in the state, and each entry its row: what was stored is never half. */
async function expectAgreement({ select }: Copy): Promise<void> {
  const tables = MODELS.map((model) => `SELECT id FROM ${tableOf(model)}`);
  const ids = async (sql: string) => (await select(sql)).map((row) => textOf(row, 'id')).sort();
  expect(await ids(tables.join(' UNION ALL '))).toEqual(await ids('SELECT id FROM sync_state'));
}

/** The jobs that are not shown, of which only the number is known. */
const unknownJobs = ({ select }: Copy) => select('SELECT * FROM jobs WHERE name IS NULL');

const applied = (changes: readonly SyncChange[]): Statement[] => changes.map(statementFor);
const MANY_ENTRIES = `INSERT INTO sync_state (id, entry)
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2500)
  SELECT 'id' || n, '{"fingerprint":"old","changed_at":"2026-01-01T00:00:00.000Z"}' FROM numbers`;

/** The pages of entries; a row that comes alone is a page of its own. */
async function* pagesOf(entries: SyncEntries): AsyncGenerator<readonly SyncStateRow[], void, undefined> {
  for await (const one of entries) yield isRow(one) ? [one] : one;
}
const isRow = (one: SyncStateRow | readonly SyncStateRow[]): one is SyncStateRow => typeof one[0] === 'string';

const isOf =
  (...models: readonly SyncModel[]) =>
  ({ model }: SyncChange): boolean =>
    models.includes(model);

test('after two nights, the tables are what the listings return', async () => {
  const copies = await Promise.all([open.PostgreSQL(), open.SQLite()]);
  const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX });
  const nights = async (pageSize?: number) => {
    const options = pageSize === undefined ? {} : { pageSize };
    const [one, other] = await Promise.all(copies.map(({ database }) => night(erecruiter, database, options)));
    expect(one).toEqual(other);
    return { stored: 0, ...one };
  };
  const first = await nights(7);
  const [person = 0, other = 0, third = 0, fourth = 0] = sandbox.applicantIds();
  const applicationOf = (id: number) => sandbox.applicationsOf(id)[0]?.Id ?? 0;
  sandbox.edit(person, { LastName: 'Neuberger' });
  sandbox.moveApplication(other, applicationOf(other), 'Eingestellt');
  sandbox.removeApplicant(third);
  sandbox.removeApplication(fourth, applicationOf(fourth));
  sandbox.closeJob(4712);
  sandbox.unpublishJob(4713);
  const second = await nights(3);
  expect(second.deleted).toBeGreaterThan(1);
  expect(second.stored).toBeLessThan(first.stored / 2);
  expect(await nights()).toMatchObject({ stored: 0, deleted: 0 });

  const now = await fresh(erecruiter);
  const applications = new Set<string>();
  for (const copy of copies) {
    for (const model of MODELS) {
      const rows = await rowsOf(copy, model);
      for (const [id, row] of expected(model, now[model])) expect(rows.get(id)).toEqual(row);
      if (model === 'application') for (const id of rows.keys()) applications.add(id);
    }
    expect(await unknownJobs(copy)).toEqual([]);
  }
  // What no listing finds any more is still there, since its own address returns it.
  for (const { id } of now.application) applications.delete(id);
  expect(applications.size).toBeGreaterThan(0);
  for (const id of applications) expect((await erecruiter.getApplication(id)).id).toBe(id);
});

describe.each(['PostgreSQL', 'SQLite'] as const)('%s', (kind) => {
  test('a job that is not shown has a row with its number, as long as an application names it; once it is, all of it', async () => {
    const copy = await open[kind]();
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX });
    const listed = new Set((await erecruiter.listJobs().toArray()).map(({ remote_id }) => Number(remote_id)));
    const jobs = sandbox.applicantIds().flatMap((id) => sandbox.applicationsOf(id).map(({ JobId }) => JobId));
    const hidden = jobs.find((job) => !listed.has(job)) ?? 0;
    const body = JSON.stringify({ Message: `Job #${hidden} does not exist.` });
    const on = new RegExp(`^GET .*/Job/${hidden}\\b`);
    sandbox.fail({ on, kind: 'status', status: 404, body, times: Infinity });
    await night(erecruiter, copy.database);
    expect(await unknownJobs(copy)).toMatchObject([{ remote_id: String(hidden), name: null, status: null }]);
    const applications = (await run(erecruiter)).filter(isOf('application'));
    expect((await rowsOf(copy, 'application')).size).toBe(applications.length);

    sandbox.clearFaults();
    await night(erecruiter, copy.database);
    expect(await unknownJobs(copy)).toEqual([]);
    await expectWhole(copy, erecruiter);
  });

  test('a job that is gone stays with its name and the time, until no application names it', async () => {
    const copy = await open[kind]();
    const { sandbox, erecruiter } = setUp({ sandbox: SANDBOX });
    await night(erecruiter, copy.database);
    const applications = () => sandbox.applicantIds().flatMap((id) => sandbox.applicationsOf(id));
    const { JobId: job } = applications()[0] ?? { JobId: 0 };
    const name = sandbox.job(job)?.Title;
    sandbox.removeJob(job);
    await night(erecruiter, copy.database);
    const rows = () => copy.select(`SELECT * FROM jobs WHERE remote_id = '${job}'`);
    expect(await rows()).toMatchObject([{ name, status: null, remote_deleted_at: expect.anything() }]);
    await expectAgreement(copy);
    for (const { ApplicantId, Id, JobId } of applications()) {
      if (JobId === job) sandbox.removeApplication(ApplicantId, Id);
    }
    await night(erecruiter, copy.database);
    expect(await rows()).toEqual([]);
    await expectAgreement(copy);
  });

  test('a run over some jobs satisfies the keys, and a complete one fills the rest', async () => {
    const copy = await open[kind]();
    const { erecruiter } = setUp({ sandbox: SANDBOX });
    await copy.database.write(applied(await run(erecruiter, new Map(), { job_ids: ['remote:4712'] })));
    expect((await rowsOf(copy, 'application')).size).toBeGreaterThan(0);
    await night(erecruiter, copy.database);
    await expectWhole(copy, erecruiter);
  });

  test('a transaction that fails, and a night that is stopped, lose nothing: the next one reads the rest', async () => {
    const copy = await open[kind]();
    const { erecruiter } = setUp({ sandbox: SANDBOX });
    let writes = 0;
    const broken: Database = {
      ...copy.database,
      write: async (statements) => {
        writes += 1;
        await copy.database.write(writes === 3 ? [...statements, ['SELECT * FROM nowhere', []]] : statements);
      },
    };
    await expect(night(erecruiter, broken, { pageSize: 5 })).rejects.toThrow(/nowhere/);
    expect(writes).toBe(3);
    await expectAgreement(copy);
    const stop = new AbortController();
    const stopped = night(erecruiter, copy.database, { pageSize: 5, signal: stop.signal, onPage: () => stop.abort() });
    await expect(stopped).rejects.toThrow(AbortedError);
    await expectAgreement(copy);
    const size = (await copy.select('SELECT id FROM sync_state')).length;
    expect(size).toBeGreaterThan(10);
    const { stored } = await night(erecruiter, copy.database);
    expect(size + stored).toBe((await run(erecruiter)).length);
    await expectWhole(copy, erecruiter);
  });

  test('a change that eRecruiter takes back after a crash is taken back in the tables', async () => {
    const copy = await open[kind]();
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 3, jobs: 3 } });
    await night(erecruiter, copy.database);
    const [person = 0] = sandbox.applicantIds();
    const before = sandbox.applicant(person)?.LastName;
    sandbox.edit(person, { LastName: 'Neuberger' });
    let writes = 0;
    const dying: Database = {
      ...copy.database,
      write: async (statements) => {
        writes += 1;
        if (writes > 1) throw new Error('killed');
        await copy.database.write(statements);
      },
    };
    await expect(night(erecruiter, dying, { pageSize: 1 })).rejects.toThrow('killed');
    sandbox.edit(person, { LastName: before ?? null });
    await night(erecruiter, copy.database);
    await expectWhole(copy, erecruiter);
  });

  test('texts that a database rejects are stored without the characters that it rejects', async () => {
    const copy = await open[kind]();
    const { erecruiter } = setUp({ sandbox: SANDBOX });
    const [candidate] = await erecruiter.listCandidates().toArray({ limit: 1 });
    if (candidate === undefined) throw new Error('no candidate');
    const custom_fields = { 'a\0b': ['\udfff😀\n"', '\\u0000', '\0', 'x\ud83d'] };
    const data = { ...candidate, last_name: 'Neu\0ber\ud800ger', source: '\udc00', custom_fields };
    await copy.database.write([statementFor({ model: 'candidate', type: 'upsert', data })]);
    const [row] = await copy.select('SELECT * FROM candidates');
    expect(row).toMatchObject({ last_name: 'Neuberger', source: '' });
    const field: unknown = Reflect.get(row ?? {}, 'custom_fields');
    const parsed = typeof field === 'string' ? JSON.parse(field) : field;
    expect(parsed).toEqual({ ab: ['😀\n"', '\\u0000', '', 'x'] });
    // A job's name is also in the state, which keeps it as it is.
    const entry = JSON.stringify({ name: 'Neu\0ber\ud800ger' });
    await copy.database.write([['INSERT INTO sync_state (id, entry) VALUES ($1, $2)', ['a', entry]]]);
    const state = await openState(copy.database);
    expect(await state.get('a')).toEqual(JSON.parse(entry));
  });

  test('a state of many entries is read in pages, each entry once', async () => {
    const { database } = await open[kind]();
    await database.write([[MANY_ENTRIES, []]]);
    const asked: string[] = [];
    const state = await openState({
      ...database,
      rows: (sql, values) => {
        asked.push(sql);
        return database.rows(sql, values);
      },
    });
    const fresh: SyncEntry = { fingerprint: 'new', changed_at: '2026-02-02T00:00:00.000Z' };
    await state.set('id7', fresh);
    await state.delete('id8');
    expect([await state.get('id7'), await state.get('id8')]).toEqual([fresh, undefined]); // in no table yet
    const pages: (readonly SyncStateRow[])[] = [];
    for await (const page of pagesOf(await state.entries())) pages.push(page);
    expect(pages.map(({ length }) => length)).toEqual([1_000, 1_000, 499]);
    const entries = new Map(pages.flat());
    expect([entries.size, entries.get('id7'), entries.has('id8')]).toEqual([2_499, fresh, false]);
    expect(asked.filter((sql) => !/ WHERE id = | LIMIT | max\(version\) /.test(sql))).toEqual([]);
  });

  test('entries are written in pages, also those of records that have not changed', async () => {
    const { database } = await open[kind]();
    const sizes: number[] = [];
    const write: Database['write'] = (statements) => {
      sizes.push(statements.length);
      return database.write(statements);
    };
    const state = await openState({ ...database, write }, { pageSize: 10 });
    const entry: SyncEntry = { fingerprint: 'x', changed_at: '2026-02-02T00:00:00.000Z' };
    for (let index = 0; index < 25; index += 1) await state.set(`id${index}`, entry);
    expect(sizes).toEqual([11, 10]); // with the version in the first
    state.add(['SELECT * FROM nowhere', []]); // its entry never comes
    await state.close();
    expect(sizes).toEqual([11, 10, 5]);
    expect((await state.get('id24'))?.fingerprint).toBe('x');
  });

  test('a state of a newer format is refused, and one of version 0.1.0, which has none, is read', async () => {
    const copy = await open[kind]();
    const { erecruiter } = setUp({ sandbox: { applicants: 2, jobs: 2 } });
    const versions = async () =>
      (await copy.select('SELECT version FROM sync_format')).map((row) => textOf(row, 'version'));
    await night(erecruiter, copy.database);
    expect(await versions()).toEqual([String(SYNC_STATE_VERSION)]);
    await copy.database.write([['DELETE FROM sync_format', []]]);
    expect(await night(erecruiter, copy.database)).toMatchObject({ stored: 0, deleted: 0 });
    expect(await versions()).toEqual([String(SYNC_STATE_VERSION)]);

    await copy.database.write([['INSERT INTO sync_format (version) VALUES ($1)', [SYNC_STATE_VERSION + 1]]]);
    const message = `The state has format ${SYNC_STATE_VERSION + 1}, this version of erecruiter-kombo knows ${SYNC_STATE_VERSION}`;
    await expect(night(erecruiter, copy.database)).rejects.toThrow(message);
  });

  test('a row that names nothing that exists is rejected', async () => {
    const { database } = await open[kind]();
    const sql = `INSERT INTO applications (id, candidate_id, job_id, changed_at) VALUES ('a', 'b', 'c', '2026-01-01')`;
    await expect(database.write([[sql, []]])).rejects.toThrow(/foreign key/i);
  });

  test('the tables have the columns of the records', () => {
    const tables = [...DDL[kind].matchAll(/CREATE TABLE IF NOT EXISTS (\w+) \(\n([^;]+)\n\)/g)].map(
      ([, table = '', body = '']) => [table, body.split('\n').map((line) => /[a-z]\w+/.exec(line)?.[0])] as const,
    );
    const wanted = MODELS.map((model) => [tableOf(model), [...COLUMNS[model]]] as const);
    expect(Object.fromEntries(tables)).toEqual({
      ...Object.fromEntries(wanted),
      sync_state: ['id', 'entry'],
      sync_format: ['version'],
    });
  });

  test('the guide shows the file', () => {
    expect(readFileSync(`${root}docs/sync.md`, 'utf8')).toContain(`\`\`\`sql\n${DDL[kind]}\`\`\``);
  });
});

test('every field that ever has a value is a column, or has a table of its own', async () => {
  const changes = await run(setUp({ sandbox: { applicants: 40 } }).erecruiter);
  const others = MODELS.flatMap((model) => {
    const columns: readonly string[] = COLUMNS[model];
    const fields = upserts(changes, model).flatMap((record) => Object.entries(record));
    const full = fields.filter(([name, value]) => !columns.includes(name) && value !== null && String(value) !== '');
    return [...new Set(full.map(([name]) => `${model}.${name}`))].sort();
  });
  expect(others).toEqual([
    'job.screening_questions',
    'candidate.applications',
    'application.candidate',
    'application.current_stage',
    'application.job',
  ]);
});

test('examples/postgres-sync.ts runs to its end', async () => {
  for (const name of ['ERECRUITER_BASE_URL', 'ERECRUITER_API_KEY', 'ERECRUITER_MANDATOR_ID']) vi.stubEnv(name, '');
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  await (await startPostgres()).exec('SET search_path TO public');
  await import('../../examples/postgres-sync.js');
  expect(printed.join('\n')).toMatch(
    /^The first night: \d+ records new or changed, 0 deleted, \d+ requests\n {2}9 jobs, 36 candidates, 57 applications\n {2}job 4311 is not shown; applications that name it: 6\nThe second night: \d+ records new or changed, 2 deleted, \d+ requests\n {2}10 jobs, 35 candidates, 56 applications$/,
  );
});
