import { abortable } from './clock.js';
import { createFaults, isProcessed, type Fault, type Faults, type SandboxRequest } from './faults.js';
import { parseJson, type Json } from './json.js';
import { connectionError, exception, faultAnswer, html, json, respond, type Answer } from './respond.js';
import { Refusal, callOf, findRoute, invalid, type Match, type Route } from './router.js';
import { isAuthorized, unauthorized, type Server } from './server.js';

/** One request that reached the sandbox. */
export interface LogEntry extends SandboxRequest {
  /** The URL as it was sent. */
  readonly url: string;
  /** What was answered; 0 while there is no answer and when the connection failed. */
  status: number;
  /** The fault that it met. */
  readonly fault?: Fault['kind'];
}

/** How the network behaves. */
export interface NetworkOptions {
  readonly baseUrl: string;
  readonly latencyMs: number;
  readonly logLimit: number;
  readonly refusedInPaths: readonly string[];
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly faults: ((request: SandboxRequest) => Fault | undefined) | undefined;
}

/** The way to the server and what it saw. */
export interface Network {
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  readonly log: LogEntry[];
  readonly faults: Faults;
  counts(): { requests: number; inFlight: number };
  /** Does the late work that is due; all of it when forced. */
  commit(force?: boolean): void;
}

// Without latency everything happens in microtasks, and until the event loop turns no aborted signal is ever freed.
const TURN_EVERY = 100;
// Taken at once: fake timers that a test installs later would stop the sandbox.
const { setTimeout: start, clearTimeout: stop } = globalThis;

function turn(signal: AbortSignal): Promise<void> {
  return abortable(signal, (resolve) => {
    const timer = start(resolve, 0);
    return () => {
      stop(timer);
    };
  });
}

interface Target {
  readonly path: string;
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, string>;
}

/** A network with one server behind it. */
export function createNetwork(server: Server, routes: readonly Route[], options: NetworkOptions): Network {
  const root = new URL(options.baseUrl.replace(/\/{1,64}$/, '').replace(/\/api$/i, ''));
  const prefix = root.pathname.replace(/\/$/, '').toLowerCase();
  const faults = createFaults(options.faults);
  const log: LogEntry[] = [];
  let late: { at: number; run: () => void }[] = [];
  let requests = 0;
  let inFlight = 0;

  function commit(force = false): void {
    const due = late.filter((item) => force || item.at <= server.now());
    late = late.filter((item) => !due.includes(item));
    for (const item of due) item.run();
  }

  /** What a URL asks for, or the answer of a web server that does not let it through. */
  function locate(url: URL): Target | Answer {
    const raw = url.pathname.toLowerCase();
    const refused = options.refusedInPaths.find((item) => raw.includes(item.toLowerCase()));
    if (refused === '+' || refused?.toLowerCase() === '%2b') return html(404, '404.11 - Not Found: double escape');
    if (refused !== undefined) return html(400, 'A potentially dangerous Request.Path value was detected');
    const segments = decoded(url.pathname.slice(prefix.length));
    if (segments === undefined) return html(400, 'Bad Request');
    if (!raw.startsWith(`${prefix}/`) || segments[0]?.toLowerCase() !== 'api') return html(404, 'Not Found');
    const query = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
    const search = [...url.searchParams].map(([name, value]) => `${name}=${value}`).join('&');
    const path = `/${segments.join('/')}${search === '' ? '' : `?${search}`}`;
    return { path, segments: segments.slice(1), query };
  }

  function processed(
    request: Request,
    body: string,
    target: Target,
    match: Match | undefined,
    authorized: boolean,
  ): Answer {
    try {
      if (match?.route.open !== true && !authorized) throw unauthorized();
      if (match === undefined) return json(404, routeMiss(request.url, target.segments[0] ?? ''));
      const call = callOf(match.params, target.query, bodyOf(request, body), authorized);
      return json(200, match.route.run(call));
    } catch (error) {
      if (error instanceof Refusal) return json(error.status, error.body);
      const ExceptionMessage = error instanceof Error ? error.message : String(error);
      return json(500, exception(ExceptionMessage));
    }
  }

  async function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    // The signal of a Request follows the caller's only as long as the Request itself is held: take the first hand.
    const signal = init?.signal ?? request.signal;
    let open = true;
    const close = (): void => {
      if (open) inFlight -= 1;
      open = false;
    };
    inFlight += 1;
    try {
      signal.throwIfAborted();
      const response = await answer(request, signal, close);
      const location = response.headers.get('location');
      if (location === null || request.redirect === 'manual') return response;
      if (request.redirect === 'error') throw connectionError('unexpected redirect');
      return await fetch(new URL(location, request.url), { headers: request.headers, signal });
    } catch (error) {
      close();
      throw error;
    }
  }

  async function answer(request: Request, signal: AbortSignal, close: () => void): Promise<Response> {
    const { method, url } = request;
    const address = new URL(url);
    const target = locate(address);
    const found = 'segments' in target ? findRoute(routes, method, target.segments, target.query) : undefined;
    const body = request.body === null ? '' : await request.text();
    requests += 1;
    const path = 'segments' in target ? target.path : address.pathname;
    const seen: SandboxRequest = { method, path, template: found?.route.template ?? null, body, number: requests };
    const fault = faults.next(seen);
    const entry: LogEntry = { ...seen, url, status: 0, ...(fault === undefined ? {} : { fault: fault.kind }) };
    log.push(entry);
    if (log.length > options.logLimit) log.shift();

    if (address.origin !== root.origin) throw connectionError('ENOTFOUND');
    if (options.latencyMs > 0) await options.sleep(options.latencyMs, signal);
    else if (requests % TURN_EVERY === 0) await turn(signal);
    signal.throwIfAborted();
    commit();

    const authorized = isAuthorized(server, request.headers.get('X-ApiToken'));
    const work = (): Answer => ('segments' in target ? processed(request, body, target, found, authorized) : target);
    if (fault?.commitLate !== undefined) late.push({ at: server.now() + fault.commitLate, run: work });
    if (fault?.kind === 'expired-token') server.tokens.delete(request.headers.get('X-ApiToken') ?? '');
    const done = fault === undefined || isProcessed(fault) ? work() : undefined;
    const given = fault !== undefined && isAnswered(fault) ? faultAnswer(fault) : (done ?? { status: 200, text: '' });
    const response = await respond(given, fault, signal, options.sleep, close);
    entry.status = response.status;
    if (!isStreamed(fault)) close();
    return response;
  }

  return { fetch, log, faults, counts: () => ({ requests, inFlight }), commit };
}

function isAnswered({ kind }: Fault): boolean {
  return kind === 'status' || kind === '429' || kind === 'expired-token' || kind === 'html';
}

function isStreamed(fault: Fault | undefined): boolean {
  return fault !== undefined && ['timeout-body', 'reset-body', 'slow-body', 'huge'].includes(fault.kind);
}

function decoded(path: string): string[] | undefined {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function bodyOf(request: Request, text: string): Json {
  if (text === '') return null;
  const type = request.headers.get('content-type') ?? '';
  if (!/^(?:application|text)\/json\b/i.test(type)) {
    const Message = `The request entity's media type '${type}' is not supported for this resource.`;
    throw new Refusal(415, { Message });
  }
  try {
    return parseJson(text);
  } catch {
    throw invalid([['body', 'The body is not JSON.']]);
  }
}

function routeMiss(url: string, controller: string): Json {
  return {
    Message: `No HTTP resource was found that matches the request URI '${url}'.`,
    MessageDetail: `No action was found on the controller '${controller}' that matches the request.`,
  };
}
