import type { CustomFieldBody } from './bodies.js';

/**
 * Maps the value of a custom field to the body that stores it. `toIntegrationFields` maps the stored one back.
 *
 * @param name - The internal name of the field: the `key` of its integration field.
 * @param value - As in a model: a list for a CheckboxList, a boolean for a CheckBox, `YYYY-MM-DD` for a Date, or text.
 * Use {@link calendarDay} for the day of a `Date`.
 * @returns The body of `POST Api/Applicant/{applicantId}/CustomField`.
 *
 * @example
 * ```ts
 * import { toRawCustomField } from 'erecruiter-kombo/mappers';
 *
 * toRawCustomField('fuehrerscheinB', true); // { CustomField: 'fuehrerscheinB', Value: 'true', Values: null }
 * ```
 */
export function toRawCustomField(name: string, value: string | number | boolean | readonly string[]): CustomFieldBody {
  const isOne = typeof value !== 'object';
  return { CustomField: name, Value: isOne ? String(value) : null, Values: isOne ? null : value };
}
