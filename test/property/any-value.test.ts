import { readFileSync } from 'node:fs';
import {
  GetAtsApplicationsPositiveResponse$inboundSchema,
  GetAtsCandidatesCandidateIdAttachmentsPositiveResponse$inboundSchema,
  GetAtsCandidatesPositiveResponse$inboundSchema,
  GetAtsJobsPositiveResponse$inboundSchema,
  GetAtsUsersPositiveResponse$inboundSchema,
} from '@kombo-api/sdk/models/index.js';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  MapperError,
  toApplication,
  toAttachment,
  toCandidate,
  toCvAttachment,
  toJob,
  toJobScreeningQuestions,
  toScreeningQuestions,
  toUser,
  type MapperContext,
  type MappingIssue,
} from '../../src/mappers/index.js';
import {
  applicantCvSchema,
  applicantDocumentView,
  applicantView,
  applicationView,
  customFieldValueView,
  jobView,
  knowledgeTreeSchema,
  mandatorSchema,
  questionnaireView,
  referrerSchema,
  userSchema,
} from '../../src/schemas/index.js';

type Path = readonly PropertyKey[];
type Json = ReturnType<typeof JSON.parse>;

const list = <S extends z.core.SomeType>(element: S) => z.nullish(z.array(z.nullish(element)));
const catalogueSchema = z.extend(
  z.pick(mandatorSchema, {
    ...{ AbroadTravellingTypes: true, DomesticTravellingTypes: true, JobProfiles: true, KnowledgeLevels: true },
    ...{ Knowledges: true, LanguageLevels: true, Languages: true, Regions: true },
  }),
  {
    Referrers: list(z.pick(referrerSchema, { Name: true, AllowsAdditionalInfo: true, IsInternalOnly: true })),
    KnowledgeTree: z.nullish(knowledgeTreeSchema),
  },
);

const paged = (results: unknown) => ({ status: 'success', data: { next: null, results: [results] } });
const field = z.object({
  id: z.string(),
  key: z.string(),
  label: z.nullable(z.string()),
  type: z.enum(['DEFAULT', 'CUSTOM']),
});
const withFields = z.object({ integration_fields: z.array(field) });

/** The parts of an input besides the record itself: where their issues are reported, and under which number. */
interface Part {
  /** The path of the part in an issue about what has no number; everything else is reported with a path inside. */
  readonly outside: string;
  /** Whether issues are reported with the path of the part. */
  readonly isInside?: boolean;
}

const QUESTIONS = {
  catalogue: { outside: '' },
  questionnaire: { outside: 'Questionnaire' },
} satisfies Record<string, Part>;

interface Case {
  readonly name: string;
  readonly files: readonly string[];
  readonly schema: z.core.$ZodType;
  readonly parts?: Readonly<Record<string, Part>>;
  readonly numbers?: readonly string[];
  readonly map: (input: Json, context: MapperContext) => unknown;
  /** What Kombo’s SDK, or the test itself, says of a result. */
  readonly check: (result: unknown) => void;
}

