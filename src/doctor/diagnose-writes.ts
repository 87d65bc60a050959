import { ERecruiter } from '../client.js';
import { ConfigurationError } from '../errors.js';
import { followSignal, NEVER } from '../flow/abort.js';
import { mandatorSchema } from '../schemas/mandator.js';
import { CHAPTER_TITLES, type Diagnosis, finding, type Finding } from './diagnosis.js';
import { namesOfEntries } from './discovery.js';
import { type DiagnoseOptions, diagnoseSettings } from './options.js';
import { withWritten } from './profile.js';
import { type AnyKnob, writtenFindings } from './questions.js';
import { recordWithNames } from './visit.js';
import { applyActions, createTestCandidate, failureFinding, probeApplication } from './write-actions.js';
import { catalogueFinding, eraseTestCandidate } from './write-erase.js';
import { WriteGuard } from './write-guard.js';
import { testEmail, testName, type WriteCheck, type WritePlan, type WriteVisit } from './write-options.js';
import { probeProperties, probeSearch } from './write-probes.js';
import { probeFiles, probeLists } from './write-records.js';

/** How many requests the check sends at most before it erases. */
const MOST_REQUESTS = 180;

/**
 * Finds out what only writes show: creates one test candidate with an application for a job, compares what is stored
 * with what was sent, calls the actions of the library, and erases the candidate again.
 *
 * Nothing is written before `confirm` resolves to `true`, and never to another record. The candidate is erased whatever
 * happens in between, also after `signal` aborts; if that fails, the finding `writes.remains` says what remained.
 *
 * @param options As for `diagnose`; `concurrency` and `sample` mean nothing here.
 * @param check The job to apply to, and who confirms.
 * @returns The findings, as the chapter `writes`: added to those of `check.diagnosis`, if there is one.
 * @throws `ConfigurationError` for wrong options.
 * @example
 * ```ts
 * import { diagnoseWrites, reportAsText } from 'erecruiter-kombo/doctor';
 * import { createSandbox } from 'erecruiter-kombo/sandbox';
 *
 * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
 * const confirm = ({ creates }: { readonly creates: readonly string[] }) => creates.length > 0; // ask somebody instead
 * const diagnosis = await diagnoseWrites({ baseUrl, apiKey, mandatorId, fetch }, { jobNumber: 4711, confirm });
 * console.log(reportAsText(diagnosis));
 * ```
 */
export async function diagnoseWrites(options: DiagnoseOptions, check: WriteCheck): Promise<Diagnosis> {
  const { jobNumber, diagnosis } = check;
  if (!Number.isSafeInteger(jobNumber) || jobNumber < 1) {
    const message = 'must be the number of a job';
    throw new ConfigurationError([{ code: 'out_of_range', path: 'jobNumber', message }]);
  }
  const settings = diagnoseSettings({ maxRequests: MOST_REQUESTS, ...options });
  const { clock } = settings.client;
  const started = clock.now();
  let text = '';
  const mark = createMark();
  const onSent = (): void => settings.onProgress({ text, requests: guard.sent, maxRequests: settings.maxRequests });
  const guard = new WriteGuard(settings.client, mark, jobNumber, settings.maxRequests, onSent);
  const findings: Finding[] = [];
  const dialect = new Map<AnyKnob, string>();
  const base = {
    ...{ guard, mark, dialect, findings, jobNumber, settings: settings.client, activity: check.activity },
    client: createCheckedClient(options, guard),
    tell(next: string) {
      text = next;
      onSent();
    },
  };
  const follower = followSignal(settings.signal);
  let complete = false;
  try {
    complete = await runCheck({ ...base, signal: follower.signal }, check);
  } catch (error) {
    if (!settings.signal.aborted && !guard.isSpent) throw error;
  } finally {
    follower.stop();
  }
  if (guard.isSpent) {
    const advice = 'Set a higher `maxRequests`.';
    findings.push(finding('writes.limit', 'unknown', 'The limit of requests was reached.', { advice }));
  }
  return {
    complete: complete && diagnosis?.complete !== false,
    requests: guard.sent + (diagnosis?.requests ?? 0),
    durationMs: clock.now() - started + (diagnosis?.durationMs ?? 0),
    chapters: [...readChapters(diagnosis), { id: 'writes', title: CHAPTER_TITLES.writes, findings }],
    options: diagnosis?.options ?? {},
    profile: withWritten(diagnosis?.profile, dialect),
  };
}

