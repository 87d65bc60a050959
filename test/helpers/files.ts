import type { LoadOptions } from '../../src/actions/files/load.js';
import { fetchFile as fetchGuarded, type FetchedFile, type RetrySettings } from '../../src/actions/files/fetch.js';
import type { AttachmentOptions, CallOptions } from '../../src/options.js';

/** One try and no more. */
const once: RetrySettings = {
  clock: { now: Date.now, sleep: async (_, signal) => signal.throwIfAborted() },
  retryLimit: 0,
  maxRetryAfterMs: 60_000,
  onRetry: () => undefined,
};

/** Fetches a file, by default in one try. */
export function fetchFile(
  url: string,
  path: string,
  settings: AttachmentOptions,
  signal: AbortSignal,
  repeats = once,
): Promise<FetchedFile> {
  return fetchGuarded(url, path, settings, signal, repeats);
}

/** What files are loaded under, by default in one try each. */
export function loading(
  settings: AttachmentOptions = {},
  { signal }: CallOptions = {},
): LoadOptions & { warnings: string[] } {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  return { settings, repeats: once, signal: signal ?? new AbortController().signal, warn, warnings };
}
