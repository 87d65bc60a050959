// Applications that your own source brought, at a fraction of the requests: `npx tsx examples/only-created.ts`.
import { connect } from './support/client.js';

let requests = 0;
const { erecruiter } = connect({
  source: { name: 'Acme Jobs' }, // a name of the list below
  onResponse: () => (requests += 1),
});

const { sources } = await erecruiter.ping();
console.log(`Sources of this mandator: ${sources.join(', ')}\n`);

requests = 0;
for await (const { candidate, job, outcome, current_stage } of erecruiter.listApplications({ only_created: true })) {
  console.log(`  ${candidate?.last_name} → ${job?.name}: ${outcome ?? 'hidden'}, ${current_stage?.name}`);
}
console.log(`\nThat took ${requests} raw requests.`);

requests = 0;
const all = await erecruiter.listApplications().toArray();
console.log(`All ${all.length} applications take ${requests}.`);

// Other sources than your own work too.
const some = await erecruiter.listApplications({ only_created: sources.slice(0, 2) }).toArray();
console.log(`Of ${sources.slice(0, 2).join(' and ')}: ${some.length}.`);
