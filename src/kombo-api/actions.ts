import type * as z from 'zod/mini';
import type { ActionResult } from '../models/action-results.js';
import * as bodies from './bodies.js';
import { RouteError } from './refusal.js';
import type { RouteCall, Reply, Route } from './route.js';

/** The eight actions, and the import of an application that was made elsewhere. */
export const actionRoutes: readonly Route[] = [
  action('POST', 'jobs/{job_id}/applications', async (call) => {
    const { stage_id, ...input } = await call.body(bodies.newApplication);
    const application = { job_id: call.param('job_id'), stage_id };
    return (await call.backend()).createApplication({ ...input, application }, call.options);
  }),
  action('POST', 'candidates', async (call) => {
    const input = await call.body(bodies.newCandidate);
    return (await call.backend()).createCandidate(input, call.options);
  }),
  action('POST', 'candidates/{candidate_id}/tags', async (call) => {
    const input = { ...(await call.body(bodies.tag)), candidate_id: call.param('candidate_id') };
    return (await call.backend()).addTagToCandidate(input, call.options);
  }),
  action('DELETE', 'candidates/{candidate_id}/tags', async (call) => {
    const input = { ...(await call.body(bodies.tag)), candidate_id: call.param('candidate_id') };
    return (await call.backend()).removeTagFromCandidate(input, call.options);
  }),
  action('POST', 'candidates/{candidate_id}/attachments', async (call) => {
    const input = { ...(await call.body(bodies.newAttachment)), candidate_id: call.param('candidate_id') };
    return (await call.backend()).addAttachmentToCandidate(input, call.options);
  }),
  action('POST', 'applications/{application_id}/attachments', async (call) => {
    const input = { ...(await call.body(bodies.newAttachment)), application_id: call.param('application_id') };
    return (await call.backend()).addAttachmentToApplication(input, call.options);
  }),
  action('POST', 'candidates/{candidate_id}/result-links', async (call) => {
    const input = { ...(await call.body(bodies.resultLink)), candidate_id: call.param('candidate_id') };
    return (await call.backend()).addResultLinkToCandidate(input, call.options);
  }),
  action('POST', 'applications/{application_id}/result-links', async (call) => {
    const input = { ...(await call.body(bodies.resultLink)), application_id: call.param('application_id') };
    return (await call.backend()).addResultLinkToApplication(input, call.options);
  }),
  // Nothing is kept of what is tracked: every application can be read. So this only looks for it.
  { method: 'POST', path: '/ats/import-tracked-application', writes: false, general: false, run: importTracked },
];

function action(
  method: 'POST' | 'DELETE',
  path: string,
  run: (call: RouteCall) => Promise<ActionResult<object>>,
): Route {
  return {
    method,
    path: `/ats/${path}`,
    writes: true,
    general: false,
    run: async (call) => {
      const { data, warnings } = await run(call);
      return { data, warnings: [...call.warnings, ...warnings] };
    },
  };
}

async function importTracked(call: RouteCall): Promise<Reply> {
  const { tracked_at, erecruiter } = await call.body(bodies.trackedApplication);
  const id = await findApplication(call, erecruiter);
  return { data: { id, tracked_at, imported_id: { erecruiter } }, warnings: call.warnings };
}

type TrackedIds = z.output<typeof bodies.trackedApplication>['erecruiter'];

async function findApplication(call: RouteCall, ids: TrackedIds): Promise<string> {
  const backend = await call.backend();
  const application = ids.application_remote_id;
  if (ids.id_type === 'application_and_candidate_remote_ids') {
    return (await backend.getApplication(`remote:${ids.candidate_remote_id}/${application}`, call.options)).id;
  }
  const query = { job_ids: [`remote:${ids.job_remote_id}`], remote_ids: [application] };
  const [found] = await backend.listApplications(query, call.options).toArray({ limit: 1 });
  if (found === undefined) {
    throw new RouteError('REMOTE.UNKNOWN_HTTP_ERROR', 'eRecruiter does not show such an application of this job', 404);
  }
  return found.id;
}
