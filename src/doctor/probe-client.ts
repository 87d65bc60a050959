import type { Endpoint } from '../api/endpoints.js';
import { endpointLabel, endpoints } from '../api/endpoints.js';
import { readBytes } from '../api/body.js';
import { createHeaders, type EndpointInput, fillPath, fillQuery } from '../api/request.js';
import { connectionReason, parseRetryAfter, systemErrorOf } from '../api/retry-rules.js';
import { unlessAborted, withDeadline } from '../flow/abort.js';
import { Semaphore } from '../flow/semaphore.js';
import type { Settings } from '../options.js';
import { isRecord } from '../schemas/walk.js';
import { type BodyKind, readRawBody } from './raw-body.js';

/** One answer as it arrived, or why there is none. */
export interface Probe {
  /** Null if there is no answer. */
  readonly status: number | null;
  /** Why there is no answer: a code of the system, `timeout`, or `limit` if the doctor sends no more requests. */
  readonly reason: string | null;
  readonly kind: BodyKind;
  readonly text: string;
  readonly json: unknown;
  /** Where a redirect leads. */
  readonly location: string | null;
  /** The server's clock; NaN if it does not tell. */
  readonly date: number;
  /** The clock here when the answer arrived. */
  readonly at: number;
}

/** What a request may have of its own. */
export interface ProbeOptions {
  /** Null sends none; undefined the current one. */
  readonly token?: string | null;
  /** Whether to try again after a failure that may pass. Default true. */
  readonly patient?: boolean;
}

const SKIPPED: Probe = {
  status: null,
  reason: 'limit',
  kind: 'empty',
  text: '',
  json: undefined,
  location: null,
  date: Number.NaN,
  at: 0,
};
const ATTEMPTS = 4;
const LONGEST_WAIT_MS = 10_000;
const MAX_BYTES = 64 * 2 ** 20;

/** Sends single raw requests: counts them, never more than a few at once, and keeps what every answer has in common. */
export class ProbeClient {
  /** `{root}/Api`; changes if a redirect says so. */
  apiUrl: string;
  /** Where tokens are issued. */
  tokenUrl: string;
  token: string | undefined;
  sent = 0;
  /** Whether the limit of requests has stopped one. */
  isSpent = false;
  /** Milliseconds of each answer. */
  readonly times: number[] = [];
  /** Bytes of each answer, by the label of its endpoint. */
  readonly sizes = new Map<string, number[]>();
  /** How often each of these was seen, such as `charset:bom` or `throttling:429`. */
  readonly counts = new Map<string, number>();
  readonly settings: Settings;
  readonly #signal: AbortSignal;
  readonly #limit: number;
  readonly #semaphore: Semaphore;
  readonly #headers: ReturnType<typeof createHeaders>;
  readonly #refused = new Set<string>();
  readonly #onSent: () => void;

  constructor(settings: Settings, limit: number, signal: AbortSignal, onSent: () => void) {
    this.settings = settings;
    this.apiUrl = settings.apiUrl;
    this.tokenUrl = settings.apiUrl;
    this.#limit = limit;
    this.#signal = signal;
    this.#onSent = onSent;
    this.#semaphore = new Semaphore(settings.concurrency);
    this.#headers = createHeaders(settings.headers);
  }

