import { isGone } from '../api/absence.js';
import { parseInput } from '../core/parse-input.js';
import { ActionRejectedError, InputError, ResponseShapeError } from '../errors.js';
import {
  missingAnswers,
  type ExistingAnswers,
  toApplication,
  toCandidate,
  toDate,
  toDocumentType,
  fillGaps,
  toNewApplicant,
} from '../mappers/index.js';
import { toRawWallTime } from '../mappers/to-raw/values.js';
import { hash128, hashContent } from '../mappers/values/hash.js';
import type { CreateApplicationInput, CreateCandidateInput } from '../models/action-inputs.js';
import type { ActionProgress, ActionResult, CreatedApplication } from '../models/action-results.js';
import type { Candidate } from '../models/candidate.js';
import type { CallOptions } from '../options.js';
import type { RawApplicant, RawApplicationView } from '../schemas/index.js';
import { addressFamily, addressKey } from './addresses-alike.js';
import { type Edit, editApplicant, readApplicant, replace } from './applicant-record.js';
import type { AttachmentFile } from './files/load.js';
import { lookPatiently, mayHaveBeenApplied } from './exactly-once.js';
import { isOpen, readExistingAnswers, putApplicant, putApplication } from './create-records.js';
import { applicationsOf, type Existing, findApplicant } from './find-applicant.js';
import { createInput, resumeInput } from './input.js';
import { APPLICATION, fingerprintOf, Journal } from './journal.js';
import { differing } from './kept.js';
import { prepare, type Preparation } from './prepare.js';
import { notFoundAsInvalidInput } from './refusals.js';
import { storeDocument, storeFile } from './files/store.js';
import { setCustomField, setKnowledges, setLanguage, setPolicy } from './sub-records.js';
import { runAction, type ActionServices, type ActionCall } from './run-action.js';

/** What the create actions take besides their input. */
export interface CreateOptions extends CallOptions {
  /** `progress` of the `PartialWriteError` that an earlier call with this input ended in. */
  readonly resume?: ActionProgress | undefined;
}

/** What eRecruiter holds once everything is written. */
interface Written {
  readonly record: RawApplicant;
  readonly applications: readonly RawApplicationView[];
  readonly application: RawApplicationView;
}

/** Makes a candidate together with their application. */
export function createCandidate(
  services: ActionServices,
  input: CreateCandidateInput,
  options: CreateOptions,
): Promise<ActionResult<Candidate>> {
  return create(services, 'createCandidate', input, options, ({ record, applications }, { context }) =>
    toCandidate(record, context, { applications }),
  );
}

/** Makes an application; its candidate is found by e-mail address, or made. */
export function createApplication(
  services: ActionServices,
  input: CreateApplicationInput,
  options: CreateOptions,
): Promise<ActionResult<CreatedApplication>> {
  return create(services, 'createApplication', input, options, ({ record, application }, { context, job }) => {
    const { applications: _, ...candidate } = toCandidate(record, context);
    const name = job.Title || job.InternalName || null;
    return { ...toApplication(application, context, { applicant: record, job: () => ({ name }) }), candidate };
  });
}

async function create<T>(
  services: ActionServices,
  action: string,
  input: CreateCandidateInput | CreateApplicationInput,
  options: CreateOptions,
  answer: (written: Written, prep: Preparation) => T,
): Promise<ActionResult<T>> {
  const checked = parseInput(createInput, input);
  const { resume: brought, ...callOptions } = options;
  const { resume } = parseInput(resumeInput, { resume: brought });
  return runAction(services, callOptions, async (call) => {
    const fingerprint = fingerprintOf(services.settings, action, checked);
    if (resume !== undefined) Journal.resume(services.memory, fingerprint, resume);
    const prep = await prepare(call, checked);
    // One at a time per address: two calls at once would both find nobody and make them twice.
    return call.alone(`email ${addressFamily(checked.candidate.email_address)}`, async () => {
      const journal = Journal.open(services.memory, fingerprint);
      const applicantId = await writeAll(call, prep, journal);
      const data = await journal.readBack('read back', async () => {
        const written = await readBack(call, applicantId, prep);
        warnOfChanges(call, prep, journal, written);
        return answer(written, prep);
      });
      journal.close();
      return data;
    });
  });
}

