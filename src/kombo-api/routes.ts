import type * as z from 'zod/mini';
import {
  applicationAttachmentInput,
  applicationNoteInput,
  applicationResultLinkInput,
  applicationStageInput,
  candidateAttachmentInput,
  candidateResultLinkInput,
  createInput,
  tagInput,
} from '../actions/input.js';
import { InputError } from '../errors.js';
import { sameName } from '../mappers/values/text.js';
import type { ActionResult } from '../models/action-results.js';
import type { Attachment } from '../models/attachment.js';
import type { KomboErrorCode } from '../models/error-codes.js';
import type { CallOptions } from '../options.js';
import type { Listing } from '../reads/listing.js';
import { type ListQuery, querySchemas } from '../reads/query.js';
import type { KomboBackend } from './backend.js';
import { eRecruiterTool } from './coverage.js';
import {
  applicationsQuery,
  candidatesQuery,
  forceSyncBody,
  jobsQuery,
  newApplicationBody,
  noQuery,
  passthroughBody,
  possible,
  rejectionBody,
  trackedApplicationBody,
  type TrackedRemoteIds,
  usersQuery,
} from './input.js';
import { describeIntegration, listCustomFields, listIntegrationFields } from './integration-routes.js';
import { firstPage, pageById } from './paging.js';
import type { Route, RouteCall, RouteResult, RouteTable } from './router.js';
import { RouteError } from './route-error.js';

const NO_MODEL = unavailable('INTEGRATION.MODEL_NOT_AVAILABLE', 'eRecruiter’s API has no such records');
const NO_ACTION = unavailable('INTEGRATION.ACTION_NOT_AVAILABLE', 'eRecruiter’s API cannot do this');
const SET_IN_CODE = unavailable(
  'PLATFORM.INPUT_INVALID',
  'not available: integrations are set up in code, by the options of their client',
);

/** Every endpoint of Kombo's API: which query or body it takes and what answers it, or why it is not available. */
export const routes: RouteTable = {
  // Records, read live
  'GET /ats/jobs': listing(jobsQuery, jobsListing),
  'GET /ats/candidates': listing(candidatesQuery, (client, query, options) => client.listCandidates(query, options)),
  'GET /ats/applications': listing(applicationsQuery, applicationsListing),
  'GET /ats/application-stages': nameListing((client, query, options) => client.listApplicationStages(query, options)),
  'GET /ats/tags': nameListing((client, query, options) => client.listTags(query, options)),
  'GET /ats/users': read(usersPage),
  'GET /ats/candidates/{candidate_id}/attachments': read(candidateAttachments),
  'GET /ats/applications/{application_id}/attachments': read(applicationAttachments),

  // Actions
  'POST /ats/candidates': action(createInput, (client, input, options) => client.createCandidate(input, options)),
  'POST /ats/jobs/{job_id}/applications': action(
    newApplicationBody,
    (client, { job_id, stage_id, ...input }, options) =>
      client.createApplication({ ...input, application: { job_id, stage_id } }, options),
  ),
  'POST /ats/candidates/{candidate_id}/tags': action(tagInput, (client, input, options) =>
    client.addTagToCandidate(input, options),
  ),
  'DELETE /ats/candidates/{candidate_id}/tags': action(tagInput, (client, input, options) =>
    client.removeTagFromCandidate(input, options),
  ),
  'POST /ats/candidates/{candidate_id}/attachments': action(candidateAttachmentInput, (client, input, options) =>
    client.addAttachmentToCandidate(input, options),
  ),
  'POST /ats/applications/{application_id}/attachments': action(applicationAttachmentInput, (client, input, options) =>
    client.addAttachmentToApplication(input, options),
  ),
  'POST /ats/candidates/{candidate_id}/result-links': action(candidateResultLinkInput, (client, input, options) =>
    client.addResultLinkToCandidate(input, options),
  ),
  'POST /ats/applications/{application_id}/result-links': action(applicationResultLinkInput, (client, input, options) =>
    client.addResultLinkToApplication(input, options),
  ),
  'POST /ats/applications/{application_id}/notes': action(applicationNoteInput, (client, input, options) =>
    client.addNoteToApplication(input, options),
  ),
  'PUT /ats/applications/{application_id}/stage': action(applicationStageInput, moveToStage),
  'POST /ats/applications/{application_id}/reject': action(rejectionBody, reject),
  // Every application can be read: an import only has to find it.
  'POST /ats/import-tracked-application': read(importTrackedApplication),

  // General
  // There is no key to check: anyone who holds the function may call it.
  'GET /check-api-key': general(() => ({ data: { environment_id: 'erecruiter-kombo' } })),
  'GET /tools/{category}': general(listTools),
  'POST /passthrough/{tool}/{api}': { writes: true, general: true, run: passThrough },
  'POST /force-sync': general(forceSync),
  'GET /integrations/{integration_id}': general(describeIntegration),
  'GET /integrations/{integration_id}/integration-fields': general(listIntegrationFields),
  'GET /integrations/{integration_id}/custom-fields': general(listCustomFields),

  // Not in eRecruiter
  'GET /ats/rejection-reasons': NO_MODEL,
  'GET /ats/interviews': NO_MODEL,
  'GET /ats/offers': NO_MODEL,
  'GET /ats/roles': NO_MODEL,
  'GET /ats/notes': NO_MODEL,
  'GET /ats/scorecards': NO_MODEL,
  'GET /hris/*': NO_MODEL,
  'POST /hris/*': NO_ACTION,
  'PUT /hris/*': NO_ACTION,
  'PATCH /hris/*': NO_ACTION,
  'DELETE /hris/*': NO_ACTION,
  'GET /assessment/*': NO_MODEL,
  'POST /assessment/*': NO_ACTION,
  'PUT /assessment/*': NO_ACTION,
  'PATCH /assessment/*': NO_ACTION,
  'DELETE /assessment/*': NO_ACTION,

  // In Kombo's dashboard only
  'DELETE /integrations/{integration_id}': SET_IN_CODE,
  'PUT /integrations/{integration_id}/enabled': SET_IN_CODE,
  'POST /integrations/{integration_id}/relink': SET_IN_CODE,
  'POST /integrations/{integration_id}/setup-link': SET_IN_CODE,
  'PATCH /integrations/{integration_id}/integration-fields/{integration_field_id}': SET_IN_CODE,
  'PUT /integrations/{integration_id}/custom-fields/{custom_field_id}': SET_IN_CODE,
  'GET /connect/*': SET_IN_CODE,
  'POST /connect/*': SET_IN_CODE,
};

