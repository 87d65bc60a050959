import * as z from 'zod/mini';
import { applicationRejectionInput, createInput } from '../actions/input.js';
import { keyLabel, parseInput } from '../core/parse-input.js';
import { InputError } from '../errors.js';
import { querySchemas } from '../reads/query.js';
import { isRecord, schemaWithin } from '../schemas/walk.js';

// The client's own schemas check queries and bodies. This file has only what is different in Kombo's HTTP API: query
// parameters are text, bodies may have unknown keys, and a few endpoints have parameters of their own.

const { cursor, page_size } = querySchemas.list.shape;

/** The query of endpoints without parameters. */
export const noQuery = z.strictObject({});
/** The query of endpoints that only have pages. */
export const pageQuery = z.strictObject({ cursor, page_size });
/** The query of `/ats/users`. */
export const usersQuery = z.strictObject({ ...querySchemas.list.shape, emails: z.optional(z.array(z.string())) });
const texts = z.optional(z.array(z.string().check(z.minLength(1))));
/** The query of `/ats/jobs`. Any text is a status: Kombo's API knows none that is wrong. */
export const jobsQuery = z.strictObject({
  ...querySchemas.jobs.shape,
  statuses: texts,
  employment_types: texts,
  visibilities: texts,
});
/** The query of `/ats/applications`; `outcome` is the old form of `outcomes`. */
export const applicationsQuery = z.strictObject({
  ...querySchemas.applications.shape,
  outcomes: texts,
  outcome: z.optional(z.string()),
});

/** The query of `/ats/candidates`, without the searches that Kombo does not have. */
export const candidatesQuery = z.omit(querySchemas.candidates, {
  external_ids: true,
  global_ids: true,
  custom_field: true,
});

/** Returns the values of a filter that the client accepts. It refuses the others, because no record can have them. */
export function possible<T>(
  filter: z.core.$ZodType<readonly T[] | undefined>,
  values: readonly string[] | undefined,
): T[] | undefined {
  return values?.flatMap((value) => {
    const { success, data } = z.safeParse(filter, [value]);
    return success ? (data ?? []) : [];
  });
}

const { application, ...createShape } = createInput.shape;

/** `POST /ats/jobs/{job_id}/applications`: the fields of the client's `application` are at the top level. */
export const newApplicationBody = z.strictObject({ ...createShape, ...application.shape });

/** `POST /ats/applications/{application_id}/reject`: any reason is accepted, because eRecruiter has none. */
export const rejectionBody = z.strictObject({
  ...applicationRejectionInput.shape,
  rejection_reason_id: z.optional(z.unknown()),
});

const remoteIds = z.discriminatedUnion('id_type', [
  z.object({
    id_type: z.literal('application_and_candidate_remote_ids'),
    application_remote_id: z.string(),
    candidate_remote_id: z.string(),
  }),
  z.object({
    id_type: z.literal('application_and_job_remote_ids'),
    application_remote_id: z.string(),
    job_remote_id: z.string(),
  }),
]);
/** The two ways to identify a tracked application. */
export type TrackedRemoteIds = z.output<typeof remoteIds>;

/** `POST /ats/import-tracked-application` */
export const trackedApplicationBody = z.object({
  tracked_at: z.nullable(
    z.pipe(
      z.string().check(z.refine((value) => !Number.isNaN(Date.parse(value)), 'must be a date')),
      z.transform((value) => new Date(value).toISOString()),
    ),
  ),
  erecruiter: remoteIds,
});

// Not z.record: its issues contain the keys, which can be personal data.
const stringsByName = z.optional(
  z.custom<Record<string, string>>(
    (value) => isRecord(value) && Object.values(value).every((item) => typeof item === 'string'),
    'must be an object of texts',
  ),
);

/** `POST /passthrough/{tool}/{api}` */
export const passthroughBody = z.object({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string(),
  headers: stringsByName,
  params: stringsByName,
  data: z.optional(z.unknown()),
  response_as_base64: z.optional(z.boolean()),
  multipart_form_data: z.optional(z.unknown()),
});

/** `POST /force-sync` */
export const forceSyncBody = z.object({ type: z._default(z.enum(['FULL', 'DELTA']), 'FULL') });

/** Parses query parameters, which are all text, into what the schema expects. Throws an `InputError`. */
export function parseQuery<S extends z.ZodMiniObject>(schema: S, search: URLSearchParams): z.core.output<S> {
  const texts = new Map<string, string>();
  // A parameter that is repeated is a list.
  for (const [name, text] of search) texts.set(name, texts.has(name) ? `${texts.get(name)},${text}` : text);
  const fields = new Map(Object.entries(schema.shape));
  const query = [...texts].map(([name, text]): [string, unknown] => {
    const field = fields.get(name);
    return [name, field === undefined ? text : fromText(field, name, text)];
  });
  return parseInput(schema, Object.fromEntries(query));
}

/**
 * Converts a text to the type of a field. Kombo's SDK joins lists with commas, so a comma inside a value separates,
 * too.
 */
function fromText(field: z.core.$ZodType, name: string, text: string): unknown {
  const schema = schemaWithin(field);
  if (schema instanceof z.ZodMiniNumber) {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw new InputError([{ code: 'invalid_type', path: name, message: 'must be a whole number' }]);
  }
  if (text === '') throw new InputError([{ code: 'required', path: name, message: 'must not be empty' }]);
  const kinds = schema instanceof z.ZodMiniUnion ? schema._zod.def.options : [schema];
  const isFlag = text === 'true' || text === 'false';
  if (isFlag && kinds.some((kind) => kind instanceof z.ZodMiniBoolean)) return text === 'true';
  return kinds.some((kind) => kind instanceof z.ZodMiniArray) ? text.split(',') : text;
}

/**
 * Parses a JSON body together with the parameters in the path. As in Kombo's API, an unknown key does no harm: at the
 * top level it becomes a warning, deeper it is ignored. Throws an `InputError`.
 */
export function parseBody<S extends z.ZodMiniObject>(
  schema: S,
  body: unknown,
  params: ReadonlyMap<string, string>,
  warn: (message: string) => void,
): z.core.output<S> {
  if (!isRecord(body)) throw new InputError([{ code: 'invalid_type', path: 'input', message: 'must be an object' }]);
  const inPath = [...params].filter(([name]) => Object.hasOwn(schema.shape, name));
  for (const key of Object.keys(body)) {
    const isKnown = Object.hasOwn(schema.shape, key) && !inPath.some(([name]) => name === key);
    if (!isKnown) warn(`${keyLabel(key)} is not supported and was ignored`);
  }
  return parseInput(schema, { ...Object(withoutUnknown(schema, body)), ...Object.fromEntries(inPath) });
}

/** Returns a JSON value without the keys that the schema does not have. */
function withoutUnknown(field: z.core.$ZodType, value: unknown): unknown {
  const schema = schemaWithin(field);
  if (schema instanceof z.ZodMiniUnion) {
    const kinds = schema._zod.def.options.map(schemaWithin);
    const [records, ...others] = kinds.filter((kind) => kind instanceof z.ZodMiniObject);
    return records === undefined || others.length > 0 ? value : withoutUnknown(records, value);
  }
  if (schema instanceof z.ZodMiniArray && Array.isArray(value)) {
    return value.map((item) => withoutUnknown(schema._zod.def.element, item));
  }
  if (!(schema instanceof z.ZodMiniObject) || !isRecord(value)) return value;
  const known = Object.entries(schema.shape).filter(([key]) => Object.hasOwn(value, key));
  return Object.fromEntries(known.map(([key, inner]) => [key, withoutUnknown(inner, value[key])]));
}
