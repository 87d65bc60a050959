import { tzOffset } from '@date-fns/tz/tzOffset';
import { getDaysInMonth } from 'date-fns/getDaysInMonth';
import { isDate } from './checks.js';
import { memoize } from './memoize.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Offsets of days without a clock change nearby; null for other days. A look-up costs more than mapping a field. */
const steadyOffsets = new Map<string, number | null>();
const MAX_DAYS_KEPT = 5_000;

const RAW_DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/** The form of older serializers of .NET: UTC, whatever offset follows; that is only the server's own. */
const MILLISECONDS = /^\/Date\((-?\d{1,15})(?:([+-])(\d\d)(\d\d))?\)\/$/;

// A day later and earlier than .NET's first and last date, which a server may write as its local time.
const FIRST_DATE = Date.parse('0001-01-02T00:00:00Z');
const LAST_DATE = Date.parse('9999-12-30T00:00:00Z');

/** A date as written: the wall time as if it were UTC, and the offset if there is one. */
interface WallTime {
  readonly wall: number;
  readonly offset: number | undefined;
}

/**
 * Reads a date of eRecruiter: with an offset, with `Z`, with neither as wall time in a time zone, or as
 * `/Date(1762586560417)/`.
 *
 * An ambiguous time in autumn is read as the later instant, as in .NET; a skipped time in spring moves forward by the
 * gap. Fraction digits beyond milliseconds are cut.
 *
 * @param text - The date as eRecruiter writes it.
 * @param timeZone - IANA time zone of dates without an offset.
 * @returns The date. Null if there is none, if it is unreadable, and for .NET's `0001-01-01` and `9999-12-31`, which
 * mean no date.
 *
 * @example
 * ```ts
 * import { toDate } from 'erecruiter-kombo/mappers';
 *
 * toDate('2025-11-08T08:22:40.4174937', 'Europe/Vienna'); // 2025-11-08T07:22:40.417Z
 * ```
 */
export function toDate(text: string | null | undefined, timeZone: string): Date | null {
  const read = readWallTime(text);
  if (read === undefined) return null;
  const offset = read.offset ?? offsetAtWallTime(timeZone, read.wall);
  return Number.isNaN(offset) ? null : new Date(read.wall - offset);
}

/** Whether a text means no date, rather than an unreadable date. */
export function isNoDate(text: string | null | undefined): boolean {
  if (typeof text !== 'string') return text === null || text === undefined;
  if (text.startsWith('0001-01-01') || text.startsWith('9999-12-31') || text.trim() === '') return true;
  const written = inMilliseconds(text);
  return written !== undefined && (written.ms < FIRST_DATE || written.ms > LAST_DATE);
}

/**
 * Reads the calendar day of a date of eRecruiter.
 *
 * @param text - The date as eRecruiter writes it.
 * @param timeZone - IANA time zone in which an instant with an offset becomes a day.
 * @returns The day as `YYYY-MM-DD`: the day as written if there is no offset, or if it is midnight as written. Null
 * without a date.
 *
 * @example
 * ```ts
 * import { toCalendarDay } from 'erecruiter-kombo/mappers';
 *
 * toCalendarDay('2026-01-31T23:30:00Z', 'Europe/Vienna'); // '2026-02-01'
 * ```
 */
export function toCalendarDay(text: string | null | undefined, timeZone: string): string | null {
  const read = readWallTime(text);
  if (read === undefined) return null;
  if (read.offset === undefined) return text?.trim().slice(0, 10) ?? null;
  const instant = read.wall - read.offset;
  const wall = instant + offsetAt(timeZone, instant);
  const written = inMilliseconds(text ?? '');
  const own = instant + (written?.offset ?? read.offset);
  // A day is midnight on the server, whose summer time may differ: .NET applies the rules of today to all years.
  const midnights = [wall, own === instant ? wall : own, written === undefined ? wall : wall + HOUR];
  const day = midnights.find((at) => at % DAY === 0) ?? wall;
  return Number.isNaN(wall) ? null : new Date(day).toISOString().slice(0, 10);
}

/**
 * Returns the calendar day of an instant in a time zone.
 *
 * @param date - The instant.
 * @param timeZone - IANA time zone.
 * @returns The day as `YYYY-MM-DD`; null for an invalid date or an unknown time zone.
 *
 * @example
 * ```ts
 * import { calendarDay } from 'erecruiter-kombo/mappers';
 *
 * calendarDay(new Date('2026-01-31T23:30:00Z'), 'Europe/Vienna'); // '2026-02-01'
 * ```
 */
