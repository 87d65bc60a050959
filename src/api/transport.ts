import ky from 'ky';
import type * as z from 'zod/mini';
import { AbortedError, ConnectionError, ResponseShapeError, TimeoutError, toStatusError } from '../errors.js';
import type { Issue, TransportSettings } from '../options.js';
import { explain } from '../schemas/index.js';
import type { Schema } from '../schemas/walk.js';
import { isGone } from './absence.js';
import { missingAccess } from './access-levels.js';
import {
  type Answer,
  distinctRows,
  isErrorObject,
  isNothing,
  isRequestedRecord,
  isThrottling,
  isBare,
  mayBeEmpty,
  shapeError,
  validRecord,
  validRows,
} from './answer.js';
import { BodyError, checkResponse, FinalBodyError, parseJson, readAnswer } from './body.js';
import { MAX_TIMER_MS, NEVER, onAbort, withDeadline } from '../flow/abort.js';
import { describeAnswer, describeRequest } from './debug.js';
import { type Endpoint, endpointLabel } from './endpoints.js';
import { AttemptReport, nextRequestId } from './events.js';
import { BackPressure } from '../flow/back-pressure.js';
import { Semaphore } from '../flow/semaphore.js';
import { type SendOptions, untilOver } from './linger.js';
import type { Outcome, PendingCall } from './pending-call.js';
import {
  createHeaders,
  type EndpointInput,
  headersOf,
  type OutgoingRequest,
  type Reply,
  toFetchInit,
  toOutgoingRequest,
} from './request.js';
import { isForeign, withSchemaNames } from './property-names.js';
import { sendFollowing, redirectHint } from './redirects.js';
import {
  type Failure,
  MAX_FORGIVEN,
  MAX_RENEWALS,
  MAX_UNPROVEN_RENEWALS,
  connectionReason,
  failureOf,
  parseRetryAfter,
  requestFailure,
  retryLimitsOf,
  waitBeforeRenewal,
  waitBeforeRepeat,
  systemErrorOf,
} from './retry-rules.js';
import { ServerAddress } from './server-address.js';
import { exchangeKey, Session } from './session.js';

/** Sends requests: authenticates, limits concurrency, retries what may be repeated, and converts failures to errors. */
export class Transport {
  readonly settings: TransportSettings;
  readonly #session: Session;
  readonly #semaphore: Semaphore;
  readonly #pressure: BackPressure;
  readonly #address = new ServerAddress();
  /** The last read that succeeded: whether it still does proves whether a token is valid. */
  #proof: OutgoingRequest | undefined;
  readonly #headers: ReturnType<typeof createHeaders>;

