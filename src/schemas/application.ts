import * as z from 'zod/mini';
import { NEW_APPLICATION_PROPERTIES } from './body-properties.js';
import { MAPPED_APPLICATION_PROPERTIES } from './properties.js';
import { propertyShape } from './property-shape.js';
import { code, flag, id, list, member, numeric, text, timestamp, view } from './tolerant.js';
import type { ViewOf } from './view-of.js';

/** A step that recruiters can take with an application. */
export const applicationActivitySchema = z.looseObject({
  Name: text,
  NameForApplicant: text,
  NameForContact: text,
  IsVisibleToApplicant: flag,
  AvailableToContact: code,
});
/** The data of {@link applicationActivitySchema}. */
export type RawApplicationActivity = z.infer<typeof applicationActivitySchema>;

/** An application of an applicant, the full record. */
export const applicationSchema = z.looseObject({
  Id: id,
  ApplicantId: id,
  JobId: id,
  Status: text,
  StatusForApplicant: text,
  StatusForContact: text,
  IsVisibleToApplicant: flag,
  IsVisibleToContact: flag,
  Referrer: text,
  ReferrerAdditionalInfo: text,
  AvailableActivities: list(applicationActivitySchema),
  WorkflowStatusGroup: code,
  Rating: numeric,
});
/** The data of {@link applicationSchema}. */
export type RawApplication = z.infer<typeof applicationSchema>;

/** The part of an application that is mapped. */
export const applicationView = view(applicationSchema, MAPPED_APPLICATION_PROPERTIES);
/** The data of {@link applicationView}. */
export interface RawApplicationView extends ViewOf<typeof applicationView> {}

/** The part of an application that decides about its next step, and that the step sends back. */
export const applicationStepsView = view(applicationSchema, [
  'Id',
  'ApplicantId',
  'JobId',
  'Status',
  'Referrer',
  'ReferrerAdditionalInfo',
  'AvailableActivities',
  'WorkflowStatusGroup',
]);
/** The data of {@link applicationStepsView}. */
export interface RawApplicationStepsView extends ViewOf<typeof applicationStepsView> {}

/** A row of `Applications/ByJob`: open applications of one job. */
export const applicationJobSchema = z.looseObject({
  Id: id,
  JobId: id,
  ApplicantId: id,
});
/** The data of {@link applicationJobSchema}. */
export type RawApplicationJob = z.infer<typeof applicationJobSchema>;

/** The same row as a compiled schema. */
export const applicationJobView = view(applicationJobSchema, ['Id', 'JobId', 'ApplicantId']);
/** The data of {@link applicationJobView}. */
export interface RawApplicationJobView extends ViewOf<typeof applicationJobView> {}

/** A row of `Applications/ByReferrer`: applications of any state by their source. */
export const applicationReferrerSchema = z.looseObject({
  ApplicantId: id,
  ApplicationId: id,
  JobId: id,
  FirstName: text,
  LastName: text,
  TitleBeforeName: text,
  TitleAfterName: text,
  Gender: code,
  Referrer: text,
  ReferrerAdditionalInformation: text,
  WorkflowStatusGroup: code,
  WorkflowLastChange: timestamp,
});
/** The data of {@link applicationReferrerSchema}. */
export type RawApplicationReferrer = z.infer<typeof applicationReferrerSchema>;

/** The part of the row that discovery by source uses. */
export const applicationReferrerView = view(applicationReferrerSchema, [
  'ApplicantId',
  'ApplicationId',
  'JobId',
  'Referrer',
  'WorkflowStatusGroup',
  'WorkflowLastChange',
]);
/** The data of {@link applicationReferrerView}. */
export interface RawApplicationReferrerView extends ViewOf<typeof applicationReferrerView> {}

/** The body that creates an application. */
export const applicationParameterSchema = z.looseObject(propertyShape(NEW_APPLICATION_PROPERTIES));
/** The data of {@link applicationParameterSchema}. */
export type RawApplicationParameter = z.infer<typeof applicationParameterSchema>;

/** The body that executes a step of an application, and replaces its source. */
export const applicationUpdateSchema = z.looseObject({
  Message: text,
  Activity: text,
  Referrer: text,
  ReferrerAdditionalInfo: text,
});
/** The data of {@link applicationUpdateSchema}. */
export type RawApplicationUpdate = z.infer<typeof applicationUpdateSchema>;

/** The answer to a new application: its id, or the errors; older servers return no id. */
export const applicationCreateSchema = z.looseObject({
  ApplicationId: numeric,
  Errors: list(member),
});
/** The data of {@link applicationCreateSchema}. */
export type RawApplicationCreate = z.infer<typeof applicationCreateSchema>;
