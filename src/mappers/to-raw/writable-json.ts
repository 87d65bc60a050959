import { APPLICANT_PROPERTIES, type WireType } from '../../schemas/properties.js';
import { isNoDate, toCalendarDay, toDate, wallTimeAt } from '../values/dates.js';
import { mapJson } from './lossless-json.js';

const WRITABLE_TYPES: ReadonlyMap<string, WireType> = new Map(
  Object.entries(APPLICANT_PROPERTIES).map(([name, type]) => [name.toLowerCase(), type]),
);

/** The first and the last date of .NET. */
const NO_DATES = ['"0001-01-01T00:00:00"', '"9999-12-31T23:59:59.9999999"'] as const;

/**
 * Returns the text of an applicant's record in which eRecruiter reads each value as the one that it answered. It writes
 * some in a form that it does not read: an integer as a decimal (`2.0`, also as text), a date in milliseconds. Every
 * other value keeps its text.
 */
export function toWritableJson(text: string, timeZone: string): string {
  return mapJson(text, (name, value) => writableValue(name.toLowerCase(), value, timeZone));
}

function writableValue(name: string, value: string, timeZone: string): string {
  switch (WRITABLE_TYPES.get(name)) {
    case 'text':
    case 'email':
    case 'text[]':
    case 'float?':
      return value;
    case 'FlexDate':
      return value.replace(/(\d)\.0+(?="?\s*[,}])/g, '$1');
    case 'date':
    case 'date?':
      return writableDate(name, value, timeZone);
    case undefined: // a property of another version: a number without a fraction is read by any type
      return value.startsWith('"') ? writableDate(name, value, timeZone) : withoutFraction(value);
    default:
      return withoutFraction(value).replace(/^"(-?\d+)(?:\.0+)?"$/, '$1');
  }
}

function withoutFraction(value: string): string {
  return value.replace(/^(-?\d+)\.0+$/, '$1');
}

/** Milliseconds are UTC, which eRecruiter may store as wall time: an hour or two early. */
function writableDate(name: string, value: string, timeZone: string): string {
  if (!/^"\\?\/Date\(/.test(value)) return value;
  const date = String(JSON.parse(value));
  const instant = toDate(date, timeZone);
  if (instant === null) return isNoDate(date) ? NO_DATES[date.includes('(-') ? 0 : 1] : value;
  return JSON.stringify(
    name === 'birthdate' ? `${toCalendarDay(date, timeZone)}T00:00:00` : wallTime(instant, timeZone),
  );
}

/** Returns the wall time of an instant, with milliseconds if there are any. */
export function wallTime(instant: Date, timeZone: string): string {
  return `${wallTimeAt(instant, timeZone)}${instant.toISOString().slice(19, -1).replace('.000', '')}`;
}
