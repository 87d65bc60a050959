import type { ScreeningAnswerInput } from '../../models/action-inputs.js';
import type { QuestionFormat, QuestionOption } from '../../models/screening-question.js';
import type { RawQuestionnaireView } from '../../schemas/questionnaire.js';
import { checkedRecord } from '../check-record.js';
import type { MapperContext } from '../context.js';
import type { QuestionCatalogue } from '../question-format.js';
import { toMergedScreeningQuestions } from '../screening-question.js';
import { QUESTIONNAIRE_SHAPE } from '../shapes.js';
import { memberOf, QUESTIONNAIRE_ITEM_TYPES } from '../values/enums.js';
import { decodeId, itemKey } from '../values/ids.js';
import { toText } from '../values/text.js';
import { ANSWER_KINDS, AnswerProblem, type AnswerableQuestion, type ExistingAnswers } from './answer-kinds.js';
import { mergeWrites, type AnswerError, type AnswerPlan, type AnswerWrites } from './answer-plan.js';

/**
 * Plans what answers to screening questions write.
 *
 * eRecruiter stores no answers: each one changes the applicant's own data, depending on the type of the question. To
 * Applicant.AbroadTravelling, DomesticTravelling, EarliestPossibleBeginDate, Salary (rounded half up), MilitaryService,
 * IsWillingToMove, SelfDescription, JobDescription, JobProfiles, Regions, Location, IsInterestedInFulltime,
 * IsInterestedInPartTime, IsInterestedInFreelancer, IsInterestedInInternship; to CustomFieldValueParameter,
 * ApplicantLanguage, ApplicantKnowledge, ApplicantDocument and Application.Referrer.
 *
 * @param answers - The answers by id of the question. Empty texts and empty lists count as not answered. If two
 * questions ask for the same, the last answer counts.
 * @param questionnaire - The questionnaire of the job; `undefined` if it has none.
 * @param context - From {@link createMapperContext}.
 * @param catalogue - The mandator's catalogues, which hold the options.
 * @returns What to write. Answers to headings, to questions that the job does not ask and to questions that cannot be
 * answered through the API become warnings; wrong answers become errors.
 *
 * @example
 * ```ts
 * import { createMapperContext, toRawAnswers, toScreeningQuestions } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * const questionnaire = { Id: 9, Items: [{ Id: 917, Title: 'Umzug?', Type: 10 }] };
 * const [question] = toScreeningQuestions(questionnaire, context);
 * const answers = [{ question_id: question?.id ?? '', answer: true }];
 * toRawAnswers(answers, questionnaire, context).properties; // { IsWillingToMove: true }
 * ```
 */
export function toRawAnswers<Raw extends RawQuestionnaireView>(
  answers: readonly ScreeningAnswerInput[],
  questionnaire: Raw | undefined,
  context: MapperContext,
  catalogue?: QuestionCatalogue,
): AnswerPlan {
  const questions = questionnaire === undefined ? [] : toQuestions(questionnaire, context, catalogue);
  const writes: AnswerWrites[] = [];
  const warnings: string[] = [];
  const errors: AnswerError[] = [];
  const answered: string[] = [];
  const given = new Set<string>();
  for (const [index, { question_id: id, answer }] of answers.entries()) {
    const path = `screening_question_answers.${index}`;
    const question = questionnaire && findQuestion(questions, id, questionnaire.Id, context);
    if (question === undefined) {
      warnings.push(`${path} was left out: the job has no such question`);
    } else if (given.has(question.id)) {
      errors.push({ code: 'duplicate', path: answerPath(id), message: 'is answered twice' });
    } else if (question.kind === undefined) {
      warnings.push(`${path} was left out: ${question.label} cannot be answered`);
    } else {
      const written = question.kind.write(answer, question, context);
      if (written instanceof AnswerProblem) errors.push({ ...written, path: answerPath(id) });
      else if (written !== undefined) writes.push(written);
      if (written !== undefined) answered.push(question.id);
    }
    if (question !== undefined) given.add(question.id);
  }
  for (const question of questions) {
    if (question.required && question.kind === undefined && !given.has(question.id)) {
      warnings.push(`${question.label} is required, but cannot be answered here`);
    }
  }
  return { ...mergeWrites(writes), warnings, errors, answered };
}

