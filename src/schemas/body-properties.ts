import type { WireType } from './properties.js';

// The properties of bodies, in wire order. Most answers have the same, and a number in front.

/** The properties of an activity outside of work. */
export const ACTIVITY_PROPERTIES = {
  Name: 'text',
  Start: 'FlexDate',
  End: 'FlexDate',
} as const satisfies Record<string, WireType>;

/** The properties of a certificate. */
export const CERTIFICATE_PROPERTIES = {
  Name: 'text',
  Type: 'text',
  Start: 'FlexDate',
  End: 'FlexDate',
} as const satisfies Record<string, WireType>;

/** The properties of an education. */
export const EDUCATION_PROPERTIES = {
  Type: 'text',
  Location: 'text',
  Specialization: 'text',
  Start: 'FlexDate',
  End: 'FlexDate',
  IsFinished: 'bool?',
} as const satisfies Record<string, WireType>;

/** The properties of a reference for a position. */
export const EXPERIENCE_REFERENCE_PROPERTIES = {
  FirstName: 'text',
  LastName: 'text',
  Gender: 'Gender',
  Position: 'text',
  MobilePhone: 'text',
  Phone: 'text',
  Email: 'text',
  Notes: 'text',
  Feedback: 'text',
} as const satisfies Record<string, WireType>;

/** The properties of a position, without its reference. */
export const EXPERIENCE_PROPERTIES = {
  Name: 'text',
  CareerLevel: 'text',
  Position: 'text',
  Start: 'FlexDate',
  End: 'FlexDate',
  Tasks: 'text',
  ReasonForQuitting: 'text',
} as const satisfies Record<string, WireType>;

/** The properties of a language. */
export const LANGUAGE_PROPERTIES = {
  Language: 'text',
  Level: 'text',
} as const satisfies Record<string, WireType>;

/** The properties of a publication. */
export const PUBLICATION_PROPERTIES = {
  Name: 'text',
  Description: 'text',
  Type: 'text',
} as const satisfies Record<string, WireType>;

/** The properties of a skill. */
export const KNOWLEDGE_PROPERTIES = {
  Knowledge: 'text',
  Level: 'text',
} as const satisfies Record<string, WireType>;

/** The properties of an entry in the history. */
export const HISTORY_PROPERTIES = {
  JobId: 'int?',
  Subject: 'text',
  Body: 'text',
  Type: 'HistoryType',
  CreatedBy: 'text',
} as const satisfies Record<string, WireType>;

/** The properties of a CV and of a photo. */
export const FILE_PROPERTIES = {
  FileExtension: 'text',
  Content: 'base64',
} as const satisfies Record<string, WireType>;

/** The properties of a document. */
export const DOCUMENT_PROPERTIES = {
  Name: 'text',
  FileExtension: 'text',
  Type: 'text',
  Content: 'base64',
  IsPublic: 'bool',
} as const satisfies Record<string, WireType>;

/** The properties of a new application. */
export const NEW_APPLICATION_PROPERTIES = {
  JobId: 'id',
  ApplicantId: 'id',
  Referrer: 'text',
  ReferrerAdditionalInfo: 'text',
  RefreshApplicationIfItAlreadyExists: 'bool',
  CoverLetter: 'text',
} as const satisfies Record<string, WireType>;

/** The properties of an API key that can be written. */
export const API_KEY_PROPERTIES = {
  Name: 'text',
  IsEnabled: 'bool',
  AccessLevels: 'ApiKeyAccessLevel[]',
} as const satisfies Record<string, WireType>;

/** The properties of a user that can be changed. */
export const USER_PROPERTIES = {
  FirstName: 'text',
  LastName: 'text',
  IsEnabled: 'bool',
} as const satisfies Record<string, WireType>;

/** The members of HistoryEntry.Type, by their integers. */
export const HISTORY_TYPES = ['Manual', 'Import', 'PrivacyPolicy'] as const;

/** The members of VideoInterview.Provider, by their integers. */
export const VIDEO_RECRUITING_PROVIDERS = ['None', 'Cammio'] as const;

/** The members of the Status of a new job, by their integers. */
export const NEW_JOB_STATUSES = ['Open', 'Draft'] as const;
