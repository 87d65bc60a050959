import type { JobReference, StageReference, TagReference } from './references.js';
import type { EmailAddress, PhoneNumber, SocialMedia } from './contact.js';
import type { IntegrationField } from './integration-field.js';
import type { Location } from './location.js';

/** A person who applies, in the shape of Kombo's unified ATS API. */
export interface Candidate {
  /** From Applicant.Id. */
  readonly id: string;
  /** From Applicant.Id. */
  readonly remote_id: string;
  /** From Applicant.FirstName. */
  readonly first_name: string | null;
  /** From Applicant.LastName. */
  readonly last_name: string | null;
  /** Always null: eRecruiter stores employers as experiences. */
  readonly company: string | null;
  /** Always null: eRecruiter stores positions as experiences; its titles are academic. */
  readonly title: string | null;
  /** Always null: eRecruiter has no such flag. */
  readonly confidential: boolean | null;
  /** From Applicant.Referrer. */
  readonly source: string | null;
  /** From Applicant.MobilePhone and Applicant.Phone. */
  readonly phone_numbers: PhoneNumber[];
  /** Empty if it is no email address. From Applicant.Email. */
  readonly email_addresses: EmailAddress[];
  /** From Applicant.ThirdPartyProfiles and Applicant.Url. */
  readonly social_media: SocialMedia[];
  /** Null if no part is known. From Applicant.Street, City, ZipCode and Country. */
  readonly location: Location | null;
  /**
   * Null if custom fields were not read. Typed values by internal name, or by your own names with the option
   * `customFields`. From ApplicantCustomFields.
   */
  readonly custom_fields: Record<string, unknown> | null;
  /** From ApplicantCustomFields; with `integrationFields: 'all'` also every raw property without a unified field. */
  readonly integration_fields: IntegrationField[];
  /** Always null: eRecruiter's API has no links to the recruiters' user interface. */
  readonly remote_url: string | null;
  /** From Applicant.DateOfCreation. */
  readonly remote_created_at: Date | null;
  /** The later of the two. From Applicant.DateOfUpdateByUser and Applicant.DateOfUpdateByApplicant. */
  readonly remote_updated_at: Date | null;
  /**
   * The newest date of the record, else the time of reading. From Applicant.DateOfUpdateByUser,
   * DateOfUpdateByApplicant and DateOfCreation.
   */
  readonly changed_at: Date;
  /** Always null in listings: only `sync()` detects deletions, and tells one in a placeholder. */
  readonly remote_deleted_at: Date | null;
  /** Empty if applications were not read. From Application. */
  readonly applications: CandidateApplication[];
  /** From Applicant.Tags. */
  readonly tags: TagReference[];
  /** The raw records by path with the option `remoteData`, else null. From Applicant. */
  readonly remote_data: Record<string, unknown> | null;
}

/** An application inside its candidate. */
export interface CandidateApplication {
  /** From Application.Id, Application.ApplicantId and Application.JobId. */
  readonly id: string;
  /** From Application.Id. */
  readonly remote_id: string | null;
  /** From Application.WorkflowStatusGroup. */
  readonly outcome: 'PENDING' | 'HIRED' | 'DECLINED' | null;
  /** Always null: eRecruiter's API has no reasons. */
  readonly rejection_reason_name: string | null;
  /** From ApplicationReferrer.WorkflowLastChange if the application is rejected. */
  readonly rejected_at: Date | null;
  /** Always null: eRecruiter's API has no links to the recruiters' user interface. */
  readonly remote_url: string | null;
  /** From ApplicationReferrer.WorkflowLastChange, else the time of reading. */
  readonly changed_at: Date;
  /** Always null: eRecruiter's API has no creation date of applications. */
  readonly remote_created_at: Date | null;
  /** From ApplicationReferrer.WorkflowLastChange, which only discovery by source returns. */
  readonly remote_updated_at: Date | null;
  /** From Application.Status. */
  readonly current_stage: StageReference | null;
  /** From Application.JobId. */
  readonly job: JobReference | null;
}
