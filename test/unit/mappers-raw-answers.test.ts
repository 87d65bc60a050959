import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  toRawAnswers,
  toScreeningQuestions,
  type AnswerPlan,
  type QuestionCatalogue,
  type ScreeningAnswerInput,
} from '../../src/mappers/index.js';
import { ANSWER_KINDS, AnswerProblem } from '../../src/mappers/to-raw/answer-kinds.js';
import type { QuestionFormat } from '../../src/models/index.js';
import type { RawQuestionnaire, RawQuestionnaireItem } from '../../src/schemas/index.js';

type Answer = ScreeningAnswerInput['answer'];

const context = createMapperContext({
  tenant: 'api.example.at',
  mandatorId: 1,
  observedAt: new Date('2026-07-01T10:00:00Z'),
});
const catalogue: QuestionCatalogue = {
  Languages: ['Deutsch', 'Englisch', 'Französisch'],
  LanguageLevels: ['gut', 'fließend'],
  Knowledges: ['BMD NTCS', 'C#', 'TypeScript'],
  KnowledgeLevels: ['gut', 'sehr gut'],
  KnowledgeTree: {
    JobProfiles: [{ JobProfile: 'IT', Groups: [{ Group: 'Programmieren', Knowledges: ['C#', 'TypeScript'] }] }],
  },
  AbroadTravellingTypes: ['nie', 'gelegentlich'],
  DomesticTravellingTypes: ['nie', 'häufig'],
  JobProfiles: ['IT', 'Pflege'],
  Regions: [{ Name: 'Österreich', Regions: [{ Name: 'Wien' }, { Name: 'Tirol' }] }],
  Referrers: [{ Name: 'Messe Graz' }, { Name: 'Direktansprache', IsInternalOnly: true }],
};
const none: AnswerPlan = {
  properties: {},
  customFields: [],
  languages: [],
  knowledges: [],
  documents: [],
  referrer: null,
  warnings: [],
  errors: [],
  answered: [],
};
const file = { name: 'zeugnis.pdf', data: 'JVBERi0=' };

function ask(...items: RawQuestionnaireItem[]): RawQuestionnaire {
  return { Id: 9, Items: items.map((item, index) => ({ Id: 901 + index, ...item })) };
}

function idOf(questionnaire: RawQuestionnaire, index = 0): string {
  return toScreeningQuestions(questionnaire, context)[index]?.id ?? '';
}

/** The id of the option of a question that stands for a raw value. */
function option(questionnaire: RawQuestionnaire, value: string, index = 0): string {
  return context.ids.option(idOf(questionnaire, index), value);
}

/** The plan of one answer to one question; a list or text of option values stands for the options' ids. */
function answer(item: RawQuestionnaireItem, given: Answer): AnswerPlan {
  const questionnaire = ask(item);
  return toRawAnswers([{ question_id: idOf(questionnaire), answer: given }], questionnaire, context, catalogue);
}

function choose(item: RawQuestionnaireItem, values: string | readonly string[]): AnswerPlan {
  const questionnaire = ask(item);
  const chosen =
    typeof values === 'string' ? option(questionnaire, values) : values.map((value) => option(questionnaire, value));
  return answer(item, chosen);
}

function customField(Type: number | string, PossibleValues: readonly string[] = []): RawQuestionnaireItem {
  return { Type: 3, CustomField: { Name: 'eigenes', Title: 'Eigenes', Type, PossibleValues: [...PossibleValues] } };
}

const ITEMS = {
  SingleLanguage: { Type: 0, Language: 'Englisch' },
  SingleKnowledge: { Type: 1, Knowledge: 'BMD NTCS' },
  CustomText: customField(0),
  CustomLine: customField(5),
  CustomFlag: customField(1),
  CustomChoice: customField(2, ['20', '38.5']),
  CustomChoices: customField(3, ['Früh', 'Spät', 'Nacht']),
  CustomDate: customField(4),
  KnowledgeGroup: { Type: 4, KnowledgeGroup: 'Programmieren' },
  AbroadTravelling: { Type: 5 },
  DomesticTravelling: { Type: 6 },
  BeginDate: { Type: 7 },
  Salary: { Type: 8 },
  MilitaryService: { Type: 9 },
  WillingToMove: { Type: 10 },
  SelfDescription: { Type: 11 },
  JobDescription: { Type: 12 },
  Languages: { Type: 14 },
  Referrer: { Type: 15 },
  JobProfiles: { Type: 16 },
  Regions: { Type: 17 },
  Location: { Type: 18 },
  EmploymentType: { Type: 19 },
  Document: { Type: 22, ApplicantDocumentType: 'Zeugnis' },
} satisfies Record<string, RawQuestionnaireItem>;

