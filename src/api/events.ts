import type { RequestEvent, Settings } from '../options.js';

/** What requests are reported to. */
export type EventSettings = Pick<Settings, 'clock' | 'debug' | 'onRequest' | 'onResponse' | 'onFailure' | 'onRetry'>;

let requests = 0;

/** Returns an id that no other request of this process has. */
export function nextRequestId(): string {
  requests += 1;
  return String(requests);
}

/** Reports one attempt of a request: that it is sent, and once how it ended. */
export class AttemptReport {
  readonly #settings: EventSettings;
  readonly #event: RequestEvent;
  #started: number | undefined;

  constructor(settings: EventSettings, event: RequestEvent) {
    this.#settings = settings;
    this.#event = event;
  }

  /** The attempt is about to be sent. A second call, for a redirect, changes nothing. */
  sent(): void {
    if (this.#started !== undefined) return;
    this.#started = this.#settings.clock.now();
    this.#settings.onRequest({ ...this.#event }); // a callback may change it
  }

  /** Shows the request to `debug`. `describe` must leave out what is personal or secret. */
  show(describe: () => string): void {
    this.#debug('→', describe);
  }

  /** A complete answer has arrived. `describe` says more about it to `debug`. */
  answered(status: number, describe = () => ''): void {
    this.#end((durationMs) => {
      this.#debug('←', () => `${status} in ${Math.round(durationMs)} ms ${describe()}`.trim());
      this.#settings.onResponse({ ...this.#event, status, durationMs });
    });
  }

  /** The attempt has ended without a complete answer. Nothing happens if it was not sent, or has ended before. */
  failed(reason: string): void {
    this.#end((durationMs) => {
      this.#debug('✗', () => `${reason} after ${Math.round(durationMs)} ms`);
      this.#settings.onFailure({ ...this.#event, reason, durationMs });
    });
  }

  #debug(arrow: string, describe: () => string): void {
    const { requestId, attempt } = this.#event;
    this.#settings.debug?.(
      () => `request ${requestId}${attempt === 1 ? '' : ` (attempt ${attempt})`} ${arrow} ${describe()}`,
      { ...this.#event },
    );
  }

  #end(report: (durationMs: number) => void): void {
    if (this.#started === undefined) return;
    const durationMs = this.#settings.clock.now() - this.#started;
    this.#started = undefined;
    report(durationMs);
  }
}
