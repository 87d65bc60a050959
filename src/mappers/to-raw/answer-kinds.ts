import type { ScreeningAnswerInput } from '../../models/action-inputs.js';
import type { InputIssueCode } from '../../models/error-codes.js';
import type { QuestionFormat, QuestionOption } from '../../models/screening-question.js';
import type { RawApplicantParameterView } from '../../schemas/applicant.js';
import type { RawCustomFieldValueView } from '../../schemas/custom-field.js';
import type { RawQuestionnaireItemView } from '../../schemas/questionnaire.js';
import type { RawApplicantKnowledgeView, RawApplicantLanguageView } from '../../schemas/sub-records.js';
import type { MapperContext } from '../context.js';
import { isNoDate } from '../values/dates.js';
import { MILITARY_SERVICE_TYPES, type QuestionnaireItemType } from '../values/enums.js';
import { countOf, distinctTexts, present, sameName, toText, type RawList } from '../values/text.js';
import type { AnswerWrites, FileAnswer } from './answer-plan.js';
import { toRawCustomField } from './custom-field.js';
import { isEmptyFlexDate, toRawDay, toRawFlexDate, toWholeNumber } from './raw-values.js';

/** A screening question, and how an answer to it is written. */
export interface AnswerableQuestion {
  readonly id: string;
  /** For messages: the id, and the title if there is one. */
  readonly label: string;
  readonly index: number | null;
  readonly required: boolean;
  readonly format: QuestionFormat;
  readonly options: readonly QuestionOption[];
  /** The name of what it asks for: a language, skill, custom field or document type; empty where it names none. */
  readonly subject: string;
  /** Undefined where an answer cannot be given or written. */
  readonly kind: AnswerKind | undefined;
}

/** The data of an applicant that may already answer questions, stored or about to be written. */
export interface ExistingAnswers {
  /** The applicant, as stored in eRecruiter or as about to be written. */
  readonly applicant: RawApplicantParameterView;
  /** Custom fields with their values. */
  readonly customFieldValues?: RawList<RawCustomFieldValueView>;
  /** Languages with their levels. */
  readonly languages?: RawList<RawApplicantLanguageView>;
  /** Skills with their levels. */
  readonly knowledges?: RawList<RawApplicantKnowledgeView>;
  /** The types of the documents. */
  readonly documentTypes?: RawList<string>;
}

type AnswerValue = ScreeningAnswerInput['answer'];

/** The problem with an answer; never contains the answer itself. */
export class AnswerProblem {
  constructor(
    readonly code: InputIssueCode,
    readonly message: string,
  ) {}
}

/** An answer as eRecruiter accepts it; `undefined` for an empty one. */
type Reading<T> = T | AnswerProblem | undefined;
type Reader<T> = (answer: AnswerValue, question: AnswerableQuestion, context: MapperContext) => Reading<T>;

/** How the answers to one type of question are read and written. */
export interface AnswerKind {
  /** Returns the name of what an item asks for. */
  readonly subject?: ((item: RawQuestionnaireItemView) => string | null | undefined) | undefined;
  /** Without the name nothing can be written. */
  readonly needsSubject?: boolean | undefined;
  readonly write: Reader<AnswerWrites>;
  /** Whether the applicant's own data answers the question already. */
  readonly isCovered: (existing: ExistingAnswers, question: AnswerableQuestion) => boolean;
}

/** The properties for preferred types of employment, in wire order. */
const EMPLOYMENT_WISHES = [
  'IsInterestedInInternship',
  'IsInterestedInFulltime',
  'IsInterestedInFreelancer',
  'IsInterestedInPartTime',
] as const;

/** The kinds of answers by the type of the item. Headings, and lists of educations and experiences, take none. */
export const ANSWER_KINDS = /* @__PURE__ */ answerKinds(); // left out of a bundle that writes no answers

