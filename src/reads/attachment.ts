import { endpointLabel, endpoints } from '../api/endpoints.js';
import { type AttachmentAddress, attachmentAddressOf, SLOT_ENDPOINTS } from '../core/attachment-ids.js';
import { remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { mapperContextOf, type Services, withIssuesOf } from '../core/services.js';
import { ResponseShapeError } from '../errors.js';
import { ordered } from '../flow/ordered.js';
import { type AttachmentSlot, toAttachment } from '../mappers/index.js';
import { toSlotAttachment } from '../mappers/attachment.js';
import { byteLengthOf, toBytes, toStandardBase64 } from '../mappers/values/base64.js';
import type { Attachment, AttachmentContent, FileBytes } from '../models/attachment.js';
import type { CallOptions } from '../options.js';
import type { Position } from './cursor.js';
import { createModelListing, type Listing } from './listing.js';
import { type AttachmentQuery, type AttachmentsQuery, querySchemas } from './query.js';
import { type RawReader, withReader } from './raw-reader.js';
import { notFound } from './record-errors.js';
import { FailureStreak } from './skipping-reader.js';

/** The slots in their order in a listing, before the documents. */
const LISTED_SLOTS: readonly (readonly [slot: AttachmentSlot, position: Position])[] = [
  ['cv', [0]],
  ['european_cv', [0, 1]],
  ['photo', [0, 2]],
];

/** Lists the CV and the documents of a candidate and, on request, the European CV and the photo. */
export function listCandidateAttachments(
  services: Services,
  id: string,
  query: AttachmentsQuery,
  options: CallOptions,
): Listing<Attachment> {
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  const checked = parseInput(querySchemas.attachments, query);
  const includeContent = checked.content ?? true;
  const slots = LISTED_SLOTS.filter(([slot]) => slot === 'cv' || checked.include?.includes(slot));
  const model = `attachments ${applicantId}`;
  return createModelListing(model, services, checked, options, async function* (reader, after, signal) {
    const context = await reader.context(endpoints.documents);
    const [last = -1, lastSlot = 0] = after ?? [];
    const rows = await reader.documents(applicantId);
    // Old servers also list the CV and the photo, with negative numbers.
    const due = rows.filter(({ Id }) => Id > 0 && Id > last).sort((a, b) => a.Id - b.Id);
    let isEmpty = rows.length === 0;
    for (const [slot, position] of slots) {
      const [, place = 0] = position;
      if (last > 0 || (last === 0 && place <= lastSlot)) continue;
      const file = await reader.slot(slot, applicantId, includeContent);
      if (file === undefined) continue;
      isEmpty = false;
      // A generated file always comes with its content.
      const shown = includeContent ? file : { ...file, Content: null };
      if (includeContent) reportMissing(services, SLOT_ENDPOINTS[slot], applicantId, file);
      yield { record: toSlotAttachment(shown, context, applicantId, slot), position };
    }
    // Servers also return nothing if the applicant does not exist.
    if (isEmpty) await reader.assertApplicantExists(applicantId);
    const streak = new FailureStreak();
    const documents = ordered(due, services.settings.concurrency, signal, async (listed, inner) => ({
      documentId: listed.Id,
      raw: includeContent ? await reader.document(listed.Id, streak, inner) : listed,
    }));
    for await (const { documentId, raw } of documents) {
      streak.advance(documentId);
      if (raw === undefined) continue;
      if (includeContent) reportMissing(services, endpoints.document, documentId, raw);
      yield { record: toAttachment(raw, context, applicantId), position: [raw.Id] };
    }
  });
}

/** Reports a file whose content was asked for, but is not in the answer. */
function reportMissing(
  { onIssue }: Services,
  endpoint: Parameters<typeof endpointLabel>[0],
  number: number,
  { Content }: { readonly Content?: string | null | undefined },
): void {
  if (Content !== null && Content !== undefined) return;
  onIssue({ endpoint: endpointLabel(endpoint), id: String(number), path: 'Content', reason: 'missing' });
}

/** Reads the content of one file. */
export function getAttachment(
  services: Services,
  id: string,
  query: AttachmentQuery,
  options: CallOptions,
): Promise<AttachmentContent<FileBytes | string>> {
  const address = attachmentAddressOf(services.ids, id, 'id');
  const { as } = parseInput(querySchemas.attachment, query);
  return withReader(services, options, async (reader) => {
    const { raw, attachment } = await readFile(reader, address);
    const { candidate_id, type, remote_id, file_name, content_type } = attachment;
    const base64 = toStandardBase64(raw ?? '');
    if (raw === null || raw === undefined || base64 === undefined) {
      const { document } = address;
      const endpoint = endpointLabel(typeof document === 'string' ? SLOT_ENDPOINTS[document] : endpoints.document);
      const reason = base64 === undefined ? 'the content is not base64' : 'the answer has no content';
      const number = typeof document === 'string' ? address.applicant : document;
      throw new ResponseShapeError({ endpoint, status: 200, reason, mayHaveBeenApplied: false, id: String(number) });
    }
    const data = as === 'base64' ? base64 : toBytes(atob(base64));
    const size = byteLengthOf(base64);
    return { id: attachment.id, candidate_id, type, remote_id, file_name, content_type, data, size };
  });
}

async function readFile(reader: RawReader, { applicant, document, isKnown }: AttachmentAddress) {
  const { services, options, startedAt } = reader;
  // Names and types of files need no catalogue.
  const context = mapperContextOf(services, { Id: services.settings.mandatorId }, startedAt);
  const contextFor = (endpoint: typeof endpoints.document | (typeof SLOT_ENDPOINTS)[AttachmentSlot]) =>
    withIssuesOf(context, endpoint, services.onIssue);
  if (typeof document === 'string') {
    const endpoint = SLOT_ENDPOINTS[document];
    const input = { path: { applicantId: applicant }, query: { includeContent: true } };
    const file = await services.transport.record(endpoint, input, options);
    if (!file) throw notFound(endpoint);
    const described = { ...file, Content: null };
    return { raw: file.Content, attachment: toSlotAttachment(described, contextFor(endpoint), applicant, document) };
  }
  // A document does not say whose it is, and these two numbers may not belong together.
  if (!isKnown && !(await reader.documents(applicant)).some(({ Id }) => Id === document)) {
    throw notFound(endpoints.document);
  }
  const input = { path: { documentId: document }, query: { includeContent: true } };
  const file = await services.transport.record(endpoints.document, input, options);
  const described = { ...file, Content: null };
  return { raw: file.Content, attachment: toAttachment(described, contextFor(endpoints.document), applicant) };
}
