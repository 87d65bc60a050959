import type { RawBodyType, RawDefaults, RawParameter, RawRequest } from '../api/raw-call.js';
import type { UrlValue } from '../api/request.js';
import { didYouMean } from '../core/did-you-mean.js';
import { InputError } from '../errors.js';
import { INT32_MAX } from '../mappers/to-raw/raw-values.js';
import { isCulture, isDate } from '../mappers/values/checks.js';
import { toDate } from '../mappers/values/dates.js';
import type { InputIssue } from '../models/error-codes.js';
import { isRecord } from '../schemas/walk.js';
import type { RawParameters } from './types.js';
import { isInt32, isInt64, writeBody, numberTypeProblem, typeProblem } from './write-body.js';

/** What an input is checked against. */
interface InputSpec {
  readonly path: string;
  readonly query: readonly string[];
  readonly parameters: RawParameters;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RawBodyType | null;
}

/** Checks an input and sorts its values. Throws an `InputError` that names everything that is wrong, and no value. */
export function prepareRequest(spec: InputSpec, input: unknown, defaults: RawDefaults): RawRequest {
  if (!isRecord(input)) throw new InputError([{ ...typeProblem(input, 'an object'), path: 'input' }]);
  const { parameters, body } = spec;
  const given = new Map(Object.entries(input));
  const names = [...Object.keys(parameters), ...(body === null ? [] : ['body'])];
  const issues = [...given.keys()].flatMap((name) => (names.includes(name) ? [] : [unknownName(name, names)]));
  const inPath = pathNames(spec.path);
  const values = new Map<string, UrlValue>();
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = toUrlValue(parameter, given.get(name), defaults);
    if (typeof value === 'object') issues.push({ ...value, path: name });
    else if (inPath.includes(name) && (value === '.' || value === '..')) issues.push({ ...NO_SEGMENT, path: name });
    else if (value !== undefined) values.set(name, value);
  }
  const json = body === null ? undefined : writeBody(body, given.get('body'), defaults.timeZone, issues);
  if (issues.length > 0) throw new InputError(issues);
  const pick = (wanted: readonly string[]): Record<string, UrlValue> =>
    Object.fromEntries([...values].filter(([name]) => wanted.includes(name)));
  const headers = Object.entries(spec.headers).map(([name, header]) => [header, String(values.get(name))]);
  return {
    path: pick(inPath),
    query: pick(spec.query),
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    ...(json === undefined ? {} : { json }),
  };
}

/** Returns the names in braces of a path template. */
export function pathNames(path: string): string[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
}

type ValueProblem = Omit<InputIssue, 'path'>;

/** Returns a value as it is sent; undefined if it is not sent. */
function toUrlValue(
  parameter: RawParameter,
  value: unknown,
  defaults: RawDefaults,
): UrlValue | ValueProblem | undefined {
  const isMissing = value === undefined || value === null;
  if (typeof parameter !== 'string') {
    const [type, normal] = parameter;
    return isMissing || value === normal ? normal : toUrlValue(type, value, defaults);
  }
  if (isMissing && parameter.endsWith('?')) return undefined;
  switch (parameter.replace(/\?$/, '')) {
    case 'id':
      return isInt32(value) && value > 0 ? value : idProblem(value);
    case 'int':
      return isInt32(value) ? value : numberTypeProblem(value, 'a whole number of 32 bits');
    case 'long':
      // A text: it is shown nowhere.
      return isInt64(value)
        ? String(value)
        : numberTypeProblem(value, 'a whole number of 64 bits, beyond 2^53 a bigint');
    case 'bool':
      return typeof value === 'boolean' ? value : typeProblem(value, 'true or false');
    case 'culture':
      if (isMissing) return defaults.culture;
      return typeof value === 'string' && (value === '' || isCulture(value)) ? value : typeProblem(value, 'a culture');
    case 'network':
      if (value === 'Xing' || value === 'LinkedIn') return value;
      return isMissing ? IS_REQUIRED : { code: 'invalid_value', message: 'must be one of Xing, LinkedIn' };
    case 'time':
      return toTime(value);
    case 'header':
      if (typeof value === 'string' && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) return value;
      return textProblem(value, 'is not allowed in a header');
    default:
      if (typeof value === 'string' && value !== '' && value.isWellFormed()) return value;
      return textProblem(value, 'is not well-formed');
  }
}

/** URL parsers resolve dots, even escaped. */
const NO_SEGMENT: ValueProblem = { code: 'not_allowed', message: 'cannot be part of a path' };
const IS_REQUIRED: ValueProblem = { code: 'required', message: 'is required' };

function textProblem(value: unknown, message: string): ValueProblem {
  if (value === '') return { code: 'required', message: 'must not be empty' };
  return typeof value === 'string' ? { code: 'invalid_format', message } : typeProblem(value, 'a text');
}

function idProblem(value: unknown): ValueProblem {
  const problem = numberTypeProblem(value, `a number from 1 to ${INT32_MAX}`);
  const isNumber = typeof value === 'string' && /^[1-9]\d{0,9}$/.test(value) && Number(value) <= INT32_MAX;
  return isNumber ? { ...problem, message: `${problem.message}; did you mean ${value}?` } : problem;
}

/** eRecruiter ignores a time in a query that it cannot read. An empty one is no limit. */
function toTime(value: unknown): string | ValueProblem {
  if (isDate(value)) return value.toISOString();
  if (typeof value !== 'string') return typeProblem(value, 'a Date or a text');
  if (value === '' || toDate(value, 'UTC') !== null) return value;
  return { code: 'invalid_format', message: 'must be a time such as 2026-01-31T08:00:00' };
}

function unknownName(name: string, names: readonly string[]): InputIssue {
  if (!/^[a-z]\w{0,39}$/i.test(name)) return { code: 'unknown_key', path: 'input', message: 'has an unknown field' };
  return { code: 'unknown_key', path: name, message: `is unknown${didYouMean(name, names, [])}` };
}
