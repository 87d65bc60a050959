// What an installation answers, what the key may do, and which options fit: `npm run doctor`. Reads only, unless you
// add `--write <job number>`: then it also creates one test candidate, and erases them again.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { diagnose, diagnoseWrites, reportAsHtml, reportAsText, type WritePlan } from 'erecruiter-kombo/doctor';
import { installationOf } from './support/client.js';
import { doctorArguments } from './support/doctor-arguments.js';
import { createProgress } from './support/progress.js';
import { hasColours, width } from './support/style.js';

const ECHO_MS = 1_000;
const { jobNumber, step, isYes, folder } = doctorArguments(process.argv.slice(2));
const { baseUrl, apiKey, mandatorId, fetch, sandbox } = installationOf();
const target = sandbox === null ? hostOf(baseUrl) : 'the sandbox';
if (jobNumber !== undefined && !isYes && process.stdin.isTTY !== true) {
  console.error('--write asks before it writes, which needs a terminal. Nothing was done. Add --yes to answer now.');
  process.exit(1);
}

const intent = jobNumber === undefined ? 'Nothing is written to it' : 'You are asked before anything is written to it';
console.log(`Looking at ${target}. ${intent}; Ctrl-C stops.`);
const stop = new AbortController();
let [pressedAt, planned]: [number, WritePlan | undefined] = [0, undefined];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onStop);
process.stderr.on('error', () => undefined); // a terminal that is gone must not keep the test candidate
const progress = createProgress(process.stderr);
const client = { baseUrl, apiKey, mandatorId, fetch };
const read = await diagnose({
  ...{ ...client, signal: stop.signal },
  onProgress: ({ text, requests, maxRequests }) => progress.show(requests / maxRequests, `${requests} · ${text}`),
});
progress.end();
const hasSeen = Object.keys(read.profile.dialect).length > 0;
const diagnosis = jobNumber === undefined || !hasSeen || stop.signal.aborted ? read : await checkWrites(jobNumber);

console.log(reportAsText(diagnosis, { width: width(), colour: hasColours() }));

const isWritten = !hasSeen || (sandbox !== null && folder === undefined) || writeFiles(folder ?? '.');
const remains = diagnosis.chapters.flatMap(({ findings }) => findings).filter(({ id }) => id === 'writes.remains');
for (const { text, advice } of remains) console.error(`\n${text}\n${advice ?? ''}`);
if (stop.signal.aborted) process.exitCode = 130;
if (!hasSeen || !isWritten || remains.length > 0) process.exitCode = 1;

/** Writes the page, which is for you, and the profile, which names nothing and nobody, and may be shared. */
function writeFiles(to: string): boolean {
  const page = join(to, 'erecruiter-doctor.html');
  const profile = join(to, 'erecruiter-profile.json');
  try {
    mkdirSync(to, { recursive: true });
    writeFileSync(page, reportAsHtml(diagnosis), { mode: 0o600 });
    const json = JSON.stringify(diagnosis.profile, null, 2).replace(/\[[^[\]{}]*\]/g, (list) =>
      list.replace(/\s+/g, ' '),
    );
    writeFileSync(profile, `${json}\n`);
  } catch (error) {
    console.error(
      `The page and the profile could not be written: ${error instanceof Error ? error.message : 'no reason'}`,
    );
    return false;
  }
  console.log(`For you, as a page: ${page}\nTo share, without personal data, secrets or host names: ${profile}`);
  return true;
}

/** The host of an address: the rest may hold a password. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : 'the address in ERECRUITER_BASE_URL';
}

/** Adds what only writes show. */
async function checkWrites(number: number) {
  const { source, portalUrl, culture, baseUrl: address = baseUrl } = read.options;
  const bar = createProgress(process.stderr);
  try {
    return await diagnoseWrites(
      {
        ...{ ...client, baseUrl: address, source, portalUrl, culture, signal: stop.signal },
        onProgress: ({ text, requests, maxRequests }) => bar.show(requests / maxRequests, `${requests} · ${text}`),
      },
      {
        ...{ jobNumber: number, activity: step, diagnosis: read },
        async confirm(asked) {
          bar.end();
          const isConfirmed = await askFirst(asked);
          if (isConfirmed) planned = asked;
          return isConfirmed;
        },
      },
    );
  } finally {
    planned = undefined;
    bar.end();
  }
}

/** Stops, but erases first; pressed again, it leaves at once. */
function onStop(): void {
  const isEcho = Date.now() - pressedAt < ECHO_MS; // of one key press, npm and tsx pass on what the terminal sends, too
  pressedAt = Date.now();
  if (isEcho) return;
  if (!stop.signal.aborted) {
    stop.abort();
    if (planned === undefined) return;
    console.error('\nStopping. The test candidate is erased first; Ctrl-C again would leave them there.');
    return;
  }
  if (planned !== undefined) {
    const { candidateName: name, candidateEmail: email } = planned;
    console.error(`\nA TEST CANDIDATE MAY REMAIN: "${name}". Search for ${email} in eRecruiter, and erase them.`);
  }
  process.exit(130);
}

/** Names what would be created; only a yes writes. */
async function askFirst({ jobNumber: job, jobName, creates }: WritePlan): Promise<boolean> {
  console.log(`\nThis writes to ${target}, for job ${job} (${jobName ?? 'no title'}):`);
  for (const line of creates) console.log(`  - ${line}`);
  if (isYes) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    terminal.once('SIGINT', () => terminal.close());
    const answer = await Promise.race([terminal.question('Type "yes" to go on, or press Enter to stop: '), closed]);
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}
