/** Why a body could not be read; a plain sentence for an error message. */
export class BodyError extends Error {}

/** A body past the limit: it would be the same the next time. */
export class TooLargeError extends BodyError {}

/** Reads a body to its end as text, in the charset that the answer names, and gives up past `maxBytes`. */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  const charset = /charset="?([\w-]{1,40})/i.exec(response.headers.get('content-type') ?? '')?.[1];
  const decoder = decoderOf(charset);
  let text = '';
  await readChunks(response, maxBytes, (chunk) => (text += decode(() => decoder.decode(chunk, { stream: true }))));
  return text + decode(() => decoder.decode());
}

/**
 * Reads the body of a refusal: what a web server writes there need not be in the charset that it names. Null when it
 * cannot be read to its end.
 */
export async function readRefusal(response: Response, maxBytes: number): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    await readChunks(response, maxBytes, (chunk) => (text += decoder.decode(chunk, { stream: true })));
  } catch {
    return null;
  }
  return text + decoder.decode();
}

/** Reads a body to its end as base64, and gives up past `maxBytes`. */
export async function readBase64(response: Response, maxBytes: number): Promise<string> {
  let binary = '';
  await readChunks(response, maxBytes, (chunk) => {
    for (const byte of chunk) binary += String.fromCharCode(byte);
  });
  return btoa(binary);
}

async function readChunks(response: Response, maxBytes: number, take: (chunk: Uint8Array) => void): Promise<void> {
  if (response.body === null) return;
  // node-fetch has a stream of Node there, and its own way to all of it.
  if (!('getReader' in response.body)) return takeWhole(new Uint8Array(await response.arrayBuffer()), maxBytes, take);
  const reader = response.body.getReader();
  let bytes = 0;
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      bytes += value.byteLength;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      take(value);
    }
  } finally {
    if (!ended) reader.cancel().catch(() => undefined); // not awaited: a source may never answer
  }
}

function takeWhole(bytes: Uint8Array, maxBytes: number, take: (chunk: Uint8Array) => void): void {
  if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes);
  take(bytes);
}

function tooLarge(maxBytes: number): TooLargeError {
  return new TooLargeError(`the answer is larger than ${maxBytes} bytes`);
}

// Fatal: a wrong charset would otherwise turn umlauts into question marks, and a later write would store them.
function decoderOf(charset = 'utf-8'): TextDecoder {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return new TextDecoder('utf-8', { fatal: true });
  }
}

function decode(work: () => string): string {
  try {
    return work();
  } catch {
    throw new BodyError('the answer is not text in its charset');
  }
}

/** Parses JSON text; a `BodyError` says what stood there instead, without quoting it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (text.trim() === '') throw new BodyError('the answer is empty');
    throw new BodyError(/^\s*</.test(text) ? 'the answer is HTML or XML, not JSON' : 'the answer is not JSON');
  }
}
