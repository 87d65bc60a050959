import { isAnswerOf } from '../api/absence.js';
import { contradictionError } from '../api/answer.js';
import { endpoints } from '../api/endpoints.js';
import { remoteNumberOf } from '../core/ids.js';
import { mapperContextOf, portalUrlOf } from '../core/services.js';
import {
  type AnswerPlan,
  type ApplicantDraft,
  fillGaps,
  findConsentPolicy,
  type MapperContext,
  type PolicyBody,
  type RawSource,
  toDate,
  toNewApplicant,
  toRawAnswers,
  toRawApplicant,
  toRawPolicy,
  toRawSource,
  unsupportedInputs,
} from '../mappers/index.js';
import type {
  RawApplicant,
  RawApplicantParameter,
  RawJobView,
  RawMandatorView,
  RawPolicy,
  RawQuestionnaire,
} from '../schemas/index.js';
import { parseUrl } from '../mappers/values/web-address.js';
import { notFoundAsInvalidInput } from './action-reads.js';
import { type Edit, replace } from './applicant-record.js';
import { isFileAnswer, type ReadableCreateInput } from './create-files.js';
import { type AttachmentFile, loadAttachment, loadAttachments, loadOptionsOf } from './files/load.js';
import type { ActionCall } from './run-action.js';

/** A document that answers a question. */
interface AnswerFile {
  readonly file: AttachmentFile;
  readonly documentType: string | null;
}

/** Who applies, and what happens to an application that exists, if the options of the call say so. */
export interface CreateTarget {
  /** The applicant; undefined if the email address finds them. */
  readonly applicantId: number | undefined;
  /** Whether an application that exists is updated. */
  readonly refreshes: boolean;
}

/** What a create action is about to write, without its files. */
export interface CreatePlan {
  readonly input: ReadableCreateInput;
  readonly target: CreateTarget;
  readonly job: RawJobView;
  readonly questionnaire: RawQuestionnaire | undefined;
  readonly mandator: RawMandatorView;
  readonly context: MapperContext;
  readonly draft: ApplicantDraft;
  readonly answers: AnswerPlan;
  /** The consent, if it is given. */
  readonly consent: PolicyBody | null;
  /** The current consent policy, if consent is given and there is one. */
  readonly policy: RawPolicy | undefined;
  readonly now: Date;
  readonly source: RawSource;
  readonly warnings: readonly string[];
}

/** Everything that a create action needs, read before anything is written. */
export interface Preparation extends CreatePlan {
  readonly files: readonly AttachmentFile[];
  readonly answerFiles: readonly AnswerFile[];
}

/** Reads everything that a create action depends on. Its answers may have errors. */
export async function planCreate(
  call: ActionCall,
  input: ReadableCreateInput,
  target: CreateTarget,
): Promise<CreatePlan> {
  const { services, options } = call;
  const jobId = remoteNumberOf(services.ids, 'job', input.application.job_id, 'application.job_id');
  const query = { culture: services.settings.culture };
  const [mandator, job] = await Promise.all([
    services.catalogue.mandator(options),
    notFoundAsInvalidInput(services.transport.record(endpoints.job, { path: { jobId }, query }, options)),
  ]);
  const now = new Date(services.transport.settings.clock.now());
  const context = mapperContextOf(services, mandator, now);
  const consent = toRawPolicy(input.gdpr_consent, now, context);
  const [questionnaire, policy] = await Promise.all([
    questionnaireOf(call, job, input.screening_question_answers ?? []),
    consent === null ? undefined : consentPolicyIfAny(call, mandator),
  ]);
  const draft = toRawApplicant(input.candidate, context, mandator);
  const answers = toRawAnswers(input.screening_question_answers ?? [], questionnaire, context, mandator);
  const source = toRawSource(input.source, mandator, { own: services.settings.source, answered: answers.referrer });
  const lacksPolicy = consent !== null && policy === undefined;
  const warnings = [
    ...draft.warnings,
    ...answers.warnings,
    ...unsupportedInputs(input),
    ...(lacksPolicy ? ['the portal has no consent policy: only the date of acceptance was recorded'] : []),
    ...source.warnings,
  ];
  const read = { input, target, job, questionnaire, mandator, context, policy, now };
  return { ...read, draft, answers, consent, source, warnings };
}

