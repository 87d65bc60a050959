// For `npm run test:soak`: the random tests of `npm test`, on new seeds and for longer. Stories of the eight actions and of
// those beyond, a crawl over a bad network, every failure of every method (docs/reliability.md), and every other random test
// (docs/testing.md).
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HELP = `npm run test:soak                                   all of the following
npm run test:soak -- <stories> [<seed>]             stories only
npm run test:soak -- crawl [<people> [<seed>]]      the crawl only
npm run test:soak -- properties [<rounds> [<seed>]] every other random test, each round with the next seed
npm run test:soak -- dialects [<servers> [<seed>]]  servers with four knobs turned, by default 200
npm run test:soak -- matrix                         every failure of every method

Each prints its seed; given that seed it does the same again.
`;
const root = fileURLToPath(new URL('../..', import.meta.url));
const STORIES = ['test/property/actions-exactly-once.test.ts', 'test/property/actions-beyond.test.ts'];
const CRAWL = 'test/soak/crawl.test.ts';
const DIALECTS = 'test/soak/dialects.test.ts';
const MATRIX = [
  'test/faults/matrix-reads.test.ts',
  'test/faults/matrix-actions.test.ts',
  'test/faults/sync-outage.test.ts',
];

const { resolve: locate } = createRequire(import.meta.url);
const vitest = join(locate('vitest/package.json'), '../vitest.mjs');

/** Runs test files on one seed; resolves to the exit code. */
function run(what, files, seed, env = {}) {
  console.log(`\n── ${what}: seed ${seed}`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, 'run', '--reporter=verbose', ...files], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env, SOAK_SEED: String(seed) },
    });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

const newSeed = () => randomInt(1_000_000_000);

const stories = (count = 5_000, seed = newSeed()) => run('stories', STORIES, seed, { SOAK_RUNS: String(count) });

const crawl = (people = 50_000, seed = newSeed()) => run('crawl', [CRAWL], seed, { SOAK_PEOPLE: String(people) });

const dialects = (count = 200, seed = newSeed()) => run('dialects', [DIALECTS], seed, { SOAK_VECTORS: String(count) });

const matrix = () => run('failures', MATRIX, newSeed(), { MATRIX: 'all' });

async function properties(rounds = 10, seed = newSeed()) {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts') && !STORIES.includes(file))
    .filter((file) => readFileSync(join(root, file), 'utf8').includes("from 'fast-check'"));
  let worst = 0;
  for (let round = 0; round < rounds; round += 1) {
    worst = Math.max(worst, await run(`random tests, round ${round + 1} of ${rounds}`, files, seed + round));
  }
  return worst;
}

const args = process.argv.slice(2);
const only = { crawl, properties, dialects, matrix }[args[0]];
const numbers = only === undefined ? args : args.slice(1);
if (numbers.length > 2 || !numbers.every((text, place) => (place === 0 ? /^[1-9]\d*$/ : /^-?\d+$/).test(text))) {
  process.stdout.write(HELP);
  process.exit(args[0] === '--help' ? 0 : 1);
}
const values = numbers.map(Number);
const codes = [];
if (only !== undefined) codes.push(await only(...values));
else codes.push(await stories(...values));
if (args.length === 0) codes.push(await crawl(), await properties(), await dialects(), await matrix());
process.exitCode = Math.max(...codes);
