import type * as z from 'zod/mini';
import type { ActionWarning } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import type { KomboBackend } from './backend.js';
import { RouteError } from './route-error.js';

/** Decides which codes and statuses the errors of an endpoint have. */
export interface RouteKind {
  /** Whether the call can change something in eRecruiter. */
  readonly writes: boolean;
  /** Kombo's general endpoints have fewer error codes than those of the ATS. */
  readonly general: boolean;
}

/** One endpoint of Kombo's API. */
export interface Route extends RouteKind {
  readonly run: (call: RouteCall) => RouteResult | Promise<RouteResult>;
}

/** One request, as a route sees it. */
export interface RouteCall {
  /** Returns the decoded value of `{name}` in the path. */
  readonly param: (name: string) => string;
  /** Parses the query parameters. */
  readonly query: <S extends z.ZodMiniObject>(schema: S) => z.core.output<S>;
  /** Parses the JSON body together with the parameters in the path; unknown keys become warnings. */
  readonly body: <S extends z.ZodMiniObject>(schema: S) => Promise<z.core.output<S>>;
  /** Finds the client of an integration, by default of the one in the `X-Integration-Id` header. */
  readonly backend: (integrationId?: string) => Promise<KomboBackend>;
  readonly options: CallOptions;
  readonly warnings: readonly ActionWarning[];
  readonly warn: (message: string) => void;
}

/** What a route returns. */
export interface RouteResult {
  readonly data: unknown;
  /** Undefined for routes whose envelope has none. */
  readonly warnings?: readonly ActionWarning[];
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Routes by method and path. A segment can be a `{name}`; a final `*` matches any segments. */
export type RouteTable = Readonly<Record<`${Method} /${string}`, Route>>;

/** A route and the values in its path. */
export interface MatchedRoute {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

interface Pattern {
  readonly segments: readonly string[];
  readonly routes: Map<string, Route>;
}

/**
 * Creates a function that finds a route by method and path, and throws a `RouteError` if there is none. The base path
 * that the SDK was given is unknown, so anything before the route is ignored.
 */
export function createRouter(table: RouteTable): (method: string, pathname: string) => MatchedRoute {
  const patterns = new Map<string, Pattern>();
  for (const [key, route] of Object.entries(table)) {
    const [method = '', path = ''] = key.split(' ');
    const pattern = patterns.get(path) ?? { segments: segmentsOf(path), routes: new Map<string, Route>() };
    patterns.set(path, pattern);
    pattern.routes.set(method, route);
  }
  const all = [...patterns.values()].sort((a, b) => b.segments.length - a.segments.length);
  const whole = all.filter(({ segments }) => segments.at(-1) !== '*');
  const open = all.filter(({ segments }) => segments.at(-1) === '*');

  return (method, pathname) => {
    const path = segmentsOf(pathname);
    const pattern =
      // The longest first: the start of a longer route must not be mistaken for the base path.
      whole.find(({ segments }) => isEnd(segments, path)) ??
      open.find(({ segments: [first = ''] }) => path.includes(first));
    if (pattern === undefined) throw new RouteError('PLATFORM.INPUT_INVALID', 'there is no such route', 404);
    const route = pattern.routes.get(method);
    if (route === undefined) throw new RouteError('PLATFORM.INPUT_INVALID', 'the route has no such method', 405);
    return { route, params: pathParamsOf(pattern.segments, path) };
  };
}

function segmentsOf(path: string): string[] {
  return path.replace(/^\/|\/$/g, '').split('/');
}

function isEnd(segments: readonly string[], path: readonly string[]): boolean {
  const offset = path.length - segments.length;
  return (
    offset >= 0 &&
    segments.every((segment, index) => {
      const actual = path[offset + index];
      return segment.startsWith('{') ? actual !== '' : actual === segment;
    })
  );
}

function pathParamsOf(segments: readonly string[], path: readonly string[]): Map<string, string> {
  const values = path.slice(path.length - segments.length);
  const params = segments.flatMap((segment, index): [string, string][] =>
    segment.startsWith('{') ? [[segment.slice(1, -1), decoded(values[index] ?? '')]] : [],
  );
  return new Map(params);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RouteError('PLATFORM.INPUT_INVALID', 'the path is not percent-encoded UTF-8');
  }
}
