import type { EmailAddress, PhoneNumber, SocialMedia } from './contact.js';
import type { IntegrationField } from './integration-field.js';
import type { JobReference, StageReference, TagReference } from './references.js';

/** An application of a candidate for a job, in the shape of Kombo's unified ATS API. */
export interface Application {
  /** From Application.Id, Application.ApplicantId and Application.JobId. */
  readonly id: string;
  /** From Application.Id. */
  readonly remote_id: string | null;
  /**
   * Accepted is `HIRED`, Rejected `DECLINED`, None null (eRecruiter hides it), all others `PENDING`. From
   * Application.WorkflowStatusGroup.
   */
  readonly outcome: 'PENDING' | 'HIRED' | 'DECLINED' | null;
  /** Always null: eRecruiter's API has no reasons. */
  readonly rejection_reason_name: string | null;
  /** From ApplicationReferrer.WorkflowLastChange if the application is rejected. */
  readonly rejected_at: Date | null;
  /** Id of the ApplicationStage. From Application.Status. */
  readonly current_stage_id: string | null;
  /** Id of the Job. From Application.JobId. */
  readonly job_id: string | null;
  /** Id of the Candidate. From Application.ApplicantId. */
  readonly candidate_id: string | null;
  /** Always null: eRecruiter stores answers as data of the applicant, not of the application. */
  readonly screening_question_answers: never[] | null;
  /**
   * Null unless the option `customFields` names fields: eRecruiter has no route for custom fields of applications. From
   * Application.
   */
  readonly custom_fields: Record<string, unknown> | null;
  /**
   * From Application.Referrer, ReferrerAdditionalInfo, Rating, StatusForApplicant, StatusForContact,
   * IsVisibleToApplicant, IsVisibleToContact and WorkflowStatusGroup; with `integrationFields: 'all'` every other
   * raw property.
   */
  readonly integration_fields: IntegrationField[];
  /** Always null: eRecruiter's API has no links to the recruiters' user interface. */
  readonly remote_url: string | null;
  /** From ApplicationReferrer.WorkflowLastChange, else the time of reading. */
  readonly changed_at: Date;
  /** Always null: only `sync()` detects deletions. */
  readonly remote_deleted_at: Date | null;
  /** Always null: eRecruiter's API has no creation date of applications. */
  readonly remote_created_at: Date | null;
  /** From ApplicationReferrer.WorkflowLastChange, which only discovery by source returns. */
  readonly remote_updated_at: Date | null;
  /** Null if the applicant was not read. From Applicant. */
  readonly candidate: ApplicationCandidate | null;
  /** From Application.Status. */
  readonly current_stage: StageReference | null;
  /** From Application.JobId. */
  readonly job: JobReference | null;
  /** Always []: eRecruiter's API has only recorded videos, no interviews. */
  readonly interviews: never[];
  /** Always []: eRecruiter's API has no offers. */
  readonly offers: never[];
  /** The raw records by path with the option `remoteData`, else null. From Application. */
  readonly remote_data: Record<string, unknown> | null;
}

/** The candidate inside an application. */
export interface ApplicationCandidate {
  /** From Applicant.Id. */
  readonly id: string;
  /** From Applicant.Id. */
  readonly remote_id: string;
  /** From Applicant.FirstName. */
  readonly first_name: string | null;
  /** From Applicant.LastName. */
  readonly last_name: string | null;
  /** Empty if it is no email address. From Applicant.Email. */
  readonly email_addresses: EmailAddress[];
  /** From Applicant.MobilePhone and Applicant.Phone. */
  readonly phone_numbers: PhoneNumber[];
  /** From Applicant.ThirdPartyProfiles and Applicant.Url. */
  readonly social_media: SocialMedia[];
  /** From Applicant.Referrer. */
  readonly source: string | null;
  /** Always null: eRecruiter's API has no links to the recruiters' user interface. */
  readonly remote_url: string | null;
  /** From Applicant.Tags. */
  readonly tags: TagReference[];
}
