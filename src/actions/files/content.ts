import { byteLengthOf, bytesOf, encodeBase64, toStandardBase64 } from '../../mappers/values/base64.js';
import { AbortedError } from '../../errors.js';
import { unlessAborted } from '../../flow/abort.js';
import type { BlobLike, FileContent } from '../../models/action-inputs.js';
import type { InputIssue } from '../../models/error-codes.js';
import type { AttachmentSettings } from '../../options.js';
import { isRecord } from '../../schemas/walk.js';
import { fileError, tooLargeError } from './fetch.js';

const UNREADABLE = 'could not be read';

/** The content of a file in another form than text. */
export type Binary = Exclude<FileContent, string>;

/** A file whose content can have any form. */
interface WithContent {
  readonly data?: FileContent | undefined;
}

/** The same file with its content as text. */
export type WithText<F extends WithContent> = Omit<F, 'data'> & { readonly data?: string | undefined };

/** What reading contents needs. */
export interface ReadSettings {
  readonly settings: Pick<AttachmentSettings, 'maxBytes'>;
  readonly signal: AbortSignal;
}

/** Whether a value is a `Blob`, of whatever realm or package. */
export function isBlob(value: unknown): value is BlobLike & { readonly name?: unknown } {
  if (typeof value !== 'object' || value === null) return false;
  return typeof Reflect.get(value, 'size') === 'number' && typeof Reflect.get(value, 'arrayBuffer') === 'function';
}

/** Whether a value is the content of a file in another form than text. */
export function isBinary(value: unknown): value is Binary {
  return bytesOf(value) !== undefined || isBlob(value);
}

/** Returns what is wrong with the size of a file's content, as far as it is known without reading it. */
export function sizeIssues(file: unknown, path: string, { maxBytes }: ReadSettings['settings']): readonly InputIssue[] {
  const data = isRecord(file) ? file['data'] : undefined;
  const bytes = typeof data === 'string' ? bytesOfText(data, maxBytes) : (bytesOf(data)?.byteLength ?? sizeOf(data));
  if (bytes === 0) return fileError(`${path}.data`, 'must not be empty', 'required').issues;
  return bytes !== undefined && bytes > maxBytes ? tooLargeError(`${path}.data`, maxBytes).issues : [];
}

/** Undefined if the text is short enough, however it is written: no reason to read it twice. */
function bytesOfText(text: string, maxBytes: number): number | undefined {
  const base64 = (text.length / 4) * 3 > maxBytes ? toStandardBase64(text) : undefined;
  return base64 === undefined ? undefined : byteLengthOf(base64);
}

function sizeOf(data: unknown): number | undefined {
  return isBlob(data) ? data.size : undefined;
}

/**
 * Returns a file with its content as standard base64, which is equal for equal bytes. Bytes are encoded before the
 * first `await`, so that later changes have no effect. Throws an `InputError` for too much or unreadable data, and an
 * `AbortedError`.
 */
export async function withText<F extends WithContent>(
  file: F,
  path: string,
  reading: ReadSettings,
): Promise<WithText<F>> {
  const { data, ...rest } = file;
  return data === undefined ? rest : { ...rest, data: await readContentText(data, `${path}.data`, reading) };
}

async function readContentText(data: FileContent, path: string, reading: ReadSettings): Promise<string> {
  const { maxBytes } = reading.settings;
  if (typeof data === 'string') {
    const base64 = toStandardBase64(data);
    if (base64 === undefined) throw fileError(path, 'must be base64', 'invalid_format');
    if (byteLengthOf(base64) > maxBytes) throw tooLargeError(path, maxBytes);
    return base64;
  }
  const bytes = bytesOf(data) ?? (isBlob(data) ? await bytesOfBlob(data, path, reading) : undefined);
  if (bytes === undefined) throw fileError(path, UNREADABLE);
  if (bytes.byteLength > maxBytes) throw tooLargeError(path, maxBytes);
  return encodeBase64(bytes);
}

async function bytesOfBlob(
  blob: BlobLike,
  path: string,
  { settings: { maxBytes }, signal }: ReadSettings,
): Promise<Uint8Array | undefined> {
  if (blob.size > maxBytes) throw tooLargeError(path, maxBytes);
  try {
    return bytesOf(await unlessAborted(blob.arrayBuffer(), signal));
  } catch {
    // A file on a disk may have been changed or removed since.
    if (!signal.aborted) throw fileError(path, UNREADABLE);
    throw new AbortedError({ endpoint: 'read data', attempts: 0, mayHaveBeenApplied: false }, signal.reason);
  }
}
