import type { InputIssue } from '../error-codes.js';
import type { CustomFieldOptions } from '../options.js';
import { applicantSchema, applicationSchema, jobSchema, type RawMandatorView } from '../schemas/index.js';

/** The models whose records have integration fields. */
export type ExploredModel = 'job' | 'candidate' | 'application';

/** Names and integers of the custom fields' targets that a model's records hold. */
export const TARGETS: Readonly<Record<ExploredModel, readonly unknown[]>> = {
  job: [2, 3, 4, 6, 'Job', 'JobApplicant', 'JobCompany', 'JobApplicantCompany'],
  candidate: [0, 3, 5, 6, 'Applicant', 'JobApplicant', 'ApplicantCompany', 'JobApplicantCompany'],
  application: [], // no route reads custom fields of applications
};

/** The documented properties of the models' raw records. */
export const SCHEMAS = { job: jobSchema, candidate: applicantSchema, application: applicationSchema };

/** Entries of the option `customFields` that name no field of this mandator. */
export function unknownFields(
  options: CustomFieldOptions | undefined,
  { CustomFields }: RawMandatorView,
): InputIssue[] {
  const models = ['job', 'candidate', 'application'] as const;
  return models.flatMap((model) => {
    const custom = (CustomFields ?? []).filter((field) => TARGETS[model].includes(field?.Target));
    const known = new Set([...custom.map((field) => field?.Name), ...Object.keys(SCHEMAS[model].shape)]);
    const unknown = Object.entries(options?.[model] ?? {}).filter(([, key]) => !known.has(key));
    return unknown.map(([name]) => ({
      path: `customFields.${model}.${name}`,
      message: 'names no field of this mandator: exploreFields() lists them',
    }));
  });
}
