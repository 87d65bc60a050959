import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createInput } from '../../src/actions/input.js';
import { parseInput } from '../../src/core/parse-input.js';
import { ConfigurationError, ERecruiter, InputError, type InputIssue } from '../../src/index.js';
import { createIds } from '../../src/mappers/index.js';
import { caught } from '../faults/transport-kit.js';

const CANARY = 'Canary-Mustermann';
const QUESTION = createIds({ tenant: 'api.example.at', mandatorId: 1 }).question(9, { id: 917 });

/** The issues of a call as "path code message", and proof that none repeats a value. */
function issuesOf(call: () => unknown): string[] {
  try {
    call();
  } catch (error) {
    if (!InputError.isInstance(error) && !ConfigurationError.isInstance(error)) throw error;
    expect(JSON.stringify([error, error.message])).not.toContain('anary');
    return error.issues.map(({ path, code, message }: InputIssue) => `${path} ${code} ${message}`);
  }
  return [];
}

const text = z.string();
const list = z.array(text);
/** Every issue that zod knows, by a field that has it. */
const FIELDS = {
  text: [text, [undefined, 'required is required'], [7, 'invalid_type must be a text'], [null, 'required is required']],
  optional: [z.optional(text), [null, 'invalid_type must be a text, not null'], [7, 'invalid_type must be a text']],
  number: [z.number(), [Number.NaN, 'invalid_type must be a number'], [CANARY, 'invalid_type must be a number']],
  whole: [z.int(), [1.5, 'invalid_type must be a whole number']],
  flag: [z.boolean(), [CANARY, 'invalid_type must be true or false']],
  date: [z.date(), [new Date(Number.NaN), 'invalid_type must be a valid date']],
  items: [list, [{}, 'invalid_type must be a list']],
  object: [z.strictObject({}), [CANARY, 'invalid_type must be an object']],
  record: [z.record(text, text), [[], 'invalid_type must be an object']],
  choice: [z.enum(['A', 'B']), [CANARY, 'invalid_value must be one of A, B'], [undefined, 'required is required']],
  literal: [z.literal(1), [2, 'invalid_value must be 1']],
  filled: [text.check(z.minLength(1)), ['', 'required must not be empty']],
  short: [text.check(z.minLength(3)), ['ab', 'too_short must have at least 3 characters']],
  long: [text.check(z.maxLength(3)), [CANARY, 'too_long must have at most 3 characters']],
  some: [list.check(z.minLength(1)), [[], 'required must not be empty']],
  two: [list.check(z.minLength(2)), [['a'], 'too_short must have at least 2 entries']],
  few: [list.check(z.maxLength(1)), [['a', 'b'], 'too_long must have at most 1 entry']],
  least: [z.number().check(z.minimum(2)), [1, 'out_of_range must be at least 2']],
  most: [z.number().check(z.maximum(2)), [3, 'out_of_range must be at most 2']],
  positive: [z.number().check(z.positive()), [0, 'out_of_range must be more than 0']],
  negative: [z.number().check(z.negative()), [0, 'out_of_range must be less than 0']],
  late: [
    z.date().check(z.minimum(new Date('2026-01-01T00:00:00Z'))),
    [new Date('2025-01-01T00:00:00Z'), 'out_of_range must be at least 2026-01-01T00:00:00.000Z'],
  ],
  step: [z.number().check(z.multipleOf(5)), [7, 'out_of_range must be a multiple of 5']],
  form: [text.check(z.regex(/^a$/)), [CANARY, 'invalid_format is not of the expected form']],
  email: [z.email(), [CANARY, 'invalid_format is not of the expected form']],
  union: [
    z.union([list, z.boolean()]),
    [CANARY, 'invalid_type must be a list or true or false'],
    [null, 'required is required'],
  ],
  own: [
    z.custom<string>(() => false, 'must be mine'),
    [CANARY, 'invalid_format must be mine'],
    [{}, 'invalid_type must be mine'],
  ],
  other: [text.check(z.refine(() => false)), [CANARY, 'invalid_format is not valid']],
} as const;

