import * as z from 'zod/mini';
import { sleep } from './flow/abort.js';
import { isCulture, isTimeZone } from './mappers/values/checks.js';
import { isBlank } from './mappers/values/text.js';
import { isFullWebAddress, parseHttpUrl, urlToText } from './mappers/values/web-address.js';
import type { ActionProgress } from './models/action-results.js';
import type { SyncProgress, SyncState } from './models/sync.js';

/** Something in eRecruiter's data that could not be read or mapped. The rest of the record or page is unaffected. */
export interface Issue {
  /** Method and path template of the request that delivered the record. */
  readonly endpoint: string;
  /** eRecruiter's number of the record; null if it has none or it was unreadable. */
  readonly id: string | null;
  /** The path in the raw record, such as `DateOfCreation`; empty for the record as a whole. */
  readonly path: string;
  /** What is wrong; never repeats the value itself. */
  readonly reason: string;
}

/** A request that is about to be sent. */
export interface RequestEvent {
  /** The same in all events of a request, its retries included. No other request of this process has it. */
  readonly requestId: string;
  /** Method and path template. */
  readonly endpoint: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** An answer that arrived, complete with its body. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status. */
  readonly status: number;
  /** From sending to the last byte. */
  readonly durationMs: number;
}

/** A request that ended without a complete answer. */
export interface FailureEvent extends RequestEvent {
  /** Why: `ECONNRESET`, `timeout`, `aborted`, `the answer is larger than 1024 bytes` … */
  readonly reason: string;
  /** From sending to the failure. */
  readonly durationMs: number;
}

/** A request that will be sent again. */
export interface RetryEvent extends RequestEvent {
  /** How long the library waits before it sends the request again. */
  readonly waitMs: number;
  /** Why: `HTTP 503`, `ECONNRESET`, `timeout` … */
  readonly reason: string;
}

/**
 * Where log lines go: `console`, a winston or a pino logger, or anything else with these two methods. They are called
 * with a sentence and an object of details; a pino logger is recognized and called in pino's order. For other loggers
 * that expect the details first, see `detailsFirst`.
 *
 * Lines contain endpoint templates, statuses, times and the record numbers of issues, never data or secrets. Whatever a
 * logger throws, or rejects with, is ignored.
 */
export interface Logger {
  /** Each answer, and each request that ended without one. */
  debug(message: string, details: object): void;
  /** Retries, and records or values that could not be read. */
  warn(message: string, details: object): void;
}

/** A logger that expects the details first, such as one of Bunyan: see `detailsFirst`. */
export interface DetailsFirstLogger {
  /** Called with an object of details and a sentence. */
  debug(details: object, message: string): void;
  /** Called with an object of details and a sentence. */
  warn(details: object, message: string): void;
}

/** The clock. Replace it in tests so that no test has to wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after that many milliseconds; rejects when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The second argument of a fetch function: plain values that every package's `fetch` accepts. */
export interface FetchInit {
  /** Such as `GET`. */
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Missing if the request has no body. */
  readonly body?: string;
  /** Aborts when the caller aborts, or the request takes too long. */
  readonly signal: AbortSignal;
  /** The client decides which redirects it follows: the token must not reach another host. */
  readonly redirect: 'manual';
}

