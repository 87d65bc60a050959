import type { CallOptions, ERecruiter, RawEndpoint } from '../../src/index.js';
import { rawEndpoints } from '../../src/raw/index.js';

/** The name of a raw endpoint. */
export type RawName = keyof typeof rawEndpoints;

/** Every raw endpoint, as data. */
export const RAW_ENDPOINTS: Readonly<Record<string, RawEndpoint<never, unknown>>> = rawEndpoints;

/** Every endpoint with its name. */
export const RAW_ENTRIES = Object.entries(RAW_ENDPOINTS).map(([name, endpoint]) => ({ name, ...endpoint }));

/** Calls an endpoint by its name with an input that TypeScript cannot check. */
export function callByName(client: ERecruiter, name: string, input: unknown, options?: CallOptions): Promise<unknown> {
  const endpoint = RAW_ENDPOINTS[name];
  if (endpoint === undefined) throw new Error(`no endpoint ${name}`);
  const loose: RawEndpoint<unknown, unknown> = {
    ...endpoint,
    prepare: (given, defaults) => Reflect.apply(endpoint.prepare, undefined, [given, defaults]),
  };
  return client.raw(loose, input, options);
}
