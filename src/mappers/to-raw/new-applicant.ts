import type { RawApplicantParameter, RawApplicantParameterView } from '../../schemas/applicant.js';
import { APPLICANT_PROPERTIES, type WireType } from '../../schemas/properties.js';
import type { MapperContext } from '../context.js';
import { wallTimeAt } from '../values/dates.js';
import { omitNullish } from './raw-values.js';

/** The properties of a new applicant that do not come from the input. */
export interface NewApplicantDefaults {
  /** To Applicant.DateOfCreation, as wall time in the context's zone. */
  readonly createdAt: Date;
  /** Language of emails. To Applicant.Culture. */
  readonly culture: string;
  /** To Applicant.Referrer. */
  readonly referrer: string | null;
  /** To Applicant.ReferrerAdditionalInfo. */
  readonly referrerAdditionalInfo: string | null;
}

/** Default values of the types that cannot be null. */
const EMPTY_VALUES: Readonly<Partial<Record<WireType, unknown>>> = { bool: false, Gender: 0, GenderIdentity: 0 };

/**
 * Maps a draft to the body that creates an eRecruiter applicant.
 *
 * The body has every property, in wire order: a missing one would get .NET's default. Unknown values are null, or 0,
 * false or an empty list if eRecruiter does not accept null.
 *
 * @param draft - The properties that are known, from {@link toRawApplicant}.
 * @param defaults - The properties of a new applicant that do not come from the input.
 * @param context - From {@link createMapperContext}.
 * @returns The complete body.
 *
 * @example
 * ```ts
 * import { createMapperContext, toNewApplicant } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * const createdAt = new Date('2026-07-01T10:00:00Z');
 * const defaults = { createdAt, culture: 'de-AT', referrer: 'Acme Jobs', referrerAdditionalInfo: null };
 * toNewApplicant({ LastName: 'Gruber' }, defaults, context).DateOfCreation; // '2026-07-01T12:00:00'
 * ```
 */
export function toNewApplicant<Draft extends RawApplicantParameterView>(
  draft: Draft,
  defaults: NewApplicantDefaults,
  context: MapperContext,
): RawApplicantParameter {
  return {
    ...emptyApplicant(),
    DateOfCreation: wallTimeAt(defaults.createdAt, context.timeZone),
    IsActive: true,
    Referrer: defaults.referrer,
    ReferrerAdditionalInfo: defaults.referrerAdditionalInfo,
    Culture: defaults.culture,
    ...withoutGaps(draft),
  };
}

/** The body is the caller's own, so it may be changed, unlike the draft. */
function withoutGaps(draft: RawApplicantParameterView): Partial<RawApplicantParameter>;
function withoutGaps(draft: RawApplicantParameterView): object {
  return omitNullish(draft);
}

function emptyApplicant(): RawApplicantParameter;
function emptyApplicant(): object {
  return Object.fromEntries(
    Object.entries(APPLICANT_PROPERTIES).map(([name, type]) => [
      name,
      type === 'text[]' ? [] : (EMPTY_VALUES[type] ?? null),
    ]),
  );
}
