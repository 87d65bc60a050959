import type { SandboxSettings } from '../options.js';
import { htmlAnswer, type ServerAnswer } from './answers.js';
import type { SandboxQuery } from './router.js';

const MAX_PATH = 260;
const MAX_QUERY = 2048;
const REFUSED_BY_ASP_NET = ['<', '>', '*', '%', '&', ':', '\\', '?'];
const DOUBLE_ESCAPES = ['+', '%2b'];

/** The target of a request. */
export interface RequestTarget {
  /** Path and query, decoded, from `/Api` on. */
  readonly path: string;
  /** The path behind `/Api`; undefined if it cannot match a route. */
  readonly segments: readonly string[] | undefined;
  readonly query: SandboxQuery;
}

/**
 * The web server in front of eRecruiter: IIS rejects double escaping and large bodies, ASP.NET some characters and
 * lengths.
 */
export interface WebServer {
  readonly origin: string;
  /** The path of the root, where tokens are issued, in lower case. */
  readonly root: string;
  /** Returns the target of a request, or the answer to a rejected request. */
  locate(url: URL, body: string): RequestTarget | ServerAnswer;
}

/** Creates the web server in front of eRecruiter. */
export function createWebServer(settings: SandboxSettings): WebServer {
  const { baseUrl, refusedInPaths, maxBodyBytes, emailSearch } = settings;
  const root = new URL(baseUrl.replace(/\/{1,64}$/, '').replace(/\/api$/i, ''));
  const prefix = root.pathname.replace(/\/$/, '').toLowerCase();
  const all = refusedInPaths === 'iis' ? [...DOUBLE_ESCAPES, ...REFUSED_BY_ASP_NET] : refusedInPaths;
  const refused = (all ?? REFUSED_BY_ASP_NET.filter((item) => item !== '&')).map((item) => item.toLowerCase());
  const isSlashLost = refusedInPaths === 'iis' || refusedInPaths?.includes('%2F') === true;

  function toSegment(raw: string): string {
    return decodeURIComponent(emailSearch.plusIsBlank ? raw.replaceAll('+', ' ') : raw);
  }

  return {
    origin: root.origin,
    root: `${prefix}/api`,
    locate(url, body) {
      const isTooLarge = body.length * 3 > maxBodyBytes && new TextEncoder().encode(body).length > maxBodyBytes;
      if (isTooLarge) return htmlAnswer(404, '404.13 - Content length too large');
      const refusal = refuseUrl(url, refused);
      if (refusal !== undefined) return refusal;
      const inside = url.pathname.slice(prefix.length);
      if (!url.pathname.toLowerCase().startsWith(`${prefix}/`) || !/^\/api(?:\/|$)/i.test(inside)) {
        return htmlAnswer(404, 'Not Found');
      }
      const search = [...url.searchParams].map(([name, value]) => `${name}=${value}`).join('&');
      const segments = inside.replace(/\/$/, '').split('/').slice(1).map(toSegment);
      const behindApi = segments.slice(1).flatMap((segment) => (isSlashLost ? segment.split('/') : [segment]));
      return {
        path: `/${segments.join('/')}${search === '' ? '' : `?${search}`}`,
        segments: segments.includes('') ? undefined : behindApi,
        query: new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value])),
      };
    },
  };
}

function refuseUrl({ pathname, search }: URL, refused: readonly string[]): ServerAnswer | undefined {
  const decoded = decodeOnce(pathname);
  if (decoded === undefined) return htmlAnswer(400, 'Bad Request');
  const isDoubleEscape =
    (refused.includes('+') && pathname.includes('+')) ||
    (refused.includes('%2b') && /%2b/i.test(pathname)) ||
    (refused.includes('%') && /%[0-9a-f]{2}/i.test(decoded));
  if (isDoubleEscape) return htmlAnswer(404, '404.11 - Not Found: double escape');
  const isRefused = refused.some((item) =>
    REFUSED_BY_ASP_NET.includes(item)
      ? decoded.includes(item)
      : item !== '%2f' && !DOUBLE_ESCAPES.includes(item) && pathname.toLowerCase().includes(item),
  );
  if (isRefused) return htmlAnswer(400, 'A potentially dangerous Request.Path value was detected from the client.');
  if (decoded.length > MAX_PATH)
    return htmlAnswer(400, 'The length of the URL for this request exceeds the maxUrlLength.');
  if (search.length - 1 > MAX_QUERY) {
    return htmlAnswer(400, 'The length of the query string for this request exceeds the maxQueryStringLength.');
  }
  return undefined;
}

function decodeOnce(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
