/** What an endpoint shows of itself in errors and logs: method and path template, never values. */
export function endpointLabel(endpoint: { readonly method: string; readonly path: string }): string {
  return `${endpoint.method} Api${endpoint.path === '' ? '' : '/'}${endpoint.path}`;
}

/** Shows a free path: words of known routes stay, everything else (ids, e-mails, names) becomes `{…}`. */
export function pathLabel(method: string, path: string, templates: Iterable<string>): string {
  const words = new Set(Array.from(templates, (template) => template.toLowerCase().split('/')).flat());
  const shown = path
    .replace(/\?.*/s, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => (words.has(segment.toLowerCase()) && !segment.startsWith('{') ? segment : '{…}'));
  return endpointLabel({ method, path: shown.join('/') });
}
