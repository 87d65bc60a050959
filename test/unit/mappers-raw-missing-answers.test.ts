import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  missingAnswers,
  toRawAnswers,
  toScreeningQuestions,
  type ExistingAnswers,
  type QuestionCatalogue,
} from '../../src/mappers/index.js';
import type { RawApplicantParameter, RawQuestionnaire, RawQuestionnaireItem } from '../../src/schemas/index.js';

const context = createMapperContext({
  tenant: 'api.example.at',
  mandatorId: 1,
  observedAt: new Date('2026-07-01T10:00:00Z'),
});
const catalogue: QuestionCatalogue = {
  Languages: ['Deutsch', 'Englisch'],
  LanguageLevels: ['gut'],
  Knowledges: ['C#', 'BMD NTCS'],
  KnowledgeLevels: ['gut'],
  KnowledgeTree: {
    JobProfiles: [{ JobProfile: 'IT', Groups: [{ Group: 'Programmieren', Knowledges: ['C#', 'F#'] }] }],
  },
  AbroadTravellingTypes: ['nie'],
  DomesticTravellingTypes: ['nie'],
  JobProfiles: ['IT'],
  Regions: [{ Name: 'Wien' }],
  Referrers: [{ Name: 'Messe Graz' }],
};
const nothing: ExistingAnswers = { applicant: {} };

function required(item: RawQuestionnaireItem): RawQuestionnaire {
  return { Id: 9, Items: [{ Id: 901, Title: 'Frage?', IsRequired: true, ...item }] };
}

function missing(item: RawQuestionnaireItem, own: ExistingAnswers | undefined, answered: readonly string[] = []) {
  return missingAnswers(required(item), { answered }, own, context, catalogue);
}

const id = context.ids.question(9, { id: 901 });
const error = { code: 'required', path: `screening_question_answers.${id}`, message: 'is required' };
const field = (Type: number): RawQuestionnaireItem => ({
  Type: 3,
  CustomField: { Name: 'feld', Type, PossibleValues: ['a'] },
});
const core = (applicant: RawApplicantParameter): ExistingAnswers => ({ applicant });
const value = (more: object, Name = 'Feld'): ExistingAnswers => ({
  ...nothing,
  customFieldValues: [{ CustomField: { Name }, ...more }],
});

/** A question, and data of the applicant that do and do not answer it. */
const CASES: readonly (readonly [
  string,
  RawQuestionnaireItem,
  readonly ExistingAnswers[],
  readonly ExistingAnswers[],
])[] = [
  [
    '0 SingleLanguage',
    { Type: 0, Language: 'Englisch' },
    [{ ...nothing, languages: [null, { Language: 'englisch ', Level: 'gut' }] }],
    [
      {
        ...nothing,
        languages: [
          { Language: 'Englisch', Level: '' },
          { Language: 'Deutsch', Level: 'gut' },
        ],
      },
    ],
  ],
  [
    '1 SingleKnowledge',
    { Type: 1, Knowledge: 'C#' },
    [{ ...nothing, knowledges: [{ Knowledge: 'C#', Level: 'gut' }] }],
    [{ ...nothing, knowledges: [{ Knowledge: 'C#', Level: null }, { Level: 'gut' }] }],
  ],
  [
    '3 text',
    field(0),
    [value({ StringValue: 'x' }), value({ Value: 'x' })],
    [value({}), value({ StringValue: ' ' }), value({ Value: 'x' }, 'x')],
  ],
  ['3 CheckBox', field(1), [value({ BoolValue: false })], [value({ BoolValue: null })]],
  [
    '3 DropdownList',
    field(2),
    [value({ NumberValue: 0 })],
    [{ ...nothing, customFieldValues: [{ StringValue: 'a' }, null] }],
  ],
  ['3 CheckboxList', field(3), [value({ StringValue: 'a|b' })], [value({ StringValue: null })]],
  ['3 Date', field(4), [value({ DateValue: '2026-09-01T00:00:00' })], [value({ DateValue: '0001-01-01T00:00:00' })]],
  [
    '4 KnowledgeGroup',
    { Type: 4, KnowledgeGroup: 'Programmieren' },
    [{ ...nothing, knowledges: [{ Knowledge: 'c#' }] }],
    [{ ...nothing, knowledges: [{ Knowledge: 'BMD NTCS' }] }],
  ],
  ['5 AbroadTravelling', { Type: 5 }, [core({ AbroadTravelling: 'nie' })], [core({ AbroadTravelling: '' })]],
  ['6 DomesticTravelling', { Type: 6 }, [core({ DomesticTravelling: 'nie' })], [core({ AbroadTravelling: 'nie' })]],
  [
    '7 BeginDate',
    { Type: 7 },
    [core({ EarliestPossibleBeginDate: { Day: 7, IsRelativeDate: true } })],
    [core({ EarliestPossibleBeginDate: null }), core({ EarliestPossibleBeginDate: { Year: null, IsEmpty: true } })],
  ],
  ['8 Salary', { Type: 8 }, [core({ Salary: 0 })], [core({ Salary: null, SalaryPeriod: 0 })]],
  ['9 MilitaryService', { Type: 9 }, [core({ MilitaryService: 0 })], [core({ MilitaryService: null })]],
  ['10 WillingToMove', { Type: 10 }, [core({ IsWillingToMove: false })], [core({ IsWillingToMove: null })]],
  ['11 SelfDescription', { Type: 11 }, [core({ SelfDescription: 'x' })], [core({ SelfDescription: ' ' })]],
  ['12 JobDescription', { Type: 12 }, [core({ JobDescription: 'x' })], [core({ SelfDescription: 'x' })]],
  [
    '14 Languages',
    { Type: 14 },
    [{ ...nothing, languages: [{ Language: 'Urdu' }] }],
    [{ ...nothing, languages: [{ Level: 'gut' }, null] }],
  ],
  ['15 Referrer', { Type: 15 }, [core({ Referrer: 'Messe Graz' })], [core({ Referrer: null })]],
  [
    '16 JobProfiles',
    { Type: 16 },
    [core({ JobProfiles: ['IT'] })],
    [core({ JobProfiles: [] }), core({ JobProfiles: [null, ''] })],
  ],
  ['17 Regions', { Type: 17 }, [core({ Regions: ['Wien'] })], [core({ Regions: null })]],
  ['18 Location', { Type: 18 }, [core({ Location: 'Linz' })], [core({ City: 'Linz' })]],
  [
    '19 EmploymentType',
    { Type: 19 },
    [
      core({ IsInterestedInFulltime: true }),
      core({ IsInterestedInPartTime: true }),
      core({ IsInterestedInFreelancer: true }),
      core({ IsInterestedInInternship: true }),
    ],
    [core({ IsInterestedInFulltime: false, IsInterestedInPartTime: null })],
  ],
  [
    '22 ApplicantDocument',
    { Type: 22, ApplicantDocumentType: 'Zeugnis' },
    [{ ...nothing, documentTypes: [null, 'ZEUGNIS'] }],
    [{ ...nothing, documentTypes: ['Anschreiben'] }],
  ],
  [
    '22 ApplicantDocument of any type',
    { Type: 22 },
    [{ ...nothing, documentTypes: ['Anschreiben'] }],
    [{ ...nothing, documentTypes: [' '] }],
  ],
];

