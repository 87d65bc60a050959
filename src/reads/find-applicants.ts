import { type Endpoint, endpointLabel, endpoints } from '../api/endpoints.js';
import { applicantsByEmail, applicantsByName } from '../api/lookups.js';
import { candidateFieldOf, type NamedField } from '../core/custom-fields.js';
import { InputError } from '../errors.js';
import { itemsOf, readProperty } from '../mappers/to-raw/lossless-json.js';
import { toCalendarDay } from '../mappers/index.js';
import { splitChoices } from '../mappers/values/choices.js';
import { CUSTOM_FIELD_TYPES, memberOf } from '../mappers/values/enums.js';
import type { RawApplicantView, RawCustomFieldValue, RawMandatorView } from '../schemas/index.js';
import type { CheckedQuery } from './query.js';
import type { RawReader } from './raw-reader.js';

/** Applicants by their numbers. */
export type FoundApplicants = ReadonlyMap<number, RawApplicantView>;

/** A custom field and the value that it must have. */
export interface WantedField {
  readonly field: NamedField;
  readonly value: string;
}

type Searches = Pick<CheckedQuery<'candidates'>, 'email' | 'external_ids' | 'global_ids' | 'custom_field'>;

/**
 * Runs eRecruiter's own searches of a query, one request each. `found` is who is in the results of all of them;
 * undefined if the query has no search.
 */
export async function searchApplicants(
  reader: RawReader,
  query: Searches,
): Promise<{ readonly found: FoundApplicants | undefined; readonly field: WantedField | undefined }> {
  const { email, external_ids: externalIds, global_ids: globalIds, custom_field: wanted } = query;
  const { services, options } = reader;
  const field = wanted && (await wantedFieldOf(reader, wanted));
  const results = await Promise.all([
    email === undefined ? undefined : applicantsByEmail(services.transport, email, options, services.onIssue),
    externalIds && eachOf(externalIds, (id) => byNumber(reader, endpoints.applicantsByExternalId, 'ExternalId', id)),
    globalIds && eachOf(globalIds, (id) => byNumber(reader, endpoints.applicantsByGlobalId, 'GlobalId', id)),
    field && applicantsByName(services.transport, field.field.Name, field.value, options, services.onIssue),
  ]);
  const maps = results.flatMap((rows) => (rows === undefined ? [] : [new Map(rows.map((row) => [row.Id, row]))]));
  const [first, ...others] = maps;
  const isInAll = (id: number): boolean => others.every((map) => map.has(id));
  return { found: first && new Map([...first].filter(([id]) => isInAll(id))), field };
}

async function wantedFieldOf(
  reader: RawReader,
  { key, value }: NonNullable<Searches['custom_field']>,
): Promise<WantedField> {
  const { services, options } = reader;
  const findIn = (mandator: RawMandatorView) => candidateFieldOf(services, mandator, key, 'custom_field.key');
  let field = findIn(await reader.mandator());
  // What is unknown may be newer than the catalogue.
  if ('code' in field) field = findIn(await services.catalogue.newer(options));
  if ('code' in field) throw new InputError([field]);
  return { field, value };
}

async function eachOf<T>(ids: readonly string[], find: (id: string) => Promise<T[]>): Promise<T[]> {
  return (await Promise.all([...new Set(ids)].map(find))).flat();
}

/** Finds the applicants with a number. A row that shows another one is reported and skipped. */
async function byNumber(
  { services, options }: RawReader,
  endpoint: typeof endpoints.applicantsByExternalId | typeof endpoints.applicantsByGlobalId,
  property: 'ExternalId' | 'GlobalId',
  id: string,
): Promise<RawApplicantView[]> {
  const { transport, onIssue } = services;
  let text = '';
  // As text: errors show numbers in paths, and this one is the caller's.
  const input = { path: { externalId: id, globalId: id } };
  const rows = await transport.rows(endpoint, input, options, onIssue, onIssue, (answer) => (text = answer));
  const exact = Number.isSafeInteger(Number(id)) ? undefined : exactNumbers(text, property);
  return rows.filter((row) => {
    const shown: unknown = exact?.get(String(row.Id)) ?? Reflect.get(row, property);
    if (shown === undefined || String(shown) === id) return true;
    reportOther(onIssue, endpoint, row.Id, property);
    return false;
  });
}

/** The numbers of applicants with the exact digits of another property: `JSON.parse` rounds those above 2^53. */
function exactNumbers(text: string, property: string): ReadonlyMap<string, string> {
  const pairs = itemsOf(text).map((item) => [readProperty(item, 'Id'), readProperty(item, property)] as const);
  return new Map(
    pairs.flatMap(([id, digits]) =>
      id === undefined || digits === undefined ? [] : [[plainDigits(id), plainDigits(digits)] as const],
    ),
  );
}

/** The digits of a number as servers write it: `7`, `"7"`, `7.0`. */
function plainDigits(value: string): string {
  return value.replace(/^"(.*)"$/, '$1').replace(/\.0*$/, '');
}

function reportOther(onIssue: RawReader['services']['onIssue'], endpoint: Endpoint, id: number, path: string): void {
  const reason = 'has another value than the one that was searched for';
  onIssue({ endpoint: endpointLabel(endpoint), id: String(id), path, reason });
}

/**
 * Whether an applicant has the value that eRecruiter's search found them by, as far as their custom fields show it. If
 * not, they are reported.
 */
export function hasValueIn(
  { services }: RawReader,
  { field, value }: WantedField,
  applicantId: number,
  values: readonly RawCustomFieldValue[] | undefined,
): boolean {
  const key = plainName(field.Name);
  const rows = values?.filter(({ CustomField }) => plainName(CustomField?.Name ?? '') === key);
  if (rows === undefined || rows.some((row) => mayEqual(row, field, value, services.settings.timeZone))) return true;
  // Fields without a value are not in the list, and no value may count as false.
  if (rows.length === 0 && typeOf(field) === 'CheckBox' && truthOf(value) !== true) return true;
  reportOther(services.onIssue, endpoints.applicantsByCustomField, applicantId, 'CustomFields');
  return false;
}

/** Whether a value may be the wanted one. Which text eRecruiter compares is only certain for texts. */
function mayEqual(row: RawCustomFieldValue, field: NamedField, value: string, timeZone: string): boolean {
  const texts = [row.StringValue, row.Value, row.NumberValue].flatMap((text) =>
    (text ?? '') === '' ? [] : String(text),
  );
  switch (typeOf(field)) {
    case 'CheckBox':
      return [undefined, row.BoolValue ?? undefined].includes(truthOf(value)) || row.BoolValue === null;
    case 'Date': {
      const [wanted, day] = [toCalendarDay(value, timeZone), toCalendarDay(row.DateValue, timeZone)];
      return wanted === null || day === null || wanted === day;
    }
    case 'CheckboxList':
      return texts.some((text) =>
        [text, ...splitChoices(text, field.PossibleValues)].some((one) => isAlike(one, value)),
      );
    case 'DropdownList':
    case 'TextMultiLine':
    case 'TextSingleLine':
      return texts.some((text) => isAlike(text, value));
    case 'Html':
    case undefined:
      return true;
  }
}

function typeOf({ Type }: NamedField) {
  return memberOf(CUSTOM_FIELD_TYPES, Type);
}

function truthOf(value: string): boolean | undefined {
  const text = value.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** Databases compare without regard to case, accents and surrounding blanks. */
function isAlike(first: string, second: string): boolean {
  return unaccented(first) === unaccented(second);
}

function unaccented(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase().replaceAll('ß', 'ss');
}

function plainName(name: string): string {
  return name.normalize('NFC').trim();
}
