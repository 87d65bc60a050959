/** A request as a fault rule sees it. */
export interface SandboxRequest {
  /** `GET`, `POST` and so on. */
  readonly method: string;
  /** Path and query, decoded, from `/Api` on. */
  readonly path: string;
  /** The route it asks for, such as `Applicant/{applicantId}`; `Token` for the token; null when there is none. */
  readonly template: string | null;
  /** The body as text; empty when there is none. */
  readonly body: string;
  /** Which request it is, from 1. */
  readonly number: number;
}

/**
 * What goes wrong. Before the request is processed: `refused` (never reached), `reset-before`, `status`, `429`,
 * `expired-token`, `html`. After it is processed: `reset-after`, `timeout-headers`, `timeout-body`, `reset-body`,
 * `truncated`, `garbage`, `empty`, `slow-body`, `wrong-types`, `huge`, `bom`.
 */
export type FaultKind =
  | 'refused'
  | 'reset-before'
  | 'reset-after'
  | 'status'
  | '429'
  | 'expired-token'
  | 'html'
  | 'timeout-headers'
  | 'timeout-body'
  | 'reset-body'
  | 'truncated'
  | 'garbage'
  | 'empty'
  | 'slow-body'
  | 'wrong-types'
  | 'huge'
  | 'bom';

/** A fault that happens to one request. */
export interface Fault {
  /** What goes wrong. */
  readonly kind: FaultKind;
  /** Status of `status` (500 by default) and `html` (502 by default). */
  readonly status?: number;
  /** Headers of the answer, where there is one. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body of `status`, instead of the one that eRecruiter would send. */
  readonly body?: string | Uint8Array;
  /** Error code of a failed connection, such as `ENOTFOUND`. */
  readonly code?: string;
  /** Milliseconds between the pieces of `slow-body`. */
  readonly delayMs?: number;
  /** Size of `huge`; 65 MiB by default. */
  readonly bytes?: number;
  /** Whether the work is done all the same; each kind has its own default. */
  readonly processed?: boolean;
  /** The work is done this many milliseconds after the answer, on the clock of the sandbox. */
  readonly commitLate?: number;
}

/** A fault and the requests that it happens to. */
export interface FaultRule extends Fault {
  /** `PUT Application`, a method, a template, a pattern for method and path, a function; by default every request. */
  readonly on?: string | RegExp | ((request: SandboxRequest) => boolean);
  /** How often it happens; 1 by default. */
  readonly times?: number;
  /** How many matching requests pass before it happens; 0 by default. */
  readonly skip?: number;
}

/** Faults that wait for their requests. */
export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  next(request: SandboxRequest): Fault | undefined;
}

const BEFORE: readonly FaultKind[] = ['refused', 'reset-before', 'status', '429', 'expired-token', 'html'];

/** Whether a request that meets a fault is processed at once. */
export function isProcessed(fault: Fault): boolean {
  return fault.commitLate === undefined && (fault.processed ?? !BEFORE.includes(fault.kind));
}

/** Rules in the order in which they were given, then the hook. */
export function createFaults(hook: ((request: SandboxRequest) => Fault | undefined) | undefined): Faults {
  let rules: { rule: FaultRule; left: number; skip: number }[] = [];
  return {
    add(rule) {
      rules.push({ rule, left: rule.times ?? 1, skip: rule.skip ?? 0 });
    },
    clear() {
      rules = [];
    },
    next(request) {
      for (const item of rules) {
        if (!matches(item.rule, request)) continue;
        if (item.skip > 0) item.skip -= 1;
        else {
          item.left -= 1;
          if (item.left <= 0) rules = rules.filter((other) => other !== item);
          return item.rule;
        }
      }
      return hook?.(request);
    },
  };
}

function matches({ on }: FaultRule, request: SandboxRequest): boolean {
  if (on === undefined) return true;
  if (typeof on === 'function') return on(request);
  const { method, path, template } = request;
  if (typeof on === 'string') return on === method || on === template || on === `${method} ${template ?? ''}`;
  return new RegExp(on.source, on.flags.replace(/[gy]/g, '')).test(`${method} ${path}`);
}
