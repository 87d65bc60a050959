import * as z from 'zod/mini';
import { flag } from './tolerant.js';

/** The answer to the key: a token and when it expires. */
export const tokenSchema = z.looseObject({
  Token: z.string().check(z.minLength(1)),
  /** Text by the documentation; a server that writes something else still gives a token. */
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

/** An answer that nobody needs to understand: that of a ping, a sentence, and those of writes, the record sent. */
export const anythingSchema = z.unknown();
