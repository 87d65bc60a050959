import * as z from 'zod/mini';
import type { RawFlexDateView } from './flex-date.js';
import { APPLICANT_PROPERTIES, MAPPED_APPLICANT_PROPERTIES } from './properties.js';
import { propertyShape } from './property-shape.js';
import { flag, id, list, numeric, text, timestamp, view } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** A profile of an applicant on another platform. */
export const thirdPartyProfileSchema = z.looseObject({
  ThirdParty: text,
  Identifier: text,
  Url: text,
});
/** The data of {@link thirdPartyProfileSchema}. */
export type RawThirdPartyProfile = z.infer<typeof thirdPartyProfileSchema>;
/** The same for functions that read it. */
export interface RawThirdPartyProfileView extends ViewOf<typeof thirdPartyProfileSchema> {}

/** The body that creates or replaces an applicant. */
export const applicantParameterSchema = z.looseObject(propertyShape(APPLICANT_PROPERTIES));
/** The data of {@link applicantParameterSchema}. */
export type RawApplicantParameter = z.infer<typeof applicantParameterSchema>;
/** The same for functions that read it. */
export interface RawApplicantParameterView extends ViewOf<
  typeof applicantParameterSchema,
  {
    EarliestPossibleBeginDate: RawFlexDateView;
    MilitaryServiceStart: RawFlexDateView;
    MilitaryServiceEnd: RawFlexDateView;
  }
> {}

/** An applicant as eRecruiter answers it. */
export const applicantSchema = z.looseObject({
  Id: id,
  DateOfUpdateByUser: timestamp,
  DateOfUpdateByApplicant: timestamp,
  HasCv: flag,
  HasPhoto: flag,
  HasApplicationsVisibleToApplicant: flag,
  DocumentsCount: numeric,
  ActivitiesCount: numeric,
  ExperiencesCount: numeric,
  EducationsCount: numeric,
  CertificatesCount: numeric,
  LanguagesCount: numeric,
  PublicationsCount: numeric,
  ThirdPartyProfiles: list(thirdPartyProfileSchema),
  ...propertyShape(APPLICANT_PROPERTIES),
});
/** The data of {@link applicantSchema}. */
export type RawApplicant = z.infer<typeof applicantSchema>;

/** The same with a `GlobalId` that is a bigint if no number holds it exactly. */
export const exactApplicantSchema = /* @__PURE__ */ (() =>
  z.extend(applicantSchema, {
    GlobalId: z.nullish(z.union([z.number(), z.bigint()])),
  }))();
/** The data of {@link exactApplicantSchema}. */
export type RawExactApplicant = z.infer<typeof exactApplicantSchema>;

/** The part of an applicant that is mapped. */
export const applicantView = view(applicantSchema, MAPPED_APPLICANT_PROPERTIES);
/** The data of {@link applicantView}. */
export interface RawApplicantView extends ViewOf<
  typeof applicantView,
  { ThirdPartyProfiles: RawThirdPartyProfileView }
> {}
