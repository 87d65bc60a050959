import { APPLICANT_PROPERTIES } from '../../schemas/properties.js';

/**
 * What the API's actions take, in wire order. A member is text unless it says otherwise; `?` may be null, `[]` is a
 * list. `name`, `extension` and `email` are text that storage may clean; `key` is text that it compares as it is.
 */
export const BODY_TYPES = {
  Activity: 'Name Start:FlexDate End:FlexDate',
  Applicant: Object.entries(APPLICANT_PROPERTIES)
    .map(([name, type]) => `${name}:${type}`)
    .join(' '),
  ApplicationCreate: `
    JobId:int ApplicantId:int Referrer ReferrerAdditionalInfo RefreshApplicationIfItAlreadyExists:bool CoverLetter`,
  ApplicationMail: 'ApplicationId:int Url:key',
  Certificate: 'Name Type Start:FlexDate End:FlexDate',
  CoverLetter: 'JobId:int? CoverLetter',
  Cv: 'FileExtension:extension Content:bytes',
  CustomFieldValue: 'CustomField:key Value Values:text[]',
  Document: 'Name:name FileExtension:extension Type Content:bytes IsPublic:bool',
  DoubleOptIn: 'Email:key FirstName LastName DoubleOptInToken:key JobId:int? Url:key',
  Education: 'Type Location Specialization Start:FlexDate End:FlexDate IsFinished:bool?',
  Experience: `
    Name CareerLevel Position Start:FlexDate End:FlexDate Tasks ReasonForQuitting Reference:ExperienceReference`,
  ExperienceReference: 'FirstName LastName Gender:Gender Position MobilePhone Phone Email:email Notes Feedback',
  FlexDate: 'Year:int? Month:int? Day:int? IsRelativeDate:bool',
  History: 'JobId:int? Subject Body Type:HistoryType CreatedBy',
  Knowledge: 'Knowledge Level',
  Language: 'Language Level',
  Photo: 'FileExtension:extension Content:bytes',
  Policy: 'AcceptedOn:date? RevokedOn:date?',
  Publication: 'Name Description Type',
  RegistrationMail: 'ApplicantId:int Url:key',
  SendApplicationMessage: 'JobId:int ApplicantId:int',
  Token: 'Key:key MandatorId:int ClientInfo:key',
} as const;

/** A type whose members are known. */
export type BodyType = keyof typeof BODY_TYPES;

/** The names of each enum, by number. */
export const ENUMS = {
  Gender: ['Unknown', 'Male', 'Female'],
  GenderIdentity: ['Unknown', 'Male', 'Female', 'Diverse', 'Inter', 'Open'],
  HistoryType: ['Manual', 'Import', 'PrivacyPolicy'],
  MilitaryServiceType: ['NotYetDone', 'Done', 'Reliefed', 'Alternative'],
  SalaryPeriodType: ['Monthly', 'Yearly'],
} as const;
