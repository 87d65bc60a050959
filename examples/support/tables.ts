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
    'remote_created_at', 'remote_updated_at', 'remote_deleted_at', 'changed_at',
  ],
  // prettier-ignore
  candidate: [
    'id', 'remote_id', 'first_name', 'last_name', 'source', 'phone_numbers', 'email_addresses', 'social_media',
    'location', 'custom_fields', 'integration_fields', 'tags', 'remote_created_at', 'remote_updated_at',
    'remote_deleted_at', 'changed_at',
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

/** Returns the statement that applies a change. Changes arrive in an order that satisfies the foreign keys. */
export function statementFor({ model, type, data }: SyncChange): Statement {
  if (type === 'delete') return [`DELETE FROM ${tableOf(model)} WHERE id = $1`, [data.id]];
  const columns: readonly string[] = COLUMNS[model];
  const names = columns.map((column) => `"${column}"`).join(', ');
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  const news = columns
    .slice(1)
    .map((column) => `"${column}" = excluded."${column}"`)
    .join(', ');
  return [
    `INSERT INTO ${tableOf(model)} (${names}) VALUES (${places}) ON CONFLICT (id) DO UPDATE SET ${news}`,
    valuesOf(model, data),
  ];
}

/** The name of a model's table, such as `jobs`. */
export function tableOf(model: SyncModel): string {
  return `${model}s`;
}

/** Returns a record's values in the order of its table's columns. */
export function valuesOf(model: SyncModel, data: object): Value[] {
  return COLUMNS[model].map((column) => toValue(Reflect.get(data, column)));
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
