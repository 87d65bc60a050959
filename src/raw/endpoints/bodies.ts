import type { RawProperties } from '../../api/raw-call.js';
import {
  EXPERIENCE_PROPERTIES,
  EXPERIENCE_REFERENCE_PROPERTIES,
  USER_PROPERTIES,
  API_KEY_PROPERTIES,
} from '../../schemas/body-properties.js';

// Bodies that no answer resembles, in wire order.

/** Exchanges a key for a token. */
export const TOKEN_BODY = { Key: 'text', MandatorId: 'id', ClientInfo: 'text' } as const satisfies RawProperties;

/** Changes a password by the old one. */
export const SET_PASSWORD_BODY = {
  OldPassword: 'text',
  NewPassword: 'text',
  Url: 'text',
} as const satisfies RawProperties;

/** Changes a password. */
export const RESET_PASSWORD_BODY = { NewPassword: 'text', Url: 'text' } as const satisfies RawProperties;

/** Changes a password by a code. */
export const SET_PASSWORD_BY_CODE_BODY = {
  Email: 'text',
  Code: 'text',
  NewPassword: 'text',
  Url: 'text',
} as const satisfies RawProperties;

/** A cover letter. */
export const COVER_LETTER_BODY = { JobId: 'int?', CoverLetter: 'text' } as const satisfies RawProperties;

/** A CV for the parser. */
export const CV_PARSER_BODY = { FileName: 'text', Content: 'base64' } as const satisfies RawProperties;

/** A position, with its reference. */
export const EXPERIENCE_BODY = {
  ...EXPERIENCE_PROPERTIES,
  Reference: EXPERIENCE_REFERENCE_PROPERTIES,
} as const satisfies RawProperties;

/** The value of a custom field; a list of options has `Values`. */
export const CUSTOM_FIELD_VALUE_BODY = {
  CustomField: 'text',
  Value: 'text',
  Values: 'text[]',
} as const satisfies RawProperties;

/** When a policy was accepted or revoked. */
export const POLICY_BODY = { AcceptedOn: 'date?', RevokedOn: 'date?' } as const satisfies RawProperties;

/** A video interview. */
export const VIDEO_INTERVIEW_BODY = {
  JobId: 'id',
  ApplicationId: 'int?',
  Provider: 'VideoRecruitingProvider',
  TemplateId: 'int?',
  InterviewId: 'int?',
  InterviewDate: 'date?',
} as const satisfies RawProperties;

/** A step of an application's workflow, a message, or another source. */
export const UPDATE_APPLICATION_BODY = {
  Message: 'text',
  Activity: 'text',
  Referrer: 'text',
  ReferrerAdditionalInfo: 'text',
} as const satisfies RawProperties;

/** An application that recruiters are notified of. */
export const APPLICATION_MESSAGE_BODY = { JobId: 'id', ApplicantId: 'id' } as const satisfies RawProperties;

/** A finished CUT-E assessment. */
export const CUTE_ASSESSMENT_BODY = { OptionsId: 'id' } as const satisfies RawProperties;

/** The preview of a link to a new job. */
export const SOCIAL_MEDIA_PROPERTIES = { Description: 'text' } as const satisfies RawProperties;

/** A custom field of a new job. */
export const JOB_CUSTOM_FIELD_PROPERTIES = {
  Name: 'text',
  Value: 'text',
  Values: 'text[]',
} as const satisfies RawProperties;

/** The texts of a new job in one language. */
export const JOB_TEXT_PROPERTIES = {
  Culture: 'text',
  TemplateId: 'id',
  QuestionnaireId: 'int?',
  Title: 'text',
  SubTitle: 'text',
  Location: 'text',
  SocialMedia: SOCIAL_MEDIA_PROPERTIES,
  Introduction: 'text',
  Description: 'text',
  Requirements: 'text',
  Offer: 'text',
  InternalInformation: 'text',
} as const satisfies RawProperties;

/** A new job. Without a `Status` it is open. */
export const JOB_BODY = {
  Name: 'text',
  Status: 'NewJobStatus',
  CompanyId: 'id',
  UserId: 'id',
  ContactId: 'id',
  JobProfile: 'text',
  JobProfileAssignedOnApply: 'bool?',
  CareerLevel: 'text',
  OccupationType: 'text',
  SalaryFrom: 'double?',
  SalaryTo: 'double?',
  CustomFields: [JOB_CUSTOM_FIELD_PROPERTIES],
  JobTexts: [JOB_TEXT_PROPERTIES],
} as const satisfies RawProperties;

/** A mandator. */
export const MANDATOR_BODY = { Name: 'text' } as const satisfies RawProperties;

/** A new API key. */
export const NEW_API_KEY_BODY = { MandatorId: 'id', ...API_KEY_PROPERTIES } as const satisfies RawProperties;

/** A new user. */
export const NEW_USER_BODY = { Email: 'text', Password: 'text', ...USER_PROPERTIES } as const satisfies RawProperties;

/** An email after a registration. */
export const REGISTRATION_MAIL_BODY = { ApplicantId: 'id', Url: 'text' } as const satisfies RawProperties;

/** An email after an application. */
export const APPLICATION_MAIL_BODY = { ApplicationId: 'id', Url: 'text' } as const satisfies RawProperties;

/** An email that asks for a confirmation. */
export const DOUBLE_OPT_IN_BODY = {
  Email: 'text',
  FirstName: 'text',
  LastName: 'text',
  DoubleOptInToken: 'text',
  JobId: 'int?',
  Url: 'text',
} as const satisfies RawProperties;

/** Companies as XML. */
export const COMPANY_SYNC_BODY = { XmlContent: 'text' } as const satisfies RawProperties;

/** What a visitor of the portal writes. */
export const FEEDBACK_BODY = { ApplicantId: 'int?', Email: 'text', Feedback: 'text' } as const satisfies RawProperties;

/** An answer to a filter of the applicant compass. */
export const INTEREST_FILTER_PROPERTIES = { FilterId: 'id', AnswerId: 'id' } as const satisfies RawProperties;

/** An answer to a question of the applicant compass. */
export const INTEREST_QUESTION_PROPERTIES = { QuestionId: 'id', Answer: 'double' } as const satisfies RawProperties;

/** The answers to the applicant compass. */
export const INTERESTS_BODY = {
  Filters: [INTEREST_FILTER_PROPERTIES],
  Questions: [INTEREST_QUESTION_PROPERTIES],
} as const satisfies RawProperties;
