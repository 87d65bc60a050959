/**
 * Kombo's REST API, answered in your process from eRecruiter, so that code on `@kombo-api/sdk` runs unchanged:
 * {@link createKomboFetch}.
 *
 * @module erecruiter-kombo/kombo-api
 */
import { unlessAborted } from '../flow/abort.js';
import { toOwnRequest } from '../flow/own-request.js';
import { findBackend, type Integrations } from './backend.js';
import { failureResponse, successResponse } from './envelope.js';
import { parseBody, parseQuery } from './input.js';
import { type RouteCall, type RouteKind, createRouter } from './router.js';
import { RouteError } from './route-error.js';
import { routes } from './routes.js';

export type { Integrations, KomboBackend } from './backend.js';

/** A fetch function that answers Kombo's REST API; fits `HTTPClient({ fetcher })` of `@kombo-api/sdk`. */
export type KomboFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const routeOf = createRouter(routes);

/** The kind of a request until its route is known: its codes and statuses are right for every endpoint. */
const UNROUTED: RouteKind = { writes: true, general: true };

/**
 * Creates a fetch function that answers Kombo's REST API in this process, live from eRecruiter, for any number of
 * integrations. The client of the request's `X-Integration-Id` answers; host and base path are ignored.
 *
 * Errors are responses, too: Kombo's error envelope, with a status that is safe to retry by. The function rejects only
 * when the request's signal aborts, with the reason of that signal.
 *
 * @param integrations - The clients by integration id, or a function that finds them.
 *
 * @example
 * ```ts
 * import { HTTPClient, Kombo } from '@kombo-api/sdk';
 * import { ERecruiter } from 'erecruiter-kombo';
 * import { createKomboFetch } from 'erecruiter-kombo/kombo-api';
 * import { createSandbox } from 'erecruiter-kombo/sandbox';
 *
 * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
 * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
 *
 * const kombo = new Kombo({
 *   integration_id: 'erecruiter:acme',
 *   http_client: new HTTPClient({ fetcher: createKomboFetch({ 'erecruiter:acme': erecruiter }) }),
 * });
 * for await (const page of await kombo.ats.getJobs({ page_size: 5 })) {
 *   for (const job of page.result.data.results) console.log(job.name);
 * }
 * ```
 */
export function createKomboFetch(integrations: Integrations): KomboFetch {
  return async (input, init) => {
    let request: Request;
    try {
      request = await toOwnRequest(input, init);
    } catch {
      return failureResponse(new RouteError('PLATFORM.INPUT_INVALID', 'the request cannot be sent'), UNROUTED);
    }
    request.signal.throwIfAborted();
    const response = await unlessAborted(responseTo(request, integrations), request.signal);
    // Also keeps the request alive until here: its signal follows the caller's only while the request is referenced.
    request.signal.throwIfAborted();
    return response;
  };
}

/** Never rejects. */
async function responseTo(request: Request, integrations: Integrations): Promise<Response> {
  let kind = UNROUTED;
  try {
    const { pathname, searchParams } = new URL(request.url);
    const match = routeOf(request.method, pathname);
    kind = match.route;
    return successResponse(await match.route.run(createRouteCall(request, match.params, searchParams, integrations)));
  } catch (error) {
    return failureResponse(error, kind);
  }
}

function createRouteCall(
  request: Request,
  params: ReadonlyMap<string, string>,
  search: URLSearchParams,
  integrations: Integrations,
): RouteCall {
  const warnings: { message: string }[] = [];
  const warn = (message: string): void => void warnings.push({ message });
  return {
    param: (name) => params.get(name) ?? '',
    query: (schema) => parseQuery(schema, search),
    body: async (schema) => parseBody(schema, await jsonOf(request), params, warn),
    backend: (id = request.headers.get('x-integration-id') ?? '') => findBackend(integrations, id),
    options: { signal: request.signal },
    warnings,
    warn,
  };
}

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text());
  } catch {
    throw new RouteError('PLATFORM.INPUT_INVALID', 'the body is not JSON');
  }
}
