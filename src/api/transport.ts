import ky from 'ky';
import type * as z from 'zod/mini';
import {
  AbortedError,
  ConnectionError,
  InputError,
  ResponseShapeError,
  TimeoutError,
  toStatusError,
} from '../errors.js';
import type { CallOptions, Issue, TransportSettings } from '../options.js';
import { explain, matches } from '../schemas/tolerant.js';
import { BodyError, parseJson, readText } from './body.js';
import { type Endpoint, endpoints } from './endpoints.js';
import { Gate } from './gate.js';
import { nameOf } from './redact.js';
import {
  type Failure,
  failureOfCode,
  parseRetryAfter,
  type ReplayRule,
  surelyNotApplied,
  waitBeforeRepeat,
} from './replay.js';
import { Session, type Token } from './session.js';
import { fillPath, fillQuery, type UrlValue } from './url.js';

type Schema = z.core.$ZodType;

/** How much of an error's body is read. */
const MAX_ERROR_BYTES = 256 * 1024;

/** The names in braces of a path template. */
type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;

/** What a call to an endpoint takes. */
export interface Input<Path extends string> {
  readonly path?: Readonly<Record<PathNames<Path>, UrlValue>>;
  readonly query?: Readonly<Record<string, UrlValue | undefined>>;
  /** Characters that stay as they are in path values, against the rule that everything is escaped. */
  readonly literal?: string;
  /** The body as JSON text, so that the caller decides how numbers are written. */
  readonly json?: string;
}

/** One complete request, ready to be sent any number of times. */
export interface Outgoing {
  /** What errors and logs call it. */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly replay: ReplayRule;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** False for the token exchange only. */
  readonly authenticated: boolean;
}

/** A complete answer of a success status. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** One try: its answer, or how it failed and what to throw when it is not repeated. */
type Outcome<T> =
  | { readonly value: T }
  | { readonly failure: Failure; readonly reason: string; readonly toError: (attempts: number) => Error };

/** Sends requests: authenticates, bounds, repeats what may be repeated, and turns every failure into an own error. */
export class Transport {
  readonly settings: TransportSettings;
  readonly #session: Session;
  readonly #gate: Gate;

  constructor(settings: TransportSettings) {
    this.settings = settings;
    this.#gate = new Gate(settings.concurrency);
    this.#session = new Session((signal) => this.#exchangeKey(signal), settings.clock.now);
  }

  /** Calls an endpoint that answers one record. The record is the raw one, checked but not copied. */
  async record<P extends string, S extends Schema>(
    endpoint: Endpoint<P, S> & { readonly rows: false },
    input: Input<P>,
    options: CallOptions,
  ): Promise<z.core.output<S>> {
    const value = await this.send(outgoing(this.settings, endpoint, input), options, ({ text }) => parseJson(text));
    if (matches(endpoint.schema, value)) return value;
    throw shapeError(endpoint, `the answer has another shape: ${explain(endpoint.schema, value)}`);
  }

  /** Calls an endpoint that answers a list. Rows of another shape are left out and told to `onIssue`. */
  async rows<P extends string, S extends Schema>(
    endpoint: Endpoint<P, S> & { readonly rows: true },
    input: Input<P>,
    options: CallOptions,
    onIssue: (issue: Issue) => void,
  ): Promise<z.core.output<S>[]> {
    const value = await this.send(outgoing(this.settings, endpoint, input), options, ({ text }) => parseJson(text));
    if (value === null) return []; // null and [] mean the same
    if (!Array.isArray(value)) throw shapeError(endpoint, 'the answer is not a list');
    return soundRows(endpoint.schema, value, nameOf(endpoint), onIssue);
  }

