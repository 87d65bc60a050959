import type * as z from 'zod/mini';
import type { ActionWarning } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import type { KomboBackend } from './backend.js';

/** What decides how an error is told. */
export interface RouteKind {
  /** Whether the call can change something in eRecruiter. */
  readonly writes: boolean;
  /** Kombo's general endpoints have fewer error codes than those of the ATS. */
  readonly general: boolean;
}

/** What a route gives back. */
export interface Reply {
  readonly data: unknown;
  /** Undefined for routes whose envelope has none. */
  readonly warnings?: readonly ActionWarning[];
}

/** One request, as a route sees it. */
export interface RouteCall {
  /** The decoded text in the place of `{name}`. */
  readonly param: (name: string) => string;
  /** The query parameters, checked. */
  readonly query: <S extends z.core.$ZodType>(schema: S) => z.core.output<S>;
  /** The JSON body, checked; keys that the schema does not know become warnings. */
  readonly body: <S extends z.ZodMiniObject>(schema: S) => Promise<z.core.output<S>>;
  /** The client of an integration, by default of the one that the header names. */
  readonly backend: (integrationId?: string) => Promise<KomboBackend>;
  readonly options: CallOptions;
  readonly warnings: readonly ActionWarning[];
  readonly warn: (message: string) => void;
}

/** One endpoint of Kombo's API. */
export interface Route extends RouteKind {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Segments and `{names}`; a last `*` stands for any segments. */
  readonly path: string;
  readonly run: (call: RouteCall) => Reply | Promise<Reply>;
}
