import ky from 'ky';
import type * as z from 'zod/mini';
import {
  AbortedError,
  ConnectionError,
  type RequestError,
  ResponseShapeError,
  TimeoutError,
  toStatusError,
} from '../errors.js';
import type { RequestFailure } from '../error-codes.js';
import type { CallOptions, Issue, TransportSettings } from '../options.js';
import { explain, matches } from '../schemas/tolerant.js';
import { BodyError, parseJson, readBase64, readText, TooLargeError } from './body.js';
import type { Endpoint } from './endpoints.js';
import { exchangeKey } from './exchange.js';
import { Gate } from './gate.js';
import { onAbort } from './on-abort.js';
import { headersOf, type Input, type Outgoing, outgoing } from './outgoing.js';
import { nameOf } from './redact.js';
import { type Failure, failureOf, parseRetryAfter, surelyNotApplied, waitBeforeRepeat } from './replay.js';
import { Session } from './session.js';
import { systemErrorOf } from './system-error.js';

export { outgoing };

type Schema = z.core.$ZodType;

/** How much of an error's body is read. */
const MAX_ERROR_BYTES = 256 * 1024;

/** The longest that a timer can run; beyond it fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The signal of a call without one. */
const NEVER = new AbortController().signal;

/** A complete answer. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The body; as base64 where the request asks for that. */
  readonly text: string;
}

/** One call under way: its request, and what holds for each try. */
interface Call {
  readonly request: Outgoing;
  readonly headers: Headers;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** One try: its answer, or how it failed and what to throw when it is not repeated. */
type Outcome<T> =
  | { readonly value: T }
  | {
      readonly failure: Failure;
      readonly reason: string;
      readonly error: RequestError | ResponseShapeError;
      /** A complete answer of a status that the caller wants to see himself. */
      readonly reply?: Reply;
    };

/** Sends requests: authenticates, bounds, repeats what may be repeated, and turns every failure into an own error. */
export class Transport {
  readonly settings: TransportSettings;
  readonly #session: Session;
  readonly #gate: Gate;

  constructor(settings: TransportSettings) {
    this.settings = settings;
    this.#gate = new Gate(settings.concurrency);
    this.#session = new Session(
      (signal) => exchangeKey(this, signal),
      () => settings.clock.now(),
    );
  }

  /** Calls an endpoint that answers one record. The record is the raw one, checked but not copied. */
  async record<P extends string, S extends Schema>(
    endpoint: Endpoint<P, S> & { readonly rows: false },
    input: Input<P>,
    options: CallOptions,
  ): Promise<z.core.output<S>> {
    const { value, status } = await this.#json(endpoint, input, options);
    if (matches(endpoint.schema, value)) return value;
    throw shapeError(endpoint, status, `the answer has another shape: ${explain(endpoint.schema, value)}`);
  }

  /** Calls an endpoint that answers a list. Rows of another shape are left out and told to `onIssue`. */
  async rows<P extends string, S extends Schema>(
    endpoint: Endpoint<P, S> & { readonly rows: true },
    input: Input<P>,
    options: CallOptions,
    onIssue: (issue: Issue) => void,
  ): Promise<z.core.output<S>[]> {
    const { value, status } = await this.#json(endpoint, input, options);
    if (value === null) return []; // null and [] mean the same
    if (!Array.isArray(value)) throw shapeError(endpoint, status, 'the answer is not a list');
    return soundRows(endpoint.schema, value, nameOf(endpoint), onIssue);
  }

  /**
   * Sends a request until it succeeds or must not be repeated. `read` makes the result of a reply; when it throws a
   * `BodyError` the answer counts as unreadable.
   */
  async send<T>(request: Outgoing, options: CallOptions, read: (reply: Reply) => T): Promise<T> {
    const headers = headersOf(options.headers, request.headers);
    const timeoutMs = Math.min(options.timeoutMs ?? this.settings.timeoutMs, MAX_TIMER_MS);
    return this.#repeat({ request, headers, timeoutMs, signal: options.signal ?? NEVER }, read);
  }

