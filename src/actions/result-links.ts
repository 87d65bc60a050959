import { endpointLabel, endpoints } from '../api/endpoints.js';
import { findRow } from '../api/lookups.js';
import { isForeign } from '../api/property-names.js';
import { applicationAddressOf, idIssues, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { ActionRejectedError, ResponseShapeError } from '../errors.js';
import { toRawHistory } from '../mappers/index.js';
import type { ApplicationResultLinkInput, CandidateResultLinkInput, ResultLinkInput } from '../models/action-inputs.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import { applicantHistorySchema } from '../schemas/index.js';
import { notFoundAsInvalidInput } from './action-reads.js';
import { alteredProperties } from './compare-stored.js';
import { applicationResultLinkInput, candidateResultLinkInput } from './input.js';
import { type ActionCall, type ActionServices, runAction } from './run-action.js';

/** Adds a link to a result to the history of a candidate. */
export function addResultLinkToCandidate(
  services: ActionServices,
  input: CandidateResultLinkInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const issues = idIssues(services.ids, 'candidate', input, 'candidate_id');
  const { candidate_id: id, ...link } = parseInput(candidateResultLinkInput, input, issues);
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  return runAction(services, options, (call) => addHistoryEntry(call, applicantId, null, link));
}

/** Adds a link to a result to the history of the candidate of an application, under its job. */
export function addResultLinkToApplication(
  services: ActionServices,
  input: ApplicationResultLinkInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const issues = idIssues(services.ids, 'application', input, 'application_id');
  const { application_id: id, ...link } = parseInput(applicationResultLinkInput, input, issues);
  const { application, applicant, job } = applicationAddressOf(services.ids, id, 'application_id');
  return runAction(services, options, async (call) => {
    const jobId = job ?? (await jobOfApplication(call, applicant, application));
    return addHistoryEntry(call, applicant, jobId, link);
  });
}

/** The job of an application whose id does not name it. */
async function jobOfApplication(call: ActionCall, applicantId: number, application: number): Promise<number> {
  const { transport, settings, onIssue } = call.services;
  const input = { path: { applicantId }, query: { culture: settings.culture } };
  const row = await notFoundAsInvalidInput(
    findRow(transport, endpoints.applications, input, application, call.options, onIssue),
  );
  if (row === undefined) {
    const candidateId = call.services.ids.candidate(applicantId);
    throw new ActionRejectedError('REMOTE.INPUT_INVALID', 'the candidate has no such application', { candidateId });
  }
  return row.JobId;
}

/**
 * Adds a history entry. Sent once: the history cannot be read, so that nothing can be looked up after a lost answer.
 */
async function addHistoryEntry(
  call: ActionCall,
  applicantId: number,
  jobId: number | null,
  link: ResultLinkInput,
): Promise<NoData> {
  const { transport, settings } = call.services;
  const json = JSON.stringify(toRawHistory(link, { jobId, createdBy: settings.source?.name }));
  const answer = await transport.record(endpoints.addHistory, { path: { applicantId }, json }, call.options);
  if (isForeign(applicantHistorySchema, answer)) {
    const reason = 'the answer has another shape: none of its names is known';
    const facts = { endpoint: endpointLabel(endpoints.addHistory), status: 200, reason, id: String(applicantId) };
    throw new ResponseShapeError({ ...facts, mayHaveBeenApplied: true });
  }
  // Entries cannot be read, but some servers return what they store.
  const isRecord = typeof answer === 'object' && answer !== null;
  const stored = isRecord ? Object.fromEntries(Object.entries(answer)) : {};
  if (alteredProperties({ Subject: link.label }, stored, '').length > 0) {
    call.warn('eRecruiter did not keep the label of the link as it was sent');
  }
  return {};
}
