import { code, flag, id, member, numeric, text, timestamp } from '../schemas/tolerant.js';
import { elementOf, isRecord, type Schema, schemaWithin, shapeOf } from '../schemas/walk.js';
import type { ShapeSummary } from './diagnosis.js';

/** What a documented property holds. */
type PropertyKind = 'id' | 'number' | 'text' | 'date' | 'flag' | 'enum' | 'list' | 'record' | 'other';

/** By name, how often it was counted. */
type Tally = Map<string, number>;

const KINDS: readonly (readonly [schemas: readonly unknown[], kind: PropertyKind])[] = [
  [[id], 'id'],
  [[timestamp], 'date'],
  [[code, member], 'enum'],
  [[numeric], 'number'],
  [[flag], 'flag'],
  [[text], 'text'],
];

/** The types of JSON that a property may have. */
const JSON_TYPES: Readonly<Record<PropertyKind, readonly string[]>> = {
  id: ['number'],
  number: ['number'],
  text: ['text'],
  date: ['text'],
  flag: ['boolean'],
  enum: ['number', 'text'],
  list: ['list'],
  record: ['record'],
  other: ['number', 'text', 'boolean', 'list', 'record'],
};

const DEEPEST = 8;
const MAX_ELEMENTS = 200;

/** Keys that are data, such as email addresses, are not shown. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const HIDDEN_NAME = '(not an identifier)';

/** Collects how records differ from their schemas: names of properties, types and forms, never a value. */
export class ShapeNotes {
  /** By form, such as `dates:offset` or `names:camel`, how often it was seen. */
  readonly forms: Tally = new Map();
  readonly #kinds = new Map<string, RecordNotes>();

  /** Notes one record. */
  add(kind: string, schema: Schema, value: unknown): void {
    // An error in place of a record says nothing about records.
    const names = spellingsOf(shapeOf(schema) ?? new Map());
    const isOne = isRecord(value) && Object.keys(value).some((name) => names.has(name.toLowerCase()));
    if (isOne) this.#record(kind, schema, value, 0);
  }

  /** By kind of record, how they differ. */
  summaries(): Readonly<Record<string, ShapeSummary>> {
    return Object.fromEntries([...this.#kinds].map(([kind, notes]) => [kind, shapeSummary(notes)]));
  }

  /** How often a form was seen. */
  count(form: string): number {
    return this.forms.get(form) ?? 0;
  }

  /** How often properties that are no lists are null, missing now and then, or always; of kinds with enough records. */
  gaps(): { readonly absent: number; readonly nulls: number; readonly never: number } {
    let [absent, nulls, never] = [0, 0, 0];
    for (const { records, seen, nulls: empty, documented, lists } of this.#kinds.values()) {
      if (records < 3) continue;
      for (const name of documented) {
        if (lists.has(name) || name === 'Id') continue;
        const times = seen.get(name) ?? 0;
        if (times === 0) never += 1;
        else if (times < records) absent += 1;
        nulls += empty.get(name) ?? 0;
      }
    }
    return { absent, nulls, never };
  }

  #record(kind: string, schema: Schema, value: Readonly<Record<string, unknown>>, depth: number): void {
    const shape = shapeOf(schema);
    if (shape === undefined || shape.size === 0 || depth > DEEPEST) return; // settings of portals have no schema
    const notes = this.#notesOf(kind, shape);
    notes.records += 1;
    const names = spellingsOf(shape);
    for (const [written, item] of Object.entries(value)) {
      const name = names.get(written.toLowerCase());
      if (name === undefined) {
        count(notes.additional, IDENTIFIER.test(written) ? written : HIDDEN_NAME);
        continue;
      }
      count(notes.seen, name);
      this.#style(name, written);
      const inner = shape.get(name);
      if (item === null) count(notes.nulls, name);
      if (inner !== undefined) this.#value(`${kind}.${name}`, notes, name, inner, item, depth);
    }
    for (const [name, inner] of shape) {
      if (kindOf(inner) === 'list' && !notes.lastHas(value, name)) count(this.forms, 'emptyLists:absent');
    }
  }

  #value(path: string, notes: RecordNotes, name: string, schema: Schema, value: unknown, depth: number): void {
    const kind = kindOf(schema);
    if (value === null) {
      if (kind === 'list') count(this.forms, 'emptyLists:null');
      if (kind === 'text') count(this.forms, 'emptyTexts:null');
      return;
    }
    const type = jsonTypeOf(value);
    if (!JSON_TYPES[kind].includes(type) && !isNumeral(kind, value)) count(notes.otherTypes, `${name}\n${type}`);
    this.#form(kind, name, value);
    if (Array.isArray(value)) {
      if (value.length === 0) count(this.forms, 'emptyLists:empty');
      const element = elementOf(schema);
      if (element === undefined) return;
      for (const item of value.slice(0, MAX_ELEMENTS)) {
        if (isRecord(item)) this.#record(path, element, item, depth + 1);
      }
    } else if (isRecord(value)) {
      this.#record(path, schema, value, depth + 1);
    }
  }

