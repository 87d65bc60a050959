import { isBlank } from '../mappers/values/text.js';
import type { RawApplicant } from '../schemas/index.js';
import { canonical } from './applicant-record.js';

/** What tells who somebody is: while one of them is there, a candidate is not anonymous. */
export const IDENTITY = [
  ...(['FirstName', 'LastName', 'Email', 'Phone', 'MobilePhone', 'Street', 'BirthDate', 'Url'] as const),
  ...(['ThirdPartyProfiles', 'HasCv', 'HasPhoto', 'DocumentsCount'] as const),
] as const;

/** Whether somebody has been anonymized: eRecruiter requires two names of everybody else. */
export function isAnonymous(record: RawApplicant): boolean {
  return unchanged(IDENTITY, record, record).every((name) => name === 'LastName');
}

/** The properties that have a value, and the same one as before: what eRecruiter writes in its place is its own. */
export function unchanged(names: readonly (keyof RawApplicant)[], before: RawApplicant, now: RawApplicant): string[] {
  return names.filter((name) => hasContent(now[name]) && canonical(now[name]) === canonical(before[name])).map(String);
}

function hasContent(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'string') return !isBlank(value) && !value.startsWith('0001-01-01');
  return value === true || (typeof value === 'number' && value > 0);
}

/** Whether a record can only be that of somebody who has been anonymized: it has a last name and nothing else. */
export function isNobody(record: RawApplicant): boolean {
  return hasContent(record.LastName) && isAnonymous(record);
}
