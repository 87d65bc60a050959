import { withoutHidden } from './text.js';

/**
 * Returns the address of a web page, adding `https://` if the scheme is missing; null for anything else, such as
 * `javascript:` or `mailto:`.
 */
export function toWebAddress(text: string): string | null {
  const plain = withoutHidden(text).trim();
  if (/^https?:/i.test(plain)) return parseHttpUrl(plain) === undefined ? null : plain;
  const bare = plain.replace(/^\/\//, '');
  // A name with a dot and no scheme: `host.example:8080/path` has a port, `javascript:…` has a scheme.
  if (!/^[^\s:/?#@\\]+\.[^\s:/?#@\\.]{2,}\.?(?::\d+)?(?:[/?#]|$)/.test(bare)) return null;
  return parseHttpUrl(`https://${bare}`) === undefined ? null : `https://${bare}`;
}

/** Returns the text of a `URL`, which may come from another realm; every other value as it is. */
export function urlToText(value: unknown): unknown {
  return Object.prototype.toString.call(value) === '[object URL]' ? String(value) : value;
}

/** Parses an http or https address; undefined for anything else. The one rule for options, inputs and fields. */
export function parseHttpUrl(text: string): URL | undefined {
  const url = parseUrl(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined;
}

/** Whether a text is an http or https address as it stands: URL parsers also read `https:host`, without the slashes. */
export function isFullWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text.trim()) && parseHttpUrl(text) !== undefined;
}

/**
 * Parses a URL; undefined if it is invalid. Does not use `URL.canParse`: once optimised, Node 20's rejects every text
 * with an umlaut.
 */
export function parseUrl(text: string, base?: URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
