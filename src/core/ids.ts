import { InputError } from '../errors.js';
import { decodeId, type IdKind, type Ids } from '../mappers/index.js';
import { decodeBase58 } from '../mappers/values/base58.js';
import { INT32_MAX } from '../mappers/to-raw/raw-values.js';
import { isBlank } from '../mappers/values/text.js';
import type { InputIssue, InputIssueCode } from '../models/error-codes.js';
import { givenAt } from './parse-input.js';

/** The numbers that eRecruiter needs to read an application. */
export interface ApplicationAddress {
  readonly application: number;
  readonly applicant: number;
  /** Undefined if only application and applicant were given. */
  readonly job: number | undefined;
}

/** The records that an input can name. */
export type NamedKind = 'job' | 'candidate' | 'application';

/** Returns the number behind an id, or behind `remote:<number>`. Throws an `InputError` that names `path`. */
export function remoteNumberOf(ids: Ids, kind: 'job' | 'candidate', id: string, path: string): number {
  return orThrow(readId(ids, kind, id), path)[0];
}

/** Returns the address behind an application id, or behind `remote:<applicant>/<application>`. */
export function applicationAddressOf(ids: Ids, id: string, path: string): ApplicationAddress {
  const [application, applicant, job] = orThrow(readId(ids, 'application', id), path);
  return { application, applicant, job: job || undefined };
}

/** Reads a `remote_id` that is a plain number. */
export function parseRemoteNumber(text: string, path: string): number {
  return orThrow(readRemoteId(text), path);
}

/** Returns what is wrong with the id at a path of an input. The schema knows whether it may be missing. */
export function idIssues(ids: Ids, kind: NamedKind, input: unknown, ...path: readonly string[]): InputIssue[] {
  const given = givenAt(input, path);
  const problem = given === undefined ? undefined : readId(ids, kind, given);
  return problem instanceof IdProblem ? [{ ...problem, path: path.join('.') }] : [];
}

/** A stage that an input names: by its id, which is derived from its name, or by the name itself. */
interface WantedStage {
  readonly id: string;
  /** Undefined if only the id was given. */
  readonly name: string | undefined;
}

/** Returns the stage behind an id, or behind `remote:<name>`. Throws an `InputError` that names `path`. */
export function wantedStageOf(ids: Ids, id: string, path: string): WantedStage {
  return orThrow(readStage(ids, id), path);
}

/** Returns what is wrong with the id of a stage at a path of an input. */
export function stageIssues(ids: Ids, input: unknown, path: string): InputIssue[] {
  const given = givenAt(input, [path]);
  const problem = given === undefined ? undefined : readStage(ids, given);
  return problem instanceof IdProblem ? [{ ...problem, path }] : [];
}

function readStage(ids: Ids, id: unknown): WantedStage | IdProblem {
  if (typeof id !== 'string') return notText(typeof id === 'number' ? Number.NaN : id, String);
  if (isBlank(id)) return new IdProblem('required', 'must not be empty');
  const [, name] = /^remote:(.*)$/s.exec(id) ?? [];
  if (name !== undefined) {
    return isBlank(name) ? new IdProblem('required', 'must name a stage') : { id: ids.stage(name), name };
  }
  const decoded = decodeId(id.trim(), ids);
  if (decoded?.kind === 'stage') return { id: id.trim(), name: undefined };
  if (decoded !== undefined)
    return new IdProblem('wrong_kind', `is the id of ${labelOf(decoded.kind)}, not of a stage`);
  return decodeBase58(id) === undefined
    ? new IdProblem('unknown_id', 'is not an id: pass an `id` that this library returned, or remote:<name>')
    : new IdProblem('unknown_id', OTHER_OWNER);
}

/** Returns what is wrong with the number of a policy at a path of an input: policies have no id of this library. */
export function policyIssues(input: unknown, path: string): InputIssue[] {
  const given = givenAt(input, [path]);
  const problem = given === undefined ? undefined : readRemoteId(withoutPrefix(given));
  return problem instanceof IdProblem ? [{ ...problem, path }] : [];
}

/** Returns the number of a policy: `3`, or `remote:3`. */
export function policyNumberOf(text: string, path: string): number {
  return orThrow(readRemoteId(withoutPrefix(text)), path);
}

function withoutPrefix(text: unknown): unknown {
  return typeof text === 'string' ? text.replace(/^remote:(?=\d)/, '') : text;
}

/** The filters of a query that are lists of ids. */
type IdFilter = 'ids' | 'job_ids' | 'remote_ids' | 'job_remote_ids';

/** Returns what is wrong with the ids in a query. `kinds` names the records of each filter; null for `remote_id`s. */
export function queryIdIssues(
  ids: Ids,
  query: unknown,
  kinds: Readonly<Partial<Record<IdFilter, NamedKind | null>>>,
): InputIssue[] {
  return Object.entries(kinds).flatMap(([name, kind]) => {
    const given = givenAt(query, [name]);
    return (Array.isArray(given) ? given : []).flatMap((id: unknown, index) => {
      const problem = kind === null ? readRemoteId(id) : readId(ids, kind, id);
      return problem instanceof IdProblem ? [{ ...problem, path: `${name}.${index}` }] : [];
    });
  });
}

