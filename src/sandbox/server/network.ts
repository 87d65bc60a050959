import type { Binder } from './binder.js';
import { abortable } from '../data/clock.js';
import { createFaults, isProcessed, type Fault, type Faults, type SandboxRequest } from '../faults/faults.js';
import { createFront } from './front.js';
import type { Json } from '../data/json.js';
import { connectionError, exception, faultAnswer, html, json, respond, type Answer } from './respond.js';
import {
  NoInt32,
  RequestRefusal,
  callOf,
  findRoute,
  invalid,
  levelOf,
  type RouteMatch,
  type SandboxRoute,
} from './router.js';
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
  readonly refusedInPaths: readonly string[] | 'iis' | undefined;
  readonly maxBodyBytes: number;
  readonly errorDetail: boolean;
  readonly checksModelState: boolean;
  readonly bind: Binder;
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

const UNTYPED =
  'The request contains an entity body but no Content-Type header. ' +
  "The inferred media type 'application/octet-stream'";

interface Target {
  readonly path: string;
  /** What stands behind `/Api`; undefined when no route can be meant. */
  readonly segments: readonly string[] | undefined;
  readonly query: ReadonlyMap<string, string>;
}

/** A network with one server behind it. */
export function createNetwork(server: Server, routes: readonly SandboxRoute[], options: NetworkOptions): Network {
  const root = new URL(options.baseUrl.replace(/\/{1,64}$/, '').replace(/\/api$/i, ''));
  const prefix = root.pathname.replace(/\/$/, '').toLowerCase();
  const front = createFront(options.refusedInPaths);
  const isSlashLost = options.refusedInPaths === 'iis' || options.refusedInPaths?.includes('%2F') === true;
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
    const refusal = front(url);
    if (refusal !== undefined) return refusal;
    const inside = url.pathname.slice(prefix.length);
    if (!url.pathname.toLowerCase().startsWith(`${prefix}/`) || !/^\/api(?:\/|$)/i.test(inside)) {
      return html(404, 'Not Found');
    }
    const query = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
    const search = [...url.searchParams].map(([name, value]) => `${name}=${value}`).join('&');
    const segments = inside.replace(/\/$/, '').split('/').slice(1).map(toSegment);
    const path = `/${segments.join('/')}${search === '' ? '' : `?${search}`}`;
    return { path, segments: segments.includes('') ? undefined : segments.slice(1).flatMap(toParts), query };
  }

  function toSegment(raw: string): string {
    return decodeURIComponent(server.emailSearch.plusIsBlank === true ? raw.replaceAll('+', ' ') : raw);
  }

  function toParts(segment: string): string[] {
    return isSlashLost ? segment.split('/') : [segment];
  }

  function processed(
    request: Request,
    body: string,
    target: Target,
    found: RouteMatch | 404 | 405,
    authorized: boolean,
  ): Answer {
    const { errorDetail } = options;
    const refused = (status: number, Message: string, detail: Record<string, Json> = {}): Answer =>
      json(status, { Message, ...(errorDetail ? detail : {}) });
    try {
      if (found === 404) {
        const MessageDetail = `No action was found on the controller '${target.segments?.[0] ?? ''}'.`;
        return refused(404, `No HTTP resource was found that matches the request URI '${request.url}'.`, {
          MessageDetail,
        });
      }
      if (found === 405) {
        return refused(405, `The requested resource does not support http method '${request.method}'.`);
      }
      const { open = false, template, body: spec } = found.route;
      const level = levelOf(template);
      const isAllowed = level === undefined || (server.accessLevels?.includes(level) ?? true);
      if (!open && !(authorized && isAllowed)) throw unauthorized();
      if (spec !== undefined && body !== '') checkMediaType(request);
      const bound = spec === undefined ? { value: null, errors: [] } : options.bind(spec, body);
      if (options.checksModelState && bound.errors.length > 0) throw invalid(bound.errors);
      const call = callOf(found.params, target.query, bound.value, authorized);
      return json(200, found.route.run(call));
    } catch (error) {
      if (error instanceof RequestRefusal) return toAnswer(error);
      if (error instanceof NoInt32) return refused(400, 'The request is invalid.', { MessageDetail: error.message });
      return exception(error instanceof Error ? error.message : String(error), errorDetail);
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
    const body = request.body === null ? '' : await request.text();
    const isTooLarge = body.length * 3 > options.maxBodyBytes && byteLength(body) > options.maxBodyBytes;
    const target = isTooLarge ? html(404, '404.13 - Content length too large') : locate(address);
    const found =
      'status' in target || target.segments === undefined
        ? 404
        : findRoute(routes, method, target.segments, target.query);
    requests += 1;
    const path = 'status' in target ? address.pathname : target.path;
    const template = typeof found === 'number' ? null : found.route.template;
    const seen: SandboxRequest = { method, path, template, body, number: requests };
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
    const work = (): Answer => ('status' in target ? target : processed(request, body, target, found, authorized));
    if (fault?.commitLate !== undefined) late.push({ at: server.now() + fault.commitLate, run: work });
    if (fault?.kind === 'expired-token') server.tokens.delete(request.headers.get('X-ApiToken') ?? '');
    const done = fault === undefined || isProcessed(fault) ? work() : undefined;
    const given =
      fault !== undefined && isAnswered(fault)
        ? faultAnswer(fault, options.errorDetail)
        : (done ?? { status: 200, text: '' });
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

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function toAnswer({ status, body }: RequestRefusal): Answer {
  return body === undefined ? { status, text: '' } : json(status, body);
}

function checkMediaType(request: Request): void {
  const type = request.headers.get('content-type');
  if (/^(?:application|text)\/json\s*(?:;|$)/i.test(type ?? '')) return;
  const named = type === null ? UNTYPED : `The request entity's media type '${type.split(';')[0] ?? ''}'`;
  throw new RequestRefusal(415, { Message: `${named} is not supported for this resource.` });
}