function answerKinds(): Readonly<Partial<Record<QuestionnaireItemType, AnswerKind>>> {
  return {
    SingleLanguage: {
      subject: (item) => item.Language,
      needsSubject: true,
      write: writing(readChoiceAnswer, (Level, { subject }) => ({ languages: [{ Language: subject, Level }] })),
      isCovered: ({ languages }, { subject }) => hasLevel(languages, subject, ({ Language }) => Language),
    },
    SingleKnowledge: {
      subject: (item) => item.Knowledge,
      needsSubject: true,
      write: writing(readChoiceAnswer, (Level, { subject }) => ({ knowledges: [{ Knowledge: subject, Level }] })),
      isCovered: ({ knowledges }, { subject }) => hasLevel(knowledges, subject, ({ Knowledge }) => Knowledge),
    },
    CustomField: {
      subject: (item) => item.CustomField?.Name,
      needsSubject: true,
      write: writing(readCustomFieldAnswer, (value, { subject }) => ({
        customFields: [toRawCustomField(subject, value)],
      })),
      isCovered: ({ customFieldValues }, { subject }) =>
        present(customFieldValues).some((value) => sameName(value.CustomField?.Name, subject) && hasValue(value)),
    },
    KnowledgeGroup: {
      write: writing(readChoicesAnswer, (names) => ({
        knowledges: names.map((Knowledge) => ({ Knowledge, Level: null })),
      })),
      isCovered: ({ knowledges }, { options }) =>
        present(knowledges).some(({ Knowledge }) => options.some(({ name }) => sameName(Knowledge, name))),
    },
    Languages: {
      write: writing(readChoicesAnswer, (names) => ({
        languages: names.map((Language) => ({ Language, Level: null })),
      })),
      isCovered: ({ languages }) => present(languages).some(({ Language }) => toText(Language) !== null),
    },
    AbroadTravelling: textProperty('AbroadTravelling', readChoiceAnswer),
    DomesticTravelling: textProperty('DomesticTravelling', readChoiceAnswer),
    SelfDescription: textProperty('SelfDescription', readTextAnswer),
    JobDescription: textProperty('JobDescription', readTextAnswer),
    Location: textProperty('Location', readTextAnswer),
    JobProfiles: listProperty('JobProfiles'),
    Regions: listProperty('Regions'),
    BeginDate: {
      write: writing(readDayAnswer, (day) => ({ properties: { EarliestPossibleBeginDate: toRawFlexDate(day) } })),
      isCovered: ({ applicant }) => !isEmptyFlexDate(applicant.EarliestPossibleBeginDate),
    },
    Salary: {
      write: writing(readNumberAnswer, (Salary) => ({ properties: { Salary } })),
      isCovered: ({ applicant }) => applicant.Salary !== null && applicant.Salary !== undefined,
    },
    MilitaryService: {
      write: writing(readChoiceAnswer, (name) => ({
        properties: { MilitaryService: MILITARY_SERVICE_TYPES.findIndex((type) => type === name) },
      })),
      isCovered: ({ applicant }) => applicant.MilitaryService !== null && applicant.MilitaryService !== undefined,
    },
    WillingToMove: {
      write: writing(readFlagAnswer, (IsWillingToMove) => ({ properties: { IsWillingToMove } })),
      isCovered: ({ applicant }) => typeof applicant.IsWillingToMove === 'boolean',
    },
    EmploymentType: {
      write: writing(readChoicesAnswer, (wishes) => ({
        properties: Object.fromEntries(EMPLOYMENT_WISHES.map((name) => [name, wishes.includes(name)])),
      })),
      isCovered: ({ applicant }) => EMPLOYMENT_WISHES.some((name) => applicant[name] === true),
    },
    Referrer: {
      write: writing(readChoiceAnswer, (referrer) => ({ referrer })),
      isCovered: ({ applicant }) => toText(applicant.Referrer) !== null,
    },
    ApplicantDocument: {
      subject: (item) => item.ApplicantDocumentType,
      write: writing(readFileAnswer, (file, { id, subject }) => ({
        documents: [{ question: id, documentType: subject === '' ? null : subject, file }],
      })),
      isCovered: ({ documentTypes }, { subject }) =>
        distinctTexts(documentTypes).some((name) => subject === '' || sameName(name, subject)),
    },
  };
}

function writing<T>(
  read: Reader<T>,
  write: (value: T, question: AnswerableQuestion) => AnswerWrites,
): Reader<AnswerWrites> {
  return (answer, question, context) => {
    const value = read(answer, question, context);
    if (value instanceof AnswerProblem) return value;
    return value === undefined ? undefined : write(value, question);
  };
}

function textProperty(
  name: 'AbroadTravelling' | 'DomesticTravelling' | 'SelfDescription' | 'JobDescription' | 'Location',
  read: Reader<string>,
): AnswerKind {
  return {
    write: writing(read, (text) => ({ properties: { [name]: text } })),
    isCovered: ({ applicant }) => toText(applicant[name]) !== null,
  };
}

function listProperty(name: 'JobProfiles' | 'Regions'): AnswerKind {
  return {
    write: writing(readChoicesAnswer, (names) => ({ properties: { [name]: [...names] } })),
    isCovered: ({ applicant }) => distinctTexts(applicant[name]).length > 0,
  };
}

function readTextAnswer(answer: AnswerValue, { format }: AnswerableQuestion): Reading<string> {
  if (typeof answer !== 'string') return new AnswerProblem('invalid_type', 'must be a text');
  const longest = format.type === 'TEXT' ? format.max_length : null;
  if (longest !== null && answer.length > longest) {
    return new AnswerProblem('too_long', `must have at most ${countOf(longest, 'character')}`);
  }
  return toText(answer) === null ? undefined : answer;
}

