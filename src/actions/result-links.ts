import { endpoints, endpointLabel } from '../api/endpoints.js';
import { findRow } from '../api/lookups.js';
import { isForeign } from '../api/property-names.js';
import { applicationAddressOf, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { ActionRejectedError, ResponseShapeError } from '../errors.js';
import { escapeHtml } from '../mappers/values/text.js';
import type { ApplicationResultLinkInput, CandidateResultLinkInput } from '../models/action-inputs.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import { applicationResultLinkInput, candidateResultLinkInput } from './input.js';
import { applicantHistorySchema } from '../schemas/index.js';
import { differing } from './kept.js';
import { notFoundAsInvalidInput } from './refusals.js';
import { runAction, type ActionServices, type ActionCall } from './run-action.js';

type Link = Omit<CandidateResultLinkInput, 'candidate_id'>;

/** Writes a link to a result into a candidate's history. */
export function addResultLinkToCandidate(
  services: ActionServices,
  input: CandidateResultLinkInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const { candidate_id: id, ...link } = parseInput(candidateResultLinkInput, input);
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  return runAction(services, options, (call) => addEntry(call, applicantId, null, link));
}

/** Writes a link to a result into the history of an application's candidate, under the job. */
export function addResultLinkToApplication(
  services: ActionServices,
  input: ApplicationResultLinkInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const { application_id: id, ...link } = parseInput(applicationResultLinkInput, input);
  const { application, applicant, job } = applicationAddressOf(services.ids, id, 'application_id');
  return runAction(services, options, async (call) => {
    const jobId = job ?? (await jobOf(call, applicant, application));
    return addEntry(call, applicant, jobId, link);
  });
}

/** The job of an application that was named without it. */
async function jobOf(call: ActionCall, applicantId: number, application: number): Promise<number> {
  const { transport, settings, onIssue } = call.services;
  const input = { path: { applicantId }, query: { culture: settings.culture } };
  const found = await notFoundAsInvalidInput(
    findRow(transport, endpoints.applications, input, application, call.options, onIssue),
  );
  if (found === undefined)
    throw new ActionRejectedError('REMOTE.INPUT_INVALID', 'the candidate has no such application');
  return found.JobId;
}

/** Sent once: history cannot be read, so after doubt nobody can look whether the entry is there. */
async function addEntry(call: ActionCall, applicantId: number, jobId: number | null, link: Link): Promise<NoData> {
  const { transport, settings } = call.services;
  const json = JSON.stringify({
    JobId: jobId,
    Subject: link.label,
    Body: bodyOf(link),
    Type: 0, // Manual
    CreatedBy: settings.source?.name ?? 'erecruiter-kombo',
  });
  const stored = await transport.record(endpoints.addHistory, { path: { applicantId }, json }, call.options);
  if (isForeign(applicantHistorySchema, stored)) {
    const reason = 'the answer has another shape: none of its names is known';
    const facts = { endpoint: endpointLabel(endpoints.addHistory), status: 200, reason, id: String(applicantId) };
    throw new ResponseShapeError({ ...facts, mayHaveBeenApplied: true });
  }
  // Entries cannot be read, but some servers answer what they keep.
  const isRecord = typeof stored === 'object' && stored !== null;
  const kept = differing({ Subject: link.label }, isRecord ? Object.fromEntries(Object.entries(stored)) : {}, '');
  if (kept.length > 0) call.warn('eRecruiter did not keep the label of the link as it was sent');
  return {};
}

/** HTML, as entries of recruiters are: escaped, so that no attribute can become markup. */
function bodyOf({ url, details }: Link): string {
  const prefix = details?.custom_field_name_prefix ?? '';
  const lines = (details?.attributes ?? []).map(
    ({ key, value }) => `<li>${escapeHtml(prefix + key)}: ${escapeHtml(value)}</li>`,
  );
  const link = `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`;
  return lines.length === 0 ? link : `${link}<ul>${lines.join('')}</ul>`;
}
