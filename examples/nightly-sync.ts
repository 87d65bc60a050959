// A nightly sync into SQLite: `npx tsx examples/nightly-sync.ts [file.db]`.
// On the sandbox it runs twice, with a day's changes in between; on a real installation once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import type { SyncChange, SyncProgress, SyncState } from 'erecruiter-kombo';
import { connect } from './support/client.js';

const given = process.argv[2];
const file = given ?? join(mkdtempSync(join(tmpdir(), 'nightly-sync-')), 'ats.db');
const { erecruiter, sandbox } = connect();

const db = new sqlite.Database(file);
db.exec(`
  CREATE TABLE IF NOT EXISTS records (id TEXT PRIMARY KEY, model TEXT, remote_id TEXT, data TEXT);
  CREATE TABLE IF NOT EXISTS sync_state (id TEXT PRIMARY KEY, entry TEXT)`);

/** The state is stored beside the records, so that one transaction covers both. */
const state: SyncState = {
  get: (id) => JSON.parse(String(db.get('SELECT entry FROM sync_state WHERE id = ?', id)?.['entry'] ?? 'null')),
  set: (id, entry) => db.run('REPLACE INTO sync_state VALUES (?, ?)', [id, JSON.stringify(entry)]),
  delete: (id) => db.run('DELETE FROM sync_state WHERE id = ?', id),
  entries: () => db.all('SELECT * FROM sync_state').map((row) => [String(row['id']), JSON.parse(String(row['entry']))]),
};

console.log(`Into ${file}\n`);
await night();
if (sandbox !== null) {
  sandbox.edit(150_000, { FirstName: 'Maria', LastName: 'Neuberger' });
  sandbox.moveApplication(150_001, sandbox.applicationsOf(150_001)[0]?.Id ?? 0, 'Eingestellt');
  sandbox.removeApplicant(150_002);
  sandbox.closeJob(4712);
  await night();
}
for (const { outcome, applications } of db.all(`
  SELECT coalesce(json_extract(data, '$.outcome'), 'hidden') AS outcome, count(*) AS applications
  FROM records WHERE model = 'application' GROUP BY outcome ORDER BY outcome`)) {
  console.log(`  ${String(applications)} applications are ${String(outcome)}`);
}
db.close();
if (given === undefined && sandbox !== null) rmSync(dirname(file), { recursive: true });

/** Runs one sync. If the process dies, the next run repeats what was not committed. */
async function night(): Promise<void> {
  const counts = { upsert: 0, delete: 0 };
  let requests = 0;
  db.exec('BEGIN');
  try {
    const onProgress = (progress: SyncProgress): void => void (requests = progress.requests);
    for await (const change of erecruiter.sync({}, { state, onProgress })) {
      write(change);
      counts[change.type] += 1;
      if ((counts.upsert + counts.delete) % 100 !== 0) continue;
      db.exec('COMMIT; BEGIN');
      console.log(`  ${counts.upsert + counts.delete} changes, ${requests} requests …`);
    }
  } finally {
    db.exec('COMMIT');
  }
  console.log(`${counts.upsert} new or changed, ${counts.delete} deleted, ${requests} requests`);
}

function write({ model, type, data }: SyncChange): void {
  if (type === 'delete') db.run('DELETE FROM records WHERE id = ?', data.id);
  else {
    const remoteId = 'remote_id' in data ? data.remote_id : null;
    db.run('REPLACE INTO records VALUES (?, ?, ?, ?)', [data.id, model, remoteId, JSON.stringify(data)]);
  }
}
