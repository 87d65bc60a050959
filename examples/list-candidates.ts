// Candidates page by page, from where the last run stopped: `npx tsx examples/list-candidates.ts`.
import { connect } from './support/client.js';

const { erecruiter } = connect();

// Only what changed since then. Whoever has no dates in eRecruiter comes along each time.
const query = { updated_after: new Date('2024-06-01T00:00:00Z'), page_size: 10 };

/** Where the next run goes on: keep it in a file or a database. */
let cursor: string | null = null;

console.log('First run, stopped after a page:');
for await (const page of erecruiter.listCandidates(query).pages()) {
  for (const { first_name, last_name, applications } of page.results) {
    console.log(`  ${first_name} ${last_name}: ${applications.map(({ job }) => job?.name).join(', ')}`);
  }
  cursor = page.next;
  break; // no request is sent any more
}

console.log('\nSecond run, to the end:');
if (cursor !== null) {
  for await (const page of erecruiter.listCandidates({ ...query, cursor }).pages()) {
    console.log(`  a page of ${page.results.length}, ${page.next === null ? 'the last' : 'more to come'}`);
  }
}
