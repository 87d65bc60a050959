import { InputError } from '../errors.js';
import type { Listing, Page } from '../reads/listing.js';

const ID_OR_NOTHING = /^(?:[1-9A-HJ-NP-Za-km-z]{24})?$/;

interface PageQuery {
  readonly cursor?: string | null | undefined;
  readonly page_size?: number | undefined;
}

/** Reads the first page of a listing; `next` is its cursor. */
export async function firstPage<T>(listing: Pick<Listing<T>, 'pages'>): Promise<Page<T>> {
  for await (const { results, next } of listing.pages({ limit: 1 })) return { results, next };
  return { results: [], next: null };
}

/** Returns one page of records that have all been read, in the order of their ids: the last id is the cursor. */
export function pageById<T extends { readonly id: string }>(
  records: readonly T[],
  { cursor, page_size: size = 100 }: PageQuery,
): Page<T> {
  const last = cursor ?? '';
  if (!ID_OR_NOTHING.test(last))
    throw new InputError([{ code: 'invalid_format', path: 'cursor', message: 'is not a cursor of this query' }]);
  const due = records.filter(({ id }) => id > last).sort((a, b) => (a.id < b.id ? -1 : 1));
  const results = due.slice(0, size);
  return { results, next: due.length > size ? (results.at(-1)?.id ?? null) : null };
}
