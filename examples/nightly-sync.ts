// A nightly sync into SQLite, with foreign keys: `npx tsx examples/nightly-sync.ts [file.db]`.
// The first night reads everybody, later ones whom sources and jobs say something new about, and a seventh of the rest.
// On the sandbox it runs two nights, with a day's changes in between; on a real installation one. Without a file, the
// copy is in memory and leaves nothing behind. A file holds personal data: a new one is readable only by you, and so is
// what SQLite writes beside it for a moment. Protect, back up and delete it as you do with the applications themselves.
import { closeSync, openSync, readFileSync } from 'node:fs';
import sqlite from 'node-sqlite3-wasm';
import { AbortedError } from 'erecruiter-kombo';
import { connect } from './support/client.js';
import { night } from './support/copy.js';
import { sqliteDatabase } from './support/sqlite.js';
import { count } from './support/style.js';

const { erecruiter, sandbox } = connect();
const [, , file] = process.argv;
if (file !== undefined) {
  process.umask(0o077);
  closeSync(openSync(file, 'a'));
}
const db = new sqlite.Database(file ?? ':memory:');
process.once('exit', () => db.close()); // also after an error: an open file may lock the next night out
const WEEK = 7 * 86_400_000;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

db.exec(readFileSync(new URL('support/sqlite.sql', import.meta.url), 'utf8'));
console.log(file === undefined ? 'Into memory\n' : `Into ${file}, which holds personal data from now on\n`);
try {
  await run();
  if (sandbox !== null) {
    sandbox.edit(150_000, { FirstName: 'Maria', LastName: 'Neuberger' });
    sandbox.moveApplication(150_001, sandbox.applicationsOf(150_001)[0]?.Id ?? 0, 'Eingestellt');
    sandbox.removeApplicant(150_002);
    sandbox.closeJob(4712);
    await run();
  }
  console.log('\nApplications by job:');
  for (const { job, applications, hired } of db.all(`
    SELECT 'job ' || jobs.remote_id || coalesce(', ' || jobs.name, '') AS job, count(*) AS applications,
      count(*) FILTER (WHERE outcome = 'HIRED') AS hired
    FROM applications JOIN jobs ON jobs.id = applications.job_id
    GROUP BY jobs.id ORDER BY applications DESC, job`)) {
    console.log(`  ${String(job)}: ${count(Number(applications), 'application')}, ${String(hired)} hired`);
  }
} catch (error) {
  if (!AbortedError.isInstance(error)) throw error;
  console.log('Stopped. What was read is stored; the next night reads the rest.');
  process.exitCode = 130;
}

async function run(): Promise<void> {
  const { stored, deleted, requests, savedRequests, skipped } = await night(erecruiter, sqliteDatabase(db), {
    signal: stop.signal,
    rereadAfterMs: WEEK, // 0 reads everybody each night: docs/sync.md tells what shows late otherwise
    onPage: (soFar) => console.log(`  ${count(soFar.stored, 'change')}, ${count(soFar.requests, 'request')} …`),
  });
  console.log(`${count(stored, 'record')} new or changed, ${deleted} deleted, ${count(requests, 'request')}`);
  const exact = count(requests + savedRequests, 'request');
  if (skipped > 0) console.log(`${count(skipped, 'candidate')} not read again; an exact night: ${exact}`);
}
