import { isGone } from '../api/absence.js';
import { idIssues, remoteNumberOf } from '../core/ids.js';
import { findIssues, parseInput } from '../core/parse-input.js';
import { AbortedError, ActionRejectedError, ERecruiterError, InputError, ResponseShapeError } from '../errors.js';
import { NEVER } from '../flow/abort.js';
import type { SharedCalls } from '../flow/shared-calls.js';
import {
  type ExistingAnswers,
  fillGaps,
  missingAnswers,
  toApplication,
  toCandidate,
  toDocumentType,
} from '../mappers/index.js';
import { hash128, hashContent } from '../mappers/values/hash.js';
import type {
  CreateApplicationInput,
  CreateCandidateInput,
  KnownCandidateApplicationInput,
} from '../models/action-inputs.js';
import type { ActionResult, CreatedApplication } from '../models/action-results.js';
import type { Candidate } from '../models/candidate.js';
import type { InputIssue } from '../models/error-codes.js';
import type { CreateOptions } from '../options.js';
import type { RawApplicant, RawApplicationView } from '../schemas/index.js';
import { notFoundAsInvalidInput, readApplicant, readApplications, readExistingAnswers } from './action-reads.js';
import { isNobody } from './anonymous.js';
import { editApplicant } from './applicant-record.js';
import { addressFamily, alteredProperties } from './compare-stored.js';
import { fileSizeIssues, type ReadableCreateInput, withTextContents } from './create-files.js';
import { findTwice, mayHaveBeenApplied } from './exactly-once.js';
import type { AttachmentFile } from './files/load.js';
import { storeDocument, storeFile } from './files/store.js';
import {
  type ExistingApplicant,
  findApplicant,
  findOrCreateApplicant,
  readKnownApplicant,
  readNewApplicant,
  warnIfUnsearchable,
} from './find-or-create-applicant.js';
import { createInput, knownCandidateInput, resumeInput } from './input.js';
import { APPLICATION, inputFingerprint, Journal, MAYBE_REFRESHED } from './journal.js';
import {
  type CreatePlan,
  type CreateTarget,
  editsOfExisting,
  newApplicant,
  planCreate,
  type Preparation,
  prepare,
  sentProperties,
} from './prepare.js';
import { type ActionCall, type ActionServices, runAction } from './run-action.js';
import {
  alreadyApplied,
  hasApplied,
  isOpen,
  jobIsClosed,
  refreshApplication,
  sendApplication,
} from './send-application.js';
import { setCustomField, setKnowledges, setLanguage, setPolicy } from './sub-records.js';

/** The stored records after all writes. */
interface StoredRecords {
  readonly record: RawApplicant;
  readonly applications: readonly RawApplicationView[];
  readonly application: RawApplicationView;
}

/** Creates a candidate and their application. */
export function createCandidate(
  services: ActionServices,
  input: CreateCandidateInput,
  options: CreateOptions,
): Promise<ActionResult<Candidate>> {
  const shared = services.candidateCalls;
  return create(services, shared, 'createCandidate', input, options, ({ record, applications }, { context }) =>
    toCandidate(record, context, { applications }),
  );
}

/** Creates an application. Its candidate is found by email address, or created. */
export function createApplication(
  services: ActionServices,
  input: CreateApplicationInput | KnownCandidateApplicationInput,
  options: CreateOptions,
): Promise<ActionResult<CreatedApplication>> {
  const shared = services.applicationCalls;
  return create(services, shared, 'createApplication', input, options, ({ record, application }, { context, job }) => {
    const { applications: _, ...candidate } = toCandidate(record, context);
    const name = job.Title || job.InternalName || null;
    return { ...toApplication(application, context, { applicant: record, job: () => ({ name }) }), candidate };
  });
}

