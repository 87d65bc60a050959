import type { CallOptions } from '../options.js';
import { MAX_TIMER_MS } from '../flow/abort.js';
import { surelyNotApplied } from './retry-rules.js';

/** Lets a write finish after its caller has aborted, so that it is known when its effect is over. */
export interface Linger {
  /** The time limit after the abort, and the wait for work whose outcome is unknown. */
  readonly ms: number;
  /**
   * Called with a promise that settles once the effect is over; it resolves to the answer's text if the write
   * succeeded.
   */
  readonly hold: (end: Promise<string | undefined>) => void;
}

/** The options of a call, with internal ones. */
export interface SendOptions extends CallOptions {
  readonly linger?: Linger | undefined;
  /** Called when eRecruiter has accepted a write. */
  readonly onAccepted?: (() => void) | undefined;
}

/**
 * Waits for a request whose caller has aborted. It is cut off after `ms`. If it fails before that and may have been
 * applied, `sleep` adds the same wait. A request that ignores its signal is given up after another `timeoutMs`.
 */
export function untilOver(
  request: Promise<{ readonly status: number; readonly text: string | null }>,
  { ms, timeoutMs, cut, sleep }: { ms: number; timeoutMs: number; cut: () => void; sleep: () => Promise<void> },
): Promise<string | undefined> {
  return new Promise((resolve) => {
    let isCut = false;
    const cutting = setTimeout(() => {
      isCut = true;
      cut();
    }, ms);
    const givingUp = setTimeout(() => resolve(undefined), Math.min(ms + timeoutMs, MAX_TIMER_MS));
    const stop = (): void => {
      clearTimeout(cutting);
      clearTimeout(givingUp);
    };
    const doubt = (): void => {
      stop();
      const over = (): void => resolve(undefined);
      if (isCut) over();
      else void sleep().then(over, over);
    };
    request.then(({ status, text }) => {
      if (!isCertain(status)) return doubt();
      stop();
      resolve(isSuccess(status) ? (text ?? undefined) : undefined);
    }, doubt);
  });
}

function isCertain(status: number): boolean {
  return isSuccess(status) || surelyNotApplied({ kind: 'status', status, retryAfterMs: null });
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
