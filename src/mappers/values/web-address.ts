import { withoutHidden } from './text.js';

/**
 * The address of a web page, with `https://` in front where people left the scheme out; null where it is none, such as
 * `javascript:` or `mailto:`.
 */
export function toWebAddress(text: string): string | null {
  const plain = withoutHidden(text).trim();
  if (/^https?:/i.test(plain)) return isUrl(plain) ? plain : null;
  const bare = plain.replace(/^\/\//, '');
  // A name with a dot and no scheme: `host.example:8080/path` has a port, `javascript:…` has a scheme.
  if (!/^[^\s:/?#@\\]+\.[^\s:/?#@\\.]{2,}\.?(?::\d+)?(?:[/?#]|$)/.test(bare)) return null;
  return isUrl(`https://${bare}`) ? `https://${bare}` : null;
}

function isUrl(text: string): boolean {
  try {
    return new URL(text).hostname !== '';
  } catch {
    return false;
  }
}
