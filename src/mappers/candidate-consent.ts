import type { CandidateConsent } from '../models/candidate-consent.js';
import type { RawApplicantPolicyView } from '../schemas/policy.js';
import { checkedRecord } from './check-record.js';
import { readDate, type MapperContext } from './context.js';
import { APPLICANT_POLICY_SHAPE } from './shapes.js';
import { memberOf, POLICY_TYPES } from './values/enums.js';
import { toText } from './values/text.js';

/**
 * Maps what an eRecruiter applicant has said to a policy to a unified consent.
 *
 * @param raw - A row of `Applicant/{applicantId}/Policies`.
 * @param context - From {@link createMapperContext}.
 * @param applicantId - eRecruiter's number of the applicant.
 * @returns The consent; its `type` is null for kinds newer than this library.
 * @throws A {@link MapperError} if a number is not that of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toCandidateConsent } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toCandidateConsent({ PolicyId: 4, Type: 0, AcceptedOn: '2026-07-01T12:00:00' }, context, 7).type; // 'CONSENT'
 * ```
 */
export function toCandidateConsent<Raw extends RawApplicantPolicyView>(
  raw: Raw,
  context: MapperContext,
  applicantId: number,
): CandidateConsent {
  const policy = checkedRecord<RawApplicantPolicyView>('policy', raw, APPLICANT_POLICY_SHAPE, context, applicantId);
  const type = memberOf(POLICY_TYPES, policy.Type);
  return {
    policy_id: String(policy.PolicyId),
    candidate_id: context.ids.candidate(applicantId),
    type: type === undefined ? null : CONSENT_TYPES[type],
    language: toText(policy.Language),
    portal_url: toText(policy.Url),
    text: toText(policy.Text),
    accepted_at: readDate(policy.AcceptedOn, context, applicantId, 'AcceptedOn'),
    revoked_at: readDate(policy.RevokedOn, context, applicantId, 'RevokedOn'),
    is_outdated: policy.IsOutdated ?? null,
  };
}

const CONSENT_TYPES = { Consent: 'CONSENT', Information: 'INFORMATION' } as const;
