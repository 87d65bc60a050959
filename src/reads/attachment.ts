import { endpoints } from '../api/endpoints.js';
import { remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { toAttachment, toCvAttachment } from '../mappers/index.js';
import type { Attachment } from '../models/attachment.js';
import type { CallOptions } from '../options.js';
import type { Listing } from './listing.js';
import { FailureStreak } from './one-record.js';
import { ordered } from '../flow/ordered.js';
import type { Services } from '../core/services.js';
import { type AttachmentsQuery, querySchemas } from './query.js';
import { listingOf } from './source.js';

/** The CV and the documents of a candidate. */
export function listCandidateAttachments(
  services: Services,
  id: string,
  query: AttachmentsQuery,
  options: CallOptions,
): Listing<Attachment> {
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  const checked = parseInput(querySchemas.attachments, query);
  const includeContent = checked.content ?? true;
  return listingOf(`attachments ${applicantId}`, services, checked, options, async function* (reader, after, signal) {
    const context = await reader.context(endpoints.documents);
    const [last = -1] = after ?? [];
    const rows = await reader.documents(applicantId);
    // The lists of old servers hold CV and photo too, under negative numbers.
    const due = rows.filter(({ Id }) => Id > 0 && Id > last).sort((a, b) => a.Id - b.Id);
    const cv = last < 0 ? await reader.cv(applicantId, includeContent) : undefined;
    // Nothing is what servers say of an applicant who is gone, too.
    if (rows.length === 0 && cv === undefined) await reader.assertApplicantExists(applicantId);
    if (cv !== undefined) yield { record: toCvAttachment(cv, context, applicantId), position: [0] };
    const row = new FailureStreak();
    const documents = ordered(due, services.settings.concurrency, signal, async (listed, inner) => ({
      documentId: listed.Id,
      raw: includeContent ? await reader.document(listed.Id, row, inner) : listed,
    }));
    for await (const { documentId, raw } of documents) {
      row.next(documentId);
      if (raw !== undefined) yield { record: toAttachment(raw, context, applicantId), position: [raw.Id] };
    }
  });
}
