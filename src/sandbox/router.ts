import { isRow, type Json, type Row } from './json.js';

/** An answer other than 200. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    readonly body: Json,
  ) {
    super(`refused with ${String(status)}`);
  }
}

/** A request that has found its route. */
export interface Call {
  param(name: string): string;
  /** A path parameter that is an integer. */
  id(name: string): number;
  /** A query parameter, its name in any case. */
  query(name: string): string | undefined;
  readonly body: Json;
  readonly authorized: boolean;
  /** The body as an object. */
  record(): Row;
}

/** One route; `needs` are the query parameters without which it is not found. */
export interface Route {
  readonly method: string;
  readonly template: string;
  readonly needs?: readonly string[];
  /** Whether it is answered without a token. */
  readonly open?: boolean;
  run(call: Call): Json;
}

/** A route with its path parameters. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The answer to what is not there. */
export function notFound(message: string): Refusal {
  return new Refusal(404, { Message: message });
}

/** The answer to a body or a parameter that cannot be read. */
export function invalid(errors: readonly (readonly [name: string, message: string])[]): Refusal {
  const state = Object.fromEntries(errors.map(([name, message]) => [name, [message]]));
  return new Refusal(400, { Message: 'The request is invalid.', ModelState: state });
}

/** The first route that fits; names are compared as IIS does, in any case. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  segments: readonly string[],
  query: ReadonlyMap<string, string>,
): Match | undefined {
  for (const route of routes) {
    if (route.method !== method || route.needs?.some((name) => !query.has(name.toLowerCase())) === true) continue;
    const params = paramsOf(route.template, segments);
    if (params !== undefined) return { route, params };
  }
  return undefined;
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
  params: Match['params'],
  query: ReadonlyMap<string, string>,
  body: Json,
  authorized: boolean,
): Call {
  const param = (name: string): string => params[name] ?? '';
  return {
    param,
    id(name) {
      const text = param(name);
      if (!/^-?\d{1,10}$/.test(text)) throw invalid([[name, `The value '${text}' is not valid for Int32.`]]);
      return Number(text);
    },
    query: (name) => query.get(name.toLowerCase()),
    body,
    authorized,
    record() {
      if (!isRow(body)) throw invalid([['body', 'An object is required.']]);
      return body;
    },
  };
}
