import { AS_ANSWERED } from '../schemas/properties.js';
import { createCountries, type Countries } from './values/countries.js';
import { isNoDate, toCalendarDay, toDate } from './values/dates.js';
import { findEmails } from './values/email.js';
import { createIds, type Ids } from './values/ids.js';
import { toText, type RawList } from './values/text.js';

/** Something in a record that could not be mapped. It never repeats the value, which may be personal data. */
export interface MappingIssue {
  /** eRecruiter's number of the record; null where it has none. */
  readonly id: string | null;
  /** Where in the raw record, such as `DateOfCreation`. */
  readonly path: string;
  /** What is wrong. */
  readonly reason: string;
}

/** Own names for integration fields, per model: `{ candidate: { driving_licence: 'fuehrerscheinB' } }`. */
export interface CustomFieldMapping {
  /** Keys of `custom_fields` of jobs. */
  readonly job?: Readonly<Record<string, string>> | undefined;
  /** Keys of `custom_fields` of candidates. */
  readonly candidate?: Readonly<Record<string, string>> | undefined;
  /** Keys of `custom_fields` of applications. */
  readonly application?: Readonly<Record<string, string>> | undefined;
}

/** What mapping needs to know besides the record. */
export interface MapperContextOptions {
  /** A stable name of the installation, part of every id. */
  readonly tenant: string;
  /** The mandator's number, part of every id. */
  readonly mandatorId: number;
  /** When the records were read: `changed_at` where eRecruiter gives no date, and whether a publication runs. */
  readonly observedAt: Date;
  /** IANA zone of dates without offset. Default `Europe/Vienna`. */
  readonly timeZone?: string | undefined;
  /** Language of the names that the library itself adds to questions. Default `de-AT`. */
  readonly culture?: string | undefined;
  /** Names of countries in the mandator's own spelling. From Mandator.Countries. */
  readonly countries?: RawList<string>;
  /** The applicant portal that job links point to. Default: job links only where a publication has its own. */
  readonly portalUrl?: string | null | undefined;
  /** Replaces `$Referrer$` in job links. Default: the placeholder is removed. */
  readonly sourceName?: string | undefined;
  /** `'all'` adds each raw property that unified fields do not show whole. Default `'custom'`. */
  readonly integrationFields?: 'custom' | 'all' | undefined;
  /** Own names for integration fields. Default: every custom field under its internal name. */
  readonly customFields?: CustomFieldMapping | undefined;
  /** True puts the raw records into `remote_data`. Default false. */
  readonly remoteData?: boolean | undefined;
  /** Called for each value that could not be mapped. */
  readonly onIssue?: ((issue: MappingIssue) => void) | undefined;
}

/** {@link MapperContextOptions} with everything in place, made once for many records. */
export interface MapperContext {
  /** Makes the ids of this mandator. */
  readonly ids: Ids;
  /** When the records were read. */
  readonly observedAt: Date;
  /** IANA zone of dates without offset. */
  readonly timeZone: string;
  /** Language of the names that the library itself adds to questions. */
  readonly culture: string;
  /** Between the mandator's names of countries and ISO codes. */
  readonly countries: Countries;
  /** Without a slash at the end; null where none was given. */
  readonly portalUrl: string | null;
  /** The source's name, ready for a URL; empty where none was given. */
  readonly encodedSource: string;
  /** Which raw properties become integration fields. */
  readonly integrationFields: 'custom' | 'all';
  /** Own names for integration fields; empty where none were given. */
  readonly customFields: CustomFieldMapping;
  /** Whether records carry their raw data. */
  readonly remoteData: boolean;
  /** Takes what could not be mapped. */
  readonly onIssue: (issue: MappingIssue) => void;
}

/**
 * Prepares what all mappers need.
 *
 * @example
 * ```ts
 * import { createMapperContext, toCandidate } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toCandidate({ Id: 7, FirstName: 'Eva' }, context).first_name; // 'Eva'
 * ```
 */
export function createMapperContext(options: MapperContextOptions): MapperContext {
  return {
    ids: createIds(options),
    observedAt: options.observedAt,
    timeZone: options.timeZone ?? 'Europe/Vienna',
    culture: options.culture ?? 'de-AT',
    countries: createCountries(options.countries),
    portalUrl: toText(options.portalUrl)?.trim().replace(/\/$/, '') ?? null,
    encodedSource: encodeURIComponent((options.sourceName ?? '').toWellFormed()),
    integrationFields: options.integrationFields ?? 'custom',
    customFields: options.customFields ?? {},
    remoteData: options.remoteData ?? false,
    onIssue: options.onIssue ?? (() => undefined),
  };
}

/** A date, reported where it is there but cannot be read. */
export function readDate(
  text: string | null | undefined,
  context: MapperContext,
  id: number,
  path: string,
): Date | null {
  const date = toDate(text, context.timeZone);
  if (date === null && !isNoDate(text)) context.onIssue({ id: String(id), path, reason: 'not a date' });
  return date;
}

/** A day of the calendar, reported where it is there but cannot be read. */
export function readDay(
  text: string | null | undefined,
  context: MapperContext,
  id: number,
  path: string,
): string | null {
  const day = toCalendarDay(text, context.timeZone);
  if (day === null && !isNoDate(text)) context.onIssue({ id: String(id), path, reason: 'not a date' });
  return day;
}

/** The e-mail addresses of a field; reported where it holds something else. */
export function readEmails(
  text: string | null | undefined,
  context: MapperContext,
  id: number,
  path: string,
): readonly string[] {
  const { addresses, hasRest } = findEmails(text);
  const reason = addresses.length === 0 ? 'not an e-mail address' : 'something else besides e-mail addresses';
  if (hasRest || (addresses.length === 0 && toText(text) !== null)) context.onIssue({ id: String(id), path, reason });
  return addresses;
}

/** A record, or each of a list, as eRecruiter answered it: one whose odd members were mended holds the original. */
export function asAnswered(record: unknown): unknown {
  if (Array.isArray(record)) return record.map(asAnswered);
  return (typeof record === 'object' && record !== null && Reflect.get(record, AS_ANSWERED)) || (record ?? null);
}
