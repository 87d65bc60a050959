import { toJsonRecord, type Json } from './data/json.js';
import type { SandboxDialect } from './dialect/knobs.js';
import type { DialectProfile } from './dialect/profile.js';
import type { Fault, SandboxRequest } from './faults/faults.js';

/** Values by property name; a bigint is written with all its digits. */
export type Changes = Readonly<Record<string, Json | bigint>>;

/** The access levels of an API key. */
export const ACCESS_LEVELS = ['Jobs', 'Applicants', 'Users', 'ApplicationSearch'] as const;

/** An access level of an API key; `ApplicationSearch` is the search for applications by job and by source. */
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/** How `Applicants/ByEmail` searches. */
export interface EmailSearch {
  /** Milliseconds, on the sandbox's clock, until a new or changed address is found. Default 0. */
  readonly lagMs?: number | undefined;
  /** Whether the search is case-sensitive. Default false. */
  readonly exactCase?: boolean | undefined;
  /** Whether a bare `+` in a path is read as a blank; `%2B` is always a plus. Default false. */
  readonly plusIsBlank?: boolean | undefined;
}

/** Changes a text before it is stored; null drops it. `property` is the one it was sent in, such as `Tags`. */
export type Normaliser = (text: string, property: string) => string | null;

/** How the server cleans text before it stores it. */
export interface Normalise {
  /** Names of documents, for example trimmed, without forbidden characters, or cut to the width of a column. */
  readonly names?: Normaliser | undefined;
  /** File extensions. By default a missing dot is added. */
  readonly extensions?: Normaliser | undefined;
  /** Email addresses of applicants. */
  readonly emails?: Normaliser | undefined;
  /** All other text, including tags and names from catalogues. */
  readonly texts?: Normaliser | undefined;
}

/** The size of a sandbox and how it behaves. */
export interface SandboxOptions {
  /** Number of applicants; each is computed when it is read. Default 40. */
  readonly applicants?: number | undefined;
  /** Number of published jobs; a quarter as many unlisted ones, most of them closed, are added. Default 8. */
  readonly jobs?: number | undefined;
  /**
   * Whether it starts without applicants, jobs, users, policies, questionnaires and entries of catalogues, for tests
   * that add all of their own. The default portal, the languages and the usual statuses are there. Default false.
   */
  readonly empty?: boolean | undefined;
  /**
   * Whether each application of the first population has a source of the catalogue. Default false: some have none, or
   * one that the catalogue lacks.
   */
  readonly sourced?: boolean | undefined;
  /** The seed of the data: the same seed gives the same data. Default 1. */
  readonly seed?: number | undefined;
  /** The mandator's number. Default 1. */
  readonly mandatorId?: number | undefined;
  /** The API key that tokens are issued for. Default `sandbox-key`. */
  readonly apiKey?: string | undefined;
  /** The address, with or without `/Api` and a virtual directory. Default `https://erecruiter.example.at`. */
  readonly baseUrl?: string | undefined;
  /** Milliseconds that each request takes. Default 0. */
  readonly latencyMs?: number | undefined;
  /** Milliseconds until a token expires. Default two hours. */
  readonly tokenLifetimeMs?: number | undefined;
  /** Number of requests that the log keeps. Default 10,000. */
  readonly logLimit?: number | undefined;
  /** The server's clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Waits that long and rejects when the signal aborts; pass one that does not wait to keep tests fast. */
  readonly sleep?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
  /** Called for each request that no rule of `fail` applies to; returns the fault to cause, if any. */
  readonly faults?: ((request: SandboxRequest) => Fault | undefined) | undefined;
  /** The time zone in which the server keeps wall time. Default `Europe/Vienna`. */
  readonly timeZone?: string | undefined;
  /**
   * What the web server refuses in a path: `+` and `%2B` with 404.11, others with 400, both as HTML; `%2F` becomes a
   * slash, which leads to another route or to none. `iis` is all that ASP.NET and IIS refuse by default. The default
   * is the same without `&`, `+`, `%2B` and `%2F`, which eRecruiter's own client sends.
   */
  readonly refusedInPaths?: readonly string[] | 'iis' | undefined;
  /** The size in bytes above which IIS answers a body with 404.13. Default 30,000,000. */
  readonly maxBodyBytes?: number | undefined;
  /** Whether errors have `MessageDetail` or `ExceptionMessage`, as on a server that shows details. Default false. */
  readonly errorDetail?: boolean | undefined;
  /** Whether a body with a value that cannot be converted is answered with 400, not with a default. Default false. */
  readonly checksModelState?: boolean | undefined;
  /** The access levels of the key; a route of another level answers 401. Default all. */
  readonly accessLevels?: readonly AccessLevel[] | undefined;
  /** How text is cleaned before it is stored. By default it is kept as it was sent. */
  readonly normalise?: Normalise | undefined;
  /** How applicants are found by their email address. */
  readonly emailSearch?: EmailSearch | undefined;
  /** Properties that a newer server adds to the applicant's core record, with the values they start with. */
  readonly newerProperties?: Changes | undefined;
  /** False for servers before 1.49, which return no `ApplicationId`. */
  readonly applicationIds?: boolean | undefined;
  /** False for servers before 1.79, whose questions have no `Id`. */
  readonly itemIds?: boolean | undefined;
  /** How the server answers where eRecruiter's documentation is silent, knob by knob. An option counts more. */
  readonly dialect?: SandboxDialect | undefined;
  /** The profile of a real server to imitate; knobs of `dialect` count more. */
  readonly like?: DialectProfile | undefined;
}

/** The options of a sandbox with their defaults. */
export type SandboxSettings = ReturnType<typeof sandboxSettings>;

/** Completes the options of a sandbox with their defaults. */
export function sandboxSettings(options: SandboxOptions) {
  return {
    ...options,
    applicants: options.applicants ?? (options.empty === true ? 0 : 40),
    jobs: options.jobs ?? (options.empty === true ? 0 : 8),
    empty: options.empty ?? false,
    seed: options.seed ?? 1,
    mandatorId: options.mandatorId ?? 1,
    apiKey: options.apiKey ?? 'sandbox-key',
    baseUrl: options.baseUrl ?? 'https://erecruiter.example.at',
    latencyMs: options.latencyMs ?? 0,
    tokenLifetimeMs: options.tokenLifetimeMs ?? 7_200_000,
    logLimit: options.logLimit ?? 10_000,
    now: options.now ?? (() => Date.now()),
    timeZone: options.timeZone ?? 'Europe/Vienna',
    maxBodyBytes: options.maxBodyBytes ?? 30_000_000,
    sourced: options.sourced ?? false,
    errorDetail: options.errorDetail ?? false,
    checksModelState: options.checksModelState ?? false,
    normalise: options.normalise ?? {},
    emailSearch: {
      lagMs: options.emailSearch?.lagMs ?? 0,
      exactCase: options.emailSearch?.exactCase ?? false,
      plusIsBlank: options.emailSearch?.plusIsBlank ?? false,
    },
    newerProperties: toJsonRecord(options.newerProperties ?? {}),
    applicationIds: options.applicationIds ?? true,
    itemIds: options.itemIds ?? true,
  };
}
