import * as z from 'zod/mini';
import { flexDateSchema } from './flex-date.js';
import { base64, code, flag, list, maybe, text, timestamp } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** A skill that the parser found. */
export const parsedSkillSchema = z.looseObject({ Name: text });
/** The data of {@link parsedSkillSchema}. */
export type RawParsedSkill = z.infer<typeof parsedSkillSchema>;

/** A position that the parser found. */
export const parsedExperienceSchema = z.looseObject({
  StartDate: maybe(flexDateSchema),
  EndDate: maybe(flexDateSchema),
  IsCurrent: flag,
  CompanyName: text,
  Industry: text,
  Position: text,
  Function: text,
  Description: text,
});
/** The data of {@link parsedExperienceSchema}. */
export type RawParsedExperience = z.infer<typeof parsedExperienceSchema>;

/** An education that the parser found. */
export const parsedEducationSchema = z.looseObject({
  StartDate: maybe(flexDateSchema),
  EndDate: maybe(flexDateSchema),
  IsCurrent: flag,
  Country: text,
  School: text,
  FieldOfStudy: text,
  IscedCode: text,
  Degree: text,
});
/** The data of {@link parsedEducationSchema}. */
export type RawParsedEducation = z.infer<typeof parsedEducationSchema>;

/** A certification that the parser found. */
export const parsedCertificationSchema = z.looseObject({
  StartDate: maybe(flexDateSchema),
  EndDate: maybe(flexDateSchema),
  Name: text,
  Number: text,
  Authority: text,
});
/** The data of {@link parsedCertificationSchema}. */
export type RawParsedCertification = z.infer<typeof parsedCertificationSchema>;

/** A language that the parser found. */
export const parsedLanguageSchema = z.looseObject({
  LanguageCode: text,
  LanguageName: text,
  Level: text,
});
/** The data of {@link parsedLanguageSchema}. */
export type RawParsedLanguage = z.infer<typeof parsedLanguageSchema>;

/** A publication that the parser found. */
export const parsedPublicationSchema = z.looseObject({
  Title: text,
  Date: maybe(flexDateSchema),
  Abstract: text,
  PublicationType: text,
  Url: text,
});
/** The data of {@link parsedPublicationSchema}. */
export type RawParsedPublication = z.infer<typeof parsedPublicationSchema>;

/** What eRecruiter's parser found in a CV; `Photo` is a JPEG as base64. */
export const parsedCvSchema = z.looseObject({
  FirstName: text,
  LastName: text,
  Gender: code,
  TitleBeforeName: text,
  TitleAfterName: text,
  BirthDate: timestamp,
  Street: text,
  City: text,
  ZipCode: text,
  Country: text,
  Citizenship: text,
  Email: text,
  Phone: text,
  Photo: base64,
  Summary: text,
  Competences: list(z.string()),
  Interests: list(z.string()),
  Urls: list(z.string()),
  Skills: list(parsedSkillSchema),
  Experiences: list(parsedExperienceSchema),
  Educations: list(parsedEducationSchema),
  Certifications: list(parsedCertificationSchema),
  Languages: list(parsedLanguageSchema),
  Publications: list(parsedPublicationSchema),
});
/** The data of {@link parsedCvSchema}. */
export type RawParsedCv = z.infer<typeof parsedCvSchema>;
/** The same for functions that read it. */
export interface RawParsedCvView extends ViewOf<typeof parsedCvSchema> {}