async function create<T>(
  services: ActionServices,
  shared: SharedCalls<ActionResult<T>>,
  action: string,
  input: CreateCandidateInput | CreateApplicationInput | KnownCandidateApplicationInput,
  options: CreateOptions,
  toResult: (stored: StoredRecords, prep: Preparation) => T,
): Promise<ActionResult<T>> {
  const { resume, signal = NEVER, candidate_id: known, ifExists, ...callOptions } = options;
  const checked = parseInput(known === undefined ? createInput : knownCandidateInput, input, [
    ...idIssues(services.ids, 'job', input, 'application', 'job_id'),
    ...idIssues(services.ids, 'candidate', { options }, 'options', 'candidate_id'),
    ...fileSizeIssues(input, services.settings.attachments),
    ...findIssues(resumeInput, { resume }),
  ]);
  const reading = { settings: services.settings.attachments, signal };
  const readable = await withTextContents(checked, reading);
  const aborted = (mayHaveBeenApplied: boolean): AbortedError =>
    new AbortedError({ endpoint: action, attempts: 0, mayHaveBeenApplied }, signal.reason);
  if (signal.aborted) throw aborted(false); // it must not join: it has no part in what the other one writes
  const target: CreateTarget = {
    applicantId:
      known === undefined ? undefined : remoteNumberOf(services.ids, 'candidate', known, 'options.candidate_id'),
    refreshes: ifExists === 'refresh',
  };
  const fingerprint = inputFingerprint(services.settings, actionOf(action, target), readable);
  const outcome = await shared.run(
    JSON.stringify([fingerprint, resume]),
    readable,
    signal,
    (own) => createOnce(services, readable, target, fingerprint, { ...callOptions, resume, signal: own }, toResult),
    () => aborted(true),
  );
  const { joined } = outcome;
  // A call that joined gets copies, so that no caller changes what another one holds.
  if ('error' in outcome) {
    const { error } = outcome;
    throw joined && ERecruiterError.isInstance(error) ? error.withCursor(error.cursor) : error;
  }
  if (!joined) return outcome.result;
  const { data, warnings } = structuredClone(outcome.result);
  return { data, warnings: [...warnings, { message: SHARED_RESULT }] };
}

const SHARED_RESULT = 'the same call was already in progress: both have the same result';

/** An action with other options is another action: neither shares its work nor its progress. */
function actionOf(action: string, { applicantId, refreshes }: CreateTarget): string {
  return [action, ...(applicantId === undefined ? [] : [applicantId]), ...(refreshes ? ['refresh'] : [])].join(' ');
}

function createOnce<T>(
  services: ActionServices,
  readable: ReadableCreateInput,
  target: CreateTarget,
  fingerprint: string,
  { resume, ...options }: CreateOptions,
  toResult: (stored: StoredRecords, prep: Preparation) => T,
): Promise<ActionResult<T>> {
  return runAction(services, options, async (call) => {
    if (resume !== undefined) Journal.resume(services.memory, fingerprint, resume);
    const plan = await planCreate(call, readable, target);
    if (plan.answers.errors.length > 0) throw await wrongAnswers(call, plan);
    const prep = await prepare(call, plan);
    // One at a time per address: two parallel calls would both find no candidate, and each create one.
    return call.withLock(lockOf(plan), async () => {
      const journal = Journal.open(services.memory, fingerprint);
      const applicantId = await writeAll(call, prep, journal);
      const data = await journal.readBack('read back', async () => {
        const stored = await readBack(call, applicantId, prep);
        warnOfChanges(call, prep, journal, stored);
        const isNew = journal.applicant?.created === true && journal.hasJustDone('applicant');
        if (isNew) await warnIfUnsearchable(call, emailOf(prep.input), applicantId);
        return toResult(stored, prep);
      });
      journal.close();
      return data;
    });
  });
}

function lockOf({ input, target }: CreatePlan): string {
  const { applicantId } = target;
  return applicantId === undefined ? `email ${addressFamily(emailOf(input))}` : `applications ${applicantId}`;
}

/** The address is required unless the candidate is named. */
function emailOf({ candidate }: ReadableCreateInput): string {
  return candidate.email_address ?? '';
}

/** Finds the applicant by email address, or reads the one whom the options name. */
function findExisting(call: ActionCall, plan: CreatePlan): Promise<ExistingApplicant | undefined> {
  const { input, target, job, context } = plan;
  if (target.applicantId !== undefined)
    return readKnownApplicant(call, target.applicantId, input.candidate.email_address);
  return findApplicant(call, emailOf(input), job.Id, context);
}

