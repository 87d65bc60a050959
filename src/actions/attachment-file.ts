import type { AttachmentInput } from '../models/action-inputs.js';
import type { AttachmentOptions, CallOptions } from '../options.js';
import { byteLengthOf, encodeBase64, toStandardBase64 } from './attachment-base64.js';
import { type FileName, toFileName } from './attachment-name.js';
import { fetchFile, MAX_BYTES, refusal, tooLarge } from './guarded-fetch.js';

const CONCURRENCY = 2;

/** A file, ready to be sent. */
export interface AttachmentFile extends FileName {
  readonly type: AttachmentInput['type'];
  /** The content as standard base64 with padding: equal for equal bytes, never empty. */
  readonly base64: string;
}

/**
 * Loads one file. Throws an `InputError` that names `path` or a field below it, a `TimeoutError`, or an `AbortedError`.
 */
export async function loadAttachment(
  input: AttachmentInput,
  path: string,
  settings: AttachmentOptions,
  { signal = new AbortController().signal }: CallOptions,
): Promise<AttachmentFile> {
  return givenFile(input, path, settings) ?? fetchedFile(input, path, settings, signal);
}

/** Loads files two at a time, in the order of the inputs; the first failure ends the others. Throws as for one file. */
export async function loadAttachments(
  inputs: readonly AttachmentInput[],
  path: string,
  settings: AttachmentOptions,
  { signal = new AbortController().signal }: CallOptions,
): Promise<AttachmentFile[]> {
  // What stands in the input itself comes first: nothing is fetched for a call that is wrong anyway.
  const given = inputs.map((input, index) => givenFile(input, `${path}.${index}`, settings));
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  const files: AttachmentFile[] = [];
  const queue = inputs.entries();
  const work = async (): Promise<void> => {
    for (const [index, input] of queue) {
      files[index] = given[index] ?? (await fetchedFile(input, `${path}.${index}`, settings, controller.signal));
    }
  };
  const workers = Array.from({ length: CONCURRENCY }, work);
  try {
    await Promise.all(workers);
    return files;
  } catch (error) {
    abort();
    await Promise.allSettled(workers);
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** The file whose content is in the input; undefined when it is to be fetched. */
function givenFile(input: AttachmentInput, path: string, settings: AttachmentOptions): AttachmentFile | undefined {
  const { data, data_url } = input;
  if ((data === undefined) === (data_url === undefined)) throw refusal(path, 'needs either data or data_url');
  if (data === undefined) return undefined;
  const base64 = toStandardBase64(data);
  if (base64 === undefined) throw refusal(`${path}.data`, 'is not base64');
  const { maxBytes = MAX_BYTES } = settings;
  if (byteLengthOf(base64) > maxBytes) throw tooLarge(`${path}.data`, maxBytes);
  return toFile(input, `${path}.data`, null, base64);
}

async function fetchedFile(
  input: AttachmentInput,
  path: string,
  settings: AttachmentOptions,
  signal: AbortSignal,
): Promise<AttachmentFile> {
  const place = `${path}.data_url`;
  const { bytes, contentType } = await fetchFile(input.data_url ?? '', place, settings, signal);
  return toFile(input, place, contentType, encodeBase64(bytes));
}

function toFile(input: AttachmentInput, place: string, answered: string | null, base64: string): AttachmentFile {
  if (base64 === '') throw refusal(place, 'is empty');
  return { type: input.type, ...toFileName(input.name, [input.content_type, answered]), base64 };
}
