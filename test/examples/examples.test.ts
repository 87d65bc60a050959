import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendJson, startServer } from '../helpers/http-server.js';
import { locate, run } from '../helpers/run.js';
import { root } from '../helpers/source.js';

const MINUTE = 60_000;
/** Runs in databases.test.ts, since PostgreSQL takes seconds to start. */
const ELSEWHERE = 'postgres-sync.ts';
const all = readdirSync(`${root}examples`).filter((name) => name.endsWith('.ts'));
const examples = all.filter((name) => name !== ELSEWHERE).sort();

/** What each example prints when it works. */
const SHOWS: Readonly<Record<string, readonly RegExp[]>> = {
  'demo.ts': [
    /^ {2}Reading the sandbox/m,
    ...['jobs', 'candidates', 'applications', 'application stages', 'screening questions'].map(tableRow),
    tableRow('job-specific screening questions'),
    ...['Job', 'Candidate', 'Application', 'ApplicationStage', 'ScreeningQuestion', 'JobScreeningQuestion'].map(
      (type) => new RegExp(`^ {2}${type}\\n {4}id +'`, 'm'),
    ),
    /In eRecruiter now\n {4}applicant \d+: Eva Grün/,
    /the same call again: ActionRejectedError/,
    /stage: from "Neu eingelangt" to "In interner Prüfung"\n {4}note in the history: Called back/,
    /applicant \d+: erased, with everything/,
  ],
  'doctor.ts': [
    /^Looking at the sandbox\. Nothing is written to it/m,
    ...['Reach', 'Key', 'Mandator', 'Shape', 'Open questions', 'Cost'].map((title) => new RegExp(`^${title}$`, 'm')),
    /^ {2}✓ The key is accepted: a token is issued, for \d+ minutes\.$/m,
    /^ {2}culture: 'de-AT',$/m,
    /^\d+ ✓ · 0 ✗ · \d+ \? · \d+ requests in \d+ seconds?\.$/m,
  ],
  'list-jobs.ts': [
    /42000 to 58999\.99 EUR$/m,
    /42000 EUR$/m,
    /online since \d\d\/\d\d\/\d{4}: http/,
    /is job \d+: .+, CLOSED/,
  ],
  'only-created.ts': [/→ .+: (?:PENDING|HIRED|DECLINED)/, /That took \d+ raw requests/],
  'nightly-sync.ts': [
    /205 records new or changed, 0 deleted/,
    /7 records new or changed, 2 deleted/,
    /\d\d candidates not read again; an exact night: \d+ requests/,
    /^ {2}.+: \d+ applications, 3 hired$/m,
  ],
  'resume-after-crash.ts': [
    /killed by SIGKILL: 20 candidates, 0 of them twice/,
    /to the end: 46 candidates, 10 of them twice/,
    /HTTP 403: the key may lack the access level Applicants \([^)\n]+\)[^\n]*\nDone: applicant \d+, Neu eingelangt\nApplicants named Grün: 1/,
  ],
  'crawl-on-bullmq.ts': [
    /Skipped: neither|at attempt 2[^]+36 candidates, 10 jobs\nThe second[^]+: 4 changes[^]+36 candidates, 10 jobs/,
  ],
  'web-form.ts': [/Please check:\n.+übersiedeln\? is required/, /Thank you, Eva!/, /Referrer: 'Acme Jobs'/],
  'apply-form.ts': [
    /an empty form: HTTP 422 .*"first_name","required","must not be empty".*"email","invalid_format".*"cv","invalid_format","must be base64"/,
    /a wrong answer, others missing: HTTP 422 .*"invalid_type","must be true or false".*"required","is required"/,
    /a failure halfway: HTTP 503, resume: yes/,
    /a double click: HTTP 201 and 201\none application: yes\nagain: HTTP 409, the same application: true/,
  ],
  'mappers-in-your-code.ts': [
    /^job 4711: Buchhalter:in .+, OPEN, Linz$/m,
    /^ {2}application \w+: PENDING, Buchhalter:in/m,
    /not an email address\n {2}still mapped; email addresses: 0/,
    /^3 rows in the table of candidates$/m,
    /Created Eva Grün, AT, Acme Jobs, Stapler/,
  ],
  'field-explorer.ts': [/CUSTOM fuehrerscheinB \(Führerschein B, BOOLEAN\): false, true/, /driving_licence: \w+/],
  'passthrough.ts': [
    /^GET \/Applicant\/Educations\/\d+: HTTP 200\n {2}educations: /m,
    /HTTP 404\n {2}body: \{ Message: /,
    /not sent\n {2}InputError: /,
  ],
  'consents.ts': [/^policy 4 accepted at /m, /^CONSENT 4: accepted, outdated$/m, /^policy 4 revoked at /m],
  'move-and-reject.ts': [
    /After "In Prüfung nehmen": In interner Prüfung/,
    /The first move: Gespräch vereinbart, emails 1, warnings 0\nThe second move: Gespräch vereinbart, emails 0/,
    /^To "Vertraulich": INTEGRATION\.ACTION_NOT_AVAILABLE\. Steps now: Absage, Einstellen/m,
    /Rejected: DECLINED, Absage nach Prüfung/,
  ],
  'own-fields.ts': [
    /^Set: .*"hours":"38\.5","shifts":\["Nacht","Früh"\],"start":"2026-09-01"/m,
    /^hours: value is not a possible value/m,
    /^shift: field .+ did you mean shifts\?$/m,
    /One cleared: .*"shifts":null/,
    /0 warnings, last request GET/,
  ],
  'erase.ts': [
    /Corrected: Gruber, Linz\n {2}upsert candidate 150003: Gruber/,
    /Anonymized:\n {2}upsert candidate 150002: Anonymisiert/,
    /Erased, with 0 warnings:\n(?: {2}delete application \d+\n){3} {2}delete candidate 150000\n/,
    /Erased again: there is no such candidate/,
  ],
  'raw.ts': [
    /^applicant \d+: willing to move: /m,
    /^users: 4$/m,
    /^not sent: Invalid input: applicantId: must be a number from 1 to 2147483647$/m,
    /^HTTP 404: GET Api\/Applicant\/\{applicantId\}\/LogOnToken$/m,
    /^answered: JobProfiles$/m,
  ],
  'tags.ts': [
    /Two at once: Stapler, Nachtdienst/,
    /added again: Stapler, Nachtdienst, Kran/,
    /case-insensitive: Stapler, Kran/,
  ],
  'attachments.ts': [
    /not a public host/,
    /CV CV\.docx\n {2}CV European CV\.pdf\n {2}OTHER Photo\.jpg\n/,
    /OTHER CV\.pdf\n {2}OTHER Zeugnis\.pdf\n\n/,
    /^Zeugnis\.pdf: %PDF-1\.7 Zeugnis\nreplaced: %PDF-1\.7 Zeugnis, korrigiert\nFiles before: 7, after two were removed: 5\n$/m,
  ],
  'result-links.ts': [
    /ECONNRESET\): it may have been written/,
    /Logic test: 97 of 100 \(job \d+\)/,
    /^Video \(no job\)$/m,
  ],
  'kombo-sdk.ts': [
    /ACTIVE/,
    /A page of jobs/,
    /Grün → .+: Neu eingelangt/,
    /^Tags: Talentpool; source: Acme Jobs\nAttachments: CV CV\.txt$/m,
  ],
  'errors-and-retries.ts': [
    /HTTP 503, retrying in/,
    /skipped applicant/,
    /ECONNRESET\)/,
    /the rest, read from its cursor/,
    /Invalid input/,
  ],
  'observe-and-proxy.ts': [
    /"msg":"erecruiter-kombo: retrying GET Api\/PublishedJobs in \d+ ms after HTTP 503"\}$/m,
    /"reason":"UND_ERR_SOCKET","durationMs":\d+,"msg":"erecruiter-kombo: GET Api\/Job\/\{jobId\} failed after/,
    /^ {2}ERROR GET Api\/PublishedJobs: 503\n {2}ok {4}GET Api\/PublishedJobs: 200$/m,
    /^ {2}ERROR GET Api\/Job\/\{jobId\}: UND_ERR_SOCKET\n {2}ok {4}GET Api\/Job\/\{jobId\}: 200$/m,
    /request \d+ → GET Api\/Job\/\d+\?culture=de-AT \[.*x-apitoken: string\(\d+\)\] no body$/m,
    /3 jobs, all of it through the proxy/,
  ],
  'sandbox.test.ts': [/^\S+ pass 3$/m, /^\S+ fail 0$/m],
};

