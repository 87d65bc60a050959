import { toBytes, toStandardBase64 } from '../../mappers/values/base64.js';
import { BodyError, checkResponse, discardBody, readBytes, TooLargeError } from '../../api/body.js';
import { AttemptReport, type EventSettings, nextRequestId } from '../../api/events.js';
import {
  connectionReason,
  type Failure,
  parseRetryAfter,
  systemErrorOf,
  waitBeforeRepeat,
} from '../../api/retry-rules.js';
import { userAgent } from '../../api/user-agent.js';
import { AbortedError, ConnectionError, InputError, StatusError, TimeoutError, toStatusError } from '../../errors.js';
import { followSignal, unlessAborted } from '../../flow/abort.js';
import { countOf } from '../../mappers/values/text.js';
import { parseUrl } from '../../mappers/values/web-address.js';
import type { InputIssueCode, RequestFailure } from '../../models/error-codes.js';
import type { AttachmentSettings, Clock, FetchInit, TransportSettings } from '../../options.js';
import { isAddress, isPublicAddress, isPublicName, withoutDot } from './public-host.js';

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** The endpoint that errors name for a request to a `data_url`. */
export const FILE_ENDPOINT = 'GET data_url';

/** Codes of permanent connection failures: unknown name, untrusted TLS. */
const PERMANENT_CODES =
  /^(?:ENOTFOUND|EPROTO|CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|ERR_INVALID_)/;
/** Codes of DNS look-ups that may succeed the next time. */
const RETRYABLE_LOOKUP_CODES = /^(?:EAI_AGAIN|ESERVFAIL|ETIMEOUT|ETIMEDOUT|ECONNREFUSED|ECONNRESET)$/;

/** A file as it was received. */
export interface FetchedFile {
  readonly bytes: Uint8Array;
  /** The media type as the answer spells it, with parameters; null if it names none. */
  readonly contentType: string | null;
}

/** How often a file is requested again, after which waits, and what that is reported to. */
export type RetrySettings = EventSettings & Pick<TransportSettings, 'retryLimit' | 'maxRetryAfterMs'>;

/** One attempt to fetch a file. */
interface FetchTask {
  readonly path: string;
  readonly settings: AttachmentSettings;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly attempt: number;
  readonly report: AttemptReport;
}

/**
 * Fetches the file behind an untrusted URL: from public hosts only, over https, checked again at each redirect and each
 * attempt, with limits of size and time. After a temporary failure it is requested again, as requests to eRecruiter
 * are. `data:` URLs are decoded in place. Throws an `InputError` that names `path` and no more of the URL than its
 * host; a `ConnectionError`, `TimeoutError` or `StatusError` if a later call may succeed; or an `AbortedError`.
 */
export async function fetchFile(
  url: string,
  path: string,
  settings: AttachmentSettings,
  signal: AbortSignal,
  repeats: RetrySettings,
): Promise<FetchedFile> {
  if (signal.aborted) throw fileAborted(0, signal);
  const target = parseUrl(url);
  if (target === undefined) throw fileError(path, 'must be a URL', 'invalid_format');
  if (target.protocol === 'data:') return decodeDataUrl(target, settings.maxBytes, path);
  const { clock } = repeats;
  const request = { requestId: nextRequestId(), endpoint: FILE_ENDPOINT };
  for (let attempt = 1; ; attempt += 1) {
    // An attempt is one request for those who observe it, redirects included.
    const report = new AttemptReport(repeats, { ...request, attempt });
    try {
      return await fetchOnce(target, { path, settings, signal, clock, attempt, report });
    } catch (error) {
      report.failed(failureReason(error));
      const failure = temporaryFailureOf(error);
      const waitMs = failure === undefined ? null : waitBeforeRepeat(failure, 'read', attempt, repeats, Math.random());
      if (waitMs === null) throw error;
      repeats.onRetry({ ...request, attempt, waitMs, reason: failureReason(error) });
      if (waitMs > 0) await pause(waitMs, attempt, signal, clock);
    }
  }
}

