import type * as z from 'zod/mini';
import { ResponseShapeError } from '../errors.js';
import type { Issue } from '../options.js';
import { anythingSchema, explain, matches, mend } from '../schemas/index.js';
import type { Schema } from '../schemas/walk.js';
import type { Endpoint } from './endpoints.js';
import type { Input, Outgoing } from './request.js';
import { isEmptyRecord, isForeign, withSchemaNames } from './property-names.js';
import type { UrlValue } from './request.js';

/** The names of the framework's error object. */
const ERROR_NAMES = new Set([
  ...['Message', 'MessageDetail', 'MessageLanguage', 'ModelState', 'ErrorCode', 'InnerException'],
  ...['ExceptionMessage', 'ExceptionType', 'StackTrace'],
]);

/** An answer, and what it answers. */
export interface Answer {
  readonly endpoint: Endpoint;
  readonly request: Outgoing;
  readonly status: number;
  readonly text: string;
  readonly value: unknown;
}

/** The error for an answer that is not what the endpoint gives. */
export function shapeError({ endpoint, request, status }: Answer, reason: string): ResponseShapeError {
  const mayHaveBeenApplied = endpoint.replay !== 'read';
  return new ResponseShapeError({ endpoint: request.name, status, reason, mayHaveBeenApplied, id: request.id });
}

/** Whether 204 is an answer: of lists, of what may be missing, and of writes whose answer is not needed. */
export function mayBeEmpty({ rows, nothing, schema }: Endpoint): boolean {
  return rows || nothing !== undefined || schema === anythingSchema;
}

/** Whether an answer says that there is nothing. */
export function isNone({ rows, nothing }: Endpoint, value: unknown): boolean {
  if (value === null || rows || nothing === undefined) return value === null;
  if (Array.isArray(value)) return value.length === 0;
  return isEmptyRecord(value) && (nothing === true || Object.keys(Object(value)).length === 0);
}

/** Whether an object is the framework's error, which some servers send with 200. */
export function isErrorObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('Message' in value)) return false;
  return Object.keys(value).every((name) => ERROR_NAMES.has(name));
}

/** Whether a record is the one that was asked for, as far as it says. */
export function isOwn<P extends string>({ owner }: Endpoint<P>, { path }: Input<P>, record: unknown): boolean {
  if (owner === undefined || typeof record !== 'object' || record === null) return true;
  const asked = new Map(Object.entries<UrlValue>({ ...path })).get(owner.value);
  const said: unknown = Reflect.get(record, owner.property);
  return said === asked || said === null || said === undefined;
}

/** Each row once; rows without a number of their own all stand. */
export function distinctRows<T>(rows: readonly T[], property: string | undefined): T[] {
  const seen = new Set<unknown>();
  return rows.filter((row) => {
    const number: unknown =
      property === undefined || typeof row !== 'object' || row === null ? null : Reflect.get(row, property);
    if (!number) return true;
    const isNew = !seen.has(number);
    seen.add(number);
    return isNew;
  });
}

/**
 * A value as the schema has it, its odd members null and reported to `onIssue`; undefined where it is another record.
 * `id` is that of the record asked for, for answers that name none.
 */
export function validRecord<S extends Schema>(
  schema: S,
  value: unknown,
  { endpoint, id, strict }: Whose,
  onIssue: (issue: Issue) => void,
): { readonly record: z.core.output<S> } | undefined {
  if (matches(schema, value)) return { record: value };
  const found = strict === true ? undefined : mend(schema, value);
  for (const odd of found?.odd ?? []) onIssue({ endpoint, id: rowId(value) ?? id, ...odd });
  return found && { record: found.value };
}

/** Whose members an issue is about. */
interface Whose {
  readonly endpoint: string;
  readonly id: string | null;
  readonly strict?: true | undefined;
}

/** Where {@link validRows} reports. */
export interface RowReport {
  /** Called for each member that became null. */
  readonly onIssue: (issue: Issue) => void;
  /** Called for each row that is skipped as a whole. */
  readonly onSkip: (issue: Issue) => void;
}

/** The rows that are what the schema says; each of the others is reported and skipped. */
export function validRows<S extends Schema>(
  schema: S,
  values: readonly unknown[],
  endpoint: string,
  { onIssue, onSkip }: RowReport,
  { id = null, strict }: Partial<Whose> = {},
): z.core.output<S>[] {
  const sound: z.core.output<S>[] = [];
  for (const value of values) {
    const row = withSchemaNames(schema, value);
    const found = validRecord(schema, row, { endpoint, id, strict }, onIssue);
    if (found === undefined) onSkip({ endpoint, id: rowId(row), path: '', reason: explain(schema, row) });
    else if (isForeign(schema, row)) onSkip({ endpoint, id: null, path: '', reason: 'none of its names is known' });
    else sound.push(found.record);
  }
  return sound;
}

function rowId(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('Id' in value)) return null;
  return typeof value.Id === 'number' ? String(value.Id) : null;
}
