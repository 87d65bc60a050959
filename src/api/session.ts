import { ResponseShapeError } from '../errors.js';
import { SingleFlight } from '../flow/single-flight.js';
import type { TransportSettings } from '../options.js';
import { matches } from '../schemas/check.js';
import { parseJson } from './body.js';
import { endpointLabel, endpoints } from './endpoints.js';
import { withSchemaNames } from './property-names.js';
import type { OutgoingRequest, Reply } from './request.js';

/** What one exchange of key for token gave. */
export interface Token {
  readonly token: string;
  /** How long it lives from now on, in milliseconds; null when the server does not state it readably. */
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
  // Measured on the server's own clock where it sends one. Without an offset the zone is unknown: a 401 decides.
  const { Expires } = value;
  const withOffset = typeof Expires === 'string' && /(Z|[+-]\d\d:\d\d)$/.test(Expires) ? Expires : '';
  const expires = Date.parse(withOffset);
  const lifetimeMs = expires - (Number.isNaN(date) ? clock.now() : date);
  return { token: value.Token, lifetimeMs: lifetimeMs > 0 ? lifetimeMs : null };
}

/** The longest time before the end of its life that a token is renewed. */
const MARGIN_MS = 5 * 60_000;

/** Keeps the token that stands for key and mandator. However many callers wait, at most one exchange runs. */
export class Session {
  #current: { readonly token: string; readonly renewAt: number } | undefined;
  readonly #flight = new SingleFlight<string>();
  readonly #exchange: (signal: AbortSignal) => Promise<Token>;
  readonly #now: () => number;

  constructor(exchange: (signal: AbortSignal) => Promise<Token>, now: () => number) {
    this.#exchange = exchange;
    this.#now = now;
  }

  /** The token that is at hand; undefined when one has to be fetched. */
  get current(): string | undefined {
    return this.#current !== undefined && this.#now() < this.#current.renewAt ? this.#current.token : undefined;
  }

  /** The token to send now. Rejects with the signal's reason when that aborts first. */
  async token(signal: AbortSignal): Promise<string> {
    const { current } = this;
    if (current !== undefined) return current;
    return this.#flight.run(async (shared) => {
      const { token, lifetimeMs } = await this.#exchange(shared);
      // A server that states no end keeps its token until it answers 401.
      const life = lifetimeMs === null ? Number.POSITIVE_INFINITY : lifetimeMs - Math.min(MARGIN_MS, lifetimeMs / 2);
      this.#current = { token, renewAt: this.#now() + life };
      return token;
    }, signal);
  }

  /** Forgets a token that was refused. A late refusal of an older token leaves the new one alone. */
  drop(refused: string): void {
    if (this.#current?.token === refused) this.#current = undefined;
  }
}
