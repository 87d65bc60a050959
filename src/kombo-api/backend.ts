import type { ERecruiter } from '../client.js';
import { ERecruiterError, InputError } from '../errors.js';
import { RouteError } from './refusal.js';

/** What is asked of a client: an `ERecruiter`, or anything else with these methods, one that wraps it say. */
export type KomboBackend = Pick<
  ERecruiter,
  | 'ping'
  | 'listJobs'
  | 'listCandidates'
  | 'listApplications'
  | 'listApplicationStages'
  | 'listTags'
  | 'listUsers'
  | 'listCandidateAttachments'
  | 'getApplication'
  | 'createCandidate'
  | 'createApplication'
  | 'addTagToCandidate'
  | 'removeTagFromCandidate'
  | 'addAttachmentToCandidate'
  | 'addAttachmentToApplication'
  | 'addResultLinkToCandidate'
  | 'addResultLinkToApplication'
  | 'passthrough'
  | 'exploreFields'
>;

/**
 * The clients by integration id, or a function that finds them: `undefined` or `null` where there is none. A function
 * that throws or rejects does not say that there is none: the call fails with `PLATFORM.UNKNOWN_ERROR`.
 */
export type Integrations =
  | Readonly<Record<string, KomboBackend>>
  | ((integrationId: string) => KomboBackend | null | undefined | Promise<KomboBackend | null | undefined>);

/** Finds the client of an integration id; throws a `Refusal` where there is none. */
export async function backendOf(integrations: Integrations, id: string): Promise<KomboBackend> {
  const backend = await lookUp(integrations, id);
  // Without types a function may as well give `false`, or another value that is no client.
  if (typeof backend === 'object' && backend !== null) return backend;
  const message = id === '' ? 'the request names no integration' : 'there is no such integration';
  throw new RouteError('PLATFORM.INTEGRATION_NOT_FOUND', message);
}

async function lookUp(integrations: Integrations, id: string): Promise<KomboBackend | null | undefined> {
  // Whatever else an object answers to, such as `constructor`, is no integration.
  if (typeof integrations !== 'function') return Object.hasOwn(integrations, id) ? integrations[id] : undefined;
  try {
    return await integrations(id);
  } catch (error) {
    // An input that the function got wrong is not the caller's.
    if (ERecruiterError.isInstance(error) && !InputError.isInstance(error)) throw error;
    throw new RouteError('PLATFORM.UNKNOWN_ERROR', 'the integration could not be looked up');
  }
}
