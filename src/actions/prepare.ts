import { contradictionError } from '../api/answer.js';
import { endpoints } from '../api/endpoints.js';
import { remoteNumberOf } from '../core/ids.js';
import { mapperContextOf, portalUrlOf } from '../core/services.js';
import { InputError } from '../errors.js';
import {
  type AnswerPlan,
  type ApplicantDraft,
  fillGaps,
  type MapperContext,
  toDate,
  toNewApplicant,
  toRawAnswers,
  toRawApplicant,
} from '../mappers/index.js';
import { wallTimeAt } from '../mappers/values/dates.js';
import { memberOf, POLICY_TYPES } from '../mappers/values/enums.js';
import { sameName } from '../mappers/values/text.js';
import type { SourceInput } from '../models/action-inputs.js';
import type {
  RawApplicant,
  RawApplicantParameter,
  RawJobView,
  RawMandatorView,
  RawPolicy,
  RawQuestionnaire,
} from '../schemas/index.js';
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

/** Everything that a create action needs, read before anything is written. */
export interface Preparation {
  readonly input: ReadableCreateInput;
  readonly job: RawJobView;
  readonly questionnaire: RawQuestionnaire | undefined;
  readonly mandator: RawMandatorView;
  readonly context: MapperContext;
  readonly draft: ApplicantDraft;
  readonly answers: AnswerPlan;
  readonly files: readonly AttachmentFile[];
  readonly answerFiles: readonly AnswerFile[];
  /** The current consent policy, if consent is given and there is one. */
  readonly consent: RawPolicy | undefined;
  readonly now: Date;
  readonly source: { readonly name: string | null; readonly additionalInfo: string | null };
}

/** Checks and fetches everything that can fail without a write. */
export async function prepare(call: ActionCall, input: ReadableCreateInput): Promise<Preparation> {
  const { services, options } = call;
  const jobId = remoteNumberOf(services.ids, 'job', input.application.job_id, 'application.job_id');
  const query = { culture: services.settings.culture };
  const [mandator, job] = await Promise.all([
    services.catalogue.mandator(options),
    notFoundAsInvalidInput(services.transport.record(endpoints.job, { path: { jobId }, query }, options)),
  ]);
  const now = new Date(services.transport.settings.clock.now());
  const context = mapperContextOf(services, mandator, now);
  const [questionnaire, consent] = await Promise.all([
    questionnaireOf(call, job, input.screening_question_answers ?? []),
    input.gdpr_consent?.given === true ? consentPolicy(call, mandator) : undefined,
  ]);
  const draft = toRawApplicant(input.candidate, context, mandator);
  const answers = toRawAnswers(input.screening_question_answers ?? [], questionnaire, context, mandator);
  if (answers.errors.length > 0) throw new InputError(answers.errors);
  const loading = loadOptionsOf(call);
  const files = await loadAttachments(input.attachments ?? [], 'attachments', loading);
  const answerFiles: AnswerFile[] = [];
  for (const [index, { answer }] of (input.screening_question_answers ?? []).entries()) {
    const document = answers.documents.find(({ file }) => file === answer);
    if (document === undefined || !isFileAnswer(answer)) continue;
    const path = `screening_question_answers.${index}.answer`;
    const file = await loadAttachment({ ...answer, type: 'OTHER' }, path, loading);
    answerFiles.push({ file, documentType: document.documentType });
  }
  for (const message of [...draft.warnings, ...answers.warnings, ...unsupportedInputWarnings(input, consent)]) {
    call.warn(message);
  }
  const source = sourceOf(call, input.source, answers.referrer, mandator);
  return { input, job, questionnaire, mandator, context, draft, answers, files, answerFiles, consent, now, source };
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

/** Returns warnings for fields of Kombo's input that eRecruiter cannot store: nothing is dropped silently. */
function unsupportedInputWarnings(input: ReadableCreateInput, consent: RawPolicy | undefined): string[] {
  const { application, sourced_by: sourcedBy, gdpr_consent: gdpr } = input;
  return [
    application.stage_id !== undefined &&
      'application.stage_id was left out: eRecruiter’s workflow sets the first stage',
    sourcedBy !== undefined && 'sourced_by was left out: eRecruiter does not record who found a candidate',
    gdpr?.expires_at !== undefined &&
      'gdpr_consent.expires_at was left out: consents have no expiry date in eRecruiter',
    gdpr?.given === false && 'gdpr_consent.given is false: nothing was recorded',
    gdpr?.given === true &&
      consent === undefined &&
      'the portal has no consent policy: only the date of acceptance was recorded',
  ].filter((warning) => warning !== false);
}

/** Reads the current consent policy. */
async function consentPolicy({ services, options }: ActionCall, mandator: RawMandatorView) {
  // The parameter is not documented; policies contain the portal's URL.
  const query = { portal: portalUrlOf(services.settings, mandator) ?? '', culture: services.settings.culture };
  const policies = await services.transport.rows(endpoints.policies, { query }, options, services.onIssue);
  return policies.find(({ Type }) => memberOf(POLICY_TYPES, Type) === 'Consent');
}

/**
 * Returns the source in the catalogue's spelling. A name that is not in the catalogue is sent unchanged: eRecruiter
 * decides whether to keep it.
 */
function sourceOf(
  call: ActionCall,
  input: SourceInput | undefined,
  answered: string | null,
  { Referrers }: RawMandatorView,
): Preparation['source'] {
  const own = call.services.settings.source;
  const wanted = input?.name ?? input?.id ?? input?.unified_key ?? own?.name ?? answered;
  if (answered !== null && !sameName(answered, wanted)) {
    call.warn('the answer about the source was left out: the call or the client names another source');
  }
  if (wanted === null) return { name: null, additionalInfo: null };
  const entries = (Referrers ?? []).flatMap((referrer) =>
    referrer?.Name ? [{ ...referrer, Name: referrer.Name }] : [],
  );
  const entry = entries.find(({ Name }) => Name === wanted) ?? entries.find(({ Name }) => sameName(Name, wanted));
  if (entry === undefined) call.warn('the source is not in the mandator’s catalogue');
  const isOwn = own !== undefined && sameName(wanted, own.name) && entry?.AllowsAdditionalInfo === true;
  return { name: entry?.Name ?? wanted, additionalInfo: isOwn ? (own?.additionalInfo ?? null) : null };
}

/** The time of the consent. */
export function acceptedAt({ now, context }: Preparation): string | null {
  return wallTimeAt(now, context.timeZone);
}

function consentProperties(prep: Preparation): { readonly PolicyAcceptedAt?: string | null } {
  return prep.input.gdpr_consent?.given === true ? { PolicyAcceptedAt: acceptedAt(prep) } : {};
}

/** The properties that the input gives a new applicant. */
export function sentProperties(prep: Preparation): Partial<RawApplicantParameter> {
  return { ...prep.draft.properties, ...prep.answers.properties, ...consentProperties(prep) };
}

/** The body that creates the applicant. */
export function newApplicant(prep: Preparation): RawApplicantParameter {
  const { now, source, context } = prep;
  return toNewApplicant(
    sentProperties(prep),
    { createdAt: now, culture: context.culture, referrer: source.name, referrerAdditionalInfo: source.additionalInfo },
    context,
  );
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
