import type { ScreeningAnswerInput } from '../../models/action-inputs.js';
import type { RawApplicantParameter } from '../../schemas/applicant.js';
import type { RawQuestionnaireView } from '../../schemas/questionnaire.js';
import type { MapperContext } from '../context.js';
import type { QuestionCatalogue } from '../question-format.js';
import type { AnswerError, AnswerPlan, CustomFieldAnswer } from './answer-plan.js';
import { findQuestion, toQuestions, type Question } from './questions.js';
import {
  readChoice,
  readChoices,
  readDay,
  readFile,
  readFlag,
  readNumber,
  readText,
  withValue,
  type Reading,
} from './answer-values.js';
import { toRawFlexDate } from './values.js';
import { nameKey } from '../values/text.js';

type Writes = Partial<
  Pick<AnswerPlan, 'properties' | 'customFields' | 'languages' | 'knowledges' | 'documents' | 'referrer'>
>;

const MILITARY_SERVICES = ['NotYetDone', 'Done', 'Reliefed', 'Alternative'];

/**
 * Plans what answers to screening questions write. eRecruiter keeps no answers: each one changes the applicant's own
 * data, by the question's kind. To Applicant.AbroadTravelling, DomesticTravelling, EarliestPossibleBeginDate, Salary
 * (rounded half up), MilitaryService, IsWillingToMove, SelfDescription, JobDescription, JobProfiles, Regions, Location,
 * IsInterestedInFulltime, IsInterestedInPartTime, IsInterestedInFreelancer, IsInterestedInInternship; to
 * CustomFieldValueParameter, ApplicantLanguage, ApplicantKnowledge, ApplicantDocument and Application.Referrer.
 * An answer to a question that the job does not ask is a warning, and so is one to a heading or to a question that
 * cannot be answered here; an empty text and an empty list are no answers. Where two questions ask for the same, the
 * last answer counts.
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
export function toRawAnswers(
  answers: readonly ScreeningAnswerInput[],
  questionnaire: RawQuestionnaireView | undefined,
  context: MapperContext,
  catalogue?: QuestionCatalogue,
): AnswerPlan {
  const questions = questionnaire === undefined ? [] : toQuestions(questionnaire, context, catalogue);
  const writes: Writes[] = [];
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
      errors.push({ path: `${path}.answer`, message: `${question.label}: answered twice` });
    } else if (!question.isAnswerable) {
      warnings.push(`${path} was left out: ${question.label} cannot be answered`);
    } else {
      const reading = toWrites(question, answer, context);
      if (reading !== undefined && 'problem' in reading) {
        errors.push({ path: `${path}.answer`, message: `${question.label}: ${reading.problem}` });
      } else if (reading !== undefined) {
        writes.push(reading.value);
        answered.push(question.id);
      }
    }
    if (question !== undefined) given.add(question.id);
  }
  for (const question of questions) {
    if (question.required && !question.isAnswerable && !given.has(question.id)) {
      warnings.push(`${question.label} is required, but cannot be answered here`);
    }
  }
  return { ...gathered(writes), warnings, errors, answered };
}

/** What an answer writes. */
function toWrites(question: Question, answer: ScreeningAnswerInput['answer'], context: MapperContext): Reading<Writes> {
  const { type, subject } = question;
  switch (type) {
    case 'SingleLanguage':
      return withValue(readChoice(question, answer), (Level) => ({ languages: [{ Language: subject, Level }] }));
    case 'SingleKnowledge':
      return withValue(readChoice(question, answer), (Level) => ({ knowledges: [{ Knowledge: subject, Level }] }));
    case 'CustomField':
      return withValue(toCustomFieldValue(question, answer, context), (value) => ({
        customFields: [{ CustomField: subject, Value: null, Values: null, ...value }],
      }));
    case 'KnowledgeGroup':
      return withValue(readChoices(question, answer), (names) => ({
        knowledges: names.map((Knowledge) => ({ Knowledge, Level: null })),
      }));
    case 'Languages':
      return withValue(readChoices(question, answer), (names) => ({
        languages: names.map((Language) => ({ Language, Level: null })),
      }));
    case 'AbroadTravelling':
    case 'DomesticTravelling':
      return withValue(readChoice(question, answer), (name) => ({ properties: { [type]: name } }));
    case 'SelfDescription':
    case 'JobDescription':
    case 'Location':
      return withValue(readText(question, answer), (text) => ({ properties: { [type]: text } }));
    case 'JobProfiles':
    case 'Regions':
      return withValue(readChoices(question, answer), (names) => ({ properties: { [type]: [...names] } }));
    case 'BeginDate':
      return withValue(readDay(answer, context), (day) => ({
        properties: { EarliestPossibleBeginDate: toRawFlexDate(day) },
      }));
    case 'Salary':
      return withValue(readNumber(question, answer), (Salary) => ({ properties: { Salary } }));
    case 'MilitaryService':
      return withValue(readChoice(question, answer), (name) => ({
        properties: { MilitaryService: MILITARY_SERVICES.indexOf(name) },
      }));
    case 'WillingToMove':
      return withValue(readFlag(answer), (IsWillingToMove) => ({ properties: { IsWillingToMove } }));
    case 'EmploymentType':
      return withValue(readChoices(question, answer), (wishes) => ({
        properties: {
          IsInterestedInInternship: wishes.includes('IsInterestedInInternship'),
          IsInterestedInFulltime: wishes.includes('IsInterestedInFulltime'),
          IsInterestedInFreelancer: wishes.includes('IsInterestedInFreelancer'),
          IsInterestedInPartTime: wishes.includes('IsInterestedInPartTime'),
        },
      }));
    case 'Referrer':
      return withValue(readChoice(question, answer), (referrer) => ({ referrer }));
    case 'ApplicantDocument':
      return withValue(readFile(answer), (file) => ({
        documents: [{ question: question.id, documentType: subject === '' ? null : subject, file }],
      }));
    case 'Headline':
    case 'SubHeadline':
    case 'Educations':
    case 'Experiences':
    case undefined:
      return undefined;
  }
}

