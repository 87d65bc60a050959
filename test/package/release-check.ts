// Says what keeps this commit from being published: `npm run release:check`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../helpers/run.js';
import { root } from '../helpers/source.js';
import { releaseProblems } from './release.js';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const git = async (...args: string[]): Promise<string> => (await run('git', args, root)).stdout.trim();

const problems = releaseProblems({
  manifest: read('package.json'),
  changelog: read('CHANGELOG.md'),
  changes: await git('status', '--porcelain'),
  tags: (await git('tag', '--points-at', 'HEAD')).split('\n'),
});
console.log(problems.length === 0 ? 'ready to be published' : problems.map((problem) => `- ${problem}`).join('\n'));
process.exitCode = problems.length === 0 ? 0 : 1;
