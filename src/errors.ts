import type {
  ERecruiterErrorName,
  InputIssue,
  KomboErrorCode,
  RejectedRecords,
  RequestErrorName,
  RequestFailure,
  StatusErrorName,
  StatusFailure,
} from './models/error-codes.js';
import type { ActionProgress } from './models/action-results.js';

// Registered: an error from the ESM copy of this package is recognised by the CommonJS copy too.
const ERROR_KINDS = Symbol.for('erecruiter-kombo.error-kinds');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');
// Hidden from every way to print an object.
const remoteTexts = new WeakMap<object, string | null>();

/** Returns the names of a class and its ancestors, the most specific first. */
function kindsOf(start: unknown): string[] {
  const kinds: string[] = [];
  for (let at = start; typeof at === 'function' && 'kind' in at; at = Object.getPrototypeOf(at)) {
    if (typeof at.kind === 'string') kinds.push(at.kind);
  }
  return kinds;
}

/** What `isInstance` proves: for a base class, all classes below it, so that `switch (error.name)` narrows. */
export type NarrowedError<T> = ERecruiterError extends T
  ? AnyERecruiterError
  : RequestError extends T
    ? AnyRequestError
    : StatusError extends T
      ? AnyStatusError
      : T;

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
  /** The name of the class. Each class has its own, so that TypeScript tells them apart. */
  declare readonly name: ERecruiterErrorName;
  /** The position of a listing when it failed: pass it as `cursor` to continue. Undefined outside listings. */
  cursor: string | undefined = undefined;

  /** The name of the class, unaffected by minifiers. */
  static readonly kind: string = 'ERecruiterError';
  /** @internal */
  get [ERROR_KINDS](): readonly string[] {
    return kindsOf(this.constructor);
  }

  // A getter that TypeScript does not see: a class may narrow a property of its base, but not an accessor.
  static {
    const get = function (this: ERecruiterError): string {
      return kindsOf(this.constructor)[0] ?? ERecruiterError.kind;
    };
    Object.defineProperty(this.prototype, 'name', { get, configurable: true });
  }

  /** Returns what is safe to log: no token, personal data, URL or body. The same is true of every public field. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, ...Object.fromEntries(Object.entries(this)) };
  }

  /** @internal Node prints this instead of the object's fields. */
  [INSPECT](): string {
    const fields = Object.entries(this).filter(([, value]) => value !== undefined);
    return [this.stack, ...fields.map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)].join('\n');
  }

  /** @internal Returns a copy with another cursor: calls that wait for the same token exchange share one error. */
  withCursor(cursor: string | undefined): this {
    // A real error: loggers, `structuredClone` and `postMessage` treat other objects as data, without a message.
    const copy = Object.setPrototypeOf(new Error(this.message), Object.getPrototypeOf(this));
    const stack = { value: this.stack, writable: true, configurable: true }; // in newer engines, it is an accessor
    Object.defineProperties(copy, { ...Object.getOwnPropertyDescriptors(this), stack });
    return Object.assign(copy, { cursor });
  }

  /** Checks whether a value is an error of this class, including errors from another copy of this package. */
  static isInstance<Class extends Pick<typeof ERecruiterError, 'kind' | 'prototype'>>(
    this: Class,
    value: unknown,
  ): value is NarrowedError<Class['prototype']> {
    if (typeof value !== 'object' || value === null || !(ERROR_KINDS in value)) return false;
    return Array.isArray(value[ERROR_KINDS]) && value[ERROR_KINDS].includes(this.kind);
  }
}

/** The client's options are unusable. Thrown by its constructor, and by `ping()` for unknown custom fields. */
export class ConfigurationError extends ERecruiterError {
  static override readonly kind: string = 'ConfigurationError';
  declare readonly name: 'ConfigurationError';
  readonly code = 'INTEGRATION.SETUP_INCOMPLETE';

  /** @param issues Everything that is wrong. */
  constructor(readonly issues: readonly InputIssue[]) {
    super(`Invalid options: ${issues.map(({ path, message }) => `${path}: ${message}`).join('; ')}`);
  }
}

/** An id, a query value or an action's input is wrong. Nothing was sent. */
export class InputError extends ERecruiterError {
  static override readonly kind: string = 'InputError';
  declare readonly name: 'InputError';
  readonly code = 'PLATFORM.INPUT_INVALID';

  /** @param issues Everything that is wrong. */
  constructor(readonly issues: readonly InputIssue[]) {
    super(`Invalid input: ${issues.map(({ path, message }) => `${path}: ${message}`).join('; ')}`);
  }
}

/** A request to eRecruiter failed. The base class of all errors of single requests. */
export abstract class RequestError extends ERecruiterError {
  static override readonly kind: string = 'RequestError';
  declare readonly name: RequestErrorName;
  /** Method and path template of the request. */
  readonly endpoint: string;
  /** How many times the request was sent. */
  readonly attempts: number;
  /** True if eRecruiter may have applied this request, or has applied an earlier one of the action; never for reads. */
  readonly mayHaveBeenApplied: boolean;
  /** eRecruiter's number of the requested record; null if the request names none. */
  readonly id: string | null;

