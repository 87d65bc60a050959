// Applications that came through your own source, for a fraction of the requests: `npx tsx examples/only-created.ts`.
import { connect } from './support/client.js';
import { count } from './support/style.js';

let requests = 0;
const { erecruiter } = connect({
  source: { name: 'Acme Jobs' }, // one of the names listed below
  onResponse: () => (requests += 1),
});

const { sources } = await erecruiter.ping();
console.log(`Sources of this mandator: ${sources.join(', ')}\n`);

requests = 0;
for await (const { candidate, job, outcome, current_stage } of erecruiter.listApplications({ only_created: true })) {
  console.log(`  ${candidate?.last_name} → ${job?.name}: ${outcome ?? 'hidden'}, ${current_stage?.name}`);
}
console.log(`\nThat took ${count(requests, 'raw request')}.`);

requests = 0;
const all = await erecruiter.listApplications().toArray();
console.log(`All of them, ${count(all.length, 'application')}, take ${requests}.`);

// You can name other sources, too.
const some = await erecruiter.listApplications({ only_created: sources.slice(0, 2) }).toArray();
console.log(`From ${sources.slice(0, 2).join(' and ')}: ${some.length}.`);
