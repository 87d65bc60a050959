import { applicationOf, numberOf } from '../addresses.js';
import { check } from '../check.js';
import type { ApplicationAttachmentInput, AttachmentInput, CandidateAttachmentInput } from '../models/action-inputs.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import { loadAttachment, loadingOf } from './attachment-file.js';
import { applicationAttachmentInput, candidateAttachmentInput } from './input.js';
import { storeFile } from './store-file.js';
import { act, type ActionTools, type Call } from './tools.js';

/** Adds a file to a candidate. */
export function addAttachmentToCandidate(
  tools: ActionTools,
  input: CandidateAttachmentInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const { candidate_id: id, attachment } = check(candidateAttachmentInput, input);
  const applicantId = numberOf(tools.ids, 'candidate', id, 'candidate_id');
  return act(tools, options, (call) => addFile(call, applicantId, attachment));
}

/** Adds a file to the candidate of an application: eRecruiter's applications have no files of their own. */
export function addAttachmentToApplication(
  tools: ActionTools,
  input: ApplicationAttachmentInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const { application_id: id, attachment } = check(applicationAttachmentInput, input);
  const { applicant } = applicationOf(tools.ids, id, 'application_id');
  return act(tools, options, async (call) => {
    const data = await addFile(call, applicant, attachment);
    call.warn('eRecruiter keeps files on the candidate: the attachment was added there');
    return data;
  });
}

async function addFile(call: Call, applicantId: number, attachment: AttachmentInput): Promise<NoData> {
  const file = await loadAttachment(attachment, 'attachment', loadingOf(call));
  await storeFile(call, applicantId, file, true);
  return {};
}
