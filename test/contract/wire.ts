import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { root } from '../helpers/source.js';

const wire = `${root}../shared/wire/`;

/** Whether the wire data is beside this repository. */
export const hasWire = existsSync(`${wire}schema.json`);

/** Returns the title of a suite, with the reason if it is skipped. */
export function suite(title: string): string {
  return hasWire ? title : `${title} (skipped: no wire data in ../shared/wire beside this repository)`;
}

interface ClassDefinition {
  readonly properties?: Readonly<Record<string, string>>;
  readonly enum?: Readonly<Record<string, number>>;
}

/** A recorded request of the official client, with its answer. */
export interface Recorded {
  readonly file: string;
  readonly class: string;
  readonly variant: string | null;
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly rawBody: string;
  };
  readonly answered: { readonly status: number; readonly rawBody: string };
}

/** Reads every class and enum of the API by its name. */
export function readDefinitions(): Readonly<Record<string, ClassDefinition>> {
  return hasWire ? JSON.parse(readFileSync(`${wire}schema.json`, 'utf8')) : {};
}

/** Reads the recorded answers: file, class and parsed body. */
export function readResponses(): { file: string; type: string; text: string; body: unknown }[] {
  if (!hasWire) return [];
  return readdirSync(`${wire}responses`).map((file) => {
    const text = readFileSync(`${wire}responses/${file}`, 'utf8');
    return { file, type: file.replace(/^response-/, '').split('.')[0] ?? '', text, body: JSON.parse(text) };
  });
}

/** Reads the recorded requests in their order. */
export function readRequests(): Recorded[] {
  if (!hasWire) return [];
  return readdirSync(`${wire}requests`).map((file) => ({
    ...JSON.parse(readFileSync(`${wire}requests/${file}`, 'utf8')),
    file,
  }));
}

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{0,6}[1-9])?(?:Z|[+-]\d\d:\d\d)?$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const INTEGERS: Readonly<Record<string, number>> = { Int32: 2 ** 31, Int64: 2 ** 63 };

/** Lists where a value differs from what .NET would write for a type of the definitions. */
export function departures(type: string, value: unknown, at = '$'): string[] {
  const definitions = readDefinitionsOnce();
  const base = type.replace(/ \(read-only:.*\)$/, '');
  if (base.startsWith('byte[]')) {
    return value === null || (typeof value === 'string' && BASE64.test(value)) ? [] : [`${at}: no base64`];
  }
  if (base.endsWith('[]')) {
    if (value === null) return [];
    if (!Array.isArray(value)) return [`${at}: no list`];
    return value.flatMap((item, index) => departures(base.slice(0, -2), item, `${at}[${index}]`));
  }
  const isNullable = base.endsWith('?');
  const name = base.replace(/\?$/, '').replace(/^enum /, '');
  if (value === null && (isNullable || name === 'String' || name === 'Uri')) return [];
  switch (name) {
    case 'String':
    case 'Uri':
      return typeof value === 'string' ? [] : [`${at}: no text`];
    case 'Boolean':
      return typeof value === 'boolean' ? [] : [`${at}: no boolean`];
    case 'DateTime':
      return typeof value === 'string' && DATE.test(value) ? [] : [`${at}: no date`];
    case 'Int32':
    case 'Int64':
      return Number.isInteger(value) && Math.abs(Number(value)) <= (INTEGERS[name] ?? 0) ? [] : [`${at}: no ${name}`];
    case 'Double':
    case 'Single':
    case 'Decimal':
      return typeof value === 'number' ? [] : [`${at}: no number`];
  }
  const definition = definitions[name];
  if (definition === undefined) return [`${at}: unknown type ${name}`];
  if (definition.enum !== undefined) {
    return Object.values(definition.enum).includes(Number(value)) ? [] : [`${at}: not in ${name}`];
  }
  if (value === null) return at === '$' ? ['$: null'] : [];
  if (typeof value !== 'object') return [`${at}: no object`];
  const expected = Object.entries(definition.properties ?? {});
  const given = new Map(Object.entries(value));
  const extra = [...given.keys()].filter((key) => !expected.some(([wanted]) => wanted === key));
  return [
    ...extra.map((key) => `${at}.${key}: not in ${name}`),
    ...expected.flatMap(([key, kind]) =>
      given.has(key) ? departures(kind, given.get(key), `${at}.${key}`) : [`${at}.${key}: missing`],
    ),
  ];
}

let known: Readonly<Record<string, ClassDefinition>> | undefined;

function readDefinitionsOnce(): Readonly<Record<string, ClassDefinition>> {
  return (known ??= readDefinitions());
}
