import { applicationAddressOf, idIssues, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { toRawHistory } from '../mappers/index.js';
import type { ApplicationResultLinkInput, CandidateResultLinkInput, ResultLinkInput } from '../models/action-inputs.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import { addHistoryEntry, jobOfApplication } from './history.js';
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
  return runAction(services, options, (call) => addLink(call, applicantId, null, link));
}

/** Adds a link to a result to the history of the candidate of an application, under its job. */
export function addResultLinkToApplication(
  services: ActionServices,
  input: ApplicationResultLinkInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const issues = idIssues(services.ids, 'application', input, 'application_id');
  const { application_id: id, ...link } = parseInput(applicationResultLinkInput, input, issues);
  const address = applicationAddressOf(services.ids, id, 'application_id');
  return runAction(services, options, async (call) =>
    addLink(call, address.applicant, await jobOfApplication(call, address), link),
  );
}

async function addLink(
  call: ActionCall,
  applicantId: number,
  jobId: number | null,
  link: ResultLinkInput,
): Promise<NoData> {
  const entry = toRawHistory(link, { jobId, createdBy: call.services.settings.source?.name });
  const altered = await addHistoryEntry(call, applicantId, entry);
  if (altered.includes('Subject')) call.warn('eRecruiter did not keep the label of the link as it was sent');
  return {};
}
