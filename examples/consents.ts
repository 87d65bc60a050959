// Consents of a candidate: record one, list all, revoke all: `npx tsx examples/consents.ts [candidate]`.
import { connect, numberToWriteTo } from './support/client.js';

const connection = connect();
const { erecruiter, sandbox } = connection;
const number = numberToWriteTo(connection, 'candidate', 150_000);
const candidate_id = `remote:${number}`;

// The portal's current consent. `at` is when the candidate ticked the box.
const { data, warnings } = await erecruiter.setCandidateConsent({ candidate_id, accepted: true, at: new Date() });
console.log(`policy ${data.policy_id} accepted at ${data.accepted_at?.toISOString()}`);
for (const { message } of warnings) console.log(message);

// A newer text: those who accepted the old one have not accepted this one.
sandbox?.addPolicy({ Type: 'Consent', Text: '<p>You may keep my application for two years.</p>' });
for await (const consent of erecruiter.listCandidateConsents(candidate_id)) {
  const state = consent.revoked_at !== null ? 'revoked' : consent.accepted_at !== null ? 'accepted' : 'not accepted';
  console.log(`${consent.type} ${consent.policy_id}: ${state}${consent.is_outdated === true ? ', outdated' : ''}`);
}

// Revoke every consent that stands, whatever its version. What is revoked already is not written again.
for await (const { type, policy_id, accepted_at } of erecruiter.listCandidateConsents(candidate_id)) {
  if (type !== 'CONSENT' || accepted_at === null) continue;
  const revoked = await erecruiter.setCandidateConsent({ candidate_id, policy_id, accepted: false });
  console.log(`policy ${policy_id} revoked at ${revoked.data.revoked_at?.toISOString()}`);
}
