import { type Route, RouteError } from './route.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Routes by method and path. A segment can be a `{name}`; a final `*` stands for any segments. */
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
      // The longest first: the start of a longer route must not be taken for the base path.
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
