/** What the system said of a connection error. */
export interface SystemError {
  /** Such as `ECONNRESET`; null when it said nothing. */
  readonly code: string | null;
  /** Such as `connect` or `read`; null when unknown. */
  readonly syscall: string | null;
}

/** Finds the system's words in an error, wherever undici or a polyfill has put them. */
export function systemErrorOf(error: unknown, depth = 0): SystemError {
  if (typeof error !== 'object' || error === null || depth > 4) return { code: null, syscall: null };
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{2,39}$/.test(error.code)) {
    return {
      code: error.code,
      syscall: 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : null,
    };
  }
  return systemErrorOf('cause' in error ? error.cause : undefined, depth + 1);
}