async function writeAll(call: ActionCall, prep: Preparation, journal: Journal): Promise<number> {
  const { input, job, target, answers, files, answerFiles, consent, policy } = prep;
  const email = emailOf(input);
  await verifyProgress(call, prep, journal);
  const existing = journal.applicant === null ? await findExisting(call, prep) : undefined;
  if (!journal.isDone(APPLICATION)) await refuseEarly(call, prep, journal, existing);
  const { id, created } = await findOrCreateApplicant(call, journal, email, existing, () => newApplicant(prep));
  if (!created) {
    await journal.step('record', async () => {
      const edit = editApplicant(call, id, (record) => editsOfExisting(prep, record));
      const { written, unchanged, altered } = await notFoundAsInvalidInput(edit);
      warnOfProperties(call, [...unchanged, ...altered]);
      return written;
    });
  }
  const attachments = await byStep(files);
  const cv = [...attachments.values()].find(({ type }) => type === 'CV');
  for (const [name, file] of attachments) await journal.step(name, () => storeFile(call, id, file, file === cv));
  for (const { file, documentType } of answerFiles) {
    const name = `answer ${await fileDigest(documentType, file)}`;
    await journal.step(name, () => storeDocument(call, id, file, documentType));
  }
  for (const value of answers.customFields) {
    await journal.step(`custom field ${value.CustomField}`, () => setCustomField(call, id, value));
  }
  for (const language of answers.languages) {
    // An error contains the name of its step, which must not reveal the candidate's languages.
    await journal.step(`language ${hash128(language.Language)}`, () => setLanguage(call, id, language));
  }
  if (answers.knowledges.length > 0) {
    await journal.step('knowledges', () => setKnowledges(call, id, answers.knowledges));
  }
  if (consent !== null && policy !== undefined) {
    await journal.step('consent', () => setPolicy(call, id, policy, consent));
  }

  const mayBeOurs = journal.absentBefore;
  await journal.step(APPLICATION, async () => {
    if (!mayBeOurs && !created) {
      const applications = await readApplications(call, id);
      const exists = hasApplied(applications, job.Id);
      if (exists && target.refreshes) return refreshOnce(call, id, prep, journal);
      if (exists) throw alreadyApplied(call, id, job.Id, applications);
    }
    try {
      // Never as a refresh: eRecruiter then rejects a second one, so that a lost answer cannot lead to two.
      return await sendApplication(call, id, prep, mayBeOurs);
    } catch (error) {
      if (target.refreshes && isAlreadyApplied(error)) return refreshOnce(call, id, prep, journal);
      // Only then may an application that exists the next time be our own.
      if (mayHaveBeenApplied(error)) journal.record({ absentBefore: true });
      throw error;
    }
  });
  return id;
}

/** Refreshes an application, unless an earlier call may have done it. */
async function refreshOnce(call: ActionCall, id: number, prep: Preparation, journal: Journal): Promise<boolean> {
  if (journal.isDone(MAYBE_REFRESHED)) {
    call.warn('the outcome of an earlier refresh of the application is unknown; it was not sent again');
    return true;
  }
  try {
    return await refreshApplication(call, id, prep);
  } catch (error) {
    if (mayHaveBeenApplied(error)) journal.mark(MAYBE_REFRESHED);
    throw error;
  }
}

function isAlreadyApplied(error: unknown): boolean {
  return ActionRejectedError.isInstance(error) && error.code === 'ATS.APPLICATION_ALREADY_EXISTS';
}

/**
 * Checks that the records of an earlier call still exist: candidates are deleted and merged, applications withdrawn.
 */
async function verifyProgress(call: ActionCall, { job }: Preparation, journal: Journal): Promise<void> {
  const { applicant } = journal;
  if (applicant === null) return;
  try {
    const { record } = await readNewApplicant(call, applicant.id);
    if (isNobody(record)) return journal.startOver();
    if (!journal.isDone(APPLICATION)) return;
    if (!hasApplied(await readApplications(call, applicant.id), job.Id)) journal.undoApplication();
  } catch (error) {
    // After a merge, the remaining applicant can be returned under the number of the other.
    if (!isGone(error) && !(ResponseShapeError.isInstance(error) && !error.unreadable)) throw error;
    journal.startOver();
  }
}

/** Returns files by the step that stores them: a file that is given twice is stored once. */
async function byStep(files: readonly AttachmentFile[]): Promise<ReadonlyMap<string, AttachmentFile>> {
  const steps = files.map(async (file) => [`attachment ${await fileDigest(file.type, file)}`, file] as const);
  return new Map(await Promise.all(steps));
}

function fileDigest(type: string | null, { name, extension, base64 }: AttachmentFile): Promise<string> {
  return hashContent(`${type} ${name}${extension} ${base64}`);
}

