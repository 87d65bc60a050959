import { html, type Answer } from './respond.js';

const MAX_PATH = 260;
const MAX_QUERY = 2048;
const REFUSED_BY_ASP_NET = ['<', '>', '*', '%', '&', ':', '\\', '?'];
const DOUBLE_ESCAPES = ['+', '%2b'];

/**
 * What stands in front of eRecruiter: IIS refuses double escaping, ASP.NET refuses characters and lengths. It gives the
 * answer to a URL that is not let through.
 */
export function createFront(refused: readonly string[] | 'iis' | undefined): (url: URL) => Answer | undefined {
  const all = refused === 'iis' ? [...DOUBLE_ESCAPES, ...REFUSED_BY_ASP_NET] : refused;
  const items = (all ?? REFUSED_BY_ASP_NET.filter((item) => item !== '&')).map((item) => item.toLowerCase());

  return ({ pathname, search }) => {
    const decoded = decodedOnce(pathname);
    if (decoded === undefined) return html(400, 'Bad Request');
    if (items.includes('+') && pathname.includes('+')) return doubleEscape();
    if (items.includes('%2b') && /%2b/i.test(pathname)) return doubleEscape();
    if (items.includes('%') && /%[0-9a-f]{2}/i.test(decoded)) return doubleEscape();
    const found = items.find((item) =>
      REFUSED_BY_ASP_NET.includes(item) ? decoded.includes(item) : isRaw(item) && pathname.toLowerCase().includes(item),
    );
    if (found !== undefined) {
      return html(400, 'A potentially dangerous Request.Path value was detected from the client.');
    }
    if (decoded.length > MAX_PATH) return html(400, 'The length of the URL for this request exceeds the maxUrlLength.');
    if (search.length - 1 > MAX_QUERY) {
      return html(400, 'The length of the query string for this request exceeds the maxQueryStringLength.');
    }
    return undefined;
  };
}

function doubleEscape(): Answer {
  return html(404, '404.11 - Not Found: double escape');
}

/** What is not refused but read as something else. */
function isRaw(item: string): boolean {
  return item !== '%2f' && !DOUBLE_ESCAPES.includes(item);
}

function decodedOnce(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
