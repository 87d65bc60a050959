import { InputError } from '../../errors.js';
import { followSignal } from '../../flow/abort.js';
import type { AttachmentInput } from '../../models/action-inputs.js';
import type { InputIssue } from '../../models/error-codes.js';
import type { AttachmentSettings } from '../../options.js';
import { retryLimitsOf } from '../../api/retry-rules.js';
import { encodeBase64 } from '../../mappers/values/base64.js';
import { isExtensionOf, type Format, detectFormat, isCheckedExtension } from '../../mappers/to-raw/file-format.js';
import { type FileName, isTextual, mayHold, parseFileName } from '../../mappers/to-raw/file-name.js';
import type { WithText } from './content.js';
import { fetchFile, fileError, type RetrySettings } from './fetch.js';
import type { ActionCall } from '../run-action.js';

const CONCURRENCY = 2;
/** What hosts return instead of a file: a login page, an error. */
const PAGES: readonly Format[] = ['html', 'xml', 'json'];
const LINK_HINT = '; the link may have expired or require a login';

/** A file that is ready to be sent. */
export interface AttachmentFile extends FileName {
  readonly type: AttachmentInput['type'];
  /** The content as standard base64 with padding: equal for equal bytes, never empty. */
  readonly base64: string;
}

/** A file to load; its content, if it is given, is standard base64: see `withText`. */
export interface FileToLoad extends WithText<Omit<AttachmentInput, 'data_url'>> {
  readonly data_url?: string | undefined;
}

/** The settings for loading files. */
export interface LoadOptions {
  readonly settings: AttachmentSettings;
  readonly repeats: RetrySettings;
  readonly signal: AbortSignal;
  readonly warn: (message: string) => void;
}

/** Returns the settings for loading the files of an action. */
export function loadOptionsOf({ services, options, warn }: ActionCall): LoadOptions {
  const { settings } = services.transport;
  return {
    settings: services.settings.attachments,
    repeats: { ...settings, ...retryLimitsOf(settings, options.retry) },
    signal: options.signal,
    warn,
  };
}

/**
 * Loads one file. Throws an `InputError` that names `path` or a field below it, or what `fetchFile` throws.
 */
export async function loadAttachment(input: FileToLoad, path: string, loading: LoadOptions): Promise<AttachmentFile> {
  return givenFile(input, path, loading) ?? fetchedFile(input, path, loading);
}

/** Loads files, two at a time, in the order of the inputs. The first failure aborts the others and is thrown. */
export async function loadAttachments(
  inputs: readonly FileToLoad[],
  path: string,
  loading: LoadOptions,
): Promise<AttachmentFile[]> {
  // Contents in the input are checked first: nothing is fetched for an invalid call.
  const given = givenFiles(inputs, path, loading);
  const { signal, abort, stop } = followSignal(loading.signal);
  const files: AttachmentFile[] = [];
  const queue = inputs.entries();
  const work = async (): Promise<void> => {
    for (const [index, input] of queue) {
      const own = { ...loading, signal };
      files[index] = given[index] ?? (await fetchedFile(input, `${path}.${index}`, own));
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
    stop();
  }
}

/** Reads the files whose content is in the inputs. Throws one `InputError` that names all that are not usable. */
function givenFiles(inputs: readonly FileToLoad[], path: string, loading: LoadOptions) {
  const issues: InputIssue[] = [];
  const given = inputs.map((input, index) => {
    try {
      return givenFile(input, `${path}.${index}`, loading);
    } catch (error) {
      if (!InputError.isInstance(error)) throw error;
      issues.push(...error.issues);
      return undefined;
    }
  });
  if (issues.length > 0) throw new InputError(issues);
  return given;
}

/** Reads the file whose content is in the input; undefined if it must be fetched. */
function givenFile(input: FileToLoad, path: string, loading: LoadOptions): AttachmentFile | undefined {
  const { data, data_url } = input;
  if ((data === undefined) === (data_url === undefined)) {
    const isMissing = data === undefined;
    const message = isMissing ? 'must have data or data_url' : 'must not have both data and data_url';
    throw fileError(path, message, isMissing ? 'required' : 'not_allowed');
  }
  if (data === undefined) return undefined;
  return toFile(input, `${path}.data`, data, null, loading);
}

async function fetchedFile(input: FileToLoad, path: string, loading: LoadOptions): Promise<AttachmentFile> {
  const place = `${path}.data_url`;
  const { settings, signal, repeats } = loading;
  const { bytes, contentType } = await fetchFile(input.data_url ?? '', place, settings, signal, repeats);
  return toFile(input, place, encodeBase64(bytes), { contentType }, loading);
}

/** Names a file by its content. `answer` is the answer of its host; null if the content was in the input. */
function toFile(
  input: FileToLoad,
  place: string,
  base64: string,
  answer: { readonly contentType: string | null } | null,
  { warn }: LoadOptions,
): AttachmentFile {
  if (base64 === '') throw fileError(place, 'must not be empty', 'required');
  const found = detectFormat(base64);
  const { promised, ...names } = parseFileName(input.name, [input.content_type, answer?.contentType], found);
  const asked = parseFileName(input.name, [input.content_type]).promised;
  const isLink = answer !== null && !/^\s*data:/i.test(input.data_url ?? '');
  const hint = isLink ? LINK_HINT : '';
  // A page may not begin like one, but its host names the type.
  const isUnknown = found === 'txt' || (found === undefined && promised !== undefined && isCheckedExtension(promised));
  const page = isUnknown ? pageFormatOf(answer?.contentType) : PAGES.find((format) => format === found);
  if (page !== undefined && promised !== undefined && !isTextual(promised) && !isExtensionOf(promised, page)) {
    throw fileError(place, `is ${page.toUpperCase()}, not a .${promised} file${hint}`);
  }
  if (isLink && found === 'txt' && asked !== undefined && !isTextual(asked)) {
    warn(`${place}: is text, not a .${asked} file${hint}`);
  }
  if (isLink && found === undefined && asked !== undefined && isCheckedExtension(asked)) {
    warn(`${place}: does not begin like a .${asked} file${hint}`);
  }
  if (asked !== undefined && !mayHold(asked, found)) {
    warn(`${place}: the content is not that of a .${asked} file, so it was stored as ${names.extension}`);
  }
  if (page !== undefined && asked === undefined && isLink) warn(`${place}: is ${page.toUpperCase()}${hint}`);
  return { type: input.type, ...names, base64 };
}

function pageFormatOf(contentType: string | null | undefined): Format | undefined {
  const said = /[/+](html|xml|json) *(?:;|$)/i.exec(contentType ?? '')?.[1]?.toLowerCase();
  return PAGES.find((format) => format === said);
}