  #form(kind: PropertyKind, name: string, value: unknown): void {
    if (kind === 'enum') count(this.forms, `enums:${formOfEnum(value)}`);
    if (kind === 'date') {
      const form = formOfDate(value);
      if (form === null) return;
      count(this.forms, `dates:${form}`);
      count(this.forms, `digits:${fractionDigits(value)}`);
      if (form === 'offset') count(this.forms, `zone:${String(value).slice(-6)}`);
    }
    if (kind === 'id' || kind === 'number') {
      const isId = /id$/i.test(name);
      count(this.forms, `${isId ? 'ids' : 'numbers'}:${typeof value === 'string' ? 'text' : 'number'}`);
    }
    if (kind === 'text' && value === '') count(this.forms, 'emptyTexts:blank');
    if (value === 0 || value === false) count(this.forms, 'defaults:seen');
  }

  #style(name: string, written: string): void {
    const style =
      written === name
        ? 'pascal'
        : written === name.charAt(0).toLowerCase() + name.slice(1)
          ? 'camel'
          : written === written.toLowerCase()
            ? 'lower'
            : written === written.toUpperCase()
              ? 'upper'
              : 'other';
    // `type` and `coordinates` are lower case in each form.
    if (name !== name.toLowerCase()) count(this.forms, `propertyNames:${style}`);
  }

  #notesOf(kind: string, shape: ReadonlyMap<string, Schema>): RecordNotes {
    const known = this.#kinds.get(kind);
    if (known !== undefined) return known;
    const lists = [...shape].filter(([, schema]) => kindOf(schema) === 'list').map(([name]) => name);
    const notes = new RecordNotes([...shape.keys()], new Set(lists));
    this.#kinds.set(kind, notes);
    return notes;
  }
}

class RecordNotes {
  records = 0;
  readonly documented: readonly string[];
  readonly seen: Tally = new Map();
  readonly nulls: Tally = new Map();
  readonly additional: Tally = new Map();
  readonly otherTypes: Tally = new Map();

  readonly lists: ReadonlySet<string>;

  constructor(documented: readonly string[], lists: ReadonlySet<string>) {
    this.documented = documented;
    this.lists = lists;
  }

  lastHas(value: Readonly<Record<string, unknown>>, name: string): boolean {
    return Object.hasOwn(value, name) || Object.keys(value).some((key) => key.toLowerCase() === name.toLowerCase());
  }
}

function shapeSummary({ records, documented, seen, additional, otherTypes }: RecordNotes): ShapeSummary {
  const types = new Map<string, string[]>();
  for (const key of otherTypes.keys()) {
    const [name = '', type = ''] = key.split('\n');
    types.set(name, [...(types.get(name) ?? []), type]);
  }
  return {
    records,
    missing: documented.filter((name) => !seen.has(name)),
    additional: [...additional.keys()],
    otherTypes: Object.fromEntries(types),
  };
}

function count(tally: Tally, name: string): void {
  tally.set(name, (tally.get(name) ?? 0) + 1);
}

function spellingsOf(shape: ReadonlyMap<string, Schema>): ReadonlyMap<string, string> {
  return new Map([...shape.keys()].map((name) => [name.toLowerCase(), name]));
}

function kindOf(schema: Schema): PropertyKind {
  const known = KINDS.find(([schemas]) => schemas.includes(schema))?.[1];
  if (known !== undefined) return known;
  if (elementOf(schema) !== undefined) return 'list';
  if (shapeOf(schema) !== undefined) return 'record';
  return schemaWithin(schema)._zod.def.type === 'number' ? 'number' : 'other';
}

/** The type of a JSON value. */
function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : typeof value === 'object' ? 'record' : typeof value;
}

/** Whether a number is written as text. */
function isNumeral(kind: PropertyKind, value: unknown): boolean {
  return (kind === 'id' || kind === 'number') && typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value);
}

function formOfEnum(value: unknown): string {
  if (typeof value === 'number') return 'integers';
  if (typeof value !== 'string') return 'other';
  if (/^-?\d+$/.test(value)) return 'numeric-text';
  return value === value.toLowerCase() ? 'lower-names' : 'names';
}

/** How a date is written; null for what means no date. */
export function formOfDate(value: unknown): string | null {
  if (typeof value !== 'string') return 'other';
  if (/^(?:0001|9999)-/.test(value)) return null;
  if (/^\/Date\(-?\d+\)\/$/.test(value)) return 'ms';
  if (/^\/Date\(-?\d+[+-]\d{4}\)\/$/.test(value)) return 'ms-offset';
  const [, zone] = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(value) ?? ['', 'other'];
  if (zone === 'other') return 'other';
  return zone === undefined ? 'local' : zone === 'Z' ? 'utc' : 'offset';
}

function fractionDigits(value: unknown): number {
  return /\.(\d+)/.exec(String(value))?.[1]?.length ?? 0;
}
