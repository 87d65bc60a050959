import { toStandardBase64 } from '../values/base64.js';
import type { CvBody, DocumentBody, RawFile } from './bodies.js';
import { detectFormat } from './file-format.js';
import { parseFileName } from './file-name.js';

/** An attachment whose content is at hand. */
export interface FileContent {
  /** The name of the file, with or without its extension. */
  readonly name: string;
  /** The content as base64 text, in any common form. */
  readonly data: string;
  /** Media type; decides the extension if neither the name nor the first bytes do. */
  readonly content_type?: string | undefined;
}

/**
 * Maps an attachment to eRecruiter's form: name and extension apart, both safe for every file system.
 *
 * The extension is that of the name if the bytes agree, else that of the bytes, else that of the media type. Fetch a
 * `data_url` first: mappers send nothing.
 *
 * @param attachment - The attachment of an action, with its content.
 * @returns The file, for {@link toRawDocument} and {@link toRawCv}.
 * @throws `TypeError` for a content that is empty or no base64.
 *
 * @example
 * ```ts
 * import { toRawFile } from 'erecruiter-kombo/mappers';
 *
 * toRawFile({ name: 'Zeugnis.PDF', data: btoa('%PDF-1.7') }).FileExtension; // '.pdf'
 * ```
 */
export function toRawFile<Content extends FileContent>(attachment: Content): RawFile {
  const base64 = toStandardBase64(attachment.data);
  if (!base64) throw new TypeError(`data: ${base64 === '' ? 'is empty' : 'is not base64'}`);
  const { name, extension } = parseFileName(attachment.name, [attachment.content_type], detectFormat(base64));
  return { Name: name, FileExtension: extension, Content: base64 };
}

/**
 * Maps a file to the body that adds a document. `toAttachment` maps the stored one back.
 *
 * @param file - From {@link toRawFile}.
 * @param type - A document type of the mandator, from {@link toDocumentType} or the question that asks for the file.
 * @returns The body of `PUT Api/Applicant/Document/{applicantId}`. Applicants do not see the document in the portal.
 *
 * @example
 * ```ts
 * import { toDocumentType, toRawDocument, toRawFile } from 'erecruiter-kombo/mappers';
 *
 * const { name } = toDocumentType('OTHER', ['Lebenslauf', 'Sonstiges']);
 * toRawDocument(toRawFile({ name: 'Zeugnis.pdf', data: btoa('%PDF-1.7') }), name).Type; // 'Sonstiges'
 * ```
 */
export function toRawDocument(file: RawFile, type: string | null): DocumentBody {
  const { Name, FileExtension, Content } = file;
  return { Name, FileExtension, Type: type, Content, IsPublic: false };
}

/**
 * Maps a file to the body that fills an applicant's CV slot. `toCvAttachment` maps the stored one back.
 *
 * The slot has no name, and holds one file: read it first, and keep what it holds as a document.
 *
 * @param file - From {@link toRawFile}.
 * @returns The body of `PUT Api/Applicant/Cv/{applicantId}`.
 *
 * @example
 * ```ts
 * import { toRawCv, toRawFile } from 'erecruiter-kombo/mappers';
 *
 * toRawCv(toRawFile({ name: 'CV', data: btoa('%PDF-1.7') })); // { FileExtension: '.pdf', Content: 'JVBERi0xLjc=' }
 * ```
 */
export function toRawCv<File extends CvBody>(file: File): CvBody {
  const { FileExtension, Content } = file;
  return { FileExtension, Content };
}
