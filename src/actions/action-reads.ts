import type * as z from 'zod/mini';
import { isGone } from '../api/absence.js';
import { type Endpoint, endpoints } from '../api/endpoints.js';
import type { EndpointInput } from '../api/request.js';
import { ResponseShapeError, type StatusError, remoteTextOf, toStatusError } from '../errors.js';
import type { ExistingAnswers } from '../mappers/index.js';
import type { Issue } from '../options.js';
import type { RawApplicant, RawApplicationView } from '../schemas/index.js';
import type { ActionCall } from './run-action.js';

/** Reads an applicant, together with the exact text of the record. */
export function readApplicant(call: ActionCall, applicantId: number): Promise<{ record: RawApplicant; text: string }> {
  return call.services.transport.recordWithText(endpoints.applicant, { path: { applicantId } }, call.options);
}

/** Reads the applications of an applicant. */
export function readApplications(call: ActionCall, applicantId: number): Promise<RawApplicationView[]> {
  const { transport, settings, onIssue } = call.services;
  const input = { path: { applicantId }, query: { culture: settings.culture } };
  return transport.rows(endpoints.applications, input, call.options, onIssue);
}

/** Reads a list that decides whether something is created: a row that cannot be read must not count as missing. */
export function readEveryRow<P extends string, S extends z.core.$ZodType>(
  { services, options }: ActionCall,
  endpoint: Endpoint<P, S> & { readonly rows: true },
  input: EndpointInput<P>,
): Promise<z.core.output<S>[]> {
  return services.transport.rows(endpoint, input, options, () => undefined, failOnSkippedRow);
}

/** Throws for a row that cannot be read, so that it does not count as missing. */
export function failOnSkippedRow({ endpoint, reason }: Issue): never {
  throw new ResponseShapeError({ endpoint, status: 200, reason, mayHaveBeenApplied: false });
}

/** Reads the data of an applicant that may already answer questions. */
export async function readExistingAnswers(
  call: ActionCall,
  applicantId: number,
  applicant: RawApplicant,
): Promise<ExistingAnswers> {
  const { transport, onIssue } = call.services;
  const path = { applicantId };
  const [customFieldValues, languages, knowledges, documents] = await Promise.all([
    transport.rows(endpoints.applicantCustomFields, { path }, call.options, onIssue),
    transport.rows(endpoints.languages, { path }, call.options, onIssue),
    transport.rows(endpoints.knowledges, { path }, call.options, onIssue),
    transport.rows(endpoints.documents, { path, query: { includeContent: false } }, call.options, onIssue),
  ]);
  const documentTypes = documents.flatMap(({ Type }) => Type || []);
  return { applicant, customFieldValues, languages, knowledges, documentTypes };
}

/**
 * Converts a 404 of a read to the error of a write: the input names a record that does not exist. By default only
 * eRecruiter's own answer counts; `isAbout` can widen that.
 */
export async function notFoundAsInvalidInput<T>(
  read: Promise<T>,
  isAbout: (error: unknown) => error is StatusError = isGone,
): Promise<T> {
  try {
    return await read;
  } catch (error) {
    throw isAbout(error) ? asRefusedWrite(error) : error;
  }
}

/** Returns the error of a write that was refused with this answer, with a hint at its cause if there is one. */
export function asRefusedWrite(error: StatusError, hint?: string): StatusError {
  const { endpoint, attempts, status, retryAfterMs, id } = error;
  const facts = { endpoint, attempts, status, retryAfterMs, id, hint };
  return toStatusError({ ...facts, mayHaveBeenApplied: false, write: true, text: remoteTextOf(error) ?? null });
}

/**
 * Reads back what was written, and warns about a difference. A failed read is only a warning, since the write is done.
 */
export async function confirmStored(
  call: ActionCall,
  what: string,
  read: () => Promise<string | undefined>,
): Promise<void> {
  try {
    const warning = await read();
    if (warning !== undefined) call.warn(warning);
  } catch {
    call.warn(`${what} was accepted, but could not be read back`);
  }
}
