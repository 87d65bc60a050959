import { SingleFlight } from '../flow/single-flight.js';

/** What one exchange of key for token gave. */
export interface Token {
  readonly token: string;
  /** How long it lives from now on, in milliseconds; null when the server did not say it readably. */
  readonly lifetimeMs: number | null;
}

/** The longest time before the end of its life that a token is renewed. */
const MARGIN_MS = 5 * 60_000;

/** Keeps the token that stands for key and mandator. However many callers wait, one exchange is under way at most. */
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

  /** Forgets a token that was refused; a late refusal of an older one leaves the new one alone. */
  drop(refused: string): void {
    if (this.#current?.token === refused) this.#current = undefined;
  }
}
