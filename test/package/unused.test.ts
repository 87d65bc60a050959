import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locate, run } from '../helpers/run.js';
import { root } from '../helpers/source.js';

test('nothing is unused: no file, no export, no dependency', { timeout: 60_000 }, async () => {
  const knip = join(locate('knip'), '../../bin/knip.js');
  const { stdout } = await run(process.execPath, [knip, '--no-progress'], root);
  expect(stdout).toBe('');
});
