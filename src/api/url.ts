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
