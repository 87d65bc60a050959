import type { ConsentInput, SourcedByInput } from '../../models/action-inputs.js';

/** The part of a create action that has fields which eRecruiter cannot store. */
export interface UnsupportedInputs {
  /** What the candidate applies for. */
  readonly application?:
    | {
        /** Stored: not listed. */
        readonly job_id?: string | undefined;
        /** Listed: eRecruiter's workflow sets the first stage. */
        readonly stage_id?: string | undefined;
      }
    | undefined;
  /** Who found the candidate. */
  readonly sourced_by?: SourcedByInput | undefined;
  /** Consent to the processing of personal data. */
  readonly gdpr_consent?: ConsentInput | undefined;
}

/**
 * Lists what eRecruiter cannot store of a create action, besides what {@link toRawApplicant}, {@link toRawAnswers} and
 * {@link toRawSource} warn about.
 *
 * @param input - The input of `createCandidate` or `createApplication`.
 * @returns One sentence per field, without its value; empty if everything is stored.
 *
 * @example
 * ```ts
 * import { unsupportedInputs } from 'erecruiter-kombo/mappers';
 *
 * unsupportedInputs({ application: { stage_id: 'interview' }, gdpr_consent: { given: true } }).length; // 1
 * ```
 */
export function unsupportedInputs<Input extends UnsupportedInputs>(input: Input): readonly string[] {
  const { application, sourced_by: sourcedBy, gdpr_consent: gdpr } = input;
  return [
    application?.stage_id !== undefined &&
      'application.stage_id was left out: eRecruiter’s workflow sets the first stage',
    sourcedBy !== undefined && 'sourced_by was left out: eRecruiter does not record who found a candidate',
    gdpr?.expires_at !== undefined &&
      'gdpr_consent.expires_at was left out: consents have no expiry date in eRecruiter',
    gdpr?.given === false && 'gdpr_consent.given is false: nothing was recorded',
  ].filter((warning) => warning !== false);
}
