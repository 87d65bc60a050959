import { BODY_TYPES, ENUMS, type BodyType } from './body-types.js';
import { NO_DATE, type SandboxClock } from '../data/clock.js';
import { digitsOf, isRow, parseJson, type Json, type JsonObject } from '../data/json.js';

/** Changes text before it is stored; null drops it. The property is the one that it was sent in, such as `Tags`. */
export type Normaliser = (text: string, property: string) => string | null;

/** What storage makes of text. */
export interface Normalise {
  /** Names of documents: trimmed, cleaned of what a file system forbids, cut to a column. */
  readonly names?: Normaliser;
  /** File extensions; by default they get their dot. */
  readonly extensions?: Normaliser;
  /** E-mail addresses of applicants. */
  readonly emails?: Normaliser;
  /** Every other text, tags and catalogue names included. */
  readonly texts?: Normaliser;
}

/** What a body became, and what of it could not be read. */
export interface Bound {
  readonly value: Json;
  readonly errors: readonly (readonly [path: string, message: string])[];
}

/** What an action takes: one record, a list of records, or a text. */
export type BodySpec = BodyType | `${BodyType}[]` | 'text';

interface Type {
  readonly base: string;
  readonly isList: boolean;
  readonly isNullable: boolean;
}

interface Member extends Type {
  readonly name: string;
}

class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(
    message: string,
    /** Whether the reader has lost its place: what stands behind it in the object is lost as well. */
    readonly isLost = false,
  ) {
    super(message);
  }
}

const TYPES = new Map(Object.entries(BODY_TYPES).map(([name, members]) => [name, membersOf(members)]));
const NAMES = new Map<string, readonly string[]>(Object.entries(ENUMS));
const VALUE_DEFAULTS: Readonly<Record<string, Json>> = { bool: false, int: 0, long: 0, float: 0, date: NO_DATE };

function membersOf(members: string): Member[] {
  return members
    .trim()
    .split(/\s+/)
    .map((member) => {
      const [name = '', type = 'text'] = member.split(':');
      return { name, ...typeOf(type) };
    });
}

function typeOf(type: string): Type {
  return { base: type.replace(/\?|\[\]/, ''), isList: type.endsWith('[]'), isNullable: type.endsWith('?') };
}

/** What a member is that was not sent. */
function defaultOf({ base, isList, isNullable }: Type): Json {
  if (isList || isNullable) return null;
  return NAMES.has(base) ? 0 : (VALUE_DEFAULTS[base] ?? null);
}

/** A record of a type in wire order: the given values, and the defaults of all others. */
export function recordOf(type: BodyType, values: Readonly<JsonObject> = {}): JsonObject {
  return { ...Object.fromEntries((TYPES.get(type) ?? []).map((item) => [item.name, defaultOf(item)])), ...values };
}

/**
 * Reads bodies as Web API does with Json.NET: names in any case, each member by its type. What cannot be read is an
 * error in the ModelState, the member keeps its default, and the action runs all the same.
 */
export function createBinder(clock: SandboxClock, normalise: Normalise, newer: readonly string[]) {
  const stored: Readonly<Record<string, Normaliser | undefined>> = {
    text: normalise.texts,
    name: normalise.names,
    email: normalise.emails,
    extension: normalise.extensions ?? withDot,
  };
  const newest = newer.map((name): Member => ({ name, ...typeOf('any') }));

  return (spec: BodySpec, text: string): Bound => {
    const errors: [string, string][] = [];
    const type = typeOf(spec);
    const parameter = type.base.charAt(0).toLowerCase() + type.base.slice(1);
    const nothing = type.isList ? [] : type.base === 'text' ? null : record(type.base, {}, parameter);
    let value: Json = null;
    attempt(parameter, () => {
      value = read(type, text.trim() === '' ? null : parse(text), '', parameter);
    });
    return { value: value ?? nothing, errors };

    function attempt(path: string, run: () => void): boolean {
      try {
        run();
        return true;
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        errors.push([path, error.message]);
        return !error.isLost;
      }
    }

    function read(type: Type, given: Json, property: string, path: string): Json {
      if (type.isList) return given === null ? null : list({ ...type, isList: false }, given, property, path);
      if (TYPES.has(type.base)) {
        if (given === null) return null;
        if (!isRow(given)) throw new Unreadable(`Cannot deserialize the current JSON into type '${type.base}'.`);
        return record(type.base, given, path);
      }
      if (given === null || (given === '' && type.isNullable)) {
        if (defaultOf(type) !== null) throw new Unreadable(`Error converting value {null} to type '${type.base}'.`);
        return null;
      }
      const value = scalar(type.base, given, clock);
      if (value === undefined) {
        const isLost = type.base === 'int' && (typeof given === 'number' || digitsOf(given) !== undefined);
        throw new Unreadable(`Error converting value to type '${type.base}'.`, isLost);
      }
      return typeof value === 'string' ? (stored[type.base] ?? same)(value, property) : value;
    }

    function list(item: Type, given: Json, property: string, path: string): Json {
      if (!Array.isArray(given)) throw new Unreadable('Cannot deserialize the current JSON into a list.');
      const items: Json[] = [];
      for (const [index, value] of given.entries()) {
        attempt(`${path}[${String(index)}]`, () => {
          items.push(read(item, value, property, `${path}[${String(index)}]`));
        });
      }
      return items.filter((value) => value !== null);
    }

    function record(base: string, given: Readonly<JsonObject>, path: string): Json {
      const members = [...(TYPES.get(base) ?? []), ...(base === 'Applicant' ? newest : [])];
      const values: JsonObject = Object.fromEntries(members.map((member) => [member.name, defaultOf(member)]));
      for (const [name, value] of Object.entries(given)) {
        const member = members.find((item) => item.name === name) ?? members.find((item) => isNamed(item, name));
        if (member === undefined) continue;
        const at = `${path}.${member.name}`;
        const goesOn = attempt(at, () => {
          values[member.name] = read(member, value, member.name, at);
        });
        if (!goesOn) break;
      }
      return base === 'FlexDate' ? flexDate(values) : values;
    }
  };
}

