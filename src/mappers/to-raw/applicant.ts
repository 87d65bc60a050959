import type { CandidateInput, PartialCandidateInput } from '../../models/action-inputs.js';
import type { RawApplicantParameter } from '../../schemas/applicant.js';
import type { RawMandatorView } from '../../schemas/mandator.js';
import { MapperError } from '../mapper-error.js';
import type { MapperContext } from '../context.js';
import { omitNullish, toRawDay, toRawFlexDate, toWholeNumber } from './raw-values.js';
import { toEmail } from '../values/email.js';
import { isDate, isObject } from '../values/checks.js';
import { GENDER_IDENTITIES, GENDERS, SALARY_PERIOD_TYPES } from '../values/enums.js';
import { withoutScheme } from '../values/phone.js';
import { soundValue, type Kind, type ValueCheck } from '../values/shape.js';
import { distinctTexts, present, toText } from '../values/text.js';
import { toWebAddress, urlToText } from '../values/web-address.js';

/** An input as properties of an applicant. */
export interface ApplicantDraft {
  /** The properties that the input fills, none of them null. */
  readonly properties: Partial<RawApplicantParameter>;
  /** What eRecruiter cannot store, by the path in the input and without the value. */
  readonly warnings: readonly string[];
}

/** The catalogues that hold the names an applicant's properties use. */
export type ApplicantCatalogue = Partial<Pick<RawMandatorView, 'Countries' | 'SalaryCurrencies'>>;

// eRecruiter's Gender is for the salutation, which has only two forms.
const RAW_GENDERS = {
  MALE: { Gender: 'Male', GenderIdentity: 'Male' },
  FEMALE: { Gender: 'Female', GenderIdentity: 'Female' },
  OTHER: { Gender: 'Unknown', GenderIdentity: 'Diverse' },
} as const;
const RAW_SALARY_PERIODS = { MONTH: 'Monthly', YEAR: 'Yearly' } as const;

/**
 * Maps a candidate input to the properties of an eRecruiter applicant. Blank values count as not given.
 *
 * To Applicant.FirstName, LastName, Email, Phone, Street, City, ZipCode, Country (in the mandator's spelling), Url,
 * Gender and GenderIdentity, EarliestPossibleBeginDate, Salary (rounded half up), SalaryPeriod, and SalaryCurrency
 * (EUR, where the catalogue has it).
 *
 * @param candidate - The candidate of a create action.
 * @param context - From {@link createMapperContext}.
 * @param catalogue - The mandator's catalogues of countries and currencies.
 * @returns The properties that the input fills, and warnings for what eRecruiter cannot store and for values of the
 * wrong type, which are left out.
 * @throws A {@link MapperError} if the input is no object.
 *
 * @example
 * ```ts
 * import { createMapperContext, toRawApplicant } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * const eva = { first_name: 'Eva', last_name: 'Gruber', email_address: 'eva@example.at', gender: 'FEMALE' } as const;
 * toRawApplicant(eva, context).properties.Gender; // 2
 * ```
 */