test.each(
  Object.entries(FIELDS).flatMap(([name, [schema, ...cases]]) =>
    cases.map(([given, problem]) => ({ name, schema, given, problem })),
  ),
)('$name: $given $problem', ({ schema, given, problem }) => {
  expect(issuesOf(() => parseInput(z.strictObject({ field: schema }), { field: given }))).toEqual([`field ${problem}`]);
});

const EVA = { first_name: 'Eva', last_name: 'Grün', email_address: 'eva@example.at' };
const application = { job_id: 'remote:4713' };
const parse = (input: object): string[] => issuesOf(() => parseInput(createInput, input));

describe('an unknown field gets a hint', () => {
  test.each([
    [{ ...EVA, emailAddress: CANARY }, 'candidate.emailAddress unknown_key is unknown; did you mean email_address?'],
    [{ ...EVA, email: CANARY }, 'candidate.email unknown_key is unknown; did you mean email_address?'],
    [{ ...EVA, frist_name: CANARY }, 'candidate.frist_name unknown_key is unknown; did you mean first_name?'],
    [{ ...EVA, phone: CANARY }, 'candidate.phone unknown_key is unknown; did you mean phone_number?'],
    [{ ...EVA, job_id: CANARY }, 'candidate.job_id unknown_key is unknown; did you mean application.job_id?'],
    [{ ...EVA, shoe_size: CANARY }, 'candidate.shoe_size unknown_key is unknown'],
    [{ ...EVA, 'canary@example.at': 1 }, 'candidate unknown_key has an unknown field'],
  ])('%#: in a candidate', (candidate, issue) => {
    expect(parse({ candidate, application })).toEqual([issue]);
  });

  test('bytes in place of an object are one mistake, not one for each of them', async () => {
    const bytes = new TextEncoder().encode('canary'.repeat(200));
    const attachments = [bytes, new Blob([bytes]), { name: 'a.pdf', type: 'CV', data: 'AAAA' }];
    expect(parse({ candidate: EVA, application, attachments })).toEqual([
      'attachments.0 invalid_type must be an object',
      'attachments.1 invalid_type must be an object',
    ]);
    expect(parse({ candidate: EVA, application: bytes })).toEqual([
      'application.job_id required is required',
      'application unknown_key has an unknown field',
    ]);
    const erecruiter = new ERecruiter({ baseUrl: 'https://erecruiter.example.at', apiKey: 'key', mandatorId: 1 });
    for (const file of [bytes, bytes.buffer, new Blob([bytes])]) {
      const error = await caught(Reflect.apply(erecruiter.parseCv, erecruiter, [file]));
      expect(error).toMatchObject({ issues: [{ path: 'file.name', message: 'is required' }] });
    }
  });

  test('in options and queries, too', async () => {
    const client = { baseUrl: 'https://erecruiter.example.at', apiKey: 'key', mandatorId: 1 };
    expect(issuesOf(() => Reflect.construct(ERecruiter, [{ ...client, api_key: CANARY, mandator: 1 }]))).toEqual([
      'api_key unknown_key is unknown; did you mean apiKey?',
      'mandator unknown_key is unknown; did you mean mandatorId?',
    ]);
    const erecruiter = new ERecruiter(client);
    const list = (query: object, options = {}): unknown =>
      Reflect.apply(erecruiter.listJobs, erecruiter, [query, options]);
    expect(issuesOf(() => list({ pageSize: 5, ids: ['4711', 7, CANARY] }))).toEqual([
      'pageSize unknown_key is unknown; did you mean page_size?',
      'ids.0 unknown_id is not an id; did you mean remote:4711?',
      "ids.1 invalid_type must be a text; did you mean 'remote:7'?",
      'ids.2 unknown_id is not an id: pass an `id` that this library returned, or remote:<number>',
    ]);
    expect(issuesOf(() => list({}, { timeout: 5 }))).toEqual([
      'options.timeout unknown_key is unknown; did you mean timeoutMs?',
    ]);
    const tag = Reflect.apply(erecruiter.addTagToCandidate, erecruiter, [{ candidate_id: 4711, tag: { name: ' ' } }]);
    expect(await caught(Promise.resolve(tag))).toMatchObject({
      issues: [
        { path: 'tag.name', code: 'required', message: 'must not be empty' },
        { path: 'candidate_id', code: 'invalid_type', message: "must be a text; did you mean 'remote:4711'?" },
      ],
    });
  });
});

