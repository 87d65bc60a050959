import * as z from 'zod/mini';
import { code, text, timestamp, view } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** A publication of a job, and an entry in the mandator's catalogue of places to publish. */
export const jobPublicationSchema = z.looseObject({
  Name: text,
  InternalName: text,
  Partner: text,
  Account: text,
  Channel: code,
  PublicationDate: timestamp,
  ExpirationDate: timestamp,
  Type: code,
  JobAdUrl: text,
  ApplyUrl: text,
});
/** The data of {@link jobPublicationSchema}. */
export type RawJobPublication = z.infer<typeof jobPublicationSchema>;

/** The part of a publication that is mapped. */
export const jobPublicationView = view(jobPublicationSchema, [
  'Name',
  'InternalName',
  'Partner',
  'Account',
  'Channel',
  'PublicationDate',
  'ExpirationDate',
  'JobAdUrl',
]);
/** The data of {@link jobPublicationView}. */
export interface RawJobPublicationView extends ViewOf<typeof jobPublicationView> {}
