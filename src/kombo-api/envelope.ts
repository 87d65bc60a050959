import { FILE_ENDPOINT } from '../actions/files/fetch.js';
import {
  ERecruiterError,
  NotFoundError,
  PartialWriteError,
  RequestError,
  ResponseShapeError,
  StatusError,
} from '../errors.js';
import type { KomboErrorCode } from '../models/error-codes.js';
import type { RouteKind, RouteResult } from './router.js';
import { RouteError } from './route-error.js';

/** Of the statuses that Kombo's SDK retries (429, 500, 502, 503, 504) these are for reads only. */
const UNSAFE_FOR_WRITES = new Set([500, 502, 504]);

const STATUS_OF_CODE: Readonly<Record<KomboErrorCode, number>> = {
  'PLATFORM.RATE_LIMIT_EXCEEDED': 429,
  'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED': 429,
  'PLATFORM.INPUT_INVALID': 400,
  'PLATFORM.AUTHENTICATION_INVALID': 401,
  'PLATFORM.INTEGRATION_NOT_FOUND': 404,
  'PLATFORM.IP_NOT_WHITELISTED': 403,
  'PLATFORM.UNKNOWN_ERROR': 500,
  'PLATFORM.TASK_TIMED_OUT': 504,
  'INTEGRATION.SETUP_INCOMPLETE': 409,
  'INTEGRATION.SETUP_SYNC_PENDING': 409,
  'INTEGRATION.QA_FAILED': 409,
  'INTEGRATION.PERMISSION_MISSING': 403,
  'INTEGRATION.AUTHENTICATION_INVALID': 401,
  'INTEGRATION.INACTIVE': 403,
  'INTEGRATION.MODEL_NOT_AVAILABLE': 400,
  'INTEGRATION.ACTION_NOT_AVAILABLE': 400,
  'INTEGRATION.MODEL_DISABLED': 403,
  'INTEGRATION.ACTION_DISABLED': 403,
  'REMOTE.SERVICE_UNAVAILABLE': 503,
  'REMOTE.RATE_LIMIT_EXCEEDED': 429,
  'REMOTE.INPUT_INVALID': 400,
  'REMOTE.UNKNOWN_HTTP_ERROR': 502,
  'ATS.JOB_CLOSED': 400,
  'ATS.APPLICATION_ALREADY_EXISTS': 409,
};

/** Creates the response to a request that succeeded. */
export function successResponse({ data, warnings }: RouteResult): Response {
  return Response.json({ status: 'success', data, ...(warnings === undefined ? {} : { warnings }) });
}

/** Creates the response to a request that failed, with a status that Kombo's SDK may safely retry by. */
export function failureResponse(error: unknown, kind: RouteKind): Response {
  const { code, message } = isErrorWithCode(error) ? error : UNKNOWN_ERROR;
  const shown = kind.general ? generalCode(code) : code;
  const status = statusOf(error, code, kind);
  return Response.json(
    {
      status: 'error',
      error: {
        code: shown,
        title: titleOf(shown),
        message: shown === code ? message : `${code}: ${message}`,
        log_url: null,
      },
    },
    { status, headers: status === 429 || status === 503 ? retryAfter(error) : {} },
  );
}

/** Contains nothing of the error itself, which can be anything. */
const UNKNOWN_ERROR = { code: 'PLATFORM.UNKNOWN_ERROR', message: 'an unexpected error' } as const;

function isErrorWithCode(error: unknown): error is ERecruiterError | RouteError {
  return ERecruiterError.isInstance(error) || error instanceof RouteError;
}

function statusOf(error: unknown, code: KomboErrorCode, { writes }: RouteKind): number {
  if (error instanceof RouteError && error.status !== undefined) return error.status;
  if (writes && mayHaveWritten(error)) return 409;
  if (NotFoundError.isInstance(error)) return 404;
  if (!writes || !UNSAFE_FOR_WRITES.has(STATUS_OF_CODE[code])) return STATUS_OF_CODE[code];
  return isFileError(error) ? 503 : 409;
}

/** Whether the host of a file failed: files are fetched before anything is written. */
function isFileError(error: unknown): boolean {
  return RequestError.isInstance(error) && error.endpoint === FILE_ENDPOINT;
}

/** Whether something was written, or may have been. */
function mayHaveWritten(error: unknown): boolean {
  if (PartialWriteError.isInstance(error)) return true;
  return (RequestError.isInstance(error) || ResponseShapeError.isInstance(error)) && error.mayHaveBeenApplied;
}

/** The SDK knows only platform codes of general endpoints, and rejects all others. */
function generalCode(code: KomboErrorCode): KomboErrorCode {
  if (code.startsWith('PLATFORM.')) return code;
  return code === 'REMOTE.INPUT_INVALID' ? 'PLATFORM.INPUT_INVALID' : 'PLATFORM.UNKNOWN_ERROR';
}

function titleOf(code: KomboErrorCode): string {
  const words = code
    .slice(code.indexOf('.') + 1)
    .toLowerCase()
    .replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function retryAfter(error: unknown): Record<string, string> {
  const wait = StatusError.isInstance(error) ? error.retryAfterMs : null;
  return wait === null ? {} : { 'retry-after': String(Math.ceil(wait / 1000)) };
}
