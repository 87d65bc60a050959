// Links to assessment results, as entries in a candidate's history: `npx tsx examples/result-links.ts [candidate]`.
import { RequestError } from 'erecruiter-kombo';
import { connect, numberToWriteTo } from './support/client.js';

const connection = connect({ source: { name: 'Acme Jobs' } });
const { erecruiter, sandbox } = connection;
const number = numberToWriteTo(connection, 'candidate', 150_000);
const { id: candidate_id, applications } = await erecruiter.getCandidate(`remote:${number}`);
const application_id = applications[0]?.id ?? '';

await erecruiter.addResultLinkToApplication({
  application_id, // the entry is filed under the application's job
  label: 'Logic test: 97 of 100',
  url: 'https://tests.example.com/results/7',
  details: {
    custom_field_name_prefix: 'Acme: ',
    attributes: [
      { key: 'Points', value: '97' },
      { key: 'Passed', value: 'yes' },
    ],
  },
});
await erecruiter.addResultLinkToCandidate({
  candidate_id,
  label: 'Profile',
  url: 'https://tests.example.com/people/7',
});

// The API cannot read the history. If an answer is lost, there is no way to check, so nothing is sent a second time.
sandbox?.fail({ on: 'PUT Applicant/History/{applicantId}', kind: 'reset-after' });
await erecruiter
  .addResultLinkToCandidate({ candidate_id, label: 'Video', url: 'https://tests.example.com/videos/7' })
  .catch((error: unknown) => {
    if (!RequestError.isInstance(error) || !error.mayHaveBeenApplied) throw error;
    console.log(`${error.message}: it may have been written; ask a recruiter`);
  });

console.log(sandbox === null ? 'Written: recruiters can see it.' : 'In the history:');
for (const { Subject, Body, JobId } of sandbox?.historyOf(number) ?? []) {
  console.log(`${Subject} (${JobId ? `job ${JobId}` : 'no job'})\n  ${Body}`);
}
