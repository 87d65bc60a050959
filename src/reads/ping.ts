import { endpoints } from '../api/endpoints.js';
import type { Services } from '../core/services.js';
import { NEVER } from '../flow/abort.js';
import { ConfigurationError } from '../errors.js';
import type { CallOptions } from '../options.js';
import { unknownFields } from './model-fields.js';

/** The result of `ping()`. */
export interface Reachable {
  /** The mandator's name; null if it has none. */
  readonly mandatorName: string | null;
  /** Names of the sources that applications can have, in the catalogue's order. */
  readonly sources: readonly string[];
  /** Names of the publications that `channels` accepts. */
  readonly channels: readonly string[];
}

/** Checks the connection, the credentials and the option `customFields`. */
export async function ping({ transport, catalogue, settings }: Services, options: CallOptions): Promise<Reachable> {
  // The ping route itself needs no key: the token exchange and the mandator are the proof.
  await transport.record(endpoints.ping, {}, options);
  const mandator = await catalogue.mandator({ ...options, signal: options.signal ?? NEVER });
  const unknown = unknownFields(settings.customFields, mandator);
  if (unknown.length > 0) throw new ConfigurationError(unknown);
  const { Name, Referrers, JobPublicationTypes } = mandator;
  return {
    mandatorName: Name ?? null,
    sources: (Referrers ?? []).flatMap((referrer) => referrer?.Name || []),
    channels: (JobPublicationTypes ?? []).flatMap((publication) => publication?.Name || []),
  };
}
