import { tzOffset } from '@date-fns/tz/tzOffset';

/** A change of a zone's offset: `from` is the first wall time, as if it were UTC, that the new offset explains. */
interface Change {
  readonly from: number;
  readonly offset: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
// No zone has changed twice within seven days since 1970.
const STEP = 4 * DAY;
const YEARS_KEPT = 500;

const years = new Map<string, readonly Change[]>();
let recentZone = '';
let recentStart = 0;
let recentEnd = 0;
let recent: readonly Change[] = [];

/**
 * The offset of a zone at a wall time, both in milliseconds; NaN in a zone that does not exist. Of two offsets that
 * explain the wall time the later instant counts; where none does, the offset before the gap.
 */
export function offsetAtWallTime(timeZone: string, wall: number): number {
  // Asking Intl takes microseconds, and dates come in runs of the same year.
  if (timeZone !== recentZone || wall < recentStart || wall >= recentEnd) recall(timeZone, wall);
  let offset = NaN;
  for (const change of recent) {
    if (wall < change.from) break;
    offset = change.offset;
  }
  return offset;
}

function recall(timeZone: string, wall: number): void {
  const year = new Date(wall).getUTCFullYear();
  const key = `${year} ${timeZone}`;
  let changes = years.get(key);
  recentZone = timeZone;
  recentStart = Date.UTC(year, 0);
  recentEnd = Date.UTC(year + 1, 0);
  if (changes === undefined) {
    changes = changesBetween(timeZone, recentStart - 2 * DAY, recentEnd + 2 * DAY);
    if (years.size >= YEARS_KEPT) years.clear();
    years.set(key, changes);
  }
  recent = changes;
}

function changesBetween(timeZone: string, start: number, end: number): readonly Change[] {
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
