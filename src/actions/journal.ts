import { ERecruiterError, InputError, PartialWriteError } from '../errors.js';
import { hash128 } from '../mappers/values/hash.js';
import type { ActionProgress } from '../models/action-results.js';
import type { Settings } from '../options.js';
import { mayHaveBeenApplied } from './exactly-once.js';
import type { Memory } from './memory.js';

/** In place of a step: the application may have been refreshed, and nothing shows whether it was. */
export const MAYBE_REFRESHED = 'application: may have been refreshed';

/** The step that creates the application. */
export const APPLICATION = 'application';

/**
 * Records the progress of a write of several steps, so that it can continue after an interruption. From the first step
 * on, the progress is kept until the call succeeds.
 */
export class Journal {
  #progress: ActionProgress;
  readonly #memory: Memory;
  /** The steps that were done by this call. */
  readonly #doneByThisCall = new Set<string>();

  private constructor(progress: ActionProgress, memory: Memory) {
    this.#progress = progress;
    this.#memory = memory;
  }

  /**
   * Merges the progress that this client, or another one, has made with the same input. Throws an `InputError` for the
   * progress of another input.
   */
  static resume(memory: Memory, input: string, resume: ActionProgress): void {
    if (resume.input !== input)
      throw new InputError([{ code: 'not_allowed', path: 'resume', message: 'belongs to another input' }]);
    const remembered = memory.progressOf(input);
    memory.keepProgress(remembered === undefined ? resume : merged(remembered, resume));
  }

  /** Opens the journal of an input: with the progress that this client has kept, or empty. */
  static open(memory: Memory, input: string): Journal {
    return new Journal(memory.progressOf(input) ?? noProgress(input), memory);
  }

  get applicant(): ActionProgress['applicant'] {
    return this.#progress.applicant;
  }

  /** Whether the application did not exist before it was sent, and may exist now. */
  get absentBefore(): boolean {
    return this.#progress.absentBefore;
  }

  record(change: Partial<Pick<ActionProgress, 'applicant' | 'absentBefore'>>): void {
    this.#progress = { ...this.#progress, ...change };
  }

  isDone(step: string): boolean {
    return this.#progress.done.includes(step);
  }

  /** Records something as done that this call does not do again. */
  mark(step: string): void {
    this.#progress = { ...this.#progress, done: [...this.#progress.done, step] };
  }

  /** Whether this call has done a step, so that its values must be stored. */
  hasJustDone(step: string): boolean {
    return this.#doneByThisCall.has(step);
  }

  /** Starts over, because the applicant was deleted. An application of the next applicant can still be our own. */
  startOver(): void {
    const absentBefore = this.absentBefore || this.isDone(APPLICATION);
    this.#progress = { ...noProgress(this.#progress.input), absentBefore };
    this.#memory.keepProgress(this.#progress);
  }

  /**
   * Marks the application as not done: it was deleted or is not visible yet. It is sent again, and eRecruiter rejects a
   * second one.
   */
  undoApplication(): void {
    const done = this.#progress.done.filter((step) => step !== APPLICATION && step !== MAYBE_REFRESHED);
    this.#progress = { ...this.#progress, absentBefore: true, done };
  }

  /**
   * Runs a step unless it is done; `work` returns whether it has written anything. If anything may have been written, a
   * failure becomes a `PartialWriteError`.
   */
  async step(name: string, work: () => Promise<boolean>): Promise<void> {
    if (this.isDone(name)) return;
    if (!(await this.readBack(name, work))) return;
    this.#doneByThisCall.add(name);
    this.#progress = { ...this.#progress, done: [...this.#progress.done, name] };
  }

  /** Runs work after all writes; if it fails, the call can be continued, too. */
  async readBack<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const hasBegun = this.#progress.done.length > 0 || mayHaveBeenApplied(error);
      if (!hasBegun || !ERecruiterError.isInstance(error)) throw error;
      this.#memory.keepProgress(this.#progress);
      throw new PartialWriteError(name, this.#progress, error);
    }
  }

  /** Ends the journal: everything is done, and the same input again is a new call. */
  close(): void {
    this.#memory.forgetProgress(this.#progress.input);
  }
}

function noProgress(input: string): ActionProgress {
  return { version: 1, input, applicant: null, absentBefore: false, done: [] };
}

/** Merges two progresses. For the same applicant, a step is done if it is done in either of them. */
function merged(remembered: ActionProgress, resumed: ActionProgress): ActionProgress {
  const absentBefore = remembered.absentBefore || resumed.absentBefore;
  if (remembered.applicant === null) return { ...resumed, absentBefore };
  if (resumed.applicant !== null && resumed.applicant.id !== remembered.applicant.id) return remembered;
  return { ...remembered, absentBefore, done: [...new Set([...remembered.done, ...resumed.done])] };
}

/** What can differ the next time for the same file: its link, or whether it is a `Blob` with a type. */
const FILE_KEYS = new Set(['data', 'data_url', 'content_type']);

/** Returns a fingerprint of an input and its target, without the contents of files. */
export function inputFingerprint({ tenant, mandatorId }: Settings, action: string, input: unknown): string {
  const text = JSON.stringify([tenant, mandatorId, action, input], (key, value: unknown) =>
    FILE_KEYS.has(key) ? undefined : value,
  );
  return hash128(text);
}
