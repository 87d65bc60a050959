import { StatusError, remoteTextOf } from '../errors.js';
import { type Endpoint, endpointLabel, endpoints } from './endpoints.js';

/** The beginning of the 404 of ASP.NET's routing, which proves nothing about a record. */
const ROUTE_MISS = /^No HTTP resource was found/i;

/** Whether an error is an answer of this endpoint, not of the token exchange before it. */
export function isAnswerOf(endpoint: Endpoint, error: unknown): error is StatusError {
  return StatusError.isInstance(error) && error.endpoint === endpointLabel(endpoint);
}

/** Whether a failure happened in the token exchange, which proves nothing about a record. */
export function isTokenFailure({ endpoint }: { readonly endpoint: string }): boolean {
  return endpoint === endpointLabel(endpoints.token);
}

/**
 * Whether eRecruiter itself answers that a record does not exist. A missing route, a web server and a gateway answer
 * 404 as well, which proves nothing: only eRecruiter's own text counts, or no text.
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

/** The routing quotes the unknown address, in any language. */
function isAboutRecord(message: string): boolean {
  return !ROUTE_MISS.test(message) && !message.includes('://');
}
