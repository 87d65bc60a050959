import * as z from 'zod/mini';
import { customFieldValueSchema, customFieldValueView, type RawCustomFieldValueView } from './custom-field.js';
import { jobPublicationSchema, jobPublicationView, type RawJobPublicationView } from './job-publication.js';
import { jobProfileSchema } from './mandator.js';
import { MAPPED_JOB_PROPERTIES } from './properties.js';
import { base64, code, flag, id, list, maybe, member, numeric, text, timestamp, view } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** A place; `coordinates` are longitude, latitude. */
export const geoLocationSchema = z.looseObject({
  type: text,
  coordinates: list(z.number()),
  Country: text,
  Region: text,
  ZipCode: text,
  Street: text,
  StreetNumber: text,
  City: text,
});
/** The data of {@link geoLocationSchema}. */
export type RawGeoLocation = z.infer<typeof geoLocationSchema>;

/** A place of work, as published for search engines. */
export const googleForJobsLocationSchema = z.looseObject({
  Street: text,
  HouseNo: text,
  ZipCode: text,
  City: text,
  State: text,
  Country: text,
});
/** The data of {@link googleForJobsLocationSchema}. */
export type RawGoogleForJobsLocation = z.infer<typeof googleForJobsLocationSchema>;
/** The same for functions that read it. */
export interface RawGoogleForJobsLocationView extends ViewOf<typeof googleForJobsLocationSchema> {}

// Documented as an integer; servers also write a word or a list of words.
const employmentType = z.union([member, z.array(z.nullish(member))]);

/** A job as published for search engines. */
export const googleForJobsSchema = z.looseObject({
  EmploymentType: maybe(employmentType),
  Telecommute: flag,
  Country: text,
  MinSalary: numeric,
  MaxSalary: numeric,
  SalaryUnit: text,
  Content: text,
  Currency: text,
  HiringOrganization: text,
  HiringOrganizationLogo: text,
  Locations: list(googleForJobsLocationSchema),
});
/** The data of {@link googleForJobsSchema}. */
export type RawGoogleForJobs = z.infer<typeof googleForJobsSchema>;

/** The appearance of a job on one channel. */
export const stepStoneSettingsSchema = z.looseObject({
  HeaderColor: text,
  BackgroundColor: text,
  Headers: list(z.string()),
  Background: text,
  Video: text,
  Contact: text,
});
/** The data of {@link stepStoneSettingsSchema}. */
export type RawStepStoneSettings = z.infer<typeof stepStoneSettingsSchema>;

/** The appearance of a job per channel. */
export const channelSettingsSchema = z.looseObject({
  StepStone: maybe(stepStoneSettingsSchema),
});
/** The data of {@link channelSettingsSchema}. */
export type RawChannelSettings = z.infer<typeof channelSettingsSchema>;

/** The preview of a link to the job on social media. */
export const socialMediaSchema = z.looseObject({
  Title: text,
  Description: text,
  Image: text,
});
/** The data of {@link socialMediaSchema}. */
export type RawSocialMedia = z.infer<typeof socialMediaSchema>;

/** A job, with the texts of one publication. */
export const jobSchema = z.looseObject({
  Id: id,
  MandatorId: numeric,
  InternalName: text,
  InternalLocation: text,
  Status: code,
  Latitude: numeric,
  Longitude: numeric,
  UserFirstName: text,
  UserLastName: text,
  UserTitleBeforeName: text,
  UserTitleAfterName: text,
  UserFullName: text,
  UserGender: code,
  UserPhone: text,
  UserEmail: text,
  CreationDate: timestamp,
  UpdateDate: timestamp,
  OnlineDate: timestamp,
  OnlineDateCorrected: timestamp,
  JobProfiles: list(z.string()),
  ExtendedJobProfiles: list(jobProfileSchema),
  Regions: list(z.string()),
  CustomFields: list(customFieldValueSchema),
  OccupationTypes: list(z.string()),
  CareerLevels: list(z.string()),
  Tags: list(z.string()),
  PublishedOn: list(jobPublicationSchema),
  AvailableCultures: list(z.string()),
  Channels: maybe(channelSettingsSchema),
  CompanyPictureContent: base64,
  CompanyPictureFileExtension: text,
  Culture: text,
  Html: text,
  Title: text,
  SubTitle: text,
  Location: text,
  CompanyDescription: text,
  Block1: text,
  Block2: text,
  Block3: text,
  Block4: text,
  HeaderBlock1: text,
  HeaderBlock2: text,
  HeaderBlock3: text,
  HeaderBlock4: text,
  TemplateName: text,
  HasQuestionnaire: flag,
  GoogleForJobs: maybe(googleForJobsSchema),
  ExpirationDate: timestamp,
  GeoLocation: maybe(geoLocationSchema),
  CompanyLocation: maybe(geoLocationSchema),
  GeoLocationName: text,
  CompanyLocationName: text,
  SocialMedia: maybe(socialMediaSchema),
  CustomerId: numeric,
  CustomerName: text,
  UserAddress: text,
  UserZipCode: text,
  UserCity: text,
  CammioPitchHash: text,
  IndeedApplyWidgetUrl: text,
});
/** The data of {@link jobSchema}. */
export type RawJob = z.infer<typeof jobSchema>;

const geoLocationView = view(geoLocationSchema, ['Country', 'Region', 'ZipCode', 'Street', 'StreetNumber', 'City']);
/** The part of a place that is mapped. */
export interface RawGeoLocationView extends ViewOf<typeof geoLocationView> {}

const googleForJobsView = view(googleForJobsSchema, [
  'EmploymentType',
  'Telecommute',
  'Country',
  'MinSalary',
  'MaxSalary',
  'SalaryUnit',
  'Currency',
  'Locations',
]);
/** The part of a job's search engine data that is mapped. */
export interface RawGoogleForJobsView extends ViewOf<
  typeof googleForJobsView,
  { Locations: RawGoogleForJobsLocationView }
> {}

const viewedJobSchema = z.extend(jobSchema, {
  CustomFields: list(customFieldValueView),
  PublishedOn: list(jobPublicationView),
  GoogleForJobs: maybe(googleForJobsView),
  GeoLocation: maybe(geoLocationView),
});
/** The part of a job that is mapped. */
export const jobView = view(viewedJobSchema, [
  ...MAPPED_JOB_PROPERTIES,
  'InternalName',
  'UserFullName',
  'JobProfiles',
  'OccupationTypes',
  'CareerLevels',
  'PublishedOn',
  'Html',
  'HasQuestionnaire',
  'GoogleForJobs',
  'GeoLocation',
  'GeoLocationName',
]);
/** The data of {@link jobView}. */
export interface RawJobView extends ViewOf<
  typeof jobView,
  {
    CustomFields: RawCustomFieldValueView;
    PublishedOn: RawJobPublicationView;
    GoogleForJobs: RawGoogleForJobsView;
    GeoLocation: RawGeoLocationView;
  }
> {}

/** The published jobs of one channel. */
export const jobsSchema = z.looseObject({
  Jobs: list(jobSchema),
  JobPublicationType: maybe(jobPublicationSchema),
  Culture: text,
});
/** The data of {@link jobsSchema}. */
export type RawJobs = z.infer<typeof jobsSchema>;

/** The same with unchecked rows, so that one bad row does not affect the others. */
export const publishedJobsSchema = z.looseObject({
  Jobs: list(z.unknown()),
  JobPublicationType: z.optional(z.unknown()),
  Culture: z.optional(z.unknown()),
});
/** The data of {@link publishedJobsSchema}. */
export type RawPublishedJobs = z.infer<typeof publishedJobsSchema>;
