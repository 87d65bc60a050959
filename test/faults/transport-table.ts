import type { KomboErrorCode } from '../../src/models/error-codes.js';
import { BODY } from './transport-kit.js';

/** What goes wrong with a request. */
export type Fault = { readonly kind: 'refused' | 'reset' | 'reset-body' | 'silent' | 'stalled' } | AnswerFault;

/** An answer that is complete but unwelcome. */
interface AnswerFault {
  readonly kind: 'answer';
  readonly status: number;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** What must come of a fault that does not go away. */
interface Row {
  readonly what: string;
  readonly fault: Fault;
  readonly error: string;
  /** On a read and on a write; one when they are the same. */
  readonly code: KomboErrorCode | readonly [KomboErrorCode, KomboErrorCode];
  /** How many requests go out on a read and on a write. */
  readonly sent: readonly [number, number];
  /** Whether a write may have been carried out. */
  readonly applied: boolean;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HTML = { 'content-type': 'text/html' };

function answer(status: number, body: string | Uint8Array = BODY, headers: Record<string, string> = JSON_TYPE): Fault {
  return { kind: 'answer', status, body, headers };
}

/** Read twice more after a first try in vain. */
const REPEATED = [3, 1] as const;
const NEVER_REPEATED = [1, 1] as const;
const ALWAYS_REPEATED = [3, 3] as const;

/** Every failure of issue 2, one row each. */
const FAULTS: readonly Row[] = [
  {
    what: 'a refused connection',
    fault: { kind: 'refused' },
    error: 'ConnectionError',
    code: 'REMOTE.SERVICE_UNAVAILABLE',
    sent: ALWAYS_REPEATED,
    applied: false,
  },
  {
    what: 'a reset before the headers',
    fault: { kind: 'reset' },
    error: 'ConnectionError',
    code: 'REMOTE.SERVICE_UNAVAILABLE',
    sent: REPEATED,
    applied: true,
  },
  {
    what: 'a reset in the middle of the body',
    fault: { kind: 'reset-body' },
    error: 'ConnectionError',
    code: 'REMOTE.SERVICE_UNAVAILABLE',
    sent: REPEATED,
    applied: true,
  },
  {
    what: 'headers that never come',
    fault: { kind: 'silent' },
    error: 'TimeoutError',
    code: 'PLATFORM.TASK_TIMED_OUT',
    sent: REPEATED,
    applied: true,
  },
  {
    what: 'a body that never ends',
    fault: { kind: 'stalled' },
    error: 'TimeoutError',
    code: 'PLATFORM.TASK_TIMED_OUT',
    sent: REPEATED,
    applied: true,
  },
  {
    what: 'a redirect',
    fault: answer(302, '', { location: 'http://127.0.0.1:1/Api/Elsewhere' }),
    error: 'StatusError',
    code: 'REMOTE.UNKNOWN_HTTP_ERROR',
    sent: NEVER_REPEATED,
    applied: true,
  },
  {
    what: 'HTTP 400',
    fault: answer(400),
    error: 'StatusError',
    code: 'REMOTE.INPUT_INVALID',
    sent: NEVER_REPEATED,
    applied: false,
  },
  {
    what: 'HTTP 401 also with a new token',
    fault: answer(401),
    error: 'AuthenticationError',
    code: 'INTEGRATION.AUTHENTICATION_INVALID',
    sent: [4, 4],
    applied: false,
  },
  {
    what: 'HTTP 403',
    fault: answer(403),
    error: 'PermissionError',
    code: 'INTEGRATION.PERMISSION_MISSING',
    sent: NEVER_REPEATED,
    applied: false,
  },
  {
    what: 'HTTP 404',
    fault: answer(404),
    error: 'NotFoundError',
    code: ['REMOTE.UNKNOWN_HTTP_ERROR', 'REMOTE.INPUT_INVALID'],
    sent: NEVER_REPEATED,
    applied: false,
  },
  {
    what: 'HTTP 408',
    fault: answer(408),
    error: 'StatusError',
    code: 'REMOTE.UNKNOWN_HTTP_ERROR',
    sent: REPEATED,
    applied: true,
  },
  {
    what: 'HTTP 409',
    fault: answer(409),
    error: 'StatusError',
    code: 'REMOTE.INPUT_INVALID',
    sent: NEVER_REPEATED,
    applied: false,
  },
  {
    what: 'HTTP 429',
    fault: answer(429, BODY, { ...JSON_TYPE, 'retry-after': '7' }),
    error: 'RateLimitError',
    code: 'REMOTE.RATE_LIMIT_EXCEEDED',
    sent: ALWAYS_REPEATED,
    applied: false,
  },
  {
    what: 'HTTP 500 with an ExceptionMessage',
    fault: answer(
      500,
      JSON.stringify({ Message: 'An error has occurred.', ExceptionMessage: BODY, StackTrace: 'at X' }),
    ),
    error: 'ServerError',
    code: 'REMOTE.UNKNOWN_HTTP_ERROR',
    sent: REPEATED,
    applied: true,
  },
  {
    what: 'HTTP 502 with HTML',
    fault: answer(502, `<html><body>Bad Gateway ${BODY}</body></html>`, HTML),
    error: 'ServerError',
    code: 'REMOTE.SERVICE_UNAVAILABLE',
    sent: REPEATED,
    applied: true,
  },
  {
    what: 'HTTP 503',
    fault: answer(503, '', { 'retry-after': '7' }),
    error: 'ServerError',
    code: 'REMOTE.SERVICE_UNAVAILABLE',
    sent: REPEATED,
    applied: true,
  },
  {
    what: 'HTTP 504',
    fault: answer(504, ''),
    error: 'ServerError',
    code: 'REMOTE.SERVICE_UNAVAILABLE',
    sent: REPEATED,
    applied: true,
  },
  {
    what: 'HTTP 500 with a body beyond every limit',
    fault: answer(500, BODY.repeat(10_000)),
    error: 'ServerError',
    code: 'REMOTE.UNKNOWN_HTTP_ERROR',
    sent: REPEATED,
    applied: true,
  },
  ...[
    { what: 'an empty 200', fault: answer(200, '') },
    { what: 'a 204', fault: answer(204, '', {}) },
    { what: 'HTML in place of JSON', fault: answer(200, `<!DOCTYPE html><p>${BODY}</p>`, HTML) },
    { what: 'truncated JSON', fault: answer(200, BODY.slice(0, -3)) },
    {
      what: 'JSON in no charset at all',
      fault: answer(200, Uint8Array.from([...Buffer.from('{"LastName":"Jörg'), 0xf6, ...Buffer.from('"}')])),
    },
  ].map(({ what, fault }) => ({
    what,
    fault,
    error: 'ResponseShapeError',
    code: 'REMOTE.UNKNOWN_HTTP_ERROR' as const,
    sent: REPEATED,
    applied: true,
  })),
  ...[
    { what: 'a record of wrong types', fault: answer(200, JSON.stringify({ Id: 'seven', LastName: BODY })) },
    { what: 'a list in place of a record', fault: answer(200, `[${BODY}]`) },
    // It would be as large the next time.
    {
      what: 'an answer that is too large',
      fault: answer(200, JSON.stringify({ Id: 7, LastName: 'x'.repeat(200_000) })),
    },
    { what: 'null in place of a record', fault: answer(200, 'null') },
  ].map(({ what, fault }) => ({
    what,
    fault,
    error: 'ResponseShapeError',
    code: 'REMOTE.UNKNOWN_HTTP_ERROR' as const,
    sent: NEVER_REPEATED,
    applied: true,
  })),
];

/** The rules that a request can have, as far as sending goes. */
const RULES = ['read', 'replace', 'guarded', 'create', 'once'] as const;

/** Each fault under each rule, with what must come of it. */
export const CASES = FAULTS.flatMap(({ code, sent, applied, ...row }) =>
  RULES.map((rule) => {
    const [read, write] = typeof code === 'string' ? [code, code] : code;
    const isRead = rule === 'read';
    return { ...row, rule, code: isRead ? read : write, sent: isRead ? sent[0] : sent[1], applied: !isRead && applied };
  }),
);
