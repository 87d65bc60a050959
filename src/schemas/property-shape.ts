import * as z from 'zod/mini';
import { flexDateSchema } from './flex-date.js';
import type { WireType } from './properties.js';
import { base64, code, flag, id, list, maybe, member, numeric, text, timestamp } from './tolerant.js';

// Every property of a record may be missing or null, whatever the API says.
const SCHEMAS_BY_TYPE = {
  text,
  email: text,
  'text[]': list(z.string()),
  bool: flag,
  'bool?': flag,
  id,
  'int?': numeric,
  'long?': numeric,
  'float?': numeric,
  double: numeric,
  'double?': numeric,
  base64,
  date: timestamp,
  'date?': timestamp,
  Gender: code,
  GenderIdentity: code,
  'SalaryPeriodType?': code,
  'MilitaryServiceType?': code,
  HistoryType: code,
  VideoRecruitingProvider: code,
  NewJobStatus: code,
  'ApiKeyAccessLevel[]': list(member),
  FlexDate: maybe(flexDateSchema),
} satisfies Readonly<Record<WireType, z.core.$ZodType>>;

type PropertyShape<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends WireType ? (typeof SCHEMAS_BY_TYPE)[Table[Name]] : never;
};

/** Returns the schemas of the properties in a table. */
export function propertyShape<Table extends Readonly<Record<string, WireType>>>(table: Table): PropertyShape<Table>;
// @__NO_SIDE_EFFECTS__
export function propertyShape(table: Readonly<Record<string, WireType>>): object {
  return Object.fromEntries(Object.entries(table).map(([name, type]) => [name, SCHEMAS_BY_TYPE[type]]));
}
