import * as z from 'zod/mini';
import { flag, numeric } from './tolerant.js';

/** A date that may be partial (`Year` alone, year and month) or relative ("in three months"). */
export const flexDateSchema = z.looseObject({
  Year: numeric,
  Month: numeric,
  Day: numeric,
  IsRelativeDate: flag,
  IsValid: flag,
  IsEmpty: flag,
});
/** The data of {@link flexDateSchema}. */
export type RawFlexDate = z.infer<typeof flexDateSchema>;
