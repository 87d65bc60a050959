import * as z from 'zod/mini';
import { flexDateSchema, type RawFlexDateView } from './flex-date.js';
import { APPLICANT_PROPERTIES, MAPPED_APPLICANT_PROPERTIES, type WireType } from './properties.js';
import { code, flag, id, list, maybe, numeric, text, timestamp, view } from './tolerant.js';
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

// Every property of a record may be missing or null, whatever the API says.
const SCHEMAS_BY_TYPE = {
  text,
  email: text,
  'text[]': list(z.string()),
  bool: flag,
  'bool?': flag,
  'int?': numeric,
  'long?': numeric,
  'float?': numeric,
  date: timestamp,
  'date?': timestamp,
  Gender: code,
  GenderIdentity: code,
  'SalaryPeriodType?': code,
  'MilitaryServiceType?': code,
  FlexDate: maybe(flexDateSchema),
} satisfies Readonly<Record<WireType, z.core.$ZodType>>;

type ApplicantProperties = typeof APPLICANT_PROPERTIES;
type ParameterShape = {
  readonly [Name in keyof ApplicantProperties]: (typeof SCHEMAS_BY_TYPE)[ApplicantProperties[Name]];
};

function parameterShape(): ParameterShape;
// @__NO_SIDE_EFFECTS__
function parameterShape(): object {
  return Object.fromEntries(Object.entries(APPLICANT_PROPERTIES).map(([name, type]) => [name, SCHEMAS_BY_TYPE[type]]));
}

/** The body that creates or replaces an applicant. */
export const applicantParameterSchema = z.looseObject(parameterShape());
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
  ...parameterShape(),
});
/** The data of {@link applicantSchema}. */
export type RawApplicant = z.infer<typeof applicantSchema>;

/** The part of an applicant that is mapped. */
export const applicantView = view(applicantSchema, MAPPED_APPLICANT_PROPERTIES);
/** The data of {@link applicantView}. */
export interface RawApplicantView extends ViewOf<
  typeof applicantView,
  { ThirdPartyProfiles: RawThirdPartyProfileView }
> {}
