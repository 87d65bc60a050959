import type { RequestEvent, Settings } from '../options.js';

/** What requests are reported to. */
export type EventSettings = Pick<Settings, 'clock' | 'onRequest' | 'onResponse' | 'onFailure' | 'onRetry'>;

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
    this.#settings.onRequest(this.#event);
  }

  /** A complete answer has arrived. */
  answered(status: number): void {
    this.#end((durationMs) => this.#settings.onResponse({ ...this.#event, status, durationMs }));
  }

  /** The attempt has ended without a complete answer. Nothing happens if it was not sent, or has ended before. */
  failed(reason: string): void {
    this.#end((durationMs) => this.#settings.onFailure({ ...this.#event, reason, durationMs }));
  }

  #end(report: (durationMs: number) => void): void {
    if (this.#started === undefined) return;
    const durationMs = this.#settings.clock.now() - this.#started;
    this.#started = undefined;
    report(durationMs);
  }
}
