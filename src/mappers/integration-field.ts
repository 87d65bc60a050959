import type { IntegrationField } from '../models/integration-field.js';
import type { RawCustomFieldValueView } from '../schemas/custom-field.js';
import { checkedPart } from './check-record.js';
import { readDay, type CustomFieldMapping, type MapperContext } from './context.js';
import { CUSTOM_FIELD_VALUE_SHAPE } from './shapes.js';
import { CUSTOM_FIELD_TYPES, memberOf } from './values/enums.js';
import { isObject } from './values/checks.js';
import { splitChoices } from './values/choices.js';
import { distinctTexts, toText, type RawList } from './values/text.js';

type Model = keyof CustomFieldMapping;

/**
 * Maps the values of custom fields to integration fields. Their ids depend on the model and the name of the field.
 *
 * @param values - A job's CustomFields, or the rows of `Applicant/CustomFields/{applicantId}`.
 * @param context - From {@link createMapperContext}.
 * @param model - The unified model of the record that has the values.
 * @param recordId - eRecruiter's number of that record, for `onIssue`.
 * @returns The fields with typed values. A value without the name of its field is reported and skipped.
 *
 * @example
 * ```ts
 * import { createMapperContext, toIntegrationFields } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * const values = [{ CustomField: { Name: 'fuehrerscheinB', Type: 1 }, Value: 'Ja', BoolValue: true }];
 * toIntegrationFields(values, context, 'candidate', 7)[0]?.value; // true
 * ```
 */
export function toIntegrationFields(
  values: RawList<RawCustomFieldValueView>,
  context: MapperContext,
  model: Model,
  recordId: number,
): IntegrationField[] {
  const sound = checkedPart(values, [CUSTOM_FIELD_VALUE_SHAPE], context, String(recordId), 'CustomFields');
  return customIntegrationFields(sound, values, context, model, recordId);
}

/**
 * The same for values that are checked. `given` are the values before that: a name of the wrong type has been reported
 * already.
 */
export function customIntegrationFields(
  values: RawList<RawCustomFieldValueView>,
  given: RawList<RawCustomFieldValueView>,
  context: MapperContext,
  model: Model,
  recordId: number,
): IntegrationField[] {
  const keys = new Set<string>();
  return (values ?? []).flatMap((value, index) => {
    if (value === null || value === undefined) return [];
    const key = toText(value.CustomField?.Name);
    if (key === null) {
      if (!hasWrongName(given?.[index])) {
        context.onIssue({ id: String(recordId), path: `CustomFields.${index}.CustomField.Name`, reason: 'missing' });
      }
      return [];
    }
    if (keys.has(key)) return []; // some servers repeat rows
    keys.add(key);
    return {
      id: context.ids.integrationField(model, 'CUSTOM', key),
      key,
      type: 'CUSTOM',
      value: typedValue(value, context, recordId, `CustomFields.${index}`),
      label: toText(value.CustomField?.Title),
    };
  });
}

function hasWrongName(value: RawCustomFieldValueView | null | undefined): boolean {
  const field: unknown = value?.CustomField ?? {};
  return !isObject(field) || typeof (field['Name'] ?? '') !== 'string';
}

/** Maps one raw property. */
export function defaultIntegrationField(
  model: Model,
  key: string,
  value: unknown,
  context: MapperContext,
): IntegrationField {
  return {
    id: context.ids.integrationField(model, 'DEFAULT', key),
    key,
    type: 'DEFAULT',
    value: value ?? null,
    label: null,
  };
}

/** Maps the raw properties that no unified field contains completely, with `integrationFields: 'all'`. */
export function furtherIntegrationFields(
  model: Model,
  raw: object,
  mapped: () => readonly string[],
  context: MapperContext,
): IntegrationField[] {
  if (context.integrationFields === 'custom') return [];
  const whole = mapped();
  return Object.entries(raw).flatMap(([key, value]) =>
    whole.includes(key) ? [] : defaultIntegrationField(model, key, value, context),
  );
}

/** Maps custom fields by internal name or, with the option `customFields`, fields of both types by your own names. */
export function customFieldValues(
  model: Model,
  custom: readonly IntegrationField[],
  raw: object,
  context: MapperContext,
): Record<string, unknown> {
  const mapping = context.customFields[model];
  // fromEntries defines properties, so a field named __proto__ is a property like any other.
  if (mapping === undefined) return Object.fromEntries(custom.map((field) => [field.key, field.value]));
  return Object.fromEntries(
    Object.entries(mapping).map(([name, key]) => [
      name,
      custom.find((field) => isSameKey(field.key, key))?.value ?? ownValue(raw, key) ?? null,
    ]),
  );
}

function isSameKey(first: string, second: string): boolean {
  return first === second || first.normalize('NFC').trim() === second.normalize('NFC').trim();
}

function ownValue(raw: object, key: string): unknown {
  return Object.hasOwn(raw, key) ? Reflect.get(raw, key) : undefined;
}

function typedValue(raw: RawCustomFieldValueView, context: MapperContext, id: number, path: string): unknown {
  switch (memberOf(CUSTOM_FIELD_TYPES, raw.CustomField?.Type)) {
    case 'CheckBox':
      if (typeof raw.BoolValue !== 'boolean' && toText(raw.Value) !== null) {
        // The text depends on the server's language.
        context.onIssue({ id: String(id), path: `${path}.BoolValue`, reason: 'missing, although there is a text' });
      }
      return raw.BoolValue ?? null;
    case 'Date':
      return readDay(raw.DateValue ?? toText(raw.Value), context, id, `${path}.DateValue`);
    case 'CheckboxList':
      return choices(raw);
    case 'DropdownList':
    case 'TextMultiLine':
    case 'TextSingleLine':
    case 'Html':
      return toText(raw.StringValue) ?? toText(raw.Value);
    case undefined:
      return raw.BoolValue ?? toText(raw.StringValue) ?? raw.NumberValue ?? toText(raw.Value);
  }
}

function choices(raw: RawCustomFieldValueView): string[] | null {
  const text = toText(raw.StringValue) ?? toText(raw.Value);
  return text === null ? null : distinctTexts(splitChoices(text, raw.CustomField?.PossibleValues));
}
