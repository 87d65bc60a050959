import {
  APPLICANT_PROPERTIES,
  CUSTOM_FIELD_TARGETS,
  CUSTOM_FIELD_TYPES,
  GENDERS,
  GENDER_IDENTITIES,
  JOB_STATUSES,
  MILITARY_SERVICE_TYPES,
  POLICY_TYPES,
  QUESTIONNAIRE_ITEM_TYPES,
  SALARY_PERIOD_TYPES,
  WORKFLOW_STATUS_GROUPS,
} from '../../schemas/properties.js';
import { ANSWER_TYPES } from './answer-types.js';
import { NO_DATE } from './clock.js';
import type { Json, JsonObject } from './json.js';

/**
 * What the API's actions accept, in wire order. A member is text unless a type follows; `?` may be null, `[]` is a
 * list. `name`, `extension` and `email` are text that storage may clean; `key` is text that is compared as it is.
 */
export const BODY_TYPES = {
  Activity: 'Name Start:FlexDate End:FlexDate',
  Applicant: Object.entries(APPLICANT_PROPERTIES)
    .map(([name, type]) => `${name}:${type}`)
    .join(' '),
  ApplicationCreate: `
    JobId:int ApplicantId:int Referrer ReferrerAdditionalInfo RefreshApplicationIfItAlreadyExists:bool CoverLetter`,
  ApplicationUpdate: 'Message Activity Referrer ReferrerAdditionalInfo',
  ApplicationMail: 'ApplicationId:int Url:key',
  Certificate: 'Name Type Start:FlexDate End:FlexDate',
  CoverLetter: 'JobId:int? CoverLetter',
  Cv: 'FileExtension:extension Content:bytes',
  CvParser: 'FileName Content:bytes',
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

/** A type that actions accept. */
export type BodyType = keyof typeof BODY_TYPES;

/** A type with known members. */
export type RecordType = BodyType | keyof typeof ANSWER_TYPES;

/** What an action accepts: one record, a list of records, or a text. */
export type BodySpec = BodyType | `${BodyType}[]` | 'text';

/** The names of each enum, by number. */
export const ENUMS = {
  ApplicationActivityAvailability: ['None', 'Simple', 'Full'],
  CustomFieldTarget: CUSTOM_FIELD_TARGETS,
  CustomFieldType: CUSTOM_FIELD_TYPES,
  Gender: GENDERS,
  GenderIdentity: GENDER_IDENTITIES,
  HistoryType: ['Manual', 'Import', 'PrivacyPolicy'],
  JobPublicationType: ['Portal', 'Channel', 'MultiPostChannel'],
  JobStatus: JOB_STATUSES,
  MilitaryServiceType: MILITARY_SERVICE_TYPES,
  PolicyType: POLICY_TYPES,
  QuestionnaireItemType: QUESTIONNAIRE_ITEM_TYPES,
  QuestionnaireLocation: ['OnFirstPage', 'OnSecondPage'],
  SalaryPeriodType: SALARY_PERIOD_TYPES,
  WorkflowStatusGroup: WORKFLOW_STATUS_GROUPS,
} as const;

/** The type of a value in a body. */
export interface ValueType {
  readonly base: string;
  readonly isList: boolean;
  readonly isNullable: boolean;
}

/** A named member of a type. */
export interface BodyMember extends ValueType {
  readonly name: string;
}

/** The members of each type, in wire order. */
export const MEMBERS_BY_TYPE: ReadonlyMap<string, readonly BodyMember[]> = new Map(
  Object.entries({ ...ANSWER_TYPES, ...BODY_TYPES }).map(([name, members]) => [name, parseMembers(members)]),
);

/** The names of each enum by the enum's own name. */
export const ENUM_NAMES: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(ENUMS));

const VALUE_DEFAULTS: Readonly<Record<string, Json>> = { bool: false, int: 0, long: 0, float: 0, date: NO_DATE };

/** Parses the members of a type as they are written in {@link BODY_TYPES}. */
export function parseMembers(members: string): readonly BodyMember[] {
  return members.trim().split(/\s+/).map(parseMember);
}

function parseMember(member: string): BodyMember {
  const [name = '', type = 'text'] = member.split(':');
  return { name, ...parseType(type) };
}

/** Parses a type as it is written in {@link BODY_TYPES}. */
export function parseType(type: string): ValueType {
  return { base: type.replace(/\?|\[\]/, ''), isList: type.endsWith('[]'), isNullable: type.endsWith('?') };
}

/** Returns the value of a member that was not sent. */
export function defaultOf({ base, isList, isNullable }: ValueType): Json {
  if (isList || isNullable) return null;
  return ENUM_NAMES.has(base) ? 0 : (VALUE_DEFAULTS[base] ?? null);
}

/** Returns an object with the defaults of the given members, in their order. */
export function defaultsOf(members: readonly BodyMember[]): JsonObject {
  return Object.fromEntries(members.map((member) => [member.name, defaultOf(member)]));
}

/** Returns the members of a type. */
export function membersOf(type: string): readonly BodyMember[] {
  return MEMBERS_BY_TYPE.get(type) ?? [];
}

/** Returns a record in wire order: the given values, and defaults for all others. */
export function recordOf(type: string, values: Readonly<JsonObject> = {}): JsonObject {
  return { ...defaultsOf(membersOf(type)), ...values };
}

/** Returns a partial date with its computed members, which the server ignores in bodies. */
export function flexDate(value: Readonly<JsonObject>): JsonObject {
  const part = (given: Json | undefined): number | null => (typeof given === 'number' ? given : null);
  const [Year, Month, Day] = [part(value['Year']), part(value['Month']), part(value['Day'])];
  const IsRelativeDate = value['IsRelativeDate'] === true;
  const IsEmpty = Year === null && Month === null && Day === null;
  const known = [Year, Month, Day].filter((item) => item !== null).length;
  const IsValid = IsRelativeDate ? known === 1 : IsEmpty || isPartialDay(Year, Month, Day);
  return { Year, Month, Day, IsRelativeDate, IsValid, IsEmpty };
}

function isPartialDay(year: number | null, month: number | null, day: number | null): boolean {
  if (year === null || (month === null && day !== null)) return false;
  if (month === null) return true;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day ?? 1);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === (day ?? 1);
}
