import { quiet } from '../flow/quiet.js';
import type { Debug, DetailsFirstLogger, FailureEvent, Issue, Logger, ResponseEvent, RetryEvent } from '../options.js';

/**
 * Adapts a logger that expects the details before the message, as Bunyan does. pino and its child loggers need no
 * adapter; a wrapper of one that keeps pino's order does.
 *
 * @example
 * ```ts
 * import { detailsFirst, ERecruiter } from 'erecruiter-kombo';
 *
 * // In place of bunyan.createLogger(…).
 * const bunyan = {
 *   debug: (details: object, message: string) => console.log('debug', message, details),
 *   warn: (details: object, message: string) => console.log('warn', message, details),
 * };
 * export const erecruiter = new ERecruiter({
 *   baseUrl: 'https://api.erecruiter.net',
 *   apiKey: 'key from your eRecruiter administrator',
 *   mandatorId: 1,
 *   logger: detailsFirst(bunyan),
 * });
 * ```
 */
export function detailsFirst(logger: DetailsFirstLogger): Logger {
  return {
    debug: (message, details) => logger.debug(details, message),
    warn: (message, details) => logger.warn(details, message),
  };
}

const PREFIX = 'erecruiter-kombo: ';

/** Writes one line, in the order of arguments that the logger expects. Returns what the logger returns. */
export function writeLine(logger: Logger, level: 'debug' | 'warn', line: string, details: object): unknown {
  const message = PREFIX + line;
  // pino drops what follows the message. Only its loggers have bindings().
  return 'bindings' in logger && typeof logger.bindings === 'function'
    ? Reflect.apply(logger[level], logger, [details, message])
    : logger[level](message, details);
}

/** Returns what receives the lines of the option `debug`. */
export function debugOf(option: true | ((line: string) => void), logger: Logger | undefined): Debug {
  const write = (line: string, details: object): unknown => {
    if (typeof option === 'function') return option(PREFIX + line);
    return logger === undefined ? console.debug(PREFIX + line) : writeLine(logger, 'debug', line, details);
  };
  const show = quiet(({ describe, details }: Shown) => write(describe(), details));
  return (describe, details) => show({ describe, details });
}

/** The arguments of a {@link Debug}. */
interface Shown {
  readonly describe: () => string;
  readonly details: object;
}

/** The line about an answer. */
export function answerLine({ endpoint, attempt, status, durationMs }: ResponseEvent): string {
  return `${endpoint} answered ${status} in ${toMs(durationMs)}${nth(attempt)}`;
}

/** The line about a request without an answer. */
export function failureLine({ endpoint, attempt, reason, durationMs }: FailureEvent): string {
  return `${endpoint} failed after ${toMs(durationMs)}${nth(attempt)}: ${reason}`;
}

/** The line about a retry. */
export function retryLine({ endpoint, waitMs, reason }: RetryEvent): string {
  const isSentence = reason.startsWith('the ');
  return `retrying ${endpoint} in ${toMs(waitMs)}${isSentence ? `: ${reason}` : ` after ${reason}`}`;
}

/** The line about something that could not be read. */
export function issueLine({ endpoint, id, path, reason }: Issue): string {
  const record = id === null ? endpoint : `record ${id} of ${endpoint}`;
  if (path !== '') return `problem with ${path} of ${record}: ${reason}`;
  return `skipped ${id === null ? `part of ${endpoint}` : record}: ${reason}`;
}

function nth(attempt: number): string {
  return attempt === 1 ? '' : ` (attempt ${attempt})`;
}

function toMs(ms: number): string {
  return `${Math.round(ms)} ms`;
}