const ANYTHING = 'a text, ids of options, true or false, a number, a day, or a file with either data or data_url';

describe('the path of an answer', () => {
  test.each([
    [{ question_id: QUESTION, answer: null }, `${QUESTION} required is required`],
    [{ question_id: QUESTION, answer: Symbol(CANARY) }, `${QUESTION} invalid_type must be ${ANYTHING}`],
    [{ question_id: QUESTION }, `${QUESTION} required is required`],
    [
      { question_id: QUESTION, answer: { name: 'a.pdf', data: '%%%' } },
      `${QUESTION}.data invalid_format must be base64`,
    ],
    [
      { question_id: QUESTION, anwser: CANARY, answer: 1 },
      `${QUESTION}.anwser unknown_key is unknown; did you mean answer?`,
    ],
    [{ question_id: CANARY }, '0.answer required is required'],
    [{ answer: CANARY }, '0.question_id required is required'],
  ])('%# names the question, if its id can be one', (answer, issue) => {
    const input = { candidate: EVA, application, screening_question_answers: [answer] };
    expect(parse(input)).toEqual([`screening_question_answers.${issue}`]);
  });
});

describe('the code of a missing or mistyped value', () => {
  const file = { name: 'cv.pdf', type: 'CV' } as const;
  const data = btoa('%PDF');
  test.each<[object, string[]]>([
    [{ attachments: [{ ...file, data: ' ' }] }, ['attachments.0.data required must not be empty']],
    [{ attachments: [{ ...file, data_url: '' }] }, ['attachments.0.data_url required must not be empty']],
    [{ attachments: [null] }, ['attachments.0 required is required']],
    [{ attachments: [{ ...file, data, name: [] }] }, ['attachments.0.name invalid_type must be a text']],
    [{ source: { name: ' ' } }, ['source.name required must not be empty']],
    [{ source: { name: () => 1 } }, ['source.name invalid_type must be a text']],
    [{ candidate: { ...EVA, social_links: [{ url: null }] } }, ['candidate.social_links.0.url required is required']],
  ])('%# is the one that the guide names, once per field', (part, issues) => {
    expect(parse({ candidate: EVA, application, ...part })).toEqual(issues);
  });

  const erecruiter = new ERecruiter({ baseUrl: 'https://erecruiter.example.at', apiKey: 'key', mandatorId: 1 });
  test.each<['listJobs' | 'listCandidates' | 'getJob' | 'exploreFields' | 'passthrough', unknown[], string]>([
    ['listJobs', [{ cursor: [] }], 'cursor invalid_type must be a text'],
    ['listCandidates', [{ email: () => 1 }], 'email invalid_type must be a text'],
    ['listCandidates', [{ only_created: CANARY }], 'only_created invalid_type must be true, false or a list of names'],
    ['listCandidates', [{ only_created: [null] }], 'only_created invalid_type must be true, false or a list of names'],
    ['getJob', ['remote:1', { signal: CANARY }], 'options.signal invalid_type must be an object with addEventListener'],
    [
      'getJob',
      ['remote:1', { timeoutMs: '5' }],
      'options.timeoutMs invalid_type must be a number of milliseconds above 0',
    ],
    ['getJob', ['remote:1/2'], 'id wrong_kind is the id of an application, not of a job'],
    ['exploreFields', [undefined], 'model required is required'],
    ['exploreFields', ['jobs'], 'model invalid_value must be one of job, candidate, application; did you mean job?'],
    ['passthrough', [], 'input required is required'],
    ['passthrough', [{ path: '/Job' }], 'method required is required'],
    ['passthrough', [{ method: 'GET' }], 'path required is required'],
  ])('%s(%j)', async (method, given, issue) => {
    const call = async (): Promise<unknown> => Reflect.apply(erecruiter[method], erecruiter, given);
    const error = await caught(call());
    const throwAgain = (): never => {
      throw error;
    };
    expect(issuesOf(throwAgain)).toEqual([issue]);
  });
});

