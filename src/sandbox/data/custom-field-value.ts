import { isDate } from './clock.js';
import { exact, type Json, type JsonObject } from './json.js';

/** A custom field with its value as it is answered; the value is text, a boolean, a list, an ISO day or null. */
export function customFieldValue(definition: JsonObject, value: Json): JsonObject {
  const none = { BoolValue: null, DateValue: null, StringValue: null, NumberValue: null };
  const row = { CustomField: definition, Value: null, ...none };
  if (value === null) return row;
  if (typeof value === 'boolean') return { ...row, Value: String(value), BoolValue: value };
  if (definition['Type'] === 4 && typeof value === 'string') {
    const [year, month, day] = value.slice(0, 10).split('-');
    return { ...row, Value: `${day ?? ''}.${month ?? ''}.${year ?? ''}`, DateValue: `${value.slice(0, 10)}T00:00:00` };
  }
  const text = Array.isArray(value) ? value.join('|') : String(value);
  return { ...row, Value: text, StringValue: text, NumberValue: numberOf(text) };
}

/** The number that a text is to .NET's decimal, of which it has 28 digits; null for any other text. */
function numberOf(text: string): Json {
  const digits = text.trim();
  if (!/^-?\d{1,28}(?:\.\d{1,10})?$/.test(digits)) return null;
  return digits.includes('.') || digits.length < 16 ? Number(digits) : exact(BigInt(digits));
}

/**
 * What the server makes of a value that is written: undefined clears the field, an Error says why it is refused.
 * Dates are read as ISO, German short and invariant long form.
 */
export function readCustomFieldValue(definition: JsonObject, value: Json, values: Json): Json | Error | undefined {
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
      return dayOf(value) ?? new Error('The value is not a date.');
    default:
      return value;
  }
}

function dayOf(text: string): string | undefined {
  const german = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(text);
  const invariant = /^(\d\d)\/(\d\d)\/(\d{4}) \d\d:\d\d:\d\d$/.exec(text);
  const iso = german
    ? `${german[3] ?? ''}-${(german[2] ?? '').padStart(2, '0')}-${(german[1] ?? '').padStart(2, '0')}`
    : invariant
      ? `${invariant[3] ?? ''}-${invariant[1] ?? ''}-${invariant[2] ?? ''}`
      : text;
  return isDate(iso) ? iso.slice(0, 10) : undefined;
}
