// Behind `npm run test:soak`: thousands of random stories against the eight actions, and a long crawl over a bad
// network (see docs/reliability.md).
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HELP = `npm run test:soak                               5,000 stories, then a crawl over 50,000 people
npm run test:soak -- <stories> [<seed>]         stories only; the same ones again with the seed that a failure names
npm run test:soak -- crawl [<people> [<seed>]]  the crawl only; the same faults again with its seed
`;
const STORIES = 'test/property/actions-exactly-once';
const CRAWL = 'test/soak/crawl';

const [first = 'both', ...rest] = process.argv.slice(2);
const isCrawl = first === 'crawl';
const [count, seed] = isCrawl || first === 'both' ? rest : [first, ...rest];
if ((count !== undefined && !/^[1-9]\d*$/.test(count)) || (seed !== undefined && !/^-?\d+$/.test(seed))) {
  process.stdout.write(HELP);
  process.exit(first === '--help' ? 0 : 1);
}
const files = isCrawl ? [CRAWL] : first === 'both' ? [STORIES, CRAWL] : [STORIES];

const { resolve: locate } = createRequire(import.meta.url);
const vitest = join(locate('vitest/package.json'), '../vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', '--reporter=verbose', ...files], {
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  stdio: 'inherit',
  env: {
    ...process.env,
    SOAK_RUNS: isCrawl ? '0' : (count ?? '5000'),
    SOAK_PEOPLE: isCrawl ? (count ?? '50000') : '50000',
    ...(seed === undefined ? {} : { SOAK_SEED: seed }),
  },
});
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
