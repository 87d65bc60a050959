import { actionRoutes } from './actions.js';
import { type Integrations, backendOf } from './backend.js';
import { failure, success } from './envelope.js';
import { generalRoutes } from './general.js';
import { harmless, parse } from './parse.js';
import { readRoutes } from './reads.js';
import { RouteError } from './refusal.js';
import type { RouteCall, RouteKind } from './route.js';
import { createRouter } from './router.js';
import { unavailableRoutes } from './unavailable.js';

export type { Integrations, KomboBackend } from './backend.js';

/** A fetch function that answers Kombo's REST API; fits `HTTPClient({ fetcher })` of `@kombo-api/sdk`. */
export type KomboFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const route = createRouter([...readRoutes, ...actionRoutes, ...generalRoutes, ...unavailableRoutes]);

/** What is assumed of a request until its route is known: codes that both kinds of endpoints have. */
const UNROUTED: RouteKind = { writes: true, general: true };

/**
 * Makes a fetch function that answers Kombo's REST API in this process, from eRecruiter, for as many integrations as
 * there are. Each request is answered by the client of its `X-Integration-Id`, whatever its host and base path.
 *
 * It always answers: errors are Kombo's envelope, with statuses by which a request may be repeated safely. It rejects
 * only with the reason of the request's signal when that aborts.
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
      request = input instanceof Request && init === undefined ? input : new Request(input, init);
    } catch {
      return failure(new RouteError('PLATFORM.INPUT_INVALID', 'the request cannot be sent'), UNROUTED);
    }
    const { signal } = request;
    signal.throwIfAborted();
    let stop: (() => void) | undefined;
    const aborted = new Promise<never>((_, reject) => {
      const abort = (): void => reject(signal.reason);
      stop = () => signal.removeEventListener('abort', abort);
      signal.addEventListener('abort', abort, { once: true });
    });
    try {
      const response = await Promise.race([aborted, answer(request, integrations)]);
      // Asks the request itself, so that it lives until here: its signal follows the caller's no longer than that.
      request.signal.throwIfAborted();
      return response;
    } finally {
      stop?.();
    }
  };
}

/** Never rejects. */
async function answer(request: Request, integrations: Integrations): Promise<Response> {
  let kind = UNROUTED;
  try {
    const { pathname, searchParams } = new URL(request.url);
    const match = route(request.method, pathname);
    kind = match.route;
    return success(await match.route.run(callOf(request, match.params, searchParams, integrations)));
  } catch (error) {
    return failure(error, kind);
  }
}

function callOf(
  request: Request,
  params: ReadonlyMap<string, string>,
  search: URLSearchParams,
  integrations: Integrations,
): RouteCall {
  const warnings: { message: string }[] = [];
  const warn = (message: string): void => void warnings.push({ message });
  return {
    param: (name) => params.get(name) ?? '',
    query: (schema) => parse(schema, joined(search)),
    body: async (schema) => {
      const value = await jsonOf(request);
      const input = parse(schema, value);
      for (const key of Object.keys(Object(value))) {
        if (!Object.hasOwn(schema.shape, key)) warn(`${harmless(key)} is not supported and was left out`);
      }
      return input;
    },
    backend: (id = request.headers.get('x-integration-id') ?? '') => backendOf(integrations, id),
    options: { signal: request.signal },
    warnings,
    warn,
  };
}

/** Parameters by name; one that comes several times is a list. */
function joined(search: URLSearchParams): Record<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of search) found.set(name, found.has(name) ? `${found.get(name)},${value}` : value);
  return Object.fromEntries(found);
}

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text());
  } catch {
    throw new RouteError('PLATFORM.INPUT_INVALID', 'the body is not JSON');
  }
}
