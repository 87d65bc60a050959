import * as z from 'zod/mini';
import { flag } from './tolerant.js';

/** The answer to an API key: a token and its expiry. */
export const tokenSchema = z.looseObject({
  Token: z.string().check(z.minLength(1)),
  /** Text by the documentation; the token counts even if a server writes something else. */
  Expires: z.optional(z.unknown()),
});
/** The data of {@link tokenSchema}. */
export type RawToken = z.infer<typeof tokenSchema>;

/** The answer of the three `Mailer` routes. */
export const mailerSchema = z.looseObject({
  Status: flag,
});
/** The data of {@link mailerSchema}. */
export type RawMailer = z.infer<typeof mailerSchema>;
