import * as z from 'zod/mini';
import { flexDateSchema } from './flex-date.js';
import { code, flag, id, list, maybe, numeric, text, timestamp, view } from './tolerant.js';

/** A profile of an applicant elsewhere. */
export const thirdPartyProfileSchema = z.looseObject({
  ThirdParty: text,
  Identifier: text,
  Url: text,
});
/** A profile of an applicant elsewhere. */
export type RawThirdPartyProfile = z.infer<typeof thirdPartyProfileSchema>;

const parameters = {
  DateOfCreation: timestamp,
  GlobalId: numeric,
  ExternalId: numeric,
  FirstName: text,
  LastName: text,
  Email: text,
  Gender: code,
  GenderIdentity: code,
  TitleBeforeName: text,
  TitleAfterName: text,
  BirthDate: timestamp,
  Street: text,
  City: text,
  ZipCode: text,
  Country: text,
  Citizenship: text,
  Phone: text,
  MobilePhone: text,
  Url: text,
  IsActive: flag,
  IsLocked: flag,
  EnableNewsletter: flag,
  EnableMatchingJobsAutoMail: flag,
  Tags: list(z.string()),
  JobProfiles: list(z.string()),
  Regions: list(z.string()),
  CareerLevel: text,
  Location: text,
  Salary: numeric,
  SalaryNotes: text,
  SalaryCurrency: text,
  SalaryPeriod: code,
  DomesticTravelling: text,
  AbroadTravelling: text,
  EarliestPossibleBeginDate: maybe(flexDateSchema),
  PhoneTime: text,
  MilitaryService: code,
  MilitaryServiceStart: maybe(flexDateSchema),
  MilitaryServiceEnd: maybe(flexDateSchema),
  MilitaryServiceReliefReason: text,
  IsWillingToMove: flag,
  IsInterestedInInternship: flag,
  IsInterestedInFulltime: flag,
  IsInterestedInFreelancer: flag,
  IsInterestedInPartTime: flag,
  OvertimeHours: numeric,
  PartTimeHours: numeric,
  Referrer: text,
  ReferrerAdditionalInfo: text,
  Classification: text,
  ClassificationReason: text,
  ImportantInfo: text,
  SelfDescription: text,
  JobDescription: text,
  Culture: text,
  MaximumDistanceToJobLocation: numeric,
  PolicyAcceptedAt: timestamp,
};

/** What creating and replacing an applicant sends. */
export const applicantParameterSchema = z.looseObject(parameters);
/** What creating and replacing an applicant sends. */
export type RawApplicantParameter = z.infer<typeof applicantParameterSchema>;

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
  ...parameters,
});
/** An applicant as eRecruiter answers it. */
export type RawApplicant = z.infer<typeof applicantSchema>;

/** The part of an applicant that a candidate is made of. */
export const applicantView = view(applicantSchema, [
  'Id',
  'FirstName',
  'LastName',
  'Referrer',
  'Phone',
  'MobilePhone',
  'Email',
  'ThirdPartyProfiles',
  'Url',
  'Street',
  'City',
  'ZipCode',
  'Country',
  'DateOfCreation',
  'DateOfUpdateByUser',
  'DateOfUpdateByApplicant',
  'Tags',
]);
/** The part of an applicant that a candidate is made of. */
export type RawApplicantView = z.infer<typeof applicantView>;
