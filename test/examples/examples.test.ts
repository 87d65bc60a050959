import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { sendJson, startServer } from '../helpers/http-server.js';
import { locate, runTypeScript } from '../helpers/run.js';
import { root } from '../helpers/source.js';

const MINUTE = 60_000;
// Each example is a process that compiles for itself: more of them at once only wait for each other.
vi.setConfig({ maxConcurrency: 2 });

const examples = readdirSync(`${root}examples`).filter((name) => name.endsWith('.ts'));

/** What an example prints when it does what it is there for. */
const SHOWS: Readonly<Record<string, readonly RegExp[]>> = {
  'demo.ts': [
    /^ {2}Reading the sandbox/m,
    ...['jobs', 'candidates', 'applications', 'application stages', 'screening questions'].map(tableRow),
    tableRow('job-specific screening questions'),
    ...['Job', 'Candidate', 'Application', 'ApplicationStage', 'ScreeningQuestion', 'JobScreeningQuestion'].map(
      (type) => new RegExp(`^ {2}${type}\\n {4}id +'`, 'm'),
    ),
    /What eRecruiter then holds\n {4}applicant \d+: Eva Grün/,
    /the same call again: ActionRejectedError/,
  ],
  'list-jobs.ts': [/online since \d\d\/\d\d\/\d{4}: http/, /is job \d+: .+, CLOSED/],
  'list-candidates.ts': [/a page of 10, more to come/, /a page of \d+, the last/],
  'only-created.ts': [/→ .+: (?:PENDING|HIRED|DECLINED)/, /That took \d+ raw requests/],
  'map-raw.ts': [/Graz AT/, /2025-03-11T08:15:02\.337Z null/, /'HIRED: Buchhalter:in'/, /true true/, /not an e-mail/],
  'custom-fields.ts': [/fuehrerscheinB \(Führerschein B, CUSTOM\): (?:true|false)/, /driving_licence: (?:true|false)/],
  'errors-and-retries.ts': [
    /HTTP 503, again in/,
    /left out applicant/,
    /ECONNRESET\)/,
    /the rest came/,
    /Invalid input/,
  ],
};

test('there is a demo', () => {
  expect(examples).toContain('demo.ts');
});

describe.concurrent('every example runs to its end without credentials', () => {
  test.each(examples)('%s', { timeout: 2 * MINUTE }, async (name) => {
    const output = await runTypeScript(`examples/${name}`);
    expect(output).not.toMatch(/\x1b|undefined|NaN|\[object/);
    for (const line of SHOWS[name] ?? [/./]) expect(output).toMatch(line);
  });
});

describe('the demo ends with one plain line and code 1', () => {
  test('when only some of the variables are set', { timeout: 2 * MINUTE }, async () => {
    const { code, stderr } = await demo({ ERECRUITER_BASE_URL: 'https://erecruiter.example.at' });
    expect(code).toBe(1);
    expect(stderr).toBe(
      'Missing: ERECRUITER_API_KEY, ERECRUITER_MANDATOR_ID. Set them, or unset the rest to use the sandbox.\n',
    );
  });

  test('when the installation refuses the key, which is not shown', { timeout: 2 * MINUTE }, async () => {
    const { url } = await startServer((response) => sendJson(response, { Message: 'no' }, 401));
    const variables = { ERECRUITER_BASE_URL: url, ERECRUITER_API_KEY: 'planted-key', ERECRUITER_MANDATOR_ID: '7' };
    const { code, stdout, stderr } = await demo(variables);
    expect(code).toBe(1);
    expect(stdout).toContain(`Reading ${url}: real data. Nothing is written there.`);
    expect(stderr).toMatch(/^AuthenticationError: POST Api: HTTP 401\. Check ERECRUITER_API_KEY[^\n]*\n$/);
    expect(stdout + stderr).not.toContain('planted-key');
  });
});

function tableRow(model: string): RegExp {
  return new RegExp(`^ {2}${model} +[\\d,]+ +[\\d,]+ +\\d+\\.\\d$`, 'm');
}

/** Runs the demo with these variables set, whatever its exit code. */
function demo(variables: Readonly<Record<string, string>>) {
  const { PATH, HOME } = process.env;
  const args = [locate('tsx/cli'), '--tsconfig', 'tsconfig.json', 'examples/demo.ts'];
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: root, env: { PATH, HOME, ...variables } },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}