async function fetchOnce(target: URL, task: FetchTask): Promise<FetchedFile> {
  const { attempt, settings } = task;
  const { timeoutMs } = settings;
  const { signal, abort, stop } = followSignal(task.signal, () => fileAborted(attempt, task.signal));
  const expire = (): void => abort(new TimeoutError({ ...failureFacts(attempt, target), timeoutMs }));
  const timer = setTimeout(expire, timeoutMs);
  try {
    // Hooks and a custom `fetch` may ignore the signal.
    return await unlessAborted(followRedirects(target, { ...task, signal }), signal);
  } finally {
    clearTimeout(timer);
    stop();
  }
}

/** How an attempt failed; undefined if the next one would fail in the same way. */
function temporaryFailureOf(error: unknown): Failure | undefined {
  if (StatusError.isInstance(error)) {
    return { kind: 'status', status: error.status, retryAfterMs: error.retryAfterMs };
  }
  if (TimeoutError.isInstance(error)) return { kind: 'timeout' };
  return ConnectionError.isInstance(error) ? { kind: 'reset' } : undefined;
}

function failureReason(error: unknown): string {
  if (StatusError.isInstance(error)) return `HTTP ${error.status}`;
  if (ConnectionError.isInstance(error)) return error.reason ?? 'connection lost';
  if (TimeoutError.isInstance(error)) return 'timeout';
  return AbortedError.isInstance(error) ? 'aborted' : 'the file was rejected';
}

async function pause(waitMs: number, attempt: number, signal: AbortSignal, clock: Clock): Promise<void> {
  try {
    signal.throwIfAborted();
    await unlessAborted(clock.sleep(waitMs, signal), signal);
  } catch (error) {
    throw signal.aborted ? fileAborted(attempt, signal) : error;
  }
}

/** Returns the facts about a file request for errors. */
function failureFacts(attempts: number, url?: URL): RequestFailure {
  return { endpoint: FILE_ENDPOINT, attempts, mayHaveBeenApplied: false, ...(url && { host: url.hostname }) };
}

function fileAborted(attempts: number, { reason }: AbortSignal): AbortedError {
  return new AbortedError(failureFacts(attempts), reason);
}

/** Creates the error for a file that is not accepted. */
export function fileError(path: string, message: string, code: InputIssueCode = 'not_allowed'): InputError {
  return new InputError([{ code, path, message }]);
}

/** Creates the error for a file above the size limit. */
export function tooLargeError(path: string, maxBytes: number): InputError {
  return fileError(path, `must not be larger than ${countOf(maxBytes, 'byte')}`, 'too_large');
}

async function followRedirects(start: URL, task: FetchTask): Promise<FetchedFile> {
  const { path, settings, signal, report } = task;
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    const problem = await problemOf(url, settings).catch((error: unknown) => {
      throw RETRYABLE_LOOKUP_CODES.test(systemErrorOf(error).code ?? '')
        ? lostConnection(error, url, task)
        : notFetchable(url, path);
    });
    if (problem !== undefined) throw fileError(path, problem);
    signal.throwIfAborted();
    const response = await request(url, task);
    try {
      signal.throwIfAborted();
      const { status, headers, ok } = response;
      if (REDIRECTS.has(status)) {
        if (redirects === MAX_REDIRECTS) throw fileError(path, `redirects more than ${MAX_REDIRECTS} times`);
        url = redirectTarget(url, headers.get('location'), path);
        continue;
      }
      const isFile = ok && status !== 206;
      const bytes = isFile ? await readContent(response, url, task) : undefined;
      report.answered(status);
      if (status === 408 || status === 429 || status >= 500) throw temporaryError(response, url, task);
      if (bytes === undefined) throw fileError(path, `${url.hostname} answered HTTP ${status}`);
      return { bytes, contentType: headers.get('content-type') };
    } finally {
      discardBody(response); // an unread body keeps the connection open
    }
  }
}

async function request(url: URL, task: FetchTask): Promise<Response> {
  const { settings, signal, report } = task;
  report.sent();
  report.show(() => FILE_ENDPOINT);
  try {
    return checkResponse(await (settings.fetch ?? globalThis.fetch)(url.href, fileInit(signal)));
  } catch (error) {
    throw lostConnection(error, url, task);
  }
}

/** Nothing of the client's own headers: the host is not eRecruiter's. */
function fileInit(signal: AbortSignal): FetchInit {
  const agent = userAgent();
  return { method: 'GET', headers: agent === undefined ? {} : { 'user-agent': agent }, signal, redirect: 'manual' };
}

