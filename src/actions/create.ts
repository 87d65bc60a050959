import { check } from '../check.js';
import { ActionRejectedError, InputError } from '../errors.js';
import {
  missingAnswers,
  type OwnData,
  toApplication,
  toCandidate,
  toDocumentType,
  toFillings,
  toNewApplicant,
} from '../mappers/index.js';
import type { CreateApplicationInput, CreateCandidateInput } from '../models/action-inputs.js';
import type { ActionProgress, ActionResult, CreatedApplication } from '../models/action-results.js';
import type { Candidate } from '../models/candidate.js';
import type { CallOptions } from '../options.js';
import type { RawApplicant } from '../schemas/index.js';
import { type Edit, editApplicant, readApplicant, replace } from './applicant-record.js';
import type { AttachmentFile } from './attachment-file.js';
import { mayHaveBeenApplied } from './certain.js';
import {
  putApplicant,
  putApplication,
  isOpen,
  ownDataOf,
  setCustomField,
  setKnowledges,
  setLanguage,
  setPolicy,
} from './create-records.js';
import { applicationsOf, type Existing, findApplicant, normal } from './find-applicant.js';
import { createInput, resumeInput } from './input.js';
import { digest, fingerprintOf, Journal } from './journal.js';
import { prepare, type Preparation } from './prepare.js';
import { asWrite } from './refusals.js';
import { storeDocument, storeFile } from './store-file.js';
import { act, type ActionTools, type Call } from './tools.js';

/** What the create actions take besides their input. */
export interface CreateOptions extends CallOptions {
  /** `progress` of the `PartialWriteError` that an earlier call with this input ended in. */
  readonly resume?: ActionProgress | undefined;
}

/** Makes a candidate together with his application. */
export function createCandidate(
  tools: ActionTools,
  input: CreateCandidateInput,
  options: CreateOptions,
): Promise<ActionResult<Candidate>> {
  return create(tools, 'createCandidate', input, options, async (call, applicantId, { context }) => {
    const [{ record }, applications] = await Promise.all([
      readApplicant(call, applicantId),
      applicationsOf(call, applicantId),
    ]);
    return toCandidate(record, context, { applications });
  });
}

/** Makes an application; its candidate is found by e-mail address, or made. */
export function createApplication(
  tools: ActionTools,
  input: CreateApplicationInput,
  options: CreateOptions,
): Promise<ActionResult<CreatedApplication>> {
  return create(tools, 'createApplication', input, options, async (call, applicantId, { context, job }) => {
    const [{ record }, applications] = await Promise.all([
      readApplicant(call, applicantId),
      applicationsOf(call, applicantId),
    ]);
    const raw = applications.find(({ JobId }) => JobId === job.Id);
    if (raw === undefined) {
      throw new ActionRejectedError(
        'REMOTE.UNKNOWN_HTTP_ERROR',
        'eRecruiter does not show the application that it took',
      );
    }
    const { applications: _, ...candidate } = toCandidate(record, context);
    const name = job.Title || job.InternalName || null;
    return { ...toApplication(raw, context, { applicant: record, job: () => ({ name }) }), candidate };
  });
}

async function create<T>(
  tools: ActionTools,
  action: string,
  input: CreateCandidateInput | CreateApplicationInput,
  options: CreateOptions,
  answer: (call: Call, applicantId: number, prep: Preparation) => Promise<T>,
): Promise<ActionResult<T>> {
  const checked = check(createInput, input);
  const { resume: brought, ...callOptions } = options;
  const { resume } = check(resumeInput, { resume: brought });
  return act(tools, callOptions, async (call) => {
    const fingerprint = await fingerprintOf(tools.settings, action, checked);
    if (resume !== undefined) Journal.bring(tools.memory, fingerprint, resume);
    const prep = await prepare(call, checked);
    // One at a time per address: two calls at once would both find nobody and make him twice.
    const key = `email ${normal(checked.candidate.email_address)}`;
    return tools.locks.run(key, call.options.signal, async () => {
      const journal = Journal.open(tools.memory, fingerprint);
      const applicantId = await writeAll(call, prep, journal);
      const data = await journal.last('read back', () => answer(call, applicantId, prep));
      journal.close();
      return data;
    });
  });
}

