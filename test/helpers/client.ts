import {
  type CallOptions,
  ERecruiter,
  type ERecruiterOptions,
  type Issue,
  type ListQuery,
  type Listing,
} from '../../src/index.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';

/** What the client and the sandbox call a fetch function. */
export type Fetch = Sandbox['fetch'];

/** A sandbox and a client that has nothing but it. */
export interface Setup {
  readonly sandbox: Sandbox;
  readonly erecruiter: ERecruiter;
  /** What the client reported to `onIssue`. */
  readonly issues: readonly Issue[];
  /** Another client of the same installation, as in another process: it shares no token and no catalogue. */
  readonly another: (options?: Partial<ERecruiterOptions>) => ERecruiter;
}

/** How a setup departs from the defaults. */
export interface SetupOptions extends Partial<ERecruiterOptions> {
  readonly sandbox?: SandboxOptions;
  /** Wraps the way to the sandbox: to measure, to delay, to alter answers. */
  readonly through?: (fetch: Fetch) => Fetch;
}

/** A sandbox and a client for it. Waits before retries take no time. */
export function setUp({ sandbox: sandboxOptions, through, ...options }: SetupOptions = {}): Setup {
  const sandbox = createSandbox({ applicants: 12, jobs: 9, ...sandboxOptions });
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const issues: Issue[] = [];
  const another = (more: Partial<ERecruiterOptions> = {}): ERecruiter =>
    new ERecruiter({
      baseUrl,
      apiKey,
      mandatorId,
      fetch: through === undefined ? sandbox.fetch : through(sandbox.fetch),
      clock: { now: Date.now, sleep: async (_, signal) => signal.throwIfAborted() },
      onIssue: (issue) => issues.push(issue),
      ...options,
      ...more,
    });
  return { sandbox, erecruiter: another(), issues, another };
}

/** Listings that go over the whole installation, by the names of their methods. */
export const LISTING_NAMES = [
  'listJobs',
  'listCandidates',
  'listApplications',
  'listApplicationStages',
  'listScreeningQuestions',
  'listJobScreeningQuestions',
  'listTags',
  'listUsers',
] as const;

/** The name of one of them. */
export type ListingName = (typeof LISTING_NAMES)[number];

/** Starts one of them. */
export function list(
  erecruiter: ERecruiter,
  name: ListingName,
  query?: ListQuery,
  options?: CallOptions,
): Listing<{ readonly id: string }> {
  return erecruiter[name](query, options);
}

/** How often each route was asked, such as `Job/{}`, since the request with that number in the log. */
export function asked({ log }: Sandbox, since = 0): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method, template, path } of log.slice(since)) {
    const name = `${method === 'GET' ? '' : `${method} `}${template?.replace(/\{\w+\}/g, '{}') ?? path}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Method and decoded address of a request, such as `GET https://erecruiter.example.at/Api/Mandator`. */
export function nameOf(input: string | URL | Request, init?: RequestInit): string {
  const request = input instanceof Request ? input : { method: 'GET', url: String(input) };
  return `${init?.method ?? request.method} ${decodeURIComponent(request.url)}`;
}

/** Alters the JSON of the answers whose request (method and decoded address) fits a pattern. */
export function altered(pattern: RegExp, alter: (body: unknown) => unknown): (fetch: Fetch) => Fetch {
  return (fetch) => async (input, init) => {
    const response = await fetch(input, init);
    if (!response.ok || !pattern.test(nameOf(input, init))) return response;
    return Response.json(alter(await response.json()));
  };
}

/** Lets everything go on that is ready to. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The numbers that records are known by in eRecruiter, as the records come. */
export function remoteIds(records: readonly { readonly remote_id: string | null }[]): number[] {
  return records.map(({ remote_id }) => Number(remote_id));
}
