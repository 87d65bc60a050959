import type { ConsentInput } from '../../models/action-inputs.js';
import type { MapperContext } from '../context.js';
import { wallTimeAt } from '../values/dates.js';
import { memberOf, POLICY_TYPES } from '../values/enums.js';
import type { PolicyBody } from './bodies.js';

/**
 * Maps a consent to the body that accepts a policy. Kombo's models have no consents: there is nothing to map back.
 *
 * eRecruiter has a second place for the date: write `AcceptedOn` to Applicant.PolicyAcceptedAt, too.
 *
 * @param consent - The `gdpr_consent` of a create action.
 * @param at - When the candidate consented.
 * @param context - From {@link createMapperContext}.
 * @returns The body of `PUT Api/Applicant/{applicantId}/Policies/{policyId}`; null if no consent is given.
 *
 * @example
 * ```ts
 * import { createMapperContext, toRawPolicy } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * const at = new Date('2026-07-01T10:00:00Z');
 * toRawPolicy({ given: true }, at, context)?.AcceptedOn; // '2026-07-01T12:00:00'
 * ```
 */
export function toRawPolicy(consent: ConsentInput | undefined, at: Date, context: MapperContext): PolicyBody | null {
  return consent?.given === true ? { AcceptedOn: wallTimeAt(at, context.timeZone), RevokedOn: null } : null;
}

/**
 * Finds the policy that a consent accepts.
 *
 * @param policies - The rows of `Policies`: the current version of each kind.
 * @returns The first one of type Consent; `undefined` if the portal has none.
 *
 * @example
 * ```ts
 * import { findConsentPolicy } from 'erecruiter-kombo/mappers';
 *
 * findConsentPolicy([{ Id: 3, Type: 1 }, { Id: 4, Type: 0 }])?.Id; // 4
 * ```
 */
export function findConsentPolicy<
  T extends {
    /** Its kind: 0 or Consent, 1 or Information. */
    readonly Type?: number | string | null | undefined;
  },
>(policies: readonly T[]): T | undefined {
  return policies.find(({ Type }) => memberOf(POLICY_TYPES, Type) === 'Consent');
}
