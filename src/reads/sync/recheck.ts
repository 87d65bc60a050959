import { endpointLabel, endpoints } from '../../api/endpoints.js';
import { ordered } from '../../flow/ordered.js';
import { createPace, pacedFilter } from '../../flow/pace.js';
import { decodeId, type DecodedId, toJobScreeningQuestions, toScreeningQuestions } from '../../mappers/index.js';
import type { SyncDelete, SyncEntry } from '../../models/sync.js';
import { LargeSet } from '../large-map.js';
import { isOfSources, type Scope } from '../scope.js';
import type { AbortableState } from './abortable-state.js';
import type { ChangeReader, EntryUpdate } from './changes.js';
import type { RecordChange } from './compare.js';
import { Dependents } from './dependents.js';

/** A record that the state knows and the pass has not seen. */
export interface Unseen extends DecodedId {
  readonly id: string;
  readonly model: SyncDelete['model'];
}

/** The models that can be deleted, each after those that depend on it. */
const DELETABLE = new Map<DecodedId['kind'], SyncDelete['model']>([
  ['application', 'application'],
  ['candidate', 'candidate'],
  ['jobQuestion', 'job_screening_question'],
  ['question', 'screening_question'],
  ['job', 'job'],
]);

/**
 * Finds the records in the state that the run covers and has not seen, in the order in which deletions are yielded; and
 * counts the records that others depend on, covered or not.
 */
export async function findUnseen(
  { scope, seen, reader }: ChangeReader,
  state: AbortableState,
): Promise<{ readonly unseen: readonly Unseen[]; readonly dependents: Dependents }> {
  const { ids } = reader.services;
  const dependents = new Dependents();
  const isRestricted = scope.jobIds !== undefined || scope.sources !== undefined;
  const unseen = new Map<DecodedId['kind'], Unseen[]>([...DELETABLE.keys()].map((kind) => [kind, []]));
  // Candidates and questions are covered through their dependents: their own ids do not contain a job.
  const [within, elsewhere] = [new Dependents(), new Dependents()];
  // Applications that are covered only if their candidates are: they are deleted with them.
  const outside: string[] = [];
  for await (const [id, entry] of state.entries()) {
    const decoded = decodeId(id, ids);
    const model = decoded && DELETABLE.get(decoded.kind);
    if (decoded === undefined || model === undefined) continue; // a stage, or of another installation
    dependents.add(decoded, seen.candidates.has(decoded.numbers[1]));
    const isWithin = isInScope(scope, decoded, entry);
    if (isRestricted) (isWithin ? within : elsewhere).add(decoded);
    // The applications of a candidate who was seen have all been read, whatever their jobs.
    const isRead = decoded.kind === 'application' && seen.candidates.has(decoded.numbers[1]);
    const isCovered = isWithin || (isRead && isOfSources(scope, entry.source));
    if (isCovered && !seen.has(id, decoded)) unseen.get(decoded.kind)?.push({ id, model, ...decoded });
    if (!isCovered && decoded.kind === 'application' && !isRead) outside.push(id);
  }
  const pace = createPace();
  for (const id of outside) {
    const decoded = decodeId(id, ids);
    const isWithin = decoded !== undefined && within.has({ kind: 'candidate', numbers: [decoded.numbers[1], 0, 0] });
    if (isWithin) unseen.get('application')?.push({ id, model: 'application', ...decoded });
    await pace();
  }
  const covered: Unseen[] = [];
  for (const records of unseen.values()) {
    for (const record of records) {
      const isOwner = record.kind === 'candidate' || record.kind === 'question';
      if (!isOwner || within.has(record) || !elsewhere.has(record)) covered.push(record);
      await pace();
    }
  }
  return { unseen: covered, dependents };
}

function isInScope(scope: Scope, { kind, numbers: [first, , third] }: DecodedId, entry: SyncEntry): boolean {
  if (kind === 'application') return (scope.jobIds?.has(third) ?? true) && isOfSources(scope, entry.source);
  if (kind === 'candidate' || kind === 'question') return true;
  return (scope.jobIds?.has(first) ?? true) || entry.guest === true;
}

/**
 * Reads the unseen records at their own addresses, except those that were requested before. Also reads applicants again
 * whose applications lack one that a job or a source names.
 */
