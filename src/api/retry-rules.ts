import type { RequestFailure } from '../models/error-codes.js';
import type { CallOptions } from '../options.js';

/**
 * Decides what may be sent a second time. The HTTP method does not, since eRecruiter creates with PUT and replaces with
 * POST:
 *
 * - `read`: changes nothing and may always be repeated.
 * - `replace`: writes the whole record. If the outcome is unknown, the record is read and merged again, never resent.
 * - `guarded`: eRecruiter rejects the second one. If the outcome is unknown, look first.
 * - `create`: creates another one each time. If the outcome is unknown, look first.
 * - `once`: cannot be looked up for certain afterwards (history, steps, emails). If the outcome is unknown, stop.
 */
export type ReplayRule = 'read' | 'replace' | 'guarded' | 'create' | 'once';

/**
 * How an attempt failed. `not-sent` and `blocked` mean that the request never reached eRecruiter; after `blocked` the
 * next attempt would not either. `reset` means that it is unknown whether the request was applied.
 */
export type Failure =
  | { readonly kind: 'not-sent' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs: number | null };

/** The limits of retries. */
export interface RetryLimits {
  readonly retryLimit: number;
  readonly maxRetryAfterMs: number;
}

/** Returns the limits of a call: its own where it has any, else the client's. */
export function retryLimitsOf({ retryLimit, maxRetryAfterMs }: RetryLimits, retry: CallOptions['retry']): RetryLimits {
  return { retryLimit: retry?.limit ?? retryLimit, maxRetryAfterMs: retry?.maxRetryAfterMs ?? maxRetryAfterMs };
}

/** The key of work that only calls with the same `retry` option share: none may fail by the limits of another. */
export function retryKey(retry: CallOptions['retry']): string {
  return `${retry?.limit}/${retry?.maxRetryAfterMs}`;
}

/** What the system reports about a connection error. */
export interface SystemError {
  /** Such as `ECONNRESET`; null when unknown. */
  readonly code: string | null;
  /** Such as `connect` or `read`; null when unknown. */
  readonly syscall: string | null;
  /** The status with which a proxy refused to connect; missing if none did. */
  readonly proxyStatus?: number;
}

/** What undici says when a proxy refuses; it has no field for the status. */
const REFUSED_BY_PROXY = /^Proxy (?:response|Authentication Required) \((\d{3})\)(?: !== 200 when HTTP Tunneling)?$/;

/** Finds the system's code in an error or its causes. */
export function systemErrorOf(error: unknown): SystemError {
  try {
    return systemErrorIn(error);
  } catch {
    return { code: null, syscall: null }; // a getter of a foreign error has failed
  }
}

function systemErrorIn(error: unknown, depth = 0): SystemError {
  if (typeof error !== 'object' || error === null || depth > 4) return { code: null, syscall: null };
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{2,59}$/.test(error.code)) {
    const [, proxyStatus] = REFUSED_BY_PROXY.exec('message' in error ? String(error.message) : '') ?? [];
    return {
      code: error.code,
      syscall: 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : null,
      ...(proxyStatus === undefined ? {} : { proxyStatus: Number(proxyStatus) }),
    };
  }
  return systemErrorIn('cause' in error ? error.cause : undefined, depth + 1);
}

/** Names a connection error in messages. */
export function connectionReason({ code, proxyStatus }: SystemError): string | null {
  return proxyStatus === undefined ? code : `HTTP ${proxyStatus} from the proxy`;
}

