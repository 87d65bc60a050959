import * as z from 'zod/mini';
import { ConfigurationError } from '../errors.js';
import { quiet } from '../flow/quiet.js';
import {
  type CallOptions,
  callTable,
  createTable,
  type ERecruiterOptions,
  optionTable,
  type Settings,
  syncTable,
  toApiUrl,
} from '../options.js';
import { answerLine, debugOf, failureLine, issueLine, retryLine, writeLine } from './log.js';
import { issuesOf, parseInput, OWN_TEXTS } from './parse-input.js';

const optionsSchema = z.strictObject(optionTable);
const callSchemas = {
  call: z.strictObject({ options: z.strictObject(callTable) }),
  create: z.strictObject({ options: z.strictObject(createTable) }),
  sync: z.strictObject({ options: z.strictObject(syncTable) }),
};

/** Checks a client's options and fills in the defaults. Throws a `ConfigurationError` that names every wrong option. */
export function settingsOf(options: ERecruiterOptions): Settings {
  const result = z.safeParse(optionsSchema, options, OWN_TEXTS);
  if (!result.success) throw new ConfigurationError(issuesOf(result.error, optionsSchema, options, 'options'));
  const { data } = result;
  const { logger } = data;
  const logged = <T extends object>(level: 'debug' | 'warn', lineOf: (event: T) => string) =>
    logger && ((event: T): unknown => writeLine(logger, level, lineOf(event), event));
  const apiUrl = toApiUrl(data.baseUrl) ?? '';
  return {
    ...data,
    apiUrl,
    tenant: data.tenant ?? tenantOf(apiUrl),
    debug: data.debug ? debugOf(data.debug, logger) : undefined,
    onRequest: quiet(data.onRequest),
    onResponse: quiet(data.onResponse, logged('debug', answerLine)),
    onFailure: quiet(data.onFailure, logged('debug', failureLine)),
    onRetry: quiet(data.onRetry, logged('warn', retryLine)),
    onIssue: quiet(data.onIssue, logged('warn', issueLine)),
  };
}

/** Checks the options of a call. Throws an `InputError` for invalid values and for unknown names. */
export function parseCallOptions<T extends CallOptions>(options: T, kind: keyof typeof callSchemas = 'call'): T {
  parseInput(callSchemas[kind], { options });
  return options;
}

/** Returns host, port and path of the API site in lower case, the same for every spelling of the address. */
function tenantOf(apiUrl: string): string {
  const { host, pathname } = new URL(apiUrl);
  return `${host}${pathname.replace(/\/Api$/, '')}`.toLowerCase();
}
