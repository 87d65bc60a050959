import * as z from 'zod/mini';
import { isDate } from '../mappers/values/checks.js';
import { urlToText } from '../mappers/values/web-address.js';

/** A `Date` of whatever realm: test runners give code its own, beside the one that files and databases use. */
export const anyDate = z.pipe(
  z.transform((value: unknown) => (isDate(value) ? new Date(Number(value)) : value)),
  z.date(),
);

/** Accepts a `URL` where the schema expects a text. */
export function urlText<S extends z.core.$ZodType>(schema: S) {
  return z.pipe(z.transform(urlToText), schema);
}