describe('an answer goes where eRecruiter stores it', () => {
  const field = { CustomField: 'eigenes', Value: null, Values: null };
  const wishes = {
    IsInterestedInFulltime: false,
    IsInterestedInPartTime: false,
    IsInterestedInFreelancer: false,
    IsInterestedInInternship: false,
  };
  const cases: readonly (readonly [string, () => AnswerPlan, Partial<AnswerPlan>])[] = [
    [
      '0 SingleLanguage',
      () => choose(ITEMS.SingleLanguage, 'gut'),
      { languages: [{ Language: 'Englisch', Level: 'gut' }] },
    ],
    [
      '1 SingleKnowledge',
      () => choose(ITEMS.SingleKnowledge, 'sehr gut'),
      { knowledges: [{ Knowledge: 'BMD NTCS', Level: 'sehr gut' }] },
    ],
    ['3 TextMultiLine', () => answer(ITEMS.CustomText, ' a\nb '), { customFields: [{ ...field, Value: ' a\nb ' }] }],
    ['3 TextSingleLine', () => answer(ITEMS.CustomLine, '42'), { customFields: [{ ...field, Value: '42' }] }],
    ['3 CheckBox, ticked', () => answer(ITEMS.CustomFlag, true), { customFields: [{ ...field, Value: 'true' }] }],
    ['3 CheckBox, not ticked', () => answer(ITEMS.CustomFlag, false), { customFields: [{ ...field, Value: 'false' }] }],
    ['3 DropdownList', () => choose(ITEMS.CustomChoice, '38.5'), { customFields: [{ ...field, Value: '38.5' }] }],
    [
      '3 CheckboxList',
      () => choose(ITEMS.CustomChoices, ['Nacht', 'Früh']),
      { customFields: [{ ...field, Values: ['Nacht', 'Früh'] }] },
    ],
    ['3 Date', () => answer(ITEMS.CustomDate, '2026-09-01'), { customFields: [{ ...field, Value: '2026-09-01' }] }],
    [
      '3 Date as a Date',
      () => answer(ITEMS.CustomDate, new Date('2026-08-31T22:30:00Z')),
      { customFields: [{ ...field, Value: '2026-09-01' }] },
    ],
    [
      '4 KnowledgeGroup',
      () => choose(ITEMS.KnowledgeGroup, ['TypeScript', 'C#']),
      {
        knowledges: [
          { Knowledge: 'TypeScript', Level: null },
          { Knowledge: 'C#', Level: null },
        ],
      },
    ],
    [
      '5 AbroadTravelling',
      () => choose(ITEMS.AbroadTravelling, 'gelegentlich'),
      { properties: { AbroadTravelling: 'gelegentlich' } },
    ],
    [
      '6 DomesticTravelling',
      () => choose(ITEMS.DomesticTravelling, 'nie'),
      { properties: { DomesticTravelling: 'nie' } },
    ],
    [
      '7 BeginDate',
      () => answer(ITEMS.BeginDate, '2026-09-01T23:30:00Z'),
      { properties: { EarliestPossibleBeginDate: { Year: 2026, Month: 9, Day: 2, IsRelativeDate: false } } },
    ],
    ['8 Salary, rounded half up', () => answer(ITEMS.Salary, 2500.5), { properties: { Salary: 2501 } }],
    [
      '9 MilitaryService, not yet',
      () => choose(ITEMS.MilitaryService, 'NotYetDone'),
      { properties: { MilitaryService: 0 } },
    ],
    ['9 MilitaryService, done', () => choose(ITEMS.MilitaryService, 'Done'), { properties: { MilitaryService: 1 } }],
    [
      '9 MilitaryService, exempt',
      () => choose(ITEMS.MilitaryService, 'Reliefed'),
      { properties: { MilitaryService: 2 } },
    ],
    [
      '9 MilitaryService, alternative',
      () => choose(ITEMS.MilitaryService, 'Alternative'),
      { properties: { MilitaryService: 3 } },
    ],
    ['10 WillingToMove', () => answer(ITEMS.WillingToMove, false), { properties: { IsWillingToMove: false } }],
    ['11 SelfDescription', () => answer(ITEMS.SelfDescription, 'Ich'), { properties: { SelfDescription: 'Ich' } }],
    ['12 JobDescription', () => answer(ITEMS.JobDescription, 'Büro'), { properties: { JobDescription: 'Büro' } }],
    [
      '14 Languages',
      () => choose(ITEMS.Languages, ['Deutsch', 'Englisch']),
      {
        languages: [
          { Language: 'Deutsch', Level: null },
          { Language: 'Englisch', Level: null },
        ],
      },
    ],
    ['15 Referrer', () => choose(ITEMS.Referrer, 'Messe Graz'), { referrer: 'Messe Graz' }],
    ['16 JobProfiles', () => choose(ITEMS.JobProfiles, ['Pflege']), { properties: { JobProfiles: ['Pflege'] } }],
    [
      '17 Regions',
      () => choose(ITEMS.Regions, ['Tirol', 'Österreich']),
      { properties: { Regions: ['Tirol', 'Österreich'] } },
    ],
    ['18 Location', () => answer(ITEMS.Location, 'Linz'), { properties: { Location: 'Linz' } }],
    [
      '19 EmploymentType',
      () => choose(ITEMS.EmploymentType, ['IsInterestedInPartTime', 'IsInterestedInInternship']),
      { properties: { ...wishes, IsInterestedInPartTime: true, IsInterestedInInternship: true } },
    ],
    [
      '19 EmploymentType, the other two',
      () => choose(ITEMS.EmploymentType, ['IsInterestedInFulltime', 'IsInterestedInFreelancer']),
      { properties: { ...wishes, IsInterestedInFulltime: true, IsInterestedInFreelancer: true } },
    ],
    [
      '22 ApplicantDocument',
      () => answer(ITEMS.Document, file),
      { documents: [{ question: idOf(ask(ITEMS.Document)), documentType: 'Zeugnis', file }] },
    ],
    [
      '22 ApplicantDocument of no type',
      () => answer({ Type: 22 }, { name: 'a', data_url: 'https://example.at/a' }),
      {
        documents: [
          { question: idOf(ask({})), documentType: null, file: { name: 'a', data_url: 'https://example.at/a' } },
        ],
      },
    ],
  ];

  test.each(cases)('%s', (_, plan, expected) => {
    expect(plan()).toEqual({ ...none, ...expected, answered: [idOf(ask({}))] });
  });

  test('also if types are names', () => {
    expect(answer({ Type: 'WillingToMove' }, true).properties).toEqual({ IsWillingToMove: true });
    expect(answer(customField('CheckBox'), true).customFields).toEqual([{ ...field, Value: 'true' }]);
  });
});

