import { StatusError } from '../errors.js';
import { endpoints } from './endpoints.js';
import { endpointLabel } from './endpoint-label.js';

/**
 * Whether it was the request itself that was refused, and not the exchange of the key on its way: what that answers
 * says nothing of the record.
 */
export function isAnswerOf(error: unknown): error is StatusError {
  return StatusError.isInstance(error) && error.endpoint !== endpointLabel(endpoints.token);
}
