import { InputError } from '../errors.js';
import type { CallOptions } from '../options.js';
import { isRecord } from '../schemas/walk.js';
import { endpointLabel, endpoints } from './endpoints.js';
import type { Transport } from './transport.js';

/** A request to any route of eRecruiter's API. */
export interface PassthroughInput {
  /** Only a GET is retried. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** Below `{root}/Api`, such as `/Applicant/Photo/150123`; free text in it must be percent-encoded. */
  readonly path: string;
  /** Query parameters. */
  readonly params?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Sent as JSON; a string is sent unchanged. */
  readonly data?: unknown;
  /** Additional headers; the client adds the token. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** True returns the body as base64 text, for files. */
  readonly response_as_base64?: boolean | undefined;
}

/** eRecruiter's answer, whatever its status. */
export interface PassthroughResult {
  /** The requested address: https if the server redirects there from http. It can contain personal data. */
  readonly url: string;
  /** The HTTP status. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed if it is JSON, otherwise text; base64 on request; undefined if it is empty. */
  readonly data: unknown;
}

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] satisfies PassthroughInput['method'][];
const TEMPLATES = Object.values(endpoints).map(({ path }) => path);

/**
 * Calls any route below the API's root, authenticated. A GET is retried like other reads; everything else is sent once.
 * Every status is a result; only a missing answer is an error.
 */
export function passthrough(
  transport: Transport,
  input: PassthroughInput,
  options: CallOptions,
): Promise<PassthroughResult> {
  if (!isRecord(input)) throw mistyped(input, 'input', 'an object');
  const { method, path, params = {}, data, headers, response_as_base64: asBase64 = false } = input;
  checkValues('params', params, ['string', 'number', 'boolean'], 'texts, numbers and booleans');
  checkValues('headers', headers ?? {}, ['string'], 'texts');
  if (!METHODS.includes(method)) {
    if (isMissing(method)) throw mistyped(method, 'method', '');
    throw new InputError([{ code: 'invalid_value', path: 'method', message: `must be one of ${METHODS.join(', ')}` }]);
  }
  const url = urlOf(transport.settings.apiUrl, path, params);
  const body = data === undefined || typeof data === 'string' ? data : toJson(data);
  if (method === 'GET' && body !== undefined) {
    throw new InputError([{ code: 'not_allowed', path: 'data', message: 'must be left out: a GET has no body' }]);
  }
  return transport.send(
    {
      label: pathLabel(method, path, TEMPLATES),
      id: null,
      method,
      url,
      replay: method === 'GET' ? 'read' : 'once',
      authenticated: true,
      anyStatus: true,
      unrepeated: method !== 'GET',
      asBase64,
      ...(body === undefined ? {} : { body }),
      ...(headers === undefined ? {} : { headers }),
    },
    options,
    (reply) => ({
      url: reply.url,
      status: reply.status,
      headers: plainHeaders(reply.headers),
      data: reply.text === '' ? undefined : asBase64 ? reply.text : parsed(reply.text),
    }),
  );
}

/**
 * Checks an object of values. Headers, URLSearchParams and Maps have no properties of their own: what they hold would
 * not be sent. The names are not repeated, since they can be values as well.
 */
function checkValues(path: string, given: unknown, types: readonly string[], what: string): void {
  const isPlain = isRecord(given) && !(Symbol.iterator in given);
  if (isPlain && Object.values(given).every((value) => types.includes(typeof value))) return;
  const message = isPlain ? `must have ${what} only` : 'must be a plain object, such as Object.fromEntries(…)';
  throw new InputError([{ code: 'invalid_type', path, message }]);
}

/** Converts a value to JSON. Throws an `InputError` for what JSON has no text for, or would write as `{}`. */
function toJson(data: unknown): string {
  const json = isOpaque(data) ? undefined : jsonTextOf(data);
  if (json !== undefined) return json;
  throw new InputError([{ code: 'invalid_type', path: 'data', message: 'cannot be written as JSON' }]);
}

function jsonTextOf(data: unknown): string | undefined {
  try {
    return JSON.stringify(data);
  } catch {
    return undefined; // a circle or a BigInt
  }
}

/** Whether an object keeps what it holds from JSON: forms, maps, bytes. */
function isOpaque(data: unknown): boolean {
  if (!isRecord(data) || 'toJSON' in data) return false;
  return Symbol.iterator in data || /^\[object (?:ArrayBuffer|Blob|File)\]$/.test(Object.prototype.toString.call(data));
}

function urlOf(apiUrl: string, path: string, params: NonNullable<PassthroughInput['params']>): string {
  if (typeof path !== 'string') throw mistyped(path, 'path', 'a text');
  const relative = path.replace(/^\//, '');
  const [route = '', ...query] = relative.split('?');
  // A server may decode the path twice, which could lead out of the API.
  const isInside =
    /^[^\\#\s\p{Cc}]{0,4096}$/u.test(relative) &&
    !/^\/|^[a-z][a-z\d+.-]*:/i.test(relative) &&
    !/%(2f|5c|2e|25|00)/i.test(route);
  if (!isInside || route.split('/').some((segment) => segment === '.' || segment === '..')) {
    throw new InputError([{ code: 'not_allowed', path: 'path', message: 'must be a path below the API’s root' }]);
  }
  const search = new URLSearchParams(query.join('?'));
  for (const [name, value] of Object.entries(params)) search.append(name, String(value));
  return `${apiUrl}/${route}${search.size === 0 ? '' : `?${search.toString()}`}`;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function mistyped(value: unknown, path: string, wanted: string): InputError {
  return isMissing(value)
    ? new InputError([{ code: 'required', path, message: 'is required' }])
    : new InputError([{ code: 'invalid_type', path, message: `must be ${wanted}` }]);
}

function plainHeaders(headers: Headers): Record<string, string> {
  const entries: [string, string][] = [];
  headers.forEach((value, name) => entries.push([name.toLowerCase(), value]));
  return Object.fromEntries(entries);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Returns the label of a free path: words of known routes stay, the rest (ids, emails, names) becomes `{…}`. */
export function pathLabel(method: string, path: string, templates: Iterable<string>): string {
  const words = new Set(Array.from(templates, (template) => template.toLowerCase().split('/')).flat());
  const shown = path
    .replace(/\?.*/s, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => (words.has(segment.toLowerCase()) && !segment.startsWith('{') ? segment : '{…}'));
  return endpointLabel({ method, path: shown.join('/') });
}
