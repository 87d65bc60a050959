// Tags, added and removed by several at once, one of them another program: `npx tsx examples/tags.ts`.
import { connect } from './support/client.js';

// eRecruiter only replaces whole records: a program that posts an older copy undoes what others have written since.
let olderCopy: string[] | undefined;
const { erecruiter, sandbox } = connect({
  onResponse({ endpoint }) {
    if (olderCopy === undefined || endpoint !== 'POST Api/Applicant/{applicantId}') return;
    sandbox?.edit(number, { Tags: olderCopy });
    olderCopy = undefined;
  },
});
if (sandbox === null) throw new Error('This example writes: unset ERECRUITER_…, and it runs on the sandbox.');

const [number = 0] = sandbox.applicantIds();
const { id: candidate_id } = await erecruiter.getCandidate(`remote:${number}`);
const show = (when: string): void => console.log(`${when}: ${sandbox.applicant(number)?.Tags?.join(', ') || 'none'}`);

show('Before');
await Promise.all([
  erecruiter.addTagToCandidate({ candidate_id, tag: { name: 'Stapler' } }),
  erecruiter.addTagToCandidate({ candidate_id, tag: { name: 'Nachtdienst' } }),
]);
show('Two at once');

olderCopy = ['Stapler', 'Nachtdienst'];
await erecruiter.addTagToCandidate({ candidate_id, tag: { name: 'Kran' } });
show('A third, undone by another program and made again');

await erecruiter.removeTagFromCandidate({ candidate_id, tag: { name: 'NACHTDIENST' } });
await erecruiter.removeTagFromCandidate({ candidate_id, tag: { name: 'not there' } }); // success all the same
show('One removed, in any case');
