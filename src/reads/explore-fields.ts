import * as z from 'zod/mini';
import { endpoints } from '../api/endpoints.js';
import { findIssues, parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { toCandidate, toJob } from '../mappers/index.js';
import { CUSTOM_FIELD_TYPES, memberOf } from '../mappers/values/enums.js';
import type { Candidate } from '../models/candidate.js';
import type { ExploredField, FieldFormat } from '../models/integration-field.js';
import type { Job } from '../models/job.js';
import type { CallOptions } from '../options.js';
import type { RawCustomFieldView } from '../schemas/index.js';
import { schemaWithin } from '../schemas/walk.js';
import { Crawl } from './crawl.js';
import { isFieldOf } from '../core/custom-fields.js';
import { type ExploredModel, MODEL_SCHEMAS } from './model-fields.js';
import { ordered } from '../flow/ordered.js';
import { withReader, type RawReader } from './raw-reader.js';
import { publishedJobs } from './published-jobs.js';
import { type ExploreQuery, querySchemas } from './query.js';

/** A raw record with the values of its custom fields. */
interface Sample {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly custom: ReadonlyMap<string, unknown>;
}

const MAX_SAMPLE_VALUES = 5;
const modelSchema = z.strictObject({ model: z.enum(Object.keys(MODEL_SCHEMAS)) });

const FORMATS = {
  TextMultiLine: 'TEXT',
  CheckBox: 'BOOLEAN',
  DropdownList: 'SINGLE_SELECT',
  CheckboxList: 'MULTI_SELECT',
  Date: 'DATE',
  TextSingleLine: 'TEXT',
  Html: 'HTML',
} as const;

/** Lists the fields that a model can contain: the mandator's custom fields and raw properties, with sample values. */
export function exploreFields(
  services: Services,
  model: ExploredModel,
  query: ExploreQuery,
  options: CallOptions,
): Promise<ExploredField[]> {
  const { sample = 25 } = parseInput(querySchemas.explore, query, findIssues(modelSchema, { model }));
  const explore = async (reader: RawReader, signal: AbortSignal): Promise<ExploredField[]> => {
    const { CustomFields } = await reader.mandator();
    const samples = sample === 0 ? [] : await samplesOf(reader, model, sample, signal);
    const fields = (CustomFields ?? []).filter((field) => field !== null && field !== undefined);
    return [
      ...fields
        .filter((field) => isFieldOf(model, field))
        .flatMap((field) => exploredCustomField(services, model, field, samples)),
      ...Object.entries(MODEL_SCHEMAS[model].shape).map(([key, schema]) =>
        exploredRawProperty(services, model, key, schema, samples),
      ),
    ];
  };
  return withReader(services, options, explore, true);
}

function exploredCustomField(
  services: Services,
  model: ExploredModel,
  field: RawCustomFieldView,
  samples: readonly Sample[],
): ExploredField[] {
  const key = field.Name;
  if (!key) return [];
  const format: FieldFormat = FORMATS[memberOf(CUSTOM_FIELD_TYPES, field.Type) ?? 'TextSingleLine'];
  const choices = (field.PossibleValues ?? []).flatMap((value) => value ?? []);
  return [
    {
      id: services.ids.integrationField(model, 'CUSTOM', key),
      key,
      label: field.Title ?? null,
      type: 'CUSTOM',
      format,
      possible_values: format.endsWith('_SELECT') ? choices : null,
      sample_values: distinctValues(samples.map(({ custom }) => custom.get(key))),
    },
  ];
}

function exploredRawProperty(
  services: Services,
  model: ExploredModel,
  key: string,
  schema: z.core.$ZodType,
  samples: readonly Sample[],
): ExploredField {
  return {
    id: services.ids.integrationField(model, 'DEFAULT', key),
    key,
    label: null,
    type: 'DEFAULT',
    format: formatOfSchema(schema),
    possible_values: null,
    sample_values: distinctValues(samples.map(({ raw }) => raw[key])),
  };
}

/** Returns the format of a raw property by its schema, ignoring optional and nullable wrappers. */
function formatOfSchema(schema: z.core.$ZodType): FieldFormat {
  const { def } = schemaWithin(schema)._zod;
  if (def.type === 'string') return 'TEXT';
  if (def.type === 'boolean') return 'BOOLEAN';
  if (def.type === 'array') return 'LIST';
  return def.type === 'object' ? 'OBJECT' : 'NUMBER';
}

/** Returns the values that are not empty, each once, compared by content. */
function distinctValues(values: readonly unknown[]): unknown[] {
  const found = new Map<string, unknown>();
  for (const value of values) {
    if (value === null || value === undefined || value === '') continue;
    const text = JSON.stringify(value);
    if (found.size < MAX_SAMPLE_VALUES && !found.has(text)) found.set(text, value);
  }
  return [...found.values()];
}

async function samplesOf(
  reader: RawReader,
  model: ExploredModel,
  count: number,
  signal: AbortSignal,
): Promise<Sample[]> {
  return model === 'job' ? jobSamples(reader, count) : applicantSamples(reader, model, count, signal);
}

async function jobSamples(reader: RawReader, count: number): Promise<Sample[]> {
  const context = await reader.context(endpoints.job);
  const jobs = [...(await publishedJobs(reader, (job) => job)).values()].slice(0, count);
  return jobs.map((raw) => ({ raw: { ...raw }, custom: customValuesOf(toJob(raw, context)) }));
}

async function applicantSamples(
  reader: RawReader,
  model: ExploredModel,
  count: number,
  signal: AbortSignal,
): Promise<Sample[]> {
  const context = await reader.context(endpoints.applicant);
  const samples: Sample[] = [];
  const crawl = new Crawl(reader, {}, undefined);
  const open = (inner: AbortSignal) => crawl.applicants(inner);
  const people = ordered(open, reader.services.settings.concurrency, signal, async ({ applicantId }, inner) => ({
    applicantId,
    person: await reader.readApplicantWithDetails(applicantId, inner, true),
  }));
  for await (const { applicantId, person } of people) {
    reader.applicantFailures.advance(applicantId);
    if (person === undefined) continue;
    const { applicant, applications, customFieldValues = [] } = person;
    if (model === 'candidate') {
      samples.push({
        raw: { ...applicant },
        custom: customValuesOf(toCandidate(applicant, context, { customFieldValues })),
      });
    } else {
      samples.push(...applications.map((raw) => ({ raw: { ...raw }, custom: new Map<string, unknown>() })));
    }
    if (samples.length >= count) break;
  }
  return samples.slice(0, count);
}

function customValuesOf(record: Pick<Job | Candidate, 'integration_fields'>): Map<string, unknown> {
  const fields = record.integration_fields.filter(({ type }) => type === 'CUSTOM');
  return new Map(fields.map(({ key, value }) => [key, value]));
}
