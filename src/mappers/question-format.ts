import type { QuestionFormat, QuestionOption } from '../models/screening-question.js';
import type { RawKnowledgeTreeView, RawMandatorView, RawRegionView } from '../schemas/mandator.js';
import type { RawQuestionnaireItemView } from '../schemas/questionnaire.js';
import type { MapperContext } from './context.js';
import { CUSTOM_FIELD_TYPES, memberOf, QUESTIONNAIRE_ITEM_TYPES } from './values/enums.js';
import { distinctTexts, present, sameName, toText, type RawList } from './values/text.js';

/** The catalogues that hold the options of questions: a mandator, and the knowledge tree if it has been read. */
export interface QuestionCatalogue extends Partial<
  Pick<
    RawMandatorView,
    | 'AbroadTravellingTypes'
    | 'DomesticTravellingTypes'
    | 'JobProfiles'
    | 'KnowledgeLevels'
    | 'Knowledges'
    | 'LanguageLevels'
    | 'Languages'
    | 'Referrers'
    | 'Regions'
  >
> {
  /** From `Mandator/KnowledgeTree`: which skills belong to a group. */
  readonly KnowledgeTree?: RawKnowledgeTreeView | null | undefined;
}

/** Options with raw value, German name and English name. */
type FixedOptions = readonly (readonly [value: string, german: string, english: string])[];

const MILITARY_SERVICE: FixedOptions = [
  ['NotYetDone', 'Noch nicht abgeleistet', 'Not yet done'],
  ['Done', 'Abgeleistet', 'Done'],
  ['Reliefed', 'Befreit', 'Exempt'],
  ['Alternative', 'Zivildienst', 'Alternative service'],
];

const EMPLOYMENT_TYPES: FixedOptions = [
  ['IsInterestedInFulltime', 'Vollzeit', 'Full-time'],
  ['IsInterestedInPartTime', 'Teilzeit', 'Part-time'],
  ['IsInterestedInFreelancer', 'Freie Mitarbeit', 'Freelance'],
  ['IsInterestedInInternship', 'Praktikum', 'Internship'],
];

/**
 * Maps the format of the answers to a question; `question` is the question's id, `given` the item before it was
 * checked.
 */
export function toQuestionFormat(
  item: RawQuestionnaireItemView,
  given: RawQuestionnaireItemView,
  question: string,
  context: MapperContext,
  catalogue: QuestionCatalogue = {},
): QuestionFormat {
  const named = (names: RawList<string>): QuestionOption[] => toOptions(names, question, context);
  const fixed = (options: FixedOptions): QuestionOption[] => toFixedOptions(options, question, context);
  switch (memberOf(QUESTIONNAIRE_ITEM_TYPES, item.Type)) {
    case 'Headline':
    case 'SubHeadline':
      return { type: 'INFORMATION' };
    case 'CustomField':
      return toCustomFieldFormat(item, given, question, context);
    case 'SingleLanguage':
      return { type: 'SINGLE_SELECT', display_type: 'DROPDOWN', options: named(catalogue.LanguageLevels) };
    case 'SingleKnowledge':
      return { type: 'SINGLE_SELECT', display_type: 'DROPDOWN', options: named(catalogue.KnowledgeLevels) };
    case 'AbroadTravelling':
      return { type: 'SINGLE_SELECT', display_type: 'DROPDOWN', options: named(catalogue.AbroadTravellingTypes) };
    case 'DomesticTravelling':
      return { type: 'SINGLE_SELECT', display_type: 'DROPDOWN', options: named(catalogue.DomesticTravellingTypes) };
    case 'MilitaryService':
      return { type: 'SINGLE_SELECT', display_type: 'DROPDOWN', options: fixed(MILITARY_SERVICE) };
    case 'Referrer':
      return { type: 'SINGLE_SELECT', display_type: 'DROPDOWN', options: named(referrersOf(catalogue)) };
    case 'KnowledgeGroup':
      return { type: 'MULTI_SELECT', options: named(knowledgesOf(item, catalogue)) };
    case 'Languages':
      return { type: 'MULTI_SELECT', options: named(catalogue.Languages) };
    case 'JobProfiles':
      return { type: 'MULTI_SELECT', options: named(catalogue.JobProfiles) };
    case 'Regions':
      return { type: 'MULTI_SELECT', options: named(regionsOf(catalogue.Regions)) };
    case 'EmploymentType':
      return { type: 'MULTI_SELECT', options: fixed(EMPLOYMENT_TYPES) };
    case 'BeginDate':
      return { type: 'DATE' };
    case 'Salary':
      return { type: 'NUMBER', display_type: 'FIELD', min: 0, max: null };
    case 'WillingToMove':
      return { type: 'BOOLEAN' };
    case 'SelfDescription':
    case 'JobDescription':
      return { type: 'TEXT', display_type: 'MULTI_LINE', max_length: null };
    case 'Location':
      return { type: 'TEXT', display_type: 'SINGLE_LINE', max_length: null };
    case 'ApplicantDocument':
      return { type: 'FILE', accepted_mime_types: null, max_file_size_bytes: null };
    case 'Educations':
    case 'Experiences':
    case undefined:
      return { type: 'UNKNOWN', raw_question: given };
  }
}

