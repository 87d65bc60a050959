import * as z from 'zod/mini';
import { USER_PROPERTIES } from './body-properties.js';
import { propertyShape } from './property-shape.js';
import { id, text } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** A recruiter who can log in (`Users`, `User`). */
export const userSchema = z.looseObject({
  Id: id,
  ...propertyShape(USER_PROPERTIES),
  UserName: text,
});
/** The data of {@link userSchema}. */
export type RawUser = z.infer<typeof userSchema>;
/** The same for functions that read it. */
export interface RawUserView extends ViewOf<typeof userSchema> {}
