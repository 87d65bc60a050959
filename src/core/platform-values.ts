import * as z from 'zod/mini';
import { toDate } from '../mappers/index.js';
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

const DATE_FORMAT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;
const EXPECTED_DATE = 'must be a date, such as 2026-09-01 or 2026-09-01T12:00:00Z';
// Checked in UTC: which zone applies is known only where it is used.
const isReadableDate = z.refine<string>(
  (text) => DATE_FORMAT.test(text) && toDate(text, 'UTC') !== null,
  EXPECTED_DATE,
);
/** An instant: a `Date`, or a text as eRecruiter and others write it. */
export const dateOrText = z.union([anyDate, z.string().check(isReadableDate)], EXPECTED_DATE);
