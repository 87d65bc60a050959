/** Why a body could not be read; a plain sentence for an error message. */
export class BodyError extends Error {}

/** Reads a body to its end as text, in the charset that the answer names, and gives up past `maxBytes`. */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const charset = /charset="?([\w-]{1,40})/i.exec(response.headers.get('content-type') ?? '')?.[1];
  const decoder = decoderOf(charset);
  const reader = response.body.getReader();
  let bytes = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decode(() => decoder.decode());
      bytes += value.byteLength;
      if (bytes > maxBytes) throw new BodyError(`the answer is larger than ${maxBytes} bytes`);
      text += decode(() => decoder.decode(value, { stream: true }));
    }
  } catch (error) {
    if (error instanceof BodyError) reader.cancel().catch(() => undefined); // not awaited: a source may never answer
    throw error;
  }
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
