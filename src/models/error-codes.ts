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

/** A problem with an option, an id or an input field. */
export interface InputIssue {
  /** The path in the input, such as `candidate.email_address`. */
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
