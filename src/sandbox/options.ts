import type { Normalise } from './server/binder.js';
import type { Fault, SandboxRequest } from './faults/faults.js';
import type { Json } from './data/json.js';

/** Values by property name; bigints are written as they are. */
export type Changes = Readonly<Record<string, Json | bigint>>;

/** What a key may do; `ApplicationSearch` are the applications by job and by source. */
export type AccessLevel = 'Jobs' | 'Applicants' | 'Users' | 'ApplicationSearch';

/** How `Applicants/ByEmail` searches. */
export interface EmailSearch {
  /** Milliseconds, on the sandbox's clock, until a new or changed address is found. Default 0. */
  readonly lagMs?: number;
  /** Whether upper and lower case are different. Default false. */
  readonly exactCase?: boolean;
  /** Whether a bare `+` in a path arrives as a blank; `%2B` is a plus all the same. Default false. */
  readonly plusIsBlank?: boolean;
}

/** How big a sandbox is and how it behaves. */
export interface SandboxOptions {
  /** Number of applicants; they are computed when asked for. Default 40. */
  readonly applicants?: number;
  /** Number of published jobs; a quarter as many unlisted ones, most of them closed, come on top. Default 8. */
  readonly jobs?: number;
  /** Another seed, other data. Default 1. */
  readonly seed?: number;
  /** The mandator's number. Default 1. */
  readonly mandatorId?: number;
  /** The key that it gives tokens for. Default `sandbox-key`. */
  readonly apiKey?: string;
  /** Its address, with or without `/Api` and a virtual directory. Default `https://erecruiter.example.at`. */
  readonly baseUrl?: string;
  /** Milliseconds that each request takes. Default 0. */
  readonly latencyMs?: number;
  /** Milliseconds that a token lives. Default two hours. */
  readonly tokenLifetimeMs?: number;
  /** How many requests the log keeps. Default 10,000. */
  readonly logLimit?: number;
  /** Its clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Waits that many milliseconds and rejects when the signal aborts; tests give one that does not wait. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Asked for each request that no rule of `fail` concerns. */
  readonly faults?: (request: SandboxRequest) => Fault | undefined;
  /** The time zone of the server, whose wall time it keeps. Default `Europe/Vienna`. */
  readonly timeZone?: string;
  /**
   * What the web server does not let through in a path: `+` and `%2B` are answered with 404.11, others with 400, both
   * as HTML; `%2F` becomes a slash, which leads to another route or to none. `iis` is everything that ASP.NET and IIS
   * refuse by default. Default is that without `&`, `+`, `%2B` and `%2F`, which eRecruiter's own client sends.
   */
  readonly refusedInPaths?: readonly string[] | 'iis';
  /** Size above which IIS answers a body with 404.13. Default 30,000,000 bytes. */
  readonly maxBodyBytes?: number;
  /** Whether errors come with `MessageDetail` or `ExceptionMessage`, as on a server that shows them. Default false. */
  readonly errorDetail?: boolean;
  /** Whether a body with a member that cannot be read is refused; otherwise that member is left out. Default false. */
  readonly checksModelState?: boolean;
  /** What the key may do; a route of another level answers 401. Default everything. */
  readonly accessLevels?: readonly AccessLevel[];
  /** What storage makes of text. By default it is kept as it was sent. */
  readonly normalise?: Normalise;
  /** How applicants are found by their address. */
  readonly emailSearch?: EmailSearch;
  /** Properties that a newer server has in the core record. */
  readonly newerProperties?: Changes;
  /** False for servers that tell no `ApplicationId` (before 1.49). */
  readonly applicationIds?: boolean;
  /** False for servers that give questions no `Id` (before 1.79). */
  readonly itemIds?: boolean;
}
