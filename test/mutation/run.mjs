// Behind `npm run test:mutation`: changes the mappers, ids, replay rules and redaction one spot at a time and looks
// whether a test fails (see docs/testing.md). Further arguments go to Stryker.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const TOOLS = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1'];

const root = fileURLToPath(new URL('../..', import.meta.url));
const { resolve } = createRequire(import.meta.url);

function run(file, args) {
  const { status } = spawnSync(file, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

// No dev dependencies, so that an ordinary install stays small.
try {
  resolve('@stryker-mutator/vitest-runner');
} catch {
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', ...TOOLS]);
}
run('npx', ['stryker', 'run', 'test/mutation/stryker.config.mjs', ...process.argv.slice(2)]);