  constructor(message: string, failure: RequestFailure, options?: ErrorOptions) {
    const { endpoint, host } = failure;
    const text = host === undefined ? `${endpoint}: ${message}` : `${endpoint} (${host}): ${message}; try again later`;
    super(text, options);
    this.id = failure.id ?? null;
    this.endpoint = endpoint;
    this.attempts = failure.attempts;
    this.mayHaveBeenApplied = failure.mayHaveBeenApplied;
  }
}

/** No answer arrived: the connection was refused, reset or not trusted, or the host was not found. */
export class ConnectionError extends RequestError {
  static override readonly kind: string = 'ConnectionError';
  declare readonly name: 'ConnectionError';
  readonly code = 'REMOTE.SERVICE_UNAVAILABLE';
  /** The system's code, such as `ECONNREFUSED`, or the status of a proxy that refused; null when unknown. */
  readonly reason: string | null;

  constructor(failure: RequestFailure & { readonly reason: string | null }) {
    super(`no connection${failure.reason === null ? '' : ` (${failure.reason})`}`, failure);
    this.reason = failure.reason;
  }
}

/** The answer, including its body, did not arrive within `timeoutMs`. */
export class TimeoutError extends RequestError {
  static override readonly kind: string = 'TimeoutError';
  declare readonly name: 'TimeoutError';
  readonly code = 'PLATFORM.TASK_TIMED_OUT';

  constructor(failure: RequestFailure & { readonly timeoutMs: number }) {
    super(`no complete answer within ${failure.timeoutMs} ms`, failure);
  }
}

/**
 * The caller's signal was aborted. `cause` is the signal's reason: what was passed to `abort()`. It is yours and can be
 * anything, so it is not part of `toJSON()`.
 */
export class AbortedError extends RequestError {
  static override readonly kind: string = 'AbortedError';
  declare readonly name: 'AbortedError';
  readonly code = 'PLATFORM.UNKNOWN_ERROR';

  constructor(failure: RequestFailure, cause?: unknown) {
    super('aborted by the caller', failure);
    // Not a value: Node prints the cause of an uncaught error, and `structuredClone` fails for a function in it.
    Object.defineProperty(this, 'cause', { get: () => cause, configurable: true });
  }
}

function codeOfStatus({ status, write, throttled, denied, host }: StatusFailure): KomboErrorCode {
  if (throttled === true) return 'REMOTE.RATE_LIMIT_EXCEEDED';
  if (host !== undefined && status !== 429) return 'REMOTE.SERVICE_UNAVAILABLE';
  if (status === 403 || denied === true) return 'INTEGRATION.PERMISSION_MISSING';
  if (status === 401) return 'INTEGRATION.AUTHENTICATION_INVALID';
  if (status === 429) return 'REMOTE.RATE_LIMIT_EXCEEDED';
  if (status === 400 || status === 409 || ((status === 404 || status === 410) && write)) return 'REMOTE.INPUT_INVALID';
  if (status === 407 || (status >= 502 && status <= 504)) return 'REMOTE.SERVICE_UNAVAILABLE';
  return 'REMOTE.UNKNOWN_HTTP_ERROR';
}

/** eRecruiter answered with a status other than success. */
export class StatusError extends RequestError {
  static override readonly kind: string = 'StatusError';
  declare readonly name: StatusErrorName;
  readonly code: KomboErrorCode;
  /** The HTTP status. */
  readonly status: number;
  /** The wait that `Retry-After` asked for, in milliseconds; null if it is absent. */
  readonly retryAfterMs: number | null;

  constructor(failure: StatusFailure) {
    const { status, throttled, denied, hint } = failure;
    const why = (denied === true ? ', although the key works elsewhere' : '') + (hint ? `: ${hint}` : '');
    const from = throttled === true ? ' from the web server' : status === 407 ? ' from the proxy' : '';
    super(`HTTP ${status}${from}${why}`, failure);
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

  /** Returns eRecruiter's text (the first 4,096 characters). It can contain personal data, so it is never logged. */
  remoteText(): string {
    return remoteTexts.get(this) ?? '';
  }
}

/** 401: the API key, the mandator id or the token was rejected, even after one renewal. */
export class AuthenticationError extends StatusError {
  static override readonly kind: string = 'AuthenticationError';
  declare readonly name: 'AuthenticationError';
}

/** 403, or a 401 to a token that works elsewhere: the key lacks an access level, or may not see this record. */
export class PermissionError extends StatusError {
  static override readonly kind: string = 'PermissionError';
  declare readonly name: 'PermissionError';
}

/** 404 or 410: no such record, or no such route on this installation. */
export class NotFoundError extends StatusError {
  static override readonly kind: string = 'NotFoundError';
  declare readonly name: 'NotFoundError';
}

/** 429 on every attempt, or a web page with 403: the server in front of eRecruiter rejects too many requests. */
export class RateLimitError extends StatusError {
  static override readonly kind: string = 'RateLimitError';
  declare readonly name: 'RateLimitError';
}

/** 5xx: eRecruiter, or a proxy in front of it, failed. */
export class ServerError extends StatusError {
  static override readonly kind: string = 'ServerError';
  declare readonly name: 'ServerError';
}

/** Returns the text of a status error's answer; null if it could not be read, undefined for other errors. */
export function remoteTextOf(error: StatusError): string | null | undefined {
  return remoteTexts.get(error);
}

/** Creates the error for a status. */
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
  declare readonly name: 'ResponseShapeError';
  readonly code = 'REMOTE.UNKNOWN_HTTP_ERROR';
  /** Method and path template of the request. */
  readonly endpoint: string;
  /** The HTTP status. */
  readonly status: number;
  /** True if eRecruiter has very likely applied the request, or has applied an earlier one of the same action. */
  readonly mayHaveBeenApplied: boolean;
  /** True if it was not JSON (empty, HTML, cut off): the record itself may be fine, and so may the next one. */
  readonly unreadable: boolean;
  /** eRecruiter's number of the requested record; null if the request names none. */
  readonly id: string | null;

