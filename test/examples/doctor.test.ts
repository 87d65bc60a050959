import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { doctorArguments } from '../../examples/support/doctor-arguments.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { type Arrived, startServer } from '../helpers/http-server.js';
import { root } from '../helpers/source.js';

const MINUTE = 60_000;
const isLoadable = 'register' in nodeModule; // by `--import tsx`, from Node 20.6 on

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'doctor-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('the command line', () => {
  /** What is printed for arguments that end the process. */
  function printedFor(args: readonly string[]) {
    const printed: string[] = [];
    const print = (text: unknown): void => void printed.push(String(text));
    vi.spyOn(console, 'log').mockImplementation(print);
    vi.spyOn(console, 'error').mockImplementation(print);
    const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    try {
      expect(() => doctorArguments(args)).toThrow(/^exit/);
      return { code: exit.mock.lastCall?.[0], printed: printed.join('\n') };
    } finally {
      vi.restoreAllMocks();
    }
  }

  test.each([['--help'], ['-h'], ['--write', '7', '--help']])('%s %s shows how to run it', (...args) => {
    expect(printedFor(args)).toEqual({ code: 0, printed: expect.stringMatching(/^Looks at [^]+--write <job number>/) });
  });

  test.each<[args: string[], text: RegExp]>([
    [['--wirte', '7'], /^Unknown option '--wirte'\. See npm run doctor -- --help$/],
    [['--write'], /^Option '--write <value>' argument missing\. See/],
    [['--write', '--step', 'x'], /^Option '--write' argument is ambiguous\. See[^\n]+$/],
    ...['', '0', '-1', '1.5', '1e3', 'abc', '9007199254740992'].map((number): [string[], RegExp] => [
      [`--write=${number}`],
      /^--write needs the number of an open job/,
    ]),
    [['4711'], /^4711 is no folder\. For the write check: npm run doctor -- --write 4711\. See/],
    [['a', 'b'], /^One folder is enough: a, b\. See/],
    [['--yes'], /^--step and --yes need --write\. See/],
    [['--step', 'Absage'], /^--step and --yes need --write\. See/],
  ])('%j says what is wrong with it, in one line', (args, text) => {
    expect(printedFor(args)).toEqual({ code: 1, printed: expect.stringMatching(text) });
  });

  test('a file in place of a folder is refused before anything is asked', () => {
    const file = join(folder, 'x');
    writeFileSync(file, '');
    expect(printedFor([file]).printed).toMatch(/x is a file, and no folder\. See/);
  });

  test('is read', () => {
    expect(doctorArguments([])).toEqual({ jobNumber: undefined, step: undefined, isYes: false, folder: undefined });
    const all = ['--write', '4711', '--yes', '--step', 'Absage', 'some/folder'];
    expect(doctorArguments(all)).toEqual({ jobNumber: 4711, step: 'Absage', isYes: true, folder: 'some/folder' });
  });
});

describe.runIf(isLoadable)('against an installation', () => {
  /** Runs the doctor on a real server over a sandbox, and does something at each request. */
  async function runDoctor(args: readonly string[], atRequest: (arrived: Arrived, child: ChildProcess) => void) {
    const sandbox = createSandbox({ applicants: 3, jobs: 3 });
    const children: ChildProcess[] = [];
    const { url } = await startServer(async (response, arrived) => {
      for (const child of children) atRequest(arrived, child);
      const { method, target, headers, body } = arrived;
      const names = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
      const init = { method, headers: Object.fromEntries(names), ...(body === '' ? {} : { body }) };
      const answer = await sandbox.fetch(`${sandbox.baseUrl}${target}`, init);
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    });
    const { PATH, HOME } = process.env;
    const variables = { ERECRUITER_BASE_URL: url, ERECRUITER_API_KEY: 'sandbox-key', ERECRUITER_MANDATOR_ID: '1' };
    const child = spawn(process.execPath, ['--import', 'tsx', 'examples/doctor.ts', ...args, folder], {
      cwd: root,
      env: { PATH, HOME, ...variables },
    });
    children.push(child);
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => void (printed += String(text)));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { sandbox, code, printed };
  }

  const candidates = (sandbox: Sandbox): number => sandbox.applicantIds().length;

  test('it names the host, and writes a page and a profile', { timeout: MINUTE }, async () => {
    const { code, printed } = await runDoctor([], () => undefined);
    expect(printed).toMatch(/^Looking at 127\.0\.0\.1:\d+\. Nothing is written to it; Ctrl-C stops\.\n/);
    expect(code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['erecruiter-doctor.html', 'erecruiter-profile.json']);
    expect(readFileSync(join(folder, 'erecruiter-profile.json'), 'utf8')).not.toMatch(/127\.0\.0\.1|sandbox-key/);
  });

  // npm and tsx pass on the signal that the terminal has sent to the doctor already.
  test('one Ctrl-C, which arrives twice, erases the test candidate and reports', { timeout: MINUTE }, async () => {
    let isPressed = false;
    const { sandbox, code, printed } = await runDoctor(['--write', '4711', '--yes'], ({ method, target }, child) => {
      if (isPressed || method !== 'PUT' || !target.includes('/Applicant/Document/')) return;
      isPressed = true;
      child.kill('SIGINT');
      child.kill('SIGTERM');
    });
    expect(isPressed).toBe(true);
    expect(printed).toContain('Stopping. The test candidate is erased first');
    expect(printed).toContain('✓ The test candidate is gone');
    expect(code).toBe(130);
    expect(candidates(sandbox)).toBe(3);
  });
});