/** What was found by reading, without the finding that only writes would tell more. */
function readChapters(diagnosis: Diagnosis | undefined): Diagnosis['chapters'] {
  return (diagnosis?.chapters ?? [])
    .filter(({ id }) => id !== 'writes')
    .map((chapter) => ({ ...chapter, findings: chapter.findings.filter(({ id }) => id !== 'writes') }));
}

function createCheckedClient(options: DiagnoseOptions, guard: WriteGuard): ERecruiter {
  const { maxRequests, sample, signal, onProgress, concurrency, ...rest } = options;
  return new ERecruiter({ ...rest, fetch: guard.fetch, concurrency: 1, retry: { limit: 3 }, settleMs: 2_000 });
}

/** Eight letters and digits that no record has. */
function createMark(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return `t${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** What stands before the first write. */
type Unconfirmed = Omit<WriteVisit, 'job' | 'mandator' | 'source'>;

/** Asks, writes and erases. Returns whether all of it was done. */
async function runCheck(base: Unconfirmed, { confirm }: WriteCheck): Promise<boolean> {
  const { client, guard, signal, findings, jobNumber, settings } = base;
  base.tell('reading the job');
  let visit: WriteVisit;
  try {
    const job = await client.getJob(`remote:${jobNumber}`, { signal });
    if (job.status !== 'OPEN') {
      const what = job.status === null ? 'has no status that can be read' : 'is not open';
      const text = `Job ${jobNumber} ${what}: nothing was written.`;
      findings.push(finding('writes.job', 'problem', text, { advice: 'Choose an open job of a test mandator.' }));
      return false;
    }
    const { data } = await client.passthrough({ method: 'GET', path: 'Mandator' }, { signal });
    const mandator = recordWithNames(mandatorSchema, data) ?? {};
    const source = settings.source?.name ?? namesOfEntries(mandator['Referrers'])[0];
    visit = { ...base, job, mandator, source };
  } catch (error) {
    if (signal.aborted || guard.isSpent) throw error;
    const { text } = failureFinding('getJob', error);
    const advice = 'Pass the number of an open job that this key may read.';
    findings.push(finding('writes.job', 'problem', `Job ${jobNumber} cannot be read: ${text}`, { advice }));
    return false;
  }
  if ((await confirm(planOf(visit))) !== true || signal.aborted) {
    findings.push(finding('writes.confirmed', 'unknown', 'Not confirmed: nothing was written.'));
    return false;
  }
  guard.isArmed = true;
  try {
    await askByWriting(visit);
    return true;
  } finally {
    findings.push(...writtenFindings(visit.dialect));
    const wasSpent = guard.isSpent;
    guard.limit = Infinity;
    // A stop of the caller must not stop this.
    const last = { ...visit, signal: NEVER };
    await eraseTestCandidate(last);
    if (!wasSpent && !signal.aborted) findings.push(await catalogueFinding(last));
  }
}

async function askByWriting(visit: WriteVisit): Promise<void> {
  const { guard, findings } = visit;
  await createTestCandidate(visit);
  if (guard.applicantId === undefined) {
    const text = 'No test candidate could be created: the rest was not tried.';
    findings.push(finding('writes.created', 'problem', text, { advice: 'The findings above say why.' }));
    return;
  }
  findings.unshift(finding('writes.created', 'ok', 'The test candidate was created, and read back by their number.'));
  await probeApplication(visit);
  await applyActions(visit);
  await probeFiles(visit);
  await probeLists(visit);
  await probeSearch(visit);
  await probeProperties(visit);
}

function planOf({ jobNumber, job, mark, source, activity }: WriteVisit): WritePlan {
  const { FirstName, LastName } = testName(mark);
  const name = `${FirstName} ${LastName}`;
  const candidateEmail = testEmail(mark);
  return {
    ...{ jobNumber, candidateEmail },
    jobName: job.name,
    candidateName: name,
    creates: [
      `One candidate, "${name}", ${candidateEmail}${source === undefined ? '' : `, with the source "${source}"`}.`,
      `One application for job ${jobNumber}. eRecruiter may notify the recruiter of the job.`,
      'Files, skills, languages, custom fields, a consent, notes and result links of this candidate.',
      `Names that no catalogue has, all with "${mark}" in them.`,
      ...(activity === undefined ? [] : [`The step "${activity}" of the workflow, which may email people.`]),
      'No emails to the candidate. Everything is erased at the end.',
    ],
  };
}
