import { isJsonRecord, textOrNull, type Json, type JsonObject } from '../data/json.js';
import { RequestRefusal, htmlAnswer, jsonAnswer, noRecord, type ServerAnswer } from '../server/answers.js';
import type { TurnTable } from './knobs.js';

/** The body of errors, instead of a record with `Message`. */
export const ERROR_BODIES: TurnTable<(refusal: RequestRefusal) => ServerAnswer> = {
  errorBodies: {
    text: ({ status, body }) => (body === undefined ? { status, text: '' } : jsonAnswer(status, messageOf(body))),
    html: ({ status, body }) => htmlAnswer(status, messageOf(body)),
    empty: ({ status }) => ({ status, text: '' }),
  },
};

function messageOf(body: Readonly<JsonObject> | undefined): string {
  return textOrNull(body?.['Message']) ?? 'Error';
}

/** The answer to a key without the access level. */
export const LEVEL_REFUSALS: TurnTable<() => RequestRefusal> = {
  missingLevel: {
    '403': () => refused(403, 'Authorization has been denied for this request.'),
    '404': () => noRecord(),
  },
};

/** Creates a refusal with a message. */
export function refused(status: number, Message: string): RequestRefusal {
  return new RequestRefusal(status, { Message });
}

/** The answer of a server that lacks the route. */
export function missingRoute(): RequestRefusal {
  return refused(404, 'No HTTP resource was found that matches the request URI.');
}

/** Answers nothing in one of the ways that knobs name. */
export function nothingAs(kind: string): Json {
  if (kind === 'null') return null;
  if (kind === 'empty') return {};
  throw kind === '404' ? noRecord() : new RequestRefusal(Number(kind));
}

/** Whether an error is the answer for a record that does not exist. */
export function isNoRecord(error: unknown): boolean {
  return error instanceof RequestRefusal && error.status === 404 && error.body === undefined;
}

/** Whether a value is a list without entries. */
export function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Returns the entries of a list that are records. */
export function recordsAmong(value: Json): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonRecord) : [];
}
