import { parseUrl } from '../api/url.js';
import { AbortedError, ERecruiterError, InputError, TimeoutError } from '../errors.js';
import type { AttachmentOptions } from '../options.js';
import { toBytes, toStandardBase64 } from './attachment-base64.js';
import { isAddress, isPublicAddress, isPublicName, withoutDot } from './attachment-host.js';

/** The largest file when the options name no limit. */
export const MAX_BYTES = 25 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const FAILURE = { endpoint: 'GET data_url', attempts: 1, mayHaveBeenApplied: false };

/** A file as it came. */
export interface FetchedFile {
  readonly bytes: Uint8Array;
  /** The media type as the answer wrote it, parameters included; null when it named none. */
  readonly contentType: string | null;
}

/** What one file is fetched under. */
interface Task {
  readonly path: string;
  readonly settings: AttachmentOptions;
  readonly signal: AbortSignal;
}

/**
 * Fetches the file behind a URL that a stranger may have written: public hosts only, over https, checked again at each
 * redirect, bounded in size and time. `data:` URLs are decoded in place. Throws an `InputError` that says `path` and no
 * more of the URL than its host, a `TimeoutError`, or an `AbortedError`.
 */
export async function fetchFile(
  url: string,
  path: string,
  settings: AttachmentOptions,
  signal: AbortSignal,
): Promise<FetchedFile> {
  if (signal.aborted) throw new AbortedError({ ...FAILURE, attempts: 0 });
  const target = parseUrl(url);
  if (target === undefined) throw refusal(path, 'is not a URL');
  const { maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS } = settings;
  if (target.protocol === 'data:') return decodeDataUrl(target, maxBytes, path);

  const controller = new AbortController();
  const abort = (): void => controller.abort(new AbortedError(FAILURE));
  const timer = setTimeout(() => controller.abort(new TimeoutError({ ...FAILURE, timeoutMs })), timeoutMs);
  signal.addEventListener('abort', abort, { once: true });
  // Neither hooks nor another `fetch` need heed the signal.
  const cut = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  try {
    return await Promise.race([follow(target, { path, settings, signal: controller.signal }), cut]);
  } catch (error) {
    throw ERecruiterError.isInstance(error) ? error : refusal(path, `could not be fetched from ${target.hostname}`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** The error for a file that is not taken. */
export function refusal(path: string, message: string): InputError {
  return new InputError([{ path, message }]);
}

/** The error for a file that is larger than the limit. */
export function tooLarge(path: string, maxBytes: number): InputError {
  return refusal(path, `is larger than ${maxBytes} bytes`);
}

async function follow(start: URL, task: Task): Promise<FetchedFile> {
  const { path, settings, signal } = task;
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    const problem = await problemOf(url, settings);
    if (problem !== undefined) throw refusal(path, problem);
    signal.throwIfAborted();
    const response = await (settings.fetch ?? globalThis.fetch)(url.href, {
      redirect: 'manual',
      signal,
    });
    try {
      signal.throwIfAborted();
      if (REDIRECTS.has(response.status)) {
        if (redirects === MAX_REDIRECTS) throw refusal(path, `redirects more than ${MAX_REDIRECTS} times`);
        url = nextUrl(url, response.headers.get('location'), path);
        continue;
      }
      if (!response.ok) throw refusal(path, `${url.hostname} answered HTTP ${response.status}`);
      return { bytes: await readBytes(response, task), contentType: response.headers.get('content-type') };
    } finally {
      response.body?.cancel().catch(() => undefined); // what is not read to its end holds a connection
    }
  }
}

/** Why a URL must not be asked; undefined when it may. */
async function problemOf(url: URL, settings: AttachmentOptions): Promise<string | undefined> {
  const { allowHttp = false, allow, resolve } = settings;
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) {
    return allowHttp ? 'must be an https or http URL' : 'must be an https URL';
  }
  if (url.username !== '' || url.password !== '') return 'must hold no user name or password';
  const { hostname } = url;
  const literal = isAddress(hostname);
  if (!(literal ? isPublicAddress(hostname) : isPublicName(hostname))) return `${hostname} is not a public host`;
  // A copy: what the hook does to it must not change where the request goes.
  if (allow !== undefined && !(await allow(new URL(url)))) return `${hostname} is not allowed`;
  if (literal || resolve === undefined) return undefined;
  const addresses = await resolve(withoutDot(hostname));
  const sound = addresses.length > 0 && addresses.every((address) => isPublicAddress(address));
  return sound ? undefined : `${hostname} is not a public host`;
}

function nextUrl(url: URL, location: string | null, path: string): URL {
  const next = location === null ? undefined : parseUrl(location, url);
  if (next === undefined) throw refusal(path, `${url.hostname} redirects to no URL`);
  if (url.protocol === 'https:' && next.protocol !== 'https:') {
    throw refusal(path, `${url.hostname} redirects away from https`);
  }
  return next;
}

async function readBytes(response: Response, { path, settings, signal }: Task): Promise<Uint8Array> {
  const { maxBytes = MAX_BYTES } = settings;
  if (response.body === null) return new Uint8Array();
  const reader = response.body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      length += value.byteLength;
      if (length > maxBytes) throw tooLarge(path, maxBytes);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    reader.releaseLock();
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function decodeDataUrl(url: URL, maxBytes: number, path: string): FetchedFile {
  const text = url.pathname + url.search; // pure ASCII: the URL parser has escaped the rest
  const comma = text.indexOf(',');
  if (comma === -1) throw refusal(path, 'is a data URL without a comma');
  const head = text.slice(0, comma);
  const plain = text
    .slice(comma + 1)
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const content = /; *base64 *$/i.test(head) ? fromBase64(plain) : plain;
  if (content === undefined) throw refusal(path, 'is not base64');
  if (content.length > maxBytes) throw tooLarge(path, maxBytes);
  const type = head.split(';', 1)[0] ?? '';
  return { bytes: toBytes(content), contentType: type === '' ? null : type };
}

function fromBase64(text: string): string | undefined {
  const base64 = toStandardBase64(text);
  return base64 === undefined ? undefined : atob(base64);
}