test('files of a wrong size are reported with everything else', async () => {
  const fetch = () => expect.fail('nothing may be sent');
  const client = { baseUrl: 'https://erecruiter.example.at', apiKey: 'key', mandatorId: 1, fetch };
  const erecruiter = new ERecruiter({ ...client, attachments: { maxBytes: 3 } });
  const file = { name: 'a.txt', type: 'OTHER' } as const;
  const large = { code: 'too_large', message: 'must not be larger than 3 bytes' };
  const empty = { code: 'required', message: 'must not be empty' };
  const input = {
    candidate: { ...EVA, last_name: '' },
    application,
    attachments: [
      { ...file, data: btoa('four') },
      { ...file, data: new Uint8Array(4) },
      { ...file, data: new Blob(['four']) },
      { ...file, data: new Uint8Array(0) },
      { ...file, data: ` ${btoa('one')}\n` },
    ],
    screening_question_answers: [{ question_id: QUESTION, answer: { name: 'b.txt', data: new Blob([]) } }],
  };
  expect(await caught(erecruiter.createApplication(input))).toMatchObject({
    issues: [
      { path: 'candidate.last_name', ...empty },
      ...[0, 1, 2].map((index) => ({ path: `attachments.${index}.data`, ...large })),
      { path: 'attachments.3.data', ...empty },
      { path: `screening_question_answers.${QUESTION}.data`, ...empty },
    ],
  });
  const attachment = { ...file, name: '', data: new Uint8Array(4) };
  for (const call of [
    erecruiter.addAttachmentToCandidate({ candidate_id: 'remote:7', attachment }),
    erecruiter.addAttachmentToApplication({ application_id: 'remote:7/8', attachment }),
  ]) {
    expect(await caught(call)).toMatchObject({
      issues: [
        { path: 'attachment.name', ...empty },
        { path: 'attachment.data', ...large },
      ],
    });
  }
});

test('a buffer that was given to a worker is no content', async () => {
  const erecruiter = new ERecruiter({ baseUrl: 'https://erecruiter.example.at', apiKey: 'key', mandatorId: 1 });
  const data = new Uint8Array(4);
  structuredClone(data.buffer, { transfer: [data.buffer] });
  const attachment = { name: 'a.txt', type: 'OTHER', data } as const;
  expect(await caught(erecruiter.addAttachmentToCandidate({ candidate_id: 'remote:7', attachment }))).toMatchObject({
    issues: [{ path: 'attachment.data', code: 'invalid_type', message: 'must be base64 text, a Blob or bytes' }],
  });
});

test('everything that needs no request is reported at once, and nothing is sent', async () => {
  const fetch = () => expect.fail('nothing may be sent');
  const erecruiter = new ERecruiter({ baseUrl: 'https://erecruiter.example.at', apiKey: 'key', mandatorId: 1, fetch });
  const input = {
    candidate: { ...EVA, last_name: ' ', email_address: CANARY },
    application: { job_id: '4711' },
    attachments: [{ name: 'cv.pdf', type: 'CV', data: '%%%' }],
  } as const;
  const error = await caught(erecruiter.createApplication(input));
  expect(JSON.stringify(error)).not.toContain('anary');
  expect(error).toMatchObject({
    issues: [
      { path: 'candidate.last_name', code: 'required', message: 'must not be empty' },
      { path: 'candidate.email_address', code: 'invalid_format', message: 'must be an email address' },
      { path: 'attachments.0.data', code: 'invalid_format', message: 'must be base64' },
      { path: 'application.job_id', code: 'unknown_id', message: 'is not an id; did you mean remote:4711?' },
    ],
  });
});
