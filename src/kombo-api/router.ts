import { RouteError } from './refusal.js';
import type { Route } from './route.js';

/** A route and what stands in its path. */
export interface Match {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

interface Pattern {
  readonly segments: readonly string[];
  readonly routes: Route[];
}

/**
 * Makes a function that finds a route by method and path. Which base path the SDK was given is unknown, so whatever
 * comes before the route does not count. Throws a `Refusal` where there is none.
 */
export function createRouter(routes: readonly Route[]): (method: string, pathname: string) => Match {
  const patterns = new Map<string, Pattern>();
  for (const route of routes) {
    const pattern = patterns.get(route.path) ?? { segments: segmentsOf(route.path), routes: [] };
    patterns.set(route.path, pattern);
    pattern.routes.push(route);
  }
  const all = [...patterns.values()].sort((a, b) => b.segments.length - a.segments.length);
  const whole = all.filter(({ segments }) => segments.at(-1) !== '*');
  const open = all.filter(({ segments }) => segments.at(-1) === '*');

  return (method, pathname) => {
    const path = segmentsOf(pathname);
    const pattern =
      // The longest first: only it can stand alone, without a part of it taken for the base.
      whole.find(({ segments }) => isEnd(segments, path)) ??
      open.find(({ segments: [first = ''] }) => path.includes(first));
    if (pattern === undefined) throw new RouteError('PLATFORM.INPUT_INVALID', 'there is no such route', 404);
    const route = pattern.routes.find((candidate) => candidate.method === method);
    if (route === undefined) throw new RouteError('PLATFORM.INPUT_INVALID', 'the route has no such method', 405);
    return { route, params: paramsOf(pattern.segments, path) };
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

function paramsOf(segments: readonly string[], path: readonly string[]): Map<string, string> {
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
