import type { AttachmentInput, ScreeningAnswerInput } from '../../models/action-inputs.js';
import type { QuestionOption } from '../../models/screening-question.js';
import type { MapperContext } from '../context.js';
import type { Question } from './questions.js';
import { toRawDay, toWholeNumber } from './values.js';
import { toText } from '../values/text.js';

type Answer = ScreeningAnswerInput['answer'];

/** A file that answers a question. */
export type FileAnswer = Omit<AttachmentInput, 'type'>;

/** An answer as eRecruiter takes it, what is wrong with it, or `undefined` for one that says nothing. */
export type Reading<T> = { readonly value: T } | { readonly problem: string } | undefined;

/** Goes on with a value where there is one. */
export function withValue<T, U>(reading: Reading<T>, next: (value: T) => U): Reading<U> {
  return reading !== undefined && 'value' in reading ? { value: next(reading.value) } : reading;
}

/** A text; a blank one says nothing. */
export function readText({ format }: Question, answer: Answer): Reading<string> {
  if (typeof answer !== 'string') return { problem: 'expected a text' };
  const longest = format.type === 'TEXT' ? format.max_length : null;
  if (longest !== null && answer.length > longest) return { problem: `expected at most ${longest} characters` };
  return toText(answer) === null ? undefined : { value: answer };
}

/** The raw value of the chosen option. */
export function readChoice({ options }: Question, answer: Answer): Reading<string> {
  const value = typeof answer === 'string' ? rawValue(options, answer) : undefined;
  return value === undefined ? { problem: 'expected the id of one of its options' } : { value };
}

/** The raw values of the chosen options; none says nothing. */
export function readChoices({ options }: Question, answer: Answer): Reading<readonly string[]> {
  const problem = 'expected a list of ids of its options, each once';
  if (!isList(answer)) return { problem };
  const values = answer.map((id) => (typeof id === 'string' ? rawValue(options, id) : undefined));
  const known = values.filter((value) => value !== undefined);
  if (known.length < values.length || new Set(known).size < known.length) return { problem };
  return known.length === 0 ? undefined : { value: known };
}

/** Yes or no. */
export function readFlag(answer: Answer): Reading<boolean> {
  return typeof answer === 'boolean' ? { value: answer } : { problem: 'expected true or false' };
}

/** A number, rounded half up to an integer that eRecruiter can hold. */
export function readNumber({ format }: Question, answer: Answer): Reading<number> {
  if (typeof answer !== 'number') return { problem: 'expected a number' };
  const { min, max } = format.type === 'NUMBER' ? format : { min: null, max: null };
  if (min !== null && answer < min) return { problem: `expected a number of at least ${min}` };
  if (max !== null && answer > max) return { problem: `expected a number of at most ${max}` };
  const value = toWholeNumber(answer);
  return value === null ? { problem: 'expected a number below 2^31' } : { value };
}

/** A calendar day as `YYYY-MM-DD`. */
export function readDay(answer: Answer, { timeZone }: MapperContext): Reading<string> {
  const value = typeof answer === 'string' || answer instanceof Date ? toRawDay(answer, timeZone) : null;
  return value === null ? { problem: 'expected a day: a Date or an ISO 8601 text' } : { value };
}

/** A file. */
export function readFile(answer: Answer): Reading<FileAnswer> {
  return isFile(answer) ? { value: answer } : { problem: 'expected a file: its name, and either data or data_url' };
}

function rawValue(options: readonly QuestionOption[], id: string): string | undefined {
  return options.find((option) => option.id === id)?.remote_id ?? undefined;
}

function isList(answer: Answer): answer is readonly string[] {
  return Array.isArray(answer);
}

function isFile(answer: Answer): answer is FileAnswer {
  if (typeof answer !== 'object' || answer === null || !('name' in answer)) return false;
  const { name, data, data_url: url } = answer;
  return typeof name === 'string' && toText(name) !== null && (data === undefined) !== (url === undefined);
}
