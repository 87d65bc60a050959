import type { RequestError, ResponseShapeError } from '../errors.js';
import type { CallOptions } from '../options.js';
import type { Linger } from './linger.js';
import type { OutgoingRequest, Reply } from './request.js';
import type { Failure } from './retry-rules.js';

/** A call in progress: its request, and the settings of each attempt. */
export interface PendingCall {
  readonly request: OutgoingRequest;
  readonly requestId: string;
  readonly headers: Headers | undefined;
  readonly timeoutMs: number;
  /** The time limit of this call; undefined if the client's limit applies. */
  readonly ownTimeoutMs: number | undefined;
  readonly signal: AbortSignal;
  readonly linger: Linger | undefined;
  /** What this call has in place of the client's `retry`. */
  readonly retry: CallOptions['retry'];
}

/** The outcome of an attempt: its result, or how it failed and the error to throw if it is not repeated. */
export type Outcome<T> =
  | { readonly value: T }
  | {
      readonly failure: Failure;
      readonly reason: string;
      readonly error: RequestError | ResponseShapeError;
      /** The token that was sent. */
      readonly token: string | undefined;
      /** A complete answer of a status that the caller wants to see. */
      readonly reply?: Reply;
      /** The number of the request; missing for the token exchange. */
      readonly number?: number;
    };