export async function* recheck(
  changes: ChangeReader,
  unseen: readonly Unseen[],
  signal: AbortSignal,
): AsyncGenerator<readonly (RecordChange | EntryUpdate)[], void, undefined> {
  const { reader, seen } = changes;
  const { concurrency } = reader.services.settings;
  reader.isRechecking = true;
  const jobs = await pacedFilter(await numbersIn(unseen, ['job', 0]), (jobId) => !seen.unavailableJobs.has(jobId));
  const ofJobs = ordered(jobs, concurrency, signal, async (jobId, inner) => ({
    jobId,
    ofJob: await changes.unlistedJob(jobId, inner),
  }));
  for await (const { jobId, ofJob } of ofJobs) {
    reader.jobFailures.advance(jobId);
    yield ofJob;
  }

  const applicants = await numbersIn(unseen, ['candidate', 0], ['application', 1]);
  const incomplete = new Set((await missingApplications(changes)).values());
  const due = async function* (): AsyncGenerator<number, void, undefined> {
    const pace = createPace();
    for (const id of applicants) {
      if (!seen.candidates.has(id) && !seen.unavailableApplicants.has(id)) yield id;
      await pace();
    }
    yield* incomplete;
  };
  const ofApplicants = ordered(due, 2 * concurrency, signal, async (applicantId, inner) => ({
    applicantId,
    ofApplicant: await changes.applicant(applicantId, incomplete.has(applicantId), inner),
  }));
  for await (const { applicantId, ofApplicant } of ofApplicants) {
    reader.applicantFailures.advance(applicantId);
    yield ofApplicant;
  }
  for (const [application, applicant] of await missingApplications(changes)) {
    const reason = `an application (${application}) that a job or a source names is not among them`;
    reader.skip({ endpoint: endpointLabel(endpoints.applications), id: String(applicant), path: '', reason });
  }

  const context = await reader.context(endpoints.questionnaire);
  const questionnaires = await numbersIn(unseen, ['question', 0]);
  const questions = ordered(questionnaires, concurrency, signal, async (questionnaireId, inner) => {
    const questionnaire = await reader.questionnaireByNumber(questionnaireId, inner);
    if (questionnaire === null) seen.goneQuestionnaires.add(questionnaireId);
    return questionnaire ? toScreeningQuestions(questionnaire, context) : [];
  });
  // Their texts are not yielded: this route answers in the server's language.
  for await (const rows of questions) for (const { id } of rows) seen.ids.add(id);

  const askingJobs = await pacedFilter(
    await numbersIn(unseen, ['jobQuestion', 0]),
    (jobId) => !seen.jobsWithKnownQuestions.has(jobId) && !seen.unavailableJobs.has(jobId),
  );
  const asked = ordered(askingJobs, concurrency, signal, async (jobId, inner) => {
    const questionnaire = await reader.questionnaire(jobId, false, inner);
    if (questionnaire === null) seen.jobsWithoutQuestions.add(jobId);
    return questionnaire ? toJobScreeningQuestions(jobId, questionnaire, context) : [];
  });
  for await (const rows of asked) for (const { id } of rows) seen.ids.add(id);
}

/** Returns applications that a job or a source names, but that their applicants do not have; with applicant. */
async function missingApplications({ reader, seen }: ChangeReader): Promise<Map<number, number>> {
  const missing = new Map<number, number>();
  const pace = createPace();
  for (const [application, applicant] of reader.namedApplications ?? []) {
    if (seen.candidates.has(applicant) && !seen.hasApplication(application)) missing.set(application, applicant);
    await pace();
  }
  return missing;
}

/** Returns the numbers at these places in the ids of these kinds, each once. */
export async function numbersIn(
  unseen: readonly Unseen[],
  ...places: readonly (readonly [kind: DecodedId['kind'], place: 0 | 1])[]
): Promise<readonly number[]> {
  const found = new LargeSet();
  const list: number[] = [];
  const pace = createPace();
  for (const { kind, numbers } of unseen) {
    for (const [wanted, place] of places) {
      const number = numbers[place];
      if (kind !== wanted || found.has(number)) continue;
      found.add(number);
      list.push(number);
    }
    await pace();
  }
  return list;
}
