import * as z from 'zod/mini';
import {
  ACTIVITY_PROPERTIES,
  CERTIFICATE_PROPERTIES,
  EDUCATION_PROPERTIES,
  EXPERIENCE_PROPERTIES,
  EXPERIENCE_REFERENCE_PROPERTIES,
  HISTORY_PROPERTIES,
  KNOWLEDGE_PROPERTIES,
  LANGUAGE_PROPERTIES,
  PUBLICATION_PROPERTIES,
} from './body-properties.js';
import { propertyShape } from './property-shape.js';
import { maybe, numeric } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** An activity outside of work (clubs, offices). */
export const activitySchema = z.looseObject({
  Id: numeric,
  ...propertyShape(ACTIVITY_PROPERTIES),
});
/** The data of {@link activitySchema}. */
export type RawActivity = z.infer<typeof activitySchema>;

/** A certificate of an applicant. */
export const certificateSchema = z.looseObject({
  Id: numeric,
  ...propertyShape(CERTIFICATE_PROPERTIES),
});
/** The data of {@link certificateSchema}. */
export type RawCertificate = z.infer<typeof certificateSchema>;

/** One education of an applicant. */
export const educationSchema = z.looseObject({
  Id: numeric,
  ...propertyShape(EDUCATION_PROPERTIES),
});
/** The data of {@link educationSchema}. */
export type RawEducation = z.infer<typeof educationSchema>;

/** A reference for an applicant's time in a position. */
export const experienceReferenceSchema = z.looseObject(propertyShape(EXPERIENCE_REFERENCE_PROPERTIES));
/** The data of {@link experienceReferenceSchema}. */
export type RawExperienceReference = z.infer<typeof experienceReferenceSchema>;

/** One position of an applicant. */
export const experienceSchema = z.looseObject({
  Id: numeric,
  ...propertyShape(EXPERIENCE_PROPERTIES),
  Reference: maybe(experienceReferenceSchema),
});
/** The data of {@link experienceSchema}. */
export type RawExperience = z.infer<typeof experienceSchema>;

/** An entry in an applicant's history; it can be written, but not read. */
export const applicantHistorySchema = z.looseObject(propertyShape(HISTORY_PROPERTIES));
/** The data of {@link applicantHistorySchema}. */
export type RawApplicantHistory = z.infer<typeof applicantHistorySchema>;

/** A skill of an applicant; its name is its key. */
export const applicantKnowledgeSchema = z.looseObject(propertyShape(KNOWLEDGE_PROPERTIES));
/** The data of {@link applicantKnowledgeSchema}. */
export type RawApplicantKnowledge = z.infer<typeof applicantKnowledgeSchema>;
/** The same for functions that read it. */
export interface RawApplicantKnowledgeView extends ViewOf<typeof applicantKnowledgeSchema> {}

/** A language of an applicant. */
export const applicantLanguageSchema = z.looseObject({
  Id: numeric,
  ...propertyShape(LANGUAGE_PROPERTIES),
});
/** The data of {@link applicantLanguageSchema}. */
export type RawApplicantLanguage = z.infer<typeof applicantLanguageSchema>;
/** The same for functions that read it. */
export interface RawApplicantLanguageView extends ViewOf<typeof applicantLanguageSchema> {}

/** A publication of an applicant. */
export const applicantPublicationSchema = z.looseObject({
  Id: numeric,
  ...propertyShape(PUBLICATION_PROPERTIES),
});
/** The data of {@link applicantPublicationSchema}. */
export type RawApplicantPublication = z.infer<typeof applicantPublicationSchema>;
