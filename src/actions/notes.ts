import { applicationAddressOf, idIssues, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { toRawNote } from '../mappers/index.js';
import type { ApplicationNoteInput, CandidateNoteInput, NoteInput } from '../models/action-inputs.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import { addHistoryEntry, jobOfApplication } from './history.js';
import { applicationNoteInput, candidateNoteInput } from './input.js';
import { type ActionCall, type ActionServices, runAction } from './run-action.js';

/** Adds a note to the history of a candidate. */
export function addNoteToCandidate(
  services: ActionServices,
  input: CandidateNoteInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const issues = idIssues(services.ids, 'candidate', input, 'candidate_id');
  const { candidate_id: id, ...note } = parseInput(candidateNoteInput, input, issues);
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  return runAction(services, options, (call) => addNote(call, applicantId, null, note));
}

/** Adds a note to the history of the candidate of an application, under its job. */
export function addNoteToApplication(
  services: ActionServices,
  input: ApplicationNoteInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const issues = idIssues(services.ids, 'application', input, 'application_id');
  const { application_id: id, ...note } = parseInput(applicationNoteInput, input, issues);
  const address = applicationAddressOf(services.ids, id, 'application_id');
  return runAction(services, options, async (call) =>
    addNote(call, address.applicant, await jobOfApplication(call, address), note),
  );
}

const NOTE_PARTS: Readonly<Record<string, string>> = {
  JobId: 'job',
  Subject: 'title',
  Body: 'content',
  CreatedBy: 'author',
};

async function addNote(call: ActionCall, applicantId: number, jobId: number | null, note: NoteInput): Promise<NoData> {
  const entry = toRawNote(note, { jobId, createdBy: call.services.settings.source?.name });
  const altered = await addHistoryEntry(call, applicantId, entry);
  const parts = altered.flatMap((property) => NOTE_PARTS[property] ?? []);
  if (parts.length > 0) call.warn(`eRecruiter did not keep the ${parts.join(', ')} of the note as it was sent`);
  return {};
}
