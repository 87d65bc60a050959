import type { Attachment } from '../models/attachment.js';
import type { RawApplicantCvView, RawApplicantDocumentView } from '../schemas/document.js';
import { checkedRecord } from './check-record.js';
import type { MapperContext } from './context.js';
import { CV_SHAPE, DOCUMENT_SHAPE } from './shapes.js';
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
  const extension = toExtension(document.FileExtension);
  return {
    id: context.ids.attachment(applicantId, document.Id),
    application_id: null,
    candidate_id: context.ids.candidate(applicantId),
    type: toAttachmentType(document.Type),
    remote_id: String(document.Id),
    data_url: toDataUrl(document.Content, extension),
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
  const id = context.ids.attachment(applicantId, 'cv');
  const cv = checkedRecord<RawApplicantCvView>('CV', raw, CV_SHAPE, context, applicantId);
  const extension = toExtension(cv.FileExtension);
  return {
    id,
    application_id: null,
    candidate_id: context.ids.candidate(applicantId),
    type: 'CV',
    remote_id: 'cv',
    data_url: toDataUrl(cv.Content, extension),
    file_name: withExtension('CV', extension),
    content_type: toContentType(extension),
    remote_created_at: null,
    remote_updated_at: null,
  };
}

function toAttachmentType(name: string | null | undefined): Attachment['type'] {
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

function toDataUrl(content: string | null | undefined, extension: string): string | null {
  return content === null || content === undefined ? null : `data:${toContentType(extension)};base64,${content}`;
}