describe('an answer of the wrong type is an error', () => {
  const id = idOf(ask({}));
  const wrong: Record<string, readonly Answer[]> = {
    TEXT: [true, 1, new Date(0), ['a'], [], file],
    SINGLE_SELECT: ['gut', '', id, true, 1, new Date(0), file, [option(ask({}), 'gut')], []],
    MULTI_SELECT: ['a', '', true, 1, new Date(0), file, ['a'], [id], [option(ask({}), 'gut'), 'x']],
    BOOLEAN: ['true', '', 0, 1, new Date(0), ['true'], file],
    NUMBER: ['1', '', true, new Date(0), ['1'], file, NaN, Infinity, -1, -0.1, 2_147_483_647.5, 1e300],
    DATE: [
      '',
      'morgen',
      '2026-02-30',
      '2026-13-01',
      '1.9.2026',
      '2026',
      '0001-01-01',
      true,
      0,
      ['2026-09-01'],
      file,
      new Date(NaN),
      new Date(8.64e15),
    ],
    FILE: [
      'zeugnis.pdf',
      '',
      true,
      1,
      new Date(0),
      ['a'],
      { name: '', data: 'a' },
      { name: ' ', data: 'a' },
      { name: 'a' },
      { name: 'a', data: 'a', data_url: 'https://example.at' },
    ],
  };
  const cases = Object.entries(ITEMS).flatMap(([name, item]) => {
    const format = toScreeningQuestions(ask(item), context, catalogue)[0]?.format.type ?? '';
    return (wrong[format] ?? []).map((given) => [name, format, given, item] as const);
  });

  test('for every kind of question', () => {
    expect(new Set(cases.map(([name]) => name)).size).toBe(Object.keys(ITEMS).length);
  });

  test.each(cases)('%s (%s): %j', (_name, _format, given, item) => {
    const plan = answer({ ...item, Title: 'Frage?' }, given);
    const code = expect.stringMatching(/^(invalid_type|invalid_format|invalid_value|out_of_range)$/);
    const message = expect.stringMatching(/^must be /);
    const errors = [{ code, path: `screening_question_answers.${id}`, message }];
    expect(plan).toEqual({ ...none, errors, answered: [id] });
  });

  test.each([
    ['a text', ITEMS.Location, 1, 'invalid_type', 'must be a text'],
    ['an option', ITEMS.SingleLanguage, 'x', 'invalid_value', 'must be the id of one of its options'],
    ['options', ITEMS.Languages, 'x', 'invalid_type', 'must be a list of ids of its options, each once'],
    ['its options', ITEMS.Languages, ['x'], 'invalid_value', 'must be a list of ids of its options, each once'],
    ['a flag', ITEMS.WillingToMove, 'x', 'invalid_type', 'must be true or false'],
    ['a number', ITEMS.Salary, 'x', 'invalid_type', 'must be a number'],
    ['a number that is not negative', ITEMS.Salary, -1, 'out_of_range', 'must be at least 0'],
    ['a number that fits', ITEMS.Salary, 3e9, 'out_of_range', 'must be less than 2147483648'],
    ['a day', ITEMS.BeginDate, true, 'invalid_type', 'must be a day, such as 2026-09-01'],
    ['a real day', ITEMS.BeginDate, '2026-02-30', 'invalid_format', 'must be a day, such as 2026-09-01'],
    ['a file', ITEMS.Document, 'x', 'invalid_type', 'must be a file: its name, and either data or data_url'],
  ])('which says that %s is expected, in words for a form, and names the question in the path', (...row) => {
    const [, item, given, code, message] = row;
    const path = `screening_question_answers.${id}`;
    expect(answer({ ...item, Title: 'Frage?' }, given).errors).toEqual([{ code, path, message }]);
  });

  test('and it never repeats the answer', () => {
    expect(JSON.stringify(answer(ITEMS.BeginDate, 'geheim'))).not.toContain('geheim');
  });

  test('an option twice is one', () => {
    expect(choose(ITEMS.Languages, ['Deutsch', 'Deutsch']).errors).toHaveLength(1);
  });

  test('the option of another question is one', () => {
    const questionnaire = ask(ITEMS.AbroadTravelling, ITEMS.DomesticTravelling);
    const answers = [{ question_id: idOf(questionnaire, 1), answer: option(questionnaire, 'nie', 0) }];
    expect(toRawAnswers(answers, questionnaire, context, catalogue).errors).toHaveLength(1);
  });

  test('an internal source is not an option', () => {
    expect(choose(ITEMS.Referrer, 'Direktansprache').errors).toHaveLength(1);
  });
});

