import type { ERecruiter } from '../client.js';

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

/** The clients by integration id, or a function that finds them: `undefined` where there is none. */
export type Integrations =
  | Readonly<Record<string, KomboBackend>>
  | ((integrationId: string) => KomboBackend | undefined | Promise<KomboBackend | undefined>);

/** Finds the client of an integration id. */
export async function backendOf(integrations: Integrations, id: string): Promise<KomboBackend | undefined> {
  if (typeof integrations === 'function') return integrations(id);
  // Whatever else an object answers to, such as `constructor`, is no integration.
  return Object.hasOwn(integrations, id) ? integrations[id] : undefined;
}
