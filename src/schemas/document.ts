import * as z from 'zod/mini';
import { DOCUMENT_PROPERTIES, FILE_PROPERTIES } from './body-properties.js';
import { propertyShape } from './property-shape.js';
import { view } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** A document of an applicant; lists have no `Content`. */
export const applicantDocumentSchema = z.looseObject({
  Id: z.int(), // negative for the CV and the photo, which old servers list
  ...propertyShape(DOCUMENT_PROPERTIES),
});
/** The data of {@link applicantDocumentSchema}. */
export type RawApplicantDocument = z.infer<typeof applicantDocumentSchema>;

/** The part of a document that is mapped. */
export const applicantDocumentView = view(applicantDocumentSchema, ['Id', 'Name', 'FileExtension', 'Type', 'Content']);
/** The data of {@link applicantDocumentView}. */
export interface RawApplicantDocumentView extends ViewOf<typeof applicantDocumentView> {}

/** The one CV of an applicant. */
export const applicantCvSchema = z.looseObject(propertyShape(FILE_PROPERTIES));
/** The data of {@link applicantCvSchema}. */
export type RawApplicantCv = z.infer<typeof applicantCvSchema>;
/** The same for functions that read it. */
export interface RawApplicantCvView extends ViewOf<typeof applicantCvSchema> {}

/** The one photo of an applicant. */
export const applicantPhotoSchema = z.looseObject(propertyShape(FILE_PROPERTIES));
/** The data of {@link applicantPhotoSchema}. */
export type RawApplicantPhoto = z.infer<typeof applicantPhotoSchema>;
/** The same for functions that read it. */
export interface RawApplicantPhotoView extends ViewOf<typeof applicantPhotoSchema> {}
