import type { QuestionFormat, QuestionOption } from '../../models/screening-question.js';
import type { RawQuestionnaireView, RawQuestionnaireItemView } from '../../schemas/questionnaire.js';
import type { MapperContext } from '../context.js';
import type { QuestionCatalogue } from '../question-format.js';
import { toMergedScreeningQuestions } from '../screening-question.js';
import { memberOf, QUESTIONNAIRE_ITEM_TYPES } from '../values/enums.js';
import { decodeId, itemKey } from '../values/ids.js';
import { toText } from '../values/text.js';

type ItemType = (typeof QUESTIONNAIRE_ITEM_TYPES)[number];

/** A question together with what eRecruiter makes of an answer to it. */
export interface Question {
  readonly id: string;
  /** For messages: the id, and the title where there is one. */
  readonly label: string;
  readonly index: number | null;
  readonly required: boolean;
  readonly format: QuestionFormat;
  readonly options: readonly QuestionOption[];
  readonly type: ItemType | undefined;
  /** The name of what it asks for: a language, knowledge, custom field or document type; empty where it names none. */
  readonly subject: string;
  /** Whether an answer can be given and written. */
  readonly isAnswerable: boolean;
}

/** The questions of a questionnaire. */
export function toQuestions(
  raw: RawQuestionnaireView,
  context: MapperContext,
  catalogue: QuestionCatalogue | undefined,
): Question[] {
  return toMergedScreeningQuestions(raw, context, catalogue).map(({ id, title, index, required, format }) => {
    const item = index === null ? undefined : raw.Items?.[index];
    const type = memberOf(QUESTIONNAIRE_ITEM_TYPES, item?.Type);
    const subject = toText(subjectOf(type, item)) ?? '';
    return {
      id,
      label: title === null ? `question ${id}` : `question ${id} («${title}»)`,
      index,
      required: required === true,
      format,
      options: format.type === 'SINGLE_SELECT' || format.type === 'MULTI_SELECT' ? format.options : [],
      type,
      subject,
      isAnswerable: canAnswer(format) && (subject !== '' || !NAMED.has(type)),
    };
  });
}

/** The question that an id means; an id of the time before items had numbers means the one at its position. */
export function findQuestion(
  questions: readonly Question[],
  id: string,
  questionnaire: number,
  context: MapperContext,
): Question | undefined {
  const found = questions.find((question) => question.id === id);
  if (found !== undefined) return found;
  const decoded = decodeId(id, context.ids);
  if (decoded?.kind !== 'question' || decoded.numbers[0] !== questionnaire) return undefined;
  const key = itemKey(decoded.numbers[2]);
  const placed = 'index' in key ? questions.find((question) => question.index === key.index) : undefined;
  // Whoever knows the question by that id knows its options by the ids that follow from it.
  return placed && { ...placed, options: placed.options.map((option) => withId(option, id, context)) };
}

function withId(option: QuestionOption, question: string, context: MapperContext): QuestionOption {
  return { ...option, id: context.ids.option(question, option.remote_id ?? option.name) };
}

// Without the name nothing can be written.
const NAMED = new Set<ItemType | undefined>(['SingleLanguage', 'SingleKnowledge', 'CustomField']);

function subjectOf(
  type: ItemType | undefined,
  item: RawQuestionnaireItemView | null | undefined,
): string | null | undefined {
  switch (type) {
    case 'SingleLanguage':
      return item?.Language;
    case 'SingleKnowledge':
      return item?.Knowledge;
    case 'CustomField':
      return item?.CustomField?.Name;
    case 'ApplicantDocument':
      return item?.ApplicantDocumentType;
    default:
      return null;
  }
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
