import type * as z from 'zod/mini';
import { ResponseShapeError } from '../errors.js';
import type { Issue } from '../options.js';
import { anythingSchema, explain, matches, mend } from '../schemas/index.js';
import { withPlainTypes } from '../schemas/plain-types.js';
import type { Schema } from '../schemas/walk.js';
import { type Endpoint, endpointLabel } from './endpoints.js';
import type { EndpointInput, OutgoingRequest } from './request.js';
import { isEmptyRecord, isForeign, withSchemaNames } from './property-names.js';
import type { UrlValue } from './request.js';

/** The names of the framework's error object. */
export const ERROR_NAMES: ReadonlySet<string> = new Set([
  ...['Message', 'MessageDetail', 'MessageLanguage', 'ModelState', 'ErrorCode', 'InnerException'],
  ...['ExceptionMessage', 'ExceptionType', 'StackTrace'],
]);

/** An answer, with its request. */
export interface Answer {
  readonly endpoint: Endpoint;
  readonly request: OutgoingRequest;
  readonly status: number;
  readonly text: string;
  readonly value: unknown;
}

/** Creates the error for an answer that does not have the documented shape. */
export function shapeError({ endpoint, request, status }: Answer, reason: string): ResponseShapeError {
  const mayHaveBeenApplied = endpoint.replay !== 'read';
  return new ResponseShapeError({ endpoint: request.label, status, reason, mayHaveBeenApplied, id: request.id });
}

/** Creates the error for an answer that another answer contradicts. */
export function contradictionError(endpoint: Endpoint, id: number, reason: string): ResponseShapeError {
  const facts = { endpoint: endpointLabel(endpoint), status: 200, reason, id: String(id) };
  return new ResponseShapeError({ ...facts, mayHaveBeenApplied: false });
}

/** Whether an answer has no body, as its status says: to a creation, some servers answer 201 with a `Location` only. */
export function isBare(status: number, text: string): boolean {
  return status === 204 || (status === 201 && text.trim() === '');
}

/** Whether no body is a valid answer: for lists, for what may be missing, and for writes whose answer is not needed. */
export function mayBeEmpty({ rows, nothing, schema }: Endpoint): boolean {
  return rows || nothing !== undefined || schema === anythingSchema;
}

/** Whether an answer means that nothing exists. */
export function isNothing({ rows, nothing }: Endpoint, value: unknown): boolean {
  if (value === null || rows || nothing === undefined) return value === null;
  if (Array.isArray(value)) return value.length === 0;
  return isEmptyRecord(value) && (nothing === true || Object.keys(Object(value)).length === 0);
}

/** Whether an object is an error of the framework, which some servers send with status 200. */
export function isErrorObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('Message' in value)) return false;
  return Object.keys(value).every((name) => ERROR_NAMES.has(name));
}

/**
 * Whether the web server throttles the client: IIS sends a page with 403, whereas eRecruiter denies access to a record
 * in JSON.
 */
export function isThrottling(status: number, text: string | null): boolean {
  return status === 403 && text !== null && /^\s*</.test(text);
}

/** Whether a record is the requested one. A record without an id counts as the requested one. */
export function isRequestedRecord<P extends string>(
  { owner }: Endpoint<P>,
  { path }: EndpointInput<P>,
  record: unknown,
): boolean {
  if (owner === undefined || typeof record !== 'object' || record === null) return true;
  const asked = new Map(Object.entries<UrlValue>({ ...path })).get(owner.value);
  const found: unknown = Reflect.get(record, owner.property);
  // Without a schema, a number that the server writes as text has not become one.
  const value = typeof found === 'string' && typeof asked === 'number' ? Number(found) : found;
  return value === asked || found === null || found === undefined;
}

/** Returns each row once; rows without a number are all kept. */
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
 * Returns a value that matches the schema: members of a wrong type are null and reported to `onIssue`. Undefined for
 * another kind of record. `id` is the number of the requested record, for answers that contain none.
 */
export function validRecord<S extends Schema>(
  schema: S,
  value: unknown,
  { endpoint, id, strict }: RecordOrigin,
  onIssue: (issue: Issue) => void,
): { readonly record: z.core.output<S> } | undefined {
  const plain = withPlainTypes(schema, value);
  if (matches(schema, plain)) return { record: plain };
  const found = strict === true ? undefined : mend(schema, value);
  for (const mismatch of found?.mismatches ?? []) onIssue({ endpoint, id: rowId(value) ?? id, ...mismatch });
  return found && { record: found.value };
}

/** The record that issues are reported for. */
interface RecordOrigin {
  readonly endpoint: string;
  readonly id: string | null;
  readonly strict?: true | undefined;
}

/** The callbacks of {@link validRows}. */
export interface RowReport {
  /** Called for each member that became null. */
  readonly onIssue: (issue: Issue) => void;
  /** Called for each row that is skipped as a whole. */
  readonly onSkip: (issue: Issue) => void;
}

/** Returns the rows that match the schema. All others are reported and skipped. */
export function validRows<S extends Schema>(
  schema: S,
  values: readonly unknown[],
  endpoint: string,
  { onIssue, onSkip }: RowReport,
  { id = null, strict }: Partial<RecordOrigin> = {},
): z.core.output<S>[] {
  const valid: z.core.output<S>[] = [];
  for (const value of values) {
    const row = withSchemaNames(schema, value);
    const found = validRecord(schema, row, { endpoint, id, strict }, onIssue);
    if (found === undefined) onSkip({ endpoint, id: rowId(row), path: '', reason: explain(schema, row) });
    else if (isForeign(schema, row)) onSkip({ endpoint, id: null, path: '', reason: 'none of its names is known' });
    else valid.push(found.record);
  }
  return valid;
}

function rowId(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('Id' in value)) return null;
  return typeof value.Id === 'number' || /^\d+$/.test(String(value.Id)) ? String(value.Id) : null;
}
