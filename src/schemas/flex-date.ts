import * as z from 'zod/mini';
import { flag, numeric } from './tolerant.js';
import type { ViewOf } from './view-of.js';

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
/** The same for functions that read it. */
export interface RawFlexDateView extends ViewOf<typeof flexDateSchema> {}