type Numbers = readonly [number, number, number];

/** What is wrong with an id; never contains a text, but may contain an eRecruiter number. */
class IdProblem {
  constructor(
    readonly code: InputIssueCode,
    readonly message: string,
  ) {}
}

function orThrow<T>(read: T | IdProblem, path: string): T {
  if (read instanceof IdProblem) throw new InputError([{ ...read, path }]);
  return read;
}

/** Reads the numbers of an id. Callers without types can pass any value. */
function readId(ids: Ids, kind: NamedKind, id: unknown): Numbers | IdProblem {
  if (typeof id !== 'string') return notText(id, (number) => spelled(kind, number));
  const [, first = '', second] = /^remote:(\d{1,10})(?:\/(\d{1,10}))?$/.exec(id) ?? [];
  const isAddress = second !== undefined;
  if (first !== '' && isAddress === (kind === 'application')) {
    const numbers = [Number(isAddress ? second : first), isAddress ? Number(first) : 0, 0] as const;
    const areReal = isRemoteNumber(numbers[0]) && (!isAddress || isRemoteNumber(numbers[1]));
    return areReal ? numbers : new IdProblem('out_of_range', NUMBERS);
  }
  const decoded = decodeId(id, ids);
  if (decoded?.kind === kind) return decoded.numbers;
  if (decoded !== undefined)
    return new IdProblem('wrong_kind', `is the id of ${labelOf(decoded.kind)}, not of ${labelOf(kind)}`);
  if (isBlank(id)) return new IdProblem('required', 'must not be empty');
  if (first !== '' && isAddress && isShown(first) && isShown(second))
    return new IdProblem('wrong_kind', addressText(kind, first));
  return new IdProblem('unknown_id', unknownText(kind, id));
}

/** Reads a number in a text, as `remote_id` has it. */
function readRemoteId(text: unknown): number | IdProblem {
  if (typeof text !== 'string') return notText(text, String);
  if (isBlank(text)) return new IdProblem('required', 'must not be empty');
  if (!/^\d{1,10}$/.test(text)) {
    const number = numberIn(text);
    return new IdProblem(
      'invalid_format',
      `must be an eRecruiter number${number === '' ? '' : `; did you mean ${number}?`}`,
    );
  }
  return isRemoteNumber(Number(text)) ? Number(text) : new IdProblem('out_of_range', NUMBERS);
}

/** What a number in an id must be. */
export const NUMBERS = `must name a number from 1 to ${INT32_MAX}`;

/** Whether a record can have this number. */
export function isRemoteNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= INT32_MAX;
}

function notText(id: unknown, spell: (number: number) => string): IdProblem {
  if (id === null || id === undefined) return new IdProblem('required', 'is required');
  const hint = typeof id === 'number' && isRemoteNumber(id) ? `; did you mean '${spell(id)}'?` : '';
  return new IdProblem('invalid_type', `must be a text${hint}`);
}

/** Why the address of an application is not the id of another record. */
function addressText(kind: NamedKind, applicant: string): string {
  const hint = kind === 'candidate' ? `; did you mean remote:${applicant}?` : '';
  return `is the id of an application, not of ${labelOf(kind)}${hint}`;
}

/** What is said about an id that this client did not make. */
export const OTHER_OWNER = 'is the id of another mandator or installation, or of a client with another `tenant`';

/** Why a text is no id, with the id that it resembles. */
function unknownText(kind: NamedKind, id: string): string {
  const [, first = '', second = ''] = /^[\s:]*(?:remote[\s:]*)?(\d{1,10})(?:\s*\/\s*(\d{1,10}))?\s*$/i.exec(id) ?? [];
  const isAddress = isShown(first) && isShown(second);
  if (kind === 'application' && isAddress) return `is not an id; did you mean remote:${first}/${second}?`;
  if (isShown(first) && second === '') return `is not an id; did you mean ${spelled(kind, Number(first))}?`;
  return decodeBase58(id) === undefined
    ? `is not an id: pass an \`id\` that this library returned, or ${spelled(kind, 'number')}`
    : OTHER_OWNER;
}

/** Whether a text is an eRecruiter number, which may be shown; a phone number begins with 0 or is larger. */
function isShown(text: string): boolean {
  return /^[1-9]/.test(text) && isRemoteNumber(Number(text));
}

function numberIn(text: string): string {
  const number = /^\s*remote\s*:\s*(\d{1,10})\s*$/i.exec(text)?.[1] ?? '';
  return isShown(number) ? number : '';
}

function spelled(kind: NamedKind, number: number | 'number'): string {
  const last = number === 'number' ? '<number>' : String(number);
  return kind === 'application' ? `remote:<candidate’s number>/${last}` : `remote:${last}`;
}

/** Names a kind of record in messages. */
export function labelOf(kind: IdKind): string {
  if (kind === 'unaddressable') return 'a record that cannot be looked up';
  const words = kind.replace(/[A-Z]/g, ' $&').toLowerCase();
  return `${/^[aio]/.test(words) ? 'an' : 'a'} ${words}`;
}
