import type { InputIssue, KomboErrorCode, RequestFailure } from './models/error-codes.js';
import type { ActionProgress } from './models/action-results.js';

// Registered: an error from the ESM copy of this package is recognised by the CommonJS copy too.
const ERROR_KINDS = Symbol.for('erecruiter-kombo.error-kinds');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');
// Hidden from every way to print an object.
const remoteTexts = new WeakMap<object, string | null>();

/** Returns the names of a class and of its ancestors, up to the base of them all. */
function kindsOf(start: unknown): string[] {
  const kinds: string[] = [];
  for (let at = start; typeof at === 'function' && 'kind' in at; at = Object.getPrototypeOf(at)) {
    if (typeof at.kind === 'string') kinds.push(at.kind);
  }
  return kinds;
}

/**
 * The base of every error that this library throws.
 *
 * @example
 * ```ts
 * import { ERecruiterError } from 'erecruiter-kombo';
 *
 * export function explain(error: unknown): string {
 *   return ERecruiterError.isInstance(error) ? `${error.code}: ${error.message}` : 'not ours';
 * }
 * ```
 */
export abstract class ERecruiterError extends Error {
  /** The code that Kombo's API would answer with. */
  abstract readonly code: KomboErrorCode;
  /** Where a listing stood when it failed: pass it as `cursor` to continue. Undefined outside listings. */
  cursor: string | undefined = undefined;

  /** The name of the class, which no minifier changes. */
  static readonly kind: string = 'ERecruiterError';
  /** @internal */
  get [ERROR_KINDS](): readonly string[] {
    return kindsOf(this.constructor);
  }

  /** The name of the class. */
  override get name(): string {
    return this[ERROR_KINDS][0] ?? ERecruiterError.kind;
  }

  /** Returns what is safe to show: no token, no personal data, no URL, no body. That holds for every public field. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, ...Object.fromEntries(Object.entries(this)) };
  }

  /** @internal Node prints this instead of the object's fields. */
  [INSPECT](): string {
    const fields = Object.entries(this).filter(([, value]) => value !== undefined);
    return [this.stack, ...fields.map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)].join('\n');
  }

  /** @internal The same error with another cursor: calls that wait for the same token exchange share its failure. */
  withCursor(cursor: string | undefined): this {
    const own = Object.getOwnPropertyDescriptors(this);
    return Object.assign(Object.create(Object.getPrototypeOf(this), own), { cursor });
  }

  /** True for errors of this class, also those of another copy of this package. */
  static isInstance<T>(this: { readonly kind: string; readonly prototype: T }, value: unknown): value is T {
    if (typeof value !== 'object' || value === null || !(ERROR_KINDS in value)) return false;
    return Array.isArray(value[ERROR_KINDS]) && value[ERROR_KINDS].includes(this.kind);
  }
}

/** The client's options are unusable. Thrown by its constructor, and by `ping()` for unknown custom fields. */
export class ConfigurationError extends ERecruiterError {
  static override readonly kind: string = 'ConfigurationError';
  readonly code = 'INTEGRATION.SETUP_INCOMPLETE';

  /** @param issues Everything that is wrong. */
  constructor(readonly issues: readonly InputIssue[]) {
    super(`Invalid options: ${issues.map(({ path, message }) => `${path}: ${message}`).join('; ')}`);
  }
}

/** An id, a query value or an action's input is wrong. Nothing was sent. */
export class InputError extends ERecruiterError {
  static override readonly kind: string = 'InputError';
  readonly code = 'PLATFORM.INPUT_INVALID';

  /** @param issues Everything that is wrong. */
  constructor(readonly issues: readonly InputIssue[]) {
    super(`Invalid input: ${issues.map(({ path, message }) => `${path}: ${message}`).join('; ')}`);
  }
}

/** A request to eRecruiter failed. The base of everything that can go wrong on the way there and back. */
export abstract class RequestError extends ERecruiterError {
  static override readonly kind: string = 'RequestError';
  /** Method and path template of the request. */
  readonly endpoint: string;
  /** How many times the request was sent. */
  readonly attempts: number;
  /** True when eRecruiter may have done the work although no readable answer arrived. Always false for reads. */
  readonly mayHaveBeenApplied: boolean;
  /** eRecruiter's number of the record that was asked for; null where the request names none. */
  readonly id: string | null;

