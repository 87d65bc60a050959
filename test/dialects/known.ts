/**
 * Values that the client gets wrong, and why; `npm run docs:dialects` prints what is wrong. The list may only shrink: a
 * value that is listed and no longer wrong fails, too.
 */
export const KNOWN_WRONG: Readonly<Record<string, string>> = {};