  constructor(settings: TransportSettings) {
    this.settings = settings;
    this.#pressure = new BackPressure(settings.concurrency);
    this.#semaphore = new Semaphore(() => this.#pressure.limit);
    this.#headers = createHeaders(settings.headers);
    this.#session = new Session(
      (signal, retry) => exchangeKey(settings, (request, read) => this.send(request, { signal, retry }, read)),
      () => settings.clock.now(),
    );
  }

  /**
   * Calls an endpoint that answers one record. The raw record is checked, but not copied; null if the endpoint allows
   * it to be missing.
   */
  async record<P extends string, S extends Schema>(
    endpoint: Endpoint<P, S> & { readonly rows: false },
    input: EndpointInput<P>,
    options: SendOptions,
  ): Promise<z.core.output<S>> {
    const { record } = await this.recordWithText(endpoint, input, options);
    return record;
  }

  /** Does the same, and also returns the exact text of the answer. */
  async recordWithText<P extends string, S extends Schema>(
    endpoint: Endpoint<P, S> & { readonly rows: false },
    input: EndpointInput<P>,
    options: SendOptions,
    onIssue = this.settings.onIssue,
  ): Promise<{ readonly record: z.core.output<S>; readonly text: string }> {
    const answer = await this.#json(endpoint, input, options);
    const { schema, strict } = endpoint;
    const value = withSchemaNames(schema, answer.value);
    const whose = { endpoint: answer.request.label, id: answer.request.id, strict };
    const found = validRecord(schema, value, whose, onIssue);
    if (found === undefined) throw shapeError(answer, `the answer has another shape: ${explain(schema, value)}`);
    if (isForeign(schema, value)) throw shapeError(answer, 'the answer has another shape: none of its names is known');
    if (!isRequestedRecord(endpoint, input, found.record))
      throw shapeError(answer, 'the answer is not the requested record');
    return { record: found.record, text: answer.text };
  }

  /** Calls an endpoint that answers a list. Rows of another shape are skipped, and `onSkip` or `onIssue` is called. */
  async rows<P extends string, S extends Schema>(
    endpoint: Endpoint<P, S> & { readonly rows: true },
    input: EndpointInput<P>,
    options: SendOptions,
    onIssue: (issue: Issue) => void,
    onSkip = onIssue,
    onText?: (text: string) => void,
  ): Promise<z.core.output<S>[]> {
    const answer = await this.#json(endpoint, input, options);
    onText?.(answer.text);
    if (answer.value === null) return []; // null and [] mean the same
    if (!Array.isArray(answer.value)) throw shapeError(answer, 'the answer is not a list');
    const { id } = answer.request;
    const rows = validRows(
      endpoint.schema,
      answer.value,
      endpointLabel(endpoint),
      { onIssue, onSkip },
      { id, strict: endpoint.strict },
    );
    // A single row of another record is enough: the whole answer belongs to another request.
    if (!rows.every((row) => isRequestedRecord(endpoint, input, row)))
      throw shapeError(answer, 'the answer is the list of another record');
    return distinctRows(rows, endpoint.unique);
  }

  /**
   * Sends a request until it succeeds or must not be repeated. `read` converts the reply to the result; if it throws a
   * `BodyError`, the answer counts as unreadable.
   */
  async send<T>(request: OutgoingRequest, options: SendOptions, read: (reply: Reply) => T): Promise<T> {
    const headers = options.headers || request.headers ? headersOf(options.headers, request.headers) : undefined;
    const timeoutMs = Math.min(options.timeoutMs ?? this.settings.timeoutMs, MAX_TIMER_MS);
    const { signal = NEVER, linger, timeoutMs: ownTimeoutMs, retry } = options;
    const requestId = nextRequestId();
    return this.#repeat({ request, requestId, headers, timeoutMs, ownTimeoutMs, signal, linger, retry }, read);
  }

  /** Sends a request and parses the answer; its value is null if the record is missing. */
  async #json<P extends string>(endpoint: Endpoint<P>, input: EndpointInput<P>, options: SendOptions): Promise<Answer> {
    const request = toOutgoingRequest(this.settings, endpoint, input);
    try {
      const answer = await this.send(request, options, ({ text, status }) => {
        const value = isBare(status, text) && mayBeEmpty(endpoint) ? null : parseJson(text);
        if (isErrorObject(value)) throw new BodyError('the answer is an error in place of the record');
        return { endpoint, request, status, text, value: isNothing(endpoint, value) ? null : value };
      });
      if (endpoint.replay !== 'read') options.onAccepted?.();
      return answer;
    } catch (error) {
      if (endpoint.nothing === undefined || !isGone(error)) throw error;
      return { endpoint, request, status: error.status, text: '', value: null };
    }
  }

  async #repeat<T>(call: PendingCall, read: (reply: Reply) => T): Promise<T> {
    const { clock, onRetry } = this.settings;
    const { request, requestId, signal } = call;
    const limits = retryLimitsOf(this.settings, call.retry);
    let renewals = 0;
    let [forgiven, served] = [0, this.#pressure.served];
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#inTurn(call, attempt, read);
      if ('value' in outcome) return outcome.value;
      const { failure, reason, error, reply, token, number } = outcome;
      // Rejected before any work was done: the token is renewed, in addition to the limit.
      const isRefused = token !== undefined && failure.kind === 'status' && failure.status === 401;
      const renew = isRefused && (await this.#mayRenew(call, token, renewals));
      if (renew) {
        this.#session.drop(token);
        renewals += 1;
      }
      // Not counted either: the server serves others, and this request was only too much at the moment.
      const isServing = failure.kind === 'status' && failure.status === 429 && this.#pressure.served > served;
      if (isServing && limits.retryLimit > 0 && forgiven < MAX_FORGIVEN) forgiven += 1;
      served = this.#pressure.served;
      const tries = Math.max(1, attempt - renewals - forgiven);
      const waitMs = renew
        ? waitBeforeRenewal(renewals, Math.random())
        : waitBeforeRepeat(failure, request.replay, tries, limits, Math.random());
      if (number !== undefined && failure.kind === 'status' && [429, 503].includes(failure.status)) {
        this.#pressure.throttled(number, clock.now() + (waitMs ?? 0), failure.retryAfterMs !== null);
      }
      if (waitMs === null || (request.unrepeated === true && !renew)) {
        if (reply !== undefined) return read(reply);
        throw error;
      }
      onRetry({ requestId, endpoint: request.label, attempt, waitMs, reason });
      if (waitMs > 0) await this.#betweenAttempts(call, attempt, () => clock.sleep(waitMs, signal));
    }
  }

  /**
   * Whether a token that was refused is renewed. A second refusal has two causes: the key may not call this route, or
   * another client has renewed its own token, which ended this one. A read that succeeded before tells which.
   */
  async #mayRenew(call: PendingCall, token: string, renewals: number): Promise<boolean> {
    const request = this.#proof;
    if (renewals === 0 || call.request.anyStatus === true) return renewals === 0;
    if (request === undefined) return renewals < MAX_UNPROVEN_RENEWALS;
    if (renewals >= MAX_RENEWALS) return false;
    // A request of its own, so that in the events each one ends once.
    const proof = { ...call, request, requestId: nextRequestId(), headers: undefined };
    return !('value' in (await this.#try(proof, 1, token, () => undefined)));
  }

  /** Runs one attempt once a slot is free. The token is read only then, because it can expire while the call waits. */
  async #inTurn<T>(call: PendingCall, attempt: number, read: (reply: Reply) => T): Promise<Outcome<T>> {
    const { signal, request } = call;
    // The token exchange needs no slot: it must not queue behind slow requests.
    if (!request.authenticated) return this.#try(call, attempt, undefined, read);
    const leave = await this.#betweenAttempts(call, attempt - 1, () => this.#semaphore.acquire(signal));
    try {
      const token =
        this.#session.current ?? (await this.#betweenAttempts(call, attempt - 1, () => this.#token(call, attempt)));
      const pauseMs = this.#pressure.waitMs(this.settings.clock.now());
      if (pauseMs > 0) {
        await this.#betweenAttempts(call, attempt - 1, () => this.settings.clock.sleep(pauseMs, signal));
      }
      const number = this.#pressure.sent();
      const outcome = await this.#try(call, attempt, token, read);
      if (!('value' in outcome)) return { ...outcome, number };
      this.#pressure.succeeded();
      if (request.method === 'GET') this.#proof = request;
      return outcome;
    } finally {
      leave();
    }
  }

  /** Runs one step between attempts. An abort there cannot leave an unknown outcome. */
  async #betweenAttempts<T>(call: PendingCall, attempts: number, step: () => Promise<T>): Promise<T> {
    try {
      call.signal.throwIfAborted();
      return await step();
    } catch (error) {
      if (!call.signal.aborted) throw error;
      const { label, id } = call.request;
      throw new AbortedError({ endpoint: label, attempts, mayHaveBeenApplied: false, id }, call.signal.reason);
    }
  }

  /** Waits for the shared token exchange, but no longer than the caller's time limit. */
  #token({ request, signal, timeoutMs, ownTimeoutMs, retry }: PendingCall, attempt: number): Promise<string> {
    const { label: endpoint, id } = request;
    const late = { endpoint, attempts: attempt - 1, mayHaveBeenApplied: false, id, timeoutMs };
    return withDeadline(
      signal,
      ownTimeoutMs,
      (own) => this.#session.token(own, retry),
      () => new TimeoutError(late),
    );
  }

  async #try<T>(
    call: PendingCall,
    attempt: number,
    token: string | undefined,
    read: (reply: Reply) => T,
  ): Promise<Outcome<T>> {
    const { clock } = this.settings;
    const { request, requestId, timeoutMs } = call;
    const endpoint = request.label;
    const report = new AttemptReport(this.settings, { requestId, endpoint, attempt });
    const write = request.replay !== 'read';
    const written = (): void => (write ? this.settings.onWritten?.() : undefined);
    const controller = new AbortController();
    const { signal } = controller;
    let leave = (): void => undefined;
    // Raced against the exchange, because a custom fetch or a body may ignore the signal.
    const aborted = new Promise<never>((_, reject) => {
      leave = () => reject(call.signal.reason);
    });
    const abort = (): void => {
      controller.abort();
      leave();
    };
    aborted.catch(() => undefined);
    let inProgress: Promise<{ readonly status: number; readonly text: string | null }> | undefined;
    const stop = onAbort(call.signal, () => {
      if (inProgress === undefined || !write || call.linger === undefined) return abort();
      leave();
      const { ms, hold } = call.linger;
      const cut = (): void => controller.abort();
      hold(untilOver(inProgress, { ms, timeoutMs, cut, sleep: () => clock.sleep(ms, NEVER) }));
    });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      abort();
    }, timeoutMs);
    let attempts = attempt - 1;
    let status = 0;
    try {
      signal.throwIfAborted(); // it may have aborted after it acquired its slot
      attempts = attempt;
      report.sent();
      const exchange = this.#exchange(call, token, signal, report, (answered) => (status = answered));
      inProgress = exchange;
      exchange.then(written, written); // its caller may have left by then
      const { ok, headers, isWanted, text, url } = await Promise.race([exchange, aborted]);
      report.answered(status, () => describeAnswer(headers, text));
      const reply = { url, status, headers, text: text ?? '' };
      if (ok) return { value: read(reply) };
      const retryAfterMs = parseRetryAfter(headers.get('retry-after'), clock.now(), headers.get('date'));
      const throttled = isThrottling(status, text);
      const failure: Failure = { kind: 'status', status: throttled ? 429 : status, retryAfterMs };
      const facts = { ...requestFailure(request, failure, attempts), status, write, retryAfterMs, throttled };
      const hint = redirectHint(url, status, headers.get('location'));
      const known = hint ?? missingAccess(endpoint, failure.status);
      const error = toStatusError({ ...facts, hint: known, text: text?.slice(0, 4096) ?? null });
      return { failure, reason: `HTTP ${status}`, error, token, ...(isWanted ? { reply } : {}) };
    } catch (error) {
      if (error instanceof BodyError) {
        report.failed(error.message);
        const unreadable = !(error instanceof FinalBodyError);
        const facts = { endpoint, status, reason: error.message, mayHaveBeenApplied: write, unreadable };
        const shape = new ResponseShapeError({ ...facts, id: request.id });
        if (!unreadable) throw shape;
        return { failure: { kind: 'unreadable' }, reason: error.message, error: shape, token };
      }
      if (timedOut) {
        report.failed('timeout');
        const failure: Failure = { kind: 'timeout' };
        const late = new TimeoutError({ ...requestFailure(request, failure, attempts), timeoutMs });
        return { failure, reason: 'timeout', error: late, token };
      }
      if (call.signal.aborted) {
        report.failed('aborted');
        const failure: Failure = { kind: attempts < attempt ? 'not-sent' : 'reset' };
        throw new AbortedError(requestFailure(request, failure, attempts), call.signal.reason);
      }
      const system = systemErrorOf(error);
      const failure = failureOf(system);
      const code = connectionReason(system);
      const lost = new ConnectionError({ ...requestFailure(request, failure, attempts), reason: code });
      const reason = code ?? 'connection lost';
      report.failed(reason);
      return { failure, reason, error: lost, token };
    } finally {
      clearTimeout(timer);
      stop();
      written();
    }
  }

  /** Sends one request to where the server is and reads its complete answer. */
  async #exchange(
    call: PendingCall,
    token: string | undefined,
    signal: AbortSignal,
    report: AttemptReport,
    onStatus: (status: number) => void,
  ) {
    const { request } = call;
    const { maxBodyBytes } = this.settings;
    const send = (url: string): Promise<Response> => this.#fetch(call, url, token, signal, report);
    const answer = await this.#address.ask(request, async (start) => {
      const { response, url } = await sendFollowing(request, start, send);
      onStatus(response.status);
      return { url, ...(await readAnswer(response, request, maxBodyBytes)) };
    });
    onStatus(answer.status);
    return answer;
  }

  async #fetch(
    { request, headers }: PendingCall,
    url: string,
    token: string | undefined,
    signal: AbortSignal,
    report: AttemptReport,
  ): Promise<Response> {
    const init = toFetchInit(request, this.#headers(headers, request.body !== undefined, token), signal);
    const { apiUrl, fetch } = this.settings;
    report.show(() => describeRequest(apiUrl, request, init.headers));
    // Without `init`: ky would make a Request and a signal of it, which are not what is sent.
    return ky(url, {
      // ky decides by method and status, which is wrong here: see retry-rules.ts.
      retry: 0,
      timeout: false, // ky's timeout ends with the headers
      throwHttpErrors: false,
      // The global fetch is looked up late: a mock may be installed later.
      fetch: async () => checkResponse(await (fetch ?? globalThis.fetch)(url, init)),
    });
  }
}
