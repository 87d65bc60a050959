import { InputError } from '../errors.js';
import * as bodies from './bodies.js';
import { TOOL } from './coverage.js';
import { integrationRoutes } from './integrations.js';
import * as queries from './queries.js';
import { RouteError } from './refusal.js';
import type { RouteCall, Reply, Route } from './route.js';

const CATEGORIES: ReadonlyMap<string, readonly object[]> = new Map([
  ['ats', [TOOL]],
  ['hris', []],
  ['assessment', []],
  ['lms', []],
]);

/** The endpoints that belong to no unified model. */
export const generalRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/check-api-key',
    writes: false,
    general: true,
    // There is no key to check: whoever holds the function may call it.
    run: () => ({ data: { environment_id: 'erecruiter-kombo' } }),
  },
  {
    method: 'GET',
    path: '/tools/{category}',
    writes: false,
    general: true,
    run: (call) => {
      call.query(queries.none);
      const tools = CATEGORIES.get(call.param('category'));
      if (tools === undefined) throw new RouteError('PLATFORM.INPUT_INVALID', 'there is no such category', 404);
      return { data: { tools } };
    },
  },
  { method: 'POST', path: '/passthrough/{tool}/{api}', writes: true, general: true, run: passThrough },
  {
    method: 'POST',
    path: '/force-sync',
    writes: false,
    general: true,
    run: async (call) => {
      const { type } = await call.body(bodies.syncRequest);
      await call.backend();
      // Reads are live: as soon as this is answered everything is as fresh as it can be.
      return { data: { already_queued: false, sync_id: crypto.randomUUID(), type } };
    },
  },
  ...integrationRoutes,
];

async function passThrough(call: RouteCall): Promise<Reply> {
  if (call.param('tool') !== 'erecruiter' || call.param('api') !== 'api') {
    throw new RouteError('PLATFORM.INPUT_INVALID', 'only the API `api` of the tool `erecruiter` is here', 404);
  }
  const { multipart_form_data: parts, ...input } = await call.body(bodies.rawRequest);
  if (parts !== undefined) {
    throw new InputError([{ path: 'multipart_form_data', message: 'eRecruiter takes JSON only' }]);
  }
  const data = await (await call.backend()).passthrough(input, call.options);
  return { data, warnings: call.warnings };
}
