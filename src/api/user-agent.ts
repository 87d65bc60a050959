// Replaced when the package is built: see tsup.config.ts.
declare const PACKAGE_VERSION: string | undefined;

/** Name and version of this package, as the header `User-Agent`. */
export const USER_AGENT = `erecruiter-kombo/${typeof PACKAGE_VERSION === 'string' ? PACKAGE_VERSION : '0.0.0-source'}`;

/** Returns the `User-Agent` to send; undefined in browsers: they send their own, or ask the server about another. */
export function userAgent(): string | undefined {
  const { navigator } = globalThis;
  // Node before 21 has no navigator; those of Node, Deno, Bun and workers at the edge give their own names.
  return /^Mozilla\//.test(navigator?.userAgent ?? '') ? undefined : USER_AGENT;
}
