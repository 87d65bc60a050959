import { NotFoundError, toStatusError } from '../errors.js';

/** Lets a 404 of a read count as what it is within a write: the input names a record that is not there. */
export async function asWrite<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (!NotFoundError.isInstance(error)) throw error;
    const { endpoint, attempts, status, retryAfterMs } = error;
    throw toStatusError({
      endpoint,
      attempts,
      status,
      retryAfterMs,
      mayHaveBeenApplied: false,
      write: true,
      text: error.remoteText(),
    });
  }
}