/** Creates the error for an answer that may be different the next time. */
function temporaryError({ status, headers }: Response, url: URL, { attempt, clock }: FetchTask): StatusError {
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), clock.now(), headers.get('date'));
  return toStatusError({ ...failureFacts(attempt, url), status, text: '', write: false, retryAfterMs });
}

/** Creates the error for a connection that failed or was lost. */
function lostConnection(error: unknown, url: URL, { path, signal, attempt, report }: FetchTask): unknown {
  if (signal.aborted) return signal.reason;
  const system = systemErrorOf(error);
  const reason = error instanceof BodyError ? error.message : connectionReason(system);
  report.failed(reason ?? 'connection lost');
  if (PERMANENT_CODES.test(system.code ?? '')) return notFetchable(url, path);
  return new ConnectionError({ ...failureFacts(attempt, url), reason });
}

function notFetchable(url: URL, path: string): InputError {
  return fileError(path, `could not be fetched from ${url.hostname}`);
}

/** Returns why a URL must not be requested; undefined if it may. */
async function problemOf(url: URL, settings: AttachmentSettings): Promise<string | undefined> {
  const { allowHttp, allow, resolve } = settings;
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) {
    return allowHttp ? 'must be an https or http URL' : 'must be an https URL';
  }
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';
  const { hostname } = url;
  const literal = isAddress(hostname);
  if (!(literal ? isPublicAddress(hostname) : isPublicName(hostname))) return `${hostname} is not a public host`;
  // A copy, so that the hook cannot change where the request goes.
  if (allow !== undefined && !(await allow(new URL(url)))) return `${hostname} is not allowed`;
  if (literal || resolve === undefined) return undefined;
  const addresses = await resolve(withoutDot(hostname));
  const isPublic = addresses.length > 0 && addresses.every((address) => isPublicAddress(address));
  return isPublic ? undefined : `${hostname} is not a public host`;
}

function redirectTarget(url: URL, location: string | null, path: string): URL {
  const next = location === null ? undefined : parseUrl(location, url);
  if (next === undefined) throw fileError(path, `${url.hostname} redirects to an invalid URL`);
  if (url.protocol === 'https:' && next.protocol !== 'https:') {
    throw fileError(path, `${url.hostname} redirects away from https`);
  }
  return next;
}

async function readContent(response: Response, url: URL, task: FetchTask): Promise<Uint8Array> {
  const { path, settings, signal } = task;
  const { maxBytes } = settings;
  const bytes = await readBytes(response, maxBytes, signal).catch((error: unknown) => {
    if (!(error instanceof TooLargeError)) throw lostConnection(error, url, task);
    task.report.failed(error.message);
    throw tooLargeError(path, maxBytes);
  });
  if (isCut(response.headers, bytes.byteLength)) throw lostConnection(undefined, url, task);
  return bytes;
}

/** Whether fewer bytes arrived than announced, which a custom `fetch` may not notice. */
function isCut(headers: Headers, length: number): boolean {
  const announced = headers.get('content-length') ?? '';
  return headers.get('content-encoding') === null && /^\d+$/.test(announced) && length < Number(announced);
}

function decodeDataUrl(url: URL, maxBytes: number, path: string): FetchedFile {
  const text = url.pathname + url.search; // pure ASCII: the URL parser has escaped everything else
  const comma = contentStart(text);
  if (comma === -1) throw fileError(path, 'must be a data URL with a comma', 'invalid_format');
  const head = text.slice(0, comma);
  const plain = text
    .slice(comma + 1)
    .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Some URLs have more parameters after it.
  const content = /; *base64 *(?:;|$)/i.test(head) ? fromBase64(plain) : plain;
  if (content === undefined) throw fileError(path, 'must be base64', 'invalid_format');
  if (content.length > maxBytes) throw tooLargeError(path, maxBytes);
  const type = head.split(';', 1)[0] ?? '';
  return { bytes: toBytes(content), contentType: type === '' ? null : type };
}

/** Returns where the content of a data URL begins: after the first comma that is not in a quoted parameter. */
function contentStart(text: string): number {
  const head = /^[^,"]*(?:(?<==)"[^"]*"[^,"]*)*,/.exec(text)?.[0];
  return head === undefined ? text.indexOf(',') : head.length - 1;
}

function fromBase64(text: string): string | undefined {
  const base64 = toStandardBase64(text);
  return base64 === undefined ? undefined : atob(base64);
}
