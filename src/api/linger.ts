import type { CallOptions } from '../options.js';
import { MAX_TIMER_MS } from '../flow/abort.js';
import { surelyNotApplied } from './retry-rules.js';

/** How a write goes on after its caller has gone: it may finish, so that it is known when its effect is over. */
export interface Linger {
  /** How long it may go on after the abort, and how long work whose outcome is unknown may go on. */
  readonly ms: number;
  /** Called with a promise that settles when the effect is over: with the answer's text if it succeeded. */
  readonly hold: (end: Promise<string | undefined>) => void;
}

/** The options of a call, with what only this library sets. */
export interface SendOptions extends CallOptions {
  readonly linger?: Linger | undefined;
}

/**
 * Waits for a request whose caller has gone. It is cut off after `ms`; one that fails before, and may have been
 * applied, is waited for as long again, by `sleep`. What heeds no signal is waited for, but for `timeoutMs` at most.
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
