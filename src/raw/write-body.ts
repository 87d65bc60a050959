import type { RawBodyType, RawProperties } from '../api/raw-call.js';
import { didYouMean } from '../core/did-you-mean.js';
import { INT32_MAX } from '../mappers/to-raw/raw-values.js';
import { bytesOf, encodeBase64, toStandardBase64 } from '../mappers/values/base64.js';
import { isDate } from '../mappers/values/checks.js';
import { isNoDate, toDate, wallTimeAt } from '../mappers/values/dates.js';
import type { InputIssue } from '../models/error-codes.js';
import { HISTORY_TYPES, NEW_JOB_STATUSES, VIDEO_RECRUITING_PROVIDERS } from '../schemas/body-properties.js';
import {
  GENDER_IDENTITIES,
  GENDERS,
  MILITARY_SERVICE_TYPES,
  SALARY_PERIOD_TYPES,
  type WireType,
} from '../schemas/properties.js';
import { isRecord } from '../schemas/walk.js';

// eRecruiter runs an action even if it could not read a property of the body, which then has its default. So what it
// could not read is rejected here.

type PropertyType = WireType | RawProperties | readonly [RawProperties];

/** The text of a value in JSON, or what is wrong with it. */
type Written = string | Omit<InputIssue, 'path'>;

const ENUM_MEMBERS: Readonly<Partial<Record<WireType, readonly string[]>>> = {
  Gender: GENDERS,
  GenderIdentity: GENDER_IDENTITIES,
  'SalaryPeriodType?': SALARY_PERIOD_TYPES,
  'MilitaryServiceType?': MILITARY_SERVICE_TYPES,
  HistoryType: HISTORY_TYPES,
  VideoRecruitingProvider: VIDEO_RECRUITING_PROVIDERS,
  NewJobStatus: NEW_JOB_STATUSES,
};

const FLEX_DATE: RawProperties = { Year: 'int?', Month: 'int?', Day: 'int?', IsRelativeDate: 'bool' };

/** What a body must have: a missing number would be 0, and a missing date the first day of the year 1. */
const NEVER_MISSING: readonly unknown[] = ['id', 'double', 'date'] satisfies WireType[];

const MAX_BODY_DEPTH = 40;
const INT64_MAX = 2n ** 63n - 1n;

/** Writes a body as JSON. What is wrong with it is added to `issues`. */
export function writeBody(type: RawBodyType, body: unknown, timeZone: string, issues: InputIssue[]): string {
  if (type === 'text' || type === 'json') {
    const isText = typeof body === 'string' && (type === 'text' || body.trim() !== '');
    if (!isText) issues.push({ ...typeProblem(body, 'a text'), path: 'body' });
    return type === 'text' ? JSON.stringify(body) : String(body);
  }
  return writeValue(type, body ?? null, 'body', { timeZone, issues, isWhole: true }, 0) ?? '';
}

interface Context {
  readonly timeZone: string;
  readonly issues: InputIssue[];
  /** Whether the value is the body itself, which cannot be null. */
  readonly isWhole?: boolean;
}

/** Writes a value; undefined if there is none. */
function writeValue(
  type: PropertyType | undefined,
  value: unknown,
  path: string,
  { isWhole = false, ...context }: Context,
  depth: number,
): string | undefined {
  const refuse = (problem: Omit<InputIssue, 'path'>): string => {
    context.issues.push({ ...problem, path });
    return 'null';
  };
  if (value === undefined || value === null) {
    if (isWhole || NEVER_MISSING.includes(type)) return refuse({ code: 'required', message: 'is required' });
    return value === null ? 'null' : undefined;
  }
  if (depth > MAX_BODY_DEPTH) return refuse(NOT_JSON);
  if (isListType(type) || (type === undefined && Array.isArray(value))) {
    if (!Array.isArray(value)) return refuse(typeProblem(value, 'a list'));
    const element = elementTypeOf(type);
    const items = value.map(
      (item: unknown, at) => writeValue(element, item, `${path}.${at}`, context, depth + 1) ?? 'null',
    );
    return `[${items.join(',')}]`;
  }
  const properties = type === 'FlexDate' ? FLEX_DATE : typeof type === 'object' && !isListType(type) ? type : undefined;
  if (properties !== undefined || (type === undefined && isPlain(value))) {
    if (!isPlain(value)) return refuse(typeProblem(value, 'an object'));
    return writeRecord(properties ?? {}, value, path, context, depth);
  }
  const written =
    typeof type === 'string' ? writeScalar(type, value, context.timeZone) : writeAny(value, context.timeZone);
  return typeof written === 'string' ? written : refuse(written);
}

