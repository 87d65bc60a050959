import { acceptCustomFieldValue, customFieldRow, findCustomField } from '../data/custom-fields.js';
import { recordsIn, type Installation } from '../data/installation.js';
import type { Json, JsonObject } from '../data/json.js';
import { checkName, noSuchName, checkedProperties, wrongType } from '../input/names.js';
import type { RecordReader } from '../input/record.js';

/** The targets of custom fields that an applicant has: theirs, and those of an application. */
export const APPLICANT_TARGETS: readonly Json[] = [0, 3, 5, 6];

const JOB_TARGETS: readonly Json[] = [2, 3, 4, 6];

/** Reads a value for a custom field, given as a text, a boolean or a list; undefined clears it. */
export function readFieldValue(
  place: string,
  installation: Installation,
  targets: readonly Json[],
  name: unknown,
  value: unknown,
): { readonly key: string; readonly definition: JsonObject; readonly stored: Json | undefined } {
  const fields = recordsIn(installation, 'CustomFields').filter(({ Target }) => targets.includes(Target ?? null));
  const definition = findCustomField(fields, String(name));
  const key = String(definition?.['Name']);
  if (definition === undefined || key !== name) {
    throw noSuchName(
      place,
      'custom field',
      String(name),
      fields.map(({ Name }) => String(Name)),
    );
  }
  const list: unknown[] = Array.isArray(value) ? value : [];
  const values = list.map((item) => {
    if (typeof item !== 'string') throw wrongType(`${place}.${key}`, 'a list of text', item);
    return item;
  });
  if (value === null) return { key, definition, stored: undefined };
  const [isRight, expected] = (() => {
    if (definition['Type'] === 3) return [Array.isArray(value), 'a list of text'];
    if (definition['Type'] === 1) return [typeof value === 'boolean' || typeof value === 'string', 'a boolean'];
    return [typeof value === 'string', 'text'];
  })();
  if (!isRight) throw wrongType(`${place}.${key}`, expected, value);
  const text = Array.isArray(value) ? null : String(value);
  checkPossible(`${place}.${key}`, definition, text === null ? values : [text]);
  // The API refuses to write HTML, but a recruiter can.
  const stored = definition['Type'] === 6 ? (text ?? undefined) : acceptCustomFieldValue(definition, text, values);
  if (stored instanceof Error) throw new RangeError(`${place}.${key}: ${stored.message}`);
  return { key, definition, stored };
}

function checkPossible(place: string, { Type, PossibleValues }: JsonObject, values: readonly string[]): void {
  if (Type !== 2 && Type !== 3) return;
  const possible = Array.isArray(PossibleValues) ? PossibleValues.map(String) : [];
  for (const value of values) if (value !== '') checkName(place, 'possible value', value, possible);
}

/** Reads the custom fields of a job, which may have any of their values, and completes them. */
export function readJobFields(
  place: string,
  installation: Installation,
  reader: RecordReader,
  given: unknown,
): JsonObject[] {
  if (!Array.isArray(given)) throw wrongType(place, 'a list', given);
  return given.map((item: unknown, index) => {
    const at = `${place}[${String(index)}]`;
    const { CustomField, ...values } = checkedProperties(at, item);
    const row = reader.read(at, 'CustomFieldAnswer', values);
    const field = reader.read(`${at}.CustomField`, 'CustomField', CustomField);
    const { definition, stored } = readFieldValue(at, installation, JOB_TARGETS, field['Name'], valueOf(row, field));
    const whole = customFieldRow(definition, stored ?? null);
    checkSame(`${at}.CustomField`, field, definition);
    checkSame(at, row, whole);
    return whole;
  });

  function valueOf(row: JsonObject, { Name }: JsonObject): Json {
    const { Value, BoolValue, DateValue, StringValue, NumberValue } = row;
    const definition = findCustomField(recordsIn(installation, 'CustomFields'), String(Name));
    const value = Value ?? StringValue ?? BoolValue ?? DateValue ?? NumberValue ?? null;
    if (value === null) return null;
    const text = String(value);
    return definition?.['Type'] === 3 ? text.split('|') : text;
  }
}

function checkSame(place: string, given: JsonObject, whole: JsonObject): void {
  for (const [name, value] of Object.entries(given)) {
    if (JSON.stringify(value) !== JSON.stringify(whole[name])) {
      throw new RangeError(`${place}.${name}: is ${JSON.stringify(whole[name])} here, not ${JSON.stringify(value)}`);
    }
  }
}
