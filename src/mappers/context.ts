import { AS_ANSWERED } from '../schemas/properties.js';
import { requiredName, checkMapperOptions, optionThat, OWNER_SHAPE, textThat } from './check-options.js';
import { MapperError } from './mapper-error.js';
import { isCulture, isDate, isTimeZone } from './values/checks.js';
import { createCountries, type Countries } from './values/countries.js';
import { isNoDate, toCalendarDay, toDate } from './values/dates.js';
import { findEmails } from './values/email.js';
import { createIds, type Ids } from './values/ids.js';
import type { Kind } from './values/shape.js';
import { isBlank, toText, type RawList } from './values/text.js';
import { isFullWebAddress, urlToText } from './values/web-address.js';

/** Something in a record that could not be mapped. It never repeats the value, which may be personal data. */
export interface MappingIssue {
  /** eRecruiter's number of the record; null if it has none. */
  readonly id: string | null;
  /** The path in the raw record, such as `DateOfCreation`. */
  readonly path: string;
  /** What is wrong. */
  readonly reason: string;
}

/** Your own names for integration fields, per model: `{ candidate: { driving_licence: 'fuehrerscheinB' } }`. */
export interface CustomFieldMapping {
  /** Keys of `custom_fields` of jobs. */
  readonly job?: Readonly<Record<string, string>> | undefined;
  /** Keys of `custom_fields` of candidates. */
  readonly candidate?: Readonly<Record<string, string>> | undefined;
  /** Keys of `custom_fields` of applications. */
  readonly application?: Readonly<Record<string, string>> | undefined;
}

/** What the mappers need besides the record. */
export interface MapperContextOptions {
  /** A stable name for the installation; part of every id. */
  readonly tenant: string;
  /** The mandator's number; part of every id. */
  readonly mandatorId: number;
  /**
   * When the records were read: `changed_at` of records without a date, and whether a publication is running. A
   * function is called once for each call of a mapper, so that one context can live as long as the process.
   */
  readonly observedAt: Date | (() => Date);
  /** IANA time zone of dates without an offset. Default `Europe/Vienna`. */
  readonly timeZone?: string | undefined;
  /** Language of the option names that the library itself adds to questions. Default `de-AT`. */
  readonly culture?: string | undefined;
  /** Country names as the mandator spells them. From Mandator.Countries. */
  readonly countries?: RawList<string>;
  /** The applicant portal that job links point to. Default: only publications that contain a link have one. */
  readonly portalUrl?: string | URL | null | undefined;
  /** Replaces `$Referrer$` in job links. Default: the placeholder is removed. */
  readonly sourceName?: string | undefined;
  /** `'all'` adds each raw property that unified fields do not show whole. Default `'custom'`. */
  readonly integrationFields?: 'custom' | 'all' | undefined;
  /** Your own names for integration fields. Default: every custom field under its internal name. */
  readonly customFields?: CustomFieldMapping | undefined;
  /** True includes the raw records as `remote_data`. Default false. */
  readonly remoteData?: boolean | undefined;
  /** Called for each value that could not be mapped. */
  readonly onIssue?: ((issue: MappingIssue) => void) | undefined;
}

/** {@link MapperContextOptions} with all defaults applied, created once for many records. */
export interface MapperContext {
  /** Creates the ids of this mandator. */
  readonly ids: Ids;
  /** When the records were read, or a function that returns it. */
  readonly observedAt: Date | (() => Date);
  /** IANA time zone of dates without an offset. */
  readonly timeZone: string;
  /** Language of the option names that the library itself adds to questions. */
  readonly culture: string;
  /** Converts between the mandator's country names and ISO codes. */
  readonly countries: Countries;
  /** Without a trailing slash; null if none was given. */
  readonly portalUrl: string | null;
  /** The name of the source, encoded for a URL; empty if none was given. */
  readonly encodedSource: string;
  /** Which raw properties become integration fields. */
  readonly integrationFields: 'custom' | 'all';
  /** Your own names for integration fields; empty if none were given. */
  readonly customFields: CustomFieldMapping;
  /** Whether records include their raw data. */
  readonly remoteData: boolean;
  /** Called for each value that could not be mapped. */
  readonly onIssue: (issue: MappingIssue) => void;
}

