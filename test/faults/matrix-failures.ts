import { Buffer } from 'node:buffer';
import { isTried } from '../helpers/share.js';
import type { ErrorClass } from './matrix-rules.js';
import type { KomboErrorCode } from '../../src/models/error-codes.js';
import type { FaultRule } from '../../src/sandbox/index.js';

const MIB = 1_048_576;

/** The largest answer that the clients of the matrix read: 50 MB need not be sent to be too much. */
export const MAX_BODY_BYTES = MIB;

/** The kind of a failure, as the rules know it. */
type FailureKind =
  /** Surely not processed. */
  | 'unsent'
  /** No answer, or one without meaning: the request may have been processed. */
  | 'doubt'
  /** The same after a timeout: eRecruiter may still be working. */
  | 'timeout'
  /** An answer that is not JSON. */
  | 'unreadable'
  /** JSON of another shape. */
  | 'other-shape'
  /** More than is read. */
  | 'too-large'
  /** A clear refusal. */
  | 'refusal'
  /** An answer that means "there is none", where that is possible. */
  | 'nothing'
  /** An oddity that the client accepts. */
  | 'sound';

/** One failure. */
export interface Failure {
  readonly what: string;
  readonly kind: FailureKind;
  readonly fault: Omit<FaultRule, 'on' | 'times' | 'skip'>;
  /** The status, if the answer is complete. */
  readonly status?: number;
  /** The error when it persists; undefined for what is accepted. */
  readonly error?: Wrong;
  /** How long the client waits before its two repeats, if the answer determines it. */
  readonly waits?: readonly number[];
}

type Wrong = readonly [ErrorClass, KomboErrorCode];

const UNREACHABLE = ['ConnectionError', 'REMOTE.SERVICE_UNAVAILABLE'] as const;
const LATE = ['TimeoutError', 'PLATFORM.TASK_TIMED_OUT'] as const;
const GONE = ['NotFoundError', 'REMOTE.UNKNOWN_HTTP_ERROR'] as const;
const ROUTE_MISS = `{"Message":"No HTTP resource was found that matches the request URI 'https://example.at/Api/x'."}`;
const SHAPE = ['ResponseShapeError', 'REMOTE.UNKNOWN_HTTP_ERROR'] as const;

function status(number: number, what: string, kind: FailureKind, error: Wrong, more = {}): Failure {
  return { what, kind, status: number, fault: { kind: 'status', status: number, ...more }, error };
}

function busy(what: string, retryAfter: string, waits: readonly number[]): Failure {
  const fault = { kind: '429', headers: { 'retry-after': retryAfter } } as const;
  const error = ['RateLimitError', 'REMOTE.RATE_LIMIT_EXCEEDED'] as const;
  return { what: `429 with ${what}`, kind: 'unsent', status: 429, fault, error, waits };
}

