import { endpoints } from '../api/endpoints.js';
import { remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { toCandidateConsent } from '../mappers/index.js';
import type { CandidateConsent } from '../models/candidate-consent.js';
import type { CallOptions } from '../options.js';
import { isBefore } from './cursor.js';
import { createModelListing, type Listing } from './listing.js';
import { type ConsentsQuery, querySchemas } from './query.js';

/** Lists the policies of a candidate, and what the candidate has said to each. */
export function listCandidateConsents(
  services: Services,
  id: string,
  query: ConsentsQuery,
  options: CallOptions,
): Listing<CandidateConsent> {
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  const checked = parseInput(querySchemas.consents, query);
  const model = `consents ${applicantId}`;
  return createModelListing(model, services, checked, options, async function* (reader, after, signal) {
    const context = await reader.context(endpoints.applicantPolicies);
    const input = { path: { applicantId } };
    const rows = await services.transport.rows(
      endpoints.applicantPolicies,
      input,
      { ...options, signal },
      services.onIssue,
    );
    // Servers also return nothing if the applicant does not exist.
    if (rows.length === 0) await reader.assertApplicantExists(applicantId);
    const sorted = [...rows].sort((a, b) => a.PolicyId - b.PolicyId);
    for (const [index, row] of sorted.entries()) {
      // Two rows of the same policy get different positions, so that a listing always advances.
      const first = sorted.findIndex(({ PolicyId }) => PolicyId === row.PolicyId);
      const position = [row.PolicyId, index - first];
      if (after !== undefined && !isBefore(after, position)) continue;
      yield { record: toCandidateConsent(row, context, applicantId), position };
    }
  });
}
