/** What the library needs of a `Blob`, so that those of every platform and package fit. */
export interface BlobLike {
  /** In bytes. */
  readonly size: number;
  /** The media type; empty if it is unknown. */
  readonly type?: string | undefined;
  /** Reads the content. */
  arrayBuffer(): Promise<ArrayBufferLike>;
}

/** What the library needs of a `File`: a `Blob` with a name. */
export interface FileLike extends BlobLike {
  /** With its extension. */
  readonly name: string;
}

/**
 * The content of a file: base64 text, a `Blob`, or bytes, such as a `Uint8Array`, a `Buffer` or an `ArrayBuffer`. Bytes
 * are copied when the method is called; changing them later changes nothing.
 */
export type FileContent = string | BlobLike | ArrayBufferLike | ArrayBufferView;

/**
 * A file: exactly one of `data` and `data_url`.
 *
 * @example
 * ```ts
 * import type { AttachmentInput } from 'erecruiter-kombo';
 *
 * const bytes = new TextEncoder().encode('%PDF-1.7');
 * export const cv: AttachmentInput = { name: 'cv.pdf', type: 'CV', data: bytes };
 * export const letter: AttachmentInput = { name: 'letter.txt', type: 'COVER_LETTER', data: btoa('Hello') };
 * ```
 */
export interface AttachmentInput {
  /** File name with its extension. To ApplicantDocument.Name and FileExtension, or ApplicantCv.FileExtension. */
  readonly name: string;
  /** The kind of file. `CV` goes to the CV slot, the others become documents. To ApplicantDocument.Type. */
  readonly type: 'CV' | 'COVER_LETTER' | 'OTHER';
  /** The content: base64 text, a `Blob` or bytes. To ApplicantDocument.Content or ApplicantCv.Content. */
  readonly data?: FileContent | undefined;
  /**
   * A link to the content, which is fetched immediately and without credentials. To ApplicantDocument.Content or
   * ApplicantCv.Content.
   */
  readonly data_url?: string | URL | undefined;
  /**
   * Media type, such as `application/pdf`; decides the extension if neither the name nor the first bytes do. Default:
   * the type of the `Blob`. To ApplicantDocument.FileExtension.
   */
  readonly content_type?: string | undefined;
}

/**
 * A file as a `File`, which has a name of its own.
 *
 * @example
 * ```ts
 * import type { FileAttachmentInput } from 'erecruiter-kombo';
 *
 * const file = new File(['%PDF-1.7'], 'cv.pdf', { type: 'application/pdf' });
 * export const cv: FileAttachmentInput = { type: 'CV', data: file };
 * ```
 */
export interface FileAttachmentInput extends Omit<AttachmentInput, 'name' | 'data' | 'data_url'> {
  /** Default: the name of the `File`. To ApplicantDocument.Name and FileExtension, or ApplicantCv.FileExtension. */
  readonly name?: string | undefined;
  /** The file. To ApplicantDocument.Content or ApplicantCv.Content. */
  readonly data: FileLike;
  /** Only for files without `data`. */
  readonly data_url?: undefined;
}

/** Where a candidate lives. */
export interface LocationInput {
  /** ISO 3166-1 alpha-2 code, such as `AT`; stored as the mandator spells it. To Applicant.Country. */
  readonly country: string;
  /** To Applicant.City. */
  readonly city?: string | undefined;
  /** To Applicant.ZipCode. */
  readonly zip_code?: string | undefined;
  /** To Applicant.Street. */
  readonly street_1?: string | undefined;
  /** A warning: eRecruiter has no state for applicants. */
  readonly state?: string | undefined;
}

/** What a candidate wants to earn. */
export interface SalaryExpectationsInput {
  /** To Applicant.SalaryPeriod. */
  readonly period: 'MONTH' | 'YEAR';
  /** Rounded half up: eRecruiter takes whole numbers only. To Applicant.Salary. */
  readonly amount: number;
}

