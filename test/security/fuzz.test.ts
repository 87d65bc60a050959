import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ERecruiterError, type ERecruiter } from '../../src/index.js';
import {
  createMapperContext,
  toApplication,
  toAttachment,
  toCandidate,
  toCvAttachment,
  toJob,
  toJobScreeningQuestions,
  toScreeningQuestions,
  toUser,
} from '../../src/mappers/index.js';
import * as schemas from '../../src/schemas/index.js';
import { hasWire, readResponses, suite } from '../contract/wire.js';
import { altered, setUp } from '../helpers/client.js';
import { gather } from './canaries.js';
import { goldenRaws, mutated, mutations, nested, shapesIn, textsIn } from './fuzz.js';

const { explain, matches } = schemas;
type Schema<T> = Parameters<typeof matches>[0] & { readonly _zod: { readonly output: T } };

const context = createMapperContext({
  tenant: 'api.example.at',
  mandatorId: 1,
  observedAt: new Date('2025-11-08T12:00:00Z'),
  countries: ['Österreich'],
  portalUrl: 'https://jobs.example.at/',
  integrationFields: 'all',
  remoteData: true,
});

/** A record as the reading path lets it through; what is refused is explained without its values. */
function read<T>(schema: Schema<T>, value: unknown): T | undefined {
  const reason = explain(schema, value);
  if (matches(schema, value)) {
    expect(reason).toBe('');
    return value;
  }
  expect(reason).not.toBe('');
  expect(reason.length).toBeLessThan(10_000);
  expect(textsIn(value).filter((text) => reason.includes(text))).toEqual([]);
  return undefined;
}

/** Reads a list as the reading path does: a wrong row costs no other. */
function rows<T>(schema: Schema<T>, value: unknown): T[] {
  return Array.isArray(value) ? value.flatMap((row: unknown) => read(schema, row) ?? []) : [];
}

/** Maps what a fixture of a model became; undefined where its record is refused. */
const MAPPERS: Readonly<Record<string, (fixture: Readonly<Record<string, unknown>>) => unknown>> = {
  job: ({ raw, questionnaire, mandator }) => {
    const job = read(schemas.jobView, raw);
    const related = {
      questionnaire: read(schemas.questionnaireView, questionnaire),
      catalogue: read(schemas.mandatorView, mandator),
    };
    return job && toJob(job, context, related);
  },
  candidate: ({ raw, applications, customFieldValues }) => {
    const applicant = read(schemas.applicantView, raw);
    const related = {
      applications: rows(schemas.applicationView, applications),
      customFieldValues: rows(schemas.customFieldValueView, customFieldValues),
    };
    return applicant && toCandidate(applicant, context, related);
  },
  application: ({ raw, applicant }) => {
    const application = read(schemas.applicationView, raw);
    return application && toApplication(application, context, { applicant: read(schemas.applicantView, applicant) });
  },
  'screening-questions': ({ raw, mandator }) => {
    const questionnaire = read(schemas.questionnaireView, raw);
    return questionnaire && toScreeningQuestions(questionnaire, context, read(schemas.mandatorView, mandator));
  },
  'job-screening-questions': ({ raw }) => {
    const questionnaire = read(schemas.questionnaireView, raw);
    return questionnaire && toJobScreeningQuestions(4711, questionnaire, context);
  },
  user: ({ raw }) => {
    const user = read(schemas.userSchema, raw);
    return user && toUser(user, context);
  },
  attachment: ({ raw }) => {
    const document = read(schemas.applicantDocumentSchema, raw);
    return document && toAttachment(document, context, 150_123);
  },
  'cv-attachment': ({ raw }) => {
    const cv = read(schemas.applicantCvSchema, raw);
    return cv && toCvAttachment(cv, context, 150_123);
  },
};

/** Classes of the recorded answers, by the model whose records they are. */
const RECORDED: Readonly<Record<string, string>> = {
  JobResponse: 'job',
  ApplicantResponse: 'candidate',
  ApplicationResponse: 'application',
  QuestionnaireResponse: 'screening-questions',
  UserResponse: 'user',
  ApplicantDocumentResponse: 'attachment',
  ApplicantCvResponse: 'cv-attachment',
};

/** The shapes that a model has, from everything that is known to be valid. */
function soundShapes(model: string): Set<string> {
  const map = MAPPERS[model];
  const own = goldenRaws(model).flatMap((fixture) => shapesIn(map?.(fixture)));
  expect(own.filter((shape) => /: (?:undefined|no date|no number)$/.test(shape))).toEqual([]);
  return new Set(own);
}

/** Changes fixtures at random until `numRuns` of them were not refused: each of those has its model's shape. */
function fuzz(model: string, fixtures: readonly Readonly<Record<string, unknown>>[], numRuns: number): void {
  const sound = soundShapes(model);
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), mutations, (fixture, changes) => {
      const changed = Object.fromEntries(Object.entries(fixture).map(([key, value]) => [key, mutated(value, changes)]));
      const unified = MAPPERS[model]?.(changed);
      fc.pre(unified !== undefined);
      expect(shapesIn(unified).filter((shape) => !sound.has(shape))).toEqual([]);
    }),
    { numRuns },
  );
}