/**
 * Creates what all mappers need besides the record.
 *
 * @param options - Tenant, mandator and the time of reading; everything else has a default.
 * @returns The context, for any number of records.
 * @throws A {@link MapperError} that names everything that is wrong with the options.
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
  checkMapperOptions(options, contextShape(options?.customFields), true);
  return contextOf(options);
}

/** What each option must be; names in `customFields` are your own. */
export function contextShape(customFields: CustomFieldMapping | undefined) {
  // A Map has no properties: its names would silently be none.
  const names = (own: object | undefined): Kind =>
    own instanceof Map
      ? () => 'must be an object'
      : Object.fromEntries(Object.keys(own ?? {}).map((name) => [name, requiredName]));
  return {
    ...OWNER_SHAPE,
    observedAt: (value: unknown) =>
      typeof value === 'function' || isDate(value) ? undefined : 'must be a valid Date, or a function that returns one',
    timeZone: textThat(isTimeZone, 'must be an IANA time zone, such as Europe/Vienna'),
    culture: textThat(isCulture, 'must be a culture, such as de-AT'),
    countries: optionThat((value) => value === null || isTextList(value), 'must be a list of texts'),
    portalUrl: (value: unknown) =>
      value === null
        ? undefined
        : textThat(
            (url) => isBlank(url) || isFullWebAddress(url),
            'must be an http or https address',
          )(urlToText(value)),
    sourceName: textThat(() => true, ''),
    integrationFields: optionThat((value) => value === 'custom' || value === 'all', 'must be one of custom, all'),
    customFields: {
      job: names(customFields?.job),
      candidate: names(customFields?.candidate),
      application: names(customFields?.application),
    },
    remoteData: optionThat((value) => typeof value === 'boolean', 'must be true or false'),
    onIssue: optionThat((value) => typeof value === 'function', 'must be a function'),
  } satisfies Readonly<Record<keyof MapperContextOptions, Kind>>;
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((name: unknown) => typeof (name ?? '') === 'string');
}

/** Applies the defaults to options that are known to be valid. */
export function contextOf(options: MapperContextOptions): MapperContext {
  return {
    ids: createIds(options),
    observedAt: options.observedAt,
    timeZone: options.timeZone ?? 'Europe/Vienna',
    culture: options.culture ?? 'de-AT',
    countries: createCountries(options.countries),
    portalUrl: toText(options.portalUrl?.toString())?.trim().replace(/\/$/, '') ?? null,
    encodedSource: encodeURIComponent((options.sourceName ?? '').toWellFormed()),
    integrationFields: options.integrationFields ?? 'custom',
    customFields: options.customFields ?? {},
    remoteData: options.remoteData ?? false,
    onIssue: options.onIssue ?? (() => undefined),
  };
}

/** Returns when the record that is about to be mapped was read. */
export function observationOf({ observedAt }: MapperContext): Date {
  if (typeof observedAt !== 'function') return observedAt;
  const date = observedAt();
  if (!isDate(date)) throw new MapperError('options', [{ path: 'observedAt', message: 'must return a valid Date' }]);
  return date;
}

/** Reads a date; reports it if it is there but unreadable. */
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

/** Reads a calendar day; reports it if it is there but unreadable. */
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

/** Reads the email addresses in a field; reports anything else in it. */
export function readEmails(
  text: string | null | undefined,
  context: MapperContext,
  id: number,
  path: string,
): readonly string[] {
  const { addresses, hasRest } = findEmails(text);
  const reason = addresses.length === 0 ? 'not an email address' : 'something besides email addresses';
  if (hasRest || (addresses.length === 0 && toText(text) !== null)) context.onIssue({ id: String(id), path, reason });
  return addresses;
}

/** Returns a record, or a list of records, as eRecruiter answered it: a mended record keeps the original. */
export function asAnswered(record: unknown): unknown {
  if (Array.isArray(record)) return record.map(asAnswered);
  return (typeof record === 'object' && record !== null && Reflect.get(record, AS_ANSWERED)) || (record ?? null);
}
