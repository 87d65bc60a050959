// A candidate's files, from the CV slot to the photo: `npx tsx examples/attachments.ts [candidate]`.
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

// A photo has a slot of its own: `replaceAttachment` fills an empty one, and overwrites what is there.
const photo = { data: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), content_type: 'image/jpeg' };
await erecruiter.replaceAttachment({ attachment_id: `remote:${number}/photo`, attachment: photo });

// The photo and the European CV, which eRecruiter generates, are listed on request.
console.log('\nIn eRecruiter now:');
const include = ['photo', 'european_cv'] as const;
const files = await erecruiter.listCandidateAttachments(candidate_id, { content: false, include }).toArray();
for (const file of files) console.log(`  ${file.type} ${file.file_name}`);

// One file, as bytes; `as: 'base64'` returns text. Then the same document with other content, and without it.
const id = files.find(({ file_name }) => file_name === 'Zeugnis.pdf')?.id ?? '';
const before = await erecruiter.getAttachment(id);
console.log(`\n${before.file_name}: ${new TextDecoder().decode(before.data)}`);
await erecruiter.replaceAttachment({ attachment_id: id, attachment: { data: btoa('%PDF-1.7 Zeugnis, korrigiert') } });
const after = await erecruiter.getAttachment(id);
console.log(`replaced: ${new TextDecoder().decode(after.data)}`);

for (const attachment_id of [id, `remote:${number}/photo`]) await erecruiter.removeAttachment({ attachment_id });
const left = await erecruiter.listCandidateAttachments(candidate_id, { content: false, include }).toArray();
console.log(`Files before: ${files.length}, after two were removed: ${left.length}`);
