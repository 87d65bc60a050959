import { onAbort } from '../flow/abort.js';
import { encodeBase64 } from '../mappers/values/base64.js';
import { countOf } from '../mappers/values/text.js';
import type { OutgoingRequest } from './request.js';

/** How much of an error's body is read. */
const MAX_ERROR_BYTES = 256 * 1024;

/** What is said of a page in place of JSON. */
export const PAGE_REASON = 'the answer is HTML or XML, not JSON';

/** A body that could not be read. The message is a plain sentence. */
export class BodyError extends Error {}

/** A retry would fail in the same way. */
export class FinalBodyError extends BodyError {}

/** A body above the limit. */
export class TooLargeError extends FinalBodyError {}

const NO_RESPONSE = 'the fetch function returned no Response';

/** Returns what a fetch function returned. Mocks and wrappers may return anything: throws if it cannot be read. */
export function checkResponse(response: Response): Response {
  const { ok, status, headers, bodyUsed }: Readonly<Record<string, unknown>> = Object(response);
  const isResponse = typeof ok === 'boolean' && typeof status === 'number';
  if (!isResponse || typeof headers !== 'object' || headers === null || !('get' in headers)) {
    throw new FinalBodyError(NO_RESPONSE);
  }
  if (bodyUsed === true) throw new FinalBodyError('the fetch function has read the body; let it read a clone');
  return response;
}

/** Reads an answer to a request. `isWanted` tells whether it is a result, not an error. */
export async function readAnswer(response: Response, request: OutgoingRequest, maxBytes: number) {
  const { ok, status, headers } = response;
  const isWanted = ok || request.anyStatus === true;
  const readWanted = request.asBase64 === true ? readBase64 : readText;
  const text = await (isWanted ? readWanted(response, maxBytes) : readErrorText(response, MAX_ERROR_BYTES));
  return { ok, status, headers, isWanted, text };
}

/**
 * Reads a body as text, in the charset of the answer. Bytes that are plainly of another charset are read as what they
 * are: some servers name the wrong one, or none. Throws above `maxBytes`.
 */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  const charset = /charset="?([\w-]{1,40})/i.exec(response.headers.get('content-type') ?? '')?.[1];
  return decodeText(await readBytes(response, maxBytes), charset ?? 'utf-8');
}

/**
 * Reads the text of an error. A web server may not use the charset that it names, so UTF-8 is assumed. Null if the body
 * cannot be read completely.
 */
async function readErrorText(response: Response, maxBytes: number): Promise<string | null> {
  const bytes = await readBytes(response, maxBytes).catch(() => null);
  return bytes && new TextDecoder().decode(bytes);
}

/** Charsets of one byte for each letter. No German text in one of them happens to be UTF-8. */
const SINGLE_BYTE = /^(?:us-?ascii|latin|l1$|iso-?8859|windows-125|cp125)/i;

function decodeText(bytes: Uint8Array, named: string): string {
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  const charsets = marked === null ? [...(SINGLE_BYTE.test(named) ? ['utf-8'] : []), named] : [marked];
  let isCutOff = false;
  for (const charset of charsets) {
    const decoder = decoderOf(charset);
    try {
      const text = decoder.decode(bytes, { stream: true });
      isCutOff = true;
      return text + decoder.decode();
    } catch {
      // The next one may be right.
    }
  }
  // Latin 1 if none of its letters is UTF-8: otherwise the bytes are damaged.
  const isNamedUtf8 = marked === null && /^utf-?8$/i.test(named);
  if (isCutOff || !isNamedUtf8 || /[^\u0000-\u007f\ufffd]/.test(new TextDecoder().decode(bytes))) {
    throw new BodyError('the answer is not text in its charset');
  }
  return new TextDecoder('windows-1252').decode(bytes, { stream: true }); // at once, Node reads it as Latin 1
}

/** Reads a body as base64. Throws above `maxBytes`. */
export async function readBase64(response: Response, maxBytes: number): Promise<string> {
  return encodeBase64(await readBytes(response, maxBytes));
}

/**
 * Reads a body as bytes. Throws above `maxBytes`. A custom `fetch` may ignore its signal: with `signal`, the body is
 * cancelled once that aborts.
 */
export async function readBytes(response: Response, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const length = await readChunks(response, maxBytes, (chunk) => chunks.push(chunk), signal);
  const [only] = chunks;
  if (only?.byteLength === length) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Passes a body to `take`, chunk by chunk. Returns its length. */
async function readChunks(
  response: Response,
  maxBytes: number,
  take: (chunk: Uint8Array) => void,
  signal?: AbortSignal,
): Promise<number> {
  let bytes = 0;
  const count = (chunk: Uint8Array): void => {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new TooLargeError(`the answer is larger than ${countOf(maxBytes, 'byte')}`);
    take(chunk);
  };
  const { body }: { readonly body: unknown } = response;
  if (body === null) return 0;
  if (isNodeStream(body)) {
    // Leaving the loop ends the stream.
    const stop = signal && onAbort(signal, () => body.destroy());
    try {
      for await (const chunk of body) count(chunk);
    } finally {
      stop?.();
    }
    return bytes;
  }
  // React Native has no streams, and no property for one.
  if (response.body === null || response.body === undefined || !('getReader' in response.body)) {
    if (!('arrayBuffer' in response)) throw new FinalBodyError(NO_RESPONSE);
    count(new Uint8Array(await response.arrayBuffer()));
    return bytes;
  }
  const reader = response.body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => undefined); // not awaited: a source may never answer
  const stop = signal && onAbort(signal, cancel);
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return bytes;
      count(value);
    }
  } finally {
    stop?.();
    if (!ended) cancel();
  }
}

/** The part of a Node stream that is used: node-fetch has one as the body of its answers. */
interface NodeStream extends AsyncIterable<Uint8Array> {
  destroy(): void;
}

function isNodeStream(body: unknown): body is NodeStream {
  return typeof body === 'object' && body !== null && 'destroy' in body && Symbol.asyncIterator in body;
}

/** Closes the connection of an answer whose body is not read. */
export function discardBody(response: Response): void {
  const { body }: { readonly body: unknown } = response;
  if (isNodeStream(body)) body.destroy();
  else response.body?.cancel().catch(() => undefined);
}

// Fatal: a wrong charset would otherwise turn umlauts into question marks, and a later write would store them.
function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return new TextDecoder('utf-8', { fatal: true });
  }
}

/** Parses JSON text. Throws a `BodyError` that names what is there instead, without quoting it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (text.trim() === '') throw new BodyError('the answer is empty');
    throw new BodyError(/^\s*</.test(text) ? PAGE_REASON : 'the answer is not JSON');
  }
}
