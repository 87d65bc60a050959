import type { InputIssue } from '../models/error-codes.js';
import { CUSTOM_FIELD_TARGETS, memberOf } from '../mappers/values/enums.js';
import type { RawCustomField, RawCustomFieldView, RawMandatorView } from '../schemas/index.js';
import { didYouMean } from './did-you-mean.js';
import type { Services } from './services.js';

/** A model whose records can have custom fields. */
type FieldModel = 'job' | 'candidate' | 'application';

/** The targets of the custom fields that a model's records contain. */
const FIELD_TARGETS: Readonly<Record<FieldModel, readonly (string | undefined)[]>> = {
  job: ['Job', 'JobApplicant', 'JobCompany', 'JobApplicantCompany'],
  candidate: ['Applicant', 'JobApplicant', 'ApplicantCompany', 'JobApplicantCompany'],
  application: [], // no route reads custom fields of applications
};

/** Whether the records of a model contain values of a custom field. */
export function isFieldOf(model: FieldModel, field: Pick<RawCustomField, 'Target'> | null | undefined): boolean {
  const target = memberOf(CUSTOM_FIELD_TARGETS, field?.Target);
  return target !== undefined && FIELD_TARGETS[model].includes(target);
}

/** A custom field that is known by its name. */
export interface NamedField extends RawCustomFieldView {
  readonly Name: string;
}

/**
 * Finds a custom field of candidates by a key of `custom_fields`, by its internal name, or by the id of an integration
 * field. Returns what is wrong with the key if there is none.
 */
export function candidateFieldOf(
  { ids, settings }: Pick<Services, 'ids' | 'settings'>,
  { CustomFields }: Pick<RawMandatorView, 'CustomFields'>,
  key: string,
  path: string,
): NamedField | InputIssue {
  const own = new Map(Object.entries(settings.customFields?.candidate ?? {}));
  const wanted = plainKey(own.get(key) ?? key);
  const fields = (CustomFields ?? []).flatMap((field): NamedField[] =>
    field?.Name && isFieldOf('candidate', field) ? [{ ...field, Name: field.Name }] : [],
  );
  const found =
    fields.find(({ Name }) => plainKey(Name) === wanted) ??
    fields.find(({ Name }) => ids.integrationField('candidate', 'CUSTOM', Name) === key);
  if (found !== undefined) return found;
  const hint = didYouMean(key, [...own.keys(), ...fields.map(({ Name }) => Name)], []);
  const message = `is not a custom field of this mandator’s candidates${hint || ': exploreFields() lists them'}`;
  return { code: 'unknown_id', path, message };
}

function plainKey(key: string): string {
  return key.normalize('NFC').trim();
}
