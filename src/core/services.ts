import { type Endpoint, endpointLabel } from '../api/endpoints.js';
import { Transport } from '../api/transport.js';
import { MandatorCache } from './mandator.js';
import { createSharedAnswers, type SharedAnswers } from './shared-answers.js';
import { settingsOf } from './settings.js';
import { contextFromMandator, createIds, type Ids, type MapperContext } from '../mappers/index.js';
import { portalOf } from '../mappers/mandator-context.js';
import type { ERecruiterOptions, Issue, Settings } from '../options.js';
import type { RawMandatorView } from '../schemas/index.js';

/** The services that all reads and writes share. */
export interface Services {
  readonly transport: Transport;
  readonly catalogue: MandatorCache;
  readonly shared: SharedAnswers;
  readonly ids: Ids;
  readonly settings: Settings;
  readonly onIssue: (issue: Issue) => void;
}

/** Creates the context of the mappers from the client's options and the mandator's catalogues. */
export function mapperContextOf({ settings }: Services, mandator: RawMandatorView, observedAt: Date): MapperContext {
  const { tenant, mandatorId, timeZone, culture, portalUrl, integrationFields, customFields, remoteData } = settings;
  return contextFromMandator(mandator, {
    ...{ tenant, mandatorId, timeZone, culture, portalUrl, integrationFields, customFields, remoteData },
    sourceName: settings.source?.name,
    observedAt,
  });
}

/** Returns the address of the portal: the client's option, else the mandator's first. */
export function portalUrlOf({ portalUrl }: Settings, mandator: RawMandatorView): string | null {
  return portalUrl ?? portalOf(mandator);
}

/** Returns the same context, with its issues reported as those of the endpoint that delivers the records. */
export function withIssuesOf(
  context: MapperContext,
  endpoint: Endpoint,
  onIssue: (issue: Issue) => void,
): MapperContext {
  const name = endpointLabel(endpoint);
  return { ...context, onIssue: (issue) => onIssue({ endpoint: name, ...issue }) };
}

/** Creates the services of a client. Throws a `ConfigurationError` that names every wrong option. */
export function createServices(options: ERecruiterOptions): Services {
  const settings = settingsOf(options);
  const { tenant, mandatorId, portalUrl, onIssue, retry } = settings;
  const shared = createSharedAnswers(settings);
  const { limit: retryLimit, maxRetryAfterMs } = retry;
  const transport = new Transport({ ...settings, retryLimit, maxRetryAfterMs, onWritten: () => shared.reads.clear() });
  return {
    shared,
    transport,
    ids: createIds({ tenant, mandatorId }),
    catalogue: new MandatorCache(transport, portalUrl),
    onIssue,
    settings,
  };
}
