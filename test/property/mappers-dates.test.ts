import { tzOffset } from '@date-fns/tz/tzOffset';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDay, toCalendarDay, toDate } from '../../src/mappers/index.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = [
  'UTC',
  'Europe/Vienna',
  'Europe/London',
  'America/St_Johns',
  'America/New_York',
  'America/Noronha',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
];

const offsetAt = (zone: string, instant: number): number => Math.round(tzOffset(zone, new Date(instant)) * 60_000);
const wallText = (wall: number): string => new Date(wall).toISOString().slice(0, -1);

/** The plain way: every offset around that explains the wall time, the later instant first; else the one before the gap. */
function instantOf(zone: string, wall: number): number {
  const near = [-36, -24, -12, 0, 12, 24, 36].map((hours) => offsetAt(zone, wall + hours * HOUR));
  const instants = near.map((offset) => wall - offset).filter((at) => at + offsetAt(zone, at) === wall);
  return instants.length > 0 ? Math.max(...instants) : wall - offsetAt(zone, wall - 36 * HOUR);
}

/** Days on which a zone changed its offset. */
function changes(zone: string): number[] {
  const days: number[] = [];
  for (let at = Date.UTC(1999, 0); at < Date.UTC(2014, 0); at += DAY) {
    if (offsetAt(zone, at) !== offsetAt(zone, at + DAY)) days.push(at);
  }
  return days.length > 0 ? days : [Date.UTC(2000, 0)];
}

describe.each(ZONES)('a date without offset in %s', (zone) => {
  test('is the same instant as by Intl, at any time', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1970, 0, 3), max: Date.UTC(2060, 0) }), (wall) => {
        expect(toDate(wallText(wall), zone)?.getTime()).toBe(instantOf(zone, wall));
      }),
      { numRuns: 100 },
    );
  });

  test('is the same instant as by Intl around every change of the clock', () => {
    fc.assert(
      fc.property(fc.constantFrom(...changes(zone)), fc.integer({ min: -DAY, max: 3 * DAY }), (day, beside) => {
        expect(toDate(wallText(day + beside), zone)?.getTime()).toBe(instantOf(zone, day + beside));
      }),
      { numRuns: 300 },
    );
  });

  test('keeps its calendar day, as instants keep theirs', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1970, 0, 3), max: Date.UTC(2060, 0) }), (at) => {
        const day = wallText(at + offsetAt(zone, at)).slice(0, 10);

        expect(toCalendarDay(wallText(at), zone)).toBe(wallText(at).slice(0, 10));
        expect(toCalendarDay(new Date(at).toISOString(), zone)).toBe(day);
        expect(calendarDay(new Date(at), zone)).toBe(day);
      }),
      { numRuns: 50 },
    );
  });
});

test('a date with an offset is the same as by Date, to the millisecond', () => {
  const offsets = fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 59 }));
  fc.assert(
    fc.property(
      fc.integer({ min: -2e12, max: 4e12 }),
      offsets,
      fc.stringMatching(/^[0-9]{0,4}$/),
      (at, [sign, h, m], more) => {
        const text = `${wallText(at)}${more}${sign}${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
        const expected = new Date(`${wallText(at)}${text.slice(-6)}`);

        expect(toDate(text, 'Europe/Vienna')).toEqual(expected);
      },
    ),
  );
});

test('any other text is no date, and does not throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,5}-\d{1,3}-\d{1,3}(T\d{1,3}:\d\d)?.?$/)), (text) => {
      const date = toDate(text, 'Europe/Vienna');
      if (date !== null) expect(Number.isFinite(date.getTime())).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