async function writeAll(call: Call, prep: Preparation, journal: Journal): Promise<number> {
  const { input, job, answers, files, answerFiles, consent, now } = prep;
  const email = input.candidate.email_address;
  const existing = journal.applicant === null ? await findApplicant(call, email, job.Id, prep.context) : undefined;
  if (!journal.isDone('application')) await refuseEarly(call, prep, journal, existing);
  const { id, created } = await obtainApplicant(call, prep, journal, existing);
  if (!created) {
    await journal.step('record', async () => {
      const { written, unkept } = await asWrite(editApplicant(call, id, (record) => editsOf(prep, record)));
      if (unkept.length > 0) call.warn(`eRecruiter did not keep: ${unkept.join(', ')}`);
      return written;
    });
  }
  const distinct = await byStep(files);
  const slot = [...distinct.values()].find(({ type }) => type === 'CV');
  for (const [name, file] of distinct) await journal.step(name, () => storeFile(call, id, file, file === slot));
  for (const { file, documentType } of answerFiles) {
    const name = `answer ${await digest(`${documentType} ${file.name}${file.extension} ${file.base64}`)}`;
    await journal.step(name, () => storeDocument(call, id, file, documentType));
  }
  for (const value of answers.customFields) {
    await journal.step(`custom field ${value.CustomField}`, () => setCustomField(call, id, value));
  }
  for (const language of answers.languages) {
    // Which language somebody speaks is nobody's business who reads an error.
    await journal.step(`language ${await digest(language.Language)}`, () => setLanguage(call, id, language));
  }
  if (answers.knowledges.length > 0)
    await journal.step('knowledges', () => setKnowledges(call, id, answers.knowledges));
  if (consent !== undefined) await journal.step('consent', () => setPolicy(call, id, consent, now));

  const mine = journal.absentBefore;
  await journal.step('application', async () => {
    if (!mine && !created) {
      const applications = await applicationsOf(call, id);
      if (applications.some(({ JobId }) => JobId === job.Id)) throw alreadyThere();
    }
    try {
      return await putApplication(call, id, prep, mine);
    } catch (error) {
      // Only then may one that is there next time be taken for ours.
      if (mayHaveBeenApplied(error)) journal.note({ absentBefore: true });
      throw error;
    }
  });
  return id;
}

/** Files by the step that stores them: what is given twice is meant once. */
async function byStep(files: readonly AttachmentFile[]): Promise<ReadonlyMap<string, AttachmentFile>> {
  const steps = files.map(async (file) => {
    const name = `attachment ${await digest(`${file.type} ${file.name}${file.extension} ${file.base64}`)}`;
    return [name, file] as const;
  });
  return new Map(await Promise.all(steps));
}

async function obtainApplicant(
  call: Call,
  prep: Preparation,
  journal: Journal,
  existing: Existing | undefined,
): Promise<{ readonly id: number; readonly created: boolean }> {
  let applicant = journal.applicant ?? { id: existing?.id ?? 0, created: existing === undefined };
  if (journal.applicant === null && existing === undefined) {
    await journal.step('applicant', async () => {
      applicant = {
        id: await putApplicant(call, prep.input.candidate.email_address, newApplicant(prep)),
        created: true,
      };
      journal.note({ applicant });
      return true;
    });
  }
  journal.note({ applicant });
  return applicant;
}

/** What makes the call impossible, found before anything is written. */
async function refuseEarly(
  call: Call,
  prep: Preparation,
  journal: Journal,
  existing: Existing | undefined,
): Promise<void> {
  if (journal.absentBefore) return; // the application may be there: eRecruiter has the last word
  if (!isOpen(prep.job)) throw new ActionRejectedError('ATS.JOB_CLOSED', 'the job is closed');
  if (existing?.applications.some(({ JobId }) => JobId === prep.job.Id)) throw alreadyThere();
  if (journal.applicant !== null || prep.questionnaire === undefined) return;
  const { questionnaire, answers, context, mandator } = prep;
  const missing = (own: OwnData | undefined) => missingAnswers(questionnaire, answers, own, context, mandator);
  if (missing(undefined).length === 0) return;
  const own = existing === undefined ? { applicant: newApplicant(prep) } : await storedOwn(call, prep, existing.id);
  const issues = missing({ ...own, documentTypes: [...(own.documentTypes ?? []), ...documentTypesOf(prep)] });
  if (issues.length > 0) throw new InputError(issues);
}

/** What an applicant has told, and what the input itself tells beyond. */
async function storedOwn(call: Call, { draft }: Preparation, applicantId: number): Promise<OwnData> {
  const { record } = await asWrite(readApplicant(call, applicantId));
  const own = await ownDataOf(call, applicantId, record);
  return { ...own, applicant: { ...record, ...toFillings(draft.properties, record) } };
}

function documentTypesOf({ files, mandator }: Preparation): string[] {
  const documents = files.filter(({ type }) => type !== 'CV'); // a CV counts as a document nowhere
  return documents.flatMap(({ type }) => toDocumentType(type, mandator.ApplicantDocumentTypes).name ?? []);
}

function alreadyThere(): ActionRejectedError {
  return new ActionRejectedError('ATS.APPLICATION_ALREADY_EXISTS', 'the candidate has applied to this job already');
}

function newApplicant({ draft, answers, input, now, source, context }: Preparation) {
  const accepted = input.gdpr_consent?.given === true ? { PolicyAcceptedAt: now.toISOString() } : {};
  return toNewApplicant(
    { ...draft.properties, ...answers.properties, ...accepted },
    { createdAt: now, culture: context.culture, referrer: source.name, referrerAdditionalInfo: source.additionalInfo },
    context,
  );
}

/**
 * What changes in an applicant who was there before: gaps are filled, answers and consent overwrite, the source stays.
 */
function editsOf({ draft, answers, input, now }: Preparation, record: RawApplicant): Edit[] {
  const consent = input.gdpr_consent?.given === true ? { PolicyAcceptedAt: now.toISOString() } : {};
  const changes = { ...toFillings(draft.properties, record), ...answers.properties, ...consent };
  return Object.entries(changes).map(([property, value]) => replace(record, property, value));
}
