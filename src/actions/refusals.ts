import { isGone } from '../api/absence.js';
import { ResponseShapeError, type StatusError, textOf, toStatusError } from '../errors.js';
import type { Issue } from '../options.js';

/**
 * Lets a 404 of a read count as what it is within a write: the input names a record that is not there. Only
 * eRecruiter's own word says that, unless `isInput` says otherwise.
 */
export async function notFoundAsInvalidInput<T>(
  read: Promise<T>,
  isInput: (error: unknown) => error is StatusError = isGone,
): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (!isInput(error)) throw error;
    const { endpoint, attempts, status, retryAfterMs, id } = error;
    const known = { endpoint, attempts, status, retryAfterMs, id };
    throw toStatusError({ ...known, mayHaveBeenApplied: false, write: true, text: textOf(error) ?? null });
  }
}

/** For lists by which is decided whether to make something: a row that cannot be read must not count as missing. */
export function refuseRow({ endpoint, path, reason }: Issue): void {
  if (path !== '') return; // one odd member: the row itself is there
  throw new ResponseShapeError({ endpoint, status: 200, reason, mayHaveBeenApplied: false });
}
