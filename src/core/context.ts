import type { Endpoint } from '../api/endpoints.js';
import { endpointLabel } from '../api/endpoint-label.js';
import type { Transport } from '../api/transport.js';
import type { MandatorCache } from './mandator.js';
import { createMapperContext, type Ids, type MapperContext } from '../mappers/index.js';
import type { Issue, Settings } from '../options.js';
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
    portalUrl: settings.portalUrl ?? mandator.Urls?.find((url) => url !== null) ?? null,
  });
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
