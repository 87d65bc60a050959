import type { CallOptions, ERecruiter, RawEndpoint } from '../../src/index.js';
import { type RawBodyType, rawEndpoints, type RawParameter } from '../../src/raw/index.js';

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

/** An input of an endpoint, in full: every text is the given one. */
export function sampleInput(name: string, text: string): Record<string, unknown> {
  const { parameters, body } = RAW_ENDPOINTS[name] ?? {};
  const values = Object.entries(parameters ?? {}).map(([key, type]) => [key, sampleValue(typeOf(type), text)]);
  return { ...Object.fromEntries(values), ...(body ? { body: sampleBody(body, text) } : {}) };
}

/** The type of a parameter without its default. */
function typeOf(parameter: RawParameter): string {
  return (typeof parameter === 'string' ? parameter : parameter[0]).replace(/\?$/, '');
}

function sampleBody(body: RawBodyType, text: string): unknown {
  if (body === 'text') return text;
  if (body === 'json') return JSON.stringify({ text });
  return sampleValue(body, text);
}

function sampleValue(type: unknown, text: string): unknown {
  if (Array.isArray(type)) return [sampleValue(type[0], text)];
  if (typeof type === 'object' && type !== null) {
    return Object.fromEntries(Object.entries(type).map(([name, inner]) => [name, sampleValue(inner, text)]));
  }
  const bare = String(type).replace(/\?$/, '');
  const samples: Readonly<Record<string, unknown>> = {
    ...{ id: 7, int: 7, long: 7, float: 0.5, double: 0.5, bool: true, time: '2026-01-31T08:00:00', culture: 'de-AT' },
    ...{
      network: 'Xing',
      header: 'sha256=abc',
      base64: btoa(text),
      date: '2026-01-31T00:00:00',
      'text[]': [text],
      FlexDate: { Year: 2026 },
    },
    ...{ Gender: 1, GenderIdentity: 1, SalaryPeriodType: 1, MilitaryServiceType: 1, HistoryType: 0, NewJobStatus: 1 },
    ...{ VideoRecruitingProvider: 1, 'ApiKeyAccessLevel[]': [0, 17] },
  };
  return samples[bare] ?? text;
}
