import type { InputIssue } from '../models/error-codes.js';
import type { CustomFieldOptions } from '../options.js';
import { CUSTOM_FIELD_TARGETS, memberOf } from '../mappers/values/enums.js';
import {
  applicantSchema,
  applicationSchema,
  jobSchema,
  type RawCustomField,
  type RawMandatorView,
} from '../schemas/index.js';

/** A model whose records have integration fields. */
export type ExploredModel = 'job' | 'candidate' | 'application';

/** The targets of the custom fields that a model's records contain. */
const FIELD_TARGETS: Readonly<Record<ExploredModel, readonly (string | undefined)[]>> = {
  job: ['Job', 'JobApplicant', 'JobCompany', 'JobApplicantCompany'],
  candidate: ['Applicant', 'JobApplicant', 'ApplicantCompany', 'JobApplicantCompany'],
  application: [], // no route reads custom fields of applications
};

/** Whether the records of a model contain values of a custom field. */
export function isFieldOf(model: ExploredModel, field: Pick<RawCustomField, 'Target'> | null | undefined): boolean {
  const target = memberOf(CUSTOM_FIELD_TARGETS, field?.Target);
  return target !== undefined && FIELD_TARGETS[model].includes(target);
}

/** The schemas of the models' raw records, with all documented properties. */
export const MODEL_SCHEMAS = { job: jobSchema, candidate: applicantSchema, application: applicationSchema };

/** Returns an issue for each entry of the option `customFields` that is not a field of this mandator. */
export function unknownFields(
  options: CustomFieldOptions | undefined,
  { CustomFields }: RawMandatorView,
): InputIssue[] {
  const models = ['job', 'candidate', 'application'] as const;
  return models.flatMap((model) => {
    const custom = (CustomFields ?? []).filter((field) => isFieldOf(model, field));
    const names = new Set([...custom.map((field) => field?.Name), ...Object.keys(MODEL_SCHEMAS[model].shape)]);
    const unknown = Object.entries(options?.[model] ?? {}).filter(([, key]) => !names.has(key));
    return unknown.map(([name]) => ({
      code: 'unknown_id',
      path: `customFields.${model}.${name}`,
      message: 'is not a field of this mandator: exploreFields() lists them',
    }));
  });
}
