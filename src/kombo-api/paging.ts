import { InputError } from '../errors.js';

/** A page as Kombo's API writes it. */
export interface ResultPage<T> {
  readonly results: readonly T[];
  /** The cursor of the next page; null after the last. */
  readonly next: string | null;
}

const ID_OR_NOTHING = /^(?:[1-9A-HJ-NP-Za-km-z]{24})?$/;

interface PageQuery {
  readonly cursor?: string | undefined;
  readonly page_size?: number | undefined;
}

/** The first page of a listing that goes on by itself. */
export async function firstPage<T>(listing: { pages(): AsyncIterable<ResultPage<T>> }): Promise<ResultPage<T>> {
  for await (const { results, next } of listing.pages()) return { results, next };
  return { results: [], next: null };
}

/** One page of records that have all been read, in the order of their ids: the last one is the cursor. */
export function pageById<T extends { readonly id: string }>(
  records: readonly T[],
  { cursor = '', page_size: size = 100 }: PageQuery,
): ResultPage<T> {
  if (size < 1 || size > 250) throw new InputError([{ path: 'page_size', message: 'must be 1 to 250' }]);
  if (!ID_OR_NOTHING.test(cursor)) throw new InputError([{ path: 'cursor', message: 'is not valid' }]);
  const due = records.filter(({ id }) => id > cursor).sort((a, b) => (a.id < b.id ? -1 : 1));
  const results = due.slice(0, size);
  return { results, next: due.length > size ? (results.at(-1)?.id ?? null) : null };
}
