// What can fail, and how the client handles it: `npx tsx examples/errors-and-retries.ts`.
import { ERecruiter, ERecruiterError, InputError } from 'erecruiter-kombo';
import { createSandbox } from 'erecruiter-kombo/sandbox';
import { count } from './support/style.js';

// Always on the sandbox, which fails on demand.
const sandbox = createSandbox();
const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
const erecruiter = new ERecruiter({
  baseUrl,
  apiKey,
  mandatorId,
  fetch,
  concurrency: 1, // keeps the output short
  onRetry: ({ endpoint, attempt, reason, waitMs }) =>
    console.log(`  attempt ${attempt} of ${endpoint}: ${reason}, retrying in ${Math.round(waitMs)} ms`),
  onIssue: ({ id, reason }) => console.log(`  skipped applicant ${id}: ${reason}`),
});

console.log('A server fails twice:');
sandbox.fail({ on: 'GET Mandator', kind: 'status', status: 503, times: 2 });
console.log(`  then it answers: ${(await erecruiter.ping()).mandatorName}`);

console.log('\nThe API key may not read one of the applicants:');
sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'status', status: 403, skip: 3 });
const candidates = await erecruiter.listCandidates().toArray();
console.log(`  still read: ${count(candidates.length, 'candidate')}`);

console.log('\nThe connection breaks halfway, on every attempt:');
sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'reset-before', skip: 10, times: Infinity });
const names: string[] = [];
try {
  for await (const { last_name } of erecruiter.listCandidates()) names.push(last_name ?? '');
} catch (error) {
  if (!ERecruiterError.isInstance(error)) throw error;
  console.log(`  ${error.name} (${error.code}) after ${count(names.length, 'candidate')}: ${error.message}`);
  sandbox.clearFaults();
  const { cursor } = error; // undefined if nothing had been read yet
  const rest = erecruiter.listCandidates(cursor === undefined ? {} : { cursor });
  for await (const { last_name } of rest) names.push(last_name ?? '');
  console.log(`  the rest, read from its cursor: ${names.length} in total`);
}

console.log('\nAn invalid id is rejected without a request:');
await erecruiter.getCandidate('4711').catch((error: unknown) => {
  if (InputError.isInstance(error)) console.log(`  ${error.message}`);
});
