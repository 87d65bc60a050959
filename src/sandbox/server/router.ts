import type { BodySpec } from './binder.js';
import { isRow, type Json, type JsonObject } from '../data/json.js';
import type { AccessLevel } from '../options.js';

/** An answer other than 200. */
export class RequestRefusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    /** Undefined for an empty body. */
    readonly body?: Json,
  ) {
    super(`refused with ${String(status)}`);
  }
}

/** A path parameter that is no 32-bit integer. */
export class NoInt32 extends Error {
  override readonly name = 'NoInt32';

  constructor(readonly parameter: string) {
    super(`The parameters dictionary contains a null entry for parameter '${parameter}' of type 'System.Int32'.`);
  }
}

/** A request that has found its route. */
export interface SandboxCall {
  param(name: string): string;
  /** A path parameter that is an integer. */
  id(name: string): number;
  /** A query parameter, its name in any case. */
  query(name: string): string | undefined;
  /** The body, bound to what the route takes. */
  readonly body: Json;
  readonly authorized: boolean;
  /** The body as an object. */
  record(): JsonObject;
  /** The body as a list of objects. */
  records(): readonly JsonObject[];
}

/** One route; `needs` are the query parameters without which it is not found. */
export interface SandboxRoute {
  readonly method: string;
  readonly template: string;
  readonly needs?: readonly string[];
  /** Whether it is answered without a token. */
  readonly open?: boolean;
  /** What its body is bound to; without it a body is ignored. */
  readonly body?: BodySpec;
  run(call: SandboxCall): Json;
}

/** A route with its path parameters. */
export interface RouteMatch {
  readonly route: SandboxRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** The answer to what is not there: without text, an action that finds nothing answers with nothing. */
export function notFound(message?: string): RequestRefusal {
  return new RequestRefusal(404, message === undefined ? undefined : { Message: message });
}

/** The answer to a body that is refused for members of it. */
export function invalid(errors: readonly (readonly [name: string, message: string])[]): RequestRefusal {
  const state = Object.fromEntries(errors.map(([name, message]) => [name, [message]]));
  return new RequestRefusal(400, { Message: 'The request is invalid.', ModelState: state });
}

/** Routes of eRecruiter that the sandbox lacks, where another of its routes has the same form. */
const ABSENT = [
  '* Mandator/ApiKey',
  '* Mandator/ApiKeys',
  'PUT Mandator',
  'GET Applicant',
  'POST Applicant/RequestPassword',
  'POST Applicant/SetPassword',
  'POST Mandator/{mandatorId}',
  'DELETE Mandator/{mandatorId}',
  'POST User/{userId}',
  'DELETE User/{userId}',
];

/** The first route that fits, names in any case; without one the status that a server answers with. */
export function findRoute(
  routes: readonly SandboxRoute[],
  method: string,
  segments: readonly string[],
  query: ReadonlyMap<string, string>,
): RouteMatch | 404 | 405 {
  const isAbsent = (route: string): boolean => {
    const [verb, template = ''] = route.split(' ');
    return (verb === '*' || verb === method) && paramsOf(template, segments) !== undefined;
  };
  if (ABSENT.some(isAbsent)) return 404;
  let isVerb = false;
  let isPath = false;
  for (const route of routes) {
    const params = paramsOf(route.template, segments);
    if (params === undefined) continue;
    isPath = true;
    if (route.method !== method) continue;
    isVerb = true;
    if (route.needs?.every((name) => query.has(name.toLowerCase())) ?? true) return { route, params };
  }
  return isPath && !isVerb ? 405 : 404;
}

/** The access level that a route asks for. */
export function levelOf(template: string): AccessLevel | undefined {
  if (/^Applicants?\b/.test(template)) return 'Applicants';
  if (/^Applications\/By/.test(template)) return 'ApplicationSearch';
  if (/^(?:PublishedJobs?|Job)\b/.test(template)) return 'Jobs';
  return /^Users?\b/.test(template) ? 'Users' : undefined;
}

function paramsOf(template: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = template === 'Token' ? [] : template.split('/');
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}

/** The call that a route is run with. */
export function callOf(
  params: RouteMatch['params'],
  query: ReadonlyMap<string, string>,
  body: Json,
  authorized: boolean,
): SandboxCall {
  const param = (name: string): string => params[name] ?? '';
  return {
    param,
    id(name) {
      const value = Number(/^[+-]?\d{1,10}$/.test(param(name).trim()) ? param(name) : NaN);
      if (Number.isNaN(value) || value !== (value | 0)) throw new NoInt32(name);
      return value;
    },
    query: (name) => query.get(name.toLowerCase()),
    body,
    authorized,
    record: () => (isRow(body) ? body : {}),
    records: () => (Array.isArray(body) ? body.filter(isRow) : []),
  };
}
