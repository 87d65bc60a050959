import type { RawMandatorView } from '../schemas/mandator.js';
import { checkMapperOptions } from './check-options.js';
import { checkedRecord } from './check-record.js';
import { contextOf, contextShape, type MapperContext, type MapperContextOptions } from './context.js';
import { MANDATOR_SHAPE } from './shapes.js';
import { toText } from './values/text.js';
import { toWebAddress } from './values/web-address.js';

type KnownMandator = Pick<RawMandatorView, 'Id' | 'Countries' | 'Urls'>;

/** {@link MapperContextOptions} without what a mandator tells: each of these takes precedence over the mandator. */
export interface MandatorContextOptions extends Omit<MapperContextOptions, 'mandatorId'> {
  /** The mandator's number; part of every id. Default: Mandator.Id. */
  readonly mandatorId?: number | undefined;
}

/**
 * Creates what all mappers need from a mandator: its number, its country names, and its first portal, to which job
 * links then point. The client uses the same function.
 *
 * @param mandator - An answer of `Mandator`.
 * @param options - Tenant and the time of reading; everything else has a default.
 * @returns The context, for any number of records.
 * @throws A {@link MapperError} that names everything that is wrong with the options, or with the mandator's number.
 *
 * @example
 * ```ts
 * import { contextFromMandator, toJob } from 'erecruiter-kombo/mappers';
 *
 * const mandator = { Id: 1, Countries: ['Österreich'], Urls: ['https://jobs.example.at'] };
 * const context = contextFromMandator(mandator, { tenant: 'api.example.at', observedAt: () => new Date() });
 * toJob({ Id: 4711, PublishedOn: [{ Name: 'Portal' }] }, context).post_url; // 'https://jobs.example.at/Job/4711'
 * ```
 */
export function contextFromMandator<Raw extends RawMandatorView>(
  mandator: Raw,
  options: MandatorContextOptions,
): MapperContext {
  // With a number in its place, only the options themselves are checked; the mandator's is checked as that of a record.
  checkMapperOptions({ ...options, mandatorId: options?.mandatorId ?? 1 }, contextShape(options?.customFields), true);
  const onIssue = options.onIssue ?? (() => undefined);
  const known = checkedRecord<KnownMandator>('mandator', mandator, MANDATOR_SHAPE, { onIssue });
  return contextOf({
    ...options,
    mandatorId: options.mandatorId ?? known.Id,
    countries: options.countries ?? known.Countries,
    portalUrl: options.portalUrl === undefined ? linkedPortalOf(known, onIssue) : options.portalUrl,
  });
}

/** Returns the address of a mandator's first portal; null if it has none. */
export function portalOf({ Urls }: Pick<RawMandatorView, 'Urls'>): string | null {
  return toText(Urls?.find((url) => toText(url) !== null));
}

/** The same as an address for links: job links must not lead to something that is no web page. */
function linkedPortalOf({ Id, Urls }: KnownMandator, onIssue: MapperContext['onIssue']): string | null {
  for (const [index, url] of (Urls ?? []).entries()) {
    const text = toText(url);
    const address = text === null ? null : toWebAddress(text);
    if (address !== null) return address;
    if (text !== null) onIssue({ id: String(Id), path: `Urls.${index}`, reason: 'not a web address' });
  }
  return null;
}
