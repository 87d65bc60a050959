/**
 * What may be sent a second time. eRecruiter creates with PUT and replaces with POST, so the HTTP method does not tell:
 *
 * - `read`: changes nothing and may always be repeated.
 * - `replace`: writes the whole record. If the outcome is unknown, the record is read and merged again, never resent.
 * - `guarded`: eRecruiter refuses the second one. If the outcome is unknown, look first.
 * - `create`: creates another one each time. If the outcome is unknown, look first.
 * - `once`: cannot be looked up afterwards (history, emails). If the outcome is unknown, stop.
 */
export type ReplayRule = 'read' | 'replace' | 'guarded' | 'create' | 'once';

/** How an attempt failed. `reset` stands for every failure after which it is unknown whether the work was done. */
export type Failure =
  | { readonly kind: 'not-sent' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs: number | null };

/** How often and how long the transport may wait. */
export interface RetryLimits {
  readonly retryLimit: number;
  readonly maxRetryAfterMs: number;
}

/** What the system reports about a connection error. */
export interface SystemError {
  /** Such as `ECONNRESET`; null when unknown. */
  readonly code: string | null;
  /** Such as `connect` or `read`; null when unknown. */
  readonly syscall: string | null;
}

/** Finds the system's code in an error, wherever undici or a polyfill put it. */
export function systemErrorOf(error: unknown, depth = 0): SystemError {
  if (typeof error !== 'object' || error === null || depth > 4) return { code: null, syscall: null };
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{2,39}$/.test(error.code)) {
    return {
      code: error.code,
      syscall: 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : null,
    };
  }
  return systemErrorOf('cause' in error ? error.cause : undefined, depth + 1);
}

/** Codes of undici and of the system for a connection that never came about. */
const NOT_SENT = new Set<string | null>([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Sorts a connection error: surely not sent, or in doubt. */
export function failureOf({ code, syscall }: SystemError): Failure {
  // Linux reports a route lost under an open connection by the same codes, but of `read` or `write`.
  const opened = syscall === 'read' || syscall === 'write';
  return { kind: NOT_SENT.has(code) && !opened ? 'not-sent' : 'reset' };
}

/** True when nothing was done, whatever the request: eRecruiter was not reached, or it refused before working. */
export function surelyNotApplied(failure: Failure): boolean {
  if (failure.kind !== 'status') return failure.kind === 'not-sent';
  // 3xx can stand behind work that is done; 408 and 5xx can come from a proxy that gave up while eRecruiter was
  // still working.
  return failure.status >= 400 && failure.status < 500 && failure.status !== 408;
}

function mayRepeat(failure: Failure, rule: ReplayRule): boolean {
  if (failure.kind !== 'status') return failure.kind === 'not-sent' || rule === 'read';
  // Any other status would only come again.
  return failure.status === 429 || (rule === 'read' && (failure.status === 408 || failure.status >= 500));
}

/** Whether no attempt may follow the one with this number, counted from 1. */
function isLastAttempt(attempt: number, { retryLimit }: RetryLimits): boolean {
  return attempt > retryLimit;
}

/**
 * Whether a write whose outcome is unknown may be sent again after its effect was looked for and not found. After a
 * timeout eRecruiter may still be working on it, so only what it refuses to do twice is sent again, and a record that
 * is merged anew.
 */
export function mayWriteAgain(rule: ReplayRule, attempt: number, timedOut: boolean, limits: RetryLimits): boolean {
  if (rule === 'once' || isLastAttempt(attempt, limits)) return false;
  return !timedOut || rule === 'guarded' || rule === 'replace';
}

/**
 * Returns how many milliseconds to wait before the next attempt; null when there must be none.
 * `random` is between 0 and 1 and spreads the waits of many clients.
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
  return Math.min(300 * 2 ** (attempt - 1) * (0.5 + random), limits.maxRetryAfterMs);
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

/** Only the form of HTTP: Date.parse would take a lot else, in the machine's own zone. NaN for the rest. */
function parseHttpDate(text: string): number {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
}
