import type { RawApplicantParameter } from '../schemas/applicant.js';
import { isEmptyFlexDate, known } from './raw-values.js';
import { memberOf } from './values/enums.js';
import { toText } from './values/text.js';

type Properties = Partial<RawApplicantParameter>;

const GENDER_IDENTITIES = ['Unknown', 'Male', 'Female', 'Diverse', 'Inter', 'Open'] as const;

/**
 * What of a draft fills a gap of an existing applicant; nothing that is there is overwritten. A telephone number goes
 * to
 * Phone, or to MobilePhone where Phone holds another one; salary, period and currency go together; a gender that
 * contradicts the one that is there is left out.
 *
 * @example
 * ```ts
 * import { toFillings } from 'erecruiter-kombo/mappers';
 *
 * toFillings({ FirstName: 'Eva', City: 'Linz' }, { FirstName: 'Eva Maria', City: '' }); // { City: 'Linz' }
 * ```
 */
export function toFillings(
  draft: Partial<RawApplicantParameter>,
  current: RawApplicantParameter,
): Partial<RawApplicantParameter> {
  return known({
    FirstName: missingText(current.FirstName, draft.FirstName),
    LastName: missingText(current.LastName, draft.LastName),
    Email: missingText(current.Email, draft.Email),
    ...missingGender(draft, current),
    Street: missingText(current.Street, draft.Street),
    City: missingText(current.City, draft.City),
    ZipCode: missingText(current.ZipCode, draft.ZipCode),
    Country: missingText(current.Country, draft.Country),
    ...missingPhone(draft, current),
    Url: missingText(current.Url, draft.Url),
    ...missingSalary(draft, current),
    EarliestPossibleBeginDate: isEmptyFlexDate(current.EarliestPossibleBeginDate)
      ? draft.EarliestPossibleBeginDate
      : null,
  });
}

function missingText(current: string | null | undefined, value: string | null | undefined): string | null {
  return toText(current) === null ? toText(value) : null;
}

function missingGender(draft: Properties, current: Properties): Properties {
  const [gender, identity] = [genderOf(draft.Gender), genderOf(draft.GenderIdentity)];
  const [currentGender, currentIdentity] = [genderOf(current.Gender), genderOf(current.GenderIdentity)];
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

function missingPhone({ Phone }: Properties, current: Properties): Properties {
  const number = toText(Phone);
  const numbers = [toText(current.Phone), toText(current.MobilePhone)];
  if (number === null || numbers.some((held) => held !== null && digitsOf(held) === digitsOf(number))) return {};
  if (numbers[0] === null) return { Phone: number };
  return numbers[1] === null ? { MobilePhone: number } : {};
}

// A period or a currency without an amount says nothing, and would say something wrong of another amount.
function missingSalary({ Salary, SalaryCurrency, SalaryPeriod }: Properties, current: Properties): Properties {
  const isGap = current.Salary === null || current.Salary === undefined;
  return isGap && Salary !== null && Salary !== undefined ? { Salary, SalaryCurrency, SalaryPeriod } : {};
}

/** A gender by its name, by its number where it is newer than this library; `undefined` for an unknown one. */
function genderOf(code: number | string | null | undefined): number | string | undefined {
  const name = memberOf(GENDER_IDENTITIES, code) ?? code ?? 'Unknown';
  return name === 'Unknown' ? undefined : name;
}

// 0043 664 and +43/664 are the same.
function digitsOf(number: string): string {
  return number.replace(/[^\d+]/g, '').replace(/^00/, '+');
}