describe('a limit of a format', () => {
  const write = (type: 'Location' | 'Salary', format: QuestionFormat, answer: Answer) => {
    const question = {
      id: '',
      label: '',
      index: 0,
      required: false,
      format,
      options: [],
      subject: '',
      kind: undefined,
    };
    return ANSWER_KINDS[type]?.write(answer, question, context);
  };

  test.each([
    ['as long as allowed', 'abc', { properties: { Location: 'abc' } }],
    ['longer', 'abcd', new AnswerProblem('too_long', 'must have at most 3 characters')],
  ])('a text that is %s', (_, given, written) => {
    expect(write('Location', { type: 'TEXT', display_type: null, max_length: 3 }, given)).toEqual(written);
  });

  test.each([
    [1, new AnswerProblem('out_of_range', 'must be at least 2')],
    [2, { properties: { Salary: 2 } }],
    [3.4, { properties: { Salary: 3 } }],
    [3.5, new AnswerProblem('out_of_range', 'must be at most 3.4')],
  ])('the number %d', (given, written) => {
    expect(write('Salary', { type: 'NUMBER', display_type: 'FIELD', min: 2, max: 3.4 }, given)).toEqual(written);
  });

  test.each([-7, 7])('no limit holds for %d', (Salary) => {
    const format = { type: 'NUMBER', display_type: 'FIELD', min: null, max: null } as const;
    expect(write('Salary', format, Salary)).toEqual({ properties: { Salary } });
  });
});

describe('an empty answer', () => {
  test.each([
    ['an empty text', ITEMS.Location, ''],
    ['a blank text', ITEMS.CustomText, ' \n'],
    ['no options', ITEMS.Languages, []],
    ['no options of a custom field', ITEMS.CustomChoices, []],
    ['no employment types', ITEMS.EmploymentType, []],
  ])('%s writes nothing and answers nothing', (_, item, given) => {
    expect(answer(item, given)).toEqual(none);
  });
});

