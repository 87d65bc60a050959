// The members of eRecruiter's enums: the position of a member is its integer in JSON.

export { GENDERS, GENDER_IDENTITIES, MILITARY_SERVICE_TYPES, SALARY_PERIOD_TYPES } from '../../schemas/properties.js';

/** The members of Job.Status, by their integers. */
export const JOB_STATUSES = ['Open', 'Draft', 'Engaged', 'Repositioned', 'Cancelled'] as const;

/** The members of Application.WorkflowStatusGroup, by their integers. */
export const WORKFLOW_STATUS_GROUPS = [
  'None',
  'New',
  'Internal',
  'Proposed',
  'External',
  'Rejected',
  'Accepted',
] as const;

/** The members of CustomField.Type, by their integers. */
export const CUSTOM_FIELD_TYPES = [
  'TextMultiLine',
  'CheckBox',
  'DropdownList',
  'CheckboxList',
  'Date',
  'TextSingleLine',
  'Html',
] as const;

/** The members of QuestionnaireItem.Type, by their integers. */
export const QUESTIONNAIRE_ITEM_TYPES = [
  'SingleLanguage',
  'SingleKnowledge',
  'Headline',
  'CustomField',
  'KnowledgeGroup',
  'AbroadTravelling',
  'DomesticTravelling',
  'BeginDate',
  'Salary',
  'MilitaryService',
  'WillingToMove',
  'SelfDescription',
  'JobDescription',
  'SubHeadline',
  'Languages',
  'Referrer',
  'JobProfiles',
  'Regions',
  'Location',
  'EmploymentType',
  'Educations',
  'Experiences',
  'ApplicantDocument',
] as const;

/** A member of QuestionnaireItem.Type. */
export type QuestionnaireItemType = (typeof QUESTIONNAIRE_ITEM_TYPES)[number];

/** The members of CustomField.Target, by their integers. */
export const CUSTOM_FIELD_TARGETS = [
  'Applicant',
  'Company',
  'Job',
  'JobApplicant',
  'JobCompany',
  'ApplicantCompany',
  'JobApplicantCompany',
] as const;

/** The members of Policy.Type, by their integers. */
export const POLICY_TYPES = ['Consent', 'Information'] as const;

/** The members of the errors of a new application, by their integers. */
export const APPLICATION_ERRORS = [
  'ApplicationAlreadyExists',
  'JobIsClosed',
  'JobDoesNotExist',
  'ApplicantDoesNotExist',
] as const;

/**
 * Returns the member of an enum for an integer, a case-insensitive name, or an integer written as text; `undefined` for
 * anything else, including members newer than this library.
 */
export function memberOf<Name extends string>(
  names: readonly Name[],
  value: number | string | null | undefined,
): Name | undefined {
  if (typeof value === 'number') return names[value];
  if (typeof value !== 'string') return undefined;
  const wanted = value.trim().toLowerCase();
  if (/^\d+$/.test(wanted)) return names[Number(wanted)];
  return names.find((name) => name.toLowerCase() === wanted);
}
