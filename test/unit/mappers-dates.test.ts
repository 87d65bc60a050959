import { describe, expect, test } from 'vitest';
import { calendarDay, toCalendarDay, toDate } from '../../src/mappers/index.js';

const VIENNA = 'Europe/Vienna';

describe('toDate', () => {
  test.each([
    // [text, zone, instant]
    ['2025-11-08T08:22:40.4174937+01:00', VIENNA, '2025-11-08T07:22:40.417Z'],
    ['2025-11-08T08:22:40.4179999+01:00', VIENNA, '2025-11-08T07:22:40.417Z'],
    ['2025-07-01T14:05:09.12+02:00', VIENNA, '2025-07-01T12:05:09.120Z'],
    ['2025-11-08T08:22:40+01:00', 'Pacific/Apia', '2025-11-08T07:22:40.000Z'],
    ['2025-11-08T08:22:40-03:30', VIENNA, '2025-11-08T11:52:40.000Z'],
    ['2025-11-07T16:44:59.873', VIENNA, '2025-11-07T15:44:59.873Z'],
    ['2025-07-07T16:44:59.8', VIENNA, '2025-07-07T14:44:59.800Z'],
    ['1987-02-28T00:00:00', VIENNA, '1987-02-27T23:00:00.000Z'],
    ['2025-11-08T07:22:40Z', VIENNA, '2025-11-08T07:22:40.000Z'],
    ['2025-11-08T07:22', VIENNA, '2025-11-08T06:22:00.000Z'],
    ['2025-11-08T07:22+01:00', VIENNA, '2025-11-08T06:22:00.000Z'],
    ['2025-07-07T16:44:59.8Z', VIENNA, '2025-07-07T16:44:59.800Z'],
    ['2025-11-08', VIENNA, '2025-11-07T23:00:00.000Z'],
    [' 2025-11-08 ', VIENNA, '2025-11-07T23:00:00.000Z'],
    ['2024-02-29T12:00:00', VIENNA, '2024-02-29T11:00:00.000Z'],
    ['2025-11-07T16:44:59', 'Asia/Kolkata', '2025-11-07T11:14:59.000Z'],
    ['2025-11-07T16:44:59', 'UTC', '2025-11-07T16:44:59.000Z'],
    ['2025-11-07T16:44:59', '+02:00', '2025-11-07T14:44:59.000Z'],
    ['0100-01-01T00:00:00', 'UTC', '0100-01-01T00:00:00.000Z'],
    // milliseconds, and the server's offset as a hint
    ['/Date(1762588960417)/', VIENNA, '2025-11-08T08:02:40.417Z'],
    ['/Date(1762588960417+0100)/', VIENNA, '2025-11-08T08:02:40.417Z'],
    ['/Date(1762588960417-0330)/', 'Asia/Kolkata', '2025-11-08T08:02:40.417Z'],
    ['/Date(-315619200000)/', VIENNA, '1960-01-01T00:00:00.000Z'],
    // the hour that occurs twice: the second one
    ['2025-10-26T02:00:00', VIENNA, '2025-10-26T01:00:00.000Z'],
    ['2025-10-26T02:59:59.999', VIENNA, '2025-10-26T01:59:59.999Z'],
    ['2025-10-26T01:59:59.999', VIENNA, '2025-10-25T23:59:59.999Z'],
    ['2025-11-02T01:30:00', 'America/St_Johns', '2025-11-02T05:00:00.000Z'],
    // the hour that does not occur: one hour on
    ['2025-03-30T02:30:00', VIENNA, '2025-03-30T01:30:00.000Z'],
    ['2025-03-09T02:30:00', 'America/St_Johns', '2025-03-09T06:00:00.000Z'],
    // a day that did not occur
    ['2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
    // the last hours of a year
    ['2025-12-31T23:30:00', 'America/St_Johns', '2026-01-01T03:00:00.000Z'],
    ['2026-01-01T00:30:00', 'Pacific/Apia', '2025-12-31T11:30:00.000Z'],
    // clocks that were changed between two years
    ['1986-01-01T00:05:00', 'Asia/Kathmandu', '1985-12-31T18:35:00.000Z'],
    ['1996-12-31T23:30:00', 'America/Managua', '1997-01-01T05:30:00.000Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(toDate(text, zone)?.toISOString()).toBe(instant);
  });

  test.each([
    null,
    undefined,
    '',
    '  ',
    '0001-01-01T00:00:00',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.9999999',
    '2025-02-30T00:00:00',
    '2025-02-29T00:00:00',
    '2025-13-01T00:00:00',
    '2025-00-01T00:00:00',
    '2025-11-31T00:00:00',
    '2025-11-00T00:00:00',
    '0099-12-31T00:00:00',
    '2025-11-08T24:00:00',
    '2025-11-08T08:60:00',
    '2025-11-08T08:22:60',
    '0007-01-01T00:00:00',
    '8. November 2025',
    '2025-11-08 2025-11-08',
    '/Date(1699430560000+01:00)/',
    '/Date(x)/',
    'Date(1699430560000)',
    '/Date(-62135596800000)/', // the first date of .NET, also as local time
    '/Date(-62135600400000)/',
    '/Date(253402300799999)/',
    '2025-11-08T08:22:40.4174937+01:00 ?',
    'x'.repeat(100_000),
  ])('%s is no date', (text) => {
    expect(toDate(text, VIENNA)).toBeNull();
  });

  test('knows no date in a zone that does not exist', () => {
    expect(toDate('2025-11-07T16:44:59', 'Mars/Olympus')).toBeNull();
    expect(toDate('2025-11-07T16:44:59Z', 'Mars/Olympus')?.toISOString()).toBe('2025-11-07T16:44:59.000Z');
  });

  test('answers a plain Date', () => {
    expect(Object.getPrototypeOf(toDate('2025-11-07T16:44:59', VIENNA))).toBe(Date.prototype);
  });
});

describe('toCalendarDay', () => {
  test.each([
    ['2026-02-01T00:00:00', '2026-02-01'],
    ['2026-02-01', '2026-02-01'],
    [' 2026-02-01 ', '2026-02-01'],
    ['2026-01-31T23:30:00Z', '2026-02-01'],
    ['2026-02-01T00:00:00+01:00', '2026-02-01'],
    // in Vienna there was no summer time in 1965, but .NET applies the rules of today
    ['1965-07-01T00:00:00+02:00', '1965-07-01'],
    ['/Date(-142135200000)/', '1965-07-01'],
    ['/Date(-142135200000+0200)/', '1965-07-01'],
    ['/Date(-142131600000)/', '1965-07-01'],
    ['/Date(1769900400000)/', '2026-02-01'],
    ['/Date(1769900400000+0100)/', '2026-02-01'],
    ['/Date(1769904000000)/', '2026-02-01'],
    ['/Date(1769896799000)/', '2026-01-31'],
    ['/Date(-62135600400000)/', null],
    ['0001-01-01T00:00:00', null],
    ['2026-02-31T00:00:00', null],
    ['morgen', null],
    [null, null],
  ])('%s is the day %s', (text, day) => {
    expect(toCalendarDay(text, VIENNA)).toBe(day);
  });
});

describe('calendarDay', () => {
  test.each([
    ['2026-01-31T23:30:00Z', VIENNA, '2026-02-01'],
    ['2026-01-31T23:30:00Z', 'America/St_Johns', '2026-01-31'],
    ['2026-01-31T11:30:00Z', 'Pacific/Apia', '2026-02-01'],
    ['2026-01-31T23:30:00Z', 'Mars/Olympus', null],
    ['never', VIENNA, null],
    ['+275760-09-13T00:00:00Z', VIENNA, null],
  ])('of %s in %s is %s', (instant, zone, day) => {
    expect(calendarDay(new Date(instant), zone)).toBe(day);
  });
});
