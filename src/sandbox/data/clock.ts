/** What a date that was never set looks like on the wire. */
export const NO_DATE = '0001-01-01T00:00:00';

const DAY = 86_400_000;

/** The server's dates: it keeps wall time in its own zone. */
export interface SandboxClock {
  /** A date as it comes from the database: wall time, no offset, trailing zeros cut. */
  databaseDate(ms: number): string;
  /** A date as the server's own clock writes it: with offset and up to seven fraction digits. */
  serverDate(ms: number): string;
  /** The instant of a date in a query, where text that is no date is as good as none. */
  instantOf(text: string): number | undefined;
  /** The wall time that a date in a body becomes: an offset is converted, `Z` is not. */
  wallTime(text: string): string | undefined;
}

/** A clock in a time zone. */
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
      const date = readDate(text);
      if (date === undefined) return undefined;
      const ms = Date.parse(`${date.seconds}.${date.fraction.slice(0, 3).padEnd(3, '0')}Z`);
      return ms - (date.offset ?? offsetAt(ms - offsetAt(ms)));
    },
    wallTime(text) {
      const date = readDate(text);
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
  /** Milliseconds east of Greenwich; undefined when the text names no zone. */
  readonly offset: number | undefined;
  readonly isUtc: boolean;
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7})\d*)?)?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?)?$/i;
const INVARIANT = /^(\d\d?)\/(\d\d?)\/(\d{4})(?: (\d\d):(\d\d):(\d\d))?$/;

/** A date as Json.NET reads it: ISO, or the invariant form of .NET. */
function readDate(text: string): DateParts | undefined {
  const iso = text.trim().replace(INVARIANT, invariantToIso);
  const match = ISO.exec(iso);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction = ''] = match;
  const seconds = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const ms = Date.parse(`${seconds}Z`);
  // A day or an hour that does not exist is moved on by `Date` or not read at all.
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

/** Whether a text is a date as Json.NET reads it. */
export function isDate(text: string): boolean {
  return readDate(text) !== undefined;
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}

function trimmed(text: string): string {
  return text.replace(/(\.\d{0,6}?)0{1,7}$/, '$1').replace(/\.$/, '');
}

/** Asked once per day: a day on which the clocks stay has one offset. */
function offsetsOf(timeZone: string): (ms: number) => number {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, ...numeric, second: 'numeric', hourCycle: 'h23' });
  const days = new Map<number, number | undefined>();
  const exactly = (ms: number): number => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [
      ...(['year', 'month', 'day', 'hour', 'minute', 'second'] as const),
    ].map((type) => parts.get(type) ?? 0);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
  };
  return (ms) => {
    const day = Math.floor(ms / DAY);
    if (!days.has(day)) {
      const start = exactly(day * DAY);
      days.set(day, start === exactly((day + 1) * DAY) ? start : undefined);
    }
    return days.get(day) ?? exactly(ms);
  };
}

/** Waits, or throws what the signal was aborted with. */
export function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  return abortable(signal, (resolve) => {
    const timer = setTimeout(resolve, ms);
    return () => {
      clearTimeout(timer);
    };
  });
}

/** A promise that an abort ends early; `start` returns what cleans up after it. */
export function abortable(
  signal: AbortSignal | undefined,
  start: (resolve: () => void, reject: (reason: unknown) => void) => () => void,
): Promise<void> {
  let stop = (): void => undefined;
  const waiting = new Promise<void>((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = (): void => {
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    const clean = start(resolve, reject);
    stop = () => {
      signal?.removeEventListener('abort', abort);
      clean();
    };
  });
  return waiting.finally(() => {
    stop();
  });
}