describe('an answer that cannot be used', () => {
  const leftOut = (what: string): AnswerPlan => ({
    ...none,
    warnings: [`screening_question_answers.0 was left out: ${what}`],
  });
  const question = `question ${idOf(ask({}))} ("Frage?")`;

  test.each([
    ['a heading', { Type: 2 }],
    ['a sub-heading', { Type: 13 }],
    ['educations', { Type: 20 }],
    ['experiences', { Type: 21 }],
    ['a newer kind', { Type: 23 }],
    ['a newer kind by name', { Type: 'Mood' }],
    ['no kind', {}],
    ['HTML of a custom field', customField(6)],
    ['a newer kind of custom field', customField(7)],
    ['a custom field without a definition', { Type: 3 }],
    ['a custom field without a name', { Type: 3, CustomField: { Type: 5 } }],
    ['a language without a name', { Type: 0 }],
    ['a knowledge without a name', { Type: 1, Knowledge: ' ' }],
    ['a choice of nothing', customField(2)],
  ])('one to %s is a warning', (_, item) => {
    expect(answer({ ...item, Title: 'Frage?' }, 'x')).toEqual(leftOut(`${question} cannot be answered`));
  });

  const strange = createMapperContext({ tenant: 'other.example.at', mandatorId: 1, observedAt: context.observedAt });
  test.each([
    ['that is none', 'geheim'],
    ['that is empty', ''],
    ['of another questionnaire', context.ids.question(8, { id: 901 })],
    ['of a position in another questionnaire', context.ids.question(8, { index: 0 })],
    ['of another item', context.ids.question(9, { id: 999 })],
    ['of a position beyond the questionnaire', context.ids.question(9, { index: 1 })],
    ['of another kind', context.ids.job(9)],
    ['of another installation', strange.ids.question(9, { id: 901 })],
    ['with a typing error', `2${idOf(ask({})).slice(1)}`],
  ])('one to a question id %s is a warning that does not repeat it', (_, question_id) => {
    const plan = toRawAnswers([{ question_id, answer: true }], ask(ITEMS.WillingToMove), context, catalogue);
    expect(plan).toEqual(leftOut('the job has no such question'));
  });

  test('one to a job without questions is a warning', () => {
    const answers = [{ question_id: idOf(ask({})), answer: true }];
    expect(toRawAnswers(answers, undefined, context)).toEqual(leftOut('the job has no such question'));
    expect(toRawAnswers(answers, { Id: 9, Items: null }, context)).toEqual(leftOut('the job has no such question'));
  });
});

describe('a required question that cannot be answered', () => {
  test('is a warning, once, whether it was answered or not', () => {
    const questionnaire = ask({ Type: 20, IsRequired: true, Title: 'Ausbildung' }, { Type: 21, IsRequired: false });
    const label = `question ${idOf(questionnaire)} ("Ausbildung")`;
    expect(toRawAnswers([], questionnaire, context).warnings).toEqual([
      `${label} is required, but cannot be answered here`,
    ]);
    expect(
      toRawAnswers([{ question_id: idOf(questionnaire), answer: 'HTL' }], questionnaire, context).warnings,
    ).toEqual([`screening_question_answers.0 was left out: ${label} cannot be answered`]);
  });

  test('is not reported for a heading', () => {
    expect(toRawAnswers([], ask({ Type: 2, IsRequired: true }), context).warnings).toEqual([]);
  });
});

