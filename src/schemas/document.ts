import * as z from 'zod/mini';
import { base64, flag, text, view } from './tolerant.js';

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

/** The part of a document that is mapped. */
export const applicantDocumentView = view(applicantDocumentSchema, ['Id', 'Name', 'FileExtension', 'Type', 'Content']);
/** The part of a document that is mapped. */
export type RawApplicantDocumentView = z.infer<typeof applicantDocumentView>;

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