/** What the client reads of an answer; the `Response` of every package fits. */
export interface FetchResponse {
  /** Whether the status is 200 to 299. */
  readonly ok: boolean;
  /** The HTTP status. */
  readonly status: number;
  /** The headers of the answer. */
  readonly headers: {
    /** Returns the value of a header; null if there is none. */
    get(name: string): string | null;
    /** Calls a function for each header. */
    forEach(callback: (value: string, name: string) => void): void;
  };
  /** A web stream or a Node stream; null if there is no body. */
  readonly body: object | null;
  /** The whole body. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * A fetch function, called with an address and plain values. The global `fetch` fits, as do those of undici, node-fetch
 * and the sandbox, and functions that wrap them.
 *
 * @example
 * ```ts
 * import { ERecruiter, type FetchFunction } from 'erecruiter-kombo';
 *
 * const timed: FetchFunction = async (url, init) => {
 *   const started = Date.now();
 *   const response = await fetch(url, init);
 *   console.log(init.method, response.status, Date.now() - started); // never log `url`: it can contain emails
 *   return response;
 * };
 * const baseUrl = 'https://api.erecruiter.net';
 * export const erecruiter = new ERecruiter({ baseUrl, apiKey: '…', mandatorId: 1, fetch: timed });
 * ```
 */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** One option: the type that you may pass, and the type of the resulting value. */
type Option<Given, Value = Given> = z.core.$ZodType<Value, Given>;

// Each interface extends both, even if one is empty: in its errors TypeScript takes an only base for the interface,
// and then shows the whole table.
/** What you must pass for a table of options. */
type RequiredIn<Table> = {
  readonly [Name in keyof Table as undefined extends z.input<Table[Name]> ? never : Name]: z.input<Table[Name]>;
};

/** What you may pass for a table of options. */
type OptionalIn<Table> = {
  readonly [Name in keyof Table as undefined extends z.input<Table[Name]> ? Name : never]?: z.input<Table[Name]>;
};

/** The values of a table of options, with defaults filled in. */
type Values<Table> = { readonly [Name in keyof Table]: z.output<Table[Name]> };

const sourceTable = {
  /** The name of a source in the mandator's catalogue of referrers. */
  name: nonEmptyText(),
  /** Free text about the source, sent where the catalogue allows it. */
  additionalInfo: optional(z.string()),
};

/** This client as a source of candidates. */
export interface SourceOption extends RequiredIn<typeof sourceTable>, OptionalIn<typeof sourceTable> {}

const customFieldTable = {
  /** Keys of `custom_fields` of jobs. */
  job: fieldNames(),
  /** Keys of `custom_fields` of candidates. */
  candidate: fieldNames(),
  /** Keys of `custom_fields` of applications. */
  application: fieldNames(),
};

/** Maps your own names to integration fields, per model: `{ candidate: { driving_licence: 'fuehrerscheinB' } }`. */
export interface CustomFieldOptions extends RequiredIn<typeof customFieldTable>, OptionalIn<typeof customFieldTable> {}

const emailTable = {
  /** Sent to newly created candidates. Default false. */
  registration: withDefault(false, z.boolean()),
  /** Sent for newly created applications. Default false. */
  application: withDefault(false, z.boolean()),
};

/** Which emails eRecruiter sends to candidates about new records. Both are off by default. */
export interface EmailOptions extends RequiredIn<typeof emailTable>, OptionalIn<typeof emailTable> {}

const stepNames = (): Option<string | readonly string[]> =>
  z.union(
    [nonEmptyText(), z.array(nonEmptyText()).check(z.minLength(1))],
    'must be the name of a step or a list of names',
  );

const activityTable = {
  /** The step, or several to choose from in this order, that leads to each stage; by the name of the stage. */
  stages: optional<Readonly<Record<string, string | readonly string[]>>>(
    z
      .record(z.string(), stepNames(), 'must be a plain object; for a Map, pass Object.fromEntries(…)')
      .check(z.refine((stages) => !Object.keys(stages).some(isBlank), 'a stage has no name')),
  ),
  /** The step, or several to choose from in this order, that rejects an application. */
  reject: optional(stepNames()),
};

/** Which steps of your workflow lead where: `{ stages: { Interview: 'Invite' }, reject: ['Decline', 'Absage'] }`. */
export interface ActivityOptions extends RequiredIn<typeof activityTable>, OptionalIn<typeof activityTable> {}

const attachmentTable = {
  /** Replaces the global `fetch` for these requests. The client's own `fetch` is never used for them. */
  fetch: optional(callback<typeof globalThis.fetch, FetchFunction>()),
  /**
   * The largest file, in bytes after decompression. Applies to `data` too. Default 20 MiB: as base64 that stays below
   * 30,000,000 bytes, the default limit of eRecruiter's web server.
   */
  maxBytes: withDefault(20 * 2 ** 20, integer(1, 2 ** 28)),
  /**
   * Milliseconds for one attempt to fetch a file, from the first check to the last byte, redirects included. An attempt
   * that fails temporarily is repeated according to `retry`. Default 30,000.
   */
  timeoutMs: withDefault(30_000, integer(1, 3_600_000)),
  /** True also accepts `http:` addresses. Default false. */
  allowHttp: withDefault(false, z.boolean()),
  /** Restricts which public addresses may be requested. Also called for each redirect. Default: all. */
  allow: optional(callback<(url: URL) => boolean | Promise<boolean>>()),
  /** Looks up a host name. A file is rejected if any of its addresses is not public, or if there is none. */
  resolve: optional(callback<(hostname: string) => Promise<readonly string[]>>()),
};

/**
 * How files behind a `data_url` are fetched. Requests go to public hosts only, carry none of eRecruiter's credentials,
 * and follow at most three redirects, each of which is checked like the first address.
 *
 * Without `resolve`, only literal addresses and well-known names are recognized as private; a public name may still
 * lead to a private address. With it, a name can change between the check and the request: if that matters, let `fetch`
 * connect to checked addresses only, or list the hosts in `allow`.
 */
export interface AttachmentOptions extends RequiredIn<typeof attachmentTable>, OptionalIn<typeof attachmentTable> {}

/** {@link AttachmentOptions} with defaults filled in. */
export type AttachmentSettings = Values<typeof attachmentTable>;

const RETRY_LIMIT = integer(0, 10);
const LONGEST_WAIT = integer(0, 3_600_000);

const retryTable = {
  /** How many times a request is sent again after the first attempt. Default 2. */
  limit: withDefault(2, RETRY_LIMIT),
  /** The longest wait before a retry, in milliseconds, even if `Retry-After` asks for more. Default 60,000. */
  maxRetryAfterMs: withDefault(60_000, LONGEST_WAIT),
};

/** How often the client retries what is safe to repeat, and how long it waits. */
export interface RetryOptions extends RequiredIn<typeof retryTable>, OptionalIn<typeof retryTable> {}

/** Every option of a client. */
export const optionTable = {
  /** The API site: with or without `/Api`, a virtual directory, a trailing slash. */
  baseUrl: address(
    checkedText(
      (value) => toApiUrl(value) !== undefined,
      'must be an http or https address without credentials or query',
    ),
  ),
  /** The API key that an eRecruiter administrator created for your application. */
  apiKey: nonEmptyText(),
  /** The number of the mandator (tenant) that the key belongs to. */
  mandatorId: integer(1, Number.MAX_SAFE_INTEGER),
  /** The source of all records that this client creates, and the one that `only_created: true` selects. */
  source: optional<SourceOption>(z.strictObject(sourceTable)),
  /** IANA zone of eRecruiter's dates without offset. Default `Europe/Vienna`. */
  timeZone: withDefault('Europe/Vienna', checkedText(isTimeZone, 'must be an IANA time zone, such as Europe/Vienna')),
  /** Language of texts and stage names. Keep it fixed: stage ids depend on it. Default `de-AT`. */
  culture: withDefault('de-AT', checkedText(isCulture, 'must be a culture, such as de-AT')),
  /** Publications to read jobs from: `''` is the default portal, `'all'` every one in the catalogue. Default `['']`. */
  channels: withDefault<readonly string[] | 'all'>(
    [''],
    z.union([z.literal('all'), z.array(z.string()).check(z.minLength(1))], "must be 'all' or a list of names"),
  ),
  /** The applicant portal whose settings, policies, email templates and job links the client uses. */
  portalUrl: optional(address(checkedText(isFullWebAddress, 'must be an http or https address'))),
  /** Which emails eRecruiter sends to candidates about new records. Both are off by default. */
  emails: group<EmailOptions, Values<typeof emailTable>>(z.strictObject(emailTable)),
  /**
   * Which step of the workflow leads to which stage, and which one rejects: what `moveApplicationToStage` and
   * `rejectApplication` execute. Default: only a step that is named exactly like the stage.
   */
  activities: optional<ActivityOptions>(z.strictObject(activityTable)),
  /** How files behind a `data_url` are fetched, and how large a file may be. */
  attachments: group<AttachmentOptions, AttachmentSettings>(z.strictObject(attachmentTable)),
  /**
   * How long eRecruiter may keep working on a write after it failed, in milliseconds. The client waits this long before
   * it looks a second time and retries. Default 3,000.
   */
  settleMs: withDefault(3_000, integer(0, 600_000)),
  /** A stable name that ids are derived from. Default: host, port and path of `baseUrl` in lower case. */
  tenant: optional(nonEmptyText()),
  /**
   * How candidates are found: `'open'` by the open applications of each job, `'all'` also by source. Default `'all'`.
   */
  discover: withDefault<'all' | 'open'>('all', z.enum(['all', 'open'])),
  /**
   * How old, in milliseconds, the jobs and lists of applications may be that a listing takes over from another listing
   * of this client: a page that continues from a cursor does, and listings that run at the same time do. A listing from
   * the beginning takes over nothing that arrived before it began. `0` shares nothing. Default 60,000.
   */
  discoveryCacheMs: withDefault(60_000, integer(0, 3_600_000)),
  /** Your own names for integration fields. Default: every custom field under its internal name. */
  customFields: optional<CustomFieldOptions>(z.strictObject(customFieldTable)),
  /** `'all'` adds each raw property that has no unified field to `integration_fields`. Default `'custom'`. */
  integrationFields: withDefault<'custom' | 'all'>('custom', z.enum(['custom', 'all'])),
  /** True adds the raw records to `remote_data`. They are personal data. Default false. */
  remoteData: withDefault(false, z.boolean()),
  /** How many requests run at once, over all calls of this client. Default 4. */
  concurrency: withDefault(4, integer(1, 64)),
  /** Milliseconds for one request, from sending to the last byte of the body. Default 60,000. */
  timeoutMs: withDefault(60_000, integer(1, 3_600_000)),
  /** The largest answer that is read, in bytes after decompression. Default 64 MiB. */
  maxBodyBytes: withDefault(64 * 2 ** 20, integer(1024, 2 ** 30)),
  /** How often the client retries what is safe to repeat, and how long it waits. */
  retry: group<RetryOptions, Values<typeof retryTable>>(z.strictObject(retryTable)),
  /** Replaces the global `fetch`, for example to go through a proxy. */
  fetch: optional(callback<typeof globalThis.fetch, FetchFunction>()),
  /**
   * Additional headers for every request to eRecruiter, the token exchange included, for example the key of a gateway.
   * Headers of a call replace those of the same name. Hosts of files do not receive them.
   */
  headers: headerRecord(),
  /** Where log lines go: `console`, a pino or a winston logger, or your own. Default: nowhere. */
  logger: optional(withMethods<Logger>('debug', 'warn')),
  /**
   * True shows each request as it is sent, and its answer, as lines for `logger.debug`, or `console.debug` without a
   * logger; a function receives the lines itself. They contain names, record numbers, sizes and shapes, never a secret
   * or a personal value. Default false.
   */
  debug: optional<boolean | ((line: string) => void)>(
    z.union([z.boolean(), callback<(line: string) => void>()], 'must be true, false or a function'),
  ),
  /** Called before each request. Errors thrown by these callbacks are ignored. */
  onRequest: optional(callback<(event: RequestEvent) => void>()),
  /** Called after each complete answer, whatever its status. */
  onResponse: optional(callback<(event: ResponseEvent) => void>()),
  /** Called after each request that ended without a complete answer. */
  onFailure: optional(callback<(event: FailureEvent) => void>()),
  /** Called before each retry. */
  onRetry: optional(callback<(event: RetryEvent) => void>()),
  /** Called for each record or field that could not be read. */
  onIssue: optional(callback<(issue: Issue) => void>()),
  /** Replaces time, for tests. */
  clock: withDefault<Clock>({ now: () => Date.now(), sleep }, withMethods<Clock>('now', 'sleep')),
};

/**
 * How a client is set up.
 *
 * @example
 * ```ts
 * import { ERecruiter } from 'erecruiter-kombo';
 *
 * export const erecruiter = new ERecruiter({
 *   baseUrl: 'https://api.erecruiter.net',
 *   apiKey: 'key from your eRecruiter administrator',
 *   mandatorId: 1,
 *   source: { name: 'Acme Jobs' },
 * });
 * ```
 */
export interface ERecruiterOptions extends RequiredIn<typeof optionTable>, OptionalIn<typeof optionTable> {}

/** The options with defaults filled in, and callbacks that never throw. */
export interface Settings extends Omit<Values<typeof optionTable>, 'debug'> {
  /** `baseUrl` as `{root}/Api`. */
  readonly apiUrl: string;
  readonly tenant: string;
  /** Undefined if nothing is shown: describing a request takes time. */
  readonly debug: Debug | undefined;
  readonly onRequest: (event: RequestEvent) => void;
  readonly onResponse: (event: ResponseEvent) => void;
  readonly onFailure: (event: FailureEvent) => void;
  readonly onRetry: (event: RetryEvent) => void;
  readonly onIssue: (issue: Issue) => void;
}

/** Shows a line, which is made only then, and its details. */
export type Debug = (describe: () => string, details: object) => void;

/** The settings of the transport. */
export interface TransportSettings extends Pick<
  Settings,
  | 'apiUrl'
  | 'apiKey'
  | 'mandatorId'
  | 'concurrency'
  | 'timeoutMs'
  | 'maxBodyBytes'
  | 'fetch'
  | 'headers'
  | 'clock'
  | 'debug'
  | 'onRequest'
  | 'onResponse'
  | 'onFailure'
  | 'onRetry'
  | 'onIssue'
> {
  readonly retryLimit: number;
  readonly maxRetryAfterMs: number;
  /** Called after each write, whatever its outcome. */
  readonly onWritten?: () => void;
}

/** Every option of a call. */
export const callTable = {
  /** Aborts the call and all of its requests in progress. */
  signal: optional(withMethods<AbortSignal>('addEventListener')),
  /** Milliseconds for each single request of this call. */
  timeoutMs: optional(
    z.custom<number>(
      (value) => typeof value === 'number' && value > 0,
      typeCheck('must be a number of milliseconds above 0'),
    ),
  ),
  /** Additional headers for each request of this call, but not for the token exchange, which calls share. */
  headers: headerRecord(),
  /**
   * How often requests of this call are retried, in place of the client's `retry`; what is left out stays the client's.
   * With `limit: 0` each request is sent once, or twice if its token was rejected and had to be renewed.
   */
  retry: optional<RetryOptions>(
    z.strictObject({ limit: optional(RETRY_LIMIT), maxRetryAfterMs: optional(LONGEST_WAIT) }),
  ),
};

/** The options of every method. */
export interface CallOptions extends RequiredIn<typeof callTable>, OptionalIn<typeof callTable> {}

/** The options of the two create actions. */
export const createTable = {
  ...callTable,
  /** The `progress` of the `PartialWriteError` that an earlier call with this input threw. */
  resume: optional(z.custom<ActionProgress>()),
  /**
   * The candidate who applies, by id or as `remote:<number>`, in place of the one whom the email address finds. The
   * `candidate` of the input may then be partial or missing; it fills empty fields only.
   */
  candidate_id: optional(nonEmptyText()),
  /**
   * What to do if the candidate has already applied to the job: `'reject'` is the error
   * `ATS.APPLICATION_ALREADY_EXISTS`. With `'refresh'` eRecruiter updates the application, writes an entry into the
   * candidate's history and sends a message to the recruiter. Default `'reject'`.
   */
  ifExists: optional<'reject' | 'refresh'>(z.enum(['reject', 'refresh'])),
};

/** The options of the create actions. */
export interface CreateOptions extends RequiredIn<typeof createTable>, OptionalIn<typeof createTable> {}

/** The options of `sync()`. */
export const syncTable = {
  ...callTable,
  /**
   * The state of the last run, which this run brings up to date. Default: a `Map` that lives as long as the returned
   * iterable, so that iterating it again yields what has changed since.
   */
  state: optional(
    z.custom<SyncState>(
      (value) => hasMethods(value, ['get', 'set', 'delete', 'entries']),
      typeCheck('must be a state, such as a Map'),
    ),
  ),
  /**
   * How long a candidate may go without being read again, in milliseconds, while sources and jobs say the same about
   * their applications as before. Default 0: every run reads everybody. See `docs/sync.md` for what may show late.
   */
  rereadAfterMs: withDefault(0, integer(0, 366 * 86_400_000)),
  /** Called after each record, changed or not. Errors and rejections of the callback are ignored. */
  onProgress: optional(callback<(progress: SyncProgress) => void>()),
};

/** The options of `sync()`. */
export interface SyncOptions extends RequiredIn<typeof syncTable>, OptionalIn<typeof syncTable> {}

/** Normalizes an API site's address, with or without `/Api`, to `{root}/Api`; undefined if it is not usable. */
export function toApiUrl(baseUrl: string): string | undefined {
  const url = parseHttpUrl(baseUrl);
  if (url === undefined || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return undefined;
  }
  return `${url.origin}${url.pathname.replace(/\/{1,64}$/, '').replace(/\/api$/i, '')}/Api`;
}

/** Whether `fetch` sends this as a header. */
export function isHeader(name: string, value: string): boolean {
  // fetch sets the headers of the connection itself: a wrong length hangs it, the others fail only when it sends.
  if (/^(?:connection|content-length|expect|keep-alive|transfer-encoding|upgrade)$/i.test(name)) return false;
  // `Headers` accepts these characters, but fetch rejects them.
  if (/[\x00-\x08\x0a-\x1f\x7f\u0100-\uffff]/.test(value)) return false;
  try {
    return new Headers([[name, value]]) !== null;
  } catch {
    return false;
  }
}

function hasMethods(value: unknown, names: readonly string[]): boolean {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  return names.every((name) => typeof Reflect.get(value, name) === 'function');
}

/** Accepts a `URL` for the text of an address. */
function address(text: Option<string>): Option<string | URL, string> {
  return z.pipe(
    z.transform((given: string | URL): unknown => urlToText(given)),
    text,
  );
}

function checkedText(isValid: (value: string) => boolean, message: string): Option<string> {
  return z.string().check(z.refine(isValid, message));
}

function nonEmptyText(): Option<string> {
  return z
    .string()
    .check(z.refine((text) => !isBlank(text), { error: 'must not be empty', params: { code: 'required' } }));
}

function integer(min: number, max: number): Option<number> {
  return z.int().check(z.minimum(min), z.maximum(max));
}

function fieldNames(): Option<Readonly<Record<string, string>> | undefined> {
  return optional<Readonly<Record<string, string>>>(z.record(z.string(), nonEmptyText()));
}

function headerRecord(): Option<Readonly<Record<string, string>> | undefined> {
  return optional<Readonly<Record<string, string>>>(
    z
      .record(z.string(), z.string(), 'must be a plain object; for Headers or a Map, pass Object.fromEntries(…)')
      .check(
        z.refine(
          (headers) => Object.entries(headers).every(([name, value]) => isHeader(name, value)),
          'a name or value is not allowed in a header',
        ),
      ),
  );
}

/** What a check of a type reports, also of a text. */
function typeCheck(error: string) {
  return { error, params: { code: 'invalid_type' } };
}

function callback<F, Given = F>(): Option<Given, F> {
  return z.custom<F, Given>((value) => typeof value === 'function', typeCheck('must be a function'));
}

/** Accepts an object of the caller, which is not copied: its methods may need it. */
function withMethods<T>(...names: readonly string[]): Option<T> {
  return z.custom<T>((value) => hasMethods(value, names), typeCheck(`must be an object with ${names.join(' and ')}`));
}

function optional<Given, Value = Given>(option: Option<Given, Value>): Option<Given | undefined, Value | undefined> {
  return z.optional(option);
}

function withDefault<T>(value: NoInfer<T> & z.core.util.NoUndefined<T>, option: Option<T>): Option<T | undefined, T> {
  return z._default(option, value);
}

/** Groups options within an option, so that each has its default even if the whole group is missing. */
function group<Inner, Value>(option: z.core.$ZodType<Value>): Option<Inner | undefined, Value> {
  return z.pipe(
    z.transform((given: Inner | undefined): unknown => (given === undefined ? {} : given)),
    option,
  );
}
