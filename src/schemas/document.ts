import * as z from 'zod/mini';
import { base64, flag, text } from './tolerant.js';

/** A document of an applicant; the list answers without `Content`. */
export const applicantDocumentSchema = z.looseObject({
  Id: z.number(),
  Name: text,
  FileExtension: text,
  Type: text,
  Content: base64,
  IsPublic: flag,
});
/** A document of an applicant; the list answers without `Content`. */
export type RawApplicantDocument = z.infer<typeof applicantDocumentSchema>;

/** The one CV of an applicant. */
export const applicantCvSchema = z.looseObject({
  FileExtension: text,
  Content: base64,
});
/** The one CV of an applicant. */
export type RawApplicantCv = z.infer<typeof applicantCvSchema>;

/** The one photo of an applicant. */
export const applicantPhotoSchema = z.looseObject({
  FileExtension: text,
  Content: base64,
});
/** The one photo of an applicant. */
export type RawApplicantPhoto = z.infer<typeof applicantPhotoSchema>;
