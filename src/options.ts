/** Something in eRecruiter's data that could not be read or mapped; the rest of the record or page is unharmed. */
export interface Issue {
  /** Method and path template of the request that delivered the record. */
  readonly endpoint: string;
  /** eRecruiter's number of the record; null when it has none or it was unreadable. */
  readonly id: string | null;
  /** Where in the raw record, such as `DateOfCreation`; empty for the record as a whole. */
  readonly path: string;
  /** What is wrong; never repeats the value itself. */
  readonly reason: string;
}

/** A request is about to be sent. */
export interface RequestEvent {
  /** Method and path template. */
  readonly endpoint: string;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** An answer came, complete with its body. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status. */
  readonly status: number;
  /** From sending to the last byte. */
  readonly durationMs: number;
}

/** A request will be sent again. */
export interface RetryEvent extends RequestEvent {
  /** How long the library waits before it does. */
  readonly waitMs: number;
  /** Why: `HTTP 503`, `ECONNRESET`, `timeout` … */
  readonly reason: string;
}

/** Where log lines go; `console` fits. Lines hold endpoint templates, statuses and times, never data or secrets. */
export interface Logger {
  /** Each request and answer. */
  debug(message: string, details: object): void;
  /** Repeats and skipped records. */
  warn(message: string, details: object): void;
}

/** The clock, for tests: replace it and no test waits. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after that many milliseconds; rejects when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Who this client is, as a source of candidates. */
export interface SourceOption {
  /** The name of a source in the mandator's catalogue of referrers. */
  readonly name: string;
  /** Free text to the source, sent where the catalogue allows it. */
  readonly additionalInfo?: string | undefined;
}

/** Maps own names to integration fields, per model: `{ candidate: { driving_licence: 'fuehrerscheinB' } }`. */
export interface CustomFieldOptions {
  /** Keys of `custom_fields` of jobs. */
  readonly job?: Readonly<Record<string, string>> | undefined;
  /** Keys of `custom_fields` of candidates. */
  readonly candidate?: Readonly<Record<string, string>> | undefined;
  /** Keys of `custom_fields` of applications. */
  readonly application?: Readonly<Record<string, string>> | undefined;
}

/**
 * How a file is fetched that an attachment names by `data_url`. Only public hosts are asked, nothing of eRecruiter's
 * credentials goes with the request, and each of at most three redirects is checked like the first address.
 *
 * Without `resolve` only literal addresses and known names can be told from public ones; a public name may still lead
 * to a private address. With it a name can change between the check and the request: where that matters, let `fetch`
 * connect to checked addresses only, or list the hosts in `allow`.
 */
