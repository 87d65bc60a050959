/** The error codes of Kombo's unified ATS API. Each error of this library has one. */
export type KomboErrorCode =
  | 'PLATFORM.RATE_LIMIT_EXCEEDED'
  | 'PLATFORM.CONCURRENCY_LIMIT_EXCEEDED'
  | 'PLATFORM.INPUT_INVALID'
  | 'PLATFORM.AUTHENTICATION_INVALID'
  | 'PLATFORM.INTEGRATION_NOT_FOUND'
  | 'PLATFORM.IP_NOT_WHITELISTED'
  | 'PLATFORM.UNKNOWN_ERROR'
  | 'PLATFORM.TASK_TIMED_OUT'
  | 'INTEGRATION.SETUP_INCOMPLETE'
  | 'INTEGRATION.SETUP_SYNC_PENDING'
  | 'INTEGRATION.QA_FAILED'
  | 'INTEGRATION.PERMISSION_MISSING'
  | 'INTEGRATION.AUTHENTICATION_INVALID'
  | 'INTEGRATION.INACTIVE'
  | 'INTEGRATION.MODEL_NOT_AVAILABLE'
  | 'INTEGRATION.ACTION_NOT_AVAILABLE'
  | 'INTEGRATION.MODEL_DISABLED'
  | 'INTEGRATION.ACTION_DISABLED'
  | 'REMOTE.SERVICE_UNAVAILABLE'
  | 'REMOTE.RATE_LIMIT_EXCEEDED'
  | 'REMOTE.INPUT_INVALID'
  | 'REMOTE.UNKNOWN_HTTP_ERROR'
  | 'ATS.JOB_CLOSED'
  | 'ATS.APPLICATION_ALREADY_EXISTS';

/**
 * What is wrong with a value, for programs:
 *
 * - `required`: it is missing, empty or blank
 * - `invalid_type`: it is of another type
 * - `invalid_format`: it is a text of another form, such as an address without `@`
 * - `invalid_value`: it is none of the values that are allowed
 * - `too_short`, `too_long`: a text or a list has too few or too many characters or entries
 * - `out_of_range`: a number or a date is too small or too large
 * - `too_large`: a file has too many bytes
 * - `unknown_key`: there is no such field
 * - `unknown_id`: it is no id of this installation and mandator
 * - `wrong_kind`: it is the id of another kind of record
 * - `duplicate`: it is there twice
 * - `not_allowed`: it is valid, but not here
 */
export type InputIssueCode =
  | 'required'
  | 'invalid_type'
  | 'invalid_format'
  | 'invalid_value'
  | 'too_short'
  | 'too_long'
  | 'out_of_range'
  | 'too_large'
  | 'unknown_key'
  | 'unknown_id'
  | 'wrong_kind'
  | 'duplicate'
  | 'not_allowed';

/** A problem with an option, an id or an input field. */
export interface InputIssue {
  /** What is wrong, for programs. */
  readonly code: InputIssueCode;
  /**
   * The path of the field, such as `candidate.email_address`, `attachments.0.data` or, for the answer to a question,
   * `screening_question_answers.` and the question's id.
   */
  readonly path: string;
  /** What is wrong; never contains the value itself. */
  readonly message: string;
}

/** The facts about a failed request. */
export interface RequestFailure {
  /** Method and path template, such as `GET Api/Applicant/{applicantId}`; never the URL, which holds personal data. */
  readonly endpoint: string;
  /** How often the request was sent. */
  readonly attempts: number;
  /** True if eRecruiter may have applied the request although no readable answer arrived. Always false for reads. */
  readonly mayHaveBeenApplied: boolean;
  /** eRecruiter's number of the requested record; null or missing if the request names none. */
  readonly id?: string | null | undefined;
  /** The host of a `data_url`; missing if the request went to eRecruiter. */
  readonly host?: string | undefined;
}

/** The facts about an answer with an error status. */
export interface StatusFailure extends RequestFailure {
  /** The HTTP status. */
  readonly status: number;
  /** The answer's text, at most the first 4,096 characters; null if it could not be read. */
  readonly text: string | null;
  /** True for requests that change something. */
  readonly write: boolean;
  /** The wait that `Retry-After` asked for, in milliseconds; null if it is absent. */
  readonly retryAfterMs: number | null;
  /** True for a 403 from the web server, not from eRecruiter, to a client that sends too many requests. */
  readonly throttled?: boolean | undefined;
  /** True for a 401 to a token that works elsewhere: the framework sends it if the key lacks an access level. */
  readonly denied?: boolean | undefined;
  /** The likely cause, as a clause: what the key may lack (401, 403), which `baseUrl` to set, or what was refused. */
  readonly hint?: string | undefined;
}

/** The records that a rejection is about, by `id`. */
export interface RejectedRecords {
  /** The application: the one that exists already, or the one that a step was for. */
  readonly applicationId?: string | null | undefined;
  /** The candidate. */
  readonly candidateId?: string | null | undefined;
  /** The job. */
  readonly jobId?: string | null | undefined;
  /** The names of the steps that can be executed now. */
  readonly activities?: readonly string[] | undefined;
}

/** The `name` of a `StatusError` and of the classes below it. */
export type StatusErrorName =
  'StatusError' | 'AuthenticationError' | 'PermissionError' | 'NotFoundError' | 'RateLimitError' | 'ServerError';

/** The `name` of a `RequestError`. */
export type RequestErrorName = StatusErrorName | 'ConnectionError' | 'TimeoutError' | 'AbortedError';

/** The `name` of an error: that of its class, unaffected by minifiers. */
export type ERecruiterErrorName =
  | RequestErrorName
  | 'ConfigurationError'
  | 'InputError'
  | 'ResponseShapeError'
  | 'ActionRejectedError'
  | 'PartialWriteError';
