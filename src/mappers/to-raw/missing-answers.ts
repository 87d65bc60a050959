import type { RawApplicantParameter } from '../../schemas/applicant.js';
import type { RawCustomFieldValueView } from '../../schemas/custom-field.js';
import type { RawQuestionnaireView } from '../../schemas/questionnaire.js';
import type { RawApplicantKnowledge, RawApplicantLanguage } from '../../schemas/sub-records.js';
import type { MapperContext } from '../context.js';
import type { QuestionCatalogue } from '../question-format.js';
import type { AnswerError, AnswerPlan } from './answer-plan.js';
import { toQuestions, type Question } from './questions.js';
import { isEmptyFlexDate } from './values.js';
import { isNoDate } from '../values/dates.js';
import { distinctTexts, present, sameName, toText, type RawList } from '../values/text.js';

/** What is known of an applicant, apart from answers; what is about to be written may count as known. */
export interface ExistingAnswers {
  /** The applicant: as it is in eRecruiter, or as it will be. */
  readonly applicant: RawApplicantParameter;
  /** Custom fields with their values. */
  readonly customFieldValues?: RawList<RawCustomFieldValueView>;
  /** Languages with their levels. */
  readonly languages?: RawList<RawApplicantLanguage>;
  /** Skills with their levels. */
  readonly knowledges?: RawList<RawApplicantKnowledge>;
  /** The types of the documents. */
  readonly documentTypes?: RawList<string>;
}

/**
 * Finds the required questions that can be answered and that neither answers nor the applicant's own data cover.
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
export function missingAnswers(
  questionnaire: RawQuestionnaireView | undefined,
  plan: Pick<AnswerPlan, 'answered'>,
  own: ExistingAnswers | undefined,
  context: MapperContext,
  catalogue?: QuestionCatalogue,
): readonly AnswerError[] {
  if (questionnaire === undefined) return [];
  return toQuestions(questionnaire, context, catalogue)
    .filter(({ id, required, isAnswerable }) => required && isAnswerable && !plan.answered.includes(id))
    .filter((question) => own === undefined || !isCovered(question, own))
    .map(({ label }) => ({ path: 'screening_question_answers', message: `${label} is required` }));
}

function isCovered({ type, subject, options }: Question, own: ExistingAnswers): boolean {
  const { applicant } = own;
  switch (type) {
    case 'SingleLanguage':
      return hasLevel(own.languages, subject, ({ Language }) => Language);
    case 'SingleKnowledge':
      return hasLevel(own.knowledges, subject, ({ Knowledge }) => Knowledge);
    case 'CustomField':
      return present(own.customFieldValues).some(
        (value) => sameName(value.CustomField?.Name, subject) && hasValue(value),
      );
    case 'KnowledgeGroup':
      return present(own.knowledges).some(({ Knowledge }) => options.some(({ name }) => sameName(Knowledge, name)));
    case 'Languages':
      return present(own.languages).some(({ Language }) => toText(Language) !== null);
    case 'AbroadTravelling':
    case 'DomesticTravelling':
    case 'SelfDescription':
    case 'JobDescription':
    case 'Location':
    case 'Referrer':
      return toText(applicant[type]) !== null;
    case 'JobProfiles':
    case 'Regions':
      return distinctTexts(applicant[type]).length > 0;
    case 'BeginDate':
      return !isEmptyFlexDate(applicant.EarliestPossibleBeginDate);
    case 'Salary':
    case 'MilitaryService':
      return applicant[type] !== null && applicant[type] !== undefined;
    case 'WillingToMove':
      return typeof applicant.IsWillingToMove === 'boolean';
    case 'EmploymentType':
      return [
        applicant.IsInterestedInFulltime,
        applicant.IsInterestedInPartTime,
        applicant.IsInterestedInFreelancer,
        applicant.IsInterestedInInternship,
      ].includes(true);
    case 'ApplicantDocument':
      return distinctTexts(own.documentTypes).some((name) => subject === '' || sameName(name, subject));
    case 'Headline':
    case 'SubHeadline':
    case 'Educations':
    case 'Experiences':
    case undefined:
      return false;
  }
}

function hasLevel<T extends { readonly Level?: string | null | undefined }>(
  records: RawList<T>,
  name: string,
  nameOf: (record: T) => string | null | undefined,
): boolean {
  return present(records).some((record) => sameName(nameOf(record), name) && toText(record.Level) !== null);
}

function hasValue({ BoolValue, DateValue, NumberValue, StringValue, Value }: RawCustomFieldValueView): boolean {
  return (
    typeof BoolValue === 'boolean' ||
    typeof NumberValue === 'number' ||
    !isNoDate(DateValue) ||
    toText(StringValue) !== null ||
    toText(Value) !== null
  );
}
