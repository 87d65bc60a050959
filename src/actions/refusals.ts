import { refusedItself } from '../api/refused-itself.js';
import { ResponseShapeError, toStatusError } from '../errors.js';
import type { Issue } from '../options.js';

/** Lets a 404 of a read count as what it is within a write: the input names a record that is not there. */
export async function asWrite<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (!(refusedItself(error) && error.status === 404)) throw error;
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

/** For lists by which is decided whether to make something: a row that cannot be read must not count as missing. */
export function refuseRow({ endpoint, path, reason }: Issue): void {
  if (path !== '') return; // one odd member: the row itself is there
  throw new ResponseShapeError({ endpoint, status: 200, reason, mayHaveBeenApplied: false });
}
