import { withText } from '../../src/actions/files/content.js';
import {
  type AttachmentFile,
  type FileToLoad,
  loadAttachment as loadReadable,
  loadAttachments as loadReadables,
  type LoadOptions,
} from '../../src/actions/files/load.js';
import { fetchFile as fetchGuarded, type FetchedFile, type RetrySettings } from '../../src/actions/files/fetch.js';
import { settingsOf } from '../../src/core/settings.js';
import type { AttachmentInput } from '../../src/models/action-inputs.js';
import type { AttachmentOptions, AttachmentSettings, CallOptions } from '../../src/options.js';

/** Events that go nowhere. */
export const SILENT = {
  debug: undefined,
  onRequest: () => undefined,
  onResponse: () => undefined,
  onFailure: () => undefined,
  onRetry: () => undefined,
};

/** One try and no more. */
const once: RetrySettings = {
  clock: { now: Date.now, sleep: async (_, signal) => signal.throwIfAborted() },
  retryLimit: 0,
  maxRetryAfterMs: 60_000,
  ...SILENT,
};

/** Fetches a file, by default in one try. */
export function fetchFile(
  url: string,
  path: string,
  settings: AttachmentOptions,
  signal: AbortSignal,
  repeats = once,
): Promise<FetchedFile> {
  return fetchGuarded(url, path, withDefaults(settings), signal, repeats);
}

/** What files are loaded under, by default in one try each. */
export function loading(
  settings: AttachmentOptions = {},
  { signal }: CallOptions = {},
): LoadOptions & { warnings: string[] } {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  return {
    settings: withDefaults(settings),
    repeats: once,
    signal: signal ?? new AbortController().signal,
    warn,
    warnings,
  };
}

/** A file as a caller gives it, once its input has been checked. */
type GivenFile = Omit<FileToLoad, 'data'> & Pick<AttachmentInput, 'data'>;

/** Reads the content of a file and loads it, as the actions do. */
export async function loadAttachment(input: GivenFile, path: string, options: LoadOptions): Promise<AttachmentFile> {
  return loadReadable(await withText(input, path, options), path, options);
}

/** Reads the contents of files and loads them, as the actions do. */
export async function loadAttachments(
  inputs: readonly GivenFile[],
  path: string,
  options: LoadOptions,
): Promise<AttachmentFile[]> {
  const readable = await Promise.all(inputs.map((input, index) => withText(input, `${path}.${index}`, options)));
  return loadReadables(readable, path, options);
}

function withDefaults(attachments: AttachmentOptions): AttachmentSettings {
  return settingsOf({ baseUrl: 'https://erecruiter.example.at', apiKey: 'key', mandatorId: 1, attachments })
    .attachments;
}
