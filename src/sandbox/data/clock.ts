/** A date that was never set, as it is sent. */
export const NO_DATE = '0001-01-01T00:00:00';

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** Reads and writes dates as the server does, which keeps wall time in its own zone. */
export interface SandboxClock {
  /** Writes a date as the database returns it: wall time, no offset, no trailing zeros. */
  databaseDate(ms: number): string;
  /** Writes a date as the server's own clock does: with an offset and up to seven fraction digits. */
  serverDate(ms: number): string;
  /** Returns the instant of a date in a query; undefined for text that is not a date. */
  instantOf(text: string): number | undefined;
  /** Returns the wall time that is stored for a date in a body: an offset is converted, `Z` is only cut off. */
  wallTime(text: string): string | undefined;
}

/** Creates the clock of a server in a time zone. */
export function createClock(zone: string): SandboxClock {
  const offsetAt = offsetsOf(zone);
  const wall = (ms: number): string => new Date(ms + offsetAt(ms)).toISOString().slice(0, -1);
  return {
    databaseDate: (ms) => trimmed(wall(ms)),
    serverDate(ms) {
      const ticks = String((Math.abs(Math.trunc(ms)) * 7919) % 10_000).padStart(4, '0');
      const offset = offsetAt(ms) / 60_000;
      const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
      return `${trimmed(wall(ms) + ticks)}${offset < 0 ? '-' : '+'}${padded(hours)}:${padded(minutes)}`;
    },
    instantOf(text) {
      const date = parseServerDate(text);
      if (date === undefined) return undefined;
      const ms = Date.parse(`${date.seconds}.${date.fraction.slice(0, 3).padEnd(3, '0')}Z`);
      return ms - (date.offset ?? offsetAt(ms - offsetAt(ms)));
    },
    wallTime(text) {
      const date = parseServerDate(text);
      if (date === undefined) return undefined;
      const { seconds, fraction, offset, isUtc } = date;
      const moved = offset === undefined || isUtc ? seconds : wall(Date.parse(`${seconds}Z`) - offset).slice(0, 19);
      return trimmed(fraction === '' ? moved : `${moved}.${fraction}`);
    },
  };
}

interface DateParts {
  /** Wall time to the second. */
  readonly seconds: string;
  readonly fraction: string;
  /** Milliseconds east of Greenwich; undefined if the text has no zone. */
  readonly offset: number | undefined;
  readonly isUtc: boolean;
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7})\d*)?)?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?)?$/i;
const INVARIANT = /^(\d\d?)\/(\d\d?)\/(\d{4})(?: (\d\d):(\d\d):(\d\d))?$/;

/** Parses a date as Json.NET does: ISO, or .NET's invariant form. */
function parseServerDate(text: string): DateParts | undefined {
  const iso = text.trim().replace(INVARIANT, invariantToIso);
  const match = ISO.exec(iso);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction = ''] = match;
  const seconds = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const ms = Date.parse(`${seconds}Z`);
  // `Date` moves a day or an hour that does not exist, or does not read it at all.
  if (year === '0000' || Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(seconds)) return undefined;
  const [zulu, sign, hours, minutes = '0'] = match.slice(8);
  const east = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
  const offset = zulu === undefined ? (sign === undefined ? undefined : east) : 0;
  return { seconds, fraction, offset, isUtc: zulu !== undefined };
}

function invariantToIso(_: string, month: string, day: string, year: string, ...time: unknown[]): string {
  const [hour, minute, second] = time;
  const rest = typeof hour === 'string' ? `T${hour}:${String(minute)}:${String(second)}` : '';
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${rest}`;
}

/** Whether Json.NET reads a text as a date. */
export function isServerDate(text: string): boolean {
  return parseServerDate(text) !== undefined;
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}

function trimmed(text: string): string {
  return text.replace(/(\.\d{0,6}?)0{1,7}$/, '$1').replace(/\.$/, '');
}

const offsetsByZone = new Map<string, (ms: number) => number>();

/** The offsets of a time zone, shared by all sandboxes: a formatter costs more than everything else in a small test. */
function offsetsOf(timeZone: string): (ms: number) => number {
  const offsets = offsetsByZone.get(timeZone) ?? createOffsets(timeZone);
  offsetsByZone.set(timeZone, offsets);
  return offsets;
}

/** Looks up offsets once per day: a day without a clock change has one offset. */
function createOffsets(timeZone: string): (ms: number) => number {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, ...numeric, second: 'numeric', hourCycle: 'h23' });
  const days = new Map<number, number | undefined>();
  const exactly = (ms: number): number => {
    const parts = format.formatToParts(ms).map(({ type, value }) => [type, Number(value)] as const);
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = Object.fromEntries(parts);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
  };
  return (ms) => {
    const day = Math.floor(ms / DAY_MS);
    if (!days.has(day)) {
      const start = exactly(day * DAY_MS);
      days.set(day, start === exactly((day + 1) * DAY_MS) ? start : undefined);
    }
    return days.get(day) ?? exactly(ms);
  };
}
