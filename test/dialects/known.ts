/**
 * Values that the client gets wrong, and why; `npm run docs:dialects` prints what is wrong. The list may only shrink: a
 * value that is listed and no longer wrong fails, too.
 */
export const KNOWN_WRONG: Readonly<Record<string, string>> = {
  'missingCulture: left-out':
    'published jobs are listed in one culture only, so a job without a text in it is not found',
  'missingCulture: empty': 'a job is read in one culture only, so a text that it has in another one is null',
  'emptyProperties: defaults-absent':
    'a property that is absent counts as unknown, not as 0 or false, which it would mean on such a server',
};
