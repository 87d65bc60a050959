import type { Attachment } from '../models/attachment.js';
import type { RawApplicantCvView, RawApplicantDocumentView, RawApplicantPhotoView } from '../schemas/document.js';
import { checkedRecord } from './check-record.js';
import type { MapperContext } from './context.js';
import { CV_SHAPE, DOCUMENT_SHAPE } from './shapes.js';
import { toStandardBase64 } from './values/base64.js';
import type { AttachmentSlot } from './values/ids.js';
import { mediaTypeOf, UNKNOWN_MEDIA_TYPE } from './values/media-types.js';
import { toText, words } from './values/text.js';

/**
 * Maps an eRecruiter document to a unified attachment.
 *
 * @param raw - A row of `Applicant/Documents/{applicantId}`, or an answer of `Applicant/Document/{documentId}`.
 * @param context - From {@link createMapperContext}.
 * @param applicantId - eRecruiter's number of the applicant.
 * @returns The attachment; its `data_url` is null if the content has not been read.
 * @throws A {@link MapperError} if a number is not that of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toAttachment } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toAttachment({ Id: 42, Name: 'Zeugnis', FileExtension: '.pdf' }, context, 7).file_name; // 'Zeugnis.pdf'
 * ```
 */
export function toAttachment<Raw extends RawApplicantDocumentView>(
  raw: Raw,
  context: MapperContext,
  applicantId: number,
): Attachment {
  const document = checkedRecord<RawApplicantDocumentView>('document', raw, DOCUMENT_SHAPE, context);
  const extension = toExtension(document.FileExtension) || knownExtensionIn(document.Name);
  return {
    id: context.ids.attachment(applicantId, document.Id),
    application_id: null,
    candidate_id: context.ids.candidate(applicantId),
    type: attachmentTypeOf(document.Type),
    remote_id: String(document.Id),
    data_url: toDataUrl(document.Content, extension, context, document.Id),
    file_name: withExtension(toText(document.Name) ?? 'document', extension),
    content_type: toContentType(extension),
    remote_created_at: null,
    remote_updated_at: null,
  };
}

/**
 * Maps the CV slot of an eRecruiter applicant to a unified attachment. Every applicant has one such slot.
 *
 * @param raw - An answer of `Applicant/Cv/{applicantId}`.
 * @param context - From {@link createMapperContext}.
 * @param applicantId - eRecruiter's number of the applicant.
 * @returns The attachment; its `data_url` is null if the content has not been read.
 * @throws A {@link MapperError} if a number is not that of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toCvAttachment } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toCvAttachment({ FileExtension: '.pdf' }, context, 7).type; // 'CV'
 * ```
 */
export function toCvAttachment<Raw extends RawApplicantCvView>(
  raw: Raw,
  context: MapperContext,
  applicantId: number,
): Attachment {
  return toSlotAttachment(raw, context, applicantId, 'cv');
}

/**
 * Maps the photo of an eRecruiter applicant to a unified attachment.
 *
 * @param raw - An answer of `Applicant/Photo/{applicantId}`.
 * @param context - From {@link createMapperContext}.
 * @param applicantId - eRecruiter's number of the applicant.
 * @returns The attachment; its `data_url` is null if the content has not been read.
 * @throws A {@link MapperError} if a number is not that of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toPhotoAttachment } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toPhotoAttachment({ FileExtension: '.jpg' }, context, 7).file_name; // 'Photo.jpg'
 * ```
 */
export function toPhotoAttachment<Raw extends RawApplicantPhotoView>(
  raw: Raw,
  context: MapperContext,
  applicantId: number,
): Attachment {
  return toSlotAttachment(raw, context, applicantId, 'photo');
}

/**
 * Maps the European CV, which eRecruiter generates from the data of an applicant, to a unified attachment.
 *
 * @param raw - An answer of `Applicant/EuropeanCv/{applicantId}`.
 * @param context - From {@link createMapperContext}.
 * @param applicantId - eRecruiter's number of the applicant.
 * @returns The attachment; its `data_url` is null if the record has no content.
 * @throws A {@link MapperError} if a number is not that of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toEuropeanCvAttachment } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toEuropeanCvAttachment({ FileExtension: '.pdf' }, context, 7).file_name; // 'European CV.pdf'
 * ```
 */
export function toEuropeanCvAttachment<Raw extends RawApplicantCvView>(
  raw: Raw,
  context: MapperContext,
  applicantId: number,
): Attachment {
  return toSlotAttachment(raw, context, applicantId, 'european_cv');
}

/** What is unified about each slot, and how errors name it. */
const SLOTS = {
  cv: { kind: 'CV', type: 'CV', name: 'CV' },
  photo: { kind: 'photo', type: 'OTHER', name: 'Photo' },
  european_cv: { kind: 'European CV', type: 'CV', name: 'European CV' },
} as const;

/** Maps the file in a slot; all slots have the same shape. */
export function toSlotAttachment(
  raw: RawApplicantCvView,
  context: MapperContext,
  applicantId: number,
  slot: AttachmentSlot,
): Attachment {
  const id = context.ids.attachment(applicantId, slot);
  const { kind, type, name } = SLOTS[slot];
  const file = checkedRecord<RawApplicantCvView>(kind, raw, CV_SHAPE, context, applicantId);
  const extension = toExtension(file.FileExtension);
  return {
    id,
    application_id: null,
    candidate_id: context.ids.candidate(applicantId),
    type,
    remote_id: slot,
    data_url: toDataUrl(file.Content, extension, context, applicantId),
    file_name: withExtension(name, extension),
    content_type: toContentType(extension),
    remote_created_at: null,
    remote_updated_at: null,
  };
}

/** Returns the unified type of a document by the words of its own. */
export function attachmentTypeOf(name: string | null | undefined): Attachment['type'] {
  const type = words(name ?? '').join(' ');
  if (/\bcv\b|lebenslauf|resume|curriculum/.test(type)) return 'CV';
  if (/(?:an|bewerbungs|motivations|begleit)schreiben|(?:cover|motivation) letter/.test(type)) return 'COVER_LETTER';
  return 'OTHER';
}

function toExtension(extension: string | null | undefined): string {
  return (extension ?? '').trim().replace(/^\./, '').toLowerCase();
}

function withExtension(name: string, extension: string): string {
  return extension === '' || name.toLowerCase().endsWith(`.${extension}`) ? name : `${name}.${extension}`;
}

function toContentType(extension: string): string {
  return mediaTypeOf(extension) ?? UNKNOWN_MEDIA_TYPE;
}

/** Some servers write the extension only into the name. */
function knownExtensionIn(name: string | null | undefined): string {
  const extension = /\.(\w{1,5})\s*$/.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  return mediaTypeOf(extension) === undefined ? '' : extension;
}

function toDataUrl(
  content: string | null | undefined,
  extension: string,
  context: MapperContext,
  id: number,
): string | null {
  if (content === null || content === undefined) return null;
  const base64 = toStandardBase64(content);
  if (base64 === undefined) context.onIssue({ id: String(id), path: 'Content', reason: 'not base64' });
  return base64 === undefined ? null : `data:${toContentType(extension)};base64,${base64}`;
}
