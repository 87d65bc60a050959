import { isJsonRecord, type Json } from '../data/json.js';
import type { AccessLevel } from '../options.js';
import { notAnInteger } from './answers.js';
import { APPLICANT_ROUTES } from './applicant-routes.js';
import { APPLICATION_ROUTES } from './application-routes.js';
import type { SandboxRoutes, SandboxCall, SandboxRoute, SandboxServer } from './call.js';
import { FILE_ROUTES } from './file-routes.js';
import { JOB_ROUTES } from './job-routes.js';
import { MANDATOR_ROUTES } from './mandator-routes.js';
import { RECORD_ROUTES } from './record-routes.js';

interface ParsedRoute extends SandboxRoute {
  readonly method: string;
  readonly template: string;
  readonly parts: readonly string[];
  /** The query parameters without which the route is not found. */
  readonly required: readonly string[];
}

/** A route with its path parameters. */
export interface RouteMatch {
  readonly route: ParsedRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** A query by the lower-case names of its parameters. */
export type SandboxQuery = ReadonlyMap<string, string>;

const ROUTES = [MANDATOR_ROUTES, JOB_ROUTES, APPLICATION_ROUTES, APPLICANT_ROUTES, RECORD_ROUTES, FILE_ROUTES].flatMap(
  parseTable,
);

/** Routes of eRecruiter that the sandbox does not have, but that other routes of it would match. */
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
].map(parseKey);

function parseTable(table: SandboxRoutes): ParsedRoute[] {
  return Object.entries(table).map(([key, route]) => ({
    ...parseKey(key),
    ...(typeof route === 'function' ? { run: route } : route),
  }));
}

function parseKey(key: string): Omit<ParsedRoute, keyof SandboxRoute> {
  const [method = '', path = ''] = key.split(' ');
  const [template = '', query] = path.split('?');
  // The token is issued at the root.
  const parts = template === 'Token' ? [] : template.split('/');
  return { method, template, parts, required: query?.toLowerCase().split('&') ?? [] };
}

/** Finds the first route that matches; names are case-insensitive. Without one it returns the status of the answer. */
export function findRoute(method: string, segments: readonly string[], query: SandboxQuery): RouteMatch | 404 | 405 {
  const isAbsent = ABSENT.some(
    (route) => (route.method === '*' || route.method === method) && matchPath(route.parts, segments) !== undefined,
  );
  const paths = ROUTES.flatMap((route) => {
    const params = isAbsent ? undefined : matchPath(route.parts, segments);
    return params === undefined ? [] : [{ route, params }];
  });
  const verbs = paths.filter(({ route }) => route.method === method);
  const found = verbs.find(({ route }) => route.required.every((name) => query.has(name)));
  return found ?? (paths.length > 0 && verbs.length === 0 ? 405 : 404);
}

function matchPath(parts: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}

/** Returns the access level that a route requires. */
export function accessLevelOf(template: string): AccessLevel | undefined {
  if (/^Applicants?\b/.test(template)) return 'Applicants';
  if (/^Applications\/By/.test(template)) return 'ApplicationSearch';
  if (/^(?:PublishedJobs?|Job)\b/.test(template)) return 'Jobs';
  return /^Users?\b/.test(template) ? 'Users' : undefined;
}

/** Creates the call that a handler is run with. */
export function createCall(
  server: SandboxServer,
  params: RouteMatch['params'],
  query: SandboxQuery,
  body: Json,
  isAuthorized: boolean,
): SandboxCall {
  const param = (name: string): string => params[name] ?? '';
  return {
    server,
    param,
    id(name) {
      const value = Number(/^[+-]?\d{1,10}$/.test(param(name).trim()) ? param(name) : NaN);
      if (Number.isNaN(value) || value !== (value | 0)) throw notAnInteger(name);
      return value;
    },
    query: (name) => query.get(name.toLowerCase()),
    outcome: { isChange: true, ids: idsIn(params) },
    body,
    isAuthorized,
    record: () => (isJsonRecord(body) ? body : {}),
    records: () => (Array.isArray(body) ? body.filter(isJsonRecord) : []),
  };
}

function idsIn(params: RouteMatch['params']): Record<string, number | string> {
  const entries = Object.entries(params);
  return Object.fromEntries(entries.map(([name, text]) => [name, /^\d{1,10}$/.test(text) ? Number(text) : text]));
}

/** The routes that the sandbox has, such as `PUT Application`. */
export const ROUTE_NAMES: readonly string[] = ROUTES.map(({ method, template }) => `${method} ${template}`);
