import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addRawTag,
  createMapperContext,
  decodeId,
  fillGaps,
  removeRawTag,
  toApplication,
  toAttachment,
  toCandidate,
  toCvAttachment,
  toDate,
  toDocumentType,
  toIntegrationFields,
  toNewApplicant,
  toRawAnswers,
  toRawApplicant,
  toRawApplication,
  toRawCustomField,
  toRawCv,
  toRawDocument,
  MapperError,
  toRawFile,
  toRawHistory,
  toRawLanguage,
  toRawPolicy,
  toRawSource,
  toScreeningQuestions,
  type IntegrationField,
  type QuestionFormat,
  type ScreeningAnswerInput,
} from '../../src/mappers/index.js';
import type { BodySpec } from '../../src/sandbox/data/body-types.js';
import { createClock } from '../../src/sandbox/data/clock.js';
import { acceptCustomFieldValue, customFieldRow } from '../../src/sandbox/data/custom-fields.js';
import type { JsonObject } from '../../src/sandbox/data/json.js';
import { createBinder } from '../../src/sandbox/server/binder.js';
import {
  applicantCvSchema,
  applicantDocumentSchema,
  applicantHistorySchema,
  applicantKnowledgeSchema,
  applicantLanguageSchema,
  applicantPolicySchema,
  applicantSchema,
  applicationParameterSchema,
  applicationSchema,
  customFieldValueSchema,
  matches,
} from '../../src/schemas/index.js';
import { root } from '../helpers/source.js';

// From an input to the body, from there to what eRecruiter stores, and back to the unified model, which shows the input.

type Schema = Parameters<typeof matches>[0];

/** Few, since each run goes through everything; the soak test draws others. */
const RUNS = { numRuns: 30 };
const JOB = 4711;
const APPLICANT = 150_123;
const catalogue = {
  Countries: ['ÖSTERREICH', 'Deutschland', 'France'],
  SalaryCurrencies: ['EUR'],
  Referrers: [{ Name: 'karriere.at' }, { Name: 'Acme Jobs', AllowsAdditionalInfo: true }],
  ApplicantDocumentTypes: ['Lebenslauf', 'Anschreiben', 'Sonstiges'],
  Languages: ['Deutsch', 'Englisch'],
  LanguageLevels: ['gut', 'fließend'],
  Knowledges: ['CNC', 'SAP'],
  KnowledgeLevels: ['Grundlagen', 'Experte'],
  AbroadTravellingTypes: ['nie', 'oft'],
  DomesticTravellingTypes: ['nie', 'oft'],
  JobProfiles: ['Büro', 'Pflege'],
  Regions: [{ Name: 'Linz' }, { Name: 'Wien' }],
};
const context = createMapperContext({
  tenant: 'api.example.at',
  mandatorId: 1,
  observedAt: new Date('2026-07-01T10:00:00Z'),
  countries: catalogue.Countries,
  integrationFields: 'all', // what Kombo has no field for is shown as an integration field
});
const now = new Date('2026-07-01T10:00:00Z');
const bind = createBinder(createClock('Europe/Vienna'), {}, []);

/** What eRecruiter stores for a body, as its typed actions bind it: every property of the body, unchanged. */
function store<S extends Schema>(spec: BodySpec, body: object, schema: S, more: object = {}) {
  const { value, errors } = bind(spec, JSON.stringify(body));
  expect(errors).toEqual([]);
  expect(value).toMatchObject(JSON.parse(JSON.stringify(body)));
  expect(Object.keys(Object(value))).toEqual(Object.keys(body)); // each of them, in wire order
  const row: unknown = { ...Object(value), ...more };
  if (!matches(schema, row)) throw new Error(`no ${spec}`);
  return row;
}

function fieldOf({ integration_fields: fields }: { integration_fields: readonly IntegrationField[] | null }) {
  return (key: string): unknown => fields?.find((field) => field.key === key)?.value;
}

