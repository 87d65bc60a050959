import { type Endpoint, endpointLabel } from '../api/endpoints.js';
import { Transport } from '../api/transport.js';
import { MandatorCache } from './mandator.js';
import { toApiUrl } from '../api/url.js';
import { quiet } from '../flow/quiet.js';
import { checkOptions, systemClock } from './settings.js';
import { createIds, createMapperContext, type Ids, type MapperContext } from '../mappers/index.js';
import type { ERecruiterOptions, Issue, Settings } from '../options.js';
import type { RawMandatorView } from '../schemas/index.js';

/** What every read and every write is built on. */
export interface Services {
  readonly transport: Transport;
  readonly catalogue: MandatorCache;
  readonly ids: Ids;
  readonly settings: Settings;
  readonly onIssue: (issue: Issue) => void;
}

/** What the mappers need to know, from the client's options and the mandator's catalogues. */
export function mapperContextOf({ settings }: Services, mandator: RawMandatorView, observedAt: Date): MapperContext {
  return createMapperContext({
    ...settings,
    sourceName: settings.source?.name,
    observedAt,
    countries: mandator.Countries,
    portalUrl: portalUrlOf(settings, mandator),
  });
}

/** The address of the portal: the client's option, else the first that the mandator names. */
export function portalUrlOf({ portalUrl }: Settings, { Urls }: RawMandatorView): string | null {
  return portalUrl ?? Urls?.find((url) => url !== null) ?? null;
}

/** The same context, its issues told as those of the endpoint that delivers the records. */
export function withIssuesOf(
  context: MapperContext,
  endpoint: Endpoint,
  onIssue: (issue: Issue) => void,
): MapperContext {
  const name = endpointLabel(endpoint);
  return { ...context, onIssue: (issue) => onIssue({ endpoint: name, ...issue }) };
}

/** Checks the options and joins the parts. Throws a `ConfigurationError` that names every wrong option. */
export function createServices(options: ERecruiterOptions): Services {
  checkOptions(options);
  const { logger, apiKey, mandatorId, concurrency = 4, timeZone = 'Europe/Vienna', culture = 'de-AT' } = options;
  const apiUrl = toApiUrl(options.baseUrl) ?? '';
  const onIssue = quiet(options.onIssue, (issue) => logger?.warn('issue', issue));
  const transport = new Transport({
    apiUrl,
    apiKey,
    mandatorId,
    concurrency,
    timeoutMs: options.timeoutMs ?? 60_000,
    maxBodyBytes: options.maxBodyBytes ?? 64 * 2 ** 20,
    retryLimit: options.retry?.limit ?? 2,
    maxRetryAfterMs: options.retry?.maxRetryAfterMs ?? 60_000,
    fetch: options.fetch,
    clock: options.clock ?? systemClock,
    onRequest: quiet(options.onRequest),
    onResponse: quiet(options.onResponse, (event) => logger?.debug('answer', event)),
    onRetry: quiet(options.onRetry, (event) => logger?.warn('repeat', event)),
    onIssue,
  });
  const tenant = options.tenant ?? tenantOf(apiUrl);
  return {
    transport,
    ids: createIds({ tenant, mandatorId }),
    catalogue: new MandatorCache(transport, options.portalUrl),
    onIssue,
    settings: {
      tenant,
      mandatorId,
      timeZone,
      culture,
      channels: options.channels ?? [''],
      portalUrl: options.portalUrl,
      source: options.source,
      emails: {
        registration: options.emails?.registration ?? false,
        application: options.emails?.application ?? false,
      },
      attachments: options.attachments ?? {},
      settleMs: options.settleMs ?? 3_000,
      discover: options.discover ?? 'all',
      customFields: options.customFields,
      integrationFields: options.integrationFields ?? 'custom',
      remoteData: options.remoteData ?? false,
      concurrency,
    },
  };
}

/** Host, port and path of the API site in lower case: what stays the same however the address is written. */
function tenantOf(apiUrl: string): string {
  const { host, pathname } = new URL(apiUrl);
  return `${host}${pathname.replace(/\/Api$/, '')}`.toLowerCase();
}
