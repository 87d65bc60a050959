import { countOf } from '../mappers/values/text.js';
import {
  applicantDocumentSchema,
  applicantHistorySchema,
  applicantSchema,
  applicationParameterSchema,
  applicationReferrerSchema,
  applicationSchema,
  applicationUpdateSchema,
  customFieldValueSchema,
  jobPublicationSchema,
  jobSchema,
  mandatorSchema,
  policySchema,
  questionnaireSchema,
} from '../schemas/index.js';
import { elementOf, isRecord, type Schema, shapeOf } from '../schemas/walk.js';
import { ERROR_NAMES } from './answer.js';
import { endpointLabel, endpoints } from './endpoints.js';
import type { OutgoingRequest } from './request.js';
import { USER_AGENT } from './user-agent.js';

// What is not on one of these lists is not shown: a value that nobody thought of may be personal, or a secret.

const PLAIN_MEDIA_TYPE =
  /^(?:accept|content-type): (?:application|text)\/(?:html|json|plain|xml)(?:; ?charset=utf-8)?$/i;
const COUNT = /^(?:content-length|retry-after): \d{1,9}$/;
/** The headers of an answer that tell something. */
const ANSWER_HEADERS = ['content-type', 'content-length', 'retry-after', 'location'];
const PLAIN_PARAMETER = /^(?:culture=[a-z]{2}-[A-Z]{2}|\w+=(?:true|false|))$/;
/** Names in bodies that are not in a schema of an answer. */
const OTHER_NAMES = ['Key', 'MandatorId', 'ClientInfo', 'FileName', 'Values', ...ERROR_NAMES];
const MAX_LENGTH = 4_000;
const MAX_DEPTH = 8;

/** What is safe to show of a request: names, record numbers, sizes and shapes, and no other value. */
export function describeRequest(
  apiUrl: string,
  { method, url, label, body }: OutgoingRequest,
  headers: Readonly<Record<string, string>>,
): string {
  const [path = '', ...query] = url.slice(apiUrl.length + 1).split('?');
  const address = `${numberedPath(method, path) ?? label}${queryOf(query.join('?'))}`;
  return [address, headersText(Object.entries(headers)), body === undefined ? 'no body' : bodyText(body)].join(' ');
}

/** What is safe to show of an answer. */
export function describeAnswer(headers: { get(name: string): string | null }, text: string | null): string {
  const shown = ANSWER_HEADERS.flatMap((name): [string, string][] => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return [headersText(shown), text === null || text === '' ? 'no body' : bodyText(text)].join(' ');
}

/** Returns the path with its record numbers; undefined if it is not one of the client's routes. */
function numberedPath(method: string, path: string): string | undefined {
  const segments = path.split('/');
  for (const endpoint of Object.values(endpoints)) {
    const parts = endpoint.path.split('/');
    if (parts.length !== segments.length || !parts.every((part, at) => fits(part, segments[at] ?? ''))) continue;
    return endpointLabel({
      method,
      path: parts.map((part, at) => (standsForNumber(part) ? segments[at] : part)).join('/'),
    });
  }
  return undefined;
}

function fits(part: string, segment: string): boolean {
  if (standsForNumber(part)) return /^\d{1,10}$/.test(segment);
  return part.startsWith('{') || part.toLowerCase() === segment.toLowerCase();
}

/** Whether a part of a path stands for a record number; others stand for emails and names of sources. */
function standsForNumber(part: string): boolean {
  return part.endsWith('Id}');
}

function queryOf(query: string): string {
  const known = new Set(Object.values(endpoints).flatMap((endpoint): readonly string[] => endpoint.query));
  const all = [...new URLSearchParams(query)];
  const shown = all
    .filter(([name]) => known.has(name))
    .map(([name, value]) => `${name}=${PLAIN_PARAMETER.test(`${name}=${value}`) ? value : shapeText(value)}`);
  const texts = [...shown, ...more(all.length - shown.length)];
  return texts.length === 0 ? '' : `?${texts.join('&')}`;
}

function headersText(headers: readonly (readonly [string, string])[]): string {
  const texts = headers.map(([name, value]) => {
    const text = `${name}: ${value}`;
    const isPlain = PLAIN_MEDIA_TYPE.test(text) || COUNT.test(text) || value === USER_AGENT;
    return isPlain ? text : `${name}: ${shapeText(value)}`;
  });
  return `[${texts.join(', ')}]`;
}

function bodyText(body: string): string {
  const size = countOf(body.length, 'character');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return `${size}, not JSON`;
  }
  const text = shapeText(value);
  return `${size}, ${text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)} …` : text}`;
}

/** Writes the shape of a value: property names, types and sizes. */
function shapeText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return `string(${value.length})`;
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  if (depth === MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.length} × ${shapeText(value[0], depth + 1)}]`;
  const names = knownNames();
  const all = isRecord(value) ? Object.entries(value) : [];
  const shown = all.filter(([name]) => names.has(name.toLowerCase()));
  const texts = shown.map(([name, item]) => `${name}: ${shapeText(item, depth + 1)}`);
  return `{${[...texts, ...more(all.length - shown.length)].join(', ')}}`;
}

/** How many names are not shown: a name can be a value as well, for example in a dictionary. */
function more(count: number): string[] {
  return count === 0 ? [] : [`${count} more`];
}

let propertyNames: Set<string> | undefined;

/** The names of eRecruiter's properties, in lower case. */
function knownNames(): Set<string> {
  if (propertyNames !== undefined) return propertyNames;
  const names = new Set(OTHER_NAMES.map((name) => name.toLowerCase()));
  const seen = new Set<Schema>();
  const collect = (schema: Schema | undefined): void => {
    if (schema === undefined || seen.has(schema)) return;
    seen.add(schema);
    collect(elementOf(schema));
    for (const [name, inner] of shapeOf(schema) ?? []) {
      names.add(name.toLowerCase());
      collect(inner);
    }
  };
  for (const { schema } of Object.values(endpoints)) collect(schema);
  // Whole records: the schemas of answers have only what is mapped.
  [applicantSchema, applicantDocumentSchema, applicantHistorySchema, jobSchema, jobPublicationSchema].forEach(collect);
  [applicationSchema, applicationReferrerSchema, applicationParameterSchema, customFieldValueSchema].forEach(collect);
  [applicationUpdateSchema, mandatorSchema, policySchema, questionnaireSchema].forEach(collect);
  propertyNames = names;
  return names;
}
