import { endpoints, endpointLabel } from '../api/endpoints.js';
import { remoteNumberOf } from '../core/ids.js';
import { mapperContextOf } from '../core/services.js';
import { InputError, ResponseShapeError } from '../errors.js';
import {
  type AnswerPlan,
  type ApplicantDraft,
  type MapperContext,
  toRawAnswers,
  toRawApplicant,
} from '../mappers/index.js';
import { memberOf, POLICY_TYPES } from '../mappers/values/enums.js';
import { sameName } from '../mappers/values/text.js';
import type { SourceInput } from '../models/action-inputs.js';
import type { RawJobView, RawMandatorView, RawPolicy, RawQuestionnaire } from '../schemas/index.js';
import { type AttachmentFile, loadAttachment, loadAttachments, loadingOf } from './files/load.js';
import type { CreateInput } from './input.js';
import { notFoundAsInvalidInput } from './refusals.js';
import type { ActionCall } from './run-action.js';

/** A document that answers a question. */
interface AnswerFile {
  readonly file: AttachmentFile;
  readonly documentType: string | null;
}

/** Everything that a create needs to know, found out before anything is written. */
export interface Preparation {
  readonly input: CreateInput;
  readonly job: RawJobView;
  readonly questionnaire: RawQuestionnaire | undefined;
  readonly mandator: RawMandatorView;
  readonly context: MapperContext;
  readonly draft: ApplicantDraft;
  readonly answers: AnswerPlan;
  readonly files: readonly AttachmentFile[];
  readonly answerFiles: readonly AnswerFile[];
  /** The current consent policy when consent is given and there is one. */
  readonly consent: RawPolicy | undefined;
  readonly now: Date;
  readonly source: { readonly name: string | null; readonly additionalInfo: string | null };
}

/** Checks and fetches all that can fail without writing. */
export async function prepare(call: ActionCall, input: CreateInput): Promise<Preparation> {
  const { services, options } = call;
  const jobId = remoteNumberOf(services.ids, 'job', input.application.job_id, 'application.job_id');
  const query = { culture: services.settings.culture };
  const [mandator, job] = await Promise.all([
    call.services.catalogue.mandator(call.options),
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
  const loading = loadingOf(call);
  const files = await loadAttachments(input.attachments ?? [], 'attachments', loading);
  const answerFiles: AnswerFile[] = [];
  for (const { file, documentType } of answers.documents) {
    const index = input.screening_question_answers?.findIndex(({ answer }) => answer === file);
    const path = `screening_question_answers.${index}.answer`;
    answerFiles.push({ file: await loadAttachment({ ...file, type: 'OTHER' }, path, loading), documentType });
  }
  for (const message of [...draft.warnings, ...answers.warnings, ...unsupportedInputWarnings(input, consent)])
    call.warn(message);
  const source = sourceOf(call, input.source, answers.referrer, mandator);
  return { input, job, questionnaire, mandator, context, draft, answers, files, answerFiles, consent, now, source };
}

/**
 * The questions of a job. Answers are never dropped because questions that the job says it has are not shown; without
 * answers that is a warning.
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
  const where = { endpoint: endpointLabel(endpoint), id: String(jobId) };
  throw new ResponseShapeError({ ...where, status: 200, reason, mayHaveBeenApplied: false });
}

/** What Kombo knows and eRecruiter cannot take: told, never silently dropped. */
function unsupportedInputWarnings(input: CreateInput, consent: RawPolicy | undefined): string[] {
  const { application, sourced_by: credit, gdpr_consent: gdpr } = input;
  return [
    ...(application.stage_id === undefined
      ? []
      : ['application.stage_id was left out: the workflow decides the first stage']),
    ...(credit === undefined ? [] : ['sourced_by was left out: eRecruiter credits no persons']),
    ...(gdpr?.expires_at === undefined
      ? []
      : ['gdpr_consent.expires_at was left out: consents do not expire by a date']),
    ...(gdpr?.given === false ? ['gdpr_consent.given is false: nothing was recorded'] : []),
    ...(gdpr?.given === true && consent === undefined
      ? ['the portal has no consent policy: only the date of acceptance was recorded']
      : []),
  ];
}

/** The policy that is in force for consent, type 0. */
async function consentPolicy(
  { services, options }: ActionCall,
  mandator: RawMandatorView,
): Promise<RawPolicy | undefined> {
  // What the parameter expects is not documented; policies show the portal's URL.
  const portal = services.settings.portalUrl ?? mandator.Urls?.find((url) => url !== null) ?? '';
  const query = { portal, culture: services.settings.culture };
  const policies = await services.transport.rows(endpoints.policies, { query }, options, services.onIssue);
  return policies.find(({ Type }) => memberOf(POLICY_TYPES, Type) === 'Consent');
}

/**
 * The source as the catalogue writes it. A name that it lacks is sent as it is: whether that is kept is eRecruiter's.
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
