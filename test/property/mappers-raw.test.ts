import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  missingAnswers,
  toDocumentType,
  fillGaps,
  toNewApplicant,
  toRawAnswers,
  toRawApplicant,
  toScreeningQuestions,
  type AnswerPlan,
  type CandidateInput,
  type QuestionCatalogue,
  type ScreeningAnswerInput,
} from '../../src/mappers/index.js';
import { createBinder } from '../../src/sandbox/server/binder.js';
import { createClock } from '../../src/sandbox/data/clock.js';
import { acceptCustomFieldValue } from '../../src/sandbox/data/custom-fields.js';
import type { JsonObject } from '../../src/sandbox/data/json.js';
import type { RawQuestionnaire, RawQuestionnaireItem } from '../../src/schemas/index.js';

const bind = createBinder(createClock('Europe/Vienna'), {}, []);
const context = createMapperContext({
  tenant: 'api.example.at',
  mandatorId: 1,
  observedAt: new Date('2026-07-01T10:00:00Z'),
});
const names = ['Ä', 'b', 'b ', '', 'c|d', '__proto__'];
const catalogue: QuestionCatalogue = {
  Languages: names,
  LanguageLevels: names,
  Knowledges: names,
  KnowledgeLevels: names,
  AbroadTravellingTypes: names,
  DomesticTravellingTypes: names,
  JobProfiles: names,
  Regions: [{ Name: 'Ä', Regions: [{ Name: 'b' }, null] }],
  Referrers: [{ Name: 'Ä' }, null, { Name: 'b', IsInternalOnly: true }],
};
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', ...names));
const day = fc.oneof(
  fc.date(),
  fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01') }),
  fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom(
    '2026-09-01',
    '2026-02-30',
    '9999-12-31',
    '9999-12-30T23:59:59-12:00',
    '0001-01-01',
    '2026-09-01T10:00',
  ),
  text,
);

const definition = fc.record({
  Name: fc.constantFrom('feld', 'FELD', 'anderes', '', null),
  Type: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 'CheckBox', null),
  PossibleValues: fc.constantFrom(names, [], null),
});
const item: fc.Arbitrary<RawQuestionnaireItem> = fc
  .record({
    Id: fc.constantFrom(undefined, null, 0, -1, 2 ** 40, 901, 902, 903, 904, 905),
    Type: fc.oneof(fc.integer({ min: -1, max: 24 }), fc.constantFrom(null, 'Salary', 'Mood')),
    Title: fc.constantFrom('Frage?', '', null),
    IsRequired: fc.constantFrom(true, false, null),
    CustomField: fc.option(definition),
    Language: fc.constantFrom(...names, null),
    Knowledge: fc.constantFrom(...names, null),
    KnowledgeGroup: fc.constantFrom('Ä', null),
    ApplicantDocumentType: fc.constantFrom('Zeugnis', '', null),
  })
  .map(({ Id, ...rest }) => (Id === undefined ? rest : { Id, ...rest }));
const questionnaire: fc.Arbitrary<RawQuestionnaire> = fc.record({
  Id: fc.constantFrom(9, 10),
  Items: fc.oneof(fc.array(fc.option(item), { maxLength: 8 }), fc.constant(null)),
});
const file = fc.record({ name: text, data: fc.base64String() }, { requiredKeys: ['name'] });
const anyAnswer = fc.oneof(text, fc.array(text, { maxLength: 3 }), fc.boolean(), fc.double(), fc.integer(), day, file);

/** A questionnaire with answers to some of its questions, right and wrong ones. */
const answered = questionnaire.chain((raw) => {
  const questions = toScreeningQuestions(raw, context, catalogue);
  const answers = questions.map(({ id, format }) => {
    const options = 'options' in format ? format.options.map((option) => option.id) : [];
    const chosen = options.length > 0 ? [fc.constantFrom(...options), fc.subarray(options)] : [];
    return fc.record({ question_id: fc.constantFrom(id, id, id, 'x'), answer: fc.oneof(...chosen, anyAnswer) });
  });
  const list: fc.Arbitrary<ScreeningAnswerInput[]> = fc.tuple(...answers).chain((all) => fc.subarray(all));
  return fc.record({ raw: fc.constant(raw), answers: list });
});

const link = fc.record({ url: text });
const input: fc.Arbitrary<CandidateInput> = fc.record(
  {
    first_name: text,
    last_name: text,
    email_address: text,
    phone_number: maybe(text),
    location: maybe(
      fc.record({ country: fc.oneof(text, fc.constantFrom('AT', 'FR', 'QQ')), city: maybe(text), state: maybe(text) }),
    ),
    gender: maybe(fc.constantFrom('MALE', 'FEMALE', 'OTHER')),
    availability_date: maybe(day),
    salary_expectations: maybe(
      fc.record({
        period: fc.constantFrom('MONTH', 'YEAR'),
        amount: fc.oneof(fc.double(), fc.double({ min: 0, max: 1e6 })),
      }),
    ),
    social_links: maybe(fc.array(link)),
    company: maybe(text),
  },
  { requiredKeys: ['first_name', 'last_name', 'email_address'] },
);
const defaults = {
  createdAt: new Date('2026-07-01T10:00:00Z'),
  culture: 'de-AT',
  referrer: null,
  referrerAdditionalInfo: null,
};

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }
  return value;
}

