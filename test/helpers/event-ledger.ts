import type { ERecruiterOptions } from '../../src/index.js';

/** The callbacks that are told of requests. */
type Hooks = Required<Pick<ERecruiterOptions, 'onRequest' | 'onResponse' | 'onFailure' | 'onRetry'>>;

/** Keeps the events of a client, request by request. */
export interface EventLedger {
  readonly hooks: Hooks;
  /** The events of each request, such as `onRequest 1, onFailure 1, onRetry 1, onRequest 2, onResponse 2`. */
  readonly requests: ReadonlyMap<string, readonly string[]>;
  /** The requests whose events are not a chain of attempts, each of which ends once. */
  broken(): string[];
}

/** Creates a ledger. `onEvent` is called with each event after it was kept. */
export function createLedger(onEvent: () => void = () => undefined): EventLedger {
  const requests = new Map<string, string[]>();
  const labels = new Map<string, Set<string>>();
  const keep = (name: string) => {
    return ({ requestId, endpoint, attempt }: { requestId: string; endpoint: string; attempt: number }): void => {
      requests.set(requestId, [...(requests.get(requestId) ?? []), `${name} ${attempt}`]);
      labels.set(requestId, (labels.get(requestId) ?? new Set()).add(endpoint));
      onEvent();
    };
  };
  return {
    hooks: {
      onRequest: keep('onRequest'),
      onResponse: keep('onResponse'),
      onFailure: keep('onFailure'),
      onRetry: keep('onRetry'),
    },
    requests,
    broken: () =>
      [...requests]
        .filter(([id, events]) => !isChain(events) || labels.get(id)?.size !== 1)
        .map(([id, events]) => `${[...(labels.get(id) ?? [])].join(' or ')}: ${events.join(', ')}`),
  };
}

/** Whether events are those of attempts 1, 2 …, each sent, ended once, and followed by a retry if there is a next one. */
function isChain(events: readonly string[]): boolean {
  const attempts = events.filter((event) => event.startsWith('onRequest')).length;
  const chain = Array.from(
    { length: attempts },
    (_, index) => `onRequest ${index + 1}, on(?:Response|Failure) ${index + 1}`,
  );
  const pattern = chain.map((pair, index) => (index === 0 ? pair : `onRetry ${index}, ${pair}`)).join(', ');
  // A retry may be announced and then aborted.
  return attempts > 0 && new RegExp(`^${pattern}(?:, onRetry ${attempts})?$`).test(events.join(', '));
}