export interface AttachmentOptions {
  /** Replaces the global `fetch` for these requests; the client's own `fetch` is never used for them. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /**
   * The largest file, in bytes after decompression; holds for `data` too. Default 20 MiB: eRecruiter's web server takes
   * files of about 21 MiB unless it is set up otherwise.
   */
  readonly maxBytes?: number | undefined;
  /**
   * Milliseconds for one try to fetch a file, from the first check to the last byte, redirects included. A try that
   * fails in passing is repeated as `retry` says. Default 30,000.
   */
  readonly timeoutMs?: number | undefined;
  /** True also takes `http:` addresses. Default false. */
  readonly allowHttp?: boolean | undefined;
  /** Narrows further which public addresses may be asked; called for each redirect too. Default: all. */
  readonly allow?: ((url: URL) => boolean | Promise<boolean>) | undefined;
  /** Looks a host name up; when any of its addresses is not public, or there is none, the file is refused. */
  readonly resolve?: ((hostname: string) => Promise<readonly string[]>) | undefined;
}

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
export interface ERecruiterOptions {
  /** The API site: with or without `/Api`, a virtual directory, a trailing slash. */
  readonly baseUrl: string;
  /** The API key that an eRecruiter administrator created for your application. */
  readonly apiKey: string;
  /** The number of the mandator (tenant) that the key belongs to. */
  readonly mandatorId: number;
  /** Source of what this client creates, and what `only_created: true` reads by. */
  readonly source?: SourceOption | undefined;
  /** IANA zone of eRecruiter's dates without offset. Default `Europe/Vienna`. */
  readonly timeZone?: string | undefined;
  /** Language of texts and stage names; keep it fixed, stage ids depend on it. Default `de-AT`. */
  readonly culture?: string | undefined;
  /** Publications to read jobs from: `''` is the default portal, `'all'` every one of the catalogue. Default `['']`. */
  readonly channels?: readonly string[] | 'all' | undefined;
  /** The applicant portal in whose name the client acts: its settings, policies, mail templates and job links. */
  readonly portalUrl?: string | undefined;
  /** Which mails eRecruiter sends to candidates on creation. Both are off by default. */
  readonly emails?:
    | {
        /** To whoever is new. Default false. */
        readonly registration?: boolean | undefined;
        /** Where the application is new. Default false. */
        readonly application?: boolean | undefined;
      }
    | undefined;
  /** How files are fetched that attachments name by `data_url`, and how large a file may be. */
  readonly attachments?: AttachmentOptions | undefined;
  /**
   * How long eRecruiter may go on working on a write after it failed, in milliseconds: so long the client waits before
   * it looks a second time and repeats. Default 3,000.
   */
  readonly settleMs?: number | undefined;
  /** A stable name that ids are made from. Default: host, port and path of `baseUrl` in lower case. */
  readonly tenant?: string | undefined;
  /**
   * How candidates are found: `'open'` by the open applications of each job, `'all'` also by source. Default `'all'`.
   */
  readonly discover?: 'all' | 'open' | undefined;
  /** Own names for integration fields. Default: every custom field under its internal name. */
  readonly customFields?: CustomFieldOptions | undefined;
  /** `'all'` adds each raw property that has no unified field to `integration_fields`. Default `'custom'`. */
  readonly integrationFields?: 'custom' | 'all' | undefined;
  /** True adds the raw records to `remote_data`. They are personal data. Default false. */
  readonly remoteData?: boolean | undefined;
  /** How many requests run at once, over all calls of this client. Default 4. */
  readonly concurrency?: number | undefined;
  /** Milliseconds for one request, from sending to the last byte of the body. Default 60,000. */
  readonly timeoutMs?: number | undefined;
  /** The largest answer that is read, in bytes after decompression. Default 64 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** Repeats of what is safe to repeat. */
  readonly retry?:
    | {
        /** How many times after the first try. Default 2. */
        readonly limit?: number | undefined;
        /** The longest `Retry-After` that is waited for, in milliseconds. Default 60,000. */
        readonly maxRetryAfterMs?: number | undefined;
      }
    | undefined;
  /** Replaces the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Where log lines go. Default: nowhere. */
  readonly logger?: Logger | undefined;
  /** Called before each request. What these callbacks throw is ignored. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Called after each answer. */
  readonly onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Called before each repeat. */
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Called for each record or field that could not be read. */
  readonly onIssue?: ((issue: Issue) => void) | undefined;
  /** Replaces time, for tests. */
  readonly clock?: Clock | undefined;
}

/** What each method takes besides its input. */
export interface CallOptions {
  /** Aborts the call and every request that it has under way. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each single request of this call. */
  readonly timeoutMs?: number | undefined;
  /** Further headers for each request of this call, for a gateway, say. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The options of the transport, with defaults filled in. */
export interface TransportSettings {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly mandatorId: number;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  readonly retryLimit: number;
  readonly maxRetryAfterMs: number;
  readonly fetch: typeof globalThis.fetch | undefined;
  readonly clock: Clock;
  readonly onRequest: (event: RequestEvent) => void;
  readonly onResponse: (event: ResponseEvent) => void;
  readonly onRetry: (event: RetryEvent) => void;
  readonly onIssue: (issue: Issue) => void;
}

/** The options that reading and writing depend on, with defaults filled in. */
export interface Settings {
  readonly tenant: string;
  readonly mandatorId: number;
  readonly source: SourceOption | undefined;
  readonly timeZone: string;
  readonly culture: string;
  readonly channels: readonly string[] | 'all';
  readonly portalUrl: string | undefined;
  readonly emails: { readonly registration: boolean; readonly application: boolean };
  readonly discover: 'all' | 'open';
  readonly customFields: CustomFieldOptions | undefined;
  readonly integrationFields: 'custom' | 'all';
  readonly remoteData: boolean;
  readonly concurrency: number;
  readonly attachments: AttachmentOptions;
  readonly settleMs: number;
}