const word = fc.stringMatching(/^[A-ZÄÖÜ][a-zäöüß]{2,9}$/);
const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => `${text}x`);
const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 });
const file = fc.record({
  name,
  extension: fc.constantFrom('pdf', 'docx', 'txt', 'xlsx', 'foo'),
  type: fc.constantFrom('CV', 'COVER_LETTER', 'OTHER'),
  bytes,
  form: fc.constantFrom('base64', 'bytes'),
});
const create = fc.record({
  first_name: name,
  last_name: line,
  email_address: fc.stringMatching(/^[a-z]{1,9}\.[a-z]{1,9}@example\.at$/),
  phone_number: fc.stringMatching(/^\+[1-9][0-9]{1,2} [1-9][0-9]{5,9}$/),
  location: fc.record({
    country: fc.constantFrom('AT', 'DE', 'FR'),
    city: line,
    zip_code: fc.stringMatching(/^[0-9]{4,5}$/),
    street_1: line,
  }),
  gender: fc.constantFrom('MALE', 'FEMALE', 'OTHER'),
  availability_date: day,
  salary_expectations: fc.record({
    period: fc.constantFrom('MONTH', 'YEAR'),
    amount: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  }),
  social_links: fc.tuple(fc.record({ url: word.map((path) => `https://example.at/${encodeURIComponent(path)}`) })),
  source: fc.constantFrom(
    { name: 'Acme Jobs' },
    { id: 'karriere.at' },
    { unified_key: 'KARRIERE.AT' },
    { name: 'Plakat' },
  ),
});

/** Sends a create input through every body, and maps what is stored. */
function roundTrip({ source: given, ...candidate }: typeof create extends fc.Arbitrary<infer T> ? T : never) {
  const { properties, warnings } = toRawApplicant(candidate, context, catalogue);
  expect(warnings).toEqual([]);
  const source = toRawSource(given, catalogue, { own: { name: 'Acme Jobs', additionalInfo: 'Feed 7' } });
  const consent = toRawPolicy({ given: true }, now, context);
  if (consent === null) throw new Error('no consent');
  const defaults = { createdAt: now, culture: 'de-AT', ...source };
  const body = toNewApplicant({ ...properties, PolicyAcceptedAt: consent.AcceptedOn }, defaults, context);
  const applicant = store('Applicant', body, applicantSchema, { Id: APPLICANT });
  const sent = toRawApplication({ jobId: JOB, applicantId: APPLICANT, ...source });
  store('ApplicationCreate', sent, applicationParameterSchema);
  const { JobId, ApplicantId, Referrer, ReferrerAdditionalInfo } = sent;
  const application: unknown = { Id: 880_001, JobId, ApplicantId, Referrer, ReferrerAdditionalInfo };
  if (!matches(applicationSchema, application)) throw new Error('no application');
  const policy = store('Policy', consent, applicantPolicySchema, { ApplicantId, PolicyId: 4 });
  return {
    candidate: toCandidate(applicant, context),
    application: toApplication(application, context, { applicant }),
    policy,
  };
}

type World = ReturnType<typeof roundTrip>;
type Input = Parameters<typeof roundTrip>[0];

const GENDERS = [undefined, 'MALE', 'FEMALE', 'OTHER'];
const PERIODS = ['MONTH', 'YEAR'];
const spelling = (name: string): string => (name === 'KARRIERE.AT' ? 'karriere.at' : name);
const sources = {
  shown: ({ candidate, application }: World) => [candidate.source, fieldOf(application)('Referrer')],
  given: ({ source }: Input) => {
    const wanted = spelling(Object.values(source)[0] ?? '');
    return [wanted, wanted];
  },
};

