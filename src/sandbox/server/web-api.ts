import { RequestRefusal, invalidBody, unauthorized, unhandledException, type ServerAnswer } from './answers.js';
import type { Json } from '../data/json.js';
import type { ServerDialect } from '../dialect/dialect.js';
import { createBinder } from './binder.js';
import type { SandboxServer } from './call.js';
import { accessLevelOf, createCall, findRoute, type RouteMatch } from './router.js';
import { createWebServer, type RequestTarget } from './web-server.js';

/** A request that has arrived. */
interface ArrivedRequest {
  /** Path and query, decoded, from `/Api` on. */
  readonly path: string;
  /** The template of the route that matches, such as `Applicant/{applicantId}`; null if none does. */
  readonly template: string | null;
  /** Processes the request, at once or later, with the authorization that it had when it arrived. */
  process(isAuthorized: boolean): ServerAnswer;
}

/** The server's side of the network. */
export interface WebApi {
  /** Where it is reached. */
  readonly origins: readonly string[];
  /** The path of the root, in lower case. */
  readonly root: string;
  receive(request: Request, body: string): ArrivedRequest;
}

const UNTYPED =
  'The request contains an entity body but no Content-Type header. ' +
  "The inferred media type 'application/octet-stream'";

/** Creates an eRecruiter: routing, authorization, binding of bodies, and errors. */
export function createWebApi(server: SandboxServer, dialect: ServerDialect): WebApi {
  const { settings } = server;
  const { origin, root, locate } = createWebServer(settings);
  const bind = createBinder(dialect.inbound, settings.normalise, Object.keys(settings.newerProperties));

  function run(request: Request, body: string, target: RequestTarget, found: RouteMatch, isAuthorized: boolean): Json {
    const { isOpen = false, template, body: spec, run: handle } = found.route;
    const level = accessLevelOf(template);
    const isAllowed = level === undefined || (settings.accessLevels?.includes(level) ?? true);
    if (!isOpen && !isAuthorized) throw unauthorized();
    if (!isAllowed) throw dialect.levelRefusal();
    if (spec !== undefined && body !== '') checkMediaType(request);
    const bound = spec === undefined ? { value: null, errors: [] } : bind(spec, body);
    if (settings.checksModelState && bound.errors.length > 0) throw invalidBody(bound.errors);
    const stored = spec === 'Applicant' ? server.store.read(Number(found.params['applicantId'] ?? 0))?.core : undefined;
    const value = spec === undefined ? null : dialect.bodyOf(bound.value, readSentBody(body), spec, stored);
    if (value === undefined) return bound.value;
    const call = createCall(server, found.params, target.query, value, isAuthorized);
    const answer = dialect.handlerOf(`${request.method} ${template}`, handle)(call);
    const { isChange, ids } = call.outcome;
    if (request.method !== 'GET' && !isOpen && isChange) {
      server.writes.push({ method: request.method, template, ids, body: readSentBody(body) });
    }
    return answer;
  }

  return {
    origins: dialect.isHttpToo ? [origin, origin.replace('https:', 'http:')] : [origin],
    root,
    receive(request, body) {
      const address = new URL(request.url);
      const target = locate(address, body);
      if ('status' in target) return { path: address.pathname, template: null, process: () => target };
      const { path, segments, query } = target;
      const found = segments === undefined ? 404 : findRoute(request.method, segments, query);
      return {
        path,
        template: typeof found === 'number' ? null : found.route.template,
        process(isAuthorized) {
          try {
            if (found === 404) throw noRoute(request.url, segments?.[0] ?? '');
            if (found === 405) throw noVerb(request.method);
            const value = run(request, body, target, found, isAuthorized);
            return dialect.answer(request.method, found.route.template, value);
          } catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            const refusal = error instanceof RequestRefusal ? error : unhandledException(message);
            return dialect.refuse(refusal);
          }
        },
      };
    },
  };
}

/** Whether a token was issued and has not expired. */
export function isValidToken(server: SandboxServer, token: string): boolean {
  return (server.tokens.get(token) ?? -Infinity) > server.settings.now();
}

function readSentBody(body: string): Json {
  try {
    return body === '' ? null : JSON.parse(body);
  } catch {
    return body;
  }
}

function noRoute(url: string, controller: string): RequestRefusal {
  const Message = `No HTTP resource was found that matches the request URI '${url}'.`;
  const MessageDetail = `No action was found on the controller '${controller}'.`;
  return new RequestRefusal(404, { Message }, { MessageDetail });
}

function noVerb(method: string): RequestRefusal {
  return new RequestRefusal(405, { Message: `The requested resource does not support http method '${method}'.` });
}

function checkMediaType(request: Request): void {
  const type = request.headers.get('content-type');
  if (/^(?:application|text)\/json\s*(?:;|$)/i.test(type ?? '')) return;
  const named = type === null ? UNTYPED : `The request entity's media type '${type.split(';')[0] ?? ''}'`;
  throw new RequestRefusal(415, { Message: `${named} is not supported for this resource.` });
}
