/** A request as fault rules and the log see it. */
export interface SandboxRequest {
  /** `GET`, `POST` and so on. */
  readonly method: string;
  /** Path and query, decoded, from `/Api` on. */
  readonly path: string;
  /** The route that matches, such as `Applicant/{applicantId}`, or `Token` for the token; null if none does. */
  readonly template: string | null;
  /** The body as text; empty if there is none. */
  readonly body: string;
  /** The number of the request, from 1. */
  readonly number: number;
}

/** Every kind of fault. */
export const FAULT_KINDS = [
  'refused',
  'reset-before',
  'reset-after',
  'status',
  '429',
  'expired-token',
  'html',
  'timeout-headers',
  'timeout-body',
  'reset-body',
  'truncated',
  'garbage',
  'empty',
  'slow-body',
  'wrong-types',
  'huge',
  'bom',
] as const;

/**
 * What goes wrong. Before the request is processed: `refused` (no connection), `reset-before`, `status`, `429`,
 * `expired-token`, `html`. After it is processed: `reset-after`, `timeout-headers`, `timeout-body`, `reset-body`,
 * `truncated`, `garbage`, `empty`, `slow-body`, `wrong-types`, `huge`, `bom`.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault that happens to one request. */
export interface Fault {
  /** What goes wrong. */
  readonly kind: FaultKind;
  /** The status of `status` (default 500) and `html` (default 502). */
  readonly status?: number | undefined;
  /** Headers to add to the answer. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body of `status`, instead of the one that eRecruiter would send. */
  readonly body?: string | Uint8Array | undefined;
  /** The error code of a failed connection, such as `ENOTFOUND`. */
  readonly code?: string | undefined;
  /** Milliseconds between the pieces of `slow-body`. */
  readonly delayMs?: number | undefined;
  /** The size of `huge`. Default 65 MiB. */
  readonly bytes?: number | undefined;
  /** Whether the request is processed; each kind has its own default, see {@link FaultKind}. */
  readonly processed?: boolean | undefined;
  /** Processes the request this many milliseconds after the answer, on the sandbox's clock. */
  readonly commitLate?: number | undefined;
}

/** A fault, and the requests that it happens to. */
export interface FaultRule extends Fault {
  /** `PUT Application`, a method, a template, a pattern for method and path, or a function. Default every request. */
  readonly on?: string | RegExp | ((request: SandboxRequest) => boolean) | undefined;
  /** How often it happens. Default 1. */
  readonly times?: number | undefined;
  /** How many matching requests succeed before it happens. Default 0. */
  readonly skip?: number | undefined;
}

/** A rule, and how often it will happen. */
export interface PendingFault {
  readonly rule: FaultRule;
  readonly left: number;
  readonly hasHappened: boolean;
}

/** The pending faults. */
export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  /** The rules that can still happen. */
  pending(): readonly PendingFault[];
  next(request: SandboxRequest): Fault | undefined;
}

const BEFORE: readonly FaultKind[] = ['refused', 'reset-before', 'status', '429', 'expired-token', 'html'];

/** Whether a request with a fault is processed at once. */
export function isProcessed(fault: Fault): boolean {
  return fault.commitLate === undefined && (fault.processed ?? !BEFORE.includes(fault.kind));
}

/** Creates a list of faults: rules apply in the order in which they were added, then the hook. */
export function createFaults(hook: ((request: SandboxRequest) => Fault | undefined) | undefined): Faults {
  let rules: { rule: FaultRule; left: number; skip: number; hasHappened: boolean }[] = [];
  return {
    add(rule) {
      rules.push({ rule: ruleCopy(rule), left: rule.times ?? 1, skip: rule.skip ?? 0, hasHappened: false });
    },
    clear() {
      rules = [];
    },
    pending: () => rules,
    next(request) {
      for (const item of rules) {
        if (!appliesTo(item.rule, request)) continue;
        if (item.skip > 0) item.skip -= 1;
        else {
          item.left -= 1;
          item.hasHappened = true;
          if (item.left <= 0) rules = rules.filter((other) => other !== item);
          return item.rule;
        }
      }
      return hook?.(request);
    },
  };
}

/** A test may use its object again, for another rule. */
function ruleCopy({ headers, body, ...rest }: FaultRule): FaultRule {
  return {
    ...rest,
    ...(headers === undefined ? {} : { headers: { ...headers } }),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : body.slice() }),
  };
}

function appliesTo({ on }: FaultRule, request: SandboxRequest): boolean {
  if (on === undefined) return true;
  if (typeof on === 'function') return on(request);
  const { method, path, template } = request;
  if (typeof on === 'string') return on === method || on === template || on === `${method} ${template ?? ''}`;
  return new RegExp(on.source, on.flags.replace(/[gy]/g, '')).test(`${method} ${path}`);
}
