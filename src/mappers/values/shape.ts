import { isObject, isRecordNumber, RECORD_NUMBER } from './checks.js';

/** Returns what is wrong with a value; `undefined` for a valid one. */
export type ValueCheck = (value: unknown) => string | undefined;

/**
 * What a value must be: the number of a record (`id`), also of one that can lack it (`key`) or can have a negative one
 * (`integer`); a plain value; a member of an enum (`code`), or several (`codes`).
 */
export type Kind =
  'id' | 'key' | 'integer' | 'string' | 'number' | 'boolean' | 'code' | 'codes' | ValueCheck | readonly [Kind] | Shape;

/** What each property of a record must be; the numbers of the record itself come first. */
export interface Shape {
  readonly [name: string]: Kind;
}

type KindOf<Value> = [Value] extends [string]
  ? 'string'
  : [Value] extends [number]
    ? 'id' | 'key' | 'integer' | 'number'
    : [Value] extends [boolean]
      ? 'boolean'
      : [Value] extends [string | number]
        ? 'code'
        : [Value] extends [readonly (infer Element)[]]
          ? readonly [KindOf<NonNullable<Element>>]
          : [Value] extends [object]
            ? ShapeOf<Value>
            : 'codes';

/** What each property must be, by its type: none can be missing here, and none can be of another kind. */
export type ShapeOf<Data> = { readonly [Name in keyof Data]-?: KindOf<NonNullable<Data[Name]>> };

/** Takes the path of a value, and what is wrong with it. */
export type Tell = (path: string, problem: string) => void;

/** Regions contain regions: no real tree is that deep, but a cycle is. */
const LONGEST_PATH = 1_000;

/**
 * Returns a value in which everything is what it must be, or null; the value itself if nothing is wrong with it. A
 * record whose number is wrong is null.
 */
export function soundValue(value: unknown, kind: Kind, path: string, key: string | number, tell: Tell): unknown {
  const problem = mismatchOf(value, kind);
  if (problem !== undefined) {
    tell(path + key, problem);
    return null;
  }
  if (typeof value !== 'object' || value === null || typeof kind !== 'object') return value;
  const inside = path + key === '' ? '' : `${path}${key}.`;
  if (path.length > LONGEST_PATH) {
    tell(path + key, 'nested too deeply');
    return null;
  }
  if (isListKind(kind)) return Array.isArray(value) ? soundList(value, kind[0], inside, tell) : null;
  return isObject(value) ? soundRecord(value, kind, inside, tell) : null;
}

function soundList(list: readonly unknown[], kind: Kind, path: string, tell: Tell): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const sound = soundValue(list[index], kind, path, index, tell);
    if (sound !== list[index]) (changed ??= [...list])[index] = sound;
  }
  return changed ?? list;
}

function soundRecord(record: Readonly<Record<string, unknown>>, shape: Shape, path: string, tell: Tell): object | null {
  let changed: Record<string, unknown> | undefined;
  for (const name in shape) {
    const kind = shape[name];
    const given = record[name];
    if (kind === undefined || isPlainlySound(given, kind)) continue;
    const sound = soundValue(given, kind, path, name, tell);
    const isNumber = kind === 'id' || kind === 'integer' || (kind === 'key' && given !== null);
    if (isNumber && sound === null) return null;
    if (sound === given) continue;
    changed ??= Object.fromEntries(Object.keys(shape).map((key) => [key, record[key]]));
    changed[name] = sound;
  }
  return changed ?? record;
}

/** Decides the most common cases at once: records are checked as fast as they are mapped. */
function isPlainlySound(value: unknown, kind: Kind): boolean {
  if (kind === 'id') return isRecordNumber(value);
  if (value === null || value === undefined) return kind !== 'integer' && typeof kind !== 'function';
  return typeof value === kind && (kind !== 'number' || Number.isFinite(value));
}

function mismatchOf(value: unknown, kind: Kind): string | undefined {
  if (typeof kind === 'function') return kind(value);
  if (kind === 'id') return unless(isRecordNumber(value), RECORD_NUMBER);
  if (kind === 'integer') return unless(Number.isSafeInteger(value), 'expected a whole number');
  if (value === null || value === undefined) return undefined;
  if (kind === 'key') return unless(Number.isFinite(value), RECORD_NUMBER);
  if (kind === 'number') return unless(Number.isFinite(value), 'expected number');
  if (kind === 'code') return unless(isCode(value), 'expected number or string');
  if (kind === 'codes') return unless([value].flat().every(isCodeOrNothing), 'expected number, string or array');
  if (typeof kind === 'string') return unless(typeof value === kind, `expected ${kind}`);
  return isListKind(kind) ? unless(Array.isArray(value), 'expected array') : unless(isObject(value), 'expected object');
}

function unless(holds: boolean, problem: string): string | undefined {
  return holds ? undefined : problem;
}

function isCode(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value);
}

function isCodeOrNothing(value: unknown): boolean {
  return value === null || value === undefined || isCode(value);
}

/** Whether a kind is that of a list. */
export function isListKind(kind: Kind): kind is readonly [Kind] {
  return Array.isArray(kind);
}
