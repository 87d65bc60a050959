import { StatusError } from '../errors.js';
import { endpoints } from './endpoints.js';
import { nameOf } from './redact.js';

/**
 * The status with which a request was refused; undefined when it failed in another way, or already at the exchange of
 * the key: what that answers says nothing of the record.
 */
export function refusedWith(error: unknown): number | undefined {
  if (!StatusError.isInstance(error) || error.endpoint === nameOf(endpoints.token)) return undefined;
  return error.status;
}
