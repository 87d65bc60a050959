import type {
  AdditionalEmailInput,
  AdditionalPhoneInput,
  SalaryExpectationsInput,
  SocialLinkInput,
} from './action-inputs.js';

/** Where a candidate lives, part by part: a part that is left out stays as it is, null clears it. */
export interface LocationChangesInput {
  /** ISO 3166-1 alpha-2 code, such as `AT`; stored as the mandator spells it. To Applicant.Country. */
  readonly country?: string | null | undefined;
  /** To Applicant.City. */
  readonly city?: string | null | undefined;
  /** To Applicant.ZipCode. */
  readonly zip_code?: string | null | undefined;
  /** To Applicant.Street. */
  readonly street_1?: string | null | undefined;
  /** A warning: eRecruiter has no state for applicants. */
  readonly state?: string | null | undefined;
}

/** What changes about a candidate: a field that is left out stays as it is, null clears it. */
export interface CandidateChangesInput {
  /** Cannot be cleared: eRecruiter requires it. To Applicant.FirstName. */
  readonly first_name?: string | undefined;
  /** Cannot be cleared: eRecruiter requires it. To Applicant.LastName. */
  readonly last_name?: string | undefined;
  /** Must not be the address of another candidate, unless the mandator allows that. To Applicant.Email. */
  readonly email_address?: string | null | undefined;
  /** To Applicant.Phone; Applicant.MobilePhone stays as it is. */
  readonly phone_number?: string | null | undefined;
  /** Null clears all parts. To Applicant.City, ZipCode, Street and Country. */
  readonly location?: LocationChangesInput | null | undefined;
  /** Null becomes unknown. To Applicant.Gender and Applicant.GenderIdentity. */
  readonly gender?: 'MALE' | 'FEMALE' | 'OTHER' | null | undefined;
  /** A calendar day; a time becomes the day in the client's `timeZone`. To Applicant.EarliestPossibleBeginDate. */
  readonly availability_date?: Date | string | null | undefined;
  /**
   * Null clears the amount, its period and its currency. A currency that the candidate has stays. To Applicant.Salary,
   * SalaryPeriod and SalaryCurrency.
   */
  readonly salary_expectations?: SalaryExpectationsInput | null | undefined;
  /** The first link replaces the website, the others are a warning; an empty list clears it. To Applicant.Url. */
  readonly social_links?: readonly SocialLinkInput[] | null | undefined;
  /** A warning: eRecruiter stores employers as experiences. */
  readonly company?: string | null | undefined;
  /** A warning: eRecruiter's titles are academic ones. */
  readonly title?: string | null | undefined;
  /** A warning: eRecruiter stores one address per applicant. */
  readonly additional_email_addresses?: readonly AdditionalEmailInput[] | null | undefined;
  /** A warning: eRecruiter does not store the kind of a number. */
  readonly additional_phone_numbers?: readonly AdditionalPhoneInput[] | null | undefined;
}

/** Input of `updateCandidate`. */
export interface UpdateCandidateInput {
  /** Id of the Candidate, or `remote:<number>`. */
  readonly candidate_id: string;
  /** What changes. Without any field, nothing is written. */
  readonly candidate: CandidateChangesInput;
}

/** Input of `setCandidateField`. */
export interface CandidateFieldInput {
  /** Id of the Candidate, or `remote:<number>`. */
  readonly candidate_id: string;
  /**
   * A custom field of candidates: its internal name, its `id` or `key` as in `integration_fields` and `exploreFields`,
   * or your own name from the option `customFields`. To CustomFieldValue.CustomField.
   */
  readonly field: string;
  /**
   * By the type of the field: a boolean for a CheckBox, one possible value for a DropdownList, a list of them for a
   * CheckboxList, a day for a Date, text for the others; null clears the field. To CustomFieldValue.Value, or Values
   * for a list.
   */
  readonly value: string | boolean | Date | readonly string[] | null;
}

/** Input of `deleteCandidate`. */
export interface DeleteCandidateInput {
  /** Id of the Candidate, or `remote:<number>`. */
  readonly candidate_id: string;
  /**
   * `'anonymize'` blanks the personal data and keeps the applications for statistics; `'erase'` removes the candidate
   * with everything that belongs to them. Neither can be undone. To the parameter `deleteCompletely`.
   */
  readonly mode: 'anonymize' | 'erase';
}
