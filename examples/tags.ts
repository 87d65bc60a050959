// Tags, added and removed concurrently, also by another program: `npx tsx examples/tags.ts [candidate]`.
import { connect, numberToWriteTo } from './support/client.js';

// eRecruiter replaces whole records: a program that posts an older copy undoes what others have written since.
let olderCopy: string[] | undefined;
const connection = connect({
  onResponse({ endpoint }) {
    if (olderCopy === undefined || endpoint !== 'POST Api/Applicant/{applicantId}') return;
    sandbox?.edit(number, { Tags: olderCopy });
    olderCopy = undefined;
  },
});
const { erecruiter, sandbox } = connection;
const number = numberToWriteTo(connection, 'candidate', 150_000);
const candidate_id = `remote:${number}`;

async function show(when: string): Promise<void> {
  const { tags } = await erecruiter.getCandidate(candidate_id);
  console.log(`${when}: ${tags.map(({ name }) => name).join(', ') || 'none'}`);
}

await show('Before');
await Promise.all([
  erecruiter.addTagToCandidate({ candidate_id, tag: { name: 'Stapler' } }),
  erecruiter.addTagToCandidate({ candidate_id, tag: { name: 'Nachtdienst' } }),
]);
await show('Two at once');

if (sandbox !== null) {
  olderCopy = ['Stapler', 'Nachtdienst'];
  await erecruiter.addTagToCandidate({ candidate_id, tag: { name: 'Kran' } });
  await show('A third, undone by another program and added again');
}
await erecruiter.removeTagFromCandidate({ candidate_id, tag: { name: 'NACHTDIENST' } });
await erecruiter.removeTagFromCandidate({ candidate_id, tag: { name: 'not there' } }); // succeeds as well
await show('One removed, case-insensitive');