describe('several answers', () => {
  test('go into one plan', () => {
    const questionnaire = ask(ITEMS.Referrer, ITEMS.WillingToMove, ITEMS.Location, ITEMS.CustomFlag, ITEMS.Salary);
    const given = [option(questionnaire, 'Messe Graz'), true, 'Linz', false, 3000];
    const answers = given.map((answer, index) => ({
      question_id: idOf(questionnaire, index),
      answer,
    }));
    expect(toRawAnswers(answers, questionnaire, context, catalogue)).toEqual({
      ...none,
      properties: { IsWillingToMove: true, Location: 'Linz', Salary: 3000 },
      customFields: [{ CustomField: 'eigenes', Value: 'false', Values: null }],
      referrer: 'Messe Graz',
      answered: answers.map(({ question_id }) => question_id),
    });
  });

  test.each([
    ['the same', 'Linz', 'Linz'],
    ['another', 'Linz', 'Wels'],
    ['a real one after a blank one', '', 'Linz'],
  ])('to the same question are an error at the second: %s', (_, first, second) => {
    const questionnaire = ask(ITEMS.Location);
    const answers = [first, second].map((given) => ({ question_id: idOf(questionnaire), answer: given }));
    expect(toRawAnswers(answers, questionnaire, context).errors).toEqual([
      {
        code: 'duplicate',
        path: `screening_question_answers.${idOf(questionnaire)}`,
        message: 'is answered twice',
      },
    ]);
  });

  test('all their errors are reported', () => {
    const questionnaire = ask(ITEMS.Location, ITEMS.WillingToMove);
    const answers = [0, 1].map((index) => ({ question_id: idOf(questionnaire, index), answer: 1 }));
    expect(toRawAnswers(answers, questionnaire, context).errors.map(({ path }) => path)).toEqual([
      `screening_question_answers.${idOf(questionnaire, 0)}`,
      `screening_question_answers.${idOf(questionnaire, 1)}`,
    ]);
  });

  test('that mean the same language or skill are one, with its level', () => {
    const questionnaire = ask(
      ITEMS.SingleLanguage,
      ITEMS.Languages,
      { Type: 1, Knowledge: 'c#' },
      ITEMS.KnowledgeGroup,
    );
    const plan = toRawAnswers(
      [
        { question_id: idOf(questionnaire, 0), answer: option(questionnaire, 'gut', 0) },
        {
          question_id: idOf(questionnaire, 1),
          answer: ['Deutsch', 'Englisch'].map((name) => option(questionnaire, name, 1)),
        },
        { question_id: idOf(questionnaire, 3), answer: [option(questionnaire, 'C#', 3)] },
        { question_id: idOf(questionnaire, 2), answer: option(questionnaire, 'sehr gut', 2) },
      ],
      questionnaire,
      context,
      catalogue,
    );
    expect(plan.languages).toEqual([
      { Language: 'Englisch', Level: 'gut' },
      { Language: 'Deutsch', Level: null },
    ]);
    expect(plan.knowledges).toEqual([{ Knowledge: 'c#', Level: 'sehr gut' }]);
  });

  test('to two questions about the same field: the last counts', () => {
    const questionnaire = ask(ITEMS.CustomLine, ITEMS.CustomLine, ITEMS.Location, ITEMS.Location);
    const answers = ['a', 'b', 'c', 'd'].map((given, index) => ({
      question_id: idOf(questionnaire, index),
      answer: given,
    }));
    expect(toRawAnswers(answers, questionnaire, context)).toMatchObject({
      customFields: [{ CustomField: 'eigenes', Value: 'b', Values: null }],
      properties: { Location: 'd' },
    });
  });
});

describe('on servers that do not number items', () => {
  const old: RawQuestionnaire = { Id: 9, Items: [{ Type: 2 }, null, { Type: 5 }, { Type: 18 }] };

  test('a question is found by its position', () => {
    const answers = [
      { question_id: context.ids.question(9, { index: 3 }), answer: 'Linz' },
      {
        question_id: context.ids.question(9, { index: 2 }),
        answer: context.ids.option(context.ids.question(9, { index: 2 }), 'nie'),
      },
    ];
    expect(toRawAnswers(answers, old, context, catalogue)).toMatchObject({
      properties: { Location: 'Linz', AbroadTravelling: 'nie' },
      warnings: [],
      errors: [],
    });
  });

  test('an id of that time still counts when items have got numbers, with the options of that time', () => {
    const questionnaire = ask({ Type: 2 }, ITEMS.AbroadTravelling);
    const id = context.ids.question(9, { index: 1 });
    const plan = toRawAnswers(
      [{ question_id: id, answer: context.ids.option(id, 'nie') }],
      questionnaire,
      context,
      catalogue,
    );
    expect(plan).toEqual({ ...none, properties: { AbroadTravelling: 'nie' }, answered: [idOf(questionnaire, 1)] });
  });

  test('an option of that time means its raw value, not its name', () => {
    const id = context.ids.question(9, { index: 0 });
    const answers = [{ question_id: id, answer: context.ids.option(id, 'Reliefed') }];
    expect(toRawAnswers(answers, ask(ITEMS.MilitaryService), context).properties).toEqual({ MilitaryService: 2 });
  });

  test('both ids of one question are an answer too many', () => {
    const questionnaire = ask(ITEMS.Location);
    const ids = [context.ids.question(9, { index: 0 }), idOf(questionnaire)];
    const answers = ids.map((question_id) => ({ question_id, answer: 'Linz' }));
    expect(toRawAnswers(answers, questionnaire, context).errors).toHaveLength(1);
  });
});