  #json<P extends string>(endpoint: Endpoint<P>, input: Input<P>, options: CallOptions) {
    return this.send(outgoing(this.settings, endpoint, input), options, ({ text, status }) => {
      return { value: status === 204 && endpoint.mayBeNothing === true ? null : parseJson(text), status };
    });
  }

  async #repeat<T>(call: Call, read: (reply: Reply) => T): Promise<T> {
    const { clock, onRetry } = this.settings;
    const { request, signal } = call;
    let renewals = 0;
    for (let attempt = 1; ; attempt += 1) {
      const token = await this.#guarded(call, attempt - 1, () => this.#token(call));
      const outcome = await this.#try(call, attempt, token, read);
      if ('value' in outcome) return outcome.value;
      const { failure, reason, error, reply } = outcome;
      // Refused before any work was done: renew once, beyond what the limit allows.
      const renew = token !== undefined && renewals === 0 && failure.kind === 'status' && failure.status === 401;
      if (renew) {
        this.#session.drop(token);
        renewals = 1;
      }
      const tries = attempt - renewals;
      const waitMs = renew ? 0 : waitBeforeRepeat(failure, request.replay, tries, this.settings, Math.random());
      if (waitMs === null || (request.unrepeated === true && !renew)) {
        if (reply !== undefined) return read(reply);
        throw error;
      }
      onRetry({ endpoint: request.name, attempt, waitMs, reason });
      if (waitMs > 0) await this.#guarded(call, attempt, () => clock.sleep(waitMs, signal));
    }
  }

  /** Runs one step between tries; an abort there has left nothing in doubt. */
  async #guarded<T>(call: Call, attempts: number, step: () => Promise<T>): Promise<T> {
    try {
      call.signal.throwIfAborted();
      return await step();
    } catch (error) {
      if (!call.signal.aborted) throw error;
      throw new AbortedError({ endpoint: call.request.name, attempts, mayHaveBeenApplied: false });
    }
  }

  #token({ request, signal }: Call): Promise<string | undefined> {
    return request.authenticated ? this.#session.token(signal) : Promise.resolve(undefined);
  }

  async #try<T>(
    call: Call,
    attempt: number,
    token: string | undefined,
    read: (reply: Reply) => T,
  ): Promise<Outcome<T>> {
    const { clock, maxBodyBytes, onRequest, onResponse } = this.settings;
    const { request, timeoutMs } = call;
    const endpoint = request.name;
    const write = request.replay !== 'read';
    // The exchange of the token takes no place: it must not queue behind requests that are slow.
    const leave = request.authenticated
      ? await this.#guarded(call, attempt - 1, () => this.#gate.enter(call.signal))
      : undefined;
    const controller = new AbortController();
    const { signal } = controller;
    let abort = (): void => undefined;
    // Raced against what is awaited: a fetch, or a body, need not heed the signal.
    const aborted = new Promise<never>((_, reject) => {
      abort = () => {
        controller.abort();
        reject(signal.reason);
      };
    });
    aborted.catch(() => undefined);
    const stop = onAbort(call.signal, abort);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      abort();
    }, timeoutMs);
    let attempts = attempt - 1;
    let status = 0;
    try {
      signal.throwIfAborted(); // it can have happened on the way out of the gate
      attempts = attempt;
      onRequest({ endpoint, attempt });
      const started = clock.now();
      const response = await Promise.race([this.#fetch(call, token, signal), aborted]);
      const { ok, headers } = response;
      status = response.status;
      const anyStatus = request.anyStatus === true;
      const limit = ok || anyStatus ? maxBodyBytes : MAX_ERROR_BYTES;
      const body = request.asBase64 === true ? readBase64(response, limit) : readText(response, limit);
      const text = await Promise.race([body, aborted]).catch((error: unknown) => {
        if (ok || anyStatus || signal.aborted) throw error;
        return ''; // the status says enough
      });
      onResponse({ endpoint, attempt, status, durationMs: clock.now() - started });
      if (ok) return { value: read({ status, headers, text }) };
      const retryAfterMs = parseRetryAfter(headers.get('retry-after'), clock.now());
      const failure: Failure = { kind: 'status', status, retryAfterMs };
      const facts = { ...known(request, failure, attempts), status, write, retryAfterMs, text: text.slice(0, 4096) };
      const reply = anyStatus ? { reply: { status, headers, text } } : {};
      return { failure, reason: `HTTP ${status}`, error: toStatusError(facts), ...reply };
    } catch (error) {
      if (error instanceof BodyError) {
        const unreadable = !(error instanceof TooLargeError);
        const facts = { endpoint, status, reason: error.message, mayHaveBeenApplied: write, unreadable };
        const shape = new ResponseShapeError(facts);
        if (!unreadable) throw shape;
        return { failure: { kind: 'unreadable' }, reason: error.message, error: shape };
      }
      if (timedOut) {
        const failure: Failure = { kind: 'timeout' };
        const late = new TimeoutError({ ...known(request, failure, attempts), timeoutMs });
        return { failure, reason: 'timeout', error: late };
      }
      if (call.signal.aborted) {
        throw new AbortedError(known(request, { kind: attempts < attempt ? 'not-sent' : 'reset' }, attempts));
      }
      const system = systemErrorOf(error);
      const failure = failureOf(system);
      const lost = new ConnectionError({ ...known(request, failure, attempts), reason: system.code });
      return { failure, reason: system.code ?? 'connection lost', error: lost };
    } finally {
      clearTimeout(timer);
      stop();
      leave?.();
    }
  }

  async #fetch(call: Call, token: string | undefined, signal: AbortSignal): Promise<Response> {
    const { method, url, body } = call.request;
    const headers = new Headers(call.headers);
    headers.set('accept', 'application/json');
    if (body !== undefined && !headers.has('content-type')) {
      headers.set('content-type', 'application/json; charset=utf-8');
    }
    if (token !== undefined) headers.set('X-ApiToken', token);
    const { fetch } = this.settings;
    return ky(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
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
}

/** What every error of a request says of it. */
function known({ name, replay }: Outgoing, failure: Failure, attempts: number): RequestFailure {
  return { endpoint: name, attempts, mayHaveBeenApplied: replay !== 'read' && !surelyNotApplied(failure) };
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

function shapeError(endpoint: Endpoint, status: number, reason: string): ResponseShapeError {
  const mayHaveBeenApplied = endpoint.replay !== 'read';
  return new ResponseShapeError({ endpoint: nameOf(endpoint), status, reason, mayHaveBeenApplied });
}

function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('Id' in value)) return null;
  return typeof value.Id === 'number' ? String(value.Id) : null;
}
