// A request for erasure: one candidate corrected, one anonymized, one erased, and what your copy gets of it:
// `npx tsx examples/erase.ts`. Always on the sandbox: neither can be undone.
import { ERecruiter, type SyncEntry } from 'erecruiter-kombo';
import { createSandbox } from 'erecruiter-kombo/sandbox';
import { count } from './support/style.js';

const { baseUrl, apiKey, mandatorId, fetch } = createSandbox({ applicants: 6 });
const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
const state = new Map<string, SyncEntry>();

/** What your copy would do with the changes of a pass. */
async function pass(): Promise<string[]> {
  const changes: string[] = [];
  for await (const change of erecruiter.sync({}, { state })) {
    if (change.model !== 'candidate' && change.model !== 'application') continue;
    const name = change.model === 'candidate' && change.type === 'upsert' ? `: ${change.data.last_name}` : '';
    changes.push(`${change.type} ${change.model} ${change.data.remote_id}${name}`);
  }
  return changes;
}
console.log(`First pass: ${count((await pass()).length, 'change')} of candidates and applications`);

const wrong = await erecruiter.getCandidate('remote:150003');
const { data } = await erecruiter.updateCandidate({
  candidate_id: wrong.id,
  candidate: { last_name: 'Gruber', location: { city: 'Linz' }, social_links: null },
});
console.log(`\nCorrected: ${data.last_name}, ${data.location?.city}\n  ${(await pass()).join('\n  ')}`);

await erecruiter.deleteCandidate({ candidate_id: 'remote:150002', mode: 'anonymize' });
console.log(`\nAnonymized:\n  ${(await pass()).join('\n  ')}`);

const { warnings } = await erecruiter.deleteCandidate({ candidate_id: 'remote:150000', mode: 'erase' });
console.log(`\nErased, with ${count(warnings.length, 'warning')}:\n  ${(await pass()).join('\n  ')}`);

// A request that comes twice is no failure.
const again = await erecruiter.deleteCandidate({ candidate_id: 'remote:150000', mode: 'erase' });
console.log(`\nErased again: ${again.warnings.map(({ message }) => message).join()}`);
