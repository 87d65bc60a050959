import { describe, expect, test } from 'vitest';
import { base64, createStage, EMAIL, EVA, FIRST, JOBS, type AskedQuestion, type Stage } from '../faults/actions-kit.js';

type Answer = (question: AskedQuestion) => unknown;

const WISHES = { availability_date: '2026-09-01', salary_expectations: { period: 'YEAR', amount: 42_000 } } as const;
/** Answers to the required questions, by the number of the question. */
const REQUIRED: Readonly<Record<number, readonly [number, Answer][]>> = {
  [JOBS.office]: [
    [903, ({ option }) => option('gut')],
    [909, ({ option }) => option('38.5')],
  ],
  [JOBS.technical]: [
    [1001, () => false],
    [1008, ({ option }) => [option('Vollzeit')]],
  ],
};

/** Applies with one answer besides the required ones, on a stage that may know the candidate already. */
async function answered(number: number, answer: Answer, stage: Stage = createStage()) {
  const job = number < 1000 ? JOBS.office : JOBS.technical;
  const given = [...(REQUIRED[job] ?? []).filter(([other]) => other !== number), [number, answer] as const];
  const answers = given.map(async ([asked, of]) => {
    const question = await stage.question(asked);
    return { question_id: question.id, answer: of(question) };
  });
  const input = {
    ...EVA,
    candidate: { ...EVA.candidate, ...WISHES },
    application: { job_id: `remote:${job}` },
    screening_question_answers: await Promise.all(answers),
  };
  const client = stage.client();
  const { warnings } = await Reflect.apply(client.createApplication, client, [input]);
  const [id = 0] = stage.applicantsWith(EMAIL);
  return { warnings: warnings.map(({ message }: { message: string }) => message), id, ...stage };
}

describe('the answer to a question about', () => {
  test.each<readonly [string, number, Answer, object]>([
    ['a day to begin', 914, () => '2026-10-15', { EarliestPossibleBeginDate: { Year: 2026, Month: 10, Day: 15 } }],
    ['a salary', 915, () => 41_999.5, { Salary: 42_000 }],
    ['travelling abroad', 916, ({ option }) => option('gelegentlich'), { AbroadTravelling: 'gelegentlich' }],
    ['travelling', 917, ({ option }) => option('häufig'), { DomesticTravelling: 'häufig' }],
    ['military service', 918, ({ option }) => option('Zivildienst'), { MilitaryService: 3 }],
    ['moving', 1001, () => true, { IsWillingToMove: true }],
    ['oneself', 1002, () => 'Ich bin\nich.', { SelfDescription: 'Ich bin\nich.' }],
    ['the job', 1003, () => 'Ruhig', { JobDescription: 'Ruhig' }],
    ['job profiles', 1005, ({ option }) => [option('Pflege')], { JobProfiles: ['Pflege'] }],
    ['regions', 1006, ({ option }) => [option('Wien'), option('Tirol')], { Regions: ['Wien', 'Tirol'] }],
    ['a place', 1007, () => 'Linz-Urfahr', { Location: 'Linz-Urfahr' }],
    [
      'the extent',
      1008,
      ({ option }) => [option('Teilzeit'), option('Praktikum')],
      {
        IsInterestedInFulltime: false,
        IsInterestedInPartTime: true,
        IsInterestedInFreelancer: false,
        IsInterestedInInternship: true,
      },
    ],
  ])('%s becomes part of the record', async (_, number, answer, record) => {
    const { id, sandbox, warnings } = await answered(number, answer);
    expect(sandbox.applicant(id)).toMatchObject(record);
    expect(warnings).toEqual([]);
  });

  test.each<readonly [string, number, Answer, object]>([
    ['several lines', 907, () => 'a\nb', { StringValue: 'a\nb' }],
    ['yes or no', 908, () => false, { BoolValue: false }],
    ['a choice', 909, ({ option }) => option('30'), { NumberValue: 30 }],
    ['choices', 910, ({ option }) => [option('Früh'), option('Nacht')], { StringValue: 'Früh|Nacht' }],
    ['a day', 911, () => new Date('2026-08-31T22:30:00Z'), { DateValue: '2026-09-01T00:00:00' }],
    ['a line', 912, () => '43', { StringValue: '43' }],
  ])('%s of a custom field becomes its value', async (_, number, answer, value) => {
    const { id, sandbox, warnings } = await answered(number, answer);
    const field = number - 907;
    const name = ['anmerkung', 'fuehrerscheinB', 'stundenausmass', 'schichtmodell', 'eintritt', 'schuhgroesse'][field];
    const stored = sandbox.customFieldsOf(id).find(({ CustomField }) => CustomField?.Name === name);
    expect(stored).toMatchObject(value);
    expect(warnings).toEqual([]);
  });

  test('a language becomes a language with its level, several become languages without one', async () => {
    const one = await answered(902, ({ option }) => option('fließend'));
    expect(one.sandbox.languagesOf(one.id)).toMatchObject([{ Language: 'Französisch', Level: 'fließend' }]);
    const many = await answered(905, ({ option }) => [option('Deutsch'), option('Ungarisch')]);
    expect(many.sandbox.languagesOf(many.id)).toMatchObject([
      { Language: 'Deutsch', Level: null },
      { Language: 'Ungarisch', Level: null },
    ]);
  });

  test('skills becomes skills', async () => {
    const { id, sandbox } = await answered(904, ({ option }) => [option('TypeScript')]);
    expect(sandbox.knowledgesOf(id)).toEqual([
      { Knowledge: 'BMD NTCS', Level: 'gut' },
      { Knowledge: 'TypeScript', Level: null },
    ]);
  });

  test('a document becomes a document of the requested type', async () => {
    const file = { name: 'Zeugnis 2024.pdf', data: base64('Zeugnis') };
    const { id, sandbox } = await answered(1011, () => file);
    expect(sandbox.documentsOf(id)).toMatchObject([
      { Name: 'Zeugnis 2024', FileExtension: '.pdf', Type: 'Zeugnis', Content: file.data },
    ]);
  });

  test.each([
    ['a heading', 901],
    ['a custom field of HTML', 913],
    ['educations', 1009],
    ['experiences', 1010],
  ])('%s is left out with a warning', async (_, number) => {
    const { warnings } = await answered(number, () => 'x');
    expect(warnings).toEqual([
      expect.stringMatching(/^screening_question_answers\.2 was left out: .*cannot be answered/),
    ]);
  });
});

