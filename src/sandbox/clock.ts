/** What a date that was never set looks like on the wire. */
export const NO_DATE = '0001-01-01T00:00:00';

const DAY = 86_400_000;

/** A date as it comes from the database: Viennese wall time, no offset, trailing zeros cut. */
export function databaseDate(ms: number): string {
  return trimmed(new Date(ms + viennaOffset(ms)).toISOString().slice(0, -1));
}

/** A date as the server's own clock writes it: with offset and up to seven fraction digits. */
export function serverDate(ms: number): string {
  const offset = viennaOffset(ms);
  const ticks = String((Math.abs(Math.trunc(ms)) * 7919) % 10_000).padStart(4, '0');
  const wall = new Date(ms + offset).toISOString().slice(0, -1) + ticks;
  return `${trimmed(wall)}+0${String(offset / 3_600_000)}:00`;
}

/** An instant of a date text; wall time is read as Viennese. */
export function instantOf(text: string): number {
  const hasOffset = /(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const ms = Date.parse(hasOffset ? text : `${text}Z`);
  return hasOffset ? ms : ms - viennaOffset(ms);
}

function trimmed(text: string): string {
  return text.replace(/\.?0{1,7}$/, '');
}

const summers = new Map<number, readonly [start: number, end: number]>();

function viennaOffset(ms: number): number {
  const year = new Date(ms).getUTCFullYear();
  const summer = summers.get(year) ?? ([lastSunday(year, 2), lastSunday(year, 9)] as const);
  summers.set(year, summer);
  return ms >= summer[0] && ms < summer[1] ? 7_200_000 : 3_600_000;
}

function lastSunday(year: number, month: number): number {
  const end = Date.UTC(year, month + 1, 0, 1);
  return end - new Date(end).getUTCDay() * DAY;
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
