// Files for a candidate, the CV slot and documents: `npx tsx examples/attachments.ts [candidate]`.
import { connect, numberToWriteTo } from './support/client.js';

const connection = connect({
  attachments: {
    // `data_url` may only point to public hosts over https, and of those only to the ones that you allow.
    allow: ({ hostname }) => hostname === 'files.example.com',
    fetch: async () => new Response('%PDF-1.7 Zeugnis', { headers: { 'content-type': 'application/pdf' } }),
  },
});
const { erecruiter } = connection;
const number = numberToWriteTo(connection, 'candidate', 150_000);
const { id: candidate_id, applications } = await erecruiter.getCandidate(`remote:${number}`);
const data = btoa('%PDF-1.7 Lebenslauf');

await erecruiter.addAttachmentToCandidate({ candidate_id, attachment: { name: 'cv.pdf', type: 'CV', data } });

// Another CV: the one in the slot is kept as a document. The mandator has no document type "CV", so there is a warning.
const newer = { name: 'cv 2026.docx', type: 'CV', data: btoa('a newer CV') } as const;
const { warnings } = await erecruiter.addAttachmentToCandidate({ candidate_id, attachment: newer });
console.log(warnings.map(({ message }) => message).join('\n'));

// eRecruiter stores files on the candidate, not on the application. The same file twice is stored once.
const application_id = applications[0]?.id ?? '';
const attachment = { name: 'Zeugnis.pdf', type: 'OTHER', data_url: 'https://files.example.com/zeugnis' } as const;
for (const time of ['once', 'twice']) {
  const result = await erecruiter.addAttachmentToApplication({ application_id, attachment });
  console.log(`${time}: ${result.warnings.map(({ message }) => message).join(', ')}`);
}

const refused = { ...attachment, data_url: 'https://169.254.169.254/latest/meta-data' };
await erecruiter
  .addAttachmentToCandidate({ candidate_id, attachment: refused })
  .catch((error: unknown) => console.log(String(error)));

console.log('\nIn eRecruiter now:');
for await (const file of erecruiter.listCandidateAttachments(candidate_id, { content: false })) {
  console.log(`  ${file.type} ${file.file_name}`);
}
