/** A file: exactly one of `data` and `data_url`. */
export interface AttachmentInput {
  /** File name with its extension. To ApplicantDocument.Name and FileExtension, or ApplicantCv.FileExtension. */
  readonly name: string;
  /** What it is. `CV` goes to the CV slot, the others become documents. To ApplicantDocument.Type. */
  readonly type: 'CV' | 'COVER_LETTER' | 'OTHER';
  /** The content as base64 text. To ApplicantDocument.Content or ApplicantCv.Content. */
  readonly data?: string | undefined;
  /**
   * Where to fetch the content from, at once and without credentials. To ApplicantDocument.Content or
   * ApplicantCv.Content.
   */
  readonly data_url?: string | undefined;
  /**
   * Media type, such as `application/pdf`; decides the extension where neither the name nor the first bytes do. To
   * ApplicantDocument.FileExtension.
   */
  readonly content_type?: string | undefined;
}

/** Where somebody lives. */
export interface LocationInput {
  /** ISO 3166-1 alpha-2 code, such as `AT`; written in the mandator's own spelling. To Applicant.Country. */
  readonly country: string;
  /** To Applicant.City. */
  readonly city?: string | undefined;
  /** To Applicant.ZipCode. */
  readonly zip_code?: string | undefined;
  /** To Applicant.Street. */
  readonly street_1?: string | undefined;
  /** A warning: eRecruiter's applicants have no state. */
  readonly state?: string | undefined;
}

/** What somebody wants to earn. */
export interface SalaryExpectationsInput {
  /** To Applicant.SalaryPeriod. */
  readonly period: 'MONTH' | 'YEAR';
  /** Rounded half up to a whole number: eRecruiter takes no other. To Applicant.Salary. */
  readonly amount: number;
}

/** A page of the candidate on the web. */
export interface SocialLinkInput {
  /** Of the first link; the others are a warning. To Applicant.Url. */
  readonly url: string;
}

/** A further e-mail address. */
export interface AdditionalEmailInput {
  /** A warning: eRecruiter's applicants have one address. */
  readonly type?: string | undefined;
  /** A warning: eRecruiter's applicants have one address. */
  readonly email_address: string;
}

/** A further phone number. */
export interface AdditionalPhoneInput {
  /** A warning: eRecruiter does not say what its numbers are. */
  readonly type?: string | undefined;
  /** A warning: eRecruiter does not say what its numbers are. */
  readonly phone_number: string;
}

/** Who found the candidate. */
export interface SourcedByInput {
  /** A warning: eRecruiter credits no persons. */
  readonly user_id: string;
}

/** The person who applies. */
export interface CandidateInput {
  /** To Applicant.FirstName. */
  readonly first_name: string;
  /** To Applicant.LastName. */
  readonly last_name: string;
  /** By this an existing applicant is found, in any case. To Applicant.Email. */
  readonly email_address: string;
  /** To Applicant.Phone, or Applicant.MobilePhone where Phone holds another number. */
  readonly phone_number?: string | undefined;
  /** To Applicant.City, ZipCode, Street and Country. */
  readonly location?: LocationInput | undefined;
  /** To Applicant.Gender and Applicant.GenderIdentity. */
  readonly gender?: 'MALE' | 'FEMALE' | 'OTHER' | undefined;
  /** A calendar day; of a time the day in the client's `timeZone`. To Applicant.EarliestPossibleBeginDate. */
  readonly availability_date?: Date | string | undefined;
  /** To Applicant.Salary, SalaryPeriod and SalaryCurrency. */
  readonly salary_expectations?: SalaryExpectationsInput | undefined;
  /** The first becomes the personal web site, the others a warning. To Applicant.Url. */
  readonly social_links?: readonly SocialLinkInput[] | undefined;
  /** A warning: eRecruiter keeps employers as experiences. */
  readonly company?: string | undefined;
  /** A warning: eRecruiter's titles are academic ones. */
  readonly title?: string | undefined;
  /** A warning: eRecruiter's applicants have one address. */
  readonly additional_email_addresses?: readonly AdditionalEmailInput[] | undefined;
  /** A warning: eRecruiter does not say what its numbers are. */
  readonly additional_phone_numbers?: readonly AdditionalPhoneInput[] | undefined;
}

