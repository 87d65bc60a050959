// Any route of eRecruiter's API, for what this library has no method for: `npx tsx examples/passthrough.ts`.
import { educationSchema } from 'erecruiter-kombo/schemas';
import * as z from 'zod/mini';
import { connect } from './support/client.js';

const { erecruiter } = connect();
const [candidate] = await erecruiter.listCandidates().toArray({ limit: 1 });
const number = candidate?.remote_id ?? '0';

// The path is what follows `/Api` in eRecruiter's own help pages; the token is added for you. `data` is unknown:
// parse it with a schema of this library or your own.
const { status, data } = await erecruiter.passthrough({ method: 'GET', path: `/Applicant/Educations/${number}` });
const educations = z.array(educationSchema).parse(data);
console.log(`GET /Applicant/Educations/${number}: HTTP ${status}`);
console.log(`  educations: ${educations.map(({ Name }) => Name).join(', ') || 'none'}`);

// Files arrive as base64 text.
const photo = await erecruiter.passthrough({
  method: 'GET',
  path: `/Applicant/Photo/${number}`,
  params: { includeContent: false },
});
console.log(`GET /Applicant/Photo/${number}: HTTP ${photo.status}`);
console.log(`  photo: ${photo.status === 404 ? 'none' : photo.headers['content-type']}`);

// Every status is an answer; only a failed connection is an error. Writes are sent once and never retried.
const missing = await erecruiter.passthrough({ method: 'GET', path: '/Applicant/1' });
console.log(`GET /Applicant/1: HTTP ${missing.status}`);
console.log('  body:', missing.data);

// A path outside the API is rejected before anything is sent.
await erecruiter
  .passthrough({ method: 'GET', path: '/../Portal/Login' })
  .catch((error: unknown) => console.log(`GET /../Portal/Login: not sent\n  ${String(error)}`));