  constructor(message: string, failure: RequestFailure) {
    super(
      failure.host === undefined
        ? `${failure.endpoint}: ${message}`
        : `${failure.endpoint} (${failure.host}): ${message}; try again later`,
    );
    this.id = failure.id ?? null;
    this.endpoint = failure.endpoint;
    this.attempts = failure.attempts;
    this.mayHaveBeenApplied = failure.mayHaveBeenApplied;
  }
}

/** No answer arrived: the connection was refused, reset, or the host was not found. */
export class ConnectionError extends RequestError {
  static override readonly kind: string = 'ConnectionError';
  readonly code = 'REMOTE.SERVICE_UNAVAILABLE';
  /** The system's code, such as `ECONNREFUSED`; null when unknown. */
  readonly reason: string | null;

  constructor(failure: RequestFailure & { readonly reason: string | null }) {
    super(`no connection${failure.reason === null ? '' : ` (${failure.reason})`}`, failure);
    this.reason = failure.reason;
  }
}

/** The answer, including its body, did not arrive within `timeoutMs`. */
export class TimeoutError extends RequestError {
  static override readonly kind: string = 'TimeoutError';
  readonly code = 'PLATFORM.TASK_TIMED_OUT';

  constructor(failure: RequestFailure & { readonly timeoutMs: number }) {
    super(`no complete answer within ${failure.timeoutMs} ms`, failure);
  }
}

/** The caller's signal was aborted. */
export class AbortedError extends RequestError {
  static override readonly kind: string = 'AbortedError';
  readonly code = 'PLATFORM.UNKNOWN_ERROR';

  constructor(failure: RequestFailure) {
    super('aborted by the caller', failure);
  }
}

/** What a status error is made from. */
export interface StatusFailure extends RequestFailure {
  /** The HTTP status. */
  readonly status: number;
  /** The answer's text, at most the first 4,096 characters; null where it could not be read. */
  readonly text: string | null;
  /** True for requests that change something. */
  readonly write: boolean;
  /** What `Retry-After` asked for, in milliseconds; null when absent. */
  readonly retryAfterMs: number | null;
  /** True for a 403 from the web server, not from eRecruiter, to a client that asks too often. */
  readonly throttled?: boolean | undefined;
  /** True for a 401 to a token that is good elsewhere: the framework answers so where the key lacks an access level. */
  readonly denied?: boolean | undefined;
}

function codeOfStatus({ status, write, throttled, denied, host }: StatusFailure): KomboErrorCode {
  if (throttled === true) return 'REMOTE.RATE_LIMIT_EXCEEDED';
  if (host !== undefined && status !== 429) return 'REMOTE.SERVICE_UNAVAILABLE';
  if (status === 403 || denied === true) return 'INTEGRATION.PERMISSION_MISSING';
  if (status === 401) return 'INTEGRATION.AUTHENTICATION_INVALID';
  if (status === 429) return 'REMOTE.RATE_LIMIT_EXCEEDED';
  if (status === 400 || status === 409 || ((status === 404 || status === 410) && write)) return 'REMOTE.INPUT_INVALID';
  if (status >= 502 && status <= 504) return 'REMOTE.SERVICE_UNAVAILABLE';
  return 'REMOTE.UNKNOWN_HTTP_ERROR';
}

/** eRecruiter answered with a status other than success. */
export class StatusError extends RequestError {
  static override readonly kind: string = 'StatusError';
  readonly code: KomboErrorCode;
  /** The HTTP status. */
  readonly status: number;
  /** What `Retry-After` asked for, in milliseconds; null when absent. */
  readonly retryAfterMs: number | null;

  constructor(failure: StatusFailure) {
    const { status, throttled, denied } = failure;
    const why = denied === true ? ', though the key is good elsewhere: it may lack an access level' : '';
    super(`HTTP ${status}${throttled === true ? ' from the web server' : why}`, failure);
    this.code = codeOfStatus(failure);
    this.status = failure.status;
    this.retryAfterMs = failure.retryAfterMs;
    remoteTexts.set(this, failure.text);
  }

  override withCursor(cursor: string | undefined): this {
    const copy = super.withCursor(cursor);
    remoteTexts.set(copy, remoteTextOf(this) ?? null);
    return copy;
  }

  /** Returns what eRecruiter wrote (the first 4,096 characters). It can hold personal data, so no log shows it. */
  remoteText(): string {
    return remoteTexts.get(this) ?? '';
  }
}

