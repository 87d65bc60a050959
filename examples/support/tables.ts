import type { SyncChange, SyncModel, SyncUpsert } from 'erecruiter-kombo';

/** A value that PostgreSQL and SQLite both take: dates and JSON are text. */
export type Value = string | number | boolean | null;
/** An SQL statement, and the values of its `$1`, `$2` and so on. */
export type Statement = readonly [sql: string, values: readonly Value[]];

type Data = { readonly [Upsert in SyncUpsert as Upsert['model']]: Upsert['data'] };

/** The columns of each model's table. What has a table of its own is left out, and what eRecruiter never has. */
export const COLUMNS = {
  // prettier-ignore
  job: [
    'id', 'remote_id', 'name', 'description', 'employment_type', 'status', 'category', 'post_url', 'experience_level',
    'remote_work_status', 'salary_amount', 'salary_amount_from', 'salary_amount_to', 'salary_currency', 'salary_period',
    'location', 'custom_fields', 'integration_fields', 'job_postings', 'hiring_team', 'opened_at', 'closed_at',
    'remote_created_at', 'remote_updated_at', 'changed_at',
  ],
  // prettier-ignore
  candidate: [
    'id', 'remote_id', 'first_name', 'last_name', 'source', 'phone_numbers', 'email_addresses', 'social_media',
    'location', 'custom_fields', 'integration_fields', 'tags', 'remote_created_at', 'remote_updated_at', 'changed_at',
  ],
  application_stage: ['id', 'remote_id', 'name', 'changed_at'],
  // prettier-ignore
  application: [
    'id', 'remote_id', 'candidate_id', 'job_id', 'current_stage_id', 'outcome', 'rejected_at', 'custom_fields',
    'integration_fields', 'remote_updated_at', 'changed_at',
  ],
  screening_question: ['id', 'remote_id', 'title', 'description', 'format', 'changed_at'],
  job_screening_question: ['id', 'job_id', 'question_id', 'index', 'required', 'changed_at'],
} as const satisfies { readonly [Model in SyncModel]: readonly (keyof Data[Model])[] };

/** The models that others refer to, and the columns in which they do. */
const REFERENCES = [
  ['job', 'application', 'job_id'],
  ['job', 'job_screening_question', 'job_id'],
  ['candidate', 'application', 'candidate_id'],
  ['application_stage', 'application', 'current_stage_id'],
  ['screening_question', 'job_screening_question', 'question_id'],
] as const satisfies readonly (readonly [parent: SyncModel, child: SyncModel, column: string])[];

/** Returns the statements that apply a change. They satisfy the foreign keys, in whatever order changes arrive. */
export function statementsFor(change: SyncChange): Statement[] {
  const { model, type, data } = change;
  if (type === 'upsert') return [...parentsOf(change), upsert(model, data)];
  const others = COLUMNS[model].filter((column) => !['id', 'remote_id', 'job_id', 'question_id'].includes(column));
  const table = tableOf(model);
  return [
    [`DELETE FROM ${table} WHERE id = $1 AND ${isUnnamed(model)}`, [data.id]],
    // A row that is still named stays, but empty. Deleting what names it, too, would lose what the state has as stored.
    ...(isParent(model)
      ? [[`UPDATE ${table} SET ${others.map((one) => `"${one}" = NULL`).join(', ')} WHERE id = $1`, [data.id]] as const]
      : []),
  ];
}

/** Returns the statements that delete the empty rows that no other row names any more. */
export function tidy(): Statement[] {
  const parents = new Set(REFERENCES.map(([parent]) => parent));
  return [...parents].map((model) => [
    `DELETE FROM ${tableOf(model)} WHERE changed_at IS NULL AND ${isUnnamed(model)}`,
    [],
  ]);
}

/** The name of a model's table, such as `jobs`. */
export function tableOf(model: SyncModel): string {
  return `${model}s`;
}

/** Returns a record's values in the order of its table's columns. */
export function valuesOf(model: SyncModel, data: object): Value[] {
  return COLUMNS[model].map((column) => toValue(Reflect.get(data, column)));
}

/**
 * Creates what a record refers to, unless it exists: with a number and a name at most, and without `changed_at`. A job
 * may never come: the API key may not read it, it may be deleted, or a run with `job_ids` may not cover it.
 */
function parentsOf({ model, data }: SyncUpsert): Statement[] {
  if (model === 'job_screening_question') {
    return [insert('job', { id: data.job_id }), insert('screening_question', { id: data.question_id })];
  }
  if (model !== 'application') return [];
  const { candidate, job, current_stage: stage } = data;
  return [
    ...(candidate ? [insert('candidate', { id: candidate.id, remote_id: candidate.remote_id })] : []),
    ...(job ? [insert('job', { id: job.id, remote_id: job.remote_id, name: job.name })] : []),
    ...(stage ? [insert('application_stage', { id: stage.id, remote_id: stage.remote_id, name: stage.name })] : []),
  ];
}

function insert(model: SyncModel, row: Readonly<Record<string, Value>>): Statement {
  const columns = Object.keys(row);
  return [`${into(model, columns)} DO NOTHING`, Object.values(row).map(toValue)];
}

function upsert(model: SyncModel, data: object): Statement {
  const columns: readonly string[] = COLUMNS[model];
  const news = columns.slice(1).map((column) => `"${column}" = excluded."${column}"`);
  return [`${into(model, columns)} DO UPDATE SET ${news.join(', ')}`, valuesOf(model, data)];
}

function into(model: SyncModel, columns: readonly string[]): string {
  const names = columns.map((column) => `"${column}"`).join(', ');
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  return `INSERT INTO ${tableOf(model)} (${names}) VALUES (${places}) ON CONFLICT (id)`;
}

function isParent(model: SyncModel): boolean {
  return REFERENCES.some(([parent]) => parent === model);
}

/** A condition: no row of another table refers to the row. */
function isUnnamed(model: SyncModel): string {
  const children = REFERENCES.filter(([parent]) => parent === model).map(
    ([, child, column]) => `NOT EXISTS (SELECT 1 FROM ${tableOf(child)} WHERE ${column} = ${tableOf(model)}.id)`,
  );
  return children.join(' AND ') || 'TRUE';
}

/** PostgreSQL rejects two things that a JavaScript text may contain: NUL, and half a surrogate pair. */
function toValue(value: unknown): Value {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return value.replace(/[\0\p{Surrogate}]/gu, '');
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  return JSON.stringify(value).replace(/\\(u0000|ud[89a-f]..|.)/g, (all, escaped: string) =>
    escaped.length > 1 ? '' : all,
  );
}
