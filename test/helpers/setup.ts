import { afterAll, afterEach } from 'vitest';
import { complaints, nextTurn } from './guards.js';

// Runs in every test file: a test that prints, drops a rejection or leaves the machine fails.

async function settle(): Promise<void> {
  await new Promise<void>((resolve) => nextTurn(() => resolve()));
  if (complaints.length > 0) throw new Error(complaints.splice(0).join('\n'));
}

afterEach(settle);
afterAll(settle);
