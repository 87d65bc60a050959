// What goes wrong, and what the client makes of it: `npx tsx examples/errors-and-retries.ts`.
import { ERecruiter, ERecruiterError, InputError } from 'erecruiter-kombo';
import { createSandbox } from 'erecruiter-kombo/sandbox';

// Always the sandbox: it fails on demand.
const sandbox = createSandbox();
const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
const erecruiter = new ERecruiter({
  baseUrl,
  apiKey,
  mandatorId,
  fetch,
  concurrency: 1, // keeps the lines below few
  onRetry: ({ endpoint, attempt, reason, waitMs }) =>
    console.log(`  try ${attempt} of ${endpoint}: ${reason}, again in ${Math.round(waitMs)} ms`),
  onIssue: ({ id, reason }) => console.log(`  left out applicant ${id}: ${reason}`),
});

console.log('A server that fails twice:');
sandbox.fail({ on: 'GET Mandator', kind: 'status', status: 503, times: 2 });
console.log(`  and then answers: ${(await erecruiter.ping()).mandatorName}`);

console.log('\nOne applicant that the key may not see:');
sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'status', status: 403, skip: 3 });
const candidates = await erecruiter.listCandidates().toArray();
console.log(`  ${candidates.length} candidates came all the same`);

console.log('\nA connection that breaks in the middle, on every try:');
sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'reset-before', skip: 10, times: Infinity });
const names: string[] = [];
try {
  for await (const { last_name } of erecruiter.listCandidates()) names.push(last_name ?? '');
} catch (error) {
  if (!ERecruiterError.isInstance(error)) throw error;
  console.log(`  ${error.name} (${error.code}) after ${names.length} candidates: ${error.message}`);
  sandbox.clearFaults();
  const { cursor } = error; // undefined when nothing had come yet
  const rest = erecruiter.listCandidates(cursor === undefined ? {} : { cursor });
  for await (const { last_name } of rest) names.push(last_name ?? '');
  console.log(`  with its cursor the rest came: ${names.length}`);
}

console.log('\nAn id that is none, without a request:');
await erecruiter.getCandidate('4711').catch((error: unknown) => {
  if (InputError.isInstance(error)) console.log(`  ${error.message}`);
});
