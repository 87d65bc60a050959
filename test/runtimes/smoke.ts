/** Loads what the smoke test uses, as an ES module does. */
export const IMPORTS = `
import { ERecruiter, InputError } from 'erecruiter-kombo';
import { createMapperContext, toJob } from 'erecruiter-kombo/mappers';
import { jobSchema } from 'erecruiter-kombo/schemas';
import { createSandbox } from 'erecruiter-kombo/sandbox';
import { createKomboFetch } from 'erecruiter-kombo/kombo-api';
`;

/** The same for CommonJS. */
export const REQUIRES = IMPORTS.replace(/import (.+) from (.+);/g, 'const $1 = require($2);');

/** One read, one write, one error, a mapper, a schema and the Kombo API: it must print nothing and end well. */
export const SMOKE = `
const check = (holds, what) => { if (!holds) throw new Error(what); };
async function main() {
  const { fetch, baseUrl, apiKey, mandatorId } = createSandbox();
  const erecruiter = new ERecruiter({ fetch, baseUrl, apiKey, mandatorId });
  const candidates = await erecruiter.listCandidates().toArray({ limit: 5 });
  check(candidates.length === 5 && candidates[0].changed_at instanceof Date, 'candidates');
  const { data } = await erecruiter.createApplication({
    candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' },
    application: { job_id: 'remote:4713' },
  });
  check(/^[1-9A-HJ-NP-Za-km-z]{24}$/.test(data.id), 'application');
  const refused = await erecruiter.getJob('no id').catch((error) => error);
  check(InputError.isInstance(refused), 'error');
  const context = createMapperContext({ tenant: 'example', mandatorId: 1, observedAt: new Date() });
  check(toJob({ Id: 1, Title: 'Cook', OnlineDate: '2025-11-08T08:22:40' }, context).opened_at.toISOString() === '2025-11-08T07:22:40.000Z', 'mapper');
  check(jobSchema._zod.run({ value: { Id: 'no number' }, issues: [] }, {}).issues.length === 1, 'schema');
  const kombo = createKomboFetch({ 'erecruiter:test': erecruiter });
  const answer = await kombo(new Request('https://api.kombo.dev/v1/ats/jobs', { headers: { authorization: 'Bearer key', 'x-integration-id': 'erecruiter:test' } }));
  const body = await answer.json();
  check(body.status === 'success' && body.data.results.length > 0, 'kombo-api ' + JSON.stringify(body).slice(0, 200));
}
main().then(() => {}, (error) => { console.error(error); globalThis.process?.exit?.(1); throw error; });
`;

/** A typed use of every entry, with one mistake that TypeScript must find. */
export const TYPED = `
import { ERecruiter, type Job } from 'erecruiter-kombo';
import { createMapperContext, toJob } from 'erecruiter-kombo/mappers';
import { jobSchema, type RawJob } from 'erecruiter-kombo/schemas';
import { createSandbox } from 'erecruiter-kombo/sandbox';
import { createKomboFetch } from 'erecruiter-kombo/kombo-api';
const { fetch, baseUrl, apiKey, mandatorId } = createSandbox();
export const erecruiter = new ERecruiter({ fetch, baseUrl, apiKey, mandatorId });
export const kombo = createKomboFetch({ 'erecruiter:test': erecruiter });
export const schema = jobSchema;
export const map = (raw: RawJob): Job =>
  toJob(raw, createMapperContext({ tenant: 'example', mandatorId: 1, observedAt: new Date() }));
export async function names(): Promise<(string | null)[]> {
  const jobs: readonly Job[] = await erecruiter.listJobs({ page_size: 10 }).toArray({ limit: 5 });
  return jobs.map((job) => job.name);
}
// @ts-expect-error: the key is a text
export const wrong = new ERecruiter({ baseUrl: 'https://example.at', apiKey: 1, mandatorId: 1 });
`;