test('every example is listed here and in examples/README.md', () => {
  expect(examples).toEqual(Object.keys(SHOWS).sort());
  const page = readFileSync(`${root}examples/README.md`, 'utf8');
  for (const name of all) expect(page).toContain(`(${name})`);
});

describe('every example runs to its end without credentials', () => {
  let printed: Record<string, string> = {};
  const temporary = mkdtempSync(join(tmpdir(), 'examples-'));
  beforeAll(async () => {
    const { stdout } = await run(
      process.execPath,
      [locate('tsx/cli'), '--tsconfig', 'tsconfig.json', 'test/examples/run-examples.mjs', ...examples],
      root,
      { TMPDIR: temporary },
    );
    const [first = '', ...ofTests] = stdout.split('\n');
    printed = { ...JSON.parse(first), 'sandbox.test.ts': ofTests.join('\n') };
  }, 2 * MINUTE);
  afterAll(() => rmSync(temporary, { recursive: true }));

  test('and leaves no file behind', () => {
    expect(readdirSync(temporary).filter((name) => !name.startsWith('tsx-'))).toEqual([]); // what has compiled it
  });

  test.each(examples)('%s', (name) => {
    expect(printed[name]).not.toMatch(/\x1b|undefined|NaN|\[object|\((?:job )?null\)|^failed: /m);
    for (const line of SHOWS[name] ?? []) expect(printed[name]).toMatch(line);
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

  test('when the installation rejects the key, and does not show it', { timeout: 2 * MINUTE }, async () => {
    const { url } = await startServer((response) => sendJson(response, { Message: 'no' }, 401));
    const variables = { ERECRUITER_BASE_URL: url, ERECRUITER_API_KEY: 'planted-key', ERECRUITER_MANDATOR_ID: '7' };
    const { code, stdout, stderr } = await demo(variables);
    expect(code).toBe(1);
    expect(stdout).toContain(`Reading ${url}: real data. Nothing is written to it.`);
    expect(stderr).toMatch(/^AuthenticationError: POST Api: HTTP 401\. Check ERECRUITER_API_KEY[^\n]*\n$/);
    expect(stdout + stderr).not.toContain('planted-key');
  });
});

test("an example with somebody else's HTTP shows no key either when it fails", { timeout: 2 * MINUTE }, async () => {
  const { url } = await startServer((response) => sendJson(response, { Message: 'no' }, 401));
  const variables = { ERECRUITER_BASE_URL: url, ERECRUITER_API_KEY: 'planted-key', ERECRUITER_MANDATOR_ID: '7' };
  const { code, stdout, stderr } = await start(['mappers-in-your-code.ts'], variables);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^AxiosError: Request failed with status code 401\n/);
  expect(stdout + stderr).not.toContain('planted-key');
});

const isLoadable = 'register' in nodeModule; // by `--import tsx`, from Node 20.6 on

test.runIf(isLoadable)(
  'the nightly sync, when interrupted, leaves a file that only you can read, and no lock',
  async () => {
    const { url } = await startServer(() => undefined); // never answers, so that there is something to interrupt
    const variables = { ERECRUITER_BASE_URL: url, ERECRUITER_API_KEY: 'planted-key', ERECRUITER_MANDATOR_ID: '7' };
    const folder = mkdtempSync(join(tmpdir(), 'interrupted-'));
    try {
      const { code, stdout } = await start(['nightly-sync.ts', join(folder, 'ats.db')], variables, /^Into /);
      expect(stdout).toMatch(/^Into .+ats\.db, which holds personal data from now on\n\nStopped\./);
      expect(code).toBe(130);
      expect(readdirSync(folder)).toEqual(['ats.db']);
      if (process.platform !== 'win32') expect(statSync(join(folder, 'ats.db')).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);

function tableRow(model: string): RegExp {
  return new RegExp(`^ {2}${model} +[\\d,]+ +[\\d,]+ +\\d+\\.\\d$`, 'm');
}

/** Runs the demo with these environment variables. Resolves with its exit code and output. */
function demo(variables: Readonly<Record<string, string>>) {
  return start(['demo.ts'], variables);
}

/** Runs an example, and interrupts it once it has printed something that matches. */
function start(
  [name = '', ...values]: readonly string[],
  variables: Readonly<Record<string, string>>,
  interruptAt?: RegExp,
) {
  const { PATH, HOME } = process.env;
  // tsx's own process kills a child that is too busy to answer a signal at once.
  const tsx = interruptAt === undefined ? [locate('tsx/cli'), '--tsconfig', 'tsconfig.json'] : ['--import', 'tsx'];
  const args = [...tsx, `examples/${name}`, ...values];
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: root, env: { PATH, HOME, ...variables } },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
    let printed = '';
    let isInterrupted = false;
    child.stdout?.on('data', (text: string) => {
      printed += text;
      if (isInterrupted || interruptAt?.test(printed) !== true) return;
      isInterrupted = true; // a second signal would end it at once
      child.kill('SIGINT');
    });
  });
}