function read(run: Route['run']): Route {
  return { writes: false, general: false, run };
}

function general(run: Route['run']): Route {
  return { writes: false, general: true, run };
}

function unavailable(code: KomboErrorCode, message: string): Route {
  const run = (): never => {
    throw new RouteError(code, message);
  };
  return { writes: false, general: code.startsWith('PLATFORM.'), run };
}

/** Answers with pages of a listing, which continue from its cursor. */
function listing<S extends z.ZodMiniObject, T>(
  schema: S,
  open: (client: KomboBackend, query: z.core.output<S>, options: CallOptions) => Listing<T>,
): Route {
  return read(async (call) => {
    const query = call.query(schema);
    return { data: await firstPage(open(await call.backend(), query, call.options)) };
  });
}

/** Answers with pages sorted by id: names occur all over the crawl, so its cursor would repeat most of them. */
function nameListing(
  open: (client: KomboBackend, query: ListQuery, options: CallOptions) => Listing<{ readonly id: string }>,
): Route {
  return read(async (call) => {
    const { cursor, ...query } = call.query(querySchemas.list);
    const records = await open(await call.backend(), query, call.options).toArray();
    return { data: pageById(records, { cursor, page_size: query.page_size }) };
  });
}

function action<S extends z.ZodMiniObject>(
  schema: S,
  run: (client: KomboBackend, input: z.core.output<S>, options: CallOptions) => Promise<ActionResult<object>>,
): Route {
  return {
    writes: true,
    general: false,
    run: async (call) => {
      const input = await call.body(schema);
      const { data, warnings } = await run(await call.backend(), input, call.options);
      return { data, warnings: [...call.warnings, ...warnings] };
    },
  };
}

async function moveToStage(
  client: KomboBackend,
  input: z.core.output<typeof applicationStageInput>,
  options: CallOptions,
): Promise<ActionResult<object>> {
  const { warnings } = await client.moveApplicationToStage(input, options);
  return { data: {}, warnings };
}

async function reject(
  client: KomboBackend,
  { rejection_reason_id, ...input }: z.core.output<typeof rejectionBody>,
  options: CallOptions,
): Promise<ActionResult<object>> {
  const { warnings } = await client.rejectApplication(input, options);
  if (rejection_reason_id === undefined) return { data: {}, warnings };
  // Kombo's SDK demands one.
  const message = 'eRecruiter has no rejection reasons: rejection_reason_id was ignored';
  return { data: {}, warnings: [...warnings, { message }] };
}

function jobsListing(client: KomboBackend, query: z.core.output<typeof jobsQuery>, options: CallOptions) {
  const { statuses, employment_types, visibilities } = querySchemas.jobs.shape;
  const filters = {
    statuses: possible(statuses, query.statuses),
    employment_types: possible(employment_types, query.employment_types),
    visibilities: possible(visibilities, query.visibilities),
  };
  // Whatever an application names can be stored before it.
  return client.listJobs({ include_placeholders: true, ...query, ...filters }, options);
}