/** What the unified models show of each input of a create action that the table of fields promises. */
const SHOWN: Readonly<Record<string, { shown: (world: World) => unknown; given: (input: Input) => unknown }>> = {
  'application.job_id': {
    shown: ({ application }) => decodeId(application.job_id ?? '', context.ids)?.numbers[0],
    given: () => JOB,
  },
  'candidate.first_name': { shown: ({ candidate }) => candidate.first_name, given: (input) => input.first_name },
  'candidate.last_name': { shown: ({ candidate }) => candidate.last_name, given: (input) => input.last_name },
  'candidate.email_address': {
    shown: ({ candidate }) => candidate.email_addresses,
    given: (input) => [{ email_address: input.email_address, type: null }],
  },
  'candidate.phone_number': {
    shown: ({ candidate }) => candidate.phone_numbers,
    given: (input) => [{ phone_number: input.phone_number, type: null }],
  },
  'candidate.location.country': {
    shown: ({ candidate }) => candidate.location?.country,
    given: (input) => input.location.country,
  },
  'candidate.location.city': {
    shown: ({ candidate }) => candidate.location?.city,
    given: (input) => input.location.city,
  },
  'candidate.location.zip_code': {
    shown: ({ candidate }) => candidate.location?.zip_code,
    given: (input) => input.location.zip_code,
  },
  'candidate.location.street_1': {
    shown: ({ candidate }) => candidate.location?.street_1,
    given: (input) => input.location.street_1,
  },
  'candidate.gender': {
    shown: ({ candidate }) => GENDERS[Number(fieldOf(candidate)('GenderIdentity'))],
    given: (input) => input.gender,
  },
  'candidate.availability_date': {
    shown: ({ candidate }) => dayOf(fieldOf(candidate)('EarliestPossibleBeginDate')),
    given: (input) => input.availability_date,
  },
  'candidate.salary_expectations.period': {
    shown: ({ candidate }) => PERIODS[Number(fieldOf(candidate)('SalaryPeriod'))],
    given: (input) => input.salary_expectations.period,
  },
  'candidate.salary_expectations.amount': {
    shown: ({ candidate }) => fieldOf(candidate)('Salary'),
    given: (input) => input.salary_expectations.amount,
  },
  'candidate.social_links.url': {
    shown: ({ candidate }) => candidate.social_media.map(({ link }) => link),
    given: (input) => input.social_links.map(({ url }) => url),
  },
  'source.name': sources,
  'source.id': sources,
  'source.unified_key': sources,
  'gdpr_consent.given': {
    // Kombo has no consents; eRecruiter has two places for the date.
    shown: ({ candidate, policy }) =>
      [fieldOf(candidate)('PolicyAcceptedAt'), policy.AcceptedOn].map((at) => toDate(String(at), 'Europe/Vienna')),
    given: () => [now, now],
  },
};

function dayOf(date: unknown): string {
  const { Year, Month, Day } = Object(date);
  return [String(Year).padStart(4, '0'), ...[Month, Day].map((part) => String(part).padStart(2, '0'))].join('-');
}

test('each input of a create action is shown by what is read back', () => {
  fc.assert(
    fc.property(create, (input) => {
      const world = roundTrip(input);
      const rows = Object.entries(SHOWN);
      const shown = Object.fromEntries(rows.map(([path, row]) => [path, row.shown(world)]));
      expect(shown).toEqual(Object.fromEntries(rows.map(([path, row]) => [path, row.given(input)])));
    }),
    RUNS,
  );
});

test('an existing applicant shows each input whose place was empty, and what they had otherwise', () => {
  fc.assert(
    fc.property(create, create, fc.boolean(), (input, other, isEmpty) => {
      const held = isEmpty ? {} : toRawApplicant(other, context, catalogue).properties;
      const { properties } = toRawApplicant(input, context, catalogue);
      const empty = toNewApplicant(held, { createdAt: now, culture: 'de-AT', ...NO_SOURCE }, context);
      const body = { ...empty, ...fillGaps(properties, empty) };
      const candidate = toCandidate(store('Applicant', body, applicantSchema, { Id: APPLICANT }), context);
      const expected = isEmpty ? input : other;
      expect(candidate).toMatchObject({
        first_name: expected.first_name,
        email_addresses: [{ email_address: expected.email_address }],
        location: expected.location,
        social_media: [{ link: expected.social_links[0].url }],
      });
      expect(candidate.phone_numbers.map(({ phone_number: number }) => number)).toContain(input.phone_number);
    }),
    RUNS,
  );
});

const NO_SOURCE = { referrer: null, referrerAdditionalInfo: null };
/** What the tests about attachments show. */
const ATTACHMENT_FIELDS = ['name', 'type', 'data', 'content_type'];

