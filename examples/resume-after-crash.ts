// Continuing after a crash, when reading and when writing: `npx tsx examples/resume-after-crash.ts`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ActionProgress, ERecruiter, PartialWriteError } from 'erecruiter-kombo';
import type { Sandbox } from 'erecruiter-kombo/sandbox';
import { connect } from './support/client.js';
import { temporaryFolder } from './support/folder.js';
import { count } from './support/style.js';

const { erecruiter, sandbox } = connect();
const [, , given] = process.argv;
if (given !== undefined) await read(given, 2);
else {
  const folder = temporaryFolder('resume-after-crash');
  const [, signal] = await once(fork(fileURLToPath(import.meta.url), [folder]), 'exit');
  if (!existsSync(join(folder, 'ids'))) process.exit(1); // it has said why
  console.log(`The first process, ${signal ? `killed by ${signal}` : 'at its end'}: ${report(folder)}`);
  await read(folder, Infinity);
  console.log(`The next process, to the end: ${report(folder)}`);
  if (sandbox !== null) await write(sandbox, join(folder, 'progress'));
}

function report(folder: string): string {
  const ids = readFileSync(join(folder, 'ids'), 'utf8').split('\n').slice(0, -1);
  return `${count(ids.length, 'candidate')}, ${ids.length - new Set(ids).size} of them twice`;
}

/** Reads candidates page by page into a file, starting where the last process died. */
async function read(folder: string, pages: number): Promise<void> {
  const place = join(folder, 'cursor');
  const cursor = existsSync(place) ? readFileSync(place, 'utf8') : null;
  let done = 0;
  for await (const page of erecruiter.listCandidates({ page_size: 10, cursor }).pages()) {
    appendFileSync(join(folder, 'ids'), page.results.map(({ id }) => `${id}\n`).join(''));
    done += 1;
    // Dying between records and cursor makes this page come twice. A database would store both in one transaction.
    if (done >= pages) process.kill(process.pid, 'SIGKILL');
    writeFileSync(`${place}.new`, page.next ?? '');
    renameSync(`${place}.new`, place); // the old cursor or the new one, never half of one
  }
}

/** Starts an application that fails halfway; another client finishes it with the `progress` of the first. */
async function write({ fetch, ...memory }: Sandbox, place: string): Promise<void> {
  const input = {
    candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' },
    application: { job_id: 'remote:4713' },
    attachments: [{ name: 'Lebenslauf.pdf', type: 'CV', data: btoa('%PDF-1.7') }] as const,
  };
  memory.fail({ on: 'PUT Applicant/Cv/{applicantId}', kind: 'status', status: 403 });
  await erecruiter.createApplication(input).catch((error: unknown) => {
    if (!PartialWriteError.isInstance(error)) throw error;
    console.log(`\n${error.message}`);
    writeFileSync(place, JSON.stringify(error.progress)); // no personal data
  });

  const resume: ActionProgress = JSON.parse(readFileSync(place, 'utf8'));
  const { baseUrl, apiKey, mandatorId } = memory;
  const another = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
  const { data } = await another.createApplication(input, { resume });
  console.log(`Done: applicant ${data.candidate.remote_id}, ${data.current_stage?.name}`);
  console.log(`Applicants named Grün: ${(await another.listCandidates({ last_name: 'grün' }).toArray()).length}`);
}