async function writeAll(call: ActionCall, prep: Preparation, journal: Journal): Promise<number> {
  const { input, job, answers, files, answerFiles, consent } = prep;
  const email = input.candidate.email_address;
  await verify(call, prep, journal);
  const existing = journal.applicant === null ? await findApplicant(call, email, job.Id, prep.context) : undefined;
  if (!journal.isDone(APPLICATION)) await refuseEarly(call, prep, journal, existing);
  const { id, created } = await findOrCreateApplicant(call, prep, journal, existing);
  if (!created) {
    await journal.step('record', async () => {
      const edited = await notFoundAsInvalidInput(editApplicant(call, id, (record) => editsOf(prep, record)));
      warnOfProperties(call, [...edited.unkept, ...edited.altered]);
      return edited.written;
    });
  }
  const distinct = await byStep(files);
  const slot = [...distinct.values()].find(({ type }) => type === 'CV');
  for (const [name, file] of distinct) await journal.step(name, () => storeFile(call, id, file, file === slot));
  for (const { file, documentType } of answerFiles) {
    const name = `answer ${await hashContent(`${documentType} ${file.name}${file.extension} ${file.base64}`)}`;
    await journal.step(name, () => storeDocument(call, id, file, documentType));
  }
  for (const value of answers.customFields) {
    await journal.step(`custom field ${value.CustomField}`, () => setCustomField(call, id, value));
  }
  for (const language of answers.languages) {
    // Which language somebody speaks is nobody's business who reads an error.
    await journal.step(`language ${hash128(language.Language)}`, () => setLanguage(call, id, language));
  }
  if (answers.knowledges.length > 0)
    await journal.step('knowledges', () => setKnowledges(call, id, answers.knowledges));
  if (consent !== undefined) await journal.step('consent', () => setPolicy(call, id, consent, acceptedAt(prep)));

  const mine = journal.absentBefore;
  await journal.step(APPLICATION, async () => {
    if (!mine && !created) {
      const applications = await applicationsOf(call, id);
      if (applications.some(({ JobId }) => JobId === job.Id)) throw alreadyThere();
    }
    try {
      return await putApplication(call, id, prep, mine);
    } catch (error) {
      // Only then may one that is there next time be taken for ours.
      if (mayHaveBeenApplied(error)) journal.record({ absentBefore: true });
      throw error;
    }
  });
  return id;
}

/**
 * Looks whether what an earlier call left is still there: candidates are deleted and merged, applications withdrawn.
 */
async function verify(call: ActionCall, { job }: Preparation, journal: Journal): Promise<void> {
  const { applicant } = journal;
  if (applicant === null) return;
  try {
    await readApplicant(call, applicant.id);
    if (!journal.isDone(APPLICATION)) return;
    const isThere = hasApplied(await applicationsOf(call, applicant.id), job.Id);
    if (!isThere) journal.undoApplication();
  } catch (error) {
    // Under the number of somebody merged the one who is left can answer.
    if (!isGone(error) && !(ResponseShapeError.isInstance(error) && !error.unreadable)) throw error;
    journal.startOver();
  }
}

/** Files by the step that stores them: what is given twice is meant once. */
async function byStep(files: readonly AttachmentFile[]): Promise<ReadonlyMap<string, AttachmentFile>> {
  const steps = files.map(async (file) => {
    const name = `attachment ${await hashContent(`${file.type} ${file.name}${file.extension} ${file.base64}`)}`;
    return [name, file] as const;
  });
  return new Map(await Promise.all(steps));
}

async function findOrCreateApplicant(
  call: ActionCall,
  prep: Preparation,
  journal: Journal,
  existing: Existing | undefined,
): Promise<{ readonly id: number; readonly created: boolean }> {
  const { memory, transport } = call.services;
  const email = prep.input.candidate.email_address;
  let applicant = journal.applicant ?? { id: existing?.id ?? 0, created: existing === undefined };
  if (journal.applicant === null && existing === undefined) {
    await journal.step('applicant', async () => {
      applicant = await putApplicant(call, email, newApplicant(prep));
      journal.record({ applicant });
      return true;
    });
    memory.make(addressKey(email), applicant.id, transport.settings.clock.now());
  }
  journal.record({ applicant });
  return applicant;
}

/** What makes the call impossible, found before anything is written. */
async function refuseEarly(
  call: ActionCall,
  prep: Preparation,
  journal: Journal,
  existing: Existing | undefined,
): Promise<void> {
  const isThere = hasApplied(existing?.applications ?? [], prep.job.Id);
  // The application may be there, and be ours: eRecruiter has the last word.
  if (journal.absentBefore && (journal.applicant !== null || isThere)) return;
  if (!isOpen(prep.job)) throw new ActionRejectedError('ATS.JOB_CLOSED', 'the job is closed');
  if (isThere) throw alreadyThere();
  if (journal.applicant !== null || prep.questionnaire === undefined) return;
  const { questionnaire, answers, context, mandator } = prep;
  const missing = (own: ExistingAnswers | undefined) => missingAnswers(questionnaire, answers, own, context, mandator);
  if (missing(undefined).length === 0) return;
  const own =
    existing === undefined ? { applicant: newApplicant(prep) } : await existingAnswers(call, prep, existing.id);
  const issues = missing({ ...own, documentTypes: [...(own.documentTypes ?? []), ...documentTypesOf(prep)] });
  if (issues.length > 0) throw new InputError(issues);
}