/** 401: the API key, the mandator id or the token was refused, also after one renewal. */
export class AuthenticationError extends StatusError {
  static override readonly kind: string = 'AuthenticationError';
}

/** 403, or a 401 to a token that is good elsewhere: the key lacks an access level, or may not see this record. */
export class PermissionError extends StatusError {
  static override readonly kind: string = 'PermissionError';
}

/** 404 or 410: no such record, or no such route on this installation. */
export class NotFoundError extends StatusError {
  static override readonly kind: string = 'NotFoundError';
}

/**
 * 429 on every try, or a web page with 403: the server in front of eRecruiter turns away clients that ask too often.
 */
export class RateLimitError extends StatusError {
  static override readonly kind: string = 'RateLimitError';
}

/** 5xx: eRecruiter, or a proxy before it, failed. */
export class ServerError extends StatusError {
  static override readonly kind: string = 'ServerError';
}

/** Returns what a status error read of its answer; null where that could not be read, undefined for other errors. */
export function remoteTextOf(error: StatusError): string | null | undefined {
  return remoteTexts.get(error);
}

/** Creates the error of the class that belongs to a status. */
export function toStatusError(failure: StatusFailure): StatusError {
  if (failure.throttled === true) return new RateLimitError(failure);
  if (failure.denied === true) return new PermissionError(failure);
  if (failure.status === 401) return new AuthenticationError(failure);
  if (failure.status === 403) return new PermissionError(failure);
  if (failure.status === 404 || failure.status === 410) return new NotFoundError(failure);
  if (failure.status === 429) return new RateLimitError(failure);
  return failure.status >= 500 ? new ServerError(failure) : new StatusError(failure);
}

/** A success whose body is empty, not JSON, too large, or not of the documented shape. */
export class ResponseShapeError extends ERecruiterError {
  static override readonly kind: string = 'ResponseShapeError';
  readonly code = 'REMOTE.UNKNOWN_HTTP_ERROR';
  /** Method and path template of the request. */
  readonly endpoint: string;
  /** The HTTP status. */
  readonly status: number;
  /** True when the request was a write that eRecruiter very likely carried out. */
  readonly mayHaveBeenApplied: boolean;
  /** True when it was not JSON (empty, HTML, cut off): the record itself may be fine, and so may the next one. */
  readonly unreadable: boolean;
  /** eRecruiter's number of the record that was asked for; null where the request names none. */
  readonly id: string | null;

  constructor(failure: {
    readonly endpoint: string;
    readonly status: number;
    readonly reason: string;
    readonly mayHaveBeenApplied: boolean;
    readonly unreadable?: boolean;
    readonly id?: string | null | undefined;
  }) {
    super(`${failure.endpoint}: ${failure.reason}`);
    this.id = failure.id ?? null;
    this.endpoint = failure.endpoint;
    this.status = failure.status;
    this.mayHaveBeenApplied = failure.mayHaveBeenApplied;
    this.unreadable = failure.unreadable ?? false;
  }
}

/** eRecruiter answered, and the answer is no: the job is closed, the application exists, the change was not kept. */
export class ActionRejectedError extends ERecruiterError {
  static override readonly kind: string = 'ActionRejectedError';
  readonly code: KomboErrorCode;

  constructor(code: KomboErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A create failed halfway: some of it is done. Pass `progress` as `resume` to finish the rest. */
export class PartialWriteError extends ERecruiterError {
  static override readonly kind: string = 'PartialWriteError';
  /** The code of the cause. */
  readonly code: KomboErrorCode;
  /** Steps that are done, in order. */
  readonly done: readonly string[];
  /** The step that failed. */
  readonly failed: string;
  /** True when eRecruiter may have done that step anyway. */
  readonly mayHaveBeenApplied: boolean;
  /** Plain JSON to resume from, on this client or in another process. */
  readonly progress: ActionProgress;
  /** What went wrong in the failed step. */
  override readonly cause: ERecruiterError;

  constructor(failed: string, progress: ActionProgress, cause: ERecruiterError) {
    super(`${failed} failed after ${progress.done.length} steps: ${cause.message}`);
    this.code = cause.code;
    this.done = progress.done;
    this.failed = failed;
    this.mayHaveBeenApplied = 'mayHaveBeenApplied' in cause && cause.mayHaveBeenApplied === true;
    this.progress = progress;
    this.cause = cause;
  }
}
