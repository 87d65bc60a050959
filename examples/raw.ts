// eRecruiter's own routes with types, for what this library has no method for: `npx tsx examples/raw.ts`.
import { InputError, NotFoundError } from 'erecruiter-kombo';
import { getApplicant, getEducations, getKnowledgeTree, getLogOnToken, getUsers } from 'erecruiter-kombo/raw';
import { connect } from './support/client.js';

const { erecruiter } = connect();
const [candidate] = await erecruiter.listCandidates().toArray({ limit: 1 });
const applicantId = Number(candidate?.remote_id ?? 0);

// What you get are eRecruiter's own records, with everything that the unified models have no field for.
const applicant = await erecruiter.raw(getApplicant, { applicantId });
console.log(`applicant ${applicant.Id}: willing to move: ${applicant.IsWillingToMove ?? 'unknown'}`);

const educations = await erecruiter.raw(getEducations, { applicantId });
console.log(`educations: ${educations.map(({ Type, Specialization }) => Specialization ?? Type).join(', ') || 'none'}`);

const users = await erecruiter.raw(getUsers, {});
console.log(`users: ${users.length}`);

// An input is checked before anything is sent.
await erecruiter.raw(getApplicant, { applicantId: 0 }).catch((error: unknown) => {
  if (!InputError.isInstance(error)) throw error;
  console.log(`not sent: ${error.message}`);
});

// What an installation does not have, such as a record or a whole route, is a NotFoundError. It names the route, and
// no value. The sandbox has no log-on tokens.
for (const call of [() => erecruiter.raw(getLogOnToken, { applicantId }), () => erecruiter.raw(getKnowledgeTree, {})]) {
  await call().then(
    (record) => console.log(`answered: ${Object.keys(record).join(', ')}`),
    (error: unknown) => {
      if (!NotFoundError.isInstance(error)) throw error;
      console.log(`HTTP ${error.status}: ${error.endpoint}`);
    },
  );
}
