import { withDeadline } from '../flow/abort.js';
import { endpoints, endpointLabel } from '../api/endpoints.js';
import { SingleFlight } from '../flow/single-flight.js';
import { retryKey } from '../api/retry-rules.js';
import type { Transport } from '../api/transport.js';
import { AbortedError, ERecruiterError, TimeoutError } from '../errors.js';
import type { CallOptions } from '../options.js';
import type { RawMandatorView } from '../schemas/index.js';

/** How long the catalogues are kept: as long as eRecruiter's own portals keep them. */
const MAX_AGE_MS = 30 * 60_000;

/** A loop over wrong names must not read them each time. */
const MIN_AGE_MS = 10_000;

/** The mandator's catalogues (sources, channels, countries …), read once for reads and writes alike. */
export class MandatorCache {
  #cached: { readonly mandator: RawMandatorView; readonly until: number } | undefined;
  readonly #flight = new SingleFlight<RawMandatorView>();
  readonly #transport: Transport;
  readonly #portalUrl: string | undefined;

  constructor(transport: Transport, portalUrl: string | undefined) {
    this.#transport = transport;
    this.#portalUrl = portalUrl;
  }

  /**
   * Returns the mandator, at most 30 minutes old. Callers with the same `retry` share one read; each waits at most its
   * own `timeoutMs`.
   */
  async mandator(options: CallOptions & { readonly signal: AbortSignal }): Promise<RawMandatorView> {
    const { clock, timeoutMs: defaultTimeoutMs } = this.#transport.settings;
    if (this.#cached !== undefined && clock.now() < this.#cached.until) return this.#cached.mandator;
    const { headers, retry, signal, timeoutMs = defaultTimeoutMs } = options;
    const longest = Math.max(timeoutMs, defaultTimeoutMs);
    const read = (shared: AbortSignal) => this.#read({ headers, retry, timeoutMs: longest, signal: shared });
    const failure = { endpoint: endpointLabel(endpoints.mandator), attempts: 0, mayHaveBeenApplied: false };
    try {
      return await withDeadline(
        signal,
        options.timeoutMs,
        (own) => this.#flight.run(read, own, retryKey(retry)),
        () => new TimeoutError({ ...failure, timeoutMs }),
      );
    } catch (error) {
      if (!signal.aborted || ERecruiterError.isInstance(error)) throw error;
      // A shared wait ends with the reason of the caller's signal, which can be anything.
      throw new AbortedError(failure, signal.reason);
    }
  }

  /** Returns the mandator once more, if it is not quite new: what is missing in it may have been added since. */
  async newer(options: CallOptions & { readonly signal: AbortSignal }): Promise<RawMandatorView> {
    const old = this.#cached;
    if (old !== undefined && this.#transport.settings.clock.now() >= old.until - MAX_AGE_MS + MIN_AGE_MS) {
      this.#cached = undefined;
    }
    try {
      return await this.mandator(options);
    } catch (error) {
      if (options.signal.aborted || old === undefined) throw error;
      this.#cached ??= old;
      return old.mandator;
    }
  }

  async #read(options: CallOptions): Promise<RawMandatorView> {
    const input = { query: { uri: this.#portalUrl } };
    const mandator = await this.#transport.record(endpoints.mandator, input, options);
    this.#cached = { mandator, until: this.#transport.settings.clock.now() + MAX_AGE_MS };
    return mandator;
  }
}
