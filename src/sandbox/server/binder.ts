import {
  MEMBERS_BY_TYPE,
  ENUM_NAMES,
  defaultOf,
  defaultsOf,
  flexDate,
  membersOf,
  parseType,
  type BodyMember,
  type BodySpec,
  type ValueType,
} from '../data/body-types.js';
import type { SandboxClock } from '../data/clock.js';
import { exactDigits, isJsonRecord, parseExactJson, type Json, type JsonObject } from '../data/json.js';
import type { Normalise, Normaliser } from '../options.js';

/** A body as an action receives it, and the members that could not be converted. */
interface BoundBody {
  readonly value: Json;
  readonly errors: readonly (readonly [path: string, message: string])[];
}

/** Binds the text of a body to what an action accepts. */
export type Binder = (spec: BodySpec, text: string) => BoundBody;

class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(
    message: string,
    /** Whether the reader has lost its position: the rest of the object is lost, too. */
    readonly isLost = false,
  ) {
    super(message);
  }
}

/**
 * Creates a binder that reads bodies as Web API does with Json.NET: names are case-insensitive, each member has a type.
 * A member that cannot be converted is an error in the ModelState and keeps its default; the action still runs.
 */
export function createBinder(clock: SandboxClock, normalise: Normalise, newerNames: readonly string[]): Binder {
  const stored: Readonly<Record<string, Normaliser | undefined>> = {
    text: normalise.texts,
    name: normalise.names,
    email: normalise.emails,
    extension: normalise.extensions ?? withDot,
  };
  const newer = newerNames.map((name): BodyMember => ({ name, ...parseType('any') }));

  return (spec, text) => {
    const errors: [string, string][] = [];
    const type = parseType(spec);
    const parameter = type.base.charAt(0).toLowerCase() + type.base.slice(1);
    const nothing = type.isList ? [] : type.base === 'text' ? null : bindRecord(type.base, {}, parameter);
    let value: Json = null;
    attempt(parameter, () => {
      value = bindValue(type, text.trim() === '' ? null : parseJsonBody(text), '', parameter);
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

    function bindValue(type: ValueType, given: Json, property: string, path: string): Json {
      if (type.isList) return given === null ? null : bindList({ ...type, isList: false }, given, property, path);
      if (MEMBERS_BY_TYPE.has(type.base)) {
        if (given === null) return null;
        if (!isJsonRecord(given)) throw new Unreadable(`Cannot deserialize the current JSON into type '${type.base}'.`);
        return bindRecord(type.base, given, path);
      }
      if (given === null || (given === '' && type.isNullable)) {
        if (defaultOf(type) !== null) throw new Unreadable(`Error converting value {null} to type '${type.base}'.`);
        return null;
      }
      const digits = typeof given === 'number' ? String(given) : exactDigits(given);
      const value = convert(type.base, given, digits, clock);
      if (value === undefined) {
        const isLost = type.base === 'int' && digits !== undefined;
        throw new Unreadable(`Error converting value to type '${type.base}'.`, isLost);
      }
      const clean = typeof value === 'string' ? stored[type.base] : undefined;
      return typeof value === 'string' && clean !== undefined ? clean(value, property) : value;
    }

    function bindList(item: ValueType, given: Json, property: string, path: string): Json {
      if (!Array.isArray(given)) throw new Unreadable('Cannot deserialize the current JSON into a list.');
      const items: Json[] = [];
      for (const [index, value] of given.entries()) {
        const at = `${path}[${String(index)}]`;
        attempt(at, () => {
          items.push(bindValue(item, value, property, at));
        });
      }
      return items.filter((value) => value !== null);
    }

    function bindRecord(base: string, given: Readonly<JsonObject>, path: string): Json {
      const members = [...membersOf(base), ...(base === 'Applicant' ? newer : [])];
      const values = defaultsOf(members);
      for (const [name, value] of Object.entries(given)) {
        const folded = name.toLowerCase();
        const member =
          members.find((item) => item.name === name) ?? members.find((item) => item.name.toLowerCase() === folded);
        if (member === undefined) continue;
        const at = `${path}.${member.name}`;
        const goesOn = attempt(at, () => {
          values[member.name] = bindValue(member, value, member.name, at);
        });
        if (!goesOn) break;
      }
      return base === 'FlexDate' ? flexDate(values) : values;
    }
  };
}

function parseJsonBody(text: string): Json {
  try {
    return parseExactJson(text);
  } catch {
    throw new Unreadable('Unexpected character encountered while parsing value.');
  }
}

/** Converts a value that is not null, a list or a record; returns undefined if Json.NET cannot. */
function convert(base: string, given: Json, digits: string | undefined, clock: SandboxClock): Json | undefined {
  const text = typeof given === 'string' && digits === undefined ? given.trim() : undefined;
  switch (base) {
    case 'bool':
      if (text !== undefined) return /^true$/i.test(text) || (/^false$/i.test(text) ? false : undefined);
      return typeof given === 'boolean' ? given : digits === undefined ? undefined : Number(digits) !== 0;
    case 'int':
      return toInteger(given, text ?? digits, 32);
    case 'long':
      return toInteger(given, text ?? digits, 64);
    case 'float': {
      const number = Number((text ?? digits) || NaN);
      return digits !== undefined || Number.isFinite(number) ? number : undefined;
    }
    case 'date':
      return text === undefined ? undefined : clock.wallTime(text);
    case 'bytes': {
      const bytes = text?.replace(/\s+/g, '') ?? '-';
      return bytes.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bytes) ? bytes : undefined;
    }
    case 'any':
      return given;
  }
  const names = ENUM_NAMES.get(base);
  if (names === undefined) {
    if (typeof given === 'boolean') return given ? 'True' : 'False';
    return digits ?? (typeof given === 'string' ? given : undefined);
  }
  const named = names.findIndex((name) => name.toLowerCase() === text?.toLowerCase());
  return named >= 0 ? named : toInteger(given, text ?? digits, 32);
}

/** Reads an integer that fits into so many bits; a large one keeps its digits. */
function toInteger(given: Json, digits: string | undefined, bits: number): Json | undefined {
  if (digits === undefined || !/^[+-]?\d{1,20}$/.test(digits)) return undefined;
  const value = BigInt(digits.replace('+', ''));
  if (BigInt.asIntN(bits, value) !== value) return undefined;
  return exactDigits(given) === undefined ? Number(value) : given;
}

function withDot(extension: string): string {
  return extension === '' || extension.startsWith('.') ? extension : `.${extension}`;
}
