// Behind `npm run test:soak`: plays thousands of random stories against the eight actions (see docs/reliability.md).
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HELP = `npm run test:soak                     5,000 stories
npm run test:soak -- <runs> [<seed>]  so many; the same ones again with the seed that a failure names
`;
const [runs = '5000', seed] = process.argv.slice(2);
if (!/^[1-9]\d*$/.test(runs) || (seed !== undefined && !/^-?\d+$/.test(seed))) {
  process.stdout.write(HELP);
  process.exit(runs === '--help' ? 0 : 1);
}

const { resolve: locate } = createRequire(import.meta.url);
const vitest = join(locate('vitest/package.json'), '../vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', '--reporter=verbose', 'test/property/actions-exactly-once'], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  stdio: 'inherit',
  env: { ...process.env, SOAK_RUNS: runs, ...(seed === undefined ? {} : { SOAK_SEED: seed }) },
});
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
