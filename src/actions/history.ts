import { endpointLabel, endpoints } from '../api/endpoints.js';
import { findRow } from '../api/lookups.js';
import { isForeign, withSchemaNames } from '../api/property-names.js';
import type { ApplicationAddress } from '../core/ids.js';
import { ActionRejectedError, ResponseShapeError } from '../errors.js';
import type { HistoryBody } from '../mappers/index.js';
import { applicantHistorySchema } from '../schemas/index.js';
import { notFoundAsInvalidInput } from './action-reads.js';
import { alteredProperties } from './compare-stored.js';
import type { ActionCall } from './run-action.js';

/** Returns the job of an application, and looks it up if the id does not name it. */
export async function jobOfApplication(
  call: ActionCall,
  { application, applicant, job }: ApplicationAddress,
): Promise<number> {
  if (job !== undefined) return job;
  const { transport, settings, onIssue } = call.services;
  const input = { path: { applicantId: applicant }, query: { culture: settings.culture } };
  const row = await notFoundAsInvalidInput(
    findRow(transport, endpoints.applications, input, application, call.options, onIssue),
  );
  if (row === undefined) {
    const candidateId = call.services.ids.candidate(applicant);
    throw new ActionRejectedError('REMOTE.INPUT_INVALID', 'the candidate has no such application', { candidateId });
  }
  return row.JobId;
}

/**
 * Adds a history entry. Returns the properties that eRecruiter stores in another form. Sent once: the history cannot be
 * read, so that nothing can be looked up after a lost answer.
 */
export async function addHistoryEntry(
  call: ActionCall,
  applicantId: number,
  entry: HistoryBody,
): Promise<readonly string[]> {
  const input = { path: { applicantId }, json: JSON.stringify(entry) };
  const written = await call.services.transport.record(endpoints.addHistory, input, call.options);
  const answer = withSchemaNames(applicantHistorySchema, written);
  if (isForeign(applicantHistorySchema, answer)) {
    const reason = 'the answer has another shape: none of its names is known';
    const facts = { endpoint: endpointLabel(endpoints.addHistory), status: 200, reason, id: String(applicantId) };
    throw new ResponseShapeError({ ...facts, mayHaveBeenApplied: true });
  }
  // Entries cannot be read, but some servers return what they store.
  const isRecord = typeof answer === 'object' && answer !== null;
  const stored = isRecord ? Object.fromEntries(Object.entries(answer)) : {};
  const { Body, ...others } = entry;
  const isKept = typeof stored['Body'] !== 'string' || lettersIn(stored['Body']) === lettersIn(Body);
  return [...alteredProperties(others, stored, ''), ...(isKept ? [] : ['Body'])];
}

/** Returns what remains the same if a server writes the same HTML in another way. */
function lettersIn(html: string): string {
  return html.replace(/<[^<>]*>|&#?\w{1,10};|[^a-z\d]/gi, '');
}
