import * as z from 'zod/mini';
import { onAbort } from '../flow/abort.js';
import { toApiUrl } from '../api/url.js';
import { issuesOf } from './parse-input.js';
import { ConfigurationError } from '../errors.js';
import type { Clock, ERecruiterOptions } from '../options.js';

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

export const systemClock: Clock = {
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

/** Throws a `ConfigurationError` that names every wrong option. */
export function checkOptions(options: ERecruiterOptions): void {
  const result = z.safeParse(optionsSchema, options);
  if (!result.success) throw new ConfigurationError(issuesOf(result.error));
}
