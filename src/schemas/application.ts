import * as z from 'zod/mini';
import { MAPPED_APPLICATION_PROPERTIES } from './properties.js';
import { code, flag, id, list, member, numeric, text, timestamp, view } from './tolerant.js';

/** A step that can be taken with an application. */
export const applicationActivitySchema = z.looseObject({
  Name: text,
  NameForApplicant: text,
  NameForContact: text,
  IsVisibleToApplicant: flag,
  AvailableToContact: code,
});
/** A step that can be taken with an application. */
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
/** An application of an applicant, the full record. */
export type RawApplication = z.infer<typeof applicationSchema>;

/** The part of an application that is mapped. */
export const applicationView = view(applicationSchema, MAPPED_APPLICATION_PROPERTIES);
/** The part of an application that is mapped. */
export type RawApplicationView = z.infer<typeof applicationView>;

/** A row of `Applications/ByJob`: open applications of one job. */
export const applicationJobSchema = z.looseObject({
  Id: id,
  JobId: id,
  ApplicantId: id,
});
/** A row of `Applications/ByJob`: open applications of one job. */
export type RawApplicationJob = z.infer<typeof applicationJobSchema>;

/** The row itself, checked fast. */
export const applicationJobView = view(applicationJobSchema, ['Id', 'JobId', 'ApplicantId']);
/** The row itself, checked fast. */
export type RawApplicationJobView = z.infer<typeof applicationJobView>;

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
/** A row of `Applications/ByReferrer`: applications of any state by their source. */
export type RawApplicationReferrer = z.infer<typeof applicationReferrerSchema>;

/** The part of the row that discovery uses. */
export const applicationReferrerView = view(applicationReferrerSchema, [
  'ApplicantId',
  'ApplicationId',
  'JobId',
  'Referrer',
  'WorkflowStatusGroup',
  'WorkflowLastChange',
]);
/** The part of the row that discovery uses. */
export type RawApplicationReferrerView = z.infer<typeof applicationReferrerView>;

/** What creating an application sends. */
export const applicationParameterSchema = z.looseObject({
  JobId: id,
  ApplicantId: id,
  Referrer: text,
  ReferrerAdditionalInfo: text,
  RefreshApplicationIfItAlreadyExists: flag,
  CoverLetter: text,
});
/** What creating an application sends. */
export type RawApplicationParameter = z.infer<typeof applicationParameterSchema>;

/** The answer to a new application: its id, or what was wrong; older servers give no id. */
export const applicationCreateSchema = z.looseObject({
  ApplicationId: numeric,
  Errors: list(member),
});
/** The answer to a new application: its id, or what was wrong; older servers give no id. */
export type RawApplicationCreate = z.infer<typeof applicationCreateSchema>;