function writeRecord(
  properties: RawProperties,
  value: Readonly<Record<string, unknown>>,
  path: string,
  context: Context,
  depth: number,
): string {
  // eRecruiter reads names in any case.
  const types = new Map(Object.entries(properties).map(([name, type]) => [name.toLowerCase(), type]));
  const names = new Set(Object.keys(value).map((name) => name.toLowerCase()));
  for (const [name, type] of Object.entries(properties)) {
    if (NEVER_MISSING.includes(type) && !names.has(name.toLowerCase())) {
      context.issues.push({ code: 'required', path: `${path}.${name}`, message: 'is required' });
    }
  }
  const members = Object.entries(value).flatMap(([name, item]) => {
    const shown = /^[a-z]\w{0,39}$/i.test(name) ? name : '…';
    const text = writeValue(types.get(name.toLowerCase()), item, `${path}.${shown}`, context, depth + 1);
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${members.join(',')}}`;
}

/** Writes a value of a type that is no record. */
function writeScalar(type: WireType, value: unknown, timeZone: string): Written {
  switch (type) {
    case 'bool':
    case 'bool?':
      return typeof value === 'boolean' ? String(value) : typeProblem(value, 'true or false');
    case 'id':
      return isInt32(value) && value > 0 ? String(value) : numberTypeProblem(value, `a number from 1 to ${INT32_MAX}`);
    case 'int?':
      return isInt32(value) ? String(value) : numberTypeProblem(value, 'a whole number of 32 bits');
    case 'long?':
      return isInt64(value)
        ? String(value)
        : numberTypeProblem(value, 'a whole number of 64 bits, beyond 2^53 a bigint');
    case 'float?':
    case 'double':
    case 'double?':
      return Number.isFinite(value) ? String(value) : numberTypeProblem(value, 'a number');
    case 'date':
    case 'date?':
      return writeDate(value, timeZone);
    case 'base64':
      return writeBytes(value);
    default: {
      const members = ENUM_MEMBERS[type];
      if (members !== undefined) return writeMember(members, value);
      return typeof value === 'string' ? JSON.stringify(value) : typeProblem(value, 'a text');
    }
  }
}

/** Writes a value of a property that is not documented, such as those of a record that is sent back as it was read. */
function writeAny(value: unknown, timeZone: string): Written {
  if (isDate(value)) return writeDate(value, timeZone);
  const isJson = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (isJson) return JSON.stringify(value);
  return typeof value === 'bigint' ? String(value) : NOT_JSON;
}

/** eRecruiter stores the UTC time of a text with `Z` as if it were local time, so a `Date` becomes wall time. */
function writeDate(value: unknown, timeZone: string): Written {
  if (isDate(value)) {
    const text = wallTimeAt(value, timeZone);
    return text === null ? { code: 'invalid_type', message: 'must be a valid date' } : JSON.stringify(text);
  }
  if (typeof value !== 'string') return typeProblem(value, 'a Date or a text');
  if (toDate(value, timeZone) !== null || (isNoDate(value) && value !== '')) return JSON.stringify(value);
  return { code: 'invalid_format', message: 'must be a date such as 2026-01-31T08:00:00' };
}

function writeBytes(value: unknown): Written {
  const bytes = bytesOf(value);
  if (bytes !== undefined) return JSON.stringify(encodeBase64(bytes));
  if (typeof value !== 'string') return typeProblem(value, 'base64 or bytes');
  const text = value === '' ? '' : toStandardBase64(value);
  return text === undefined ? { code: 'invalid_format', message: 'must be base64' } : JSON.stringify(text);
}

function writeMember(members: readonly string[], value: unknown): Written {
  if (isInt32(value)) return String(value);
  if (typeof value !== 'string') return typeProblem(value, 'a number or a text');
  const isKnown = /^\d+$/.test(value) || members.some((name) => name.toLowerCase() === value.toLowerCase());
  if (isKnown) return JSON.stringify(value);
  return {
    code: 'invalid_value',
    message: `must be one of ${members.join(', ')}${didYouMean(value, members, [])}`,
  };
}

const NOT_JSON = { code: 'invalid_type', message: 'cannot be written as JSON' } as const;

/** What is wrong with a value of another type. */
export function typeProblem(value: unknown, wanted: string): Omit<InputIssue, 'path'> {
  if (value === undefined || value === null) return { code: 'required', message: 'is required' };
  return { code: 'invalid_type', message: `must be ${wanted}` };
}

/** What is wrong with a value that is no number of some kind. */
export function numberTypeProblem(value: unknown, wanted: string): Omit<InputIssue, 'path'> {
  const isNumber = typeof value === 'bigint' || Number.isFinite(value);
  return isNumber ? { code: 'out_of_range', message: `must be ${wanted}` } : typeProblem(value, wanted);
}

/** Whether a value is a whole number of 32 bits. */
export function isInt32(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= INT32_MAX;
}

/** Whether a value is a whole number of 64 bits that is certainly the intended one. */
export function isInt64(value: unknown): value is number | bigint {
  if (typeof value === 'bigint') return value >= -INT64_MAX && value <= INT64_MAX;
  return Number.isSafeInteger(value);
}

function isListType(
  type: PropertyType | undefined,
): type is 'text[]' | 'ApiKeyAccessLevel[]' | readonly [RawProperties] {
  return Array.isArray(type) || type === 'text[]' || type === 'ApiKeyAccessLevel[]';
}

/** The server knows more access levels than are documented: neither numbers nor names are checked. */
function elementTypeOf(type: PropertyType | undefined): PropertyType | undefined {
  if (type === 'text[]') return 'text';
  return typeof type === 'object' && isListType(type) ? type[0] : undefined;
}

/** Dates, maps, files and bytes have no properties of their own: what they hold would not be sent. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && Object.prototype.toString.call(value) === '[object Object]' && !(Symbol.iterator in value);
}
