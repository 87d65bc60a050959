import { abortable } from '../data/clock.js';
import type { Fault } from '../faults/faults.js';
import { digitsOf, formatJson, parseJson, type Json } from '../data/json.js';

/** A status and what goes with it. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly html?: boolean;
}

type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

const ENCODER = new TextEncoder();
const PIECES = 8;
const MIB = 1_048_576;

/** An answer as JSON. */
export function json(status: number, value: Json): Answer {
  return { status, text: formatJson(value) };
}

/** What an unhandled exception on the server is answered with. */
export function exception(ExceptionMessage: string, hasDetail: boolean): Answer {
  const ExceptionType = 'System.NullReferenceException';
  const detail = hasDetail ? { ExceptionMessage, ExceptionType, StackTrace: '' } : {};
  return json(500, { Message: 'An error has occurred.', ...detail });
}

/** An answer that the web server gives before eRecruiter sees anything. */
export function html(status: number, title: string): Answer {
  const text = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h2>${title}</h2></body></html>`;
  return { status, text, html: true };
}

/** What fetch throws when a connection fails. */
export function connectionError(code: string, message = 'fetch failed'): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error(code), { code }) });
}

/** What an answer becomes on its way; a stream calls `done` when it has ended, in whatever way. */
export async function respond(
  answer: Answer,
  fault: Fault | undefined,
  signal: AbortSignal,
  sleep: Sleep,
  done: () => void,
): Promise<Response> {
  const half = answer.text.slice(0, Math.ceil(answer.text.length / 2));
  const stream = (pieces: (stop: AbortSignal) => AsyncGenerator<string>): Response =>
    toResponse(answer, streamOf(pieces, signal, done), fault);
  switch (fault?.kind) {
    case 'refused':
      throw connectionError(fault.code ?? 'ECONNREFUSED');
    case 'reset-before':
    case 'reset-after':
      throw connectionError(fault.code ?? 'ECONNRESET');
    case 'timeout-headers':
      await abortable(signal, () => () => undefined);
      throw connectionError('UND_ERR_HEADERS_TIMEOUT');
    case 'timeout-body':
      return stream(async function* (stop) {
        yield half;
        await abortable(stop, () => () => undefined);
      });
    case 'reset-body':
      return stream(async function* () {
        yield half;
        throw connectionError(fault.code ?? 'UND_ERR_SOCKET', 'terminated');
      });
    case 'slow-body':
      return stream(async function* (stop) {
        const size = Math.max(1, Math.ceil(answer.text.length / PIECES));
        for (let at = 0; at < answer.text.length; at += size) {
          await sleep(fault.delayMs ?? 0, stop);
          yield answer.text.slice(at, at + size);
        }
      });
    case 'huge':
      return stream(async function* () {
        yield '[';
        for (let left = fault.bytes ?? 65 * MIB; left > 0; left -= MIB) yield ' '.repeat(Math.min(left, MIB));
        yield ']';
      });
    case 'truncated':
      return toResponse(answer, half, fault);
    case 'empty':
      return toResponse(answer, '', fault);
    case 'garbage':
      return toResponse(answer, '{"Id":1,\u0000\u0007%PDF', fault);
    case 'bom':
      return toResponse(answer, `\ufeff${answer.text}`, fault);
    case 'wrong-types':
      return toResponse(answer, answer.text && formatJson(distorted(parseJson(answer.text))), fault);
    default:
      return toResponse(answer, bodyOf(fault) ?? answer.text, fault);
  }
}

function toResponse(answer: Answer, body: BodyInit, fault: Fault | undefined): Response {
  const type = answer.html === true ? 'text/html' : 'application/json; charset=utf-8';
  const isEmpty = [204, 205, 304].includes(answer.status);
  const hasType = answer.status !== 404 || body !== '';
  const headers = { ...(hasType ? { 'content-type': type } : {}), ...fault?.headers };
  return new Response(isEmpty || !hasType ? null : body, { status: answer.status, headers });
}

/** A copy, because a view may look at memory that a response does not take. */
function bodyOf(fault: Fault | undefined): BodyInit | undefined {
  return typeof fault?.body === 'object' ? new Uint8Array(fault.body) : fault?.body;
}

/** The answer to a request that a fault keeps from being processed. */
export function faultAnswer(fault: Fault, hasDetail: boolean): Answer {
  if (fault.kind === 'html') return html(fault.status ?? 502, 'Bad Gateway');
  const status = fault.kind === 'status' ? (fault.status ?? 500) : fault.kind === '429' ? 429 : 401;
  if (status === 500) return exception('Object reference not set to an instance of an object.', hasDetail);
  if (status === 401) return json(status, { Message: 'Authorization has been denied for this request.' });
  return status < 400 || status > 500 ? { status, text: '' } : json(status, { Message: 'The request was refused.' });
}

/** The same structure with every text a number and every number an object. */
function distorted(value: Json): Json {
  if (typeof value === 'number' || digitsOf(value) !== undefined) return {};
  if (typeof value === 'string') return 17;
  if (Array.isArray(value)) return value.map(distorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, distorted(item)]));
}

function streamOf(
  pieces: (stop: AbortSignal) => AsyncGenerator<string>,
  signal: AbortSignal,
  done: () => void,
): ReadableStream<Uint8Array> {
  const stop = new AbortController();
  const source = pieces(stop.signal);
  let finish = (): void => undefined;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const abort = (): void => {
        finish();
        controller.error(signal.reason);
        stop.abort(signal.reason);
      };
      finish = () => {
        finish = () => undefined;
        signal.removeEventListener('abort', abort);
        done();
      };
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
    },
    async pull(controller) {
      try {
        const { value, done: ended } = await source.next();
        if (ended !== true) controller.enqueue(ENCODER.encode(value));
        else {
          finish();
          controller.close();
        }
      } catch (error) {
        finish();
        controller.error(error);
      }
    },
    cancel() {
      finish();
      stop.abort();
    },
  });
}
