// Only the mappers, in code that has its own HTTP (axios) and its own table: `npx tsx examples/mappers-in-your-code.ts`.
import axios from 'axios';
import {
  addRawTag,
  contextFromMandator,
  decodeId,
  editJson,
  toApplication,
  toCandidate,
  toDocumentType,
  toJob,
  toNewApplicant,
  toRawApplicant,
  toRawApplication,
  toRawDocument,
  toRawFile,
  toRawSource,
  type Candidate,
} from 'erecruiter-kombo/mappers';
import {
  applicantSchema,
  applicantView,
  applicationJobSchema,
  applicationSchema,
  explain,
  jobsSchema,
  mandatorSchema,
  matches,
} from 'erecruiter-kombo/schemas';
import sqlite from 'node-sqlite3-wasm';
import { installationOf } from './support/client.js';

const installation = installationOf();

// What you have already: HTTP of your own … Do not log its errors: they hold the request, and so the key.
const http = axios.create({
  baseURL: new URL('/Api', installation.baseUrl).href,
  adapter: 'fetch', // with the sandbox's fetch; without it, leave out these two lines
  env: { fetch: installation.fetch },
});
const login = { Key: installation.apiKey, MandatorId: installation.mandatorId, ClientInfo: 'old integration' };
const { data: session } = await http.post<{ Token: string }>('', login);
http.defaults.headers.common['X-ApiToken'] = session.Token;
// … and a table of your own.
const database = new sqlite.Database(':memory:');
database.run('CREATE TABLE candidates (id TEXT PRIMARY KEY, name TEXT, email TEXT, city TEXT, changed_at TEXT)');

// What is new. First, a guard: an answer is what it should be, or you see where it is not.
async function get<S extends Parameters<typeof explain>[0]>(schema: S, path: string) {
  const { data } = await http.get<unknown>(path);
  if (matches(schema, data)) return data;
  throw new Error(`${path}: ${explain(schema, data)}`);
}
/** The rows that have the right shape; the others are reported. */
async function list<S extends Parameters<typeof explain>[0]>(schema: S, path: string) {
  const { data } = await http.get<unknown>(path);
  const rows: unknown[] = Array.isArray(data) ? data : [];
  for (const row of rows) if (!matches(schema, row)) console.log(`skipped a row of ${path}: ${explain(schema, row)}`);
  return rows.filter((row) => matches(schema, row));
}

// Second, one context per mandator.
const mandator = await get(mandatorSchema, '/Mandator');
const context = contextFromMandator(mandator, {
  tenant: new URL(installation.baseUrl).host, // part of every id; the client's is `erecruiter.tenant`
  mandatorId: installation.mandatorId,
  observedAt: () => new Date(), // so that one context lives as long as the process
  onIssue: ({ id, path, reason }) => console.log(`  record ${id}, ${path}: ${reason}`),
});

// Third, one call per record.
const { Jobs } = await get(jobsSchema, '/PublishedJobs?channel=&culture=de-AT');
const rawJob = Jobs?.[0];
if (!rawJob) throw new Error('no job on the default portal');
const job = toJob(rawJob, context);
console.log(`job ${job.remote_id}: ${job.name}, ${job.status}, ${job.location?.city}`);

function save({ id, first_name: first, last_name: last, email_addresses: emails, ...rest }: Candidate): void {
  const name = [first, last].filter(Boolean).join(' ');
  const row = [id, name, emails[0]?.email_address ?? null, rest.location?.city ?? null, rest.changed_at.toISOString()];
  database.run('REPLACE INTO candidates VALUES (?, ?, ?, ?, ?)', row);
}

for (const { ApplicantId } of (await list(applicationJobSchema, `/Applications/ByJob/${rawJob.Id}`)).slice(0, 3)) {
  const applicant = await get(applicantView, `/Applicant/${ApplicantId}`);
  const applications = await list(applicationSchema, `/Applications/${ApplicantId}?culture=de-AT`);
  const related = { applicant, job: (id: number) => (id === rawJob.Id ? { name: job.name } : undefined) };
  const candidate = toCandidate(applicant, context, { applications, job: related.job });
  save(candidate);
  const { id, first_name, last_name, location } = candidate;
  console.log(`candidate ${id}: ${first_name} ${last_name}, ${location?.country}`);
  for (const application of applications.map((raw) => toApplication(raw, context, related))) {
    const { id, outcome, job } = application;
    console.log(`  application ${id}: ${outcome}, ${job?.name ?? `job ${job?.remote_id}`}`);
  }
}
const [count] = database.all('SELECT count(*) AS rows FROM candidates');
console.log(`${count?.['rows']} rows in the table of candidates`);

// Values that cannot be mapped are reported and skipped.
const odd = toCandidate({ Id: 7, Email: 'by post only', DateOfCreation: 'yesterday' }, context);
console.log(`  still mapped; email addresses: ${odd.email_addresses.length}`);

// And back: the inputs of Kombo's actions become eRecruiter's bodies, which you send yourself. Only on the sandbox.
if (installation.sandbox !== null) {
  const person = { first_name: 'Eva', last_name: 'Grün', email_address: 'eva@example.at', location: { country: 'AT' } };
  const { properties, warnings } = toRawApplicant(person, context, mandator);
  const source = toRawSource({ name: 'Acme Jobs' }, mandator);
  for (const warning of [...warnings, ...source.warnings]) console.log(warning);
  const defaults = { createdAt: new Date(), culture: context.culture, ...source };
  const body = toNewApplicant(properties, defaults, context);
  const { data: created } = await http.put<unknown>('/Applicant?sendRegistrationEmail=false&url=', body);
  if (!matches(applicantSchema, created)) throw new Error(explain(applicantSchema, created));

  const cv = { name: 'Zeugnis.pdf', type: 'OTHER', data: Buffer.from('%PDF-1.7') } as const;
  const type = toDocumentType(cv.type, mandator.ApplicantDocumentTypes).name;
  await http.put(`/Applicant/Document/${created.Id}`, toRawDocument(toRawFile(cv), type));

  const [jobId = 0] = decodeId(job.id, context.ids)?.numbers ?? [];
  const application = toRawApplication({ jobId, applicantId: created.Id, ...source });
  await http.put('/Application?url=&sendApplicationEmail=false', application);

  // A tag is a property, and eRecruiter replaces whole records: in their text, large numbers stay as they are.
  const { data: text } = await http.get<string>(`/Applicant/${created.Id}`, { responseType: 'text' });
  const edited = editJson(text, { Tags: addRawTag(created.Tags, { name: 'Stapler' }) });
  await http.post(`/Applicant/${created.Id}`, edited, { headers: { 'content-type': 'application/json' } });

  const stored = toCandidate(await get(applicantView, `/Applicant/${created.Id}`), context);
  save(stored);
  const tags = stored.tags.map(({ name }) => name).join();
  console.log(
    `Created ${stored.first_name} ${stored.last_name}, ${stored.location?.country}, ${stored.source}, ${tags}`,
  );
}
