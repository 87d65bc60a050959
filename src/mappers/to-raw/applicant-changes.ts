import type { CandidateInput } from '../../models/action-inputs.js';
import type { CandidateChangesInput } from '../../models/candidate-inputs.js';
import type { RawApplicantParameter } from '../../schemas/applicant.js';
import { MapperError } from '../mapper-error.js';
import { asAnswered, type MapperContext } from '../context.js';
import { isObject } from '../values/checks.js';
import { GENDER_IDENTITIES, GENDERS, memberOf, SALARY_PERIOD_TYPES } from '../values/enums.js';
import { isBlank } from '../values/text.js';
import { type ApplicantCatalogue, toRawApplicant } from './applicant.js';
import { omitNullish } from './raw-values.js';

/** An input as changes of an applicant. */
export interface ApplicantChanges {
  /** The properties that differ from the stored ones; null clears one. */
  readonly properties: Partial<RawApplicantParameter>;
  /** What eRecruiter cannot store, by the path in the input and without the value. */
  readonly warnings: readonly string[];
}

/** What null clears, by the field of the input. */
const CLEARED = {
  email_address: { Email: null },
  phone_number: { Phone: null },
  // .NET's enums cannot be null.
  gender: { Gender: 0, GenderIdentity: 0 },
  availability_date: { EarliestPossibleBeginDate: null },
  salary_expectations: { Salary: null, SalaryPeriod: null, SalaryCurrency: null },
  social_links: { Url: null },
} as const satisfies Partial<Record<keyof CandidateChangesInput, Partial<RawApplicantParameter>>>;
const CLEARED_LOCATION = {
  country: { Country: null },
  city: { City: null },
  zip_code: { ZipCode: null },
  street_1: { Street: null },
} as const;
const REQUIRED = ['first_name', 'last_name'] as const;

/** The enums among the properties. */
const APPLICANT_ENUMS: Readonly<Record<string, readonly string[]>> = {
  Gender: GENDERS,
  GenderIdentity: GENDER_IDENTITIES,
  SalaryPeriod: SALARY_PERIOD_TYPES,
};
/** What a unified gender of `OTHER` covers. */
const OTHER_IDENTITIES: readonly unknown[] = ['Diverse', 'Inter', 'Open'];

/**
 * Maps changes of a candidate to the properties of an eRecruiter applicant that differ from the stored ones. A field
 * that is left out changes nothing, and null clears it; {@link editJson} writes the result into the record.
 *
 * The fields go where {@link toRawApplicant} puts them. A salary keeps the currency that is stored.
 *
 * @param candidate - The changes, as for `updateCandidate`.
 * @param current - The applicant as stored in eRecruiter.
 * @param context - From {@link createMapperContext}.
 * @param catalogue - The mandator's catalogues of countries and currencies.
 * @returns The properties to write, empty if nothing differs, and warnings for what eRecruiter cannot store.
 * @throws A {@link MapperError} if the changes are no object.
 *
 * @example
 * ```ts
 * import { createMapperContext, editJson, toApplicantChanges } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * const text = '{"Id":7,"LastName":"Gruber","City":"Linz","Phone":"0732 1"}';
 * const changes = { phone_number: null, location: { city: 'Wels' } };
 * const { properties } = toApplicantChanges(changes, JSON.parse(text), context);
 * editJson(text, properties); // '{"Id":7,"LastName":"Gruber","City":"Wels","Phone":null}'
 * ```
 */
export function toApplicantChanges(
  candidate: CandidateChangesInput,
  current: object,
  context: MapperContext,
  catalogue: ApplicantCatalogue = {},
): ApplicantChanges {
  if (!isObject(candidate)) throw new MapperError('candidate', [{ path: '', message: 'must be an object' }]);
  const { properties, warnings } = toRawApplicant(withoutNulls(candidate), context, catalogue);
  const held = asAnswered(current);
  const at = (name: string): unknown => Reflect.get(Object(held), name) ?? Reflect.get(current, name);
  const { SalaryCurrency, ...others } = properties;
  // The input names no currency: the stored one is somebody's statement, ours a guess.
  const hasCurrency = !isEmptyValue(at('SalaryCurrency'));
  const wanted = {
    ...others,
    ...(SalaryCurrency === undefined || hasCurrency ? {} : { SalaryCurrency }),
    ...clearedBy(candidate),
  };
  const differing = Object.entries(wanted).filter(([name, value]) => !isSame(name, value, at(name), context));
  const isOtherCurrency = hasCurrency && String(at('SalaryCurrency')).trim().toUpperCase() !== 'EUR';
  return {
    properties: Object.fromEntries(differing),
    warnings: [
      ...warnings,
      ...REQUIRED.flatMap((name) =>
        Reflect.get(candidate, name) === null ? `candidate.${name} was left out: eRecruiter requires it` : [],
      ),
      ...(properties.Salary !== undefined && isOtherCurrency
        ? ['candidate.salary_expectations counts in the candidate’s own currency, which is not EUR']
        : []),
    ],
  };
}

/** Returns the fields that are not null, in the form in which a create takes them. */
function withoutNulls(candidate: CandidateChangesInput): CandidateInput;
function withoutNulls(candidate: CandidateChangesInput): object {
  const { location } = candidate;
  return omitNullish({ ...candidate, location: isObject(location) ? omitNullish(location) : location });
}

function clearedBy(candidate: CandidateChangesInput): Partial<RawApplicantParameter> {
  const { location, social_links: links } = candidate;
  const isNull = (holder: object, name: string): boolean => Reflect.get(holder, name) === null;
  const changes = Object.entries(CLEARED).filter(([name]) => isNull(candidate, name));
  const parts = Object.entries(CLEARED_LOCATION).filter(([name]) => location === null || isNull(location ?? {}, name));
  const isNoLink = Array.isArray(links) && links.length === 0;
  return Object.assign(
    {},
    ...[...changes, ...parts].map(([, cleared]) => cleared),
    isNoLink ? CLEARED.social_links : {},
  );
}

/** Whether a property has a value already. */
function isSame(name: string, wanted: unknown, held: unknown, { countries }: MapperContext): boolean {
  if (wanted === null) return isEmptyValue(held);
  const names = APPLICANT_ENUMS[name];
  if (names !== undefined) {
    const [ours, theirs] = [memberOf(names, codeOf(wanted)), memberOf(names, codeOf(held))];
    if (name === 'GenderIdentity' && ours === 'Diverse') return OTHER_IDENTITIES.includes(theirs);
    return ours === (theirs ?? (name === 'SalaryPeriod' || !isEmptyValue(held) ? undefined : 'Unknown'));
  }
  if (isObject(wanted)) {
    return isObject(held) && Object.entries(wanted).every(([part, value]) => (held[part] ?? emptyPart(part)) === value);
  }
  if (name === 'Country' && typeof held === 'string') {
    return held === wanted || (countries.toIso(held) ?? held) === countries.toIso(String(wanted));
  }
  return held === wanted;
}

function codeOf(value: unknown): number | string | null {
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

function emptyPart(part: string): false | null {
  return part === 'IsRelativeDate' ? false : null;
}

/** Whether a value means that there is none: a partial date without parts does, and a blank text. */
export function isEmptyValue(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return isBlank(value);
  if (!isObject(value)) return false;
  return ['Year', 'Month', 'Day'].every((part) => !(Number(value[part]) > 0));
}