/** A web page of the candidate. */
export interface SocialLinkInput {
  /** The first link is stored, the others become a warning. To Applicant.Url. */
  readonly url: string | URL;
}

/** A further email address. */
export interface AdditionalEmailInput {
  /** A warning: eRecruiter stores one address per applicant. */
  readonly type?: string | undefined;
  /** A warning: eRecruiter stores one address per applicant. */
  readonly email_address: string;
}

/** A further phone number. */
export interface AdditionalPhoneInput {
  /** A warning: eRecruiter does not store the kind of a number. */
  readonly type?: string | undefined;
  /** A warning: eRecruiter does not store the kind of a number. */
  readonly phone_number: string;
}

/** Who found the candidate. */
export interface SourcedByInput {
  /** A warning: eRecruiter does not record who found a candidate. */
  readonly user_id: string;
}

/** The person who applies. */
export interface CandidateInput {
  /** To Applicant.FirstName. */
  readonly first_name: string;
  /** To Applicant.LastName. */
  readonly last_name: string;
  /** Existing candidates are found by this address, case-insensitively. To Applicant.Email. */
  readonly email_address: string;
  /** To Applicant.Phone, or Applicant.MobilePhone if Phone holds another number. */
  readonly phone_number?: string | undefined;
  /** To Applicant.City, ZipCode, Street and Country. */
  readonly location?: LocationInput | undefined;
  /** To Applicant.Gender and Applicant.GenderIdentity. */
  readonly gender?: 'MALE' | 'FEMALE' | 'OTHER' | undefined;
  /** A calendar day; a time becomes the day in the client's `timeZone`. To Applicant.EarliestPossibleBeginDate. */
  readonly availability_date?: Date | string | undefined;
  /** To Applicant.Salary, SalaryPeriod and SalaryCurrency. */
  readonly salary_expectations?: SalaryExpectationsInput | undefined;
  /** The first link becomes the personal website, the others a warning. To Applicant.Url. */
  readonly social_links?: readonly SocialLinkInput[] | undefined;
  /** A warning: eRecruiter stores employers as experiences. */
  readonly company?: string | undefined;
  /** A warning: eRecruiter's titles are academic ones. */
  readonly title?: string | undefined;
  /** A warning: eRecruiter stores one address per applicant. */
  readonly additional_email_addresses?: readonly AdditionalEmailInput[] | undefined;
  /** A warning: eRecruiter does not store the kind of a number. */
  readonly additional_phone_numbers?: readonly AdditionalPhoneInput[] | undefined;
}

/** An answer to a screening question. */
export interface ScreeningAnswerInput {
  /** Id of the ScreeningQuestion. */
  readonly question_id: string;
  /**
   * Depends on the question's format: TEXT a string, SINGLE_SELECT the id of an option, MULTI_SELECT ids of options,
   * BOOLEAN a boolean, NUMBER a number, DATE a Date or ISO string, FILE an attachment without `type`. To
   * CustomFieldValue.Value, ApplicantLanguage.Level, ApplicantKnowledge.Level, ApplicantDocument.Content, or the
   * property of Applicant that the question asks for.
   */
  readonly answer:
    | string
    | readonly string[]
    | boolean
    | number
    | Date
    | Omit<AttachmentInput, 'type'>
    | Omit<FileAttachmentInput, 'type'>;
}

/** Where the candidate comes from; the first given field counts. */
export interface SourceInput {
  /** The name of a source. To Application.Referrer and Applicant.Referrer. */
  readonly name?: string | undefined;
  /** The name of a source as in the mandator's catalogue. To Application.Referrer and Applicant.Referrer. */
  readonly id?: string | undefined;
  /** The name of a source, case-insensitive. To Application.Referrer and Applicant.Referrer. */
  readonly unified_key?: string | undefined;
}

/** Consent to the processing of personal data. */
export interface ConsentInput {
  /**
   * True accepts the current consent policy; false records nothing. To ApplicantPolicy.AcceptedOn and
   * Applicant.PolicyAcceptedAt.
   */
  readonly given?: boolean | undefined;
  /** A warning: eRecruiter has no expiry date for consents. */
  readonly expires_at?: Date | string | undefined;
}

