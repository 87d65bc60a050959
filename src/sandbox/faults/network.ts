import { unlessAborted } from '../../flow/abort.js';
import { toOwnRequest } from '../../flow/own-request.js';
import { REAL_TIMERS } from '../../flow/pace.js';
import type { ServerDialect } from '../dialect/dialect.js';
import type { SandboxServer } from '../server/call.js';
import type { ServerAnswer } from '../server/answers.js';
import { createWebApi, isValidToken } from '../server/web-api.js';
import { createFaults, isProcessed, type Fault, type Faults, type SandboxRequest } from './faults.js';
import { connectionError, faultAnswer, respond } from './respond.js';

/** A request that the sandbox has received. */
export interface LogEntry extends SandboxRequest {
  /** The URL as it was sent. */
  readonly url: string;
  /** The status of the answer; 0 until there is one and if the connection failed. */
  status: number;
  /** The fault that happened to it, if any. */
  readonly fault?: Fault['kind'];
}

/** The network between a client and the server, with a log of its requests. */
export interface Network {
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  readonly log: LogEntry[];
  readonly faults: Faults;
  counts(): { requests: number; inFlight: number };
  /** Processes the delayed requests that are due, or all of them. */
  commit(isForced?: boolean): void;
}

// Without latency everything happens in microtasks, but an aborted signal is only freed in a new turn of the event
// loop.
const TURN_EVERY = 100;

/** Waits that many milliseconds, or rejects with the signal's reason. */
async function sleepFor(ms: number, signal?: AbortSignal, timers?: typeof REAL_TIMERS): Promise<void> {
  signal?.throwIfAborted();
  const { setTimeout: start, clearTimeout: stop } = timers ?? globalThis;
  let timer: ReturnType<typeof start> | undefined;
  const wait = new Promise<void>((resolve) => {
    timer = start(resolve, ms);
  });
  try {
    await (signal === undefined ? wait : unlessAborted(wait, signal));
  } finally {
    stop(timer);
  }
}

/** Creates a network with one server behind it. */
export function createNetwork(server: SandboxServer, dialect: ServerDialect): Network {
  const { settings, tokens } = server;
  const { now, sleep = sleepFor } = settings;
  const api = createWebApi(server, dialect);
  const faults = createFaults(settings.faults);
  const log: LogEntry[] = [];
  let late: { at: number; run: () => void }[] = [];
  let requests = 0;
  let inFlight = 0;

  function commit(isForced = false): void {
    const due = late.filter((item) => isForced || item.at <= now());
    late = late.filter((item) => !due.includes(item));
    for (const item of due) item.run();
  }

  async function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const given = toOwnRequest(input, init);
    const request = given instanceof Request ? given : await given;
    // A Request's own signal follows the caller's only while the Request is referenced, so the caller's is used.
    const signal = init?.signal ?? request.signal;
    let isOpen = true;
    const close = (): void => {
      if (isOpen) inFlight -= 1;
      isOpen = false;
    };
    inFlight += 1;
    try {
      signal.throwIfAborted();
      const response = await answer(request, signal, close);
      const location = response.headers.get('location');
      if (location === null || request.redirect === 'manual') return response;
      if (request.redirect === 'error') throw connectionError('unexpected redirect');
      const kept = response.status >= 307 ? { method: request.method, body: init?.body ?? null } : {};
      return await fetch(new URL(location, request.url), { headers: request.headers, signal, ...kept });
    } catch (error) {
      close();
      throw error;
    }
  }

  async function answer(request: Request, signal: AbortSignal, close: () => void): Promise<Response> {
    const { method, url } = request;
    const body = request.body === null ? '' : await request.text();
    const arrived = api.receive(request, body);
    requests += 1;
    const seen: SandboxRequest = { method, path: arrived.path, template: arrived.template, body, number: requests };
    const fault = faults.next(seen);
    const entry: LogEntry = { ...seen, url, status: 0, ...(fault === undefined ? {} : { fault: fault.kind }) };
    log.push(entry);
    if (log.length > settings.logLimit) log.shift();

    if (!api.origins.includes(new URL(url).origin)) throw connectionError('ENOTFOUND');
    if (settings.latencyMs > 0) await sleep(settings.latencyMs, signal);
    else if (requests % TURN_EVERY === 0) await sleepFor(0, signal, REAL_TIMERS);
    signal.throwIfAborted();
    commit();

    const token = request.headers.get('X-ApiToken') ?? '';
    const isAuthorized = isValidToken(server, token);
    const work = () => arrived.process(isAuthorized);
    if (fault?.commitLate !== undefined) late.push({ at: now() + fault.commitLate, run: work });
    if (fault?.kind === 'expired-token') tokens.delete(token);
    const stopped = await stopAt(url, signal);
    const done = stopped ?? (fault === undefined || isProcessed(fault) ? work() : { status: 200, text: '' });
    const given = (fault && faultAnswer(fault, settings.errorDetail)) ?? done;
    const response = await respond(dialect.dress(given), fault, signal, sleep, close);
    entry.status = response.status;
    return response;
  }

  /** Returns the answer of what stands in front of the server, if it does not let the request pass. */
  async function stopAt(url: string, signal: AbortSignal): Promise<ServerAnswer | undefined> {
    const view = { url: new URL(url), number: requests, inFlight, now: now(), root: api.root };
    const stop = dialect.pass(view);
    if (stop === 'dropped') throw connectionError('ECONNRESET');
    if (typeof stop !== 'number') return stop;
    await sleep(stop, signal);
    return undefined;
  }

  return { fetch, log, faults, counts: () => ({ requests, inFlight }), commit };
}