  /**
   * Sends a request until it succeeds or must not be repeated. `read` makes the result of a reply; when it throws a
   * `BodyError` the answer counts as unreadable.
   */
  async send<T>(request: Outgoing, options: CallOptions, read: (reply: Reply) => T): Promise<T> {
    const { clock, onRetry } = this.settings;
    const signal = options.signal ?? new AbortController().signal;
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const token = await this.#guarded(request, attempt - 1, signal, () => this.#token(request, signal));
      const outcome = await this.#try(request, attempt, token, options, signal, read);
      if ('value' in outcome) return outcome.value;
      const { failure } = outcome;
      if (failure.kind === 'status' && failure.status === 401 && token !== undefined && !renewed) {
        // Refused before any work was done: renew once, and do not count this try.
        this.#session.drop(token);
        renewed = true;
        attempt -= 1;
        continue;
      }
      const waitMs = waitBeforeRepeat(failure, request.replay, attempt, this.settings, Math.random());
      if (waitMs === null) throw outcome.toError(attempt);
      onRetry({ endpoint: request.name, attempt, waitMs, reason: outcome.reason });
      await this.#guarded(request, attempt, signal, () => clock.sleep(waitMs, signal));
    }
  }

  /** Runs one step between tries; an abort there has left nothing in doubt. */
  async #guarded<T>(request: Outgoing, attempts: number, signal: AbortSignal, step: () => Promise<T>): Promise<T> {
    try {
      signal.throwIfAborted();
      return await step();
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new AbortedError({ endpoint: request.name, attempts, mayHaveBeenApplied: false });
    }
  }

  #token(request: Outgoing, signal: AbortSignal): Promise<string | undefined> {
    return request.authenticated ? this.#session.token(signal) : Promise.resolve(undefined);
  }

  async #try<T>(
    request: Outgoing,
    attempt: number,
    token: string | undefined,
    options: CallOptions,
    signal: AbortSignal,
    read: (reply: Reply) => T,
  ): Promise<Outcome<T>> {
    const { clock, maxBodyBytes, onRequest, onResponse } = this.settings;
    const timeoutMs = options.timeoutMs ?? this.settings.timeoutMs;
    const endpoint = request.name;
    // The exchange of the token takes no place: the request that waits for it may hold the last one.
    const leave = request.authenticated
      ? await this.#guarded(request, attempt - 1, signal, () => this.#gate.enter(signal))
      : undefined;
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    signal.addEventListener('abort', abort, { once: true });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      controller.abort();
    }, timeoutMs);
    try {
      onRequest({ endpoint, attempt });
      const started = clock.now();
      const response = await this.#fetch(request, token, options, controller.signal);
      const { status, headers } = response;
      const text = await readText(response, response.ok ? maxBodyBytes : MAX_ERROR_BYTES).catch((error: unknown) => {
        if (response.ok || !(error instanceof BodyError)) throw error;
        return ''; // the status says enough
      });
      onResponse({ endpoint, attempt, status, durationMs: clock.now() - started });
      if (response.ok) return { value: read({ status, headers, text }) };
      const retryAfterMs = parseRetryAfter(headers.get('retry-after'), clock.now());
      const failure: Failure = { kind: 'status', status, retryAfterMs };
      const write = request.replay !== 'read';
      return {
        failure,
        reason: `HTTP ${status}`,
        toError: (attempts) =>
          toStatusError({
            ...this.#doubt(request, failure, attempts),
            status,
            write,
            retryAfterMs,
            text: text.slice(0, 4096),
          }),
      };
    } catch (error) {
      if (InputError.isInstance(error)) throw error;
      if (error instanceof BodyError) return this.#unreadable(request, error.message);
      if (timedOut) {
        const failure: Failure = { kind: 'timeout' };
        return {
          failure,
          reason: 'timeout',
          toError: (n) => new TimeoutError({ ...this.#doubt(request, failure, n), timeoutMs }),
        };
      }
      if (signal.aborted) throw new AbortedError(this.#doubt(request, { kind: 'reset' }, attempt));
      const code = codeOf(error);
      const failure = failureOfCode(code);
      return {
        failure,
        reason: code ?? 'connection lost',
        toError: (n) => new ConnectionError({ ...this.#doubt(request, failure, n), reason: code }),
      };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      leave?.();
    }
  }

  #doubt(request: Outgoing, failure: Failure, attempts: number) {
    return {
      endpoint: request.name,
      attempts,
      mayHaveBeenApplied: request.replay !== 'read' && !surelyNotApplied(failure),
    };
  }

  #unreadable(request: Outgoing, reason: string): Outcome<never> {
    const toError = (): Error =>
      new ResponseShapeError({
        endpoint: request.name,
        status: 200,
        reason,
        mayHaveBeenApplied: request.replay !== 'read',
      });
    return { failure: { kind: 'unreadable' }, reason, toError };
  }

  #fetch(request: Outgoing, token: string | undefined, options: CallOptions, signal: AbortSignal): Promise<Response> {
    const headers = headersOf(options.headers, request.headers);
    headers.set('accept', 'application/json');
    if (request.body !== undefined && !headers.has('content-type'))
      headers.set('content-type', 'application/json; charset=utf-8');
    if (token !== undefined) headers.set('X-ApiToken', token);
    const { fetch } = this.settings;
    return ky(request.url, {
      method: request.method,
      headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      signal,
      // fetch would carry X-ApiToken to whatever host a redirect names.
      redirect: 'manual',
      // What may be repeated is not a question of method or status here: see replay.ts.
      retry: { limit: 0 },
      timeout: false, // ky's ends with the headers
      throwHttpErrors: false,
      fetch: (input, init) => (fetch ?? globalThis.fetch)(input, init), // looked up late: a mock may come later
    });
  }

  async #exchangeKey(signal: AbortSignal): Promise<Token> {
    const { apiUrl, apiKey, mandatorId, clock } = this.settings;
    const request: Outgoing = {
      name: nameOf(endpoints.token),
      method: 'POST',
      url: apiUrl,
      replay: 'read',
      body: JSON.stringify({ Key: apiKey, MandatorId: mandatorId, ClientInfo: 'erecruiter-kombo' }),
      authenticated: false,
    };
    const { value, date } = await this.send(request, { signal }, ({ text, headers }) => ({
      value: parseJson(text),
      date: Date.parse(headers.get('date') ?? ''),
    }));
    if (!matches(endpoints.token.schema, value) || !/^[\x21-\x7e]{1,4096}$/.test(value.Token)) {
      throw shapeError(endpoints.token, 'the answer holds no token');
    }
    // Measured on the server's own clock where it tells it. Without an offset the zone is anybody's guess: wait for a 401.
    const expires = /(Z|[+-]\d\d:\d\d)$/.test(value.Expires ?? '') ? Date.parse(value.Expires ?? '') : Number.NaN;
    const lifetimeMs = expires - (Number.isNaN(date) ? clock.now() : date);
    return { token: value.Token, lifetimeMs: lifetimeMs > 0 ? lifetimeMs : null };
  }
}