function hasUndefined(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined;
  return Object.values(value).some(hasUndefined);
}

function plan(raw: RawQuestionnaire, answers: readonly ScreeningAnswerInput[]): AnswerPlan {
  return toRawAnswers(answers, raw, context, catalogue);
}

/** Whether .NET would take the properties in an otherwise complete record. */
function isTaken(properties: object): boolean {
  const body = JSON.stringify({ ...toNewApplicant({}, defaults, context), LastName: 'x', ...properties });
  return bind('Applicant', body).errors.length === 0;
}

describe('planning answers', () => {
  test('never throws, leaves nothing undefined, changes nothing and is the same each time', () => {
    fc.assert(
      fc.property(answered, ({ raw, answers }) => {
        const made = plan(freeze(raw), freeze(answers));
        expect(hasUndefined(made)).toBe(false);
        expect(plan(raw, answers)).toEqual(made);
        expect(missingAnswers(raw, made, undefined, context, catalogue)).toEqual(
          missingAnswers(raw, made, { applicant: {} }, context, catalogue),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test('each answer is used, wrong, a warning, or empty', () => {
    fc.assert(
      fc.property(answered, ({ raw, answers }) => {
        const { answered: used, errors, warnings } = plan(raw, answers);
        const asked = new Set(used);
        expect(asked.size).toBe(used.length);
        const given = answers.filter(({ answer, question_id: id }, index) => {
          const path = `screening_question_answers.${index}`;
          const isTold =
            warnings.some((warning) => warning.startsWith(`${path} `)) ||
            errors.some((error) => error.path === `screening_question_answers.${id}`);
          const saysNothing = Array.isArray(answer)
            ? answer.length === 0
            : typeof answer === 'string' && answer.trim() === '';
          return isTold || saysNothing || asked.has(id);
        });
        expect(given).toHaveLength(answers.length);
      }),
      { numRuns: 1_000 },
    );
  });

  test('writes only what eRecruiter takes', () => {
    fc.assert(
      fc.property(answered, ({ raw, answers }) => {
        const { properties, customFields } = plan(raw, answers);
        expect(isTaken(properties)).toBe(true);
        for (const { CustomField, Value, Values } of customFields) {
          expect(CustomField.trim()).not.toBe('');
          const types = (raw.Items ?? []).flatMap((each) =>
            each?.CustomField?.Name === CustomField ? [each.CustomField] : [],
          );
          const kept = types.map((type) => {
            const known: JsonObject = JSON.parse(
              JSON.stringify({ ...type, Type: type.Type === 'CheckBox' ? 1 : type.Type }),
            );
            return acceptCustomFieldValue(known, Value, Values === null ? null : [...Values]);
          });
          expect(kept.some((value) => value !== undefined && !(value instanceof Error))).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('a required question that can be answered is answered or missing, never both', () => {
    fc.assert(
      fc.property(answered, ({ raw, answers }) => {
        const made = plan(raw, answers);
        const missing = missingAnswers(raw, made, undefined, context, catalogue);
        for (const id of made.answered) expect(missing.some(({ path }) => path.includes(id))).toBe(false);
        expect(missing.every(({ code }) => code === 'required')).toBe(true);
      }),
    );
  });
});

describe('an applicant of an input', () => {
  test('never throws, leaves nothing undefined or null, changes nothing and is the same each time', () => {
    fc.assert(
      fc.property(input, (candidate) => {
        const made = toRawApplicant(freeze(candidate), context, {
          Countries: ['Österreich'],
          SalaryCurrencies: ['eur'],
        });
        expect(hasUndefined(made)).toBe(false);
        expect(Object.values(made.properties)).not.toContain(null);
        expect(toRawApplicant(candidate, context, { Countries: ['Österreich'], SalaryCurrencies: ['eur'] })).toEqual(
          made,
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test('is one that eRecruiter takes', () => {
    fc.assert(
      fc.property(input, (candidate) => {
        const { properties } = toRawApplicant(candidate, context);
        expect(isTaken({ ...toNewApplicant(freeze(properties), defaults, context), LastName: 'x' })).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('fills an empty record with all of it, and a filled one with nothing more', () => {
    fc.assert(
      fc.property(input, input, (first, second) => {
        const { properties } = toRawApplicant(first, context);
        const said = Object.entries(properties).filter(([, value]) => value !== 0);
        expect(fillGaps(properties, {})).toMatchObject(Object.fromEntries(said));
        const other = freeze(toRawApplicant(second, context).properties);
        const filled = { ...other, ...fillGaps(properties, other) };
        expect(filled).toMatchObject(other);
        expect(fillGaps(properties, filled)).toEqual({});
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a document type is one of the catalogue, or null where it has none', () => {
  fc.assert(
    fc.property(fc.constantFrom('CV', 'COVER_LETTER', 'OTHER'), fc.array(fc.option(text)), (type, list) => {
      const { name, exact } = toDocumentType(type, freeze(list));
      const real = list.filter((each) => each !== null && each.trim() !== '');
      if (real.length === 0) expect([name, exact]).toEqual([null, false]);
      else expect(real).toContain(name);
    }),
  );
});
