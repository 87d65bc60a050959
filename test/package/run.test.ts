import { expect, test } from 'vitest';
import { run } from '../helpers/run.js';
import { root } from '../helpers/source.js';

test('`npm test` says which step is running, and ends with a count', { timeout: 60_000 }, async () => {
  const nothing = run(process.execPath, ['test/run.mjs', 'no-such-test'], root);
  await expect(nothing).rejects.toThrow(/^\n── step 1 of 1: tests\n[^]+\nafter \d+ s:\n0 passed, 1 failed\n/m);
});
