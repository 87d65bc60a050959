import { inspect } from 'node:util';
import { bold, cut, dim, width } from './style.js';

/** Of a value, on however narrow a terminal. */
const LEAST_COLUMNS = 12;
const ID = /^[1-9A-HJ-NP-Za-km-z]{24}$/;

/** Rates how complete a record is: by its number of non-empty fields, then by its length. */
export function fullness(record: object): number {
  return Object.values(record).filter(holdsSomething).length + JSON.stringify(record).length / 1e9;
}

/** Formats a record: one line per non-empty field, then the names of the others. */
export function sample(title: string, record: object): string {
  const entries = Object.entries(record);
  const full = entries.filter(([, value]) => holdsSomething(value));
  const empty = entries.filter(([, value]) => !holdsSomething(value)).map(([name]) => name);
  const names = Math.max(0, ...full.map(([name]) => name.length));
  const room = Math.max(LEAST_COLUMNS, width() - names - 6);
  const lines = full.map(([name, value]) => `    ${name.padEnd(names)}  ${cut(oneLine(value), room)}`);
  if (empty.length > 0) lines.push(dim(`    ${cut(`null or empty: ${empty.join(', ')}`, room + names + 2)}`));
  return [`  ${bold(title)}`, ...lines].join('\n');
}

function oneLine(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  const text = inspect(typeof value === 'string' ? value : brief(value), { breakLength: Infinity, depth: 3 });
  return text.replace(/\s*\n\s*/g, ' ');
}

/** Removes nulls inside a record and shortens ids and texts. */
function brief(value: unknown): unknown {
  if (typeof value === 'string') return ID.test(value) ? `${value.slice(0, 4)}…` : cut(value, 40);
  if (Array.isArray(value)) return value.map(brief);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const full = Object.entries(value).filter(([, inner]) => holdsSomething(inner));
  return Object.fromEntries(full.map(([name, inner]) => [name, brief(inner)]));
}

function holdsSomething(value: unknown): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0);
}
