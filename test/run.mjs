// Behind `npm test`: layout, lint and types, every test under TZ=UTC, then the tests of dates and mappers in three more
// time zones.
// Says which step is running, of how many; on a terminal, vitest shows each file, elsewhere ten lines show how far it is.
// The very last line is `N passed, N failed`, counted from vitest's own reports; a failed step counts as one failure.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HELP = `npm test                  layout, lint, types, all tests, and the tests of dates again in every time zone (5 minutes)
npm test -- <pattern>...  only the test files whose path contains a pattern, without the other checks
npm run test:watch        runs tests again when a file changes
`;
const ZONES = ['Europe/Vienna', 'America/St_Johns', 'Pacific/Apia'];
// Those of a whole client would take longest to load, and have no dates of their own.
const ZONE_TESTS = /^test\/(?:unit|property)\/mappers(?!-raw-client|-refusals)/;

const root = fileURLToPath(new URL('..', import.meta.url));
const { resolve: locate } = createRequire(import.meta.url);
// The newest compiler: it runs natively, in a seventh of the time.
const tsc = join(locate('typescript-7/package.json'), '../bin/tsc');
const vitest = join(locate('vitest/package.json'), '../vitest.mjs');
const oxlint = join(locate('oxlint/package.json'), '../bin/oxlint');
const prettier = join(locate('prettier/package.json'), '../bin/prettier.cjs');
const FORMATTED = '{src,test,examples,bench}/**/*.{ts,mjs}';

const isTerminal = process.stdout.isTTY && process.env.TERM !== 'dumb';
const progress = fileURLToPath(new URL('progress.mjs', import.meta.url));
const started = Date.now();
const children = new Set();
const folders = new Set();

// Interrupted, it ends what it has started, removes its folders and shows the cursor that vitest has hidden.
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal);
    process.stdout.write(`${isTerminal ? '\x1b[?25h' : ''}\ninterrupted after ${duration(Date.now() - started)}\n`);
    process.exit(code);
  });
}

/** Runs one tool to its end and prints its output, at once or, beside others, at its end; resolves to its exit code. */
function run(script, args, { env = {}, title } = {}) {
  return new Promise((resolve) => {
    const isBeside = title !== undefined;
    const start = Date.now();
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: isBeside ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...colours(isBeside), ...env },
    });
    children.add(child);
    const chunks = [];
    for (const output of [child.stdout, child.stderr]) output?.on('data', (chunk) => chunks.push(chunk));
    const end = (code) => {
      children.delete(child);
      if (isBeside) {
        console.log(`${code === 0 ? 'done' : 'FAILED'}: ${title} (${duration(Date.now() - start)})`);
        process.stdout.write(Buffer.concat(chunks));
      }
      resolve(code ?? 1);
    };
    child.on('error', () => end(1));
    child.on('close', end);
  });
}

async function check(title, script, args) {
  return { passed: 0, failed: (await run(script, args, { title })) === 0 ? 0 : 1 };
}

async function runTests(filters, zone, { title, options = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'vitest-report-'));
  folders.add(folder);
  const file = join(folder, 'report.json');
  try {
    const shown = isTerminal ? 'default' : progress;
    const args = ['run', `--reporter=${shown}`, '--reporter=json', `--outputFile.json=${file}`, ...options, ...filters];
    const code = await run(vitest, args, { env: { TZ: zone }, title });
    return count(JSON.parse(readFileSync(file, 'utf8')), code);
  } catch (error) {
    console.log(`vitest left no readable report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that fails without a failed test (import, hook) counts as one, and so does a bad exit code nothing explains. */
function count({ numPassedTests, numFailedTests, testResults }, code) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function zoneTests(patterns) {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts') && ZONE_TESTS.test(file))
    .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)));
}

/** Colours only on a terminal, unless somebody has asked; a tool whose output is kept does not see the terminal. */
function colours(isKept) {
  if (process.env.FORCE_COLOR !== undefined || process.env.NO_COLOR) return {};
  if (!isTerminal) return { NO_COLOR: '1' };
  return isKept ? { FORCE_COLOR: '1' } : {};
}

/** Announces one step, or several side by side. */
function announce(titles) {
  step += titles.length;
  const first = step - titles.length + 1;
  const numbers = titles.length === 1 ? `step ${first}` : `steps ${first} to ${step}`;
  const beside = titles.length === 1 ? '' : ', side by side';
  console.log(`\n── ${numbers} of ${steps}${beside}: ${titles.join(', ')}`);
}

/** Formats milliseconds: `8 s`, `3 min 8 s`. */
function duration(ms) {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const patterns = process.argv.slice(2);
if (patterns.includes('--help') || patterns.includes('-h')) {
  process.stdout.write(HELP);
  process.exit(0);
}

const checks = [
  ['types', tsc, ['-p', 'tsconfig.json']],
  ['types without those of Node', tsc, ['-p', 'tsconfig.build.json']],
  ['lint', oxlint, ['src', 'test', 'examples', 'bench']],
  ['layout', prettier, ['--check', '--log-level=warn', FORMATTED]],
];
const isWhole = patterns.length === 0;
const again = zoneTests(patterns);
const steps = (isWhole ? checks.length : 0) + 1 + (again.length > 0 ? ZONES.length : 0);
let step = 0;

const results = [];
if (isWhole) {
  console.log(`${steps} steps, about five minutes on two cores`);
  announce(checks.map(([title]) => title));
  results.push(...(await Promise.all(checks.map((one) => check(...one)))));
}
announce(['tests']);
results.push(await runTests(patterns, 'UTC'));
if (again.length > 0) {
  announce(ZONES.map((zone) => `tests of dates in ${zone}`));
  const inZone = (zone) => runTests(again, zone, { title: `tests of dates in ${zone}`, options: ['--maxWorkers=1'] });
  results.push(...(await Promise.all(ZONES.map(inZone))));
}

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
if (passed + failed === 0) console.log('\nno test ran');
console.log(`\nafter ${duration(Date.now() - started)}:\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