/** All failures; the clock of the matrix stands at noon of 1 March 2026 when they happen. */
export const FAILURES: readonly Failure[] = [
  { what: 'a refused connection', kind: 'unsent', fault: { kind: 'refused' }, error: UNREACHABLE },
  {
    what: 'a connection that does not come about in time',
    kind: 'unsent',
    fault: { kind: 'refused', code: 'UND_ERR_CONNECT_TIMEOUT' },
    error: UNREACHABLE,
  },
  { what: 'a reset before the work', kind: 'doubt', fault: { kind: 'reset-before' }, error: UNREACHABLE },
  { what: 'a reset after the work', kind: 'doubt', fault: { kind: 'reset-after' }, error: UNREACHABLE },
  { what: 'a reset within the body', kind: 'doubt', fault: { kind: 'reset-body' }, error: UNREACHABLE },
  { what: 'headers that do not come', kind: 'timeout', fault: { kind: 'timeout-headers' }, error: LATE },
  { what: 'a body that does not end', kind: 'timeout', fault: { kind: 'timeout-body' }, error: LATE },
  { what: 'a token that ends under way', kind: 'sound', fault: { kind: 'expired-token' } },
  status(401, '401 with every token', 'refusal', ['AuthenticationError', 'INTEGRATION.AUTHENTICATION_INVALID']),
  status(403, '403', 'refusal', ['PermissionError', 'INTEGRATION.PERMISSION_MISSING']),
  {
    what: '403 with a page: throttling',
    kind: 'unsent',
    status: 403,
    fault: { kind: 'html', status: 403 },
    error: ['RateLimitError', 'REMOTE.RATE_LIMIT_EXCEEDED'],
  },
  status(404, '404 in its own words', 'nothing', GONE, { body: '{"Message":"There is no such record."}' }),
  status(404, '404 without a word', 'nothing', GONE, { body: '' }),
  status(410, '410', 'nothing', GONE, { body: '{"Message":"There is no such record."}' }),
  status(404, '404 of the routing', 'refusal', GONE, { body: ROUTE_MISS }),
  { what: '404 with a page', kind: 'refusal', status: 404, fault: { kind: 'html', status: 404 }, error: GONE },
  status(404, '404 of a gateway', 'refusal', GONE, { body: '{"message":"no route matched"}' }),
  status(408, '408', 'doubt', ['StatusError', 'REMOTE.UNKNOWN_HTTP_ERROR']),
  status(409, '409', 'refusal', ['StatusError', 'REMOTE.INPUT_INVALID']),
  busy('seconds to wait', '7', [7_000, 7_000]),
  busy('a date to wait for', 'Sun, 01 Mar 2026 12:00:09 GMT', [9_000]),
  busy('an absurd time to wait', '9'.repeat(300), [60_000, 60_000]),
  status(500, '500 with an ExceptionMessage', 'doubt', ['ServerError', 'REMOTE.UNKNOWN_HTTP_ERROR']),
  {
    what: '502 with HTML',
    kind: 'doubt',
    status: 502,
    fault: { kind: 'html' },
    error: ['ServerError', 'REMOTE.SERVICE_UNAVAILABLE'],
  },
  status(503, '503', 'doubt', ['ServerError', 'REMOTE.SERVICE_UNAVAILABLE']),
  { what: 'an empty 200', kind: 'unreadable', status: 200, fault: { kind: 'empty' }, error: SHAPE },
  status(204, '204', 'nothing', SHAPE, { processed: true }),
  {
    what: 'HTML in place of JSON',
    kind: 'unreadable',
    status: 200,
    fault: { kind: 'html', status: 200 },
    error: SHAPE,
  },
  { what: 'truncated JSON', kind: 'unreadable', status: 200, fault: { kind: 'truncated' }, error: SHAPE },
  { what: 'wrong types', kind: 'other-shape', status: 200, fault: { kind: 'wrong-types' }, error: SHAPE },
  {
    what: 'no charset at all',
    kind: 'unreadable',
    fault: {
      kind: 'status',
      status: 200,
      processed: true,
      body: Uint8Array.from([...Buffer.from('{"LastName":"Jörg'), 0xf6, ...Buffer.from('"}')]),
    },
    error: SHAPE,
  },
  { what: 'a byte order mark', kind: 'sound', fault: { kind: 'bom' } },
  { what: '50 MB', kind: 'too-large', fault: { kind: 'huge', bytes: 50 * MIB }, error: SHAPE },
];

const REPRESENTATIVES = [
  'a refused connection',
  'a reset after the work',
  '403',
  '404 in its own words',
  '404 of the routing',
  '503',
  'an empty 200',
  'wrong types',
];

/** One failure for each rule, for later requests: the first request shows that the others are like it. */
export const FAILURES_BY_RULE = FAILURES.filter(({ what }) => REPRESENTATIVES.includes(what));

/** Returns methods with the failures of their first own request: one for each rule, and every third of the others. */
export function meetings<T>(
  methods: readonly T[],
): readonly { readonly method: T; readonly failures: readonly Failure[] }[] {
  return methods.map((method, row) => ({
    method,
    failures: FAILURES.filter((failure, column) => FAILURES_BY_RULE.includes(failure) || isTried(row, column)),
  }));
}
