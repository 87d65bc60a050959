import { isGone, isTokenFailure } from '../api/absence.js';
import { type Endpoint, endpointLabel } from '../api/endpoints.js';
import {
  AbortedError,
  AuthenticationError,
  PermissionError,
  RateLimitError,
  RequestError,
  ResponseShapeError,
  StatusError,
  toStatusError,
} from '../errors.js';
import type { Issue } from '../options.js';

/** A failure that may be caused by the requested record. */
export type RecordError = RequestError | ResponseShapeError;

/**
 * Whether a failure may be caused by the requested record. An abort, a rejected key, throttling and a failed token
 * exchange prove nothing about a record.
 */
export function isRecordError(error: unknown): error is RecordError {
  if (!RequestError.isInstance(error) && !ResponseShapeError.isInstance(error)) return false;
  if (AbortedError.isInstance(error) || AuthenticationError.isInstance(error)) return false;
  return !RateLimitError.isInstance(error) && !isTokenFailure(error);
}

/** Whether eRecruiter itself denied access to this record, which proves nothing about other records. */
export function isRecordRefused(error: unknown): boolean {
  return PermissionError.isInstance(error) || isGone(error);
}

/**
 * Whether a failure may be temporary. A rejection by eRecruiter, or an answer of another shape, would only be repeated.
 */
export function isTransient(error: RecordError): boolean {
  if (ResponseShapeError.isInstance(error)) return error.unreadable;
  return !isRecordRefused(error) && !(StatusError.isInstance(error) && error.status === 400);
}

/** Whether the key lacks a permission, which affects more than one record. */
export function isMissingRight(error: RecordError): boolean {
  return PermissionError.isInstance(error);
}

/** Whether the answer could not be read at all, which does not mean that the slot is empty. */
export function isUnreadable(error: RecordError): boolean {
  return ResponseShapeError.isInstance(error) && error.unreadable;
}

/** Whether a result is an error instead of an answer. */
export function isError<T extends object>(answer: T | RecordError): answer is RecordError {
  return answer instanceof Error;
}

/** Returns the issue that reports a skipped record. */
export function issueOf({ endpoint, message }: RecordError, id: number | null): Issue {
  return { endpoint, id: id === null ? null : String(id), path: '', reason: message.slice(endpoint.length + 2) };
}

/** Creates the error for an empty answer where a record is expected. */
export function notFound(endpoint: Endpoint): StatusError {
  const failure = { attempts: 1, mayHaveBeenApplied: false, write: false, retryAfterMs: null };
  return toStatusError({ ...failure, endpoint: endpointLabel(endpoint), status: 404, text: '' });
}