/** The body of an action, bound to what it takes. */
export type Binder = ReturnType<typeof createBinder>;

function isNamed({ name }: Member, given: string): boolean {
  return name.toLowerCase() === given.toLowerCase();
}

function parse(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw new Unreadable('Unexpected character encountered while parsing value.');
  }
}

/** A value that is neither null, nor a list, nor a record; undefined when Json.NET cannot convert it. */
function scalar(base: string, given: Json, clock: SandboxClock): Json | undefined {
  const text = typeof given === 'string' && digitsOf(given) === undefined ? given.trim() : undefined;
  const number = typeof given === 'number' ? given : text === undefined ? numberOf(digitsOf(given)) : undefined;
  switch (base) {
    case 'bool':
      if (text !== undefined) return /^true$/i.test(text) || (/^false$/i.test(text) ? false : undefined);
      return typeof given === 'boolean' ? given : number === undefined ? undefined : number !== 0;
    case 'int':
      return integer(text ?? given, -(2n ** 31n), 2n ** 31n - 1n);
    case 'long':
      return integer(text ?? given, -(2n ** 63n), 2n ** 63n - 1n);
    case 'float':
      if (text !== undefined) return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
      return number;
    case 'date':
      return text === undefined ? undefined : clock.wallTime(text);
    case 'bytes':
      return text !== undefined && isBase64(text.replace(/\s+/g, '')) ? text.replace(/\s+/g, '') : undefined;
    case 'any':
      return given;
  }
  const names = NAMES.get(base);
  if (names === undefined) return textOf(given);
  const named = names.findIndex((name) => name.toLowerCase() === text?.toLowerCase());
  return named >= 0 ? named : integer(text ?? given, -(2n ** 31n), 2n ** 31n - 1n);
}

/** A number or text that is an integer within bounds; large ones stay as they are, digit by digit. */
function integer(given: Json, least: bigint, most: bigint): Json | undefined {
  const digits = typeof given === 'number' ? String(given) : (digitsOf(given) ?? given);
  if (typeof digits !== 'string' || !/^[+-]?\d{1,20}$/.test(digits)) return undefined;
  const value = BigInt(digits.replace('+', ''));
  if (value < least || value > most) return undefined;
  return digitsOf(given) === undefined ? Number(value) : given;
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function textOf(given: Json): string | undefined {
  if (typeof given === 'boolean') return given ? 'True' : 'False';
  if (typeof given === 'number') return String(given);
  return typeof given === 'string' ? (digitsOf(given) ?? given) : undefined;
}

function same(text: string): string {
  return text;
}

function withDot(extension: string): string {
  return extension === '' || extension.startsWith('.') ? extension : `.${extension}`;
}

/** A partial date with its computed members, which are ignored on the way in. */
export function flexDate(value: Readonly<JsonObject>): JsonObject {
  const part = (name: string): number | null => {
    const given = value[name];
    return typeof given === 'number' ? given : null;
  };
  const [Year, Month, Day] = [part('Year'), part('Month'), part('Day')];
  const IsRelativeDate = value['IsRelativeDate'] === true;
  const IsEmpty = Year === null && Month === null && Day === null;
  const known = [Year, Month, Day].filter((item) => item !== null).length;
  const IsValid = IsRelativeDate ? known === 1 : IsEmpty || isPartialDay(Year, Month, Day);
  return { Year, Month, Day, IsRelativeDate, IsValid, IsEmpty };
}

function isPartialDay(year: number | null, month: number | null, day: number | null): boolean {
  if (year === null || (month === null && day !== null)) return false;
  if (month === null) return true;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day ?? 1);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === (day ?? 1);
}