/** What the two create actions share. */
interface CreateInput {
  /** The person who applies. */
  readonly candidate: CandidateInput;
  /** Answers to the questions of the job. */
  readonly screening_question_answers?: readonly ScreeningAnswerInput[] | undefined;
  /** Files of the candidate. To ApplicantCv and ApplicantDocument. */
  readonly attachments?: readonly (AttachmentInput | FileAttachmentInput)[] | undefined;
  /** Default: the client's `source`. To Application.Referrer and Applicant.Referrer. */
  readonly source?: SourceInput | undefined;
  /** Consent to the processing of personal data. */
  readonly gdpr_consent?: ConsentInput | undefined;
  /** A warning: eRecruiter does not record who found a candidate. */
  readonly sourced_by?: SourcedByInput | undefined;
}

/** What the candidate applies for. */
export interface ApplicationInput {
  /** Id of the Job, or `remote:<number>`. To Application.JobId. */
  readonly job_id: string;
  /** A warning: eRecruiter's workflow sets the first stage. */
  readonly stage_id?: string | undefined;
}

/** Input of `createCandidate`. */
export interface CreateCandidateInput extends CreateInput {
  /** What the candidate applies for: in eRecruiter candidates come with an application. */
  readonly application: ApplicationInput;
}

/** Input of `createApplication`. */
export interface CreateApplicationInput extends CreateInput {
  /** What the candidate applies for. */
  readonly application: ApplicationInput;
}

/** A part of what a candidate consists of. */
export type PartialCandidateInput = {
  readonly [Field in keyof CandidateInput]?: CandidateInput[Field] | undefined;
};

/** Input of `createApplication` with the option `candidate_id`: what is given of the candidate fills empty fields. */
export interface KnownCandidateApplicationInput extends Omit<CreateApplicationInput, 'candidate'> {
  /** Fills empty fields. Default: nothing. */
  readonly candidate?: PartialCandidateInput | undefined;
}

/** A tag of a candidate. */
export interface TagInput {
  /** Case-insensitive. To Applicant.Tags. */
  readonly name: string;
}

/** Input of `addTagToCandidate` and `removeTagFromCandidate`. */
export interface CandidateTagInput {
  /** Id of the Candidate, or `remote:<number>`. */
  readonly candidate_id: string;
  /** The tag. */
  readonly tag: TagInput;
}

/** Input of `addAttachmentToApplication`. */
export interface ApplicationAttachmentInput {
  /** Id of the Application, or `remote:<applicant>/<application>`. */
  readonly application_id: string;
  /** The file. It is stored on the candidate: applications have no files in eRecruiter. */
  readonly attachment: AttachmentInput | FileAttachmentInput;
}

/** Input of `addAttachmentToCandidate`. */
export interface CandidateAttachmentInput {
  /** Id of the Candidate, or `remote:<number>`. */
  readonly candidate_id: string;
  /** The file. */
  readonly attachment: AttachmentInput | FileAttachmentInput;
}

/** What replaces a file: exactly one of `data` and `data_url`. What is not given stays as it is. */
export interface AttachmentReplacementInput {
  /**
   * File name with its extension. Default: the name of a `File`, else the stored one. To ApplicantDocument.Name and
   * FileExtension; CV and photo have no name, only the extension.
   */
  readonly name?: string | undefined;
  /** The kind of file. Default: the stored one. To ApplicantDocument.Type. */
  readonly type?: AttachmentInput['type'] | undefined;
  /**
   * The content: base64 text, a `Blob` or bytes. To ApplicantDocument.Content, ApplicantCv.Content or
   * ApplicantPhoto.Content.
   */
  readonly data?: FileContent | undefined;
  /**
   * A link to the content, which is fetched immediately and without credentials. To ApplicantDocument.Content,
   * ApplicantCv.Content or ApplicantPhoto.Content.
   */
  readonly data_url?: string | URL | undefined;
  /**
   * Media type; decides the extension if neither the name nor the first bytes do. To
   * ApplicantDocument.FileExtension.
   */
  readonly content_type?: string | undefined;
}

