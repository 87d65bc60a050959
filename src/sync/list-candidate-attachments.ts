import { endpoints } from '../api/endpoints.js';
import { numberOf } from '../addresses.js';
import { check } from '../check.js';
import { toAttachment, toCvAttachment } from '../mappers/index.js';
import type { Attachment } from '../models/attachment.js';
import type { CallOptions } from '../options.js';
import type { Listing } from './listing.js';
import { Row } from './one-record.js';
import { ordered } from './ordered.js';
import type { Tools } from '../context.js';
import { type AttachmentsQuery, querySchemas } from './query.js';
import { listingOf } from './source.js';

/** The CV and the documents of a candidate. */
export function listCandidateAttachments(
  tools: Tools,
  id: string,
  query: AttachmentsQuery,
  options: CallOptions,
): Listing<Attachment> {
  const applicantId = numberOf(tools.ids, 'candidate', id, 'candidate_id');
  const checked = check(querySchemas.attachments, query);
  const includeContent = checked.content ?? true;
  return listingOf(`attachments ${applicantId}`, tools, checked, options, async function* (pass, after, signal) {
    const context = await pass.context(endpoints.documents);
    const [last = -1] = after ?? [];
    const rows = await pass.documents(applicantId);
    // The lists of old servers hold CV and photo too, under negative numbers.
    const due = rows.filter(({ Id }) => Id > 0 && Id > last).sort((a, b) => a.Id - b.Id);
    const cv = last < 0 ? await pass.cv(applicantId, includeContent) : undefined;
    // Nothing is what servers say of an applicant who is gone, too.
    if (rows.length === 0 && cv === undefined) await pass.mustExist(applicantId);
    if (cv !== undefined) yield { record: toCvAttachment(cv, context, applicantId), position: [0] };
    const row = new Row();
    const documents = ordered(due, tools.settings.concurrency, signal, async (listed, inner) => ({
      documentId: listed.Id,
      raw: includeContent ? await pass.document(listed.Id, row, inner) : listed,
    }));
    for await (const { documentId, raw } of documents) {
      row.next(documentId);
      if (raw !== undefined) yield { record: toAttachment(raw, context, applicantId), position: [raw.Id] };
    }
  });
}
