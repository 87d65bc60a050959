import {
  type Diagnosis,
  diagnose,
  type DiagnoseOptions,
  diagnoseWrites,
  type Finding,
  type WriteCheck,
} from '../../src/doctor/index.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');

/** A sandbox and a doctor with one clock, on which nobody waits. */
export interface Practice {
  readonly sandbox: Sandbox;
  /** Runs the doctor on the sandbox. */
  readonly visit: (options?: Partial<DiagnoseOptions>) => Promise<Diagnosis>;
  /** Runs the write check on the sandbox. */
  readonly write: (check?: Partial<WriteCheck>, options?: Partial<DiagnoseOptions>) => Promise<Diagnosis>;
}

/** Creates a sandbox and a doctor for it. */
export function createPractice(options: SandboxOptions = {}): Practice {
  let now = NOON;
  const wait = async (ms: number, signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    now += ms;
  };
  const clock = { now: () => now, sleep: wait };
  const sandbox = createSandbox({ applicants: 24, now: clock.now, sleep: wait, ...options });
  const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
  return {
    sandbox,
    visit: (more = {}) => diagnose({ baseUrl, apiKey, mandatorId, fetch, clock, sample: 4, ...more }),
    write: (check = {}, more = {}) =>
      diagnoseWrites(
        { baseUrl, apiKey, mandatorId, fetch, clock, ...more },
        { jobNumber: 4711, confirm: () => true, ...check },
      ),
  };
}

/** All findings of a diagnosis. */
export function findingsOf({ chapters }: Diagnosis): Finding[] {
  return chapters.flatMap(({ findings }) => findings);
}

/** The ids of what differs or is not possible. */
export function problemsOf(diagnosis: Diagnosis): string[] {
  return findingsOf(diagnosis).flatMap(({ id, verdict }) => (verdict === 'problem' ? [id] : []));
}

/** One finding by its id. */
export function findingOf(diagnosis: Diagnosis, id: string): Finding | undefined {
  return findingsOf(diagnosis).find((found) => found.id === id);
}