  /** Requests an endpoint. Rejects only if the doctor is stopped. */
  async get<P extends string>(
    endpoint: Endpoint<P>,
    input: EndpointInput<P> = {},
    options: ProbeOptions = {},
  ): Promise<Probe> {
    const path = fillPath(endpoint.path, { ...input.path }, input.literal);
    const query = fillQuery(endpoint.query, { ...input.query });
    if (path === undefined || query === undefined) return SKIPPED;
    const label = endpointLabel(endpoint);
    const send = (token: string | undefined): Promise<Probe> =>
      this.#patiently(`${this.apiUrl}/${path}${query}`, { method: 'GET', label, token }, options);
    const token = options.token === undefined ? this.token : (options.token ?? undefined);
    const first = await send(token);
    if (first.status !== 401 || options.token !== undefined || this.#refused.has(label)) return first;
    // The token may have ended. A missing access level also answers 401: for each endpoint it is tried once.
    if (this.token === token) {
      this.#refused.add(label);
      await this.exchange();
    }
    return send(this.token);
  }

  /** Exchanges the key for a token, which later requests use. */
  async exchange(url = this.tokenUrl, keep = true): Promise<Probe> {
    const { apiKey, mandatorId } = this.settings;
    const body = JSON.stringify({ Key: apiKey, MandatorId: mandatorId, ClientInfo: 'erecruiter-kombo' });
    const label = endpointLabel(endpoints.token);
    const probe = await this.#patiently(url, { method: 'POST', label, token: undefined, body }, {});
    const token = tokenIn(probe);
    if (keep && token !== undefined) this.token = token;
    return probe;
  }

  /** Counts a sighting. */
  note(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  async #patiently(url: string, request: ProbeRequest, { patient = true }: ProbeOptions): Promise<Probe> {
    const refusals: string[] = [];
    for (let attempt = 1; ; attempt += 1) {
      if (this.sent >= this.#limit) {
        this.isSpent = true;
        return SKIPPED;
      }
      const leave = await this.#semaphore.acquire(this.#signal);
      let outcome: AttemptOutcome;
      try {
        outcome = await this.#once(url, request);
      } finally {
        leave();
      }
      const { probe, waitMs, throttled } = outcome;
      // A page with 403 that stays is a refusal of this request, and no throttling.
      const stays = throttled === '403-html' && attempt === ATTEMPTS;
      if (throttled !== null) refusals.push(throttled);
      if (waitMs === null || !patient || attempt === ATTEMPTS) {
        for (const refusal of stays ? [] : refusals) this.note(`throttling:${refusal}`);
        return probe;
      }
      await this.settings.clock.sleep(Math.min(waitMs, LONGEST_WAIT_MS), this.#signal);
    }
  }

  async #once(url: string, { method, label, token, body }: ProbeRequest): Promise<AttemptOutcome> {
    const { clock, timeoutMs, fetch } = this.settings;
    const headers = { ...this.#headers(undefined, body !== undefined, token) };
    const started = clock.now();
    this.sent += 1;
    this.#onSent();
    try {
      return await withDeadline(
        this.#signal,
        timeoutMs,
        async (signal) => {
          const init = {
            method,
            headers,
            signal,
            redirect: 'manual',
            ...(body === undefined ? {} : { body }),
          } as const;
          const response = await unlessAborted((fetch ?? globalThis.fetch)(url, init), signal);
          const bytes = await unlessAborted(readBytes(response, MAX_BYTES, signal), signal);
          return this.#read(response, bytes, label, started);
        },
        () => new Late(),
      );
    } catch (error) {
      this.#signal.throwIfAborted();
      const code = connectionReason(systemErrorOf(error));
      const reason = error instanceof Late ? 'timeout' : (code ?? 'connection lost');
      this.note(`failure:${reason}`);
      const isLost = /RESET|SOCKET|lost/.test(reason);
      if (isLost) this.note('connection:lost');
      return { probe: { ...SKIPPED, reason, at: clock.now() }, waitMs: isLost ? 300 : null, throttled: null };
    }
  }

  #read(response: Response, bytes: Uint8Array, label: string, started: number): AttemptOutcome {
    const { status, headers } = response;
    const at = this.settings.clock.now();
    const type = headers.get('content-type');
    const { kind, text, json, charset } = readRawBody(bytes, type);
    this.times.push(at - started);
    this.sizes.set(label, [...(this.sizes.get(label) ?? []), bytes.length]);
    if (charset !== null) this.note(`charset:${charset}`);
    if (kind === 'json' && status === 200) {
      this.note(`type:${contentTypeOf(type)}`);
      const encoding = headers.get('content-encoding');
      this.note(`transfer:${encoding !== null && /^(?:gzip|br|deflate)$/.test(encoding) ? encoding : 'plain'}`);
      if (headers.get('transfer-encoding') === 'chunked') this.note('transfer:chunked');
    }
    const throttled = throttlingOf(status, kind, headers.get('retry-after'));
    const asked = parseRetryAfter(headers.get('retry-after'), at, headers.get('date'));
    const waitMs = throttled === null && status !== 502 && status !== 504 ? null : (asked ?? 1_500);
    const date = Date.parse(headers.get('date') ?? '');
    const location = headers.get('location');
    return { probe: { status, reason: null, kind, text, json, location, date, at }, waitMs, throttled };
  }
}

interface ProbeRequest {
  readonly method: string;
  readonly label: string;
  readonly token: string | undefined;
  readonly body?: string;
}

interface AttemptOutcome {
  readonly probe: Probe;
  /** How long to wait before the next attempt; null if there is nothing to try again. */
  readonly waitMs: number | null;
  /** How the server says that there are too many requests; null if it does not. */
  readonly throttled: string | null;
}

class Late extends Error {}

function throttlingOf(status: number, kind: BodyKind, retryAfter: string | null): string | null {
  if (status === 429) return retryAfter === null ? '429' : '429-seconds';
  if (status === 503) return retryAfter === null ? '503' : '503-date';
  return status === 403 && kind === 'html' ? '403-html' : null;
}

/** One of the types that the doctor distinguishes: a header may hold anything. */
function contentTypeOf(header: string | null): string {
  if (header === null || header.trim() === '') return 'none';
  const type = header.split(';')[0]?.trim().toLowerCase();
  return ['application/json', 'text/json', 'text/plain'].find((known) => known === type) ?? 'other';
}

/** The token in an answer; undefined if it holds none. */
export function tokenIn({ status, json }: Probe): string | undefined {
  const token = status === 200 ? propertyOf(json, 'Token') : undefined;
  return typeof token === 'string' && /^[\x21-\x7e]{1,4096}$/.test(token) ? token : undefined;
}

/** A property of a record in whatever case its name is written. */
export function propertyOf(record: unknown, name: string): unknown {
  if (!isRecord(record)) return undefined;
  if (Object.hasOwn(record, name)) return record[name];
  const written = Object.keys(record).find((key) => key.toLowerCase() === name.toLowerCase());
  return written === undefined ? undefined : record[written];
}
