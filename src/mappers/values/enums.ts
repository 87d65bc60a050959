/** Members of eRecruiter's enums; a member's position is the integer that travels. */
export const JOB_STATUSES = ['Open', 'Draft', 'Engaged', 'Repositioned', 'Cancelled'] as const;

export const WORKFLOW_STATUS_GROUPS = [
  'None',
  'New',
  'Internal',
  'Proposed',
  'External',
  'Rejected',
  'Accepted',
] as const;

export const CUSTOM_FIELD_TYPES = [
  'TextMultiLine',
  'CheckBox',
  'DropdownList',
  'CheckboxList',
  'Date',
  'TextSingleLine',
  'Html',
] as const;

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

/** The member that an integer or a name means; `undefined` for none and for members newer than this library. */
export function memberOf<Name extends string>(
  names: readonly Name[],
  value: number | string | null | undefined,
): Name | undefined {
  if (typeof value === 'number') return names[value];
  const wanted = value?.toLowerCase();
  return names.find((name) => name.toLowerCase() === wanted);
}
