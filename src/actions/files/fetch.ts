import { readBytes, TooLargeError } from '../../api/body.js';
import { followSignal, unlessAborted } from '../../flow/abort.js';
import { type Failure, parseRetryAfter, waitBeforeRepeat, systemErrorOf } from '../../api/retry-rules.js';
import { parseUrl } from '../../api/url.js';
import type { RequestFailure } from '../../models/error-codes.js';
import { AbortedError, ConnectionError, InputError, StatusError, TimeoutError, toStatusError } from '../../errors.js';
import type { AttachmentOptions, Clock, TransportSettings } from '../../options.js';
import { toBytes, toStandardBase64 } from '../../api/base64.js';
import { isAddress, isPublicAddress, isPublicName, withoutDot } from './public-host.js';

/** The largest file when the options name no limit: as base64 it stays below the 30,000,000 bytes that IIS takes. */
export const MAX_BYTES = 20 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** What errors call the request for a file behind a `data_url`. */
export const FILE_ENDPOINT = 'GET data_url';

/** Codes of a connection that fails each time: no such name, no TLS that could be trusted. */
const LASTING =
  /^(?:ENOTFOUND|EPROTO|CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|ERR_INVALID_)/;
/** Codes of a look-up that may succeed the next time. */
const LOOKUP_AGAIN = /^(?:EAI_AGAIN|ESERVFAIL|ETIMEOUT|ETIMEDOUT|ECONNREFUSED|ECONNRESET)$/;

/** A file as it came. */
export interface FetchedFile {
  readonly bytes: Uint8Array;
  /** The media type as the answer wrote it, parameters included; null when it named none. */
  readonly contentType: string | null;
}

/** How often a file is asked for again, and how the time in between is waited for. */
export type Repeats = Pick<TransportSettings, 'clock' | 'retryLimit' | 'maxRetryAfterMs' | 'onRetry'>;

/** One try to fetch one file. */
interface Task {
  readonly path: string;
  readonly settings: AttachmentOptions;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly attempt: number;
}

/**
 * Fetches the file behind a URL that a stranger may have written: public hosts only, over https, checked again at each
 * redirect and each try, bounded in size and time. What fails in passing is asked for again, as eRecruiter is.
 * `data:` URLs are decoded in place. Throws an `InputError` that says `path` and no more of the URL than its host; a
 * `ConnectionError`, `TimeoutError` or `StatusError` where another call later may succeed; or an `AbortedError`.
 */
export async function fetchFile(
  url: string,
  path: string,
  settings: AttachmentOptions,
  signal: AbortSignal,
  repeats: Repeats,
): Promise<FetchedFile> {
  if (signal.aborted) throw new AbortedError(failed(0));
  const target = parseUrl(url);
  if (target === undefined) throw fileError(path, 'is not a URL');
  if (target.protocol === 'data:') return decodeDataUrl(target, settings.maxBytes ?? MAX_BYTES, path);
  const { clock } = repeats;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetchOnce(target, { path, settings, signal, clock, attempt });
    } catch (error) {
      const failure = passing(error);
      const waitMs = failure === undefined ? null : waitBeforeRepeat(failure, 'read', attempt, repeats, Math.random());
      if (waitMs === null) throw error;
      repeats.onRetry({ endpoint: FILE_ENDPOINT, attempt, waitMs, reason: reasonOf(error) });
      if (waitMs > 0) await pause(waitMs, attempt, signal, clock);
    }
  }
}

async function fetchOnce(target: URL, task: Task): Promise<FetchedFile> {
  const { attempt, settings } = task;
  const { timeoutMs = TIMEOUT_MS } = settings;
  const { signal, abort, stop } = followSignal(task.signal, () => new AbortedError(failed(attempt)));
  const late = (): void => abort(new TimeoutError({ ...failed(attempt, target), timeoutMs }));
  const timer = setTimeout(late, timeoutMs);
  try {
    // Neither hooks nor another `fetch` need heed the signal.
    return await unlessAborted(follow(target, { ...task, signal }), signal);
  } finally {
    clearTimeout(timer);
    stop();
  }
}

/** How a try failed; undefined when the next one would fail alike. */
function passing(error: unknown): Failure | undefined {
  if (StatusError.isInstance(error)) {
    return { kind: 'status', status: error.status, retryAfterMs: error.retryAfterMs };
  }
  if (TimeoutError.isInstance(error)) return { kind: 'timeout' };
  return ConnectionError.isInstance(error) ? { kind: 'reset' } : undefined;
}

function reasonOf(error: unknown): string {
  if (StatusError.isInstance(error)) return `HTTP ${error.status}`;
  return ConnectionError.isInstance(error) ? (error.reason ?? 'connection lost') : 'timeout';
}

async function pause(waitMs: number, attempt: number, signal: AbortSignal, clock: Clock): Promise<void> {
  try {
    signal.throwIfAborted();
    await unlessAborted(clock.sleep(waitMs, signal), signal);
  } catch (error) {
    throw signal.aborted ? new AbortedError(failed(attempt)) : error;
  }
}

