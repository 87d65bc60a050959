import { checkMapperOptions, textThat } from '../check-options.js';
import { bytesOf, encodeBase64, toStandardBase64 } from '../values/base64.js';
import type { CvBody, DocumentBody, RawFile } from './bodies.js';
import { detectFormat } from './file-format.js';
import { parseFileName } from './file-name.js';

/** An attachment whose content is at hand. */
export interface LoadedAttachment {
  /** The name of the file, with or without its extension. */
  readonly name: string;
  /** The content: base64 text in any common form, or bytes, such as a `Uint8Array`, a `Buffer` or an `ArrayBuffer`. */
  readonly data: string | ArrayBufferLike | ArrayBufferView;
  /** Media type; decides the extension if neither the name nor the first bytes do. */
  readonly content_type?: string | undefined;
}

/**
 * Maps an attachment to eRecruiter's form: name and extension apart, both safe for every file system.
 *
 * The extension is that of the name if the bytes agree, else that of the bytes, else that of the media type. Fetch a
 * `data_url` and read a `Blob` first: mappers send nothing and wait for nothing.
 *
 * @param attachment - The attachment of an action, with its content.
 * @returns The file, for {@link toRawDocument} and {@link toRawCv}.
 * @throws A {@link MapperError} if the content is empty, or neither base64 nor bytes, or if the name is no text.
 *
 * @example
 * ```ts
 * import { toRawFile } from 'erecruiter-kombo/mappers';
 *
 * toRawFile({ name: 'Zeugnis.PDF', data: btoa('%PDF-1.7') }).FileExtension; // '.pdf'
 * ```
 */
export function toRawFile<Attachment extends LoadedAttachment>(attachment: Attachment): RawFile {
  const base64 = base64Of(Object(attachment).data);
  const problem = base64 === undefined ? 'is neither base64 nor bytes' : 'is empty';
  const shape = {
    name: (value: unknown) => (typeof value === 'string' ? undefined : 'must be a text'),
    data: () => (base64 ? undefined : problem),
    content_type: textThat(() => true, ''),
  };
  checkMapperOptions(attachment, shape, false, 'attachment');
  const { name, content_type: type } = attachment;
  const { name: Name, extension: FileExtension } = parseFileName(name, [type], detectFormat(base64 ?? ''));
  return { Name, FileExtension, Content: base64 ?? '' };
}

function base64Of(data: unknown): string | undefined {
  if (typeof data === 'string') return toStandardBase64(data);
  const bytes = bytesOf(data);
  return bytes && encodeBase64(bytes);
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
