import { type Endpoint, endpointLabel, endpoints } from '../../api/endpoints.js';
import { ordered } from '../../flow/ordered.js';
import { createPace, pacedFilter } from '../../flow/pace.js';
import { itemKey } from '../../mappers/index.js';
import type { SyncDelete, SyncEntry } from '../../models/sync.js';
import { LargeSet } from '../large-map.js';
import type { RawReader } from '../raw-reader.js';
import type { AbortableState } from './abortable-state.js';
import type { ChangeReader } from './changes.js';
import type { RecordChange } from './compare.js';
import type { Dependents } from './dependents.js';
import { deletedCandidate, deletedJob } from './placeholders.js';
import { numbersIn, type Unseen } from './recheck.js';

/**
 * Returns the unseen records that are certainly deleted. A server that is down can answer as if a record did not exist,
 * so each such answer must be repeated, and between the two answers and at the end, a record of the same kind that this
 * pass has seen must be readable: an outage cannot cover both answers without what lies between them. Records that are
 * still named in this pass are kept, and so are their owners, what belongs to them, and what any record of the state
 * still names.
 */
export async function confirmDeletions(
  changes: ChangeReader,
  unseen: readonly Unseen[],
  dependents: Dependents,
  signal: AbortSignal,
): Promise<readonly Unseen[]> {
  const { reader, seen } = changes;
  const candidates = await apparentlyGone(changes, unseen);
  if (candidates.length === 0 || reader.incomplete) return [];

  const jobs = await numbersIn(candidates, ['job', 0]);
  const owners = await numbersIn(candidates, ['candidate', 0], ['application', 1]);
  const applicants = await pacedFilter(owners, (id) => !seen.candidates.has(id));
  const withLists = await pacedFilter(owners, (id) => seen.candidates.has(id));
  const questionnaires = await pacedFilter(await numbersIn(candidates, ['question', 0]), (id) =>
    seen.goneQuestionnaires.has(id),
  );
  const askingJobs = await pacedFilter(await numbersIn(candidates, ['jobQuestion', 0]), (id) =>
    seen.jobsWithoutQuestions.has(id),
  );
  const kinds: readonly Endpoint[][] = [
    applicants.length > 0 ? [endpoints.applicant] : [],
    withLists.length > 0 ? [endpoints.applications, endpoints.applicant] : [],
    jobs.length > 0 ? [endpoints.job] : [],
    // Questionnaires are few: if none was seen, a job is the proof.
    questionnaires.length + askingJobs.length > 0
      ? [endpoints.questionnaireByJob, endpoints.questionnaire, endpoints.job]
      : [],
  ];

  if (!(await areStillReadable(reader, kinds))) return [];
  // The records that are not confirmed as deleted, by number; applications with applicant and job.
  const kept = {
    candidate: new Set<number>(),
    application: new Set<string>(),
    job: new Set<number>(),
    question: new Set<number>(),
    jobQuestion: new Set<number>(),
  };
  await each(applicants, async (id, inner) => {
    if ((await reader.applicant(id, inner)) !== null) kept.candidate.add(id);
  });
  await each(jobs, async (id, inner) => {
    if ((await reader.job(id, inner)) !== null) kept.job.add(id);
  });
  await each(withLists, async (id, inner) => {
    const rows = await reader.remainingApplications(id, inner);
    if (rows === undefined) kept.candidate.add(id);
    for (const { Id, JobId } of rows ?? []) kept.application.add(applicationKey(Id, id, JobId));
  });
  await each(questionnaires, async (id, inner) => {
    if ((await reader.questionnaireByNumber(id, inner)) !== null) kept.question.add(id);
  });
  await each(askingJobs, async (id, inner) => {
    if ((await reader.questionnaire(id, false, inner)) !== null) kept.jobQuestion.add(id);
  });
  if (!(await areStillReadable(reader, kinds)) || reader.incomplete) return [];
  const isKept = ({ kind, numbers: [first, second, third] }: Unseen): boolean => {
    if (kind === 'application')
      return kept.application.has(applicationKey(first, second, third)) || kept.candidate.has(second);
    if (kind === 'candidate' || kind === 'job') return kept[kind].has(first);
    return kind === 'jobQuestion'
      ? kept.job.has(first) || kept.jobQuestion.has(first)
      : kind === 'question' && kept.question.has(first);
  };
  const gone = await pacedFilter(candidates, (one) => !isKept(one));
  return withoutNamed(gone, dependents);

  function each(numbers: Iterable<number>, read: (id: number, inner: AbortSignal) => Promise<void>): Promise<void> {
    return forEach(reader, numbers, signal, read);
  }
}

/**
 * Returns placeholders for the jobs and candidates that no longer exist but cannot be deleted, because applications
 * still name them. That is confirmed in the same way as deletions.
 */