export function toRawApplicant(
  candidate: PartialCandidateInput,
  context: MapperContext,
  catalogue: ApplicantCatalogue = {},
): ApplicantDraft {
  const mistakes: string[] = [];
  const input = soundInput(candidate, mistakes);
  const { location } = input;
  // Without types, what is left out of a form is often null.
  const gender = input.gender ?? undefined;
  const wish = input.salary_expectations ?? undefined;
  const availableFrom = input.availability_date ?? undefined;
  const country = toText(location?.country);
  const countryName = country === null ? null : (context.countries.fromIso(country) ?? null);
  const beginDay = availableFrom === undefined ? null : toRawDay(availableFrom, context.timeZone);
  const salary = wish === undefined ? null : toWholeNumber(wish.amount);
  const [link, ...furtherLinks] = distinctTexts(
    present(input.social_links).map(({ url }) => toWebAddress(String(url ?? '')) ?? String(url ?? '')),
  );
  const phone = toText(input.phone_number);
  return {
    properties: omitNullish({
      FirstName: toText(input.first_name),
      LastName: toText(input.last_name),
      Email: toEmail(input.email_address) ?? toText(input.email_address),
      Gender: gender === undefined ? null : GENDERS.indexOf(RAW_GENDERS[gender].Gender),
      GenderIdentity: gender === undefined ? null : GENDER_IDENTITIES.indexOf(RAW_GENDERS[gender].GenderIdentity),
      Street: toText(location?.street_1),
      City: toText(location?.city),
      ZipCode: toText(location?.zip_code),
      Country: countryName,
      Phone: phone === null ? null : toText(withoutScheme(phone)),
      Url: link,
      Salary: salary,
      SalaryCurrency: salary === null ? null : euroOf(catalogue),
      SalaryPeriod:
        wish === undefined || salary === null ? null : SALARY_PERIOD_TYPES.indexOf(RAW_SALARY_PERIODS[wish.period]),
      EarliestPossibleBeginDate: beginDay === null ? null : toRawFlexDate(beginDay),
    }),
    warnings: [
      ...mistakes,
      isLeftOut(input.company) && 'candidate.company was left out: eRecruiter stores employers as experiences',
      isLeftOut(input.title) && 'candidate.title was left out: titles in eRecruiter are academic ones',
      isLeftOut(location?.state) && 'candidate.location.state was left out: applicants have no state in eRecruiter',
      country !== null &&
        countryName === null &&
        'candidate.location.country was left out: the country code is unknown',
      countryName !== null &&
        lacksCountry(countryName, context, catalogue) &&
        'candidate.location.country is not in the mandator’s catalogue; its German name was used',
      availableFrom !== undefined && beginDay === null && 'candidate.availability_date was left out: not a day',
      wish !== undefined &&
        salary === null &&
        'candidate.salary_expectations was left out: eRecruiter takes whole numbers below 2^31 only',
      isLeftOut(furtherLinks) && 'candidate.social_links was cut to the first one: eRecruiter stores only one',
      isLeftOut(present(input.additional_email_addresses).flatMap(({ email_address: text }) => toText(text) ?? [])) &&
        'candidate.additional_email_addresses was left out: eRecruiter stores only one address',
      isLeftOut(present(input.additional_phone_numbers).flatMap(({ phone_number: text }) => toText(text) ?? [])) &&
        'candidate.additional_phone_numbers was left out: eRecruiter does not store the kind of a number',
    ].filter((warning) => warning !== false),
  };
}

// Pure: left out of a bundle that writes nothing.
const INPUT_SHAPE = {
  first_name: 'string',
  last_name: 'string',
  email_address: 'string',
  phone_number: 'string',
  location: { country: 'string', city: 'string', state: 'string', zip_code: 'string', street_1: 'string' },
  gender: /* @__PURE__ */ given((value) => isKeyOf(RAW_GENDERS, value), 'expected MALE, FEMALE or OTHER'),
  availability_date: /* @__PURE__ */ given((value) => typeof value === 'string' || isDate(value), 'not a day'),
  salary_expectations: /* @__PURE__ */ given(isWish, 'expected an amount as a number, and MONTH or YEAR'),
  social_links: [{ url: /* @__PURE__ */ given((value) => typeof urlToText(value) === 'string', 'expected string') }],
  company: 'string',
  title: 'string',
  additional_email_addresses: [{ email_address: 'string' }],
  additional_phone_numbers: [{ phone_number: 'string' }],
} satisfies Readonly<Record<keyof CandidateInput, Kind>>;

/** Returns an input in which everything is what it must be, or null; warns about the rest. */
function soundInput(input: PartialCandidateInput, warnings: string[]): PartialCandidateInput;
function soundInput(input: unknown, warnings: string[]): object {
  if (!isObject(input)) throw new MapperError('candidate', [{ path: '', message: 'must be an object' }]);
  const tell = (path: string, problem: string): void =>
    void warnings.push(`candidate.${path} was left out: ${problem}`);
  return Object(soundValue(input, INPUT_SHAPE, '', '', tell));
}

/** Checks a value that may be missing. */
function given(holds: (value: unknown) => boolean, problem: string): ValueCheck {
  return (value) => (value === undefined || value === null || holds(value) ? undefined : problem);
}

function isWish(value: unknown): boolean {
  return isObject(value) && typeof value['amount'] === 'number' && isKeyOf(RAW_SALARY_PERIODS, value['period']);
}

function isKeyOf(table: object, value: unknown): boolean {
  return typeof value === 'string' && Object.hasOwn(table, value);
}

function euroOf({ SalaryCurrencies }: ApplicantCatalogue): string | null {
  return present(SalaryCurrencies).find((name) => name.trim().toUpperCase() === 'EUR') ?? null;
}

// Without a catalogue it is unknown how the mandator spells countries.
function lacksCountry(country: string, { countries }: MapperContext, { Countries }: ApplicantCatalogue): boolean {
  if (Countries === undefined) return false;
  return !present(Countries).some((name) => countries.toIso(name) === countries.toIso(country));
}

function isLeftOut(value: string | readonly unknown[] | undefined): boolean {
  return typeof value === 'string' ? toText(value) !== null : (value ?? []).length > 0;
}
