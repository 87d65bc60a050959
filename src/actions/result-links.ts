import { endpoints } from '../api/endpoints.js';
import { findRow } from '../api/find-row.js';
import { isForeign } from '../api/property-names.js';
import { nameOf } from '../api/redact.js';
import { applicationOf, numberOf } from '../addresses.js';
import { check } from '../check.js';
import { ActionRejectedError, ResponseShapeError } from '../errors.js';
import { escapeHtml } from '../mappers/values/text.js';
import type { ApplicationResultLinkInput, CandidateResultLinkInput } from '../models/action-inputs.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import { applicationResultLinkInput, candidateResultLinkInput } from './input.js';
import { applicantHistorySchema } from '../schemas/index.js';
import { differing } from './kept.js';
import { asWrite } from './refusals.js';
import { act, type ActionTools, type Call } from './tools.js';

type Link = Omit<CandidateResultLinkInput, 'candidate_id'>;

/** Writes a link to a result into a candidate's history. */
export function addResultLinkToCandidate(
  tools: ActionTools,
  input: CandidateResultLinkInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const { candidate_id: id, ...link } = check(candidateResultLinkInput, input);
  const applicantId = numberOf(tools.ids, 'candidate', id, 'candidate_id');
  return act(tools, options, (call) => addEntry(call, applicantId, null, link));
}

/** Writes a link to a result into the history of an application's candidate, under the job. */
export function addResultLinkToApplication(
  tools: ActionTools,
  input: ApplicationResultLinkInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const { application_id: id, ...link } = check(applicationResultLinkInput, input);
  const { application, applicant, job } = applicationOf(tools.ids, id, 'application_id');
  return act(tools, options, async (call) => {
    const jobId = job ?? (await jobOf(call, applicant, application));
    return addEntry(call, applicant, jobId, link);
  });
}

/** The job of an application that was named without it. */
async function jobOf(call: Call, applicantId: number, application: number): Promise<number> {
  const { transport, settings, onIssue } = call.tools;
  const input = { path: { applicantId }, query: { culture: settings.culture } };
  const found = await asWrite(findRow(transport, endpoints.applications, input, application, call.options, onIssue));
  if (found === undefined)
    throw new ActionRejectedError('REMOTE.INPUT_INVALID', 'the candidate has no such application');
  return found.JobId;
}

/** Sent once: history cannot be read, so after doubt nobody can look whether the entry is there. */
async function addEntry(call: Call, applicantId: number, jobId: number | null, link: Link): Promise<NoData> {
  const { transport, settings } = call.tools;
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
    const facts = { endpoint: nameOf(endpoints.addHistory), status: 200, reason, id: String(applicantId) };
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