describe('an attachment', () => {
  test('is shown whole as a document: name, type and bytes', () => {
    fc.assert(
      fc.property(file, ({ form, extension, ...given }) => {
        const data = form === 'bytes' ? given.bytes : Buffer.from(given.bytes).toString('base64url');
        const raw = toRawFile({ name: `${given.name}.${extension}`, data });
        const type = toDocumentType(given.type, catalogue.ApplicantDocumentTypes);
        const body = toRawDocument(raw, type.name);
        const stored = store('Document', body, applicantDocumentSchema, { Id: 42 });
        const shown = toAttachment(stored, context, APPLICANT);
        expect(shown).toMatchObject({ file_name: `${given.name}.${extension}`, type: given.type, remote_id: '42' });
        expect(bytesIn(shown.data_url)).toEqual(Buffer.from(given.bytes));
      }),
      RUNS,
    );
  });

  test('is shown as the CV without its name, since the slot has none', () => {
    fc.assert(
      fc.property(file, ({ extension, ...given }) => {
        const body = toRawCv(toRawFile({ name: `${given.name}.${extension}`, data: given.bytes }));
        const shown = toCvAttachment(store('Cv', body, applicantCvSchema), context, APPLICANT);
        expect(shown).toMatchObject({ file_name: `CV.${extension}`, type: 'CV' });
        expect(bytesIn(shown.data_url)).toEqual(Buffer.from(given.bytes));
      }),
      RUNS,
    );
  });

  test('has the media type that was given, if neither the name nor the bytes show one', () => {
    const content = { data: new Uint8Array([0, 1, 2]), content_type: 'application/pdf; x=1', name: 'Zeugnis' };
    const body = toRawDocument(toRawFile(content), 'Zeugnis');
    const shown = toAttachment(store('Document', body, applicantDocumentSchema, { Id: 42 }), context, APPLICANT);
    expect(shown).toMatchObject({ file_name: 'Zeugnis.pdf', content_type: 'application/pdf' });
  });

  test.each([
    ['', 'Invalid attachment: data: is empty'],
    ['no base64!', 'Invalid attachment: data: is neither base64 nor bytes'],
    [new Uint8Array(), 'Invalid attachment: data: is empty'],
  ])('%j is refused', (data, message) => {
    expect(() => toRawFile({ name: 'a.pdf', data })).toThrow(MapperError);
    expect(() => toRawFile({ name: 'a.pdf', data })).toThrow(message);
  });
});

function bytesIn(dataUrl: string | null): Buffer {
  return Buffer.from(dataUrl?.split(';base64,')[1] ?? '', 'base64');
}

describe('a tag', () => {
  const tag = fc.record({ name: name });
  const tags = fc.array(fc.oneof(name, fc.constantFrom(null, 'Kran', 'KRAN')), { maxLength: 5 });
  const shown = (Tags: readonly (string | null)[]): string[] =>
    toCandidate({ Id: APPLICANT, LastName: 'x', Tags }, context).tags.map((one) => one.name ?? '');

  test('that is added is shown, with all others', () => {
    fc.assert(
      fc.property(tags, tag, (stored, added) => {
        const after = addRawTag(stored, added);
        const isThere = stored.some((other) => other?.toLowerCase() === added.name.toLowerCase());
        expect(after).toEqual(isThere ? stored : [...stored, added.name]);
        expect(addRawTag(after, { name: added.name.toLowerCase() })).toBe(after);
        expect(shown(after).map((one) => one.toLowerCase())).toContain(added.name.toLowerCase());
      }),
      RUNS,
    );
  });

  test('that is removed is not shown in any spelling, and the others are', () => {
    fc.assert(
      fc.property(tags, tag, (stored, removed) => {
        const after = removeRawTag([...stored, removed.name, removed.name.toLowerCase()], removed);
        expect(after).toEqual(stored.filter((other) => other?.toLowerCase() !== removed.name.toLowerCase()));
        expect(removeRawTag(after, removed)).toBe(after);
      }),
      RUNS,
    );
  });

  test('takes no list at all for an empty one', () => {
    expect(addRawTag(null, { name: 'Kran' })).toEqual(['Kran']);
    expect(removeRawTag(undefined, { name: 'Kran' })).toEqual([]);
  });
});

