import type { CandidateApplication } from './candidate-application.js';
import type { EmailAddress, PhoneNumber, SocialMedia } from './contact.js';
import type { IntegrationField } from './integration-field.js';
import type { Location } from './location.js';
import type { TagReference } from './references.js';

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
  /** Always null: eRecruiter keeps employers as experiences, not on the person. */
  readonly company: string | null;
  /** Always null: eRecruiter keeps positions as experiences; its own titles are academic. */
  readonly title: string | null;
  /** Always null: eRecruiter has no such mark. */
  readonly confidential: boolean | null;
  /** From Applicant.Referrer. */
  readonly source: string | null;
  /** From Applicant.MobilePhone and Applicant.Phone. */
  readonly phone_numbers: PhoneNumber[];
  /** Empty where it is no e-mail address. From Applicant.Email. */
  readonly email_addresses: EmailAddress[];
  /** From Applicant.ThirdPartyProfiles and Applicant.Url. */
  readonly social_media: SocialMedia[];
  /** Null where nothing is known. From Applicant.Street, City, ZipCode and Country. */
  readonly location: Location | null;
  /**
   * Null where custom fields were not read. Typed values under internal names, or under the names of
   * `customFields`. From ApplicantCustomFields.
   */
  readonly custom_fields: Record<string, unknown> | null;
  /** From ApplicantCustomFields; with `integrationFields: 'all'` every raw property without a unified field as well. */
  readonly integration_fields: IntegrationField[];
  /** Always null: eRecruiter's API gives no link into the recruiters' application. */
  readonly remote_url: string | null;
  /** From Applicant.DateOfCreation. */
  readonly remote_created_at: Date | null;
  /** The later of the two. From Applicant.DateOfUpdateByUser and Applicant.DateOfUpdateByApplicant. */
  readonly remote_updated_at: Date | null;
  /**
   * The newest date of the record, else the time of observation. From Applicant.DateOfUpdateByUser,
   * DateOfUpdateByApplicant and DateOfCreation.
   */
  readonly changed_at: Date;
  /** Always null: outside `sync()` a deletion cannot be seen. */
  readonly remote_deleted_at: Date | null;
  /** Empty where applications were not read. From Application. */
  readonly applications: CandidateApplication[];
  /** From Applicant.Tags. */
  readonly tags: TagReference[];
  /** The raw records by path, where `remoteData` asks for them, else null. From Applicant. */
  readonly remote_data: Record<string, unknown> | null;
}
