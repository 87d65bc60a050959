/**
 * Creates a Request from the arguments of a fetch function. Code that uses another package's fetch, such as undici's or
 * node-fetch's, may pass a Request of that package, which this realm's does not accept; its body has to be read first.
 */
export function toOwnRequest(input: string | URL | Request, init?: RequestInit): Request | Promise<Request> {
  if (input instanceof Request && init === undefined) return input;
  return typeof input === 'string' || input instanceof URL || input instanceof Request || !('headers' in input)
    ? new Request(input, init)
    : copyOf(input, init);
}

async function copyOf(request: Request, init: RequestInit | undefined): Promise<Request> {
  const { url, method, redirect, signal } = request;
  const headers: [string, string][] = [];
  request.headers.forEach((value, name) => headers.push([name, value]));
  const body = await request.text();
  return new Request(url, { method, headers, redirect, signal, ...(body === '' ? {} : { body }), ...init });
}
