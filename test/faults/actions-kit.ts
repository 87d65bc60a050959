import { Buffer } from 'node:buffer';
import { afterEach, beforeEach, vi } from 'vitest';
import { ERecruiter, type ERecruiterOptions } from '../../src/index.js';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import type { ScreeningQuestion } from '../../src/models/index.js';
import { tests } from '../helpers/guards.js';
import { createClock, type TestClock } from './transport-kit.js';

/** How long the clients of a stage wait before they look a second time. */
export const SETTLE_MS = 3_000;
const TIMEOUT_MS = 60_000;
const START = Date.parse('2026-03-01T12:00:00Z');

/** Jobs of the sandbox by what they ask: the office and the technical questionnaire, none, two custom fields. */
export const JOBS = { office: 4711, technical: 4712, plain: 4713, custom: 4714 } as const;
/** The first applicant of the sandbox; their GlobalId is 2^63 − 1. */
export const FIRST = 150_000;
/** The address of a person whom the sandbox does not know. */
export const EMAIL = 'eva.gruen@example.at';

/** The least that a create takes. */
export const EVA = {
  candidate: { first_name: 'Eva', last_name: 'Grün', email_address: EMAIL },
  application: { job_id: `remote:${JOBS.plain}` },
} as const;

/** A text as the content of a file. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A question as those who answer it see it. */
export interface AskedQuestion {
  readonly id: string;
  option(name: string): string;
}

/** A sandbox and any number of clients, all on one clock that no test waits for. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly clock: TestClock;
  /** A client of its own: another process, as far as eRecruiter can tell. */
  client(options?: Partial<ERecruiterOptions>): ERecruiter;
  /** The id of a question by its number, as a listing returns it, and of an option by its name. */
  question(number: number): Promise<AskedQuestion>;
  /** The writes so far, such as `PUT Applicant`, in the order in which they came. */
  writes(): string[];
  /** All requests so far, such as `GET Job/{jobId}`. */
  requests(): string[];
  /** The numbers of the applicants with an address, case-insensitive. */
  applicantsWith(email: string): number[];
}

/** Stands between the clients of a stage and its sandbox. */
export type Between = (sandbox: Sandbox, clock: TestClock) => Sandbox['fetch'];

export function createStage(options: SandboxOptions = {}, between: Between = ({ fetch }) => fetch): Stage {
  const clock = createClock(START);
  const sandbox = createSandbox({ applicants: 4, now: clock.now, ...options });
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const fetch = withTimeouts(sandbox, between(sandbox, clock));
  const requests = (): string[] => sandbox.log.map(({ method, template }) => `${method} ${template ?? '?'}`);
  return {
    sandbox,
    clock,
    client: (own = {}) =>
      new ERecruiter({
        baseUrl,
        apiKey,
        mandatorId,
        fetch,
        clock,
        settleMs: SETTLE_MS,
        timeoutMs: TIMEOUT_MS,
        source: { name: 'Acme Jobs' },
        ...own,
      }),
    question: async (number) => {
      const found = (await questionsOf(options)).find(({ remote_id: remote }) => remote === String(number));
      if (found === undefined) throw new RangeError(`no question ${number}`);
      const choices = 'options' in found.format ? found.format.options : [];
      return { id: found.id, option: (name) => choices.find((choice) => choice.name === name)?.id ?? name };
    },
    writes: () => requests().filter((request) => !request.startsWith('GET') && request !== 'POST Token'),
    requests,
    applicantsWith: (email) =>
      sandbox.applicantIds().filter((id) => sandbox.applicant(id)?.Email?.toLowerCase() === email.toLowerCase()),
  };
}

const asked = new Map<unknown, Promise<ScreeningQuestion[]>>();

/** The questions of a sandbox, read from a twin, so that the log of a stage has only the requests of its tests. */
function questionsOf({ itemIds = true }: SandboxOptions): Promise<ScreeningQuestion[]> {
  const { baseUrl, apiKey, mandatorId, fetch } = createSandbox({ applicants: 0, itemIds });
  const client = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
  const questions = asked.get(itemIds) ?? client.listScreeningQuestions().toArray();
  asked.set(itemIds, questions);
  return questions;
}

/** Makes timeouts happen at once. Call it in each file whose faults include them. */
export function useInstantTimeouts(): void {
  // Time goes on by itself as well: a loop that lets other work run, by a timer of 0 ms, must not hang.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true }));
  afterEach(() => void vi.useRealTimers());
}

/** The sandbox's fetch; a request that hangs times out at once. */
function withTimeouts(sandbox: Sandbox, fetch: Sandbox['fetch']): Sandbox['fetch'] {
  const over = new Set<unknown>();
  const expire = (): void => {
    const hanging = sandbox.log.find((entry) => entry.fault?.startsWith('timeout') === true && !over.has(entry));
    // Once the test is over, real timers are back before the watches learn of it.
    if (hanging === undefined || !vi.isFakeTimers()) return;
    over.add(hanging);
    vi.advanceTimersByTime(TIMEOUT_MS);
  };
  return (input, init) => {
    const answer = fetch(input, init);
    void watch(answer, expire);
    return answer;
  };
}

async function watch(answer: Promise<unknown>, expire: () => void): Promise<void> {
  // An answer that never comes is watched until its test ends: the watch would go on for as long as the worker.
  const test = tests.ended;
  let isOpen = true;
  const close = (): void => void (isOpen = false);
  answer.then(close, close);
  while (isOpen && test === tests.ended) {
    await turn();
    expire();
  }
  if (test !== tests.ended) return;
  await turn(); // the body can hang as well
  expire();
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
