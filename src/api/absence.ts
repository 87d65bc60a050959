import { StatusError, remoteTextOf } from '../errors.js';
import { type Endpoint, endpointLabel, endpoints } from './endpoints.js';

/** How ASP.NET's routing begins its own 404, which says nothing about any record. */
const ROUTE_MISS = /^No HTTP resource was found/i;

/** Whether an error is the answer of this endpoint, and not of the token exchange on the way to it. */
export function isAnswerOf(endpoint: Endpoint, error: unknown): error is StatusError {
  return StatusError.isInstance(error) && error.endpoint === endpointLabel(endpoint);
}

/** Whether a failure is one of the token exchange, which says nothing about any record. */
export function isTokenFailure({ endpoint }: { readonly endpoint: string }): boolean {
  return endpoint === endpointLabel(endpoints.token);
}

/**
 * Whether eRecruiter itself answers that there is no such record. A missing route, a web server's page and a gateway in
 * front answer 404 as well, which proves nothing. Only eRecruiter's own text counts, or no text.
 */
export function isGone(error: unknown): error is StatusError {
  if (!StatusError.isInstance(error) || isTokenFailure(error)) return false;
  if (error.status !== 404 && error.status !== 410) return false;
  const text = remoteTextOf(error)?.trim();
  return text === '' || (text !== undefined && isOwnText(text));
}

function isOwnText(text: string): boolean {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return false; // HTML, or the text of a proxy
  }
  if (body === null) return true;
  if (typeof body === 'string') return isAboutRecord(body);
  if (typeof body !== 'object' || 'MessageDetail' in body) return false;
  // An HttpError of the framework. Gateways write `message`, `error`, `title` …
  return 'Message' in body && typeof body.Message === 'string' && isAboutRecord(body.Message);
}

/** The routing quotes the address that it could not find, in any language. */
function isAboutRecord(message: string): boolean {
  return !ROUTE_MISS.test(message) && !message.includes('://');
}
