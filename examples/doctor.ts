// What an installation answers, what the key may do, and which options fit: `npm run doctor`. Reads only, unless you
// add `--write <job number>`: then it also creates one test candidate, and erases them again.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { diagnose, diagnoseWrites, reportAsHtml, reportAsText, type WritePlan } from 'erecruiter-kombo/doctor';
import { installationOf } from './support/client.js';
import { createProgress } from './support/progress.js';
import { hasColours, width } from './support/style.js';

const { baseUrl, apiKey, mandatorId, fetch, sandbox } = installationOf();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'string' }, step: { type: 'string' }, yes: { type: 'boolean' } },
});
const [folder] = positionals;
const jobNumber = Number(values.write);
if (values.write !== undefined && !(Number.isSafeInteger(jobNumber) && jobNumber > 0)) {
  console.error('--write needs the number of an open job of a test mandator.');
  process.exit(1);
}
if (values.write !== undefined && values.yes !== true && process.stdin.isTTY !== true) {
  console.error('--write asks before it writes, which needs a terminal. Nothing was done. Add --yes to answer now.');
  process.exit(1);
}

const intent =
  values.write === undefined ? 'Nothing is written to it' : 'Before anything is written to it, you are asked';
console.log(`Looking at ${sandbox === null ? baseUrl : 'the sandbox'}. ${intent}; Ctrl-C stops.`);
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const progress = createProgress(process.stderr);
const client = { baseUrl, apiKey, mandatorId, fetch };
const read = await diagnose({
  ...{ ...client, signal: stop.signal },
  onProgress: ({ text, requests, maxRequests }) => progress.show(requests / maxRequests, `${requests} · ${text}`),
});
progress.end();
const diagnosis = values.write === undefined || stop.signal.aborted ? read : await checkWrites();

console.log(reportAsText(diagnosis, { width: width(), colour: hasColours() }));

// The page is for you; the profile names nothing and nobody, and may be shared.
const hasSeen = Object.keys(diagnosis.profile.dialect).length > 0;
if (hasSeen && (sandbox === null || folder !== undefined)) {
  const [page, profile] = ['erecruiter-doctor.html', 'erecruiter-profile.json'].map((name) =>
    join(folder ?? '.', name),
  );
  mkdirSync(folder ?? '.', { recursive: true });
  writeFileSync(page ?? '', reportAsHtml(diagnosis), { mode: 0o600 });
  writeFileSync(profile ?? '', `${JSON.stringify(diagnosis.profile, null, 2)}\n`);
  console.log(`For you, as a page: ${page}\nTo share, without personal data, secrets or host names: ${profile}`);
}
const remains = diagnosis.chapters.flatMap(({ findings }) => findings).filter(({ id }) => id === 'writes.remains');
for (const { text, advice } of remains) console.error(`\n${text}\n${advice ?? ''}`);
if (!hasSeen || remains.length > 0) process.exitCode = 1;

/** Adds what only writes show. */
async function checkWrites() {
  const { source, portalUrl, culture, baseUrl: address = baseUrl } = read.options;
  const bar = createProgress(process.stderr);
  stop.signal.addEventListener('abort', () => {
    console.error('\nStopping. What was created is erased first; Ctrl-C again would leave it there.');
  });
  try {
    return await diagnoseWrites(
      {
        ...{ ...client, baseUrl: address, source, portalUrl, culture, signal: stop.signal },
        onProgress: ({ text, requests, maxRequests }) => bar.show(requests / maxRequests, `${requests} · ${text}`),
      },
      { jobNumber, activity: values.step, diagnosis: read, confirm: askFirst },
    );
  } finally {
    bar.end();
  }
}

/** Names what would be created; only a yes writes. */
async function askFirst({ jobNumber: job, jobName, creates }: WritePlan): Promise<boolean> {
  console.log(
    `\nThis writes to ${sandbox === null ? baseUrl : 'the sandbox'}, for job ${job} (${jobName ?? 'no title'}):`,
  );
  for (const line of creates) console.log(`  - ${line}`);
  if (values.yes === true) return true;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    terminal.once('SIGINT', () => terminal.close());
    const answer = await Promise.race([terminal.question('Type "yes" to go on: '), closed]);
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}
