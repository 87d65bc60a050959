/**
 * Parses a URL; undefined when it is none. Not by `URL.canParse`: once Node 20 has optimised it, it says no to every
 * text with an umlaut.
 */
export function parseUrl(text: string, base?: URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** Brings an API site's address, with or without `/Api`, to `{root}/Api`; undefined when it is not usable. */
export function toApiUrl(baseUrl: string): string | undefined {
  const url = parseUrl(baseUrl);
  if (url === undefined) return undefined;
  const plain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  const path = url.pathname.replace(/\/{1,64}$/, '').replace(/\/api$/i, '');
  return `${url.origin}${path}/Api`;
}

/** The value of one path segment or query parameter. */
export type UrlValue = string | number | boolean;

/**
 * Fills a path template. Each value becomes one segment, escaped but for the `literal` characters; undefined when a
 * value cannot be one: `.` and `..` would be resolved away by every URL parser, escaped or not.
 */
export function fillPath(
  template: string,
  values: Readonly<Record<string, UrlValue>>,
  literal = '',
): string | undefined {
  const known = new Map(Object.entries(values));
  let usable = true;
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const segment = escapeSegment(String(known.get(name) ?? ''), literal);
    usable &&= segment !== undefined;
    return segment ?? '';
  });
  return usable ? path : undefined;
}

function escapeSegment(text: string, literal: string): string | undefined {
  if (text === '' || text === '.' || text === '..' || !text.isWellFormed()) return undefined;
  if (literal === '') return encodeURIComponent(text);
  return Array.from(text, (char) => (literal.includes(char) ? char : encodeURIComponent(char))).join('');
}

/**
 * Writes a query in the given order. Undefined is left out, an empty text is sent: some routes need the bare name.
 * Undefined when a value cannot be written: half a surrogate pair.
 */
export function fillQuery(
  names: readonly string[],
  values: Readonly<Record<string, UrlValue | undefined>>,
): string | undefined {
  const known = new Map(Object.entries(values));
  const texts = names.flatMap((name) => {
    const value = known.get(name);
    return value === undefined ? [] : [{ name, text: String(value) }];
  });
  if (!texts.every(({ text }) => text.isWellFormed())) return undefined;
  return texts.length === 0 ? '' : `?${texts.map(({ name, text }) => `${name}=${encodeURIComponent(text)}`).join('&')}`;
}
