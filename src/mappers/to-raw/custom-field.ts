import { checkMapperOptions, requiredName } from '../check-options.js';
import type { CustomFieldBody } from './bodies.js';

const CUSTOM_FIELD_INPUT = {
  name: requiredName,
  value: (value: unknown) =>
    [value].flat().every((one) => typeof one === 'string') || typeof value === 'boolean' || Number.isFinite(value)
      ? undefined
      : 'must be a text, a number, true or false, or a list of texts',
};

/**
 * Maps the value of a custom field to the body that stores it. `toIntegrationFields` maps the stored one back.
 *
 * @param name - The internal name of the field: the `key` of its integration field.
 * @param value - As in a model: a list for a CheckboxList, a boolean for a CheckBox, `YYYY-MM-DD` for a Date, or text.
 * Use {@link calendarDay} for the day of a `Date`.
 * @returns The body of `POST Api/Applicant/{applicantId}/CustomField`.
 * @throws A {@link MapperError} if the name is blank, or the value is none of these.
 *
 * @example
 * ```ts
 * import { toRawCustomField } from 'erecruiter-kombo/mappers';
 *
 * toRawCustomField('fuehrerscheinB', true); // { CustomField: 'fuehrerscheinB', Value: 'true', Values: null }
 * ```
 */
export function toRawCustomField(name: string, value: string | number | boolean | readonly string[]): CustomFieldBody {
  checkMapperOptions({ name, value }, CUSTOM_FIELD_INPUT, false, 'custom field');
  const isOne = typeof value !== 'object';
  return { CustomField: name, Value: isOne ? String(value) : null, Values: isOne ? null : value };
}
