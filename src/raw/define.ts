import type * as z from 'zod/mini';
import { isRequestedRecord, shapeError, validRecord, validRows } from '../api/answer.js';
import { type Endpoint, endpoints } from '../api/endpoints.js';
import { isForeign, withSchemaNames } from '../api/property-names.js';
import type { RawAccessLevel, RawAnswer, RawBodyType, RawEndpoint } from '../api/raw-call.js';
import type { ReplayRule } from '../api/retry-rules.js';
import type { Issue } from '../options.js';
import { explain } from '../schemas/check.js';
import { text } from '../schemas/tolerant.js';
import type { Schema } from '../schemas/walk.js';
import { parseExactly, parseText } from './parse.js';
import { pathNames, prepareRequest } from './prepare.js';
import type { InputOf, RawParameters } from './types.js';

// The functions are free of side effects, so that a bundle has only the endpoints that it uses.

/** How an answer is read. */
interface AnswerReader<Result> extends Pick<
  RawEndpoint<never, Result>,
  'answer' | 'nullable' | 'schema' | 'parse' | 'read'
> {}

/** What an endpoint has beside its route and its answer. */
interface RawTraits<Parameters extends RawParameters, Body extends RawBodyType | null> {
  /** Query parameters and headers; path values too, unless they are the number of a record. */
  readonly parameters?: Parameters;
  /** The headers that parameters are sent in. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Body;
  readonly levels?: readonly RawAccessLevel[];
  readonly since?: string;
}

type Shared = typeof endpoints;

/** Defines an endpoint whose route the client itself uses. */
// @__NO_SIDE_EFFECTS__
export function shared<
  const Name extends keyof Shared,
  Result,
  const Parameters extends RawParameters = {},
  const Body extends RawBodyType | null = null,
>(
  name: Name,
  reader: AnswerReader<Result>,
  traits: RawTraits<Parameters, Body> = {},
): RawEndpoint<InputOf<Shared[Name]['path'], Parameters, Body>, Result> {
  const { method, path, replay } = endpoints[name];
  const { owner }: Endpoint = endpoints[name];
  return { ...route(method, path, replay, reader, traits), ...(owner === undefined ? {} : { owner }) };
}

/** Defines an endpoint. */
// @__NO_SIDE_EFFECTS__
export function route<
  const Path extends string,
  Result,
  const Parameters extends RawParameters = {},
  const Body extends RawBodyType | null = null,
>(
  method: RawEndpoint<never, Result>['method'],
  path: Path,
  replay: ReplayRule,
  reader: AnswerReader<Result>,
  { parameters, headers = {}, body, levels = [], since }: RawTraits<Parameters, Body> = {},
): RawEndpoint<InputOf<Path, Parameters, Body>, Result> {
  const inPath = pathNames(path);
  const numbers = inPath.map((name) => [name, 'id'] as const);
  const all: RawParameters = { ...Object.fromEntries(numbers), ...parameters };
  const query = Object.keys(all).filter((name) => !inPath.includes(name) && !Object.hasOwn(headers, name));
  const spec = { path, query, parameters: all, headers, body: body ?? null };
  return {
    method,
    path,
    query,
    replay,
    parameters: all,
    body: spec.body,
    ...reader,
    levels,
    since: since ?? null,
    prepare: (input, defaults) => prepareRequest(spec, input, defaults),
  };
}

type Report = (issue: Issue) => void;

/** Reads one record. */
// @__NO_SIDE_EFFECTS__
export function oneRecord<S extends Schema>(schema: S): AnswerReader<z.core.output<S>> {
  const read = (answer: RawAnswer, onIssue: Report): z.core.output<S> => readRecord(schema, answer, onIssue);
  return { answer: 'record', nullable: false, schema, parse: parseExactly, read };
}

/** Reads one record that may be missing. */
// @__NO_SIDE_EFFECTS__
export function recordOrNull<S extends Schema>(schema: S): AnswerReader<z.core.output<S> | null> {
  const read = (answer: RawAnswer, onIssue: Report): z.core.output<S> | null =>
    answer.value === null ? null : readRecord(schema, answer, onIssue);
  return { answer: 'record', nullable: true, schema, parse: parseExactly, read };
}

/** Reads a list; null and no answer mean that it is empty. */
// @__NO_SIDE_EFFECTS__
export function manyRecords<S extends Schema>(schema: S): AnswerReader<z.core.output<S>[]> {
  const read = (answer: RawAnswer, onIssue: Report): z.core.output<S>[] => {
    const { value, request } = answer;
    if (value === null) return [];
    if (!Array.isArray(value)) throw shapeError(answer, 'the answer is not a list');
    return validRows(schema, value, request.label, { onIssue, onSkip: onIssue }, { id: request.id });
  };
  return { answer: 'rows', nullable: false, schema, parse: parseExactly, read };
}

/** Reads a bare text, which may be missing. */
export const bareText: AnswerReader<string | null> = {
  answer: 'text',
  nullable: true,
  schema: text,
  parse: parseText,
  read: (answer) => {
    if (answer.value === null || typeof answer.value === 'string') return answer.value;
    throw shapeError(answer, 'the answer is not a text');
  },
};

function readRecord<S extends Schema>(schema: S, answer: RawAnswer, onIssue: Report): z.core.output<S> {
  const value = withSchemaNames(schema, answer.value);
  const { label, id } = answer.request;
  const found = validRecord(schema, value, { endpoint: label, id, strict: undefined }, onIssue);
  if (found === undefined) throw shapeError(answer, `the answer has another shape: ${explain(schema, value)}`);
  if (isForeign(schema, value)) throw shapeError(answer, 'the answer has another shape: none of its names is known');
  if (!isRequestedRecord(answer.endpoint, { path: answer.path }, found.record))
    throw shapeError(answer, 'the answer is not the requested record');
  return found.record;
}