export async function confirmPlaceholders(
  { reader, seen }: ChangeReader,
  unseen: readonly Unseen[],
  deleted: readonly Unseen[],
  state: AbortableState,
  signal: AbortSignal,
): Promise<readonly RecordChange[]> {
  const found: RecordChange[] = [];
  const kinds = [
    ['job', [seen.goneJobs], endpoints.job],
    ['candidate', [seen.goneApplicants, seen.missingApplicants], endpoints.applicant],
  ] as const;
  for (const [kind, gone, endpoint] of kinds) {
    const pace = createPace();
    const done = new LargeSet();
    for (const one of deleted) {
      if (one.kind === kind) done.add(one.numbers[0]);
      await pace();
    }
    const records: { readonly number: number; readonly previous: SyncEntry }[] = [];
    for (const one of unseen) {
      const [number] = one.numbers;
      if (one.kind === kind && !done.has(number) && gone.some((numbers) => numbers.has(number))) {
        const previous = await state.get(one.id);
        if (previous !== undefined && previous.placeholder === undefined) records.push({ number, previous });
      }
      await pace();
    }
    if (records.length === 0 || (await reader.isStillReadable(endpoint)) !== true) continue;
    const kept = new Set<number>();
    await forEach(
      reader,
      records.map(({ number }) => number),
      signal,
      async (number, inner) => {
        const record = kind === 'job' ? await reader.job(number, inner) : await reader.applicant(number, inner);
        if (record !== null) kept.add(number);
      },
    );
    if ((await reader.isStillReadable(endpoint)) !== true || reader.incomplete) continue;
    const context = await reader.context(endpoint);
    const toPlaceholder = kind === 'job' ? deletedJob : deletedCandidate;
    for (const { number, previous } of records) {
      if (!kept.has(number)) found.push(toPlaceholder(number, previous, reader.startedAt, context));
    }
  }
  return found;
}

async function forEach(
  reader: RawReader,
  numbers: Iterable<number>,
  signal: AbortSignal,
  read: (id: number, inner: AbortSignal) => Promise<void>,
): Promise<void> {
  const { concurrency } = reader.services.settings;
  for await (const _ of ordered(numbers, concurrency, signal, read)) void _;
}

/** Returns a key for an application: one that is moved to another applicant or job is another record. */
function applicationKey(application: number, applicant: number, job: number): string {
  return `${application}/${applicant}/${job}`;
}

/** Returns the records that do not exist at their own address and that nothing in this pass names. */
async function apparentlyGone({ reader, seen, crawl }: ChangeReader, unseen: readonly Unseen[]): Promise<Unseen[]> {
  const pace = createPace();
  const named = new LargeSet();
  for (const applicant of reader.namedApplications?.values() ?? []) {
    named.add(applicant);
    await pace();
  }
  const isGone = (applicant: number): boolean => seen.goneApplicants.has(applicant) && !named.has(applicant);
  const isGoneJob = (job: number): boolean =>
    seen.goneJobs.has(job) && !seen.namedJobs.has(job) && !reader.jobsWithApplicants.has(job) && !crawl.isNamed(job);
  const isGoneRecord = ({ kind, numbers: [first, second] }: Unseen): boolean => {
    if (kind === 'candidate') return isGone(first);
    if (kind === 'job') return isGoneJob(first);
    if (kind === 'application') {
      // One that was seen elsewhere has moved to another applicant or job.
      const isNamed = reader.namedApplications?.get(first) === second && !seen.hasApplication(first);
      return !isNamed && (seen.candidates.has(second) || isGone(second));
    }
    // A job that does not exist but is still named may still ask its questions.
    return kind !== 'jobQuestion' || !seen.goneJobs.has(first) || isGoneJob(first);
  };
  return pacedFilter(unseen, (one) => !seen.has(one.id, one) && isGoneRecord(one));
}

/** Omits candidates, jobs and questions that a record of the state still names once the others are deleted. */
async function withoutNamed(gone: readonly Unseen[], dependents: Dependents): Promise<Unseen[]> {
  const pace = createPace();
  for (const one of gone) {
    dependents.remove(one);
    await pace();
  }
  return pacedFilter(gone, (one) => !dependents.has(one));
}

/** Whether this pass can still read a record of each kind that it has read before. */
async function areStillReadable(reader: RawReader, kinds: readonly (readonly Endpoint[])[]): Promise<boolean> {
  for (const kind of kinds) {
    if (kind.length === 0) continue;
    let works: boolean | undefined;
    for (const endpoint of kind) works ??= await reader.isStillReadable(endpoint);
    if (works === true) continue;
    const reason =
      works === undefined
        ? 'no deletions are reported: the pass has read no other record that would prove that records can be read'
        : 'no deletions are reported: what the pass has read before cannot be read any more';
    const [endpoint = endpoints.mandator] = kind;
    reader.skip({ endpoint: endpointLabel(endpoint), id: null, path: '', reason });
    return false;
  }
  return true;
}

/** Creates the deletion of a record from its id alone. */
export function toDelete({ id, kind, model, numbers: [first, , third] }: Unseen, observedAt: Date): SyncDelete {
  const item = kind === 'question' ? itemKey(third) : { id: first };
  const number = 'id' in item ? String(item.id) : `${first}/${item.index}`;
  const remoteId = kind === 'jobQuestion' ? null : number;
  const data = { id, remote_id: remoteId, changed_at: observedAt, remote_deleted_at: observedAt };
  return { model, type: 'delete', data };
}