function applicationsListing(
  client: KomboBackend,
  { outcome, ...query }: z.core.output<typeof applicationsQuery>,
  options: CallOptions,
) {
  const wanted =
    outcome === undefined ? query.outcomes : (query.outcomes ?? [outcome]).filter((one) => one === outcome);
  const outcomes = possible(querySchemas.applications.shape.outcomes, wanted);
  return client.listApplications({ ...query, outcomes }, options);
}

async function usersPage(call: RouteCall): Promise<RouteResult> {
  const { emails, ...query } = call.query(usersQuery);
  const page = await firstPage((await call.backend()).listUsers(query, call.options));
  if (emails === undefined) return { data: page };
  // The page can become short or empty: the next one still follows.
  const results = page.results.filter(({ email }) => emails.some((wanted) => sameName(wanted, email)));
  return { data: { ...page, results } };
}

async function candidateAttachments(call: RouteCall): Promise<RouteResult> {
  call.query(noQuery);
  return attachmentsOf(call, await call.backend(), call.param('candidate_id'));
}

async function applicationAttachments(call: RouteCall): Promise<RouteResult> {
  call.query(noQuery);
  const client = await call.backend();
  const { candidate_id: candidateId } = await client.getApplication(call.param('application_id'), call.options);
  if (candidateId === null) throw new RouteError('REMOTE.UNKNOWN_HTTP_ERROR', 'the application has no candidate', 404);
  call.warn('eRecruiter stores files on the candidate: all of the candidate’s files are listed');
  return attachmentsOf(call, client, candidateId);
}

async function attachmentsOf(call: RouteCall, client: KomboBackend, candidateId: string): Promise<RouteResult> {
  const results: Attachment[] = [];
  for await (const attachment of client.listCandidateAttachments(candidateId, {}, call.options)) {
    // The SDK would reject the whole list because of one without content.
    if (attachment.data_url !== null) results.push(attachment);
    else call.warn(`attachment ${attachment.id} was skipped: eRecruiter returned no content`);
  }
  return { data: { results }, warnings: call.warnings };
}

async function importTrackedApplication(call: RouteCall): Promise<RouteResult> {
  const { tracked_at, erecruiter } = await call.body(trackedApplicationBody);
  const id = await findTrackedApplication(call, erecruiter);
  return { data: { id, tracked_at, imported_id: { erecruiter } }, warnings: call.warnings };
}

async function findTrackedApplication(call: RouteCall, ids: TrackedRemoteIds): Promise<string> {
  const client = await call.backend();
  const application = ids.application_remote_id;
  if (ids.id_type === 'application_and_candidate_remote_ids') {
    return (await client.getApplication(`remote:${ids.candidate_remote_id}/${application}`, call.options)).id;
  }
  const query = { job_ids: [`remote:${ids.job_remote_id}`], remote_ids: [application] };
  const [found] = await client.listApplications(query, call.options).toArray({ limit: 1 });
  if (found !== undefined) return found.id;
  throw new RouteError('REMOTE.UNKNOWN_HTTP_ERROR', 'eRecruiter shows no such application of this job', 404);
}

function listTools(call: RouteCall): RouteResult {
  call.query(noQuery);
  const category = call.param('category');
  if (category === 'ats') return { data: { tools: [eRecruiterTool()] } };
  if (['hris', 'assessment', 'lms'].includes(category)) return { data: { tools: [] } };
  throw new RouteError('PLATFORM.INPUT_INVALID', 'there is no such category', 404);
}

async function passThrough(call: RouteCall): Promise<RouteResult> {
  if (call.param('tool') !== 'erecruiter' || call.param('api') !== 'api') {
    throw new RouteError('PLATFORM.INPUT_INVALID', 'only the API `api` of the tool `erecruiter` is here', 404);
  }
  const { multipart_form_data: parts, ...input } = await call.body(passthroughBody);
  if (parts !== undefined) {
    throw new InputError([
      { code: 'not_allowed', path: 'multipart_form_data', message: 'must be left out: eRecruiter takes JSON only' },
    ]);
  }
  const data = await (await call.backend()).passthrough(input, call.options);
  return { data, warnings: call.warnings };
}

async function forceSync(call: RouteCall): Promise<RouteResult> {
  const { type } = await call.body(forceSyncBody);
  await call.backend();
  // Reads are live: once this is answered, everything is as fresh as it can be.
  return { data: { already_queued: false, sync_id: crypto.randomUUID(), type } };
}
