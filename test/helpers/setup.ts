import { afterAll, afterEach } from 'vitest';
import { complaints, nextTurn, tests } from './guards.js';

// Runs in every test file: a test that prints, drops a rejection or leaves the machine fails, and so does a file that
// leaves work or servers behind: those would disturb the files after it.

async function settle(): Promise<void> {
  tests.ended += 1;
  await new Promise<void>((resolve) => nextTurn(() => resolve()));
  if (complaints.length > 0) throw new Error(complaints.splice(0).join('\n'));
}

/** Fails if something still goes on after a few turns of the event loop. */
async function endAll(): Promise<void> {
  await settle();
  let left: string[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise<void>((resolve) => nextTurn(() => resolve()));
    left = process.getActiveResourcesInfo().filter((kind) => kind === 'Immediate' || kind === 'TCPServerWrap');
    if (left.length === 0) return;
  }
  throw new Error(`the file ends, but goes on: ${left.join(', ')}`);
}

afterEach(settle);
afterAll(endAll);
