/** A consent, or a notice, and whether a candidate has accepted it. */
export interface CandidateConsent {
  /** eRecruiter's number of the policy: each version of a text has its own. From ApplicantPolicy.PolicyId. */
  readonly policy_id: string;
  /** Id of the Candidate. From Applicant.Id. */
  readonly candidate_id: string;
  /**
   * `CONSENT` can be accepted and revoked, `INFORMATION` is a notice; null for other kinds. From ApplicantPolicy.Type.
   */
  readonly type: 'CONSENT' | 'INFORMATION' | null;
  /** The culture of the text, such as `de-AT`. From ApplicantPolicy.Language. */
  readonly language: string | null;
  /** The applicant portal that the policy belongs to. From ApplicantPolicy.Url. */
  readonly portal_url: string | null;
  /** Text or HTML, as eRecruiter stores it. From ApplicantPolicy.Text. */
  readonly text: string | null;
  /** Null if the candidate has not accepted it. From ApplicantPolicy.AcceptedOn. */
  readonly accepted_at: Date | null;
  /** Null if it has not been revoked. From ApplicantPolicy.RevokedOn. */
  readonly revoked_at: Date | null;
  /** Whether there is a newer version; null if eRecruiter does not say. From ApplicantPolicy.IsOutdated. */
  readonly is_outdated: boolean | null;
}
