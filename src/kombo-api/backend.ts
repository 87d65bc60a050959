import type { ERecruiter } from '../client.js';
import { ERecruiterError, InputError } from '../errors.js';
import { RouteError } from './route-error.js';

/** The client that answers the requests of an integration: an `ERecruiter`, or an object with the same methods. */
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
  | 'addNoteToApplication'
  | 'moveApplicationToStage'
  | 'rejectApplication'
  | 'passthrough'
  | 'exploreFields'
>;

/**
 * The clients by integration id, or a function that finds them and returns `undefined` or `null` for an unknown id. If
 * the function throws or rejects, the call fails with `PLATFORM.UNKNOWN_ERROR`.
 */
export type Integrations =
  | Readonly<Record<string, KomboBackend>>
  | ((integrationId: string) => KomboBackend | null | undefined | Promise<KomboBackend | null | undefined>);

/** Finds the client of an integration. Throws a `RouteError` if there is none. */
export async function findBackend(integrations: Integrations, id: string): Promise<KomboBackend> {
  const backend = await lookUpBackend(integrations, id);
  // Untyped code may return `false`, or another value that is not a client.
  if (typeof backend === 'object' && backend !== null) return backend;
  const message = id === '' ? 'the request names no integration' : 'there is no such integration';
  throw new RouteError('PLATFORM.INTEGRATION_NOT_FOUND', message);
}

async function lookUpBackend(integrations: Integrations, id: string): Promise<KomboBackend | null | undefined> {
  // Inherited properties, such as `constructor`, are no integrations.
  if (typeof integrations !== 'function') return Object.hasOwn(integrations, id) ? integrations[id] : undefined;
  try {
    return await integrations(id);
  } catch (error) {
    // An input error inside the function is not the caller's mistake.
    if (ERecruiterError.isInstance(error) && !InputError.isInstance(error)) throw error;
    throw new RouteError('PLATFORM.UNKNOWN_ERROR', 'the integration could not be looked up');
  }
}