/** An answer: its type follows the question's format. */
export interface ScreeningAnswerInput {
  /** Id of the ScreeningQuestion. */
  readonly question_id: string;
  /**
   * TEXT a string, SINGLE_SELECT the id of an option, MULTI_SELECT ids of options, BOOLEAN a boolean, NUMBER a number,
   * DATE a Date or ISO string, FILE an attachment without `type`. To CustomFieldValue.Value, ApplicantLanguage.Level,
   * ApplicantKnowledge.Level, ApplicantDocument.Content, or the property of Applicant that the question asks for.
   */
  readonly answer: string | readonly string[] | boolean | number | Date | Omit<AttachmentInput, 'type'>;
}

/** Where the candidate comes from; the first that is given counts. */
export interface SourceInput {
  /** The name of a source. To Application.Referrer and Applicant.Referrer. */
  readonly name?: string | undefined;
  /** The name of a source as the mandator's catalogue writes it. To Application.Referrer and Applicant.Referrer. */
  readonly id?: string | undefined;
  /** The name of a source in any case. To Application.Referrer and Applicant.Referrer. */
  readonly unified_key?: string | undefined;
}

/** What the two create actions share. */
interface CreateInput {
  /** The person who applies. */
  readonly candidate: CandidateInput;
  /** Answers to the questions of the job. */
  readonly screening_question_answers?: readonly ScreeningAnswerInput[] | undefined;
  /** Files. To ApplicantCv and ApplicantDocument. */
  readonly attachments?: readonly AttachmentInput[] | undefined;
  /** Default: the client's `source`. To Application.Referrer and Applicant.Referrer. */
  readonly source?: SourceInput | undefined;
  /** Consent to the processing of data. */
  readonly gdpr_consent?:
    | {
        /**
         * True accepts the current consent policy; false records nothing. To ApplicantPolicy.AcceptedOn and
         * Applicant.PolicyAcceptedAt.
         */
        readonly given?: boolean | undefined;
        /** A warning: eRecruiter's consents do not expire by a date. */
        readonly expires_at?: Date | string | undefined;
      }
    | undefined;
  /** A warning: eRecruiter credits no persons. */
  readonly sourced_by?: SourcedByInput | undefined;
}

/** What the candidate applies for. */
export interface ApplicationInput {
  /** Id of the Job, or `remote:<number>`. To Application.JobId. */
  readonly job_id: string;
  /** A warning: eRecruiter's workflow decides the first stage. */
  readonly stage_id?: string | undefined;
}

/** Input of `createCandidate`. */
export interface CreateCandidateInput extends CreateInput {
  /** What the candidate applies for: eRecruiter's candidates come in by an application. */
  readonly application: ApplicationInput;
}

/** Input of `createApplication`. */
export interface CreateApplicationInput extends CreateInput {
  /** What the candidate applies for. */
  readonly application: ApplicationInput;
}

/** Input of `addTagToCandidate` and `removeTagFromCandidate`. */
export interface CandidateTagInput {
  /** Id of the Candidate, or `remote:<number>`. */
  readonly candidate_id: string;
  /** The tag. */
  readonly tag: {
    /** Compared without regard to case. To Applicant.Tags. */
    readonly name: string;
  };
}

/** Input of `addAttachmentToApplication`. */
export interface ApplicationAttachmentInput {
  /** Id of the Application, or `remote:<applicant>/<application>`. */
  readonly application_id: string;
  /** The file: it lands on the candidate, since eRecruiter's applications have none. */
  readonly attachment: AttachmentInput;
}

/** Input of `addAttachmentToCandidate`. */
export interface CandidateAttachmentInput {
  /** Id of the Candidate, or `remote:<number>`. */
  readonly candidate_id: string;
  /** The file. */
  readonly attachment: AttachmentInput;
}

/** A link back to a result, an assessment's say. */
interface ResultLinkInput {
  /** To ApplicantHistory.Subject. */
  readonly label: string;
  /** To ApplicantHistory.Body. */
  readonly url: string;
  /** What else there is to tell. */
  readonly details?:
    | {
        /** Put before each key. To ApplicantHistory.Body. */
        readonly custom_field_name_prefix?: string | undefined;
        /** Lines of the entry. To ApplicantHistory.Body. */
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
