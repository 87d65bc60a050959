import { withSchemaNames } from '../api/property-names.js';
import { isRecord, type Schema } from '../schemas/walk.js';
import type { Finding } from './diagnosis.js';
import type { Probe, ProbeClient } from './probe-client.js';
import type { Knob } from './questions.js';
import type { ShapeNotes } from './shape-notes.js';

/** A record of any kind, with the names of its schema. */
export type AnyRecord = Readonly<Record<string, unknown>>;

/** What a doctor has seen so far. */
export interface Visit {
  readonly client: ProbeClient;
  readonly notes: ShapeNotes;
  /** The answers to questions. */
  readonly dialect: Map<Knob, string>;
  /** By access level, whether the key has it. */
  readonly access: Map<string, boolean>;
  /** Counts and times. */
  readonly figures: Map<string, number>;
  /** How many records of a kind to look at. */
  readonly sample: number;
  /** Tells how far the doctor is, in a sentence. */
  readonly tell: (text: string) => void;
}

/** A chapter's findings, as they are found. */
export type Findings = Finding[];

/** Returns the records in an answer with the names of their schema; empty if it has none. */
export function recordsWithNames(schema: Schema, json: unknown): AnyRecord[] {
  return (Array.isArray(json) ? json : []).flatMap((value) => {
    const named = withSchemaNames(schema, value);
    return isRecord(named) ? [named] : [];
  });
}

/** Returns the record in an answer with the names of its schema; undefined if it is none. */
export function recordWithNames(schema: Schema, json: unknown): AnyRecord | undefined {
  return recordsWithNames(schema, [json])[0];
}

/** A number that may be written as text; undefined if it is none. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,15}(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** A text that is not blank; undefined if it is none. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The texts in a list. */
export function textsInList(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).flatMap((item) => textIn(item) ?? []);
}

/** How a server says that there is nothing; undefined if there is something, or another failure. */
export function nothingForm({ status, kind, json }: Probe): string | undefined {
  if (status === 204) return '204';
  if (status === 404) return kind === 'html' ? undefined : '404';
  if (status !== 200) return undefined;
  if (kind === 'empty') return '204';
  if (json === null) return 'null';
  if (Array.isArray(json)) return json.length === 0 ? 'empty' : undefined;
  return isRecord(json) && Object.values(json).every((value) => value === null || value === 0) ? 'empty' : undefined;
}

/** Whether an answer shows that the key may read; undefined if it shows neither. */
export function isAllowed({ status }: Probe): boolean | undefined {
  if (status === 200 || status === 204) return true;
  return status === 401 || status === 403 ? false : undefined;
}

/** The middle of some numbers; 0 if there are none. */
export function medianOf(numbers: readonly number[]): number {
  return percentileOf(numbers, 0.5);
}

/** The number that this share of some numbers does not exceed; 0 if there are none. */
export function percentileOf(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
