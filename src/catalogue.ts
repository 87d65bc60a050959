import { endpoints } from './api/endpoints.js';
import { nameOf } from './api/redact.js';
import { SingleFlight } from './api/single-flight.js';
import type { Transport } from './api/transport.js';
import { AbortedError, ERecruiterError } from './errors.js';
import type { CallOptions } from './options.js';
import type { RawMandatorView } from './schemas/index.js';

/** How long the catalogues are kept: as long as eRecruiter's own portals keep them. */
const MAX_AGE_MS = 30 * 60_000;

/** The mandator's catalogues (sources, channels, countries, custom fields …), read once for reads and writes alike. */
export class Catalogue {
  #cached: { readonly mandator: RawMandatorView; readonly until: number } | undefined;
  readonly #flight = new SingleFlight<RawMandatorView>();
  readonly #transport: Transport;
  readonly #portalUrl: string | undefined;

  constructor(transport: Transport, portalUrl: string | undefined) {
    this.#transport = transport;
    this.#portalUrl = portalUrl;
  }

  /** The mandator, at most 30 minutes old. */
  async mandator(options: CallOptions & { readonly signal: AbortSignal }): Promise<RawMandatorView> {
    const { clock } = this.#transport.settings;
    if (this.#cached !== undefined && clock.now() < this.#cached.until) return this.#cached.mandator;
    try {
      return await this.#flight.run(async (signal) => {
        const mandator = await this.#transport.record(
          endpoints.mandator,
          { query: { uri: this.#portalUrl } },
          { ...options, signal },
        );
        this.#cached = { mandator, until: clock.now() + MAX_AGE_MS };
        return mandator;
      }, options.signal);
    } catch (error) {
      if (!options.signal.aborted || ERecruiterError.isInstance(error)) throw error;
      // A wait that others share ends with the reason of the caller's signal, which can be anything.
      throw new AbortedError({ endpoint: nameOf(endpoints.mandator), attempts: 0, mayHaveBeenApplied: false });
    }
  }
}