describe('an existing candidate', () => {
  const withEva = (changes: object = {}): Stage => {
    const stage = createStage();
    stage.sandbox.edit(FIRST + 1, { Email: EMAIL, ...changes });
    return stage;
  };

  test('gets all answers of the core record in one replacement; answers are newer and overwrite', async () => {
    const stage = withEva({ SelfDescription: 'alt', IsWillingToMove: true, Regions: ['Wien'] });
    await answered(1002, () => 'neu', stage);
    expect(stage.writes()).toEqual(['POST Applicant/{applicantId}', 'PUT Application']);
    expect(stage.sandbox.applicant(FIRST + 1)).toMatchObject({
      SelfDescription: 'neu',
      IsWillingToMove: false,
      IsInterestedInFulltime: true,
      Regions: ['Wien'],
    });
  });

  test('keeps one entry for a language: a new level replaces the old one, no level leaves it', async () => {
    const stage = withEva();
    const language = 'Französisch';
    const held = () => stage.sandbox.languagesOf(FIRST + 1).filter(({ Language }) => Language === language);
    const withdraw = (): void => {
      const application = stage.sandbox.applicationsOf(FIRST + 1).at(-1);
      stage.sandbox.removeApplication(FIRST + 1, application?.Id ?? 0);
    };
    await answered(902, ({ option }) => option('gut'), stage);
    const [first] = held();
    expect(first).toMatchObject({ Level: 'gut' });
    withdraw();
    await answered(902, ({ option }) => option('fließend'), stage);
    withdraw();
    await answered(905, ({ option }) => [option(language)], stage);
    expect(held()).toEqual([{ ...first, Level: 'fließend' }]);
  });

  test('keeps one entry for a skill', async () => {
    const stage = withEva();
    await answered(903, ({ option }) => option('sehr gut'), stage);
    const skills = stage.sandbox.knowledgesOf(FIRST + 1).filter(({ Knowledge }) => Knowledge === 'BMD NTCS');
    expect(skills).toEqual([{ Knowledge: 'BMD NTCS', Level: 'sehr gut' }]);
  });
});

test('questions of servers that do not number them are found by their position', async () => {
  const stage = createStage({ itemIds: false });
  const client = stage.client();
  const questions = await client.listScreeningQuestions().toArray();
  const driving = questions.find(({ title }) => title === 'Haben Sie den Führerschein B?');
  const { warnings } = await client.createApplication({
    ...EVA,
    application: { job_id: `remote:${JOBS.custom}` },
    screening_question_answers: [{ question_id: driving?.id ?? '', answer: true }],
  });
  expect(warnings).toEqual([]);
  const [id = 0] = stage.applicantsWith(EMAIL);
  expect(stage.sandbox.customFieldsOf(id)).toMatchObject([{ BoolValue: true }]);
});