/**
 * Finds the required questions that neither the answers nor the applicant's own data cover.
 *
 * @param questionnaire - The questionnaire of the job; `undefined` if it has none.
 * @param plan - What the answers write, from {@link toRawAnswers}.
 * @param existing - What is known of the applicant; `undefined` for a new one.
 * @param context - From {@link createMapperContext}.
 * @param catalogue - The mandator's catalogues, which hold the options.
 * @returns One error per question that is required, can be answered and has no answer.
 *
 * @example
 * ```ts
 * import { createMapperContext, missingAnswers, toRawAnswers } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * const questionnaire = { Id: 9, Items: [{ Id: 917, IsRequired: true, Type: 18 }] };
 * const plan = toRawAnswers([], questionnaire, context);
 * missingAnswers(questionnaire, plan, undefined, context).length; // 1
 * missingAnswers(questionnaire, plan, { applicant: { Location: 'Linz' } }, context).length; // 0
 * ```
 */
export function missingAnswers<Raw extends RawQuestionnaireView>(
  questionnaire: Raw | undefined,
  plan: Pick<AnswerPlan, 'answered'>,
  existing: ExistingAnswers | undefined,
  context: MapperContext,
  catalogue?: QuestionCatalogue,
): readonly AnswerError[] {
  if (questionnaire === undefined) return [];
  return toQuestions(questionnaire, context, catalogue)
    .filter(({ id, required }) => required && !plan.answered.includes(id))
    .filter(({ kind }) => kind !== undefined)
    .filter((question) => existing === undefined || question.kind?.isCovered(existing, question) !== true)
    .map(({ id }) => ({ code: 'required', path: answerPath(id), message: 'is required' }));
}

/** The path of an answer names the question, not the place in the list: missing answers have none. */
function answerPath(question: string): string {
  return `screening_question_answers.${question}`;
}

function toQuestions(
  raw: RawQuestionnaireView,
  context: MapperContext,
  catalogue: QuestionCatalogue | undefined,
): AnswerableQuestion[] {
  const questionnaire = checkedRecord<RawQuestionnaireView>('questionnaire', raw, QUESTIONNAIRE_SHAPE, context);
  const questions = toMergedScreeningQuestions(questionnaire, raw, context, catalogue);
  return questions.map(({ id, title, index, required, format }) => {
    const item = index === null ? undefined : (questionnaire.Items?.[index] ?? undefined);
    const type = memberOf(QUESTIONNAIRE_ITEM_TYPES, item?.Type);
    const kind = type && ANSWER_KINDS[type];
    const subject = toText(item && kind?.subject?.(item)) ?? '';
    const isAnswerable = canAnswer(format) && (subject !== '' || kind?.needsSubject !== true);
    return {
      id,
      label: title === null ? `question ${id}` : `question ${id} ("${title}")`,
      index,
      required: required === true,
      format,
      options: optionsOf(format),
      subject,
      kind: isAnswerable ? kind : undefined,
    };
  });
}

/** Finds the question with an id. An id from before the server numbered items contains the item's position. */
function findQuestion(
  questions: readonly AnswerableQuestion[],
  id: string,
  questionnaire: number,
  context: MapperContext,
): AnswerableQuestion | undefined {
  const found = questions.find((question) => question.id === id);
  if (found !== undefined) return found;
  const decoded = decodeId(id, context.ids);
  if (decoded?.kind !== 'question' || decoded.numbers[0] !== questionnaire) return undefined;
  const key = itemKey(decoded.numbers[2]);
  const placed = 'index' in key ? questions.find((question) => question.index === key.index) : undefined;
  // A caller with such an id has option ids that are derived from it.
  return placed && { ...placed, options: placed.options.map((option) => withId(option, id, context)) };
}

function withId(option: QuestionOption, question: string, context: MapperContext): QuestionOption {
  return { ...option, id: context.ids.option(question, option.remote_id ?? option.name) };
}

function canAnswer(format: QuestionFormat): boolean {
  switch (format.type) {
    case 'INFORMATION':
    case 'UNKNOWN':
      return false;
    case 'SINGLE_SELECT':
    case 'MULTI_SELECT':
      return format.options.length > 0;
    default:
      return true;
  }
}

function optionsOf(format: QuestionFormat): readonly QuestionOption[] {
  return format.type === 'SINGLE_SELECT' || format.type === 'MULTI_SELECT' ? format.options : [];
}