/** The rows that are what the schema says; each of the others is told to `onIssue` and left out. */
export function soundRows<S extends Schema>(
  schema: S,
  values: readonly unknown[],
  endpoint: string,
  onIssue: (issue: Issue) => void,
): z.core.output<S>[] {
  const sound: z.core.output<S>[] = [];
  for (const value of values) {
    if (matches(schema, value)) sound.push(value);
    else onIssue({ endpoint, id: idOf(value), path: '', reason: explain(schema, value) });
  }
  return sound;
}

/** The request that an endpoint and its input make. */
export function outgoing<P extends string>(
  settings: TransportSettings,
  endpoint: Endpoint<P>,
  input: Input<P>,
): Outgoing {
  const path = fillPath(endpoint.path, { ...input.path }, input.literal);
  if (path === undefined)
    throw new InputError([{ path: nameOf(endpoint), message: 'a value cannot be part of a path' }]);
  return {
    name: nameOf(endpoint),
    method: endpoint.method,
    url: `${settings.apiUrl}/${path}${fillQuery(endpoint.query, { ...input.query })}`,
    replay: endpoint.replay,
    authenticated: true,
    ...(input.json === undefined ? {} : { body: input.json }),
  };
}

function shapeError(endpoint: Endpoint, reason: string): ResponseShapeError {
  return new ResponseShapeError({
    endpoint: nameOf(endpoint),
    status: 200,
    reason,
    mayHaveBeenApplied: endpoint.replay !== 'read',
  });
}

function headersOf(...records: readonly (Readonly<Record<string, string>> | undefined)[]): Headers {
  const headers = new Headers();
  for (const [name, value] of records.flatMap((record) => Object.entries(record ?? {}))) {
    try {
      headers.set(name, value);
    } catch {
      throw new InputError([{ path: 'headers', message: 'a name or value is not allowed in a header' }]);
    }
  }
  return headers;
}

function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('Id' in value)) return null;
  return typeof value.Id === 'number' ? String(value.Id) : null;
}

/** The system's code of a connection error, wherever undici or a polyfill has put it. */
function codeOf(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > 4) return null;
  if ('code' in error && typeof error.code === 'string' && /^[A-Z_]{3,40}$/.test(error.code)) return error.code;
  return 'cause' in error ? codeOf(error.cause, depth + 1) : null;
}
