import { isServerDate } from './clock.js';
import { equalsIgnoringCase, exactInteger, type Json, type JsonObject } from './json.js';

/** Custom fields of every type, for applicants, jobs and applications. */
export const CUSTOM_FIELDS: readonly JsonObject[] = [
  fieldOf('anmerkung', 'Anmerkung', 0, 0),
  fieldOf('fuehrerscheinB', 'Führerschein B', 1, 0, [], 'false'),
  fieldOf('stundenausmass', 'Stundenausmaß', 2, 0, ['20', '30', '38.5'], '38.5'),
  fieldOf('schichtmodell', 'Schichtmodell', 3, 0, ['Früh', 'Spät', 'Nacht']),
  fieldOf('eintritt', 'Eintrittsdatum', 4, 0),
  fieldOf('schuhgroesse', 'Schuhgröße', 5, 0),
  fieldOf('hinweis', 'Hinweis', 6, 0, [], '<p>Bitte beachten …</p>'),
  fieldOf('kostenstelle', 'Kostenstelle', 5, 2),
  fieldOf('dienstwagen', 'Dienstwagen', 1, 2, [], 'false'),
  fieldOf('standort', 'Standort', 2, 2, ['Linz', 'Wien', 'Graz']),
  fieldOf('benefits', 'Zusatzleistungen', 3, 2, ['Homeoffice', 'Kantine', 'Öffi-Ticket']),
  fieldOf('besetzungBis', 'Zu besetzen bis', 4, 2),
  fieldOf('kennenlernen', 'Wie kennengelernt', 5, 3),
];

function fieldOf(
  Name: string,
  Title: string,
  Type: number,
  Target: number,
  PossibleValues: readonly string[] = [],
  DefaultValue: string | null = null,
): JsonObject {
  const GroupName = Target === 2 ? 'Stelle' : Type === 4 ? null : 'Allgemein';
  return { Name, Title, GroupName, Type, Target, IsPublic: Type !== 5, PossibleValues, DefaultValue };
}

/** Finds the definition of a custom field by its internal name; case-insensitive. */
export function findCustomField(fields: readonly JsonObject[], name: string): JsonObject | undefined {
  return fields.find((item) => equalsIgnoringCase(item['Name'], name));
}

/** Returns the custom fields with values that a server answers for an applicant or a job. */
export function customFieldRows(
  fields: readonly JsonObject[],
  values: Iterable<readonly [name: string, value: Json]>,
): JsonObject[] {
  return [...values].flatMap(([name, value]) => {
    const definition = findCustomField(fields, name);
    return definition === undefined ? [] : [customFieldRow(definition, value)];
  });
}

/** Returns a custom field as it is answered with a value: text, a boolean, a list, an ISO day or null. */
export function customFieldRow(definition: JsonObject, value: Json): JsonObject {
  const none = { BoolValue: null, DateValue: null, StringValue: null, NumberValue: null };
  const row = { CustomField: definition, Value: null, ...none };
  if (value === null) return row;
  if (typeof value === 'boolean') return { ...row, Value: String(value), BoolValue: value };
  if (definition['Type'] === 4 && typeof value === 'string') {
    const [year, month, day] = value.slice(0, 10).split('-');
    return { ...row, Value: `${day ?? ''}.${month ?? ''}.${year ?? ''}`, DateValue: `${value.slice(0, 10)}T00:00:00` };
  }
  const text = Array.isArray(value) ? value.join('|') : String(value);
  return { ...row, Value: text, StringValue: text, NumberValue: toDecimal(text) };
}

/** Reads a number as .NET's decimal does, which has 28 digits; returns null for any other text. */
function toDecimal(text: string): Json {
  const digits = text.trim();
  if (!/^-?\d{1,28}(?:\.\d{1,10})?$/.test(digits)) return null;
  return digits.includes('.') || digits.length < 16 ? Number(digits) : exactInteger(BigInt(digits));
}

/**
 * Reads a value that is written to a custom field: undefined clears the field, an Error says why it is refused.
 * Dates may be ISO, German short or invariant long form.
 */
export function acceptCustomFieldValue(definition: JsonObject, value: Json, values: Json): Json | Error | undefined {
  const options = Array.isArray(definition['PossibleValues']) ? definition['PossibleValues'] : [];
  if (definition['Type'] === 6) return new Error('A custom field of type Html cannot be written.');
  if (definition['Type'] === 3) {
    if (!Array.isArray(values) || values.length === 0) return undefined;
    return values.every((item) => options.includes(item)) ? values : new Error('A value is not possible.');
  }
  if (typeof value !== 'string' || value === '') return undefined;
  switch (definition['Type']) {
    case 1:
      return /^true$/i.test(value) || (/^false$/i.test(value) ? false : new Error('A checkbox is true or false.'));
    case 2:
      return options.includes(value) ? value : new Error('The value is not possible.');
    case 4:
      return toIsoDay(value) ?? new Error('The value is not a date.');
    default:
      return value;
  }
}

function toIsoDay(text: string): string | undefined {
  const iso = text
    .replace(/^(\d\d?)\.(\d\d?)\.(\d{4})$/, (_, day: string, month: string, year: string) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
    )
    .replace(/^(\d\d)\/(\d\d)\/(\d{4}) \d\d:\d\d:\d\d$/, '$3-$1-$2');
  return isServerDate(iso) ? iso.slice(0, 10) : undefined;
}
