import { parseUrl } from '../mappers/values/web-address.js';
import { discardBody } from './body.js';
import type { OutgoingRequest } from './request.js';

const MAX_HOPS = 3;
/** Not 303: it says that the request is done, and that another address has the result. */
const FOLLOWED: ReadonlySet<number> = new Set([301, 302, 307, 308]);

/**
 * Sends a request, and follows redirects that keep its meaning: to the same path and query on the same host, with or
 * without a slash, and from http to https, never back. Only reads are followed: a redirect of a write may follow
 * completed work. Returns the last answer and where it came from.
 */
export async function sendFollowing(
  request: OutgoingRequest,
  start: string,
  send: (url: string) => Promise<Response>,
): Promise<{ readonly response: Response; readonly url: string }> {
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    const response = await send(url);
    const next = redirects < MAX_HOPS ? addressToFollow(request, url, response) : undefined;
    if (next === undefined) return { response, url };
    discardBody(response);
    url = next;
  }
}

function addressToFollow(request: OutgoingRequest, url: string, { status, headers }: Response): string | undefined {
  // A POST that is a read, such as the token exchange, is sent as a POST again: a GET would issue no token.
  if (request.replay !== 'read' || request.anyStatus === true || !FOLLOWED.has(status)) return undefined;
  const location = headers.get('location');
  const from = parseUrl(url);
  const to = location === null ? undefined : parseUrl(location, from);
  if (from === undefined || to === undefined || !isSameServer(from, to)) return undefined;
  const isSame = isSamePath(from.pathname, to.pathname, request.label) && from.search === to.search;
  return isSame ? `${to.origin}${to.pathname}${to.search}` : undefined;
}

/** Whether the token may go to an address: to the same host and port, and never from https to http. */
function isSameServer(from: URL, to: URL): boolean {
  const isSecure = to.protocol === from.protocol || (from.protocol === 'http:' && to.protocol === 'https:');
  return isSecure && to.host === from.host && to.username === '' && to.password === '';
}

/** The words of a route are case-insensitive, values (names, addresses) may not be. */
function isSamePath(from: string, to: string, label: string): boolean {
  const [asked, given] = [from, to].map((path) =>
    withoutEscapes(path)
      .replace(/\/{1,64}$/, '')
      .split('/'),
  );
  const words = new Set(label.toLowerCase().split(/[ /]/));
  return (
    asked !== undefined &&
    asked.length === given?.length &&
    asked.every((segment, index) => {
      const other = given[index] ?? '';
      return segment === other || (segment.toLowerCase() === other.toLowerCase() && words.has(other.toLowerCase()));
    })
  );
}

/** Decodes letters only: `%2B` and `+` are not the same. */
function withoutEscapes(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Returns what to do about a redirect that is not followed, as a clause; undefined for another status. */
export function redirectHint(url: string, status: number, location: string | null): string | undefined {
  const from = parseUrl(url);
  const to = location === null || status < 300 || status > 399 ? undefined : parseUrl(location, from);
  if (from === undefined || to === undefined) return undefined;
  if (!isSameServer(from, to)) {
    return to.host === from.host
      ? 'a redirect from https to http, which would show the key'
      : 'a redirect to another host or port: set `baseUrl` to the address that it leads to';
  }
  return from.protocol === to.protocol
    ? 'a redirect to another path: set `baseUrl` to the address that it leads to'
    : 'a redirect from http to https: set `baseUrl` to the address with https';
}