/** Input of `replaceAttachment`. */
export interface ReplaceAttachmentInput {
  /** Id of the Attachment, or `remote:<candidate>/<document, cv or photo>`. */
  readonly attachment_id: string;
  /** The new file. */
  readonly attachment: AttachmentReplacementInput;
}

/** Input of `removeAttachment`. */
export interface RemoveAttachmentInput {
  /** Id of the Attachment, or `remote:<candidate>/<document, cv or photo>`. */
  readonly attachment_id: string;
}

/** Input of `parseCv`: a file as for an attachment, or a `File` itself. */
export type ParseCvInput = Omit<AttachmentInput, 'type'> | Omit<FileAttachmentInput, 'type'> | FileLike;

/** A link to a result, for example of an assessment. */
export interface ResultLinkInput {
  /** To ApplicantHistory.Subject. */
  readonly label: string;
  /** To ApplicantHistory.Body. */
  readonly url: string | URL;
  /** Further details. */
  readonly details?:
    | {
        /** Added before each key. To ApplicantHistory.Body. */
        readonly custom_field_name_prefix?: string | undefined;
        /** Further lines of the entry. To ApplicantHistory.Body. */
        readonly attributes: readonly {
          /** To ApplicantHistory.Body. */
          readonly key: string;
          /** To ApplicantHistory.Body. */
          readonly value: string;
        }[];
      }
    | undefined;
}

/** Input of `addResultLinkToApplication`. */
export interface ApplicationResultLinkInput extends ResultLinkInput {
  /** Id of the Application, or `remote:<applicant>/<application>`. Its job becomes ApplicantHistory.JobId. */
  readonly application_id: string;
}

/** Input of `addResultLinkToCandidate`. */
export interface CandidateResultLinkInput extends ResultLinkInput {
  /** Id of the Candidate, or `remote:<number>`. */
  readonly candidate_id: string;
}

/** A note about a candidate. */
export interface NoteInput {
  /** Plain text: what looks like HTML is shown as it is written, and lines stay lines. To ApplicantHistory.Body. */
  readonly content: string;
  /** The form of `content`, which the body says as HTML. Default `PLAIN_TEXT`. To ApplicantHistory.Body. */
  readonly content_type?: 'PLAIN_TEXT' | undefined;
  /** A line of text. Default: the first line of `content`, cut to 80 characters. To ApplicantHistory.Subject. */
  readonly title?: string | undefined;
  /** Whom recruiters see as author. Default: the name of the client's `source`. To ApplicantHistory.CreatedBy. */
  readonly author?: string | undefined;
}

/** Input of `addNoteToApplication`. */
export interface ApplicationNoteInput extends NoteInput {
  /** Id of the Application, or `remote:<applicant>/<application>`. Its job becomes ApplicantHistory.JobId. */
  readonly application_id: string;
}

/** Input of `addNoteToCandidate`. */
export interface CandidateNoteInput extends NoteInput {
  /** Id of the Candidate, or `remote:<number>`. */
  readonly candidate_id: string;
}

/** Input of `setCandidateConsent`. */
export interface CandidateConsentInput {
  /** Id of the Candidate, or `remote:<number>`. */
  readonly candidate_id: string;
  /**
   * The `policy_id` of a CandidateConsent, or `remote:<number>`. Default: the current consent policy of the client's
   * portal. To ApplicantPolicy.PolicyId.
   */
  readonly policy_id?: string | undefined;
  /** True accepts, false revokes. To ApplicantPolicy.AcceptedOn or ApplicantPolicy.RevokedOn. */
  readonly accepted: boolean;
  /**
   * When; text without an offset is read in the client's `timeZone`. Default: now. To ApplicantPolicy.AcceptedOn or
   * ApplicantPolicy.RevokedOn.
   */
  readonly at?: Date | string | undefined;
}
