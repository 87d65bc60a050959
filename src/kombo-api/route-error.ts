import type { KomboErrorCode } from '../models/error-codes.js';

/** An error of this entry point: no such route, no such integration, not available. */
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
