import { applicationAddressOf, idIssues, remoteNumberOf } from '../core/ids.js';
import { givenAt, parseInput } from '../core/parse-input.js';
import type { ApplicationAttachmentInput, CandidateAttachmentInput } from '../models/action-inputs.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import { sizeIssues, withText } from './files/content.js';
import { loadAttachment, loadOptionsOf } from './files/load.js';
import { storeFile } from './files/store.js';
import { applicationAttachmentInput, candidateAttachmentInput, type CheckedAttachment } from './input.js';
import { type ActionCall, type ActionServices, runAction } from './run-action.js';

/** Adds a file to a candidate. */
export function addAttachmentToCandidate(
  services: ActionServices,
  input: CandidateAttachmentInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const issues = [
    ...idIssues(services.ids, 'candidate', input, 'candidate_id'),
    ...sizeIssues(givenAt(input, ['attachment']), 'attachment', services.settings.attachments),
  ];
  const { candidate_id: id, attachment } = parseInput(candidateAttachmentInput, input, issues);
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  return runAction(services, options, (call) => addFile(call, applicantId, attachment));
}

/** Adds a file to the candidate of an application: applications have no files in eRecruiter. */
export function addAttachmentToApplication(
  services: ActionServices,
  input: ApplicationAttachmentInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const issues = [
    ...idIssues(services.ids, 'application', input, 'application_id'),
    ...sizeIssues(givenAt(input, ['attachment']), 'attachment', services.settings.attachments),
  ];
  const { application_id: id, attachment } = parseInput(applicationAttachmentInput, input, issues);
  const { applicant } = applicationAddressOf(services.ids, id, 'application_id');
  return runAction(services, options, async (call) => {
    const data = await addFile(call, applicant, attachment);
    call.warn('eRecruiter stores files on the candidate: the attachment was added there');
    return data;
  });
}

async function addFile(call: ActionCall, applicantId: number, attachment: CheckedAttachment): Promise<NoData> {
  const loading = loadOptionsOf(call);
  const readable = await withText(attachment, 'attachment', loading);
  const file = await loadAttachment(readable, 'attachment', loading);
  await storeFile(call, applicantId, file, true);
  return {};
}