const cases: readonly Case[] = [
  {
    name: 'toCandidate',
    files: ['candidate.full', 'candidate.all-fields'],
    schema: z.object({
      raw: applicantView,
      applications: list(applicationView),
      customFieldValues: list(customFieldValueView),
    }),
    parts: {
      applications: { outside: 'Applications' },
      customFieldValues: { outside: 'CustomFields', isInside: true },
    },
    map: ({ raw, ...related }, context) => toCandidate(raw, context, related),
    check: (result) => {
      GetAtsCandidatesPositiveResponse$inboundSchema.parse(paged(result));
      z.parse(withFields, result);
    },
  },
  {
    name: 'toApplication',
    files: ['application.proposed'],
    schema: z.object({ raw: applicationView, applicant: z.nullish(applicantView) }),
    parts: { applicant: { outside: 'Applicant' } },
    numbers: ['Id', 'ApplicantId', 'JobId'],
    map: ({ raw, applicant }, context) => toApplication(raw, context, { applicant }),
    check: (result) => {
      GetAtsApplicationsPositiveResponse$inboundSchema.parse(paged(result));
      z.parse(withFields, result);
    },
  },
  {
    name: 'toJob',
    files: ['job.full', 'job.all-fields'],
    schema: z.object({
      raw: jobView,
      questionnaire: z.nullish(questionnaireView),
      catalogue: z.optional(catalogueSchema),
    }),
    parts: QUESTIONS,
    map: ({ raw, ...related }, context) => toJob(raw, context, related),
    check: (result) => {
      GetAtsJobsPositiveResponse$inboundSchema.parse(paged(result));
      z.parse(withFields, result);
    },
  },
  {
    name: 'toScreeningQuestions',
    files: ['screening-questions.every-type'],
    schema: z.object({ raw: questionnaireView, catalogue: z.optional(catalogueSchema) }),
    parts: QUESTIONS,
    map: ({ raw, catalogue }, context) => [
      ...toScreeningQuestions(raw, context, catalogue),
      toJobScreeningQuestions(4711, raw, { ...context, onIssue: () => undefined }),
    ],
    check: (result) => z.parse(z.array(z.unknown()), result),
  },
  {
    name: 'toUser',
    files: ['user.one'],
    schema: z.object({ raw: userSchema }),
    map: ({ raw }, context) => toUser(raw, context),
    check: (result) => void GetAtsUsersPositiveResponse$inboundSchema.parse(paged(result)),
  },
  {
    name: 'toAttachment',
    files: ['attachment.document'],
    schema: z.object({ raw: z.object({ ...applicantDocumentView._zod.def.shape, Id: z.int() }) }),
    map: ({ raw }, context) => toAttachment(raw, context, 7),
    check: attachmentCheck,
  },
  {
    name: 'toCvAttachment',
    files: ['cv-attachment.cv'],
    schema: z.object({ raw: applicantCvSchema }),
    map: ({ raw }, context) => toCvAttachment(raw, context, 7),
    check: attachmentCheck,
  },
];

const values = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>('42000', '7', '', 42, 0, -1, 1.5, true, false, [], {}, [[]], [null], [7], ['a'], { Id: 7 }),
  fc.constantFrom<unknown>(NaN, Infinity, new Date(0), 5n, Symbol('a'), () => 1, new Uint8Array(2), new Map()),
);

