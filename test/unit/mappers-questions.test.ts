import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  toJob,
  toJobScreeningQuestions,
  toScreeningQuestions,
  type QuestionCatalogue,
} from '../../src/mappers/index.js';
import type { RawQuestionnaireItem } from '../../src/schemas/index.js';

const base = { tenant: 'api.example.at', mandatorId: 1, observedAt: new Date('2025-11-08T12:00:00Z') };
const context = createMapperContext(base);
const catalogue: QuestionCatalogue = {
  LanguageLevels: ['B2', null, 'C1', 'B2'],
  KnowledgeLevels: ['gut'],
  AbroadTravellingTypes: ['oft'],
  DomesticTravellingTypes: ['nie'],
  Languages: ['Deutsch'],
  JobProfiles: ['Büro'],
  Knowledges: ['C#', 'BMD'],
  Regions: [
    { Name: 'AT', Regions: [{ Name: 'Wien', Regions: null }, { Name: 'OÖ', Regions: [] }, null] },
    { Name: 'Wien' },
  ],
  Referrers: [{ Name: 'Inserat' }, { Name: 'intern', IsInternalOnly: true }, { Name: null }],
  KnowledgeTree: {
    JobProfiles: [
      { Groups: [{ Group: 'IT', Knowledges: ['C#'] }] },
      { Groups: [{ Group: 'IT', Knowledges: ['SQL', 'C#'] }] },
    ],
  },
};

function formatOf(item: RawQuestionnaireItem, options = catalogue, within = context) {
  return toScreeningQuestions({ Id: 9, Items: [{ Id: 1, ...item }] }, within, options)[0]?.format;
}

function optionsOf(item: RawQuestionnaireItem, options = catalogue, within = context): string[] | undefined {
  const format = formatOf(item, options, within);
  return format && 'options' in format
    ? format.options.map(({ name, remote_id }) => (name === remote_id ? name : `${name}=${remote_id}`))
    : undefined;
}

describe('the format of a question', () => {
  test.each<[number | string, string, string[]]>([
    [0, 'SINGLE_SELECT', ['B2', 'C1']],
    [1, 'SINGLE_SELECT', ['gut']],
    [4, 'MULTI_SELECT', ['C#', 'SQL']],
    [5, 'SINGLE_SELECT', ['oft']],
    [6, 'SINGLE_SELECT', ['nie']],
    [
      9,
      'SINGLE_SELECT',
      ['Noch nicht abgeleistet=NotYetDone', 'Abgeleistet=Done', 'Befreit=Reliefed', 'Zivildienst=Alternative'],
    ],
    [14, 'MULTI_SELECT', ['Deutsch']],
    [15, 'SINGLE_SELECT', ['Inserat']],
    [16, 'MULTI_SELECT', ['Büro']],
    [17, 'MULTI_SELECT', ['AT', 'Wien', 'OÖ']],
    [
      19,
      'MULTI_SELECT',
      [
        'Vollzeit=IsInterestedInFulltime',
        'Teilzeit=IsInterestedInPartTime',
        'Freie Mitarbeit=IsInterestedInFreelancer',
        'Praktikum=IsInterestedInInternship',
      ],
    ],
    ['SingleLanguage', 'SINGLE_SELECT', ['B2', 'C1']],
  ])('of the type %s is %s over %j', (Type, type, options) => {
    const item = { Type, KnowledgeGroup: 'IT' };

    expect(formatOf(item)?.type).toBe(type);
    expect(optionsOf(item)).toEqual(options);
  });

  test.each([
    [2, { type: 'INFORMATION' }],
    [7, { type: 'DATE' }],
    [8, { type: 'NUMBER', display_type: 'FIELD', min: 0, max: null }],
    [10, { type: 'BOOLEAN' }],
    [11, { type: 'TEXT', display_type: 'MULTI_LINE', max_length: null }],
    [12, { type: 'TEXT', display_type: 'MULTI_LINE', max_length: null }],
    [13, { type: 'INFORMATION' }],
    [18, { type: 'TEXT', display_type: 'SINGLE_LINE', max_length: null }],
    [20, { type: 'UNKNOWN', raw_question: { Id: 1, Type: 20 } }],
    [21, { type: 'UNKNOWN', raw_question: { Id: 1, Type: 21 } }],
    [22, { type: 'FILE', accepted_mime_types: null, max_file_size_bytes: null }],
    [23, { type: 'UNKNOWN', raw_question: { Id: 1, Type: 23 } }],
    ['Headline', { type: 'INFORMATION' }],
    [null, { type: 'UNKNOWN', raw_question: { Id: 1, Type: null } }],
  ])('of the type %s is %j', (Type, format) => {
    expect(formatOf({ Type })).toEqual(format);
  });

  test.each([
    [0, 'TEXT MULTI_LINE'],
    [1, 'BOOLEAN'],
    [2, 'SINGLE_SELECT DROPDOWN'],
    [3, 'MULTI_SELECT'],
    [4, 'DATE'],
    [5, 'TEXT SINGLE_LINE'],
    [6, 'INFORMATION'],
    [7, 'UNKNOWN'],
    [undefined, 'UNKNOWN'],
  ])('of a custom field of the type %s is %s', (Type, expected) => {
    const format = formatOf({ Type: 3, CustomField: { Name: 'f', Type, PossibleValues: ['a', 'b'] } });

    expect(
      [format?.type, format && 'display_type' in format ? format.display_type : null].filter(Boolean).join(' '),
    ).toBe(expected);
  });

  test('of a custom field that is missing is UNKNOWN', () => {
    expect(formatOf({ Type: 3, CustomField: null })?.type).toBe('UNKNOWN');
  });

  test('of a skill group has every skill if the tree was not read', () => {
    expect(optionsOf({ Type: 4, KnowledgeGroup: 'IT' }, { Knowledges: ['C#', 'BMD'] })).toEqual(['C#', 'BMD']);
    expect(optionsOf({ Type: 4, KnowledgeGroup: 'Büro' })).toEqual([]);
  });

  test('of a skill group without a name has every skill, even with a tree', () => {
    const tree = { JobProfiles: [{ Groups: [{ Group: ' ', Knowledges: ['C#'] }] }] };
    expect(optionsOf({ Type: 4 }, { Knowledges: ['C#', 'BMD'], KnowledgeTree: tree })).toEqual(['C#', 'BMD']);
  });

  test('of a skill group has none if the tree has none', () => {
    const tree = { JobProfiles: [{ Groups: [{ Group: 'IT', Knowledges: null }] }] };
    expect(optionsOf({ Type: 4, KnowledgeGroup: 'IT' }, { Knowledges: ['C#'], KnowledgeTree: tree })).toEqual([]);
  });

  test('has options with the same ids in every language', () => {
    const english = createMapperContext({ ...base, culture: 'en-GB' });
    const ids = (within: typeof context) => {
      const format = formatOf({ Type: 9 }, catalogue, within);
      return format?.type === 'SINGLE_SELECT' ? format.options.map(({ id }) => id) : [];
    };

    expect(optionsOf({ Type: 9 }, catalogue, english)).toEqual([
      'Not yet done=NotYetDone',
      'Done',
      'Exempt=Reliefed',
      'Alternative service=Alternative',
    ]);
    expect(optionsOf({ Type: 19 }, catalogue, english)).toEqual([
      'Full-time=IsInterestedInFulltime',
      'Part-time=IsInterestedInPartTime',
      'Freelance=IsInterestedInFreelancer',
      'Internship=IsInterestedInInternship',
    ]);
    expect(ids(english)).toEqual(ids(context));
    expect(new Set(ids(context)).size).toBe(4);
  });
});