describe('a link to a result', () => {
  const details = fc.record({
    custom_field_name_prefix: fc.option(line, { nil: undefined }),
    attributes: fc.array(fc.record({ key: line, value: line }), { maxLength: 4 }),
  });

  // The history cannot be read, so this is where the way back ends: what is stored says it all.
  test('is stored with label, address and every detail as text, never as markup', () => {
    fc.assert(
      fc.property(line, line, fc.option(details, { nil: undefined }), (label, query, given) => {
        const url = `https://example.at/?q=${query}`;
        const body = toRawHistory({ label, url, details: given }, { jobId: JOB, createdBy: 'Acme Jobs' });
        const stored = store('History', body, applicantHistorySchema);
        expect(stored).toMatchObject({ JobId: JOB, Subject: oneLine(label), Type: 0, CreatedBy: 'Acme Jobs' });
        const html = stored.Body ?? '';
        const prefix = given?.custom_field_name_prefix ?? '';
        const lines = (given?.attributes ?? []).map(({ key, value }) => `${prefix}${key}: ${value}`);
        const texts = [...html.matchAll(/<(?:a|li)[^>]*>([^<]*)</g)].map(([, text = '']) => unescaped(text));
        expect(texts).toEqual([url, ...lines]);
        expect(unescaped(/href="([^"]*)"/.exec(html)?.[1] ?? '')).toBe(url);
        expect(new Set(html.match(/<\/?\w+/g))).toEqual(new Set(html.match(/<\/?(?:p|a|ul|li)\b/g)));
      }),
      RUNS,
    );
  });

  test('has no job and a name for its author by default', () => {
    expect(toRawHistory({ label: 'x', url: 'https://example.com' })).toMatchObject({
      JobId: null,
      CreatedBy: 'erecruiter-kombo',
    });
  });
});

function oneLine(text: string): string {
  return text
    .trim()
    .split(/[\n\v\f\r\u0085\u2028\u2029]+/)
    .join(' ');
}

