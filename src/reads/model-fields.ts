import { isFieldOf } from '../core/custom-fields.js';
import type { InputIssue } from '../models/error-codes.js';
import type { CustomFieldOptions } from '../options.js';
import { applicantSchema, applicationSchema, jobSchema, type RawMandatorView } from '../schemas/index.js';

/** A model whose records have integration fields. */
export type ExploredModel = 'job' | 'candidate' | 'application';

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

/**
 * Whether the server seems to leave out properties with the value 0 or false: both enums of a custom field always have
 * a value, so that some fields with them and some without have no other reason.
 */
export function leavesDefaultsOut({ CustomFields }: Pick<RawMandatorView, 'CustomFields'>): boolean {
  const fields = (CustomFields ?? []).flatMap((field) => field ?? []);
  return (['Type', 'Target'] as const).some((name) => {
    const absent = fields.filter((field) => field[name] === undefined).length;
    return absent > 0 && absent < fields.length;
  });
}
