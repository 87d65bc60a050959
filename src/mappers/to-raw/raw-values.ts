import type { RawFlexDate, RawFlexDateView } from '../../schemas/flex-date.js';
import { calendarDay, toCalendarDay } from '../values/dates.js';

/** The largest integer that eRecruiter stores. */
export const INT32_MAX = 2 ** 31 - 1;

/**
 * Returns the calendar day of an input as `YYYY-MM-DD`: the day as written, or the day of an instant in the time zone.
 * Null if it is not a day in the years 100 to 9999.
 */
export function toRawDay(value: Date | string, timeZone: string): string | null {
  const day = typeof value === 'string' ? toCalendarDay(value, timeZone) : calendarDay(value, timeZone);
  return toCalendarDay(day, timeZone); // read once more: in its time zone even the year 9999 may be another one
}

/** Converts a day to eRecruiter's format for partial dates. */
export function toRawFlexDate(day: string): RawFlexDate {
  const [Year = null, Month = null, Day = null] = day.split('-').map(Number);
  return { Year, Month, Day, IsRelativeDate: false };
}

/** Whether a partial date has no part at all. */
export function isEmptyFlexDate(date: RawFlexDateView | null | undefined): boolean {
  return date === null || date === undefined || ![date.Year, date.Month, date.Day].some((part) => (part ?? 0) > 0);
}

/** Rounds half up; null if the result does not fit eRecruiter's integers. */
export function toWholeNumber(amount: number): number | null {
  const rounded = Math.round(amount);
  return Math.abs(rounded) <= INT32_MAX ? rounded : null;
}

/** Returns a record without the properties that are null or undefined. */
export function omitNullish<T extends object>(record: T): Partial<T> {
  const kept: Partial<T> = { ...record };
  for (const key in kept) if (kept[key] === null || kept[key] === undefined) delete kept[key];
  return kept;
}
