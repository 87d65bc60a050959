import * as z from 'zod/mini';
import { flag, id, text } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** A recruiter who can log in (`Users`, `User`). */
export const userSchema = z.looseObject({
  Id: id,
  FirstName: text,
  LastName: text,
  IsEnabled: flag,
  UserName: text,
});
/** The data of {@link userSchema}. */
export type RawUser = z.infer<typeof userSchema>;
/** The same for functions that read it. */
export interface RawUserView extends ViewOf<typeof userSchema> {}
