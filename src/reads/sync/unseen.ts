import { endpoints } from '../../api/endpoints.js';
import {
  decodeId,
  type DecodedId,
  type Ids,
  itemKey,
  toJobScreeningQuestions,
  toScreeningQuestions,
} from '../../mappers/index.js';
import type { SyncDelete, SyncEntry } from '../../models/sync.js';
import type { AbortableState } from './abortable-state.js';
import type { Scope } from '../crawl.js';
import { isOfSources } from '../candidate.js';
import { ordered } from '../../flow/ordered.js';
import { createPace } from '../../flow/pace.js';
import type { RecordChange, ChangeReader } from './changes.js';

/** A record that the state knows and the pass has not seen. */
export interface Unseen extends DecodedId {
  readonly id: string;
  readonly model: SyncDelete['model'];
}

/** What can be deleted, each after what hangs on it. */
const DELETABLE = new Map<DecodedId['kind'], SyncDelete['model']>([
  ['application', 'application'],
  ['candidate', 'candidate'],
  ['jobQuestion', 'job_screening_question'],
  ['question', 'screening_question'],
  ['job', 'job'],
]);

/** What the state knows of all that the run covers and has not seen, in the order in which deletions are yielded. */
export async function unseenOf({ scope, seen, reader }: ChangeReader, state: AbortableState): Promise<Unseen[]> {
  const { ids } = reader.services;
  const isRestricted = scope.jobIds !== undefined || scope.sources !== undefined;
  const unseen = new Map<DecodedId['kind'], Unseen[]>([...DELETABLE.keys()].map((kind) => [kind, []]));
  // Candidates and questions are covered by what hangs on them: their own numbers do not say of which job they are.
  const within = new Set<string>();
  const elsewhere = new Set<string>();
  // Applications that are covered only when their candidates are: they go with them.
  const outside: string[] = [];
  for await (const [id, entry] of state.entries()) {
    const decoded = decodeId(id, ids);
    const model = decoded && DELETABLE.get(decoded.kind);
    if (decoded === undefined || model === undefined) continue; // a stage, or of another installation
    const isWithin = isInScope(scope, decoded, entry);
    const owner = isRestricted ? ownerOf(decoded, ids) : undefined;
    if (owner !== undefined) (isWithin ? within : elsewhere).add(owner);
    // The applications of people who were seen have all been read, of whichever jobs they are.
    const isRead = decoded.kind === 'application' && seen.candidates.has(decoded.numbers[1]);
    const isCovered = isWithin || (isRead && isOfSources(scope, entry.source));
    if (isCovered && !seen.has(id, decoded)) unseen.get(decoded.kind)?.push({ id, model, ...decoded });
    if (!isCovered && decoded.kind === 'application' && !isRead) outside.push(id);
  }
  const pace = createPace();
  for (const id of outside) {
    const decoded = decodeId(id, ids);
    const isWithin = decoded !== undefined && within.has(ids.candidate(decoded.numbers[1]));
    if (isWithin) unseen.get('application')?.push({ id, model: 'application', ...decoded });
    await pace();
  }
  const covered: Unseen[] = [];
  for (const records of unseen.values()) {
    for (const one of records) {
      if (within.has(one.id) || !elsewhere.has(one.id)) covered.push(one);
      await pace();
    }
  }
  return covered;
}

function isInScope(scope: Scope, { kind, numbers: [first, , third] }: DecodedId, entry: SyncEntry): boolean {
  if (kind === 'application') return (scope.jobIds?.has(third) ?? true) && isOfSources(scope, entry.source);
  return kind === 'candidate' || kind === 'question' || (scope.jobIds?.has(first) ?? true);
}

function ownerOf({ kind, numbers: [, second, third] }: DecodedId, ids: Ids): string | undefined {
  if (kind === 'application') return ids.candidate(second);
  return kind === 'jobQuestion' ? ids.question(second, itemKey(third)) : undefined;
}

/**
 * Reads again what the pass has not seen, each by its own address and none that it has asked already, and people whose
 * applications lack one that a job or a source names.
 */