function readChoiceAnswer(answer: AnswerValue, { options }: AnswerableQuestion): Reading<string> {
  const value = typeof answer === 'string' ? rawOption(options, answer) : undefined;
  return value ?? new AnswerProblem('invalid_value', 'must be the id of one of its options');
}

function readChoicesAnswer(answer: AnswerValue, { options }: AnswerableQuestion): Reading<readonly string[]> {
  const message = 'must be a list of ids of its options, each once';
  if (!isList(answer)) return new AnswerProblem('invalid_type', message);
  const values = answer.map((id) => (typeof id === 'string' ? rawOption(options, id) : undefined));
  const chosen = values.filter((value) => value !== undefined);
  if (chosen.length < values.length || new Set(chosen).size < chosen.length) {
    return new AnswerProblem('invalid_value', message);
  }
  return chosen.length === 0 ? undefined : chosen;
}

function readFlagAnswer(answer: AnswerValue): Reading<boolean> {
  return typeof answer === 'boolean' ? answer : new AnswerProblem('invalid_type', 'must be true or false');
}

/** Reads a number, rounded half up to an integer that eRecruiter can store. */
function readNumberAnswer(answer: AnswerValue, { format }: AnswerableQuestion): Reading<number> {
  if (typeof answer !== 'number') return new AnswerProblem('invalid_type', 'must be a number');
  const { min, max } = format.type === 'NUMBER' ? format : { min: null, max: null };
  if (min !== null && answer < min) return new AnswerProblem('out_of_range', `must be at least ${min}`);
  if (max !== null && answer > max) return new AnswerProblem('out_of_range', `must be at most ${max}`);
  return toWholeNumber(answer) ?? new AnswerProblem('out_of_range', 'must be less than 2147483648');
}

/** Reads a calendar day as `YYYY-MM-DD`, which .NET reads the same way in every culture. */
function readDayAnswer(
  answer: AnswerValue,
  _question: AnswerableQuestion,
  { timeZone }: MapperContext,
): Reading<string> {
  const day = typeof answer === 'string' || answer instanceof Date ? toRawDay(answer, timeZone) : null;
  const code = typeof answer === 'string' ? 'invalid_format' : 'invalid_type';
  return day ?? new AnswerProblem(code, 'must be a day, such as 2026-09-01');
}

function readFileAnswer(answer: AnswerValue): Reading<FileAnswer> {
  return isFile(answer)
    ? answer
    : new AnswerProblem('invalid_type', 'must be a file: its name, and either data or data_url');
}

function readCustomFieldAnswer(
  answer: AnswerValue,
  question: AnswerableQuestion,
  context: MapperContext,
): Reading<string | boolean | readonly string[]> {
  switch (question.format.type) {
    case 'TEXT':
      return readTextAnswer(answer, question);
    case 'BOOLEAN':
      return readFlagAnswer(answer);
    case 'SINGLE_SELECT':
      return readChoiceAnswer(answer, question);
    case 'MULTI_SELECT':
      return readChoicesAnswer(answer, question);
    case 'DATE':
      return readDayAnswer(answer, question, context);
    default:
      return undefined;
  }
}

function rawOption(options: readonly QuestionOption[], id: string): string | undefined {
  return options.find((option) => option.id === id)?.remote_id ?? undefined;
}

function isList(answer: AnswerValue): answer is readonly string[] {
  return Array.isArray(answer);
}

function isFile(answer: AnswerValue): answer is FileAnswer {
  if (typeof answer !== 'object' || answer === null || !('name' in answer)) return false;
  const { name, data, data_url: url } = answer;
  const content = data ?? url;
  return (
    typeof name === 'string' &&
    toText(name) !== null &&
    (data === undefined) !== (url === undefined) &&
    (typeof content === 'string' || Object(content) === content)
  );
}

function hasLevel<T extends { readonly Level?: string | null | undefined }>(
  records: RawList<T>,
  name: string,
  nameOf: (record: T) => string | null | undefined,
): boolean {
  return present(records).some((record) => sameName(nameOf(record), name) && toText(record.Level) !== null);
}

/** Whether a row of a custom field has a value. */
export function hasValue({ BoolValue, DateValue, NumberValue, StringValue, Value }: RawCustomFieldValueView): boolean {
  return (
    typeof BoolValue === 'boolean' ||
    typeof NumberValue === 'number' ||
    !isNoDate(DateValue) ||
    toText(StringValue) !== null ||
    toText(Value) !== null
  );
}