describe('the questions of a questionnaire', () => {
  const questionnaire = {
    Id: 9,
    Items: [
      { Id: 901, Title: 'Umzug?', Type: 10, IsRequired: true },
      null,
      { Id: 902, Title: 'Teil 2', Type: 2, IsRequired: true },
      { Title: ' ', Type: 3, CustomField: { Title: 'Führerschein', Type: 1 }, IsRequired: false },
      { Id: 0, Type: 0, Language: 'Englisch' },
      undefined,
      { Id: 1.5, Title: 'Teil 3', Type: 2 },
      { Id: 2 ** 53, Title: 'Teil 4', Type: 2, IsRequired: false },
    ],
  };
  const questions = toScreeningQuestions(questionnaire, context);
  const joins = toJobScreeningQuestions(4711, questionnaire, context);

  test('are called by their titles, else by what they ask for', () => {
    expect(questions.map(({ title }) => title)).toEqual([
      'Umzug?',
      'Teil 2',
      'Führerschein',
      'Englisch',
      'Teil 3',
      'Teil 4',
    ]);
  });

  test('keep their numbers, else their positions', () => {
    expect(questions.map(({ remote_id }) => remote_id)).toEqual(['901', '902', '9/3', '9/4', '9/6', '9/7']);
    expect(joins.map(({ index }) => index)).toEqual([0, 2, 3, 4, 6, 7]);
  });

  test('are required if they can be answered', () => {
    expect(joins.map(({ required }) => required)).toEqual([true, false, false, null, null, false]);
  });

  test('are the same in both models and inside the job', () => {
    const job = toJob({ Id: 4711 }, context, { questionnaire });

    expect(joins.map(({ question_id }) => question_id)).toEqual(questions.map(({ id }) => id));
    expect(joins.every(({ job_id }) => job_id === job.id)).toBe(true);
    expect(new Set([...joins, ...questions].map(({ id }) => id)).size).toBe(12);
    for (const [i, merged] of job.screening_questions.entries()) {
      expect(questions[i]).toMatchObject({ id: merged.id, format: merged.format, title: merged.title });
      expect(joins[i]).toMatchObject({ index: merged.index, required: merged.required });
    }
    expect(toJob({ Id: 4711 }, context, { questionnaire: null }).screening_questions).toEqual([]);
  });

  test('of an empty questionnaire are none', () => {
    expect(toScreeningQuestions({ Id: 9, Items: null }, context)).toEqual([]);
    expect(toJobScreeningQuestions(4711, { Id: 9 }, context)).toEqual([]);
  });
});
