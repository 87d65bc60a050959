import { tzOffset } from '@date-fns/tz/tzOffset';

export const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The offset of a time zone at an instant, both in milliseconds; NaN for an unknown time zone. */
function offsetAt(timeZone: string, instant: number): number {
  return Math.round(tzOffset(timeZone, new Date(instant)) * MINUTE);
}

/**
 * The offset of a time zone at a wall time, both in milliseconds; NaN for an unknown time zone. If a wall time occurs
 * twice, the later instant counts; if it is skipped, the offset before the gap.
 */
export function offsetAtWallTime(timeZone: string, wall: number): number {
  // No offset is as long as a day, and no zone changes twice within two.
  const before = offsetAt(timeZone, wall - DAY);
  const after = offsetAt(timeZone, wall + DAY);
  return before === after || offsetAt(timeZone, wall - after) !== after ? before : after;
}

/**
 * The wall time of an instant in a time zone, such as `2026-02-01T00:30:00`; null for an invalid date or an unknown
 * time zone. eRecruiter stores such a text as it is; a text with `Z` it would store unconverted, hours early.
 */
export function wallTimeAt(date: Date, timeZone: string): string | null {
  const wall = new Date(date.getTime() + offsetAt(timeZone, date.getTime()));
  return Number.isNaN(wall.getTime()) ? null : wall.toISOString().slice(0, 19);
}
