// A nightly sync into PostgreSQL, with foreign keys: `npx tsx examples/postgres-sync.ts`.
// PGlite is PostgreSQL in this process, here in memory. Your own connection, a `Client` of the package `pg`, fits in its
// place. On the sandbox it runs two nights, with a day's changes in between; on a real installation one.
import { readFileSync } from 'node:fs';
import { connect } from './support/client.js';
import { night } from './support/copy.js';
import { postgresDatabase, startPostgres } from './support/postgres.js';
import { textOf } from './support/state.js';
import { count } from './support/style.js';

const { erecruiter, sandbox } = connect();
const client = await startPostgres();
try {
  await client.exec(readFileSync(new URL('support/postgres.sql', import.meta.url), 'utf8'));
  // A job that eRecruiter does not show comes with nothing but its number, since applications name it.
  const body = JSON.stringify({ Message: 'Job #4311 does not exist.' });
  sandbox?.fail({ on: /^GET .*\/Job\/4311\b/, kind: 'status', status: 404, body, times: Infinity });
  await run('The first night');
  if (sandbox !== null) {
    sandbox.clearFaults(); // now it comes
    sandbox.edit(150_000, { LastName: 'Neuberger' });
    sandbox.moveApplication(150_001, sandbox.applicationsOf(150_001)[0]?.Id ?? 0, 'Eingestellt');
    sandbox.removeApplicant(150_002);
    await run('The second night');
  }
} finally {
  await client.close();
}

async function run(name: string): Promise<void> {
  const { stored, deleted, requests } = await night(erecruiter, postgresDatabase(client));
  console.log(`${name}: ${count(stored, 'record')} new or changed, ${deleted} deleted, ${count(requests, 'request')}`);
  const [totals] = await rows(`SELECT (SELECT count(*) FROM jobs WHERE name IS NOT NULL) AS jobs,
    (SELECT count(*) FROM candidates) AS candidates, (SELECT count(*) FROM applications) AS applications`);
  const total = (name: string): string => count(Number(textOf(totals, `${name}s`)), name);
  console.log(`  ${['job', 'candidate', 'application'].map(total).join(', ')}`);
  for (const row of await rows(`SELECT jobs.remote_id AS job, count(*) AS applications
    FROM jobs JOIN applications ON applications.job_id = jobs.id
    WHERE jobs.name IS NULL GROUP BY jobs.id ORDER BY jobs.remote_id`)) {
    console.log(`  job ${textOf(row, 'job')} is not shown; applications that name it: ${textOf(row, 'applications')}`);
  }
}

async function rows(sql: string): Promise<readonly object[]> {
  return (await client.query<object>(sql)).rows;
}
