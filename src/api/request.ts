import { InputError } from '../errors.js';
import { type FetchInit, isHeader, type TransportSettings } from '../options.js';
import { type Endpoint, endpointLabel } from './endpoints.js';
import type { ReplayRule } from './retry-rules.js';
import { userAgent } from './user-agent.js';

/** The value of one path segment or query parameter. */
export type UrlValue = string | number | boolean;

/** The names in braces of a path template. */
export type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;

/** The input of a call to an endpoint. */
export interface EndpointInput<Path extends string> {
  readonly path?: Readonly<Record<PathNames<Path>, UrlValue>>;
  readonly query?: Readonly<Record<string, UrlValue | undefined>>;
  /** Characters that are not escaped in path values. */
  readonly literal?: string;
  /** The body as JSON text, so that the caller decides how numbers are written. */
  readonly json?: string;
}

/** One complete request, ready to be sent any number of times. */
export interface OutgoingRequest {
  /** Its label in errors and logs. */
  readonly label: string;
  /** eRecruiter's number of the requested record; null if there is none. */
  readonly id: string | null;
  readonly method: string;
  readonly url: string;
  readonly replay: ReplayRule;
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** False for the token exchange only. */
  readonly authenticated: boolean;
  /** True if every status is a result, not a failure: the caller checks it. */
  readonly anyStatus?: boolean | undefined;
  /** True if the request is never retried, even if it was certainly not applied. */
  readonly unrepeated?: boolean | undefined;
  /** True reads the body as base64. */
  readonly asBase64?: boolean | undefined;
}

/** A complete answer. */
export interface Reply {
  /** Where the answer came from. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  /** The body; base64 if the request asks for it. */
  readonly text: string;
}

/** Creates the request to an endpoint. */
export function toOutgoingRequest<P extends string>(
  settings: TransportSettings,
  endpoint: Endpoint<P>,
  input: EndpointInput<P>,
): OutgoingRequest {
  const path = fillPath(endpoint.path, { ...input.path }, input.literal);
  const query = fillQuery(endpoint.query, { ...input.query });
  if (path === undefined || query === undefined) {
    throw new InputError([
      { code: 'not_allowed', path: endpointLabel(endpoint), message: 'a value cannot be part of a URL' },
    ]);
  }
  return {
    label: endpointLabel(endpoint),
    id: recordNumber({ ...input.path }),
    method: endpoint.method,
    url: `${settings.apiUrl}/${path}${query}`,
    replay: endpoint.replay,
    authenticated: true,
    ...(input.json === undefined ? {} : { body: input.json }),
  };
}

/** Returns the first number among path values. Texts are addresses and names, which no error shows. */
function recordNumber(path: Readonly<Record<string, UrlValue>>): string | null {
  const number = Object.values(path).find((value) => typeof value === 'number');
  return number === undefined ? null : String(number);
}

/**
 * Fills a path template. Each value becomes one segment, escaped except for the `literal` characters. Undefined if a
 * value cannot be a segment: URL parsers resolve `.` and `..`, even escaped.
 */
export function fillPath(
  template: string,
  values: Readonly<Record<string, UrlValue>>,
  literal = '',
): string | undefined {
  const known = new Map(Object.entries(values));
  let usable = true;
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const segment = escapeSegment(String(known.get(name) ?? ''), literal);
    usable &&= segment !== undefined;
    return segment ?? '';
  });
  return usable ? path : undefined;
}

function escapeSegment(text: string, literal: string): string | undefined {
  if (text === '' || text === '.' || text === '..' || !text.isWellFormed()) return undefined;
  if (literal === '') return encodeURIComponent(text);
  return Array.from(text, (char) => (literal.includes(char) ? char : encodeURIComponent(char))).join('');
}

/**
 * Writes a query in the given order. Undefined values are omitted; empty texts are sent, because some routes need the
 * bare name. Undefined if a value cannot be encoded: half a surrogate pair.
 */
export function fillQuery(
  names: readonly string[],
  values: Readonly<Record<string, UrlValue | undefined>>,
): string | undefined {
  const known = new Map(Object.entries(values));
  let query = '';
  for (const name of names) {
    const value = known.get(name);
    if (value === undefined) continue;
    const text = String(value);
    if (!text.isWellFormed()) return undefined;
    query += `${query === '' ? '?' : '&'}${name}=${encodeURIComponent(text)}`;
  }
  return query;
}

/** Merges headers; later ones win. Throws an `InputError` for an invalid header. */
export function headersOf(...records: readonly (Readonly<Record<string, string>> | undefined)[]): Headers {
  const headers = new Headers();
  for (const [name, value] of records.flatMap((record) => Object.entries(record ?? {}))) {
    if (!isHeader(name, value)) {
      throw new InputError([
        { code: 'invalid_format', path: 'headers', message: 'a name or value is not allowed in a header' },
      ]);
    }
    headers.set(name, value);
  }
  return headers;
}

/**
 * Returns a function that builds the headers of a client's requests as plain values, which must not be changed. `own`
 * are those of the call; most requests have none and no body, and share what is built once for each token.
 */
export function createHeaders(client: Readonly<Record<string, string>> | undefined) {
  const build = (own: Headers | undefined, hasBody: boolean, token: string | undefined): Record<string, string> => {
    const headers = headersOf(client, own && Object.fromEntries(own));
    headers.set('accept', 'application/json');
    if (hasBody && !headers.has('content-type')) headers.set('content-type', 'application/json; charset=utf-8');
    const agent = userAgent();
    if (agent !== undefined && !headers.has('user-agent')) headers.set('user-agent', agent);
    if (token === undefined) headers.delete('X-ApiToken');
    else headers.set('X-ApiToken', token);
    return Object.fromEntries(headers);
  };
  let common: Readonly<Record<string, string>> | undefined;
  let commonToken: string | undefined;
  return (own: Headers | undefined, hasBody: boolean, token: string | undefined): Readonly<Record<string, string>> => {
    if (own !== undefined || hasBody) return build(own, hasBody, token);
    if (common === undefined || token !== commonToken) common = build(own, hasBody, (commonToken = token));
    return common;
  };
}

/**
 * Builds the second argument of `fetch`. Plain values only: the fetch of another package rejects a Request or Headers
 * of this one.
 */
export function toFetchInit(
  { method, body }: OutgoingRequest,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): FetchInit {
  return {
    method,
    headers: { ...headers }, // a fetch function may change them
    ...(body === undefined ? {} : { body }),
    signal,
    // fetch would send X-ApiToken to the host of a redirect.
    redirect: 'manual',
  };
}