export async function* recheck(
  changes: ChangeReader,
  unseen: readonly Unseen[],
  signal: AbortSignal,
): AsyncGenerator<readonly RecordChange[], void, undefined> {
  const { reader, seen } = changes;
  const { concurrency } = reader.services.settings;
  reader.readsAgain = true;
  const jobs = [...(await numbersIn(unseen, ['job', 0]))].filter((jobId) => !seen.unavailableJobs.has(jobId));
  const readJobs = ordered(jobs, concurrency, signal, async (jobId, inner) => ({
    jobId,
    news: await changes.unlistedJob(jobId, inner),
  }));
  for await (const { jobId, news } of readJobs) {
    reader.jobs.next(jobId);
    yield news;
  }

  const known = await numbersIn(unseen, ['candidate', 0], ['application', 1]);
  const people = function* (again: Iterable<number>): Generator<number, void, undefined> {
    for (const id of known) if (!seen.candidates.has(id) && !seen.unavailableApplicants.has(id)) yield id;
    yield* again;
  };
  const again = new Set((await missingApplications(changes)).values());
  const readPeople = ordered(people(again), 2 * concurrency, signal, async (applicantId, inner) => ({
    applicantId,
    news: await changes.person(applicantId, again.has(applicantId), inner),
  }));
  for await (const { applicantId, news } of readPeople) {
    reader.people.next(applicantId);
    yield news;
  }
  for (const [application, applicant] of await missingApplications(changes)) {
    const reason = `an application (${application}) that a job or a source names is not among them`;
    reader.skip({ endpoint: 'GET Api/Applications/{applicantId}', id: String(applicant), path: '', reason });
  }

  const context = await reader.context(endpoints.questionnaire);
  const numbers = await numbersIn(unseen, ['question', 0]);
  const questions = ordered(numbers, concurrency, signal, async (questionnaireId, inner) => {
    const questionnaire = await reader.questionnaireItself(questionnaireId, inner);
    if (questionnaire === null) seen.emptyQuestionnaires.add(questionnaireId);
    return questionnaire ? toScreeningQuestions(questionnaire, context) : [];
  });
  // Their texts are not yielded: this address answers in the server's language.
  for await (const rows of questions) for (const { id } of rows) seen.ids.add(id);

  const askers = [...(await numbersIn(unseen, ['jobQuestion', 0]))].filter(
    (jobId) => !seen.jobsWithKnownQuestions.has(jobId) && !seen.unavailableJobs.has(jobId),
  );
  const asked = ordered(askers, concurrency, signal, async (jobId, inner) => {
    const questionnaire = await reader.questionnaire(jobId, false, inner);
    if (questionnaire === null) seen.jobsWithoutQuestions.add(jobId);
    return questionnaire ? toJobScreeningQuestions(jobId, questionnaire, context) : [];
  });
  for await (const rows of asked) for (const { id } of rows) seen.ids.add(id);
}

/** Applications that a job or a source names and their applicants, who were seen, do not have; with the applicant. */
async function missingApplications({ reader, seen }: ChangeReader): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  const pace = createPace();
  for (const [application, applicant] of reader.named ?? []) {
    if (seen.candidates.has(applicant) && !seen.hasApplication(application)) found.set(application, applicant);
    await pace();
  }
  return found;
}

/** The numbers at some places of the ids of some kinds, each once. */
export async function numbersIn(
  unseen: readonly Unseen[],
  ...places: readonly (readonly [kind: DecodedId['kind'], place: 0 | 1])[]
): Promise<Set<number>> {
  const found = new Set<number>();
  const pace = createPace();
  for (const { kind, numbers } of unseen) {
    for (const [wanted, place] of places) if (kind === wanted) found.add(numbers[place]);
    await pace();
  }
  return found;
}

/** The deletion of a record, made from its id alone. */
export function deletionOf({ id, kind, model, numbers: [first, , third] }: Unseen, observedAt: Date): SyncDelete {
  const item = kind === 'question' ? itemKey(third) : { id: first };
  const number = 'id' in item ? String(item.id) : `${first}/${item.index}`;
  const remoteId = kind === 'jobQuestion' ? null : number;
  const data = { id, remote_id: remoteId, changed_at: observedAt, remote_deleted_at: observedAt };
  return { model, type: 'delete', data };
}