  constructor(failure: {
    readonly endpoint: string;
    readonly status: number;
    readonly reason: string;
    readonly mayHaveBeenApplied: boolean;
    readonly unreadable?: boolean | undefined;
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

/**
 * eRecruiter rejected the action: the job is closed, the application exists already, or the change was not kept. The
 * ids name the records that it is about: for `ATS.APPLICATION_ALREADY_EXISTS`, `applicationId` is the one that exists.
 */
export class ActionRejectedError extends ERecruiterError {
  static override readonly kind: string = 'ActionRejectedError';
  declare readonly name: 'ActionRejectedError';
  readonly code: KomboErrorCode;
  /** The `id` of the application; null if it is unknown or the rejection is not about one. */
  readonly applicationId: string | null;
  /** The `id` of the candidate; null if it is unknown or the rejection is not about one. */
  readonly candidateId: string | null;
  /** The `id` of the job; null if the rejection is not about one. */
  readonly jobId: string | null;
  /** The names of the steps that can be executed now; null if the rejection is not about a step. */
  readonly activities: readonly string[] | null;

  constructor(code: KomboErrorCode, message: string, records: RejectedRecords = {}) {
    super(message);
    this.code = code;
    this.applicationId = records.applicationId ?? null;
    this.candidateId = records.candidateId ?? null;
    this.jobId = records.jobId ?? null;
    this.activities = records.activities ?? null;
  }
}

/** A create action failed halfway. Pass `progress` as `resume` to finish the rest. */
export class PartialWriteError extends ERecruiterError {
  static override readonly kind: string = 'PartialWriteError';
  declare readonly name: 'PartialWriteError';
  /** The code of the cause. */
  readonly code: KomboErrorCode;
  /** Steps that are done, in order. */
  readonly done: readonly string[];
  /** The step that failed. */
  readonly failed: string;
  /** True if eRecruiter may have done that step anyway. */
  readonly mayHaveBeenApplied: boolean;
  /** Plain JSON to resume from, on this client or in another process. */
  readonly progress: ActionProgress;
  /** The error of the failed step. */
  override readonly cause: AnyERecruiterError;

  constructor(failed: string, progress: ActionProgress, cause: AnyERecruiterError) {
    const { length } = progress.done;
    super(`${failed} failed after ${length} ${length === 1 ? 'step' : 'steps'}: ${cause.message}`);
    this.code = cause.code;
    this.done = progress.done;
    this.failed = failed;
    this.mayHaveBeenApplied = 'mayHaveBeenApplied' in cause && cause.mayHaveBeenApplied === true;
    this.progress = progress;
    this.cause = cause;
  }
}

/** A {@link StatusError} by its `name`. */
export type AnyStatusError =
  StatusError | AuthenticationError | PermissionError | NotFoundError | RateLimitError | ServerError;

/** A {@link RequestError} by its `name`. */
export type AnyRequestError = AnyStatusError | ConnectionError | TimeoutError | AbortedError;

/**
 * Every error that this library throws, as a union that `switch (error.name)` narrows. `ERecruiterError.isInstance`
 * proves it.
 *
 * @example
 * ```ts
 * import { ERecruiterError } from 'erecruiter-kombo';
 *
 * export function hint(error: unknown): string {
 *   if (!ERecruiterError.isInstance(error)) throw error;
 *   switch (error.name) {
 *     case 'InputError':
 *       return error.issues.map(({ path, message }) => `${path} ${message}`).join(', ');
 *     case 'RateLimitError':
 *       return `try again in ${error.retryAfterMs ?? 60_000} ms`;
 *     default:
 *       return error.message;
 *   }
 * }
 * ```
 */
export type AnyERecruiterError =
  AnyRequestError | ConfigurationError | InputError | ResponseShapeError | ActionRejectedError | PartialWriteError;
