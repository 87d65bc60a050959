import { ResponseShapeError } from '../errors.js';
import { SingleFlight } from '../flow/single-flight.js';
import { toDate } from '../mappers/values/dates.js';
import type { CallOptions, TransportSettings } from '../options.js';
import { matches } from '../schemas/check.js';
import { parseJson } from './body.js';
import { endpointLabel, endpoints } from './endpoints.js';
import { withSchemaNames } from './property-names.js';
import type { OutgoingRequest, Reply } from './request.js';
import { retryKey } from './retry-rules.js';

/** The result of exchanging the key for a token. */
export interface Token {
  readonly token: string;
  /** The remaining lifetime, in milliseconds; null if the server does not state it. */
  readonly lifetimeMs: number | null;
}

/** Exchanges key and mandator for a token. */
export async function exchangeKey(
  { apiUrl, apiKey, mandatorId, clock }: TransportSettings,
  send: <T>(request: OutgoingRequest, read: (reply: Reply) => T) => Promise<T>,
): Promise<Token> {
  const endpoint = endpointLabel(endpoints.token);
  const request = {
    label: endpoint,
    id: null,
    method: 'POST',
    url: apiUrl,
    replay: 'read',
    body: JSON.stringify({ Key: apiKey, MandatorId: mandatorId, ClientInfo: 'erecruiter-kombo' }),
    authenticated: false,
  } as const;
  const { value, status, date } = await send(request, ({ text, status, headers }) => ({
    value: withSchemaNames(endpoints.token.schema, parseJson(text)),
    status,
    date: Date.parse(headers.get('date') ?? ''),
  }));
  if (!matches(endpoints.token.schema, value) || !/^[\x21-\x7e]{1,4096}$/.test(value.Token)) {
    throw new ResponseShapeError({ endpoint, status, reason: 'the answer holds no token', mayHaveBeenApplied: false });
  }
  // Measured by the server's own clock if it sends one. Without an offset the time zone is unknown: a 401 decides.
  const { Expires } = value;
  const isInstant = typeof Expires === 'string' && /(?:Z|[+-]\d\d:\d\d|\/)$/.test(Expires);
  const expires = isInstant ? toDate(Expires, 'UTC') : null;
  const lifetimeMs = Number(expires) - (Number.isNaN(date) ? clock.now() : date);
  return { token: value.Token, lifetimeMs: lifetimeMs > 0 ? lifetimeMs : null };
}

/** How long before its expiry a token is renewed, at most. */
const MARGIN_MS = 5 * 60_000;

/** Keeps the current token. However many callers wait, at most one exchange runs for each `retry` option. */
export class Session {
  #current: { readonly token: string; readonly renewAt: number } | undefined;
  readonly #flight = new SingleFlight<string>();
  readonly #exchange: (signal: AbortSignal, retry: CallOptions['retry']) => Promise<Token>;
  readonly #now: () => number;

  constructor(exchange: (signal: AbortSignal, retry: CallOptions['retry']) => Promise<Token>, now: () => number) {
    this.#exchange = exchange;
    this.#now = now;
  }

  /** The current token; undefined if a new one is needed. */
  get current(): string | undefined {
    return this.#current !== undefined && this.#now() < this.#current.renewAt ? this.#current.token : undefined;
  }

  /** Returns the current token, or a new one. Rejects with the signal's reason if that aborts first. */
  async token(signal: AbortSignal, retry?: CallOptions['retry']): Promise<string> {
    const { current } = this;
    if (current !== undefined) return current;
    const exchange = async (shared: AbortSignal): Promise<string> => {
      const { token, lifetimeMs } = await this.#exchange(shared, retry);
      // Without a stated expiry, the token is used until the server answers 401.
      const life = lifetimeMs === null ? Number.POSITIVE_INFINITY : lifetimeMs - Math.min(MARGIN_MS, lifetimeMs / 2);
      this.#current = { token, renewAt: this.#now() + life };
      return token;
    };
    return this.#flight.run(exchange, signal, retryKey(retry));
  }

  /** Forgets a rejected token. A late rejection of an older token does not affect the new one. */
  drop(refused: string): void {
    if (this.#current?.token === refused) this.#current = undefined;
  }
}
