import { endpoints } from '../api/endpoints.js';
import { remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { ordered } from '../flow/ordered.js';
import { toAttachment, toCvAttachment } from '../mappers/index.js';
import type { Attachment } from '../models/attachment.js';
import type { CallOptions } from '../options.js';
import { createModelListing, type Listing } from './listing.js';
import { type AttachmentsQuery, querySchemas } from './query.js';
import { FailureStreak } from './skipping-reader.js';

/** Lists the CV and the documents of a candidate. */
export function listCandidateAttachments(
  services: Services,
  id: string,
  query: AttachmentsQuery,
  options: CallOptions,
): Listing<Attachment> {
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  const checked = parseInput(querySchemas.attachments, query);
  const includeContent = checked.content ?? true;
  const model = `attachments ${applicantId}`;
  return createModelListing(model, services, checked, options, async function* (reader, after, signal) {
    const context = await reader.context(endpoints.documents);
    const [last = -1] = after ?? [];
    const rows = await reader.documents(applicantId);
    // Old servers also list the CV and the photo, with negative numbers.
    const due = rows.filter(({ Id }) => Id > 0 && Id > last).sort((a, b) => a.Id - b.Id);
    const cv = last < 0 ? await reader.cv(applicantId, includeContent) : undefined;
    // Servers also return nothing if the applicant does not exist.
    if (rows.length === 0 && cv === undefined) await reader.assertApplicantExists(applicantId);
    if (cv !== undefined) yield { record: toCvAttachment(cv, context, applicantId), position: [0] };
    const streak = new FailureStreak();
    const documents = ordered(due, services.settings.concurrency, signal, async (listed, inner) => ({
      documentId: listed.Id,
      raw: includeContent ? await reader.document(listed.Id, streak, inner) : listed,
    }));
    for await (const { documentId, raw } of documents) {
      streak.advance(documentId);
      if (raw !== undefined) yield { record: toAttachment(raw, context, applicantId), position: [raw.Id] };
    }
  });
}
