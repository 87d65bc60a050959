// Kombo's official SDK, unchanged, on an eRecruiter: `npx tsx examples/kombo-sdk.ts [job]`.
import { HTTPClient, Kombo } from '@kombo-api/sdk';
import { createKomboFetch } from 'erecruiter-kombo/kombo-api';
import { connect, numberToWriteTo } from './support/client.js';

const connection = connect({ source: { name: 'Acme Jobs' } });
const fetcher = createKomboFetch({ 'erecruiter:acme': connection.erecruiter });

// From here on, the code is the same as with Kombo, where you would pass `api_key` instead of `http_client`.
const kombo = new Kombo({ integration_id: 'erecruiter:acme', http_client: new HTTPClient({ fetcher }) });

const { data: integration } = await kombo.general.getIntegrationDetails({ integration_id: 'erecruiter:acme' });
console.log(`${integration.tool.label} of ${integration.end_user.organization_name}: ${integration.status}`);

for await (const page of await kombo.ats.getJobs({ statuses: ['OPEN'], page_size: 3 })) {
  console.log(
    'A page of jobs:',
    page.result.data.results.map(({ remote_id, name }) => `${remote_id} ${name}`),
  );
}
const { data: application, warnings } = await kombo.ats.createApplication({
  job_id: `remote:${numberToWriteTo(connection, 'job', 4713)}`,
  body: {
    candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at', title: 'Köchin' },
    attachments: [{ name: 'cv.txt', type: 'CV', data: btoa('Eva Gruen, Koechin'), content_type: 'text/plain' }],
  },
});
console.log(`${application.candidate?.last_name} → ${application.job?.name}: ${application.current_stage?.name}`);
for (const { message } of warnings) console.log(`  warning: ${message}`);

const candidate_id = application.candidate_id ?? '';
await kombo.ats.addCandidateTag({ candidate_id, body: { tag: { name: 'Talentpool' } } });
for await (const page of await kombo.ats.getCandidates({ ids: [candidate_id] })) {
  for (const { tags, source } of page.result.data.results)
    console.log(`Tags: ${tags.map(({ name }) => name).join(', ')}; source: ${source}`);
}
const files = await kombo.ats.getCandidateAttachments({ candidate_id });
console.log(`Attachments: ${files.data.results.map(({ type, file_name }) => `${type} ${file_name}`).join(', ')}`);
