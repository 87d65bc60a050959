import * as z from 'zod/mini';
import { flexDateSchema } from './flex-date.js';
import { code, flag, maybe, numeric, text } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** An activity outside of work (clubs, offices). */
export const activitySchema = z.looseObject({
  Id: numeric,
  Name: text,
  Start: maybe(flexDateSchema),
  End: maybe(flexDateSchema),
});
/** The data of {@link activitySchema}. */
export type RawActivity = z.infer<typeof activitySchema>;

/** A certificate of an applicant. */
export const certificateSchema = z.looseObject({
  Id: numeric,
  Name: text,
  Type: text,
  Start: maybe(flexDateSchema),
  End: maybe(flexDateSchema),
});
/** The data of {@link certificateSchema}. */
export type RawCertificate = z.infer<typeof certificateSchema>;

/** One education of an applicant. */
export const educationSchema = z.looseObject({
  Id: numeric,
  Type: text,
  Location: text,
  Specialization: text,
  Start: maybe(flexDateSchema),
  End: maybe(flexDateSchema),
  IsFinished: flag,
});
/** The data of {@link educationSchema}. */
export type RawEducation = z.infer<typeof educationSchema>;

/** A reference for an applicant's time in a position. */
export const experienceReferenceSchema = z.looseObject({
  FirstName: text,
  LastName: text,
  Gender: code,
  Position: text,
  MobilePhone: text,
  Phone: text,
  Email: text,
  Notes: text,
  Feedback: text,
});
/** The data of {@link experienceReferenceSchema}. */
export type RawExperienceReference = z.infer<typeof experienceReferenceSchema>;

/** One position of an applicant. */
export const experienceSchema = z.looseObject({
  Id: numeric,
  Name: text,
  CareerLevel: text,
  Position: text,
  Start: maybe(flexDateSchema),
  End: maybe(flexDateSchema),
  Tasks: text,
  ReasonForQuitting: text,
  Reference: maybe(experienceReferenceSchema),
});
/** The data of {@link experienceSchema}. */
export type RawExperience = z.infer<typeof experienceSchema>;

/** An entry in an applicant's history; it can be written, but not read. */
export const applicantHistorySchema = z.looseObject({
  JobId: numeric,
  Subject: text,
  Body: text,
  Type: code,
  CreatedBy: text,
});
/** The data of {@link applicantHistorySchema}. */
export type RawApplicantHistory = z.infer<typeof applicantHistorySchema>;

/** A skill of an applicant; its name is its key. */
export const applicantKnowledgeSchema = z.looseObject({
  Knowledge: text,
  Level: text,
});
/** The data of {@link applicantKnowledgeSchema}. */
export type RawApplicantKnowledge = z.infer<typeof applicantKnowledgeSchema>;
/** The same for functions that read it. */
export interface RawApplicantKnowledgeView extends ViewOf<typeof applicantKnowledgeSchema> {}

/** A language of an applicant. */
export const applicantLanguageSchema = z.looseObject({
  Id: numeric,
  Language: text,
  Level: text,
});
/** The data of {@link applicantLanguageSchema}. */
export type RawApplicantLanguage = z.infer<typeof applicantLanguageSchema>;
/** The same for functions that read it. */
export interface RawApplicantLanguageView extends ViewOf<typeof applicantLanguageSchema> {}

/** A publication of an applicant. */
export const applicantPublicationSchema = z.looseObject({
  Id: numeric,
  Name: text,
  Description: text,
  Type: text,
});
/** The data of {@link applicantPublicationSchema}. */
export type RawApplicantPublication = z.infer<typeof applicantPublicationSchema>;
