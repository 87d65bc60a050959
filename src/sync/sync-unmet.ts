import { endpoints } from '../api/endpoints.js';
import {
  decodeId,
  type DecodedId,
  type Ids,
  itemKey,
  toJobScreeningQuestions,
  toScreeningQuestions,
} from '../mappers/index.js';
import type { SyncDelete, SyncEntry, SyncState } from '../models/sync.js';
import type { Scope } from './crawl.js';
import { ordered } from './ordered.js';
import { isOfSources, type News, type SyncReader } from './sync-reader.js';

/** A record that the state knows and the pass has not met. */
export interface Unmet extends DecodedId {
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

/** What the state knows of all that the run covers and has not met, in the order in which deletions are told. */
export async function unmetOf({ scope, met, pass }: SyncReader, state: SyncState): Promise<Unmet[]> {
  const { ids } = pass.tools;
  const isRestricted = scope.jobIds !== undefined || scope.sources !== undefined;
  const unmet: Unmet[] = [];
  // Candidates and questions are covered by what hangs on them: their own numbers do not say of which job they are.
  const within = new Set<string>();
  const elsewhere = new Set<string>();
  for await (const [id, entry] of await state.entries()) {
    const decoded = decodeId(id, ids);
    const model = decoded && DELETABLE.get(decoded.kind);
    if (decoded === undefined || model === undefined) continue; // a stage, or of another installation
    const isWithin = isInScope(scope, decoded, entry);
    const owner = isRestricted ? ownerOf(decoded, ids) : undefined;
    if (owner !== undefined) (isWithin ? within : elsewhere).add(owner);
    // The applications of whoever was met have all been read, of whichever jobs they are.
    const isRead = decoded.kind === 'application' && met.candidates.has(decoded.numbers[1]);
    const isCovered = isWithin || (isRead && isOfSources(scope, entry.source));
    if (isCovered && !met.has(id, decoded)) unmet.push({ id, model, ...decoded });
  }
  const order = [...DELETABLE.values()];
  return unmet
    .filter(({ id }) => within.has(id) || !elsewhere.has(id))
    .sort((a, b) => order.indexOf(a.model) - order.indexOf(b.model));
}

function isInScope(scope: Scope, { kind, numbers: [first, , third] }: DecodedId, entry: SyncEntry): boolean {
  if (kind === 'application') return (scope.jobIds?.has(third) ?? true) && isOfSources(scope, entry.source);
  return kind === 'candidate' || kind === 'question' || (scope.jobIds?.has(first) ?? true);
}

function ownerOf({ kind, numbers: [, second, third] }: DecodedId, ids: Ids): string | undefined {
  if (kind === 'application') return ids.candidate(second);
  return kind === 'jobQuestion' ? ids.question(second, itemKey(third)) : undefined;
}

/** Reads again what the pass has not met, each by its own address and none that it has asked already. */
export async function* readAgain(
  reader: SyncReader,
  unmet: readonly Unmet[],
  signal: AbortSignal,
): AsyncGenerator<readonly News[], void, undefined> {
  const { pass, met } = reader;
  const { concurrency } = pass.tools.settings;
  pass.readsAgain = true;
  const jobs = numbersOf(unmet, 'job', 0).filter((jobId) => !met.missedJobs.has(jobId));
  yield* ordered(jobs, concurrency, signal, (jobId, inner) => reader.unlistedJob(jobId, inner));

  const applicants = new Set([...numbersOf(unmet, 'candidate', 0), ...numbersOf(unmet, 'application', 1)]);
  const people = [...applicants].filter((one) => !met.candidates.has(one) && !met.missedApplicants.has(one));
  yield* ordered(people, 2 * concurrency, signal, (applicantId, inner) => reader.person(applicantId, inner));

  const context = await pass.context(endpoints.questionnaire);
  const questions = ordered(numbersOf(unmet, 'question', 0), concurrency, signal, async (questionnaireId, inner) => {
    const questionnaire = await pass.questionnaireItself(questionnaireId, inner);
    return questionnaire ? toScreeningQuestions(questionnaire, context) : [];
  });
  // Their texts are not told: this address answers in the server's language.
  for await (const rows of questions) for (const { id } of rows) met.ids.add(id);

  const askers = numbersOf(unmet, 'jobQuestion', 0).filter(
    (jobId) => !met.jobsWithKnownQuestions.has(jobId) && !met.missedJobs.has(jobId),
  );
  const asked = ordered(askers, concurrency, signal, async (jobId, inner) => {
    const questionnaire = await pass.questionnaire(jobId, inner);
    return questionnaire ? toJobScreeningQuestions(jobId, questionnaire, context) : [];
  });
  for await (const rows of asked) for (const { id } of rows) met.ids.add(id);
}

/** The numbers at one place of the ids of one kind, each once. */
function numbersOf(unmet: readonly Unmet[], kind: DecodedId['kind'], place: 0 | 1): number[] {
  return [...new Set(unmet.filter((one) => one.kind === kind).map(({ numbers }) => numbers[place]))];
}

/** The deletion of a record, made from its id alone. */
export function deletionOf({ id, kind, model, numbers: [first, , third] }: Unmet, observedAt: Date): SyncDelete {
  const item = kind === 'question' ? itemKey(third) : { id: first };
  const number = 'id' in item ? String(item.id) : `${first}/${item.index}`;
  const remoteId = kind === 'jobQuestion' ? null : number;
  const data = { id, remote_id: remoteId, changed_at: observedAt, remote_deleted_at: observedAt };
  return { model, type: 'delete', data };
}
