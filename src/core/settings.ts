import * as z from 'zod/mini';
import type { Services } from './context.js';
import { onAbort } from '../flow/abort.js';
import { Transport } from '../api/transport.js';
import { toApiUrl } from '../api/url.js';
import { MandatorCache } from './mandator.js';
import { issuesOf } from './parse-input.js';
import { ConfigurationError } from '../errors.js';
import { createIds } from '../mappers/index.js';
import type { Clock, ERecruiterOptions } from '../options.js';
import { quiet } from '../flow/quiet.js';

const name = z.string().check(z.minLength(1));
const callable = z.optional(
  z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'expected a function'),
);
const fieldNames = z.optional(z.record(z.string(), name));
const whole = (least: number, most: number) => z.optional(z.int().check(z.minimum(least), z.maximum(most)));

const optionsSchema = z.strictObject({
  baseUrl: z
    .string()
    .check(
      z.refine(
        (value) => toApiUrl(value) !== undefined,
        'expected an http or https address without credentials or query',
      ),
    ),
  apiKey: name,
  mandatorId: z.int().check(z.positive()),
  source: z.optional(z.strictObject({ name, additionalInfo: z.optional(z.string()) })),
  timeZone: z.optional(z.string().check(z.refine(isTimeZone, 'expected an IANA time zone such as Europe/Vienna'))),
  culture: z.optional(
    z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'expected a culture such as de-AT')),
  ),
  channels: z.optional(z.union([z.literal('all'), z.array(z.string()).check(z.minLength(1))])),
  portalUrl: z.optional(z.url({ protocol: /^https?$/, error: 'expected an http or https address' })),
  emails: z.optional(z.strictObject({ registration: z.optional(z.boolean()), application: z.optional(z.boolean()) })),
  attachments: z.optional(
    z.strictObject({
      fetch: callable,
      maxBytes: whole(1, 2 ** 28),
      timeoutMs: whole(1, 3_600_000),
      allowHttp: z.optional(z.boolean()),
      allow: callable,
      resolve: callable,
    }),
  ),
  settleMs: whole(0, 600_000),
  tenant: z.optional(name),
  discover: z.optional(z.enum(['all', 'open'])),
  customFields: z.optional(z.strictObject({ job: fieldNames, candidate: fieldNames, application: fieldNames })),
  integrationFields: z.optional(z.enum(['custom', 'all'])),
  remoteData: z.optional(z.boolean()),
  concurrency: whole(1, 64),
  timeoutMs: whole(1, 3_600_000),
  maxBodyBytes: whole(1024, 2 ** 30),
  retry: z.optional(z.strictObject({ limit: whole(0, 10), maxRetryAfterMs: whole(0, 3_600_000) })),
  fetch: callable,
  logger: z.optional(z.looseObject({ debug: callable, warn: callable })),
  onRequest: callable,
  onResponse: callable,
  onRetry: callable,
  onIssue: callable,
  clock: z.optional(z.looseObject({ now: callable, sleep: callable })),
});

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== null;
  } catch {
    return false;
  }
}

const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop();
        resolve();
      }, ms);
      const stop = onAbort(signal, () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

/** Checks the options and joins the parts. Throws a `ConfigurationError` that names every wrong option. */
export function createServices(options: ERecruiterOptions): Services {
  const result = z.safeParse(optionsSchema, options);
  if (!result.success) throw new ConfigurationError(issuesOf(result.error));
  const { logger, apiKey, mandatorId, concurrency = 4, timeZone = 'Europe/Vienna', culture = 'de-AT' } = options;
  const apiUrl = toApiUrl(options.baseUrl) ?? '';
  const onIssue = quiet(options.onIssue, (issue) => logger?.warn('issue', issue));
  const transport = new Transport({
    apiUrl,
    apiKey,
    mandatorId,
    concurrency,
    timeoutMs: options.timeoutMs ?? 60_000,
    maxBodyBytes: options.maxBodyBytes ?? 64 * 2 ** 20,
    retryLimit: options.retry?.limit ?? 2,
    maxRetryAfterMs: options.retry?.maxRetryAfterMs ?? 60_000,
    fetch: options.fetch,
    clock: options.clock ?? systemClock,
    onRequest: quiet(options.onRequest),
    onResponse: quiet(options.onResponse, (event) => logger?.debug('answer', event)),
    onRetry: quiet(options.onRetry, (event) => logger?.warn('repeat', event)),
    onIssue,
  });
  const tenant = options.tenant ?? tenantOf(apiUrl);
  return {
    transport,
    ids: createIds({ tenant, mandatorId }),
    catalogue: new MandatorCache(transport, options.portalUrl),
    onIssue,
    settings: {
      tenant,
      mandatorId,
      timeZone,
      culture,
      channels: options.channels ?? [''],
      portalUrl: options.portalUrl,
      source: options.source,
      emails: {
        registration: options.emails?.registration ?? false,
        application: options.emails?.application ?? false,
      },
      attachments: options.attachments ?? {},
      settleMs: options.settleMs ?? 3_000,
      discover: options.discover ?? 'all',
      customFields: options.customFields,
      integrationFields: options.integrationFields ?? 'custom',
      remoteData: options.remoteData ?? false,
      concurrency,
    },
  };
}

/** Host, port and path of the API site in lower case: what stays the same however the address is written. */
function tenantOf(apiUrl: string): string {
  const { host, pathname } = new URL(apiUrl);
  return `${host}${pathname.replace(/\/Api$/, '')}`.toLowerCase();
}
