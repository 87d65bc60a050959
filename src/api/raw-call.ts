import { InputError } from '../errors.js';
import type { CallOptions, Issue } from '../options.js';
import type { WireType } from '../schemas/properties.js';
import { isRecord } from '../schemas/walk.js';
import { type Answer, isErrorObject } from './answer.js';
import { BodyError } from './body.js';
import type { Endpoint } from './endpoints.js';
import { toOutgoingRequest, type UrlValue } from './request.js';
import type { Transport } from './transport.js';

/** What a path value or a query parameter of a raw endpoint may be. */
export interface RawParameterValues {
  /** A number of a record in eRecruiter, from 1 to 2,147,483,647. */
  readonly id: number;
  /** A whole number of 32 bits. */
  readonly int: number;
  /** A whole number of 64 bits. JavaScript numbers are exact up to 2^53: use a bigint beyond. */
  readonly long: number | bigint;
  readonly text: string;
  readonly bool: boolean;
  /** A point in time: a `Date`, or a text such as `2026-01-31T08:00:00`. */
  readonly time: string | Date;
  /** A culture, such as `de-AT`. */
  readonly culture: string;
  readonly network: 'Xing' | 'LinkedIn';
  /** The value of a header. */
  readonly header: string;
}

/** The type of a parameter: with `?` it may be left out; a list has the default that is sent if it is left out. */
export type RawParameter =
  keyof RawParameterValues | `${keyof RawParameterValues}?` | readonly [keyof RawParameterValues, string | boolean];

/** The properties of a body: their types, records inside, and lists of records. */
export interface RawProperties {
  readonly [name: string]: WireType | RawProperties | readonly [RawProperties];
}

/** What a body is: properties, a list of records, a bare JSON text, or JSON text that is sent unchanged. */
export type RawBodyType = RawProperties | readonly [RawProperties] | 'text' | 'json';

/** The access levels of API keys, as eRecruiter's change log names them. */
export type RawAccessLevel =
  | 'Jobs'
  | 'Applicants'
  | 'Users'
  | 'Companies'
  | 'ApplicationSearch'
  | 'VideoInterview'
  | 'MandatorAgnostic'
  | 'ApplicantCompass';

/** The options of the client that a raw call uses. */
export interface RawDefaults {
  readonly timeZone: string;
  readonly culture: string;
}

/** A checked input, ready to be sent. */
export interface RawRequest {
  readonly path: Readonly<Record<string, UrlValue>>;
  readonly query: Readonly<Record<string, UrlValue | undefined>>;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly json?: string | undefined;
}

/** A parsed answer with its request; its value is null if there is no body. */
export interface RawAnswer extends Answer {
  readonly path: RawRequest['path'];
}

/**
 * A route of eRecruiter's API, typed: what it takes, and what it answers. `erecruiter-kombo/raw` has one for every
 * route that eRecruiter documents.
 */
export interface RawEndpoint<Input, Result> extends Pick<Endpoint, 'method' | 'path' | 'query' | 'replay' | 'owner'> {
  /** The type of each path value, query parameter and header. */
  readonly parameters: Readonly<Record<string, RawParameter>>;
  /** What the body is; null if there is none. */
  readonly body: RawBodyType | null;
  /** A record, a list of records, or a text. */
  readonly answer: 'record' | 'rows' | 'text';
  /** Whether the answer may be null. */
  readonly nullable: boolean;
  /** The schema of the answer; for a list, of each row. */
  readonly schema: Endpoint['schema'];
  /** The access levels that the API key needs; empty if none is documented. */
  readonly levels: readonly RawAccessLevel[];
  /** The version of eRecruiter's API that introduced the route; null if unknown. */
  readonly since: string | null;
  /** Checks an input. Throws an `InputError` that names all that is wrong. */
  readonly prepare: (input: Input, defaults: RawDefaults) => RawRequest;
  /** Parses the body of an answer. Throws if it is of another kind. */
  readonly parse: (text: string) => unknown;
  /** Checks a parsed answer. Throws a `ResponseShapeError` for an answer of another kind. */
  readonly read: (answer: RawAnswer, onIssue: (issue: Issue) => void) => Result;
}

/** The input of an endpoint. */
export type RawInput<E> = E extends RawEndpoint<infer Input, infer _> ? Input : never;

/** The result of an endpoint. */
export type RawResult<E> = E extends RawEndpoint<never, infer Result> ? Result : never;

/** Calls a route and checks its answer. */
export async function callRaw<Input, Result>(
  transport: Transport,
  endpoint: RawEndpoint<Input, Result>,
  input: Input,
  defaults: RawDefaults,
  options: CallOptions,
): Promise<Result> {
  if (!isRecord(endpoint) || !('prepare' in endpoint)) {
    throw new InputError([
      { code: 'invalid_type', path: 'endpoint', message: 'must be an endpoint of erecruiter-kombo/raw' },
    ]);
  }
  const { path, query, headers, json } = endpoint.prepare(input, defaults);
  const url = { path, query, ...(json === undefined ? {} : { json }) };
  const made = toOutgoingRequest(transport.settings, { ...endpoint, rows: false }, url);
  const request = headers === undefined ? made : { ...made, headers };
  // The token itself is fetched at the root, without a token.
  const sent = endpoint.path === '' ? { ...request, url: transport.settings.apiUrl, authenticated: false } : request;
  const answer = await transport.send(sent, options, ({ status, text }) => {
    const isEmpty = status === 204 || (text === '' && endpoint.nullable && endpoint.replay !== 'read');
    const value = isEmpty ? null : endpoint.parse(text);
    if (isErrorObject(value)) throw new BodyError('the answer is an error in place of the record');
    return { status, text, value };
  });
  return endpoint.read(
    { ...answer, endpoint: { ...endpoint, rows: false }, request, path },
    transport.settings.onIssue,
  );
}
