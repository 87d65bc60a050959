import { CATALOGUES_BY_PROPERTY } from '../data/answer-types.js';
import {
  ENUM_NAMES,
  MEMBERS_BY_TYPE,
  flexDate,
  membersOf,
  parseType,
  recordOf,
  type BodyMember,
  type RecordType,
  type ValueType,
} from '../data/body-types.js';
import type { CatalogueName } from '../data/catalogue.js';
import { isServerDate } from '../data/clock.js';
import { catalogueNames, type Installation } from '../data/installation.js';
import { exactInteger, type Json, type JsonObject } from '../data/json.js';
import { checkObject, noSuchName, wrongType } from './names.js';

/** Properties that a record has besides those of its type, such as the id that the server gives. */
type MoreProperties = Readonly<Record<string, string>>;

/** Reads partial records of tests: only properties that exist, each of its type and of an existing name. */
export interface RecordReader {
  /** Returns what was given, as it is stored; nested records are completed. */
  read(place: string, type: RecordType, given: unknown, more?: MoreProperties): JsonObject;
}

/** The properties of a partial date that the server computes. */
const COMPUTED: Readonly<Record<string, MoreProperties>> = { FlexDate: { IsValid: 'bool', IsEmpty: 'bool' } };

const EXPECTED: Readonly<Record<string, string>> = {
  bytes: 'base64 text',
  date: 'a date as text, such as 2026-03-01T09:00:00',
};

/**
 * Creates a reader that knows the names of an installation. With `anyValue` it takes dates that are none and names that
 * no catalogue has, which a test can need to see what its code makes of them.
 */
export function createRecordReader(installation: Installation, anyValue = false): RecordReader {
  return { read };

  function read(place: string, type: string, given: unknown, more: MoreProperties = COMPUTED[type] ?? {}): JsonObject {
    const added = Object.entries(more).map(([name, wire]): BodyMember => ({ name, ...parseType(wire) }));
    const members = [...membersOf(type), ...added];
    const names = members.map(({ name }) => name);
    const values = checkObject(place, 'property', given, names);
    const result: JsonObject = {};
    for (const member of members) {
      const value = values[member.name];
      const catalogue = CATALOGUES_BY_PROPERTY[`${type}.${member.name}`];
      if (value !== undefined) result[member.name] = readValue(`${place}.${member.name}`, member, value, catalogue);
    }
    return result;
  }

  function readValue(place: string, type: ValueType, value: unknown, catalogue: CatalogueName | undefined): Json {
    if (value === null) return null;
    if (type.isList) {
      if (!Array.isArray(value)) throw wrongType(place, 'a list', value);
      return value.map((item: unknown, index) => {
        const at = `${place}[${String(index)}]`;
        if (item === null) throw wrongType(at, 'no null', item);
        return readValue(at, { ...type, isList: false }, item, catalogue);
      });
    }
    if (MEMBERS_BY_TYPE.has(type.base)) {
      const record = read(place, type.base, value);
      return type.base === 'FlexDate' ? flexDate(record) : withDefaults(type.base, record);
    }
    const names = ENUM_NAMES.get(type.base);
    if (names !== undefined) return readEnum(place, names, value);
    return readScalar(place, type.base, value, catalogue);
  }

  function readScalar(place: string, base: string, value: unknown, catalogue: CatalogueName | undefined): Json {
    switch (base) {
      case 'any':
        return readAny(place, value);
      case 'bool':
        if (typeof value !== 'boolean') throw wrongType(place, 'a boolean', value);
        return value;
      case 'float':
        if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(place, 'a number', value);
        return value;
      case 'int':
      case 'long':
        return readInteger(place, base === 'int' ? 32 : 64, value);
    }
    if (typeof value !== 'string') throw wrongType(place, EXPECTED[base] ?? 'text', value);
    if (base === 'date') return anyValue && !isServerDate(value) ? value : readServerDate(place, value);
    if (base === 'bytes' && !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)) {
      throw new TypeError(`${place}: expected base64`);
    }
    if (catalogue !== undefined && !anyValue) checkInCatalogue(place, value, catalogue);
    return value;
  }

  function checkInCatalogue(place: string, value: string, catalogue: CatalogueName): void {
    const names = catalogueNames(installation, catalogue);
    if (!names.includes(value)) throw noSuchName(place, `entry in the catalogue ${catalogue}`, value, names);
  }
}

/** Completes a record: what was not given is empty. */
export function completed(type: RecordType, record: Readonly<JsonObject>): JsonObject {
  return withDefaults(type, record);
}

function withDefaults(type: string, record: Readonly<JsonObject>): JsonObject {
  const empty = Object.fromEntries(membersOf(type).flatMap(({ name, isList }) => (isList ? [[name, []]] : [])));
  return { ...recordOf(type, empty), ...record };
}

function readEnum(place: string, names: readonly string[], value: unknown): number {
  if (typeof value !== 'string' && typeof value !== 'number') throw wrongType(place, 'a number or a name', value);
  const found = typeof value === 'string' ? names.indexOf(value) : value;
  if (names[found] === undefined) {
    throw noSuchName(
      place,
      'value',
      String(value),
      typeof value === 'string' ? names : names.map((_, at) => String(at)),
    );
  }
  return found;
}

function readInteger(place: string, bits: number, value: unknown): Json {
  if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isInteger(value))) {
    throw wrongType(place, 'an integer', value);
  }
  const integer = BigInt(value);
  if (BigInt.asIntN(bits, integer) !== integer)
    throw new RangeError(`${place}: does not fit into ${String(bits)} bits`);
  return typeof value === 'bigint' && !Number.isSafeInteger(Number(value)) ? exactInteger(value) : Number(value);
}

function readServerDate(place: string, value: string): string {
  // Other forms that bodies may have are in no answer.
  if (!isServerDate(value) || !/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:|$)/.test(value))
    throw new RangeError(`${place}: '${value}' is not a date, such as 2026-03-01T09:00:00`);
  return /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00` : value;
}

/** Reads a value of a newer server's property. */
function readAny(place: string, value: unknown): Json {
  if (typeof value === 'bigint') return exactInteger(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => readAny(place, item));
  if (typeof value !== 'object') throw wrongType(place, 'JSON', value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, readAny(place, item)]));
}