function unescaped(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

describe('a custom field', () => {
  const choices = ['Früh', 'Spät', 'Nacht'];
  const values: Readonly<Record<string, [Type: number, value: fc.Arbitrary<string | boolean | string[]>]>> = {
    'several lines of text': [0, line],
    'a checkbox': [1, fc.boolean()],
    'a drop-down list': [2, fc.constantFrom(...choices)],
    'a checkbox list': [3, fc.subarray(choices, { minLength: 1 })],
    'a date': [4, day],
    'a line of text': [5, line],
  };

  test.each(Object.entries(values))('with %s shows the value that was written', (_, [Type, value]) => {
    const definition = { Name: 'feld', Title: 'Feld', Type, PossibleValues: choices };
    fc.assert(
      fc.property(value, (given) => {
        expect(fieldAfter(definition, toRawCustomField('feld', given))).toMatchObject([
          { key: 'feld', label: 'Feld', type: 'CUSTOM', value: given },
        ]);
      }),
      RUNS,
    );
  });

  test('takes a number as its text', () => {
    expect(toRawCustomField('feld', 38.5)).toEqual({ CustomField: 'feld', Value: '38.5', Values: null });
  });
});

/** The integration field of a custom field after a body was stored. */
function fieldAfter(definition: JsonObject, body: object): IntegrationField[] {
  const { value, errors } = bind('CustomFieldValue', JSON.stringify(body));
  expect([value, errors]).toEqual([body, []]);
  const { Value, Values } = Object(value);
  const accepted = acceptCustomFieldValue(definition, Value, Values);
  if (accepted === undefined || accepted instanceof Error) throw new Error(`not stored: ${String(accepted)}`);
  const row: unknown = customFieldRow(definition, accepted);
  if (!matches(customFieldValueSchema, row)) throw new Error('no value');
  return toIntegrationFields([row], context, 'candidate', APPLICANT);
}

describe('an answer', () => {
  /** The items that ask for a property of the applicant, an answer to each, and the property that shows it. */
  const PROPERTIES: readonly [Type: number, answer: fc.Arbitrary<ScreeningAnswerInput['answer']>, keys: string][] = [
    [5, fc.constantFrom('nie', 'oft'), 'AbroadTravelling'],
    [6, fc.constantFrom('nie', 'oft'), 'DomesticTravelling'],
    [7, day, 'EarliestPossibleBeginDate'],
    [8, fc.integer({ min: 0, max: 99_999 }), 'Salary'],
    [9, fc.constantFrom('NotYetDone', 'Done', 'Reliefed', 'Alternative'), 'MilitaryService'],
    [10, fc.boolean(), 'IsWillingToMove'],
    [11, line, 'SelfDescription'],
    [12, line, 'JobDescription'],
    [16, fc.subarray(['Büro', 'Pflege'], { minLength: 1 }), 'JobProfiles'],
    [17, fc.subarray(['Linz', 'Wien'], { minLength: 1 }), 'Regions'],
    [18, line, 'Location'],
    [
      19,
      fc.subarray(['IsInterestedInFulltime', 'IsInterestedInPartTime'], { minLength: 1 }),
      'IsInterestedInFulltime IsInterestedInPartTime',
    ],
  ];

  test.each(PROPERTIES)('to an item of type %i is shown as an integration field', (Type, answers, keys) => {
    fc.assert(
      fc.property(answers, (answer) => {
        const { plan, format } = planOf({ Type }, answer);
        const body = toNewApplicant(plan.properties, { createdAt: now, culture: 'de-AT', ...NO_SOURCE }, context);
        const field = fieldOf(toCandidate(store('Applicant', body, applicantSchema, { Id: APPLICANT }), context));
        expect(keys.split(' ').map((key) => asAnswer(format, field(key), key))).toEqual(
          keys.includes(' ') ? keys.split(' ').map((key) => String(answer).includes(key)) : [answer],
        );
      }),
      RUNS,
    );
  });

  test('about the source is shown by the application', () => {
    const { plan } = planOf({ Type: 15 }, 'karriere.at');
    const source = toRawSource(undefined, catalogue, { answered: plan.referrer });
    const body = toRawApplication({ jobId: JOB, applicantId: APPLICANT, ...source });
    const application = toApplication({ ...body, Id: 1 }, context);
    expect(fieldOf(application)('Referrer')).toBe('karriere.at');
  });

  test('with a file is shown as an attachment of the type that the question asks for', () => {
    const { plan } = planOf(
      { Type: 22, ApplicantDocumentType: 'Anschreiben' },
      { name: 'Brief.txt', data: 'SGFsbG8=' },
    );
    const [document] = plan.documents;
    expect(document?.file).toEqual({ name: 'Brief.txt', data: 'SGFsbG8=' });
    const raw = toRawFile({ name: 'Brief.txt', data: 'SGFsbG8=' });
    const stored = store('Document', toRawDocument(raw, document?.documentType ?? null), applicantDocumentSchema, {
      Id: 42,
    });
    expect(toAttachment(stored, context, APPLICANT)).toMatchObject({
      type: 'COVER_LETTER',
      data_url: 'data:text/plain;base64,SGFsbG8=',
    });
  });

  test.each([
    [0, 'ja'],
    [1, true],
    [1, false],
    [3, ['Früh', 'Nacht']],
    [4, '2026-09-01'],
  ] as const)('to a question for a custom field of type %i is shown as that field: %j', (fieldType, answer) => {
    const CustomField = { Name: 'feld', Type: fieldType, PossibleValues: ['Früh', 'Spät', 'Nacht'] };
    const { plan } = planOf({ Type: 3, CustomField }, answer);
    const [body] = plan.customFields;
    expect(body).toEqual(toRawCustomField('feld', answer));
    expect(fieldAfter(CustomField, body ?? {})).toMatchObject([{ key: 'feld', value: answer }]);
  });

  // Kombo's models have neither languages nor skills: what is stored says it all.
  test('about languages and skills is stored by name and level', () => {
    const { plan: language } = planOf({ Type: 0, Language: 'Deutsch' }, 'fließend');
    const [body] = language.languages;
    if (body === undefined) throw new Error('no language');
    const stored = store('Language', toRawLanguage(body), applicantLanguageSchema, { Id: 31 });
    expect(stored).toEqual({ Id: 31, Language: 'Deutsch', Level: 'fließend' });
    const [other] = planOf({ Type: 0, Language: 'Deutsch' }, 'gut').plan.languages;
    expect(other && toRawLanguage(other, { ...stored, Extra: 1 })).toEqual({ ...stored, Level: 'gut', Extra: 1 });

    const [skill] = planOf({ Type: 1, Knowledge: 'CNC' }, 'Experte').plan.knowledges;
    expect(store('Knowledge', skill ?? {}, applicantKnowledgeSchema)).toEqual({ Knowledge: 'CNC', Level: 'Experte' });
    expect(planOf({ Type: 14 }, ['Deutsch']).plan.languages).toEqual([{ Language: 'Deutsch', Level: null }]);
  });

  /** The plan of one answer; names of options stand for their ids. */
  function planOf(item: object, answer: ScreeningAnswerInput['answer']) {
    const questionnaire = { Id: 9, Items: [{ Id: 917, Title: 'Frage', ...item }] };
    const [question] = toScreeningQuestions(questionnaire, context, catalogue);
    if (question === undefined) throw new Error('no question');
    const { id, format } = question;
    const options = 'options' in format ? format.options : [];
    const optionId = (text: string): string => options.find((option) => option.remote_id === text)?.id ?? text;
    const given = typeof answer === 'string' ? optionId(answer) : isTexts(answer) ? answer.map(optionId) : answer;
    const plan = toRawAnswers([{ question_id: id, answer: given }], questionnaire, context, catalogue);
    expect([plan.errors, plan.warnings]).toEqual([[], []]);
    return { plan, format };
  }

  function isTexts(answer: ScreeningAnswerInput['answer']): answer is readonly string[] {
    return Array.isArray(answer);
  }

  /** A stored property as the answer that leads to it. */
  function asAnswer(format: QuestionFormat, value: unknown, key: string): unknown {
    if (key === 'EarliestPossibleBeginDate') return dayOf(value);
    if (key === 'MilitaryService' && 'options' in format) {
      return ['NotYetDone', 'Done', 'Reliefed', 'Alternative'][Number(value)];
    }
    return value;
  }
});

/** Inputs beyond the connector's, by the test that looks at what is stored. */
const STORED_ELSEWHERE = {
  'unit/actions-notes.test.ts': ['author', 'content', 'title'],
  'conformance/kombo-api-actions.test.ts': ['content_type'],
  'unit/actions-activities.test.ts': ['activity', 'message', 'note', 'stage_id'],
  'unit/actions-consents.test.ts': ['accepted', 'at', 'policy_id'],
  'unit/actions-candidate-field.test.ts': ['field', 'value'],
};

test.each(Object.entries(STORED_ELSEWHERE))('%s is about %j', (file, fields) => {
  const text = readFileSync(`${root}test/${file}`, 'utf8');
  expect(fields.filter((field) => !new RegExp(`\\b${field}\\b`).test(text))).toEqual([]);
});

test('every field that the page about fields promises to store has such a test', () => {
  const page = readFileSync(`${root}docs/coverage.md`, 'utf8').split('## Actions')[1] ?? '';
  const promised = page.split('\n').flatMap((row) => /^\| `([\w.]+)` \|.* To [A-Z]/.exec(row)?.[1] ?? []);
  const tested = [
    ...Object.keys(SHOWN),
    ...ATTACHMENT_FIELDS.flatMap((field) => [`attachment.${field}`, `attachments.${field}`]),
    'tag.name',
    'screening_question_answers.answer',
    ...['label', 'url', 'details.custom_field_name_prefix', 'details.attributes.key', 'details.attributes.value'],
  ];
  // A `data_url` is fetched first; from then on it is `data`.
  const fetched = ['attachment.data_url', 'attachments.data_url'];
  const elsewhere = Object.values(STORED_ELSEWHERE).flat();
  expect([...new Set(promised)].sort()).toEqual([...tested, ...fetched, ...elsewhere].sort());
});