/** What an error says of the request for a file. */
function failed(attempts: number, url?: URL): RequestFailure {
  return { endpoint: FILE_ENDPOINT, attempts, mayHaveBeenApplied: false, ...(url && { host: url.hostname }) };
}

/** The error for a file that is not taken. */
export function fileError(path: string, message: string): InputError {
  return new InputError([{ path, message }]);
}

/** The error for a file that is larger than the limit. */
export function tooLarge(path: string, maxBytes: number): InputError {
  return fileError(path, `is larger than ${maxBytes} bytes`);
}

async function follow(start: URL, task: Task): Promise<FetchedFile> {
  const { path, settings, signal } = task;
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    const problem = await problemOf(url, settings).catch((error: unknown) => {
      throw LOOKUP_AGAIN.test(systemErrorOf(error).code ?? '') ? lost(error, url, task) : unfetched(url, path);
    });
    if (problem !== undefined) throw fileError(path, problem);
    signal.throwIfAborted();
    const response = await ask(url, task);
    try {
      signal.throwIfAborted();
      const { status, headers, ok } = response;
      if (REDIRECTS.has(status)) {
        if (redirects === MAX_REDIRECTS) throw fileError(path, `redirects more than ${MAX_REDIRECTS} times`);
        url = nextUrl(url, headers.get('location'), path);
        continue;
      }
      if (status === 408 || status === 429 || status >= 500) throw notNow(response, url, task);
      if (!ok || status === 206) throw fileError(path, `${url.hostname} answered HTTP ${status}`);
      return { bytes: await readFile(response, url, task), contentType: headers.get('content-type') };
    } finally {
      response.body?.cancel().catch(() => undefined); // what is not read to its end holds a connection
    }
  }
}

async function ask(url: URL, task: Task): Promise<Response> {
  const { settings, signal } = task;
  try {
    return await (settings.fetch ?? globalThis.fetch)(url.href, { redirect: 'manual', signal });
  } catch (error) {
    throw lost(error, url, task);
  }
}

/** The error for an answer that may be another one the next time. */
function notNow({ status, headers }: Response, url: URL, { attempt, clock }: Task): StatusError {
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), clock.now(), headers.get('date'));
  return toStatusError({ ...failed(attempt, url), status, text: '', write: false, retryAfterMs });
}

/** The error for a connection that did not come about or broke. */
function lost(error: unknown, url: URL, { path, signal, attempt }: Task): unknown {
  if (signal.aborted) return signal.reason;
  const { code } = systemErrorOf(error);
  if (LASTING.test(code ?? '')) return unfetched(url, path);
  return new ConnectionError({ ...failed(attempt, url), reason: code });
}

function unfetched(url: URL, path: string): InputError {
  return fileError(path, `could not be fetched from ${url.hostname}`);
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
  if (next === undefined) throw fileError(path, `${url.hostname} redirects to no URL`);
  if (url.protocol === 'https:' && next.protocol !== 'https:') {
    throw fileError(path, `${url.hostname} redirects away from https`);
  }
  return next;
}

async function readFile(response: Response, url: URL, task: Task): Promise<Uint8Array> {
  const { path, settings, signal } = task;
  const { maxBytes = MAX_BYTES } = settings;
  const bytes = await readBytes(response, maxBytes, signal).catch((error: unknown) => {
    throw error instanceof TooLargeError ? tooLarge(path, maxBytes) : lost(error, url, task);
  });
  if (isCut(response.headers, bytes.byteLength)) throw lost(undefined, url, task);
  return bytes;
}

/** True when fewer bytes came than were announced, which a `fetch` of another make may not notice. */
function isCut(headers: Headers, length: number): boolean {
  const announced = headers.get('content-length') ?? '';
  return headers.get('content-encoding') === null && /^\d+$/.test(announced) && length < Number(announced);
}

function decodeDataUrl(url: URL, maxBytes: number, path: string): FetchedFile {
  const text = url.pathname + url.search; // pure ASCII: the URL parser has escaped the rest
  const comma = commaOf(text);
  if (comma === -1) throw fileError(path, 'is a data URL without a comma');
  const head = text.slice(0, comma);
  const plain = text
    .slice(comma + 1)
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Some write further parameters behind it.
  const content = /; *base64 *(?:;|$)/i.test(head) ? fromBase64(plain) : plain;
  if (content === undefined) throw fileError(path, 'is not base64');
  if (content.length > maxBytes) throw tooLarge(path, maxBytes);
  const type = head.split(';', 1)[0] ?? '';
  return { bytes: toBytes(content), contentType: type === '' ? null : type };
}

/** Where the content begins: at the first comma, but for commas in a quoted parameter. */
function commaOf(text: string): number {
  const head = /^[^,"]*(?:(?<==)"[^"]*"[^,"]*)*,/.exec(text)?.[0];
  return head === undefined ? text.indexOf(',') : head.length - 1;
}

function fromBase64(text: string): string | undefined {
  const base64 = toStandardBase64(text);
  return base64 === undefined ? undefined : atob(base64);
}
