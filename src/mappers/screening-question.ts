import type {
  JobScreeningQuestion,
  MergedScreeningQuestion,
  QuestionFormat,
  ScreeningQuestion,
} from '../models/screening-question.js';
import type { RawQuestionnaireView, RawQuestionnaireItemView } from '../schemas/questionnaire.js';
import { checkedRecord, checkedPart } from './check-record.js';
import { observationOf, type MapperContext } from './context.js';
import { toQuestionFormat, type QuestionCatalogue } from './question-format.js';
import { CATALOGUE_SHAPE, QUESTIONNAIRE_SHAPE } from './shapes.js';
import type { ItemKey } from './values/ids.js';
import { toText } from './values/text.js';

/** An item with its position in the questionnaire. */
interface PlacedItem {
  readonly item: RawQuestionnaireItemView;
  /** The item before it was checked, with all of its properties. */
  readonly given: RawQuestionnaireItemView;
  readonly index: number;
  readonly key: ItemKey;
}

/**
 * Maps the items of an eRecruiter questionnaire to unified screening questions.
 *
 * @param raw - An answer of `Questionnaire/ByJob/{jobId}`.
 * @param context - From {@link createMapperContext}.
 * @param catalogue - The mandator's catalogues, which hold the options.
 * @returns One question per item, in order.
 * @throws A {@link MapperError} if `raw.Id` is not the number of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toScreeningQuestions } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * const [question] = toScreeningQuestions({ Id: 9, Items: [{ Id: 917, Title: 'Umzug?', Type: 10 }] }, context);
 * question?.format.type; // 'BOOLEAN'
 * ```
 */
export function toScreeningQuestions<Raw extends RawQuestionnaireView>(
  raw: Raw,
  context: MapperContext,
  catalogue?: QuestionCatalogue,
): ScreeningQuestion[] {
  const questionnaire = checkedRecord<RawQuestionnaireView>('questionnaire', raw, QUESTIONNAIRE_SHAPE, context);
  const observedAt = observationOf(context);
  return toMergedScreeningQuestions(questionnaire, raw, context, catalogue).map(
    ({ id, remote_id, title, description, format, category }) => ({
      id,
      remote_id,
      title,
      description,
      format,
      category,
      changed_at: observedAt,
      remote_deleted_at: null,
    }),
  );
}

/**
 * Maps the questionnaire of a job to unified job screening questions: which questions the job asks, in which order, and
 * which of them require an answer.
 *
 * @param jobId - eRecruiter's number of the job.
 * @param raw - An answer of `Questionnaire/ByJob/{jobId}`.
 * @param context - From {@link createMapperContext}.
 * @returns One record per item, in order.
 * @throws A {@link MapperError} if `jobId` or `raw.Id` is not the number of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toJobScreeningQuestions } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * const questionnaire = { Id: 9, Items: [{ Id: 917, IsRequired: true, Type: 10 }] };
 * toJobScreeningQuestions(4711, questionnaire, context)[0]?.required; // true
 * ```
 */
export function toJobScreeningQuestions<Raw extends RawQuestionnaireView>(
  jobId: number,
  raw: Raw,
  context: MapperContext,
): JobScreeningQuestion[] {
  const job = context.ids.job(jobId);
  const questionnaire = checkedRecord<RawQuestionnaireView>('questionnaire', raw, QUESTIONNAIRE_SHAPE, context);
  const observedAt = observationOf(context);
  return placedItems(questionnaire, raw).map(({ item, given, index, key }) => {
    const questionId = context.ids.question(questionnaire.Id, key);
    return {
      id: context.ids.jobQuestion(jobId, questionnaire.Id, key),
      job_id: job,
      question_id: questionId,
      index,
      required: isRequired(item, toQuestionFormat(item, given, questionId, context)),
      precondition_question_id: null,
      precondition_options: null,
      changed_at: observedAt,
      remote_deleted_at: null,
    };
  });
}

/** Maps both models in one, as a job contains them. `given` is the questionnaire before it was checked. */
export function toMergedScreeningQuestions(
  raw: RawQuestionnaireView,
  given: RawQuestionnaireView | null | undefined,
  context: MapperContext,
  catalogue: QuestionCatalogue | undefined,
): MergedScreeningQuestion[] {
  const items = placedItems(raw, given);
  const options = items.length === 0 ? undefined : checkedPart(catalogue, CATALOGUE_SHAPE, context, null, '');
  return items.map(({ item, given: original, index, key }) => {
    const id = context.ids.question(raw.Id, key);
    const format = toQuestionFormat(item, original, id, context, options ?? {});
    return {
      id,
      remote_id: toRemoteId(raw, index, key),
      title: toTitle(item),
      description: toText(item.Description),
      format,
      category: null,
      index,
      required: isRequired(item, format),
      precondition_question_id: null,
      precondition_options: null,
    };
  });
}

function placedItems(raw: RawQuestionnaireView, given: RawQuestionnaireView | null | undefined): PlacedItem[] {
  return (raw.Items ?? []).flatMap((item, index) =>
    item === null || item === undefined
      ? []
      : { item, given: given?.Items?.[index] ?? item, index, key: toItemKey(item, index) },
  );
}

function toItemKey(item: RawQuestionnaireItemView, index: number): ItemKey {
  const id = item.Id;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? { id } : { index };
}

function toRemoteId(raw: RawQuestionnaireView, index: number, key: ItemKey): string {
  return 'id' in key ? String(key.id) : `${raw.Id}/${index}`;
}

function toTitle(item: RawQuestionnaireItemView): string | null {
  return (
    toText(item.Title) ??
    toText(item.CustomField?.Title) ??
    toText(item.Language) ??
    toText(item.Knowledge) ??
    toText(item.KnowledgeGroup) ??
    toText(item.ApplicantDocumentType)
  );
}

// Headings can be marked as required, but cannot be answered.
function isRequired(item: RawQuestionnaireItemView, format: QuestionFormat): boolean | null {
  return item.IsRequired === true && format.type === 'INFORMATION' ? false : (item.IsRequired ?? null);
}