export function calendarDay(date: Date, timeZone: string): string | null {
  return wallTimeAt(date, timeZone)?.slice(0, 10) ?? null;
}

/** Returns the later of two dates; null if there is none. */
export function latest(first: Date | null, second: Date | null): Date | null {
  if (first === null || second === null) return first ?? second;
  return first.getTime() >= second.getTime() ? first : second;
}

function readWallTime(text: string | null | undefined): WallTime | undefined {
  if (typeof text !== 'string' || isNoDate(text)) return undefined;
  const date = text.trim();
  const written = inMilliseconds(date);
  if (written !== undefined) return { wall: written.ms, offset: 0 };
  // The pattern fixes the position of each part; captures would cost three times as much.
  if (!RAW_DATE.test(date)) return undefined;
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 2);
  const day = digits(date, 8, 2);
  const hour = digits(date, 11, 2);
  const minute = digits(date, 14, 2);
  const second = date[16] === ':' ? digits(date, 17, 2) : 0;
  const millisecond = date[19] === '.' ? digits(date, 20, 3) : 0;
  // Date.UTC would roll 30 February over to March and read the year 7 as 1907.
  if (year < 100 || month < 1 || month > 12 || day < 1) return undefined;
  if (day > 28 && day > getDaysInMonth(new Date(year, month - 1))) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return { wall: Date.UTC(year, month - 1, day, hour, minute, second, millisecond), offset: offsetOf(date) };
}

/** Reads a date that is written in milliseconds, and the server's own offset if there is one. */
function inMilliseconds(text: string): { readonly ms: number; readonly offset: number | undefined } | undefined {
  if (!text.startsWith('/')) return undefined;
  const [, ms, sign, hours, minutes] = MILLISECONDS.exec(text.trim()) ?? [];
  if (ms === undefined) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  return { ms: Number(ms), offset: sign === undefined ? undefined : sign === '-' ? -offset : offset };
}

/** Reads a number of some digits; missing digits count as 0. */
function digits(text: string, start: number, length: number): number {
  let number = 0;
  let at = start;
  for (; at < start + length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    number = number * 10 + digit;
  }
  return number * 10 ** (start + length - at);
}

function offsetOf(date: string): number | undefined {
  if (date.endsWith('Z')) return 0;
  const sign = date.length > 16 ? date.at(-6) : undefined;
  if (sign !== '+' && sign !== '-') return undefined;
  const minutes = digits(date, date.length - 5, 2) * 60 + digits(date, date.length - 2, 2);
  return (sign === '-' ? -minutes : minutes) * MINUTE;
}

/** Returns the offset of a time zone at an instant, both in milliseconds; NaN for an unknown time zone. */
function offsetAt(timeZone: string, instant: number): number {
  return Math.round(tzOffset(timeZone, new Date(instant)) * MINUTE);
}

/**
 * Returns the offset of a time zone at a wall time, both in milliseconds; NaN for an unknown time zone. If a wall time
 * occurs twice, the later instant counts; if it is skipped, the offset before the gap.
 */
function offsetAtWallTime(timeZone: string, wall: number): number {
  const day = Math.floor(wall / DAY);
  const steady = memoize(steadyOffsets, `${day} ${timeZone}`, MAX_DAYS_KEPT, () => {
    const before = offsetAt(timeZone, (day - 1) * DAY);
    return before === offsetAt(timeZone, (day + 2) * DAY) ? before : null;
  });
  return steady ?? offsetNearChange(timeZone, wall);
}

function offsetNearChange(timeZone: string, wall: number): number {
  // No offset is as long as a day, and no time zone changes its offset twice within two days.
  const before = offsetAt(timeZone, wall - DAY);
  const after = offsetAt(timeZone, wall + DAY);
  return before === after || offsetAt(timeZone, wall - after) !== after ? before : after;
}

/**
 * Returns the wall time of an instant in a time zone, such as `2026-02-01T00:30:00`; null for an invalid date or an
 * unknown time zone. eRecruiter stores such a text unchanged; it would store a text with `Z` unconverted, hours early.
 */
export function wallTimeAt(date: Date, timeZone: string): string | null {
  if (!isDate(date)) return null;
  const wall = new Date(date.getTime() + offsetAt(timeZone, date.getTime()));
  return Number.isNaN(wall.getTime()) ? null : wall.toISOString().slice(0, 19);
}
