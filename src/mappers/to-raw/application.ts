import { checkMapperOptions, numberProblem } from '../check-options.js';
import type { ApplicationBody } from './bodies.js';

/** What an application consists of. */
export interface NewApplication {
  /** eRecruiter's number of the job; {@link decodeId} reads it from the id of a job. */
  readonly jobId: number;
  /** eRecruiter's number of the applicant. */
  readonly applicantId: number;
  /** From {@link toRawSource}. Default: none. */
  readonly referrer?: string | null | undefined;
  /** From {@link toRawSource}. Default: none. */
  readonly referrerAdditionalInfo?: string | null | undefined;
  /** True updates an application that exists already, and tells the recruiter. Default false: it is an error. */
  readonly refresh?: boolean | undefined;
}

const NEW_APPLICATION_SHAPE = {
  jobId: numberProblem,
  applicantId: numberProblem,
  referrer: 'string',
  referrerAdditionalInfo: 'string',
  refresh: 'boolean',
} as const;

/**
 * Maps an application to the body that creates it. `toApplication` maps the stored one back.
 *
 * @param application - Job, applicant and source.
 * @returns The body of `PUT Api/Application`. If the application exists already, eRecruiter answers with an error,
 * unless `refresh` is true.
 * @throws A {@link MapperError} if `jobId` or `applicantId` is not the number of a record, or a source is no text.
 *
 * @example
 * ```ts
 * import { toRawApplication } from 'erecruiter-kombo/mappers';
 *
 * const body = toRawApplication({ jobId: 4711, applicantId: 150123, referrer: 'Acme Jobs' });
 * JSON.stringify(body); // '{"JobId":4711,"ApplicantId":150123,"Referrer":"Acme Jobs", …
 * ```
 */
export function toRawApplication(application: NewApplication): ApplicationBody {
  checkMapperOptions(application, NEW_APPLICATION_SHAPE, false, 'application');
  const { jobId, applicantId, referrer = null, referrerAdditionalInfo = null, refresh = false } = application;
  return {
    JobId: jobId,
    ApplicantId: applicantId,
    Referrer: referrer,
    ReferrerAdditionalInfo: referrerAdditionalInfo,
    RefreshApplicationIfItAlreadyExists: refresh,
    CoverLetter: null,
  };
}
