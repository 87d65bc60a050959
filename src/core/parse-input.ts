import * as z from 'zod/mini';
import type { InputIssue, InputIssueCode } from '../models/error-codes.js';
import { InputError } from '../errors.js';
import { isBlank } from '../mappers/values/text.js';
import { type Schema, schemaAt, shapeOf } from '../schemas/walk.js';
import { didYouMean } from './did-you-mean.js';

/**
 * Checks a value from outside. Throws an `InputError` that names every wrong path and quotes no value. `more` are
 * issues that are known already; they replace the schema's for the same path.
 */
export function parseInput<S extends Schema>(
  schema: S,
  value: unknown,
  more: readonly InputIssue[] = [],
): z.core.output<S> {
  const result = z.safeParse(schema, value, OWN_TEXTS);
  if (result.success && more.length === 0) return result.data;
  const issues = result.success ? [] : issuesOf(result.error, schema, value);
  throw new InputError([...issues.filter(({ path }) => !more.some((own) => own.path === path)), ...more]);
}

/** zod's languages are global to the process: without this, the one of the caller's app would write our texts. */
export const OWN_TEXTS = { error: () => 'Invalid input' } as const;

/** Returns what is wrong with a value. */
export function findIssues(schema: Schema, value: unknown): InputIssue[] {
  const result = z.safeParse(schema, value, OWN_TEXTS);
  return result.success ? [] : issuesOf(result.error, schema, value);
}

/** Waits for work that can find something wrong. Throws one `InputError` that names all of it. */
export async function allWithIssues<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work);
  const failures = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
  const issues = failures.flatMap((failure) => (InputError.isInstance(failure) ? failure.issues : []));
  if (issues.length > 0 && failures.every((failure) => InputError.isInstance(failure))) throw new InputError(issues);
  return Promise.all(work);
}

/** Converts the issues of a zod error to paths and plain sentences. `whole` names the value itself, as a path. */
export function issuesOf(error: z.core.$ZodError, schema: Schema, value: unknown, whole = 'input'): InputIssue[] {
  const wrongType = new Set<string>();
  const issues = error.issues.flatMap((issue): InputIssue | InputIssue[] => {
    const path = inputPath(issue.path, value);
    if (issue.code === 'unrecognized_keys') {
      const [nameless] = issue.keys.filter((key) => !isName(key)); // one is enough: bytes have one for each byte
      const named = issue.keys.filter((key) => isName(key) || key === nameless);
      return named.map((key) => unknownKey(key, path, schema, issue.path, whole));
    }
    const given = givenAt(value, issue.path);
    return { ...toProblem(issue, given, mayBeMissing(schemaAt(schema, issue.path))), path: path || whole };
  });
  return issues.filter(({ code, path }) => {
    // zod goes on to measure lists and functions where a text is expected.
    if (wrongType.has(path)) return false;
    if (code === 'invalid_type') wrongType.add(path);
    return true;
  });
}

/** What converts its input takes anything: what comes after the conversion decides. */
function mayBeMissing(schema: Schema | undefined): boolean {
  if (schema instanceof z.ZodMiniPipe) return mayBeMissing(schema._zod.def.out);
  if (schema instanceof z.ZodMiniUnion) return schema._zod.def.options.some(mayBeMissing);
  return schema?._zod.optin === 'optional';
}

/** Returns the value at a path; `undefined` if there is none. */
export function givenAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (Object(at) === at ? Reflect.get(Object(at), key) : undefined), value);
}

/** Returns a key for a message. A misspelled name helps the reader; any other key could be personal data. */
export function keyLabel(key: string): string {
  return isName(key) ? key : 'a key that is not a name';
}

function isName(key: string): boolean {
  return /^[a-z]\w{0,39}$/i.test(key);
}

const ANSWERS = 'screening_question_answers';

/** Joins a path. An answer is named by the id of its question, as far as that can be one: missing answers are, too. */
function inputPath(path: readonly PropertyKey[], value: unknown): string {
  const [first, index, field, ...rest] = path;
  const question = first === ANSWERS && index !== undefined && givenAt(value, [first, index, 'question_id']);
  if (!isId(question)) return path.map(segmentOf).join('.');
  return [ANSWERS, question, ...(field === undefined || field === 'answer' ? rest : path.slice(2)).map(segmentOf)].join(
    '.',
  );
}

/** Writes a key. Those of a free record, such as headers, can be anything, even personal. */
function segmentOf(key: PropertyKey): string {
  const text = String(key);
  return /^[\w-]{1,64}$/.test(text) ? text : '…';
}

/** Returns the path of an answer. */
export function answerPathAt(index: number, question: unknown): string {
  return isId(question) ? `${ANSWERS}.${question}` : `${ANSWERS}.${index}.answer`;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[1-9A-HJ-NP-Za-km-z]{24}$/.test(value);
}