/** Loads the files of a plan: after that, only writes can fail. */
export async function prepare(call: ActionCall, plan: CreatePlan): Promise<Preparation> {
  const { input, answers } = plan;
  const loading = loadOptionsOf(call);
  const files = await loadAttachments(input.attachments ?? [], 'attachments', loading);
  const answerFiles: AnswerFile[] = [];
  for (const { answer } of input.screening_question_answers ?? []) {
    const document = answers.documents.find(({ file }) => file === answer);
    if (document === undefined || !isFileAnswer(answer)) continue;
    const path = `screening_question_answers.${document.question}`;
    const file = await loadAttachment({ ...answer, type: 'OTHER' }, path, loading);
    answerFiles.push({ file, documentType: document.documentType });
  }
  for (const message of plan.warnings) call.warn(message);
  return { ...plan, files, answerFiles };
}

/**
 * Reads the questions of a job. If the job has questions but none are returned, answers cannot be checked: an error if
 * there are answers, else a warning.
 */
async function questionnaireOf(
  call: ActionCall,
  { Id: jobId, HasQuestionnaire }: RawJobView,
  answers: readonly unknown[],
): Promise<RawQuestionnaire | undefined> {
  if (HasQuestionnaire === false || (HasQuestionnaire !== true && answers.length === 0)) return undefined;
  const { transport, settings } = call.services;
  const endpoint = endpoints.questionnaireByJob;
  const input = { path: { jobId }, query: { culture: settings.culture } };
  const questionnaire = await transport.record(endpoint, input, call.options);
  if (questionnaire || HasQuestionnaire !== true) return questionnaire ?? undefined;
  const reason = 'there are no questions, although the job has some';
  if (answers.length === 0) {
    call.warn(`the questions of the job were not checked: ${reason}`);
    return undefined;
  }
  throw contradictionError(endpoint, jobId, reason);
}

/**
 * Reads the current consent policy; undefined if the portal has none. Some servers may return more than the current
 * one: each version has a number of its own, so the highest is the newest.
 */
export async function consentPolicy({ services, options, warn }: ActionCall, mandator: RawMandatorView) {
  const { culture } = services.settings;
  const portal = portalUrlOf(services.settings, mandator) ?? '';
  const read = (query: { readonly portal: string; readonly culture: string }): Promise<RawPolicy[]> =>
    services.transport.rows(endpoints.policies, { query }, options, services.onIssue);
  // The parameter is not documented; policies contain the portal's URL. Other servers may compare its host.
  const ofAddress = await read({ portal, culture });
  const host = parseUrl(portal)?.host;
  const policies = ofAddress.length === 0 && host !== undefined ? await read({ portal: host, culture }) : ofAddress;
  const newest = findConsentPolicy([...policies].sort((a, b) => b.Id - a.Id));
  if (newest !== undefined && findConsentPolicy(policies.filter(({ Id }) => Id !== newest.Id)) !== undefined) {
    warn(`the portal has several consent policies; the newest was used: policy_id ${newest.Id}`);
  }
  return newest;
}

/** A server without the route has no policies to accept. */
async function consentPolicyIfAny(call: ActionCall, mandator: RawMandatorView): Promise<RawPolicy | undefined> {
  try {
    return await consentPolicy(call, mandator);
  } catch (error) {
    if (!isAnswerOf(endpoints.policies, error) || error.status !== 404) throw error;
    return undefined;
  }
}

function consentProperties({ consent }: CreatePlan): { readonly PolicyAcceptedAt?: string | null } {
  return consent === null ? {} : { PolicyAcceptedAt: consent.AcceptedOn };
}

/** The properties that the input gives a new applicant. */
export function sentProperties(prep: CreatePlan): Partial<RawApplicantParameter> {
  return { ...prep.draft.properties, ...prep.answers.properties, ...consentProperties(prep) };
}

/** The body that creates the applicant. */
export function newApplicant(prep: CreatePlan): RawApplicantParameter {
  const { now, source, context } = prep;
  return toNewApplicant(sentProperties(prep), { createdAt: now, culture: context.culture, ...source }, context);
}

/** Returns the edits of an existing applicant: gaps are filled, answers and consent overwrite, the source is kept. */
export function editsOfExisting(prep: Preparation, record: RawApplicant): Edit[] {
  const { draft, answers, now, context } = prep;
  const accepted = toDate(record.PolicyAcceptedAt, context.timeZone)?.getTime() ?? 0;
  // To the second: the stored date can come from an earlier attempt of this call.
  const consent = accepted >= Math.floor(now.getTime() / 1000) * 1000 ? {} : consentProperties(prep);
  const changes = { ...fillGaps(draft.properties, record), ...answers.properties, ...consent };
  return Object.entries(changes).map(([property, value]) => replace(record, property, value));
}