describe('mutated golden records are refused or mapped whole', () => {
  test.each(Object.keys(MAPPERS))('%s', (model) => {
    fuzz(model, goldenRaws(model), 25);
  });
});

describe.skipIf(!hasWire)(suite('mutated recorded answers are refused or mapped whole'), () => {
  const fixtures = readResponses().flatMap(({ type, body }) => {
    const model = RECORDED[type];
    const records: unknown[] = Array.isArray(body) ? body : [body];
    return model === undefined ? [] : records.map((raw) => ({ model, raw }));
  });

  test.each(Object.values(RECORDED))('%s', (model) => {
    const own = fixtures.filter((fixture) => fixture.model === model).map(({ raw }) => ({ raw }));
    fuzz(model, own, 8);
  });
});

describe('mutated answers of the API', () => {
  const READS: Readonly<Record<string, (client: ERecruiter) => Promise<unknown>>> = {
    jobs: (client) => client.listJobs().toArray(),
    candidates: (client) => client.listCandidates().toArray(),
    questions: (client) => client.listScreeningQuestions().toArray(),
    changes: (client) => gather(client.sync()),
  };

  test.each(Object.keys(READS))(
    'are read as %s, reported to onIssue, or end in an error of this library',
    async (name) => {
      const sound = new Set<string>();
      for (const seed of [1, 2, 3]) {
        const { erecruiter } = setUp({ sandbox: { seed }, remoteData: true });
        for (const shape of shapesIn(await READS[name]?.(erecruiter))) sound.add(shape);
      }
      const run = async (skip: number, changes: Parameters<typeof mutated>[1]): Promise<void> => {
        let answers = 0;
        const through = altered(/\/Api\//, (body) => {
          answers += 1;
          return answers % 3 === skip ? mutated(body, changes) : body;
        });
        const { erecruiter } = setUp({ sandbox: { applicants: 3, jobs: 3 }, through, retry: { limit: 0 } });
        try {
          const result = await READS[name]?.(erecruiter);
          expect(shapesIn(result).filter((shape) => / (?:undefined|no date|no number)$/.test(shape))).toEqual([]);
          expect(shapesIn(result).filter((shape) => shape.startsWith('$[]: ') && !sound.has(shape))).toEqual([]);
        } catch (error) {
          if (!ERecruiterError.isInstance(error)) throw error;
          fc.pre(false); // one more, so that enough of them are read
        }
      };
      await fc.assert(fc.asyncProperty(fc.nat(2), mutations, run), { numRuns: 8 });
    },
  );
});

describe('what is nested deeper than the stack allows', () => {
  const region = { Id: 1, Regions: nested(100_000) };

  test('is another shape, and no crash', () => {
    expect(matches(schemas.mandatorView, region)).toBe(false);
    expect(explain(schemas.mandatorView, region)).toBe('value: nested too deeply');
    expect(matches(schemas.applicantView, { Id: 1, Tags: nested(100_000) })).toBe(false);
  });

  test('makes only its own answer an error', async () => {
    const text = `${'[{"Regions":'.repeat(50_000)}null${'}]'.repeat(50_000)}`;
    const { erecruiter } = setUp({
      sandbox: { applicants: 1, jobs: 1 },
      through: (fetch) => async (input, init) => {
        const request = new Request(input, init);
        if (!request.url.includes('/Mandator')) return fetch(request);
        return new Response(`{"Id":1,"Regions":${text}}`);
      },
    });
    await expect(erecruiter.ping()).rejects.toThrow('GET Api/Mandator: the answer has another shape');
  });
});

test.each([{}, { remoteData: true }, { integrationFields: 'all' }] as const)(
  'records with something unknown that is nested too deeply are read, compared and written all the same: %j',
  async (options) => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const { erecruiter, sandbox } = setUp({
      ...options,
      sandbox: { applicants: 1, jobs: 1 },
      through: (fetch) => async (input, init) => {
        const request = new Request(input, init);
        const answer = await fetch(request);
        if (request.method !== 'GET' || !/Applicant\/\d+$/.test(request.url)) return answer;
        return new Response(`${(await answer.text()).slice(0, -1)},"Newer":${deep}}`);
      },
    });
    const candidates = (await gather(erecruiter.sync())).filter(({ model }) => model === 'candidate');
    expect(candidates).toHaveLength(1);
    await erecruiter.addTagToCandidate({ candidate_id: 'remote:150000', tag: { name: 'new' } });
    expect(sandbox.applicant(150_000)?.Tags).toContain('new');
  },
);

test('a list of a hundred thousand wrong elements results in a short message', () => {
  const reason = explain(schemas.applicantSchema, { Id: 1, Tags: Array.from({ length: 100_000 }, () => 1) });
  expect(reason).toMatch(/^Tags\.0: expected string; .*; and 99980 more$/);
  expect(reason.length).toBeLessThan(1_000);
});
