import type { LoadOptions } from '../../src/actions/files/load.js';
import { fetchFile as fetchGuarded, type FetchedFile, type RetrySettings } from '../../src/actions/files/fetch.js';
import { settingsOf } from '../../src/core/settings.js';
import type { AttachmentOptions, AttachmentSettings, CallOptions } from '../../src/options.js';

/** Events that go nowhere. */
export const SILENT = {
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

function withDefaults(attachments: AttachmentOptions): AttachmentSettings {
  return settingsOf({ baseUrl: 'https://erecruiter.example.at', apiKey: 'key', mandatorId: 1, attachments })
    .attachments;
}
