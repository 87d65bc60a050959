import { tzOffset } from '@date-fns/tz/tzOffset';
import { memoize } from './memoize.js';

/** A change of a zone's offset: `from` is the first wall time, as if it were UTC, that the new offset explains. */
interface Change {
  readonly from: number;
  readonly offset: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
// No zone has changed twice within seven days since 1970.
const STEP = 4 * DAY;
const ZONES_KEPT = 20;
const YEARS_KEPT = 200;

// Asking Intl takes microseconds, so each year of a zone is asked once.
const zones = new Map<string, Map<number, readonly Change[]>>();

/**
 * The offset of a zone at a wall time, both in milliseconds; NaN in a zone that does not exist. Of two offsets that
 * explain the wall time the later instant counts; where none does, the offset before the gap.
 */
export function offsetAtWallTime(timeZone: string, year: number, wall: number): number {
  const years = memoize(zones, timeZone, ZONES_KEPT, () => new Map<number, readonly Change[]>());
  const changes = memoize(years, year, YEARS_KEPT, () => changesOf(timeZone, year));
  let offset = NaN;
  for (const change of changes) {
    if (wall < change.from) break;
    offset = change.offset;
  }
  return offset;
}

function changesOf(timeZone: string, year: number): readonly Change[] {
  const start = Date.UTC(year, 0) - 2 * DAY;
  const end = Date.UTC(year + 1, 0) + 2 * DAY;
  let offset = offsetAt(timeZone, start);
  const changes: Change[] = [{ from: -Infinity, offset }];
  for (let at = start; at < end; at += STEP) {
    const next = offsetAt(timeZone, at + STEP);
    if (Object.is(next, offset)) continue;
    changes.push({ from: changeWithin(timeZone, at, at + STEP, next) + next, offset: next });
    offset = next;
  }
  return changes;
}

function changeWithin(timeZone: string, before: number, after: number, offset: number): number {
  if (after - before <= 1000) return after;
  const middle = before + Math.floor((after - before) / 2000) * 1000;
  return offsetAt(timeZone, middle) === offset
    ? changeWithin(timeZone, before, middle, offset)
    : changeWithin(timeZone, middle, after, offset);
}

function offsetAt(timeZone: string, instant: number): number {
  return Math.round(tzOffset(timeZone, new Date(instant)) * MINUTE);
}
