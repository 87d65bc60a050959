import { ERecruiterError, InputError, PartialWriteError } from '../errors.js';
import { hash128 } from '../mappers/values/hash.js';
import type { ActionProgress } from '../models/action-results.js';
import type { Settings } from '../options.js';
import { mayHaveBeenApplied } from './exactly-once.js';
import type { Memory } from './memory.js';

/** The step that makes the application. */
export const APPLICATION = 'application';

/**
 * Keeps account of a write of several steps, so that it can go on where it was interrupted. Once something is made it
 * is remembered until the call succeeds.
 */
export class Journal {
  #progress: ActionProgress;
  readonly #memory: Memory;
  /** The steps that this call itself has done. */
  readonly #own = new Set<string>();

  private constructor(progress: ActionProgress, memory: Memory) {
    this.#progress = progress;
    this.#memory = memory;
  }

  /**
   * Takes over what another client, or this one, left of the same input; what this client knows better stays. Throws an
   * `InputError` for any other input.
   */
  static resume(memory: Memory, input: string, resume: ActionProgress): void {
    if (resume.input !== input) throw new InputError([{ path: 'resume', message: 'belongs to another input' }]);
    const known = memory.recall(input);
    memory.keep(known === undefined ? resume : merged(known, resume));
  }

  /** Goes on from what this client remembers of the same input; else starts. */
  static open(memory: Memory, input: string): Journal {
    return new Journal(memory.recall(input) ?? fresh(input), memory);
  }

  get applicant(): ActionProgress['applicant'] {
    return this.#progress.applicant;
  }

  /** Whether the application was seen absent before it was sent, and may have been made since. */
  get absentBefore(): boolean {
    return this.#progress.absentBefore;
  }

  record(change: Partial<Pick<ActionProgress, 'applicant' | 'absentBefore'>>): void {
    this.#progress = { ...this.#progress, ...change };
  }

  isDone(step: string): boolean {
    return this.#progress.done.includes(step);
  }

  /** Whether this very call has done a step, so that what is there must be what it sent. */
  hasJustDone(step: string): boolean {
    return this.#own.has(step);
  }

  /** The applicant is gone: all starts over. An application found with the next one can still be our own. */
  startOver(): void {
    const absentBefore = this.absentBefore || this.isDone(APPLICATION);
    this.#progress = { ...fresh(this.#progress.input), absentBefore };
    this.#memory.keep(this.#progress);
  }

  /** The application is not there any more, or not yet: it is sent again, and eRecruiter refuses a second one. */
  undoApplication(): void {
    const done = this.#progress.done.filter((step) => step !== APPLICATION);
    this.#progress = { ...this.#progress, absentBefore: true, done };
  }

  /**
   * Runs a step unless it is done; `work` says whether it wrote anything. A failure once something is written, or may
   * be, becomes a `PartialWriteError`.
   */
  async step(name: string, work: () => Promise<boolean>): Promise<void> {
    if (this.isDone(name)) return;
    if (!(await this.readBack(name, work))) return;
    this.#own.add(name);
    this.#progress = { ...this.#progress, done: [...this.#progress.done, name] };
  }

  /** Runs what comes after all writes; its failure too leaves something to go on from. */
  async readBack<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const begun = this.#progress.done.length > 0 || mayHaveBeenApplied(error);
      if (!begun || !ERecruiterError.isInstance(error)) throw error;
      this.#memory.keep(this.#progress);
      throw new PartialWriteError(name, this.#progress, error);
    }
  }

  /** Everything is done: the same input again is a new call. */
  close(): void {
    this.#memory.forget(this.#progress.input);
  }
}

function fresh(input: string): ActionProgress {
  return { version: 1, input, applicant: null, absentBefore: false, done: [] };
}

/** Steps are never undone: of two accounts of the same applicant each step counts that one of them knows as done. */
function merged(known: ActionProgress, brought: ActionProgress): ActionProgress {
  if (known.applicant === null) return { ...brought, absentBefore: known.absentBefore || brought.absentBefore };
  if (brought.applicant !== null && brought.applicant.id !== known.applicant.id) return known;
  return {
    ...known,
    absentBefore: known.absentBefore || brought.absentBefore,
    done: [...new Set([...known.done, ...brought.done])],
  };
}

/**
 * A fingerprint of an input and of where it goes, the contents of files left out: an address of a file may be new each
 * time.
 */
export function fingerprintOf({ tenant, mandatorId }: Settings, action: string, input: unknown): string {
  const text = JSON.stringify([tenant, mandatorId, action, input], (key, value: unknown) =>
    key === 'data' || key === 'data_url' ? undefined : value,
  );
  return hash128(text);
}
