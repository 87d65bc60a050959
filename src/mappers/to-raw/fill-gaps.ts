import type { RawApplicantParameter, RawApplicantParameterView } from '../../schemas/applicant.js';
import { asAnswered } from '../context.js';
import { omitNullish } from './raw-values.js';
import { GENDER_IDENTITIES, memberOf } from '../values/enums.js';
import { isSamePhone } from '../values/phone.js';
import { isBlank, toText } from '../values/text.js';

/** Some properties to write. */
type Gaps = Partial<RawApplicantParameter>;

/**
 * Returns the properties of a draft that fill empty fields of an existing applicant. Nothing is overwritten.
 *
 * A phone number goes to Phone, or to MobilePhone if Phone holds another number. Salary, period and currency stay
 * together. A gender that contradicts the stored one is ignored.
 *
 * @param draft - The properties to write, from {@link toRawApplicant}.
 * @param current - The applicant as stored in eRecruiter.
 * @returns The properties to write; empty if there is nothing to fill.
 *
 * @example
 * ```ts
 * import { fillGaps } from 'erecruiter-kombo/mappers';
 *
 * fillGaps({ FirstName: 'Eva', City: 'Linz' }, { FirstName: 'Eva Maria', City: '' }); // { City: 'Linz' }
 * ```
 */
export function fillGaps<Draft extends RawApplicantParameterView>(
  draft: Draft,
  current: object,
): Partial<RawApplicantParameter> {
  const held = asAnswered(current);
  // The original value counts: a value of the wrong type was mended to null, but is not a gap.
  const at = (property: keyof RawApplicantParameter): unknown =>
    Reflect.get(Object(held), property) ?? Reflect.get(current, property);
  const ifMissing = (
    property: 'FirstName' | 'LastName' | 'Email' | 'Street' | 'City' | 'ZipCode' | 'Country' | 'Url',
  ) => (isGap(at(property)) ? toText(draft[property]) : null);
  return omitNullish({
    FirstName: ifMissing('FirstName'),
    LastName: ifMissing('LastName'),
    Email: ifMissing('Email'),
    ...missingGender(draft, at('Gender'), at('GenderIdentity')),
    Street: ifMissing('Street'),
    City: ifMissing('City'),
    ZipCode: ifMissing('ZipCode'),
    Country: ifMissing('Country'),
    ...missingPhone(draft, at('Phone'), at('MobilePhone')),
    Url: ifMissing('Url'),
    ...missingSalary(draft, at('Salary')),
    EarliestPossibleBeginDate:
      draft.EarliestPossibleBeginDate && isDateGap(at('EarliestPossibleBeginDate'))
        ? { ...draft.EarliestPossibleBeginDate }
        : null,
  });
}

function isGap(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && isBlank(value));
}

function isDateGap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return isGap(value);
  return !['Year', 'Month', 'Day'].some((part) => Number(Reflect.get(value, part)) > 0);
}

function missingGender(draft: RawApplicantParameterView, heldGender: unknown, heldIdentity: unknown): Gaps {
  const [gender, identity] = [genderOf(draft.Gender), genderOf(draft.GenderIdentity)];
  const [currentGender, currentIdentity] = [genderOf(heldGender), genderOf(heldIdentity)];
  const agrees = [
    [gender, currentGender],
    [identity, currentIdentity],
  ].every(([ours, theirs]) => ours === undefined || theirs === undefined || ours === theirs);
  return agrees
    ? {
        Gender: currentGender === undefined && gender !== undefined ? draft.Gender : null,
        GenderIdentity: currentIdentity === undefined && identity !== undefined ? draft.GenderIdentity : null,
      }
    : {};
}

function missingPhone({ Phone }: RawApplicantParameterView, phone: unknown, mobile: unknown): Gaps {
  const number = toText(Phone);
  if (number === null || [phone, mobile].some((held) => !isGap(held) && isSamePhone(String(held), number))) return {};
  if (isGap(phone)) return { Phone: number };
  return isGap(mobile) ? { MobilePhone: number } : {};
}

// Salary, period and currency belong together: next to an existing amount, ours would be wrong.
function missingSalary(draft: RawApplicantParameterView, held: unknown): Gaps {
  const { Salary, SalaryCurrency, SalaryPeriod } = draft;
  return isGap(held) && !isGap(Salary) ? { Salary, SalaryCurrency, SalaryPeriod } : {};
}

/** The name of a gender, or the raw value if it is newer than this library; `undefined` for an unknown gender. */
function genderOf(code: unknown): unknown {
  const isCode = typeof code === 'number' || typeof code === 'string';
  const name = (isCode ? memberOf(GENDER_IDENTITIES, code) : undefined) ?? (isGap(code) ? 'Unknown' : code);
  return name === 'Unknown' ? undefined : name;
}