describe.each(cases)('$name', ({ files, schema, parts = {}, numbers = ['Id'], map, check }) => {
  const inputs = files.map((file) => {
    const { raw, applications, customFieldValues, applicant, questionnaire, mandator, knowledgeTree } = fixture(file);
    const catalogue = mandator && { ...mandator, KnowledgeTree: knowledgeTree };
    const given: Record<string, unknown> = {
      raw,
      applications,
      customFieldValues,
      applicant,
      questionnaire,
      catalogue,
    };
    return Object.fromEntries(
      Object.entries(given).filter(([key, value]) => value !== undefined && (key === 'raw' || key in parts)),
    );
  });

  test('keeps the type of its result, whatever a property is, and reports what it drops, once', () => {
    const places = inputs.flatMap((input, at) => pathsOf(input).map((path) => ({ at, path })));
    fc.assert(
      fc.property(fc.constantFrom(...places), values, ({ at: place, path }, value) => {
        const changed = withValue(inputs[place], path, value);
        const problems = (z.safeParse(schema, changed).error?.issues ?? []).map((issue) => issue.path);
        const own = problems.filter(
          ([part, name]) => part === 'raw' && (name === undefined || isNumber(name, numbers)),
        );
        if (own.length > 0) {
          expect(() => run(changed)).toThrow(MapperError);
          return;
        }
        const all = problems.map((problem) => dropOf(problem));
        // What is wrong inside a skipped record is not dropped once more, and neither is its second number.
        const dropped = all.filter(
          ({ cleared }, index) =>
            !all.some((other, before) =>
              other.cleared.length === cleared.length
                ? before < index && isWithin(cleared, other.cleared)
                : isWithin(cleared, other.cleared),
            ),
        );
        const expected = run(dropped.reduce((rest, { cleared }) => withValue(rest, cleared, null), changed));
        const actual = run(changed);

        check(JSON.parse(JSON.stringify(withoutRaw(actual.result))));
        expect(withoutRaw(actual.result)).toEqual(withoutRaw(expected.result));
        const wrongNames = dropped.map(({ path: at }) => at.replace(/CustomField$/, 'CustomField.Name'));
        const others = expected.issues.filter(
          ({ path: at, reason }) => reason !== 'missing' || !wrongNames.includes(at),
        );
        expect(actual.issues.map(label).sort()).toEqual(
          [...others.map(label), ...dropped.map(({ path: at }) => `${at}: type`)].sort(),
        );
      }),
      { numRuns: 200 },
    );
  });

  function run(input: unknown): { result: unknown; issues: MappingIssue[] } {
    const issues: MappingIssue[] = [];
    const context = createMapperContext({
      tenant: 'api.example.at',
      mandatorId: 1,
      observedAt: new Date('2025-11-08T12:00:00Z'),
      onIssue: (issue) => issues.push(issue),
    });
    return { result: map(deepFreeze(input), context), issues };
  }

  /** What is dropped for a problem that the schema finds, and the path that is reported. */
  function dropOf(problem: Path): { cleared: Path; path: string } {
    const [name, ...inside] = problem;
    const part = parts[String(name)];
    const row = typeof inside[0] === 'number' && !part?.isInside ? inside.slice(1) : inside;
    const isRecordNumber = isNumber(row[0], part === undefined ? [] : ['Id', 'ApplicantId', 'JobId']);
    const isItemNumber = inside.length === 3 && inside[0] === 'Items' && inside[2] === 'Id';
    const cleared = isRecordNumber || isItemNumber ? problem.slice(0, -1) : problem;
    const isOutside = part !== undefined && (part.isInside || isRecordNumber || row.length === 0);
    return { cleared, path: (isOutside ? [part.outside, ...inside].filter((key) => key !== '') : row).join('.') };
  }
});

test('a raw record in a result is the given one, with all of its properties', () => {
  const item = { Id: 3, Type: 99, Title: 5, Order: 1 };
  const raw = JSON.parse(JSON.stringify({ Id: 9, Items: [item] }));
  const context = createMapperContext({ tenant: 't', mandatorId: 1, observedAt: new Date(0) });
  expect(toScreeningQuestions(raw, context)).toMatchObject([
    { title: null, format: { type: 'UNKNOWN', raw_question: item } },
  ]);
});

function attachmentCheck(result: unknown): void {
  const { data_url, ...attachment } = z.parse(z.looseObject({ data_url: z.nullable(z.string()) }), result);
  const body = { status: 'success', data: { results: [{ ...attachment, data_url: data_url ?? '' }] }, warnings: [] };
  GetAtsCandidatesCandidateIdAttachmentsPositiveResponse$inboundSchema.parse(body);
}

function label({ path, reason }: MappingIssue): string {
  return `${path}: ${reason.startsWith('expected ') ? 'type' : reason}`;
}

function isNumber(name: PropertyKey | undefined, numbers: readonly string[]): boolean {
  return name !== undefined && numbers.includes(String(name));
}

function fixture(name: string): Readonly<Record<string, Json>> {
  return JSON.parse(readFileSync(new URL(`../fixtures/golden/${name}.raw.json`, import.meta.url), 'utf8'));
}

/** The paths of all properties and elements, at any depth. */
function pathsOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [[key], ...pathsOf(Reflect.get(value, key)).map((rest) => [key, ...rest])]);
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((key, at) => path[at] === key);
}

/** A result without raw questions, which are as they were given. */
function withoutRaw(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRaw);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'raw_question');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutRaw(inner)]));
}

/** A copy with another value at a path. */
function withValue(root: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy: object = Array.isArray(root) ? [...root] : { ...Object(root) };
  Reflect.set(copy, key, withValue(Reflect.get(copy, key), rest, value));
  return copy;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !ArrayBuffer.isView(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
