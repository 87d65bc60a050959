// Behind `npm run test:dialects`: every value of every knob.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '../vitest.mjs');
const env = { ...process.env, DIALECTS: 'all' };
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/dialects'], { stdio: 'inherit', env });
process.exitCode = status ?? 1;