function toCustomFieldFormat(
  item: RawQuestionnaireItemView,
  given: RawQuestionnaireItemView,
  question: string,
  context: MapperContext,
): QuestionFormat {
  const choices = item.CustomField?.PossibleValues;
  switch (memberOf(CUSTOM_FIELD_TYPES, item.CustomField?.Type)) {
    case 'TextMultiLine':
      return { type: 'TEXT', display_type: 'MULTI_LINE', max_length: null };
    case 'TextSingleLine':
      return { type: 'TEXT', display_type: 'SINGLE_LINE', max_length: null };
    case 'CheckBox':
      return { type: 'BOOLEAN' };
    case 'DropdownList':
      return { type: 'SINGLE_SELECT', display_type: 'DROPDOWN', options: toOptions(choices, question, context) };
    case 'CheckboxList':
      return { type: 'MULTI_SELECT', options: toOptions(choices, question, context) };
    case 'Date':
      return { type: 'DATE' };
    case 'Html':
      return { type: 'INFORMATION' };
    case undefined:
      return { type: 'UNKNOWN', raw_question: given };
  }
}

function toOptions(names: RawList<string>, question: string, context: MapperContext): QuestionOption[] {
  return distinctTexts(names).map((name) => ({ id: context.ids.option(question, name), name, remote_id: name }));
}

function toFixedOptions(options: FixedOptions, question: string, context: MapperContext): QuestionOption[] {
  return options.map(([value, german, english]) => ({
    id: context.ids.option(question, value),
    name: context.culture.toLowerCase().startsWith('de') ? german : english,
    remote_id: value,
  }));
}

// Sources marked as internal are not offered to applicants.
function referrersOf(catalogue: QuestionCatalogue): RawList<string> {
  return present(catalogue.Referrers).flatMap((referrer) => (referrer.IsInternalOnly ? [] : [referrer.Name]));
}

function regionsOf(regions: RawList<RawRegionView>): (string | null | undefined)[] {
  return present(regions).flatMap((region) => [region.Name, ...regionsOf(region.Regions)]);
}

// Without the tree it is unknown which skills a group holds, and any skill of the catalogue can be stored.
function knowledgesOf(item: RawQuestionnaireItemView, catalogue: QuestionCatalogue): RawList<string> {
  const group = toText(item.KnowledgeGroup);
  if (!catalogue.KnowledgeTree || group === null) return catalogue.Knowledges;
  return present(catalogue.KnowledgeTree.JobProfiles)
    .flatMap((profile) => present(profile.Groups))
    .flatMap((candidate) => (sameName(candidate.Group, group) ? present(candidate.Knowledges) : []));
}
