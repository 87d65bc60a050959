import type * as z from 'zod/mini';
import type { ActionWarning } from '../models/action-results.js';
import type { KomboErrorCode } from '../models/error-codes.js';
import type { CallOptions } from '../options.js';
import type { KomboBackend } from './backend.js';

/** Decides which codes and statuses the errors of an endpoint have. */
export interface RouteKind {
  /** Whether the call can change something in eRecruiter. */
  readonly writes: boolean;
  /** Kombo's general endpoints have fewer error codes than those of the ATS. */
  readonly general: boolean;
}

/** One endpoint of Kombo's API. */
export interface Route extends RouteKind {
  readonly run: (call: RouteCall) => RouteResult | Promise<RouteResult>;
}

/** One request, as a route sees it. */
export interface RouteCall {
  /** Returns the decoded text in the place of `{name}`. */
  readonly param: (name: string) => string;
  /** Parses the query parameters. */
  readonly query: <S extends z.ZodMiniObject>(schema: S) => z.core.output<S>;
  /** Parses the JSON body together with the parameters in the path; unknown keys become warnings. */
  readonly body: <S extends z.ZodMiniObject>(schema: S) => Promise<z.core.output<S>>;
  /** Finds the client of an integration, by default of the one in the `X-Integration-Id` header. */
  readonly backend: (integrationId?: string) => Promise<KomboBackend>;
  readonly options: CallOptions;
  readonly warnings: readonly ActionWarning[];
  readonly warn: (message: string) => void;
}

/** What a route returns. */
export interface RouteResult {
  readonly data: unknown;
  /** Undefined for routes whose envelope has none. */
  readonly warnings?: readonly ActionWarning[];
}

/** An error of this layer itself: no such route, no such integration, not available. */
export class RouteError extends Error {
  readonly code: KomboErrorCode;
  /** The HTTP status; undefined where the code's own fits. */
  readonly status: number | undefined;

  constructor(code: KomboErrorCode, message: string, status?: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