function toCustomFieldValue(
  question: Question,
  answer: ScreeningAnswerInput['answer'],
  context: MapperContext,
): Reading<Partial<CustomFieldAnswer>> {
  switch (question.format.type) {
    case 'TEXT':
      return withValue(readText(question, answer), (Value) => ({ Value }));
    case 'BOOLEAN':
      return withValue(readFlag(answer), (flag) => ({ Value: String(flag) }));
    case 'SINGLE_SELECT':
      return withValue(readChoice(question, answer), (Value) => ({ Value }));
    case 'MULTI_SELECT':
      return withValue(readChoices(question, answer), (Values) => ({ Values }));
    case 'DATE':
      // Of all forms the one that .NET reads alike in every culture.
      return withValue(readDay(answer, context), (Value) => ({ Value }));
    default:
      return undefined;
  }
}

function gathered(writes: readonly Writes[]): Required<Writes> {
  return {
    properties: writes.reduce<Partial<RawApplicantParameter>>((all, { properties }) => ({ ...all, ...properties }), {}),
    customFields: lastOfEach(writes.flatMap(({ customFields = [] }) => customFields)),
    languages: levelled(
      writes.flatMap(({ languages = [] }) => languages),
      ({ Language }) => Language,
    ),
    knowledges: levelled(
      writes.flatMap(({ knowledges = [] }) => knowledges),
      ({ Knowledge }) => Knowledge,
    ),
    documents: writes.flatMap(({ documents = [] }) => documents),
    referrer: writes.findLast(({ referrer }) => referrer !== undefined)?.referrer ?? null,
  };
}

// Two questions may ask for the same field: the last answer counts.
function lastOfEach(fields: readonly CustomFieldAnswer[]): CustomFieldAnswer[] {
  return [...new Map(fields.map((field) => [nameKey(field.CustomField), field])).values()];
}

/** Each name once, with the last level that an answer gives it. */
function levelled<T extends { readonly Level: string | null }>(
  records: readonly T[],
  nameOf: (record: T) => string,
): T[] {
  const kept = new Map<string, T>();
  for (const record of records) {
    const key = nameKey(nameOf(record));
    if (record.Level !== null || !kept.has(key)) kept.set(key, record);
  }
  return [...kept.values()];
}
