import { followSignal, onAbort, unlessAborted } from '../../flow/abort.js';
import { exactDigits, formatExactJson, parseExactJson, type Json } from '../data/json.js';
import { RequestRefusal, htmlAnswer, unauthorized, unhandledException, type ServerAnswer } from '../server/answers.js';
import type { Fault } from './faults.js';

const ENCODER = new TextEncoder();
const PIECES = 8;
const MIB = 1_048_576;

/** Creates the error that fetch throws when a connection fails. */
export function connectionError(code: string, message = 'fetch failed'): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error(code), { code }) });
}

/** Returns the answer of a fault; undefined if the server itself answers. */
export function faultAnswer(fault: Fault, hasDetail: boolean): ServerAnswer | undefined {
  switch (fault.kind) {
    case 'html':
      return htmlAnswer(fault.status ?? 502, 'Bad Gateway');
    case 'status':
      return statusAnswer(fault.status ?? 500, hasDetail);
    case '429':
      return statusAnswer(429, hasDetail);
    case 'expired-token':
      return statusAnswer(401, hasDetail);
    default:
      return undefined;
  }
}

function statusAnswer(status: number, hasDetail: boolean): ServerAnswer {
  if (status < 400 || status > 500) return { status, text: '' };
  if (status === 401) return unauthorized().toAnswer(hasDetail);
  if (status === 500)
    return unhandledException('Object reference not set to an instance of an object.').toAnswer(hasDetail);
  return new RequestRefusal(status, { Message: 'The request was refused.' }).toAnswer(hasDetail);
}

/** Sends an answer through a fault, if there is one; calls `done` when the body has ended, been cancelled or failed. */
export async function respond(
  answer: ServerAnswer,
  fault: Fault | undefined,
  signal: AbortSignal,
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>,
  done: () => void,
): Promise<Response> {
  const { text } = answer;
  const half = text.slice(0, Math.ceil(text.length / 2));
  const send = (body: BodyInit): Response => {
    done();
    return toResponse(answer, body, fault);
  };
  const stream = (pieces: (stop: AbortSignal) => AsyncGenerator<string>): Response =>
    toResponse(answer, streamOf(pieces, signal, done), fault);
  switch (fault?.kind) {
    case 'refused':
      throw connectionError(fault.code ?? 'ECONNREFUSED');
    case 'reset-before':
    case 'reset-after':
      throw connectionError(fault.code ?? 'ECONNRESET');
    case 'timeout-headers':
      return unlessAborted(never(), signal);
    case 'timeout-body':
      return stream(async function* (stop) {
        yield half;
        await unlessAborted(never(), stop);
      });
    case 'reset-body':
      return stream(async function* () {
        yield half;
        throw connectionError(fault.code ?? 'UND_ERR_SOCKET', 'terminated');
      });
    case 'slow-body':
      return stream(async function* (stop) {
        const size = Math.max(1, Math.ceil(text.length / PIECES));
        for (let at = 0; at < text.length; at += size) {
          await sleep(fault.delayMs ?? 0, stop);
          yield text.slice(at, at + size);
        }
      });
    case 'huge':
      return stream(async function* () {
        yield '[';
        for (let left = fault.bytes ?? 65 * MIB; left > 0; left -= MIB) yield ' '.repeat(Math.min(left, MIB));
        yield ']';
      });
    case 'truncated':
      return send(half);
    case 'empty':
      return send('');
    case 'garbage':
      return send('{"Id":1,\u0000\u0007%PDF');
    case 'bom':
      return send(`\ufeff${text}`);
    case 'wrong-types':
      return send(text && formatExactJson(distort(parseExactJson(text))));
    default:
      if (fault?.body === undefined && answer.pieceBytes !== undefined && text !== '') {
        return toResponse(answer, inPieces(answer.bytes ?? ENCODER.encode(text), answer.pieceBytes, done), fault);
      }
      // A copy of bytes, because a view may look at memory that a response does not accept.
      return send(typeof fault?.body === 'object' ? new Uint8Array(fault.body) : (fault?.body ?? answer.bytes ?? text));
  }
}

function toResponse(answer: ServerAnswer, body: BodyInit, fault: Fault | undefined): Response {
  const type = answer.isHtml === true ? 'text/html' : 'application/json; charset=utf-8';
  const isEmpty = [204, 205, 304].includes(answer.status);
  const hasType = answer.status !== 404 || body !== '';
  const given = { ...(hasType ? { 'content-type': type } : {}), ...answer.headers, ...fault?.headers };
  const headers = Object.entries(given).filter(([, value]) => value !== '');
  // A body of text would get a type of its own.
  const bytes = typeof body === 'string' ? ENCODER.encode(body) : body;
  return new Response(isEmpty || !hasType ? null : bytes, { status: answer.status, headers });
}

/** Letters of several bytes are torn. */
function inPieces(bytes: Uint8Array<ArrayBuffer>, size: number, done: () => void): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += size)));
      else {
        done();
        controller.close();
      }
    },
    cancel: done,
  });
}

/** Keeps the structure, but turns every text into a number and every number into an object. */
function distort(value: Json): Json {
  if (typeof value === 'number' || exactDigits(value) !== undefined) return {};
  if (typeof value === 'string') return 17;
  if (Array.isArray(value)) return value.map(distort);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, distort(item)]));
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

function streamOf(
  pieces: (stop: AbortSignal) => AsyncGenerator<string>,
  signal: AbortSignal,
  done: () => void,
): ReadableStream<Uint8Array> {
  const follower = followSignal(signal);
  const source = pieces(follower.signal);
  let stopListening = (): void => undefined;
  const end = (): void => {
    stopListening();
    follower.stop();
    done();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      stopListening = onAbort(signal, () => {
        controller.error(signal.reason);
        end();
      });
    },
    async pull(controller) {
      try {
        const { value, done: isLast } = await source.next();
        if (isLast !== true) {
          controller.enqueue(ENCODER.encode(value));
        } else {
          end();
          controller.close();
        }
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    cancel() {
      end();
      follower.abort();
    },
  });
}