describe.each(CASES)('a required question %s', (_, item, covering, not) => {
  test('is missing without answer and data, and named', () => {
    expect(missing(item, undefined)).toEqual([error]);
    expect(missing(item, nothing)).toEqual([error]);
  });

  test('is not missing when it is answered', () => {
    expect(missing(item, nothing, [id])).toEqual([]);
  });

  test.each(covering)('is covered by %j', (own) => {
    expect(missing(item, own)).toEqual([]);
  });

  test.each(not)('is not covered by %j', (own) => {
    expect(missing(item, own)).toEqual([error]);
  });

  test('that is not required is never missing', () => {
    expect(missing({ ...item, IsRequired: false }, nothing)).toEqual([]);
    expect(missing({ ...item, IsRequired: null }, nothing)).toEqual([]);
  });
});

describe('no answer is missing for', () => {
  test.each([
    ['a heading', { Type: 2 }],
    ['educations', { Type: 20 }],
    ['experiences', { Type: 21 }],
    ['a newer kind', { Type: 99 }],
    ['HTML', field(6)],
    ['a choice of nothing', { Type: 3, CustomField: { Name: 'feld', Type: 2 } }],
    ['a list of nothing', { Type: 3, CustomField: { Name: 'feld', Type: 3 } }],
    ['a language without a name', { Type: 0 }],
  ])('%s, since it cannot be answered', (_, item) => {
    expect(missing(item, undefined)).toEqual([]);
  });

  test('anything on a job without questions', () => {
    expect(missingAnswers(undefined, { answered: [] }, undefined, context)).toEqual([]);
  });
});

describe('empty answers', () => {
  test.each([
    ['an empty text', { Type: 18 }, ''],
    ['no options', { Type: 14 }, []],
  ])('%s is no answer to a required question', (_, item, answer) => {
    const questionnaire = required(item);
    const plan = toRawAnswers([{ question_id: id, answer }], questionnaire, context, catalogue);
    expect(plan.errors).toEqual([]);
    expect(missingAnswers(questionnaire, plan, nothing, context, catalogue)).toEqual([error]);
  });

  test('"no" is an answer', () => {
    const questionnaire = required({ Type: 10 });
    const plan = toRawAnswers([{ question_id: id, answer: false }], questionnaire, context);
    expect(missingAnswers(questionnaire, plan, nothing, context)).toEqual([]);
  });
});

test('the id in the message is the one of the question', () => {
  expect(toScreeningQuestions(required({}), context)[0]?.id).toBe(id);
});