/** Throws if the call cannot succeed, before anything is written. */
async function refuseEarly(
  call: ActionCall,
  prep: Preparation,
  journal: Journal,
  existing: ExistingApplicant | undefined,
): Promise<void> {
  const { Id: jobId } = prep.job;
  const isThere = hasApplied(existing?.applications ?? [], jobId);
  // The application may exist and be our own: let eRecruiter decide.
  if (journal.absentBefore && (journal.applicant !== null || isThere)) return;
  if (!isOpen(prep.job)) throw jobIsClosed(call, jobId);
  if (existing !== undefined && isThere && !prep.target.refreshes)
    throw alreadyApplied(call, existing.id, jobId, existing.applications);
  if (journal.applicant !== null) return;
  const issues = await findMissingAnswers(call, prep, existing);
  if (issues.length > 0) throw new InputError(issues);
}

/** Creates the error for wrong answers, which names the missing ones as well. */
async function wrongAnswers(call: ActionCall, plan: CreatePlan): Promise<InputError> {
  const find = async (): Promise<readonly InputIssue[]> =>
    findMissingAnswers(call, plan, await findExisting(call, plan));
  // The wrong answers are certain, even if the others cannot be found out.
  const missing = await find().catch(() => []);
  return new InputError([...plan.answers.errors, ...missing]);
}

/** Returns the required questions that neither the input nor the candidate's own data answer. */
async function findMissingAnswers(
  call: ActionCall,
  plan: CreatePlan,
  existing: ExistingApplicant | undefined,
): Promise<readonly InputIssue[]> {
  const { questionnaire, answers, context, mandator } = plan;
  const missing = (own: ExistingAnswers | undefined) => missingAnswers(questionnaire, answers, own, context, mandator);
  if (missing(undefined).length === 0) return [];
  const own =
    existing === undefined ? { applicant: newApplicant(plan) } : await existingAnswers(call, plan, existing.id);
  return missing({ ...own, documentTypes: [...(own.documentTypes ?? []), ...documentTypesOf(plan)] });
}

/** Reads the answers in an applicant's own data, and adds those of the input. */
async function existingAnswers(call: ActionCall, { draft }: CreatePlan, applicantId: number): Promise<ExistingAnswers> {
  const { record } = await notFoundAsInvalidInput(readApplicant(call, applicantId));
  const own = await readExistingAnswers(call, applicantId, record);
  return { ...own, applicant: { ...record, ...fillGaps(draft.properties, record) } };
}

function documentTypesOf({ input, mandator }: CreatePlan): string[] {
  const documents = input.attachments.filter(({ type }) => type !== 'CV'); // a CV never counts as a document
  return documents.flatMap(({ type }) => toDocumentType(type, mandator.ApplicantDocumentTypes).name ?? []);
}

/** Reads the stored records. Some servers return an application only some time after they accepted it. */
async function readBack(call: ActionCall, id: number, { job }: Preparation): Promise<StoredRecords> {
  const stored = await findTwice(call, async () => {
    const [{ record }, applications] = await Promise.all([readNewApplicant(call, id), readApplications(call, id)]);
    const application = applications.find(({ JobId }) => JobId === job.Id);
    return application && { record, applications, application };
  });
  if (stored !== undefined) return stored;
  const message = 'eRecruiter accepted the application, but does not show it';
  const { ids } = call.services;
  const records = { candidateId: ids.candidate(id), jobId: ids.job(job.Id) };
  throw new ActionRejectedError('REMOTE.UNKNOWN_HTTP_ERROR', message, records);
}

/** Warns about values that eRecruiter stores in another form than this call has sent. */
function warnOfChanges(
  call: ActionCall,
  prep: Preparation,
  journal: Journal,
  { record, application }: StoredRecords,
): void {
  const { timeZone } = prep.context;
  const { referrer: Referrer } = prep.source;
  if (journal.hasJustDone('applicant')) {
    warnOfProperties(call, alteredProperties({ ...sentProperties(prep), Referrer, IsActive: true }, record, timeZone));
  }
  if (journal.hasJustDone(APPLICATION) && alteredProperties({ Referrer }, application, timeZone).length > 0) {
    call.warn('eRecruiter did not keep the source of the application as it was sent');
  }
}

function warnOfProperties(call: ActionCall, properties: readonly string[]): void {
  if (properties.length > 0) call.warn(`eRecruiter did not keep as it was sent: ${properties.join(', ')}`);
}
