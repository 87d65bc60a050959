import type { Fault, SandboxRequest } from './faults.js';
import type { Json } from './json.js';

/** Values by property name; bigints are written as they are. */
export type Changes = Readonly<Record<string, Json | bigint>>;

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
  /** What the web server does not let through in a raw path: `+` and `%2B` give 404.11, others 400, both as HTML. */
  readonly refusedInPaths?: readonly string[];
  /** Properties that a newer server has in the core record. */
  readonly newerProperties?: Changes;
  /** False for servers that tell no `ApplicationId` (before 1.49). */
  readonly applicationIds?: boolean;
  /** False for servers that give questions no `Id` (before 1.79). */
  readonly itemIds?: boolean;
}
