// A nightly sync that keeps its state in a JSON file: `npx tsx examples/nightly-sync.ts [state.json]`.
// On the sandbox it runs twice, with a day's work in between; against an installation once per call.
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SyncChange, SyncEntry } from 'erecruiter-kombo';
import type { Sandbox } from 'erecruiter-kombo/sandbox';
import { connect } from './support/client.js';

const given = process.argv[2];
const file = given ?? join(mkdtempSync(join(tmpdir(), 'nightly-sync-')), 'state.json');
const { erecruiter, sandbox } = connect();

console.log(`State in ${file}`);
await night();
if (sandbox !== null) {
  await workADay(sandbox);
  await night();
  if (given === undefined) rmSync(dirname(file), { recursive: true });
}

/** One run: reports what was created, changed and deleted since the last one. */
async function night(): Promise<void> {
  const state = readState();
  const isFirst = state.size === 0;
  const news = { created: 0, changed: 0, deleted: 0 };
  let requests = 0;
  console.log(isFirst ? '\nThe first night: everything is new.' : '\nSince the last night:');
  try {
    for await (const change of erecruiter.sync(
      {},
      { state, onProgress: (progress) => (requests = progress.requests) },
    )) {
      // The state takes a change in only when the next one is asked for: now it still knows what was before.
      const kind = change.type === 'delete' ? 'deleted' : state.has(change.data.id) ? 'changed' : 'created';
      news[kind] += 1;
      if (!isFirst) console.log(`  ${kind}  ${describe(change)}`);
      // Write it to your database here. If that throws, the next night begins with this change.
    }
  } finally {
    saveState(state);
  }
  const { created, changed, deleted } = news;
  console.log(`  ${created} created, ${changed} changed, ${deleted} deleted with ${requests} requests`);
}

function describe({ model, data }: SyncChange): string {
  const name = 'last_name' in data ? `${data.first_name} ${data.last_name}` : 'name' in data ? data.name : null;
  const number = 'remote_id' in data ? data.remote_id : data.id;
  return [model, number, name].filter((part) => part !== null).join(' ');
}

function readState(): Map<string, SyncEntry> {
  return new Map(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []);
}

/** Leaves the old file or the new one, never half of one. */
function saveState(state: ReadonlyMap<string, SyncEntry>): void {
  writeFileSync(`${file}.new`, JSON.stringify([...state]));
  renameSync(`${file}.new`, file);
}

/** What recruiters and applicants do between two nights. */
async function workADay(installation: Sandbox): Promise<void> {
  const [first = 0, second = 0, third = 0] = installation.applicantIds();
  installation.edit(first, { FirstName: 'Maria', LastName: 'Neuberger' });
  const [application] = installation.applicationsOf(second);
  if (application !== undefined) installation.moveApplication(second, application.Id, 'Eingestellt');
  installation.removeApplicant(third);
  installation.closeJob(4712);
  await erecruiter.createApplication({
    application: { job_id: 'remote:4713' },
    candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' },
  });
}
