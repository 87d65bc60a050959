import type * as z from 'zod/mini';
import type { Attachment } from '../models/attachment.js';
import type { CallOptions } from '../options.js';
import type { Listing, ListQuery } from '../index.js';
import type { KomboBackend } from './backend.js';
import { firstPage, pageById } from './paging.js';
import * as queries from './queries.js';
import { RouteError } from './refusal.js';
import type { RouteCall, Reply, Route } from './route.js';

/** What Kombo's API lists, live. */
export const readRoutes: readonly Route[] = [
  list('jobs', queries.jobs, (backend, query, options) => backend.listJobs(query, options)),
  list('candidates', queries.candidates, (backend, query, options) => backend.listCandidates(query, options)),
  list('applications', queries.applications, (backend, { outcome, ...query }, options) => {
    if (outcome === undefined) return backend.listApplications(query, options);
    const outcomes = (query.outcomes ?? [outcome]).filter((wanted) => wanted === outcome);
    return backend.listApplications({ ...query, outcomes }, options);
  }),
  names('application-stages', (backend, query, options) => backend.listApplicationStages(query, options)),
  names('tags', (backend, query, options) => backend.listTags(query, options)),
  get('users', async (call) => {
    const { emails, ...query } = call.query(queries.users);
    const page = await firstPage((await call.backend()).listUsers(query, call.options));
    if (emails === undefined) return { data: page };
    const wanted = new Set(emails.map((email) => email.toLowerCase()));
    // A page may come out short or empty: the next one still follows.
    const results = page.results.filter(({ email }) => email !== null && wanted.has(email.toLowerCase()));
    return { data: { ...page, results } };
  }),
  get('candidates/{candidate_id}/attachments', async (call) => {
    call.query(queries.none);
    return attachmentsOf(call, await call.backend(), call.param('candidate_id'));
  }),
  get('applications/{application_id}/attachments', async (call) => {
    call.query(queries.none);
    const backend = await call.backend();
    const { candidate_id: candidateId } = await backend.getApplication(call.param('application_id'), call.options);
    if (candidateId === null)
      throw new RouteError('REMOTE.UNKNOWN_HTTP_ERROR', 'the application has no candidate', 404);
    call.warn('eRecruiter keeps files on the candidate: these are all of his');
    return attachmentsOf(call, backend, candidateId);
  }),
];

function list<S extends z.core.$ZodType, T>(
  path: string,
  schema: S,
  open: (backend: KomboBackend, query: z.core.output<S>, options: CallOptions) => Listing<T>,
): Route {
  return get(path, async (call) => {
    const query = call.query(schema);
    return { data: await firstPage(open(await call.backend(), query, call.options)) };
  });
}

/** Names occur all over the crawl: a listing that began in its middle would give most of them again. */
function names(
  path: string,
  open: (backend: KomboBackend, query: ListQuery, options: CallOptions) => Listing<{ readonly id: string }>,
): Route {
  return get(path, async (call) => {
    const { cursor, ...query } = call.query(queries.plain);
    const records = await open(await call.backend(), query, call.options).toArray();
    return { data: pageById(records, { cursor, page_size: query.page_size }) };
  });
}

function get(path: string, run: (call: RouteCall) => Promise<Reply>): Route {
  return { method: 'GET', path: `/ats/${path}`, writes: false, general: false, run };
}

async function attachmentsOf(call: RouteCall, backend: KomboBackend, candidateId: string): Promise<Reply> {
  const results: Attachment[] = [];
  for await (const attachment of backend.listCandidateAttachments(candidateId, {}, call.options)) {
    // The SDK would reject all of them for one without content.
    if (attachment.data_url !== null) results.push(attachment);
    else call.warn(`attachment ${attachment.id} was left out: eRecruiter gave no content`);
  }
  return { data: { results }, warnings: call.warnings };
}
