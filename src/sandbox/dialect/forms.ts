import { ENUM_NAMES, type ValueType } from '../data/body-types.js';
import { APPLICATION_ERRORS } from '../../schemas/properties.js';
import { NO_DATE, type SandboxClock } from '../data/clock.js';
import { exactDigits, exactNumber, type Json, type JsonObject } from '../data/json.js';
import type { TurnTable } from './knobs.js';
import type { AnswerForm } from './shapes.js';

/** Creates a form of answers; some count, or need the server's time zone. */
type CreateForm = (clock: SandboxClock) => AnswerForm;

/** How answers are written. Values come before records, and names come last. */
export const FORMS: TurnTable<CreateForm> = {
  enums: {
    names: () => enumWriter((names, value) => names[value] ?? String(value)),
    'lower-names': () => enumWriter((names, value) => (names[value] ?? String(value)).toLowerCase()),
    'numeric-text': () => enumWriter((_, value) => String(value)),
  },
  dates: {
    offset: dateWriter('offset'),
    utc: dateWriter('utc'),
    local: dateWriter('local'),
    seconds: dateWriter('seconds'),
    'seven-digits': dateWriter('seven-digits'),
    ms: dateWriter('ms'),
    'ms-offset': dateWriter('ms-offset'),
  },
  numbers: {
    decimal: () => numberForm((digits, { base }) => (base === 'float' && !digits.includes('.') ? `${digits}.0` : null)),
    text: () => ({ value: (value) => numberText(value) ?? value }),
    'ids-text': () => ({ value: (value, _, name) => (name.endsWith('Id') ? (numberText(value) ?? value) : value) }),
  },
  emptyTexts: {
    blank: () => ({ value: (value, { base }) => (value === null && TEXTS.has(base) ? '' : value) }),
  },
  listOrder: {
    changing() {
      let turns = 0;
      return { list: (items, name) => (ORDERED.has(name) ? items : rotated(items, (turns += 1))) };
    },
  },
  emptyLists: {
    null: () => ({ list: (items) => (items.length === 0 ? null : items) }),
    empty: () => ({ list: (items) => items }),
    absent: () => ({ list: (items, name) => (items.length === 0 && name !== '' ? undefined : items) }),
  },
  emptyProperties: {
    absent: () => without(([, value]) => value === null),
    'defaults-absent': () => without(([, value]) => value === null || value === 0 || value === false),
  },
  missingProperties: { some: () => without(([name], type) => isMissingOnOlderServers(type, name)) },
  moreProperties: {
    some: () => ({ record: (record) => ({ ...record, NeuSeit2027: { Art: 1, Texte: ['ä', null] }, NeueZahl: 1.5 }) }),
  },
  propertyNames: {
    camel: () => ({ name: (name) => name.charAt(0).toLowerCase() + name.slice(1) }),
    lower: () => ({ name: (name) => name.toLowerCase() }),
    upper: () => ({ name: (name) => name.toUpperCase() }),
  },
};

const TEXTS: ReadonlySet<string> = new Set(['text', 'name', 'email', 'extension', 'key']);

/** Lists whose order means something. */
const ORDERED: ReadonlySet<string> = new Set(['Items', 'PossibleValues', 'coordinates']);

function rotated(items: readonly Json[], turns: number): readonly Json[] {
  const at = turns % Math.max(1, items.length);
  return [...items.slice(at), ...items.slice(0, at)].reverse();
}

function enumWriter(write: (names: readonly string[], value: number) => string): AnswerForm {
  return {
    value(value, { base }) {
      const names = base === 'ApplicationError' ? APPLICATION_ERRORS : ENUM_NAMES.get(base);
      return names === undefined || typeof value !== 'number' ? value : write(names, value);
    },
  };
}

function numberText(value: Json): string | undefined {
  return typeof value === 'number' ? String(value) : exactDigits(value);
}

function numberForm(write: (digits: string, type: ValueType) => string | null): AnswerForm {
  return {
    value(value, type) {
      const digits = numberText(value);
      const written = digits === undefined ? null : write(digits, type);
      return written === null ? value : exactNumber(written);
    },
  };
}

/** What every server has: without it there is no record, no name and no address. */
const ESSENTIAL =
  /Id$|Name$|^(?:Jobs|Items|Title|Status|Type|Email|Errors|CustomFields?|Target|Value|Content|HasCv|DocumentsCount)$/;

/** Whether an older server lacks a property. */
export function isMissingOnOlderServers(type: string, name: string): boolean {
  if (ESSENTIAL.test(name) || (type !== 'Applicant' && type !== 'Job' && type !== 'Application')) return false;
  return [...`${type}.${name}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % 10 < 3;
}

function without(isLeftOut: (entry: readonly [name: string, value: Json], type: string) => boolean): AnswerForm {
  return {
    record: (record, type): JsonObject =>
      Object.fromEntries(Object.entries(record).filter((entry) => !isLeftOut(entry, type))),
  };
}

function dateWriter(form: string): CreateForm {
  return (clock) => ({
    value: (value, { base }) => (base === 'date' && typeof value === 'string' ? formatDate(value, form, clock) : value),
  });
}

/** The instant of a date that was never set. */
export const NO_DATE_MS = -62_135_596_800_000;

/** Writes a date of an answer in a form of the knobs `dates` and `tokenExpiry`. */
export function formatDate(text: string, form: string, clock: SandboxClock): string {
  const isNone = text === NO_DATE;
  const ms = isNone ? NO_DATE_MS : clock.instantOf(text);
  if (ms === undefined) return text;
  const [, seconds = '', fraction = '', zone = ''] = /^(.{19})(\.\d+)?(.*)$/.exec(text) ?? [];
  const wall = clock.databaseDate(ms).slice(0, 19);
  const offset = isNone ? '+01:00' : zoneText(Date.parse(`${wall}Z`) - Math.floor(ms / 1000) * 1000);
  switch (form) {
    case 'offset':
      return isNone ? `${seconds}${offset}` : `${wall}${fraction}${offset}`;
    case 'utc':
      return isNone ? `${seconds}Z` : `${new Date(ms).toISOString().slice(0, 19)}${fraction}Z`;
    case 'local':
      return isNone ? seconds : `${wall}${fraction}`;
    case 'seconds':
      return seconds + zone;
    case 'seven-digits':
      return `${seconds}.${fraction.slice(1).padEnd(7, '0')}${zone}`;
    case 'ms':
      return `/Date(${String(ms)})/`;
    case 'ms-offset':
      return `/Date(${String(ms)}${offset.replace(':', '')})/`;
    default:
      return text;
  }
}

function zoneText(ms: number): string {
  const minutes = Math.abs(ms) / 60_000;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${ms < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
