import { formatExactJson, type Json, type JsonObject } from '../data/json.js';

/** A status with a body, before it is sent. */
export interface ServerAnswer {
  readonly status: number;
  readonly text: string;
  readonly isHtml?: boolean;
  /** Headers besides the content type, or instead of it; an empty one is left out. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, if it is not the text in UTF-8. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** The size of the pieces in which the body arrives. */
  readonly pieceBytes?: number;
}

/** Creates an answer with a JSON body. */
export function jsonAnswer(status: number, value: Json): ServerAnswer {
  return { status, text: formatExactJson(value) };
}

/** Creates an answer of the web server, for a request that does not reach eRecruiter. */
export function htmlAnswer(status: number, title: string): ServerAnswer {
  const text = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h2>${title}</h2></body></html>`;
  return { status, text, isHtml: true };
}

/** Any answer of eRecruiter other than 200. */
export class RequestRefusal extends Error {
  override readonly name = 'RequestRefusal';

  constructor(
    readonly status: number,
    /** Undefined for an empty body. */
    readonly body?: Readonly<JsonObject>,
    /** The properties that a server adds to the body when it shows details. */
    readonly detail: Readonly<JsonObject> = {},
  ) {
    super(`refused with ${String(status)}`);
  }

  toAnswer(hasDetail: boolean): ServerAnswer {
    if (this.body === undefined) return { status: this.status, text: '' };
    return jsonAnswer(this.status, { ...this.body, ...(hasDetail ? this.detail : {}) });
  }
}

/** The answer if a record does not exist: without a message it has no body. */
export function noRecord(message?: string): RequestRefusal {
  return new RequestRefusal(404, message === undefined ? undefined : { Message: message });
}

/** The answer to a body with invalid members. */
export function invalidBody(errors: readonly (readonly [name: string, message: string])[]): RequestRefusal {
  const state = Object.fromEntries(errors.map(([name, message]) => [name, [message]]));
  return new RequestRefusal(400, { Message: 'The request is invalid.', ModelState: state });
}

/** The answer to a step of the workflow that is not available. */
export function notAvailable(activity: string): RequestRefusal {
  return new RequestRefusal(400, { Message: `The activity '${activity}' is not available.` });
}

/** The answer to a path parameter that is not an integer of so many bits. */
export function notAnInteger(parameter: string, bits: 32 | 64 = 32): RequestRefusal {
  const entry = `a null entry for parameter '${parameter}' of type 'System.Int${bits}'`;
  const detail = { MessageDetail: `The parameters dictionary contains ${entry}.` };
  return new RequestRefusal(400, { Message: 'The request is invalid.' }, detail);
}

/** The answer to a token that is missing, wrong or expired, and to a key without the access level. */
export function unauthorized(): RequestRefusal {
  return new RequestRefusal(401, { Message: 'Authorization has been denied for this request.' });
}

/** The answer to an unhandled exception on the server. */
export function unhandledException(ExceptionMessage: string): RequestRefusal {
  const detail = { ExceptionMessage, ExceptionType: 'System.NullReferenceException', StackTrace: '' };
  return new RequestRefusal(500, { Message: 'An error has occurred.' }, detail);
}
