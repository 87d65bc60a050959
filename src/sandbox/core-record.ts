import { NO_DATE } from './clock.js';
import { isInteger, isRow, type Json, type Row } from './json.js';

type Kind = 'text' | 'flag' | 'flag?' | 'integer?' | 'enum' | 'enum?' | 'number?' | 'date' | 'date?' | 'flex' | 'list';

/** What an applicant's core record consists of, in wire order. */
const PROPERTIES: Readonly<Record<string, Kind>> = {
  DateOfCreation: 'date',
  GlobalId: 'integer?',
  ExternalId: 'integer?',
  FirstName: 'text',
  LastName: 'text',
  Email: 'text',
  Gender: 'enum',
  GenderIdentity: 'enum',
  TitleBeforeName: 'text',
  TitleAfterName: 'text',
  BirthDate: 'date?',
  Street: 'text',
  City: 'text',
  ZipCode: 'text',
  Country: 'text',
  Citizenship: 'text',
  Phone: 'text',
  MobilePhone: 'text',
  Url: 'text',
  IsActive: 'flag',
  IsLocked: 'flag',
  EnableNewsletter: 'flag',
  EnableMatchingJobsAutoMail: 'flag',
  Tags: 'list',
  JobProfiles: 'list',
  Regions: 'list',
  CareerLevel: 'text',
  Location: 'text',
  Salary: 'integer?',
  SalaryNotes: 'text',
  SalaryCurrency: 'text',
  SalaryPeriod: 'enum?',
  DomesticTravelling: 'text',
  AbroadTravelling: 'text',
  EarliestPossibleBeginDate: 'flex',
  PhoneTime: 'text',
  MilitaryService: 'enum?',
  MilitaryServiceStart: 'flex',
  MilitaryServiceEnd: 'flex',
  MilitaryServiceReliefReason: 'text',
  IsWillingToMove: 'flag?',
  IsInterestedInInternship: 'flag?',
  IsInterestedInFulltime: 'flag?',
  IsInterestedInFreelancer: 'flag?',
  IsInterestedInPartTime: 'flag?',
  OvertimeHours: 'integer?',
  PartTimeHours: 'integer?',
  Referrer: 'text',
  ReferrerAdditionalInfo: 'text',
  Classification: 'text',
  ClassificationReason: 'text',
  ImportantInfo: 'text',
  SelfDescription: 'text',
  JobDescription: 'text',
  Culture: 'text',
  MaximumDistanceToJobLocation: 'number?',
  PolicyAcceptedAt: 'date?',
};

const DEFAULTS: Readonly<Row> = Object.fromEntries(
  Object.entries(PROPERTIES).map(([name, kind]) => [name, defaultOf(kind)]),
);

function defaultOf(kind: Kind): Json {
  if (kind === 'flag') return false;
  if (kind === 'enum') return 0;
  if (kind === 'date') return NO_DATE;
  return kind === 'list' ? [] : null;
}

/** A core record with the given values and the defaults of all others, in wire order. */
export function coreRecord(values: Readonly<Row>): Row {
  return { ...DEFAULTS, ...values };
}

/** What a posted core record becomes, or what is wrong with it, by property. */
export function bindCoreRecord(body: Readonly<Row>, newer: Readonly<Row>): { record: Row; errors: [string, string][] } {
  const record = coreRecord({});
  const errors: [string, string][] = [];
  for (const [name, kind] of Object.entries(PROPERTIES)) {
    const given = body[name];
    if (given === undefined || (given === null && kind === 'list')) continue;
    if (fits(kind, given)) record[name] = kind === 'flex' ? flexDate(given) : given;
    else errors.push([name, `Error converting value to the type of '${name}'.`]);
  }
  for (const name of Object.keys(newer)) record[name] = body[name] ?? null;
  if (typeof record['LastName'] !== 'string' || record['LastName'] === '') errors.push(['LastName', 'required']);
  return { record, errors };
}

function fits(kind: Kind, value: Json): boolean {
  if (value === null) return !(kind === 'flag' || kind === 'enum' || kind === 'date');
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'flag':
    case 'flag?':
      return typeof value === 'boolean';
    case 'integer?':
    case 'enum':
    case 'enum?':
      return isInteger(value);
    case 'number?':
      return typeof value === 'number';
    case 'date':
    case 'date?':
      return typeof value === 'string' && isDate(value);
    case 'flex':
      return isRow(value);
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
  }
}

/** Whether a text is a date as Json.NET reads it. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,7})?(?:Z|[+-]\d\d:\d\d)?)?$/.test(text) && isCalendarDay(text);
}

function isCalendarDay(text: string): boolean {
  const day = text.slice(0, 10);
  const ms = Date.parse(day);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}

/** A partial date with its computed members, which are ignored on the way in. */
export function flexDate(value: Json | undefined): Json {
  if (!isRow(value)) return null;
  const part = (name: string): number | null => {
    const given = value[name];
    return typeof given === 'number' ? given : null;
  };
  const [Year, Month, Day] = [part('Year'), part('Month'), part('Day')];
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