/** What an applicant has told, and what the input itself tells beyond. */
async function existingAnswers(
  call: ActionCall,
  { draft }: Preparation,
  applicantId: number,
): Promise<ExistingAnswers> {
  const { record } = await notFoundAsInvalidInput(readApplicant(call, applicantId));
  const own = await readExistingAnswers(call, applicantId, record);
  return { ...own, applicant: { ...record, ...fillGaps(draft.properties, record) } };
}

function documentTypesOf({ files, mandator }: Preparation): string[] {
  const documents = files.filter(({ type }) => type !== 'CV'); // a CV counts as a document nowhere
  return documents.flatMap(({ type }) => toDocumentType(type, mandator.ApplicantDocumentTypes).name ?? []);
}

function hasApplied(applications: readonly RawApplicationView[], jobId: number): boolean {
  return applications.some(({ JobId }) => JobId === jobId);
}

function alreadyThere(): ActionRejectedError {
  return new ActionRejectedError('ATS.APPLICATION_ALREADY_EXISTS', 'the candidate has applied to this job already');
}

/** Reads what is there now. Some servers show an application only a while after they took it. */
async function readBack(call: ActionCall, id: number, { job }: Preparation): Promise<Written> {
  const written = await lookPatiently(call, async () => {
    const [{ record }, applications] = await Promise.all([readApplicant(call, id), applicationsOf(call, id)]);
    const application = applications.find(({ JobId }) => JobId === job.Id);
    return application && { record, applications, application };
  });
  if (written !== undefined) return written;
  throw new ActionRejectedError('REMOTE.UNKNOWN_HTTP_ERROR', 'eRecruiter does not show the application that it took');
}

/** Says what eRecruiter made of what this call has written. */
function warnOfChanges(call: ActionCall, prep: Preparation, journal: Journal, { record, application }: Written): void {
  const { timeZone } = prep.context;
  const { name: Referrer } = prep.source;
  if (journal.applicant?.created === true && journal.hasJustDone('applicant')) {
    const sent = { ...sentProperties(prep), Referrer };
    warnOfProperties(call, differing(sent, record, timeZone));
  }
  if (journal.hasJustDone(APPLICATION) && differing({ Referrer }, application, timeZone).length > 0) {
    call.warn('eRecruiter did not keep the source of the application as it was sent');
  }
}

function warnOfProperties(call: ActionCall, properties: readonly string[]): void {
  if (properties.length > 0) call.warn(`eRecruiter did not keep as it was sent: ${properties.join(', ')}`);
}

/** The instant of consent. */
function acceptedAt({ now, context }: Preparation): string | null {
  return toRawWallTime(now, context.timeZone);
}

function consentOf(prep: Preparation): { readonly PolicyAcceptedAt?: string | null } {
  return prep.input.gdpr_consent?.given === true ? { PolicyAcceptedAt: acceptedAt(prep) } : {};
}

/** What the input says of the applicant. */
function sentProperties(prep: Preparation) {
  return { ...prep.draft.properties, ...prep.answers.properties, ...consentOf(prep) };
}

function newApplicant(prep: Preparation) {
  const { now, source, context } = prep;
  return toNewApplicant(
    sentProperties(prep),
    { createdAt: now, culture: context.culture, referrer: source.name, referrerAdditionalInfo: source.additionalInfo },
    context,
  );
}

/**
 * What changes in an applicant who was there before: gaps are filled, answers and consent overwrite, the source stays.
 */
function editsOf(prep: Preparation, record: RawApplicant): Edit[] {
  const { draft, answers, now, context } = prep;
  const accepted = toDate(record.PolicyAcceptedAt, context.timeZone)?.getTime() ?? 0;
  // To the second: what is there can come from an earlier try of this call.
  const consent = accepted >= Math.floor(now.getTime() / 1000) * 1000 ? {} : consentOf(prep);
  const changes = { ...fillGaps(draft.properties, record), ...answers.properties, ...consent };
  return Object.entries(changes).map(([property, value]) => replace(record, property, value));
}