function unknownKey(
  key: string,
  parent: string,
  schema: Schema,
  keys: readonly PropertyKey[],
  whole: string,
): InputIssue {
  const code = 'unknown_key';
  if (!isName(key)) return { code, path: parent || whole, message: 'has an unknown field' };
  const path = parent === '' ? key : `${parent}.${key}`;
  const around = schemaAt(schema, keys);
  const siblings = [...((around && shapeOf(around)?.keys()) ?? [])];
  return { code, path, message: `is unknown${didYouMean(key, siblings, schemaPaths(schema))}` };
}

/** Returns the paths of all fields, except those in lists. */
function schemaPaths(schema: Schema, prefix = ''): string[] {
  return [...(shapeOf(schema) ?? [])].flatMap(([name, field]) => [
    prefix + name,
    ...schemaPaths(field, `${prefix}${name}.`),
  ]);
}

type Problem = Omit<InputIssue, 'path'>;

function toProblem(issue: z.core.$ZodIssue, given: unknown, isOptional: boolean): Problem {
  // An optional field accepts undefined, so a field without a value is required.
  if (given === undefined || (given === null && !isOptional)) return { code: 'required', message: 'is required' };
  if (!isOptional && typeof given === 'string' && isBlank(given)) return EMPTY;
  // zod's own text, which it uses if the schema has none.
  const text = issue.message === 'Invalid input' ? undefined : issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: 'invalid_type',
        message: text ?? `must be ${typeText(issue.expected)}${given === null ? ', not null' : ''}`,
      };
    case 'invalid_value': {
      const values = issue.values.map(String);
      const hint = typeof given === 'string' ? didYouMean(given, values, []) : '';
      return {
        code: 'invalid_value',
        message: text ?? `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}${hint}`,
      };
    }
    case 'too_small':
    case 'too_big': {
      const isSmall = issue.code === 'too_small';
      const limit = isSmall ? issue.minimum : issue.maximum;
      return sizeProblem(issue.origin, isSmall, Number(limit), issue.inclusive !== false, text);
    }
    case 'not_multiple_of':
      return { code: 'out_of_range', message: text ?? `must be a multiple of ${issue.divisor}` };
    case 'invalid_format':
      return { code: 'invalid_format', message: text ?? 'is not of the expected form' };
    case 'invalid_union':
      return { code: isOfAnotherType(issue) ? 'invalid_type' : looseCode(given), message: text ?? alternatives(issue) };
    case 'custom':
      if (text === EMPTY.message) return EMPTY;
      return {
        code: CODES_OF_CHECKS[String(issue.params?.['code'])] ?? looseCode(given),
        message: text ?? 'is not valid',
      };
    default:
      return { code: looseCode(given), message: text ?? 'is not valid' };
  }
}

const EMPTY: Problem = { code: 'required', message: 'must not be empty' };

/** What a check of a schema may say with `params: { code }`, where the value alone does not tell. */
const CODES_OF_CHECKS: Readonly<Record<string, InputIssueCode>> = {
  required: 'required',
  not_allowed: 'not_allowed',
  invalid_type: 'invalid_type',
  invalid_value: 'invalid_value',
  out_of_range: 'out_of_range',
};

function looseCode(given: unknown): InputIssueCode {
  return typeof given === 'string' ? 'invalid_format' : 'invalid_type';
}

function sizeProblem(origin: string, isSmall: boolean, limit: number, isInclusive: boolean, text?: string): Problem {
  const unit = UNITS[origin];
  if (unit === undefined) {
    const [more, least] = isSmall ? ['more', 'at least'] : ['less', 'at most'];
    const value = origin === 'date' ? new Date(limit).toISOString() : String(limit);
    return { code: 'out_of_range', message: text ?? `must be ${isInclusive ? least : `${more} than`} ${value}` };
  }
  if (isSmall && limit === 1) return EMPTY;
  const [one, several] = unit;
  const message = `must have at ${isSmall ? 'least' : 'most'} ${limit} ${limit === 1 ? one : several}`;
  return { code: isSmall ? 'too_short' : 'too_long', message: text ?? message };
}

const UNITS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a valid date',
};

function typeText(expected: string): string {
  return TYPES[expected] ?? expected;
}

function isOfAnotherType({ errors = [] }: z.core.$ZodIssueInvalidUnion): boolean {
  return errors.length > 0 && errors.every(([first]) => first?.code === 'invalid_type');
}

function alternatives({ errors = [] }: z.core.$ZodIssueInvalidUnion): string {
  const types = errors.flatMap(([first]) => (first?.code === 'invalid_type' ? [typeText(first.expected)] : []));
  return types.length === 0 ? 'is not valid' : `must be ${[...new Set(types)].join(' or ')}`;
}
