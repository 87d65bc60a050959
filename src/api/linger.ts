import type { CallOptions } from '../options.js';
import { surelyNotApplied } from './replay.js';

/** What becomes of a write whose caller has gone: it may end, so that it is known when its effect is over. */
export interface Linger {
  /** How long it may go on after the abort, and how long work may go on that has failed in doubt. */
  readonly ms: number;
  /** Is given a promise that is settled when the effect is over. */
  readonly hold: (end: Promise<unknown>) => void;
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
  request: Promise<{ readonly status: number }>,
  { ms, timeoutMs, cut, sleep }: { ms: number; timeoutMs: number; cut: () => void; sleep: () => Promise<void> },
): Promise<void> {
  return new Promise((resolve) => {
    let isCut = false;
    const cutting = setTimeout(() => {
      isCut = true;
      cut();
    }, ms);
    const givingUp = setTimeout(resolve, Math.min(ms + timeoutMs, 2 ** 31 - 1));
    const over = (): void => {
      clearTimeout(cutting);
      clearTimeout(givingUp);
      resolve();
    };
    const inDoubt = (): void => {
      clearTimeout(cutting);
      clearTimeout(givingUp);
      if (isCut) resolve();
      else void sleep().then(resolve, resolve);
    };
    request.then(({ status }) => (isCertain(status) ? over() : inDoubt()), inDoubt);
  });
}

function isCertain(status: number): boolean {
  return (status >= 200 && status < 300) || surelyNotApplied({ kind: 'status', status, retryAfterMs: null });
}
