import type { QUESTIONNAIRE_ITEM_TYPES } from '../../schemas/properties.js';

// The members of eRecruiter's enums: the position of a member is its integer in JSON.

export {
  ACTIVITY_AVAILABILITIES,
  APPLICATION_ERRORS,
  CUSTOM_FIELD_TARGETS,
  CUSTOM_FIELD_TYPES,
  GENDERS,
  GENDER_IDENTITIES,
  JOB_STATUSES,
  MILITARY_SERVICE_TYPES,
  POLICY_TYPES,
  QUESTIONNAIRE_ITEM_TYPES,
  SALARY_PERIOD_TYPES,
  WORKFLOW_STATUS_GROUPS,
} from '../../schemas/properties.js';

/** A member of QuestionnaireItem.Type. */
export type QuestionnaireItemType = (typeof QUESTIONNAIRE_ITEM_TYPES)[number];

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
  if (/^\d+(?:\.0+)?$/.test(wanted)) return names[Number(wanted)];
  return names.find((name) => name.toLowerCase() === wanted);
}
