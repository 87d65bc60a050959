/** Every error code of Kombo's unified ATS API; each error of this library carries one. */
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

/** One thing that is wrong with an option, an id or an input field. */
export interface InputIssue {
  /** Where: the path in the input, such as `candidate.email_address`. */
  readonly path: string;
  /** What is wrong; never repeats the value itself. */
  readonly message: string;
}

/** What every failed request knows about itself. */
export interface RequestFailure {
  /** Method and path template, such as `GET Api/Applicant/{applicantId}`; never the URL, which holds personal data. */
  readonly endpoint: string;
  /** How often the request was sent. */
  readonly attempts: number;
  /** True when eRecruiter may have done the work although no readable answer came. Always false for reads. */
  readonly mayHaveBeenApplied: boolean;
  /** eRecruiter's number of the record that was asked for; null or left out where the request names none. */
  readonly id?: string | null | undefined;
  /** The host that was asked for a file by `data_url`; left out where eRecruiter was asked. */
  readonly host?: string | undefined;
}
