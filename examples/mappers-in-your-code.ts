// Only the mappers, in code that already reads eRecruiter: `npx tsx examples/mappers-in-your-code.ts`.
import { createMapperContext, toApplication, toCandidate, toJob } from 'erecruiter-kombo/mappers';
import type { RawApplicant, RawApplication, RawApplicationJob, RawJob } from 'erecruiter-kombo/schemas';
import { createSandbox } from 'erecruiter-kombo/sandbox';

const memory = createSandbox();
const { ERECRUITER_BASE_URL: baseUrl, ERECRUITER_API_KEY: apiKey, ERECRUITER_MANDATOR_ID: mandator } = process.env;
const installation = baseUrl && apiKey && mandator ? { baseUrl, apiKey, mandatorId: Number(mandator), fetch } : memory;

// What you have already: HTTP requests of your own, or records in a table.
const root = new URL('/Api', installation.baseUrl).href;
async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await installation.fetch(`${root}${path}`, init);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}
const login = { Key: installation.apiKey, MandatorId: installation.mandatorId, ClientInfo: 'old integration' };
const headers = { 'content-type': 'application/json' };
const { Token } = await ask<{ Token: string }>('', { method: 'POST', headers, body: JSON.stringify(login) });
const get = <T>(path: string): Promise<T> => ask<T>(path, { headers: { 'X-ApiToken': Token } });

// What is new: one context per mandator and one call per record. Mappers send nothing.
const context = createMapperContext({
  tenant: new URL(installation.baseUrl).host, // part of every id: do not change it later
  mandatorId: installation.mandatorId,
  observedAt: new Date(),
  onIssue: ({ id, path, reason }) => console.log(`  record ${id}, ${path}: ${reason}`),
});

const { Jobs: [rawJob] = [] } = await get<{ Jobs?: RawJob[] }>('/PublishedJobs?channel=&culture=de-AT');
if (rawJob === undefined) throw new Error('no job on the default portal');
const job = toJob(rawJob, context);
console.log(`${job.id} ${job.remote_id}: ${job.name}, ${job.status}, ${job.location?.city}`);

for (const { ApplicantId } of (await get<RawApplicationJob[]>(`/Applications/ByJob/${job.remote_id}`)).slice(0, 3)) {
  const applicant = await get<RawApplicant>(`/Applicant/${ApplicantId}`);
  const applications = await get<RawApplication[]>(`/Applications/${ApplicantId}?culture=de-AT`);
  const related = { applicant, job: (id: number) => (id === rawJob.Id ? { name: job.name } : undefined) };
  const candidate = toCandidate(applicant, context, { applications, job: related.job });
  console.log(`${candidate.id} ${candidate.first_name} ${candidate.last_name}, ${candidate.location?.country}`);
  for (const application of applications.map((raw) => toApplication(raw, context, related))) {
    console.log(`  ${application.id} ${application.outcome} ${application.job?.name ?? application.job_id}`);
  }
}

// Values that cannot be mapped are reported and skipped.
console.log(toCandidate({ Id: 7, Email: 'by post only', DateOfCreation: 'yesterday' }, context).email_addresses);