/** Codes of undici and of the system for a connection that was never established. */
const NOT_SENT = new Set<string | null>([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

// Nothing is sent before both sides have agreed to a TLS connection.
/** Codes of a certificate that the client does not trust. */
const UNTRUSTED =
  /^(?:CERT_|CRL_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_(?:CA|PURPOSE)$)/;
/** Codes of a TLS connection that the other side refuses, or does not speak. */
const NO_TLS =
  /^(?:UND_ERR_PRX_TLS|ERR_SSL_WRONG_VERSION_NUMBER)$|^ERR_SSL_.+_ALERT_(?:HANDSHAKE_|PROTOCOL_|UNKNOWN_CA)/;
/** The same about a client's certificate: missing, unknown, expired. */
const NO_CLIENT_CERTIFICATE = /^ERR_SSL_.+_ALERT_(?:BAD_)?CERTIFICATE/;

/** Classifies a connection error: certainly not sent, or unknown. */
export function failureOf({ code, syscall, proxyStatus }: SystemError): Failure {
  if (proxyStatus !== undefined) return { kind: isTemporary(proxyStatus) ? 'not-sent' : 'blocked' };
  if ([UNTRUSTED, NO_TLS, NO_CLIENT_CERTIFICATE].some((codes) => codes.test(code ?? ''))) return { kind: 'blocked' };
  // Linux reports a lost route of an open connection with the same codes, but for `read` or `write`.
  const opened = syscall === 'read' || syscall === 'write';
  return { kind: NOT_SENT.has(code) && !opened ? 'not-sent' : 'reset' };
}

/** Whether the same request may succeed later. */
function isTemporary(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Whether a request was certainly not applied: eRecruiter was not reached, or rejected it before any work. */
export function surelyNotApplied(failure: Failure): boolean {
  if (failure.kind !== 'status') return failure.kind === 'not-sent' || failure.kind === 'blocked';
  // 3xx can follow completed work; 408 and 5xx can come from a proxy that gave up while eRecruiter was still working.
  return failure.status >= 400 && failure.status < 500 && failure.status !== 408;
}

function mayRepeat(failure: Failure, rule: ReplayRule): boolean {
  if (failure.kind === 'blocked') return false;
  if (failure.kind !== 'status') return failure.kind === 'not-sent' || rule === 'read';
  // Any other status would only be repeated.
  return failure.status === 429 || (rule === 'read' && isTemporary(failure.status));
}

/** Whether no attempt may follow the one with this number, counted from 1. */
function isLastAttempt(attempt: number, { retryLimit }: RetryLimits): boolean {
  return attempt > retryLimit;
}

/**
 * Whether a write with an unknown outcome may be sent again after its effect was not found. After a timeout eRecruiter
 * may still be working on it, so only writes that it rejects the second time are sent again, and records that are
 * merged again.
 */
export function mayWriteAgain(rule: ReplayRule, attempt: number, timedOut: boolean, limits: RetryLimits): boolean {
  if (rule === 'once' || isLastAttempt(attempt, limits)) return false;
  return !timedOut || rule === 'guarded' || rule === 'replace';
}

/**
 * Returns how many milliseconds to wait before the next attempt; null if there must not be one. `random` is between 0
 * and 1 and spreads the waits of many clients.
 */
export function waitBeforeRepeat(
  failure: Failure,
  rule: ReplayRule,
  attempt: number,
  limits: RetryLimits,
  random: number,
): number | null {
  if (isLastAttempt(attempt, limits) || !mayRepeat(failure, rule)) return null;
  if (failure.kind === 'status' && failure.retryAfterMs !== null)
    return Math.min(failure.retryAfterMs, limits.maxRetryAfterMs);
  // "Later": throttling counts the requests of a second or more, and a restart of the web server takes some.
  const isLater = failure.kind === 'status' && (failure.status === 429 || failure.status === 503);
  const waitMs = isLater ? 800 * (1 + random / 5) * 3 ** (attempt - 1) : 300 * (0.5 + random) * 2 ** (attempt - 1);
  return Math.min(waitMs, limits.maxRetryAfterMs);
}

/**
 * Reads a `Retry-After` header, seconds or date, as milliseconds from now; null when it is not usable. A date is
 * measured by the answer's own `Date` where it has one: clocks differ.
 */
export function parseRetryAfter(header: string | null, now: number, answerDate: string | null = null): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  const date = parseHttpDate(text);
  const from = parseHttpDate(answerDate?.trim() ?? '');
  return Number.isNaN(date) ? null : Math.max(0, date - (Number.isNaN(from) ? now : from));
}

/** HTTP's date format: day, month, year, time. */
const HTTP_DATE = /^[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)$/;
/** The format before that, with two digits for the year. */
const RFC_850_DATE = /^[A-Z][a-z]{5,8}, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}:\d{2}:\d{2}) GMT$/;
/** The format of C's `asctime`: month, day, time, year. */
const ASCTIME_DATE = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/;

/** Accepts HTTP's date formats only: Date.parse accepts much more, in the machine's own time zone. NaN otherwise. */
function parseHttpDate(text: string): number {
  const plain = text
    .replace(HTTP_DATE, '$1 $2 $3 $4 GMT')
    .replace(RFC_850_DATE, '$1 $2 20$3 $4 GMT')
    .replace(ASCTIME_DATE, '$2 $1 $4 $3 GMT');
  return /^\d{1,2} [A-Z][a-z]{2} \d{4} .{8} GMT$/.test(plain) ? Date.parse(plain) : Number.NaN;
}

/**
 * Returns how many milliseconds to wait before a token is renewed for the same call once more. The first renewal is
 * immediate; further ones mean that another client with the same key has renewed its own, which ended ours.
 */
export function waitBeforeRenewal(renewal: number, random: number): number {
  return renewal === 1 ? 0 : Math.min(250 * 2 ** (renewal - 2), 8_000) * (0.5 + random);
}

/** Returns the facts about a request that every error contains. */
export function requestFailure(
  { label, replay, id }: { readonly label: string; readonly replay: ReplayRule; readonly id: string | null },
  failure: Failure,
  attempts: number,
): RequestFailure {
  return { endpoint: label, attempts, mayHaveBeenApplied: replay !== 'read' && !surelyNotApplied(failure), id };
}

/** How often a call renews its token while another client keeps ending it, and if nothing proves that. */
export const MAX_RENEWALS = 20;
export const MAX_UNPROVEN_RENEWALS = 3;
/** How often a call may be throttled, in addition to the limit, while others succeed. */
export const MAX_FORGIVEN = 20;
