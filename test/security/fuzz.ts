import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { root } from '../helpers/source.js';

const golden = `${root}test/fixtures/golden/`;

/** The raw halves of the golden pairs of a model, related records included. */
export function goldenRaws(model: string): Readonly<Record<string, unknown>>[] {
  return readdirSync(golden)
    .filter((file) => file.startsWith(`${model}.`) && file.endsWith('.raw.json'))
    .map((file) => JSON.parse(readFileSync(golden + file, 'utf8')));
}

/** What a JSON text can hold in a place where something else belongs. */
const HOSTILE: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 0.5, 2 ** 31, 2 ** 53, 2 ** 53 + 2, 1e308, -1e308, 5e-324],
  ...['', ' ', 'NaN', 'Infinity', '-1', '1e999', 'null', 'undefined', '[object Object]', '__proto__', 'constructor'],
  ...[
    '\ud800',
    '\udc00x',
    '\u0000',
    '\u2028',
    '\ufeff',
    '\u202e',
    'ﷺ'.repeat(3_000),
    'x'.repeat(50_000),
    '{{{',
    '<',
    '$&',
  ],
  ...['0001-01-01T00:00:00', '9999-12-31T23:59:59.9999999-14:00', '2025-02-30T25:61:61', '2025-03-30T02:30:00', '2025'],
  ...['a@b', '@', 'a@b.c@d.e', '+', '00', 'AT', 'Österreich', '|', 'a|b', 'http://', 'https://$Referrer$', 'data:,x'],
  ...[[], {}, [[]], [null], [{}], [[[[[]]]]], { Id: 1 }, { Id: '1' }, [1, 'x', null, {}]],
];

/** A change of a value: which place of it, and what is done there. */
export type Mutation = readonly [place: number, kind: 'drop' | 'put' | 'twice' | 'swap' | 'nest', detail: number];

/** One to four changes. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.tuple(fc.nat(100_000), fc.constantFrom('drop', 'put', 'put', 'put', 'twice', 'swap', 'nest'), fc.nat(100_000)),
  { minLength: 1, maxLength: 4 },
);

/** The value with the changes done to a copy of it. */
export function mutated(value: unknown, changes: readonly Mutation[]): unknown {
  const box = { value: structuredClone(value) };
  for (const [place, kind, detail] of changes) {
    const [whole = [box, 'value'] as const, ...inner] = placesOf(box);
    const places = inner.length === 0 || place % 20 === 0 ? [whole] : inner;
    const [holder, key] = places[place % places.length] ?? whole;
    const old: unknown = Reflect.get(holder, key);
    if (kind === 'drop') Reflect.deleteProperty(holder, key);
    if (kind === 'put') Reflect.set(holder, key, HOSTILE[detail % HOSTILE.length]);
    if (kind === 'twice') Reflect.set(holder, key, Array.isArray(old) ? [...old, ...structuredClone(old)] : [old, old]);
    if (kind === 'nest') Reflect.set(holder, key, nested(detail % 60));
    if (kind === 'swap') {
      const [other, name] = places[detail % places.length] ?? whole;
      const copy: unknown = structuredClone(Reflect.get(other, name));
      Reflect.set(holder, key, copy);
    }
  }
  return box.value;
}

/** Records in lists in records, as regions lie in regions. */
export function nested(depth: number): unknown {
  let value: unknown = null;
  for (let level = 0; level < depth; level += 1) value = [{ Name: 'x', Regions: value }];
  return value;
}

/** Every place of a value where something stands, a few thousand at most and none too deep. */
function placesOf(value: object, depth = 0): (readonly [holder: object, key: string])[] {
  if (depth > 12) return [];
  return Object.entries(value)
    .slice(0, 200)
    .flatMap(([key, inner]: [string, unknown]) => {
      const here = [value, key] as const;
      return typeof inner === 'object' && inner !== null ? [here, ...placesOf(inner, depth + 1)] : [here];
    });
}

// Names of their own choice, or records as they came.
const FREE = new Set(['custom_fields', 'remote_data', 'raw_question', 'value']);

/** The kinds of objects in a value: where each stands and which keys it has; wrong values are reported as well. */
export function shapesIn(value: unknown, at = '$'): string[] {
  if (value === undefined) return [`${at}: undefined`];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? [`${at}: no date`] : [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${at}: no number`];
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => shapesIn(item, `${at}[]`)))];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const inner = entries.flatMap(([key, item]) => (FREE.has(key) ? [] : shapesIn(item, `${at}.${key}`)));
  return [`${at}: ${entries.map(([key]) => key).join(' ')}`, ...new Set(inner)];
}

/** The longer texts in a value: what an explanation must not repeat. */
export function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return value.length >= 12 ? [value] : [];
  if (typeof value !== 'object' || value === null || depth > 30) return [];
  return Object.values(value).flatMap((item) => textsIn(item, depth + 1));
}
