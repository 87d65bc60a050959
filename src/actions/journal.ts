import { refusedItself } from '../api/refused-itself.js';
import { ActionRejectedError, ERecruiterError, InputError, PartialWriteError } from '../errors.js';
import type { ActionProgress } from '../models/action-results.js';
import type { Settings } from '../options.js';
import { mayHaveBeenApplied } from './certain.js';
import type { Memory } from './memory.js';

/** Keeps account of a write of several steps, so that it can go on where it was interrupted. */
export class Journal {
  #progress: ActionProgress;
  readonly #memory: Memory;
  /** Whether this call has written something: what does not show yet may be on its way then, else it is gone. */
  #wrote = false;

  private constructor(progress: ActionProgress, memory: Memory) {
    this.#progress = progress;
    this.#memory = memory;
  }

  /** Takes over what another client, or this one, left of the same input. Throws an `InputError` for any other. */
  static bring(memory: Memory, input: string, resume: ActionProgress): void {
    if (resume.input !== input) throw new InputError([{ path: 'resume', message: 'belongs to another input' }]);
    memory.keep(resume);
  }

  /** Goes on from what this client remembers of the same input; else starts. */
  static open(memory: Memory, input: string): Journal {
    const fresh: ActionProgress = { version: 1, input, applicant: null, absentBefore: false, done: [] };
    return new Journal(memory.recall(input) ?? fresh, memory);
  }

  get applicant(): ActionProgress['applicant'] {
    return this.#progress.applicant;
  }

  /** Whether the application was seen absent before it was sent, and may have been made since. */
  get absentBefore(): boolean {
    return this.#progress.absentBefore;
  }

  note(change: Partial<Pick<ActionProgress, 'applicant' | 'absentBefore'>>): void {
    this.#progress = { ...this.#progress, ...change };
  }

  isDone(step: string): boolean {
    return this.#progress.done.includes(step);
  }

  /**
   * Runs a step unless it is done; `work` says whether it wrote anything. A failure once something is written, or may
   * be, becomes a `PartialWriteError`.
   */
  async step(name: string, work: () => Promise<boolean>): Promise<void> {
    if (this.isDone(name)) return;
    try {
      if (!(await work())) return;
      this.#wrote = true;
    } catch (error) {
      throw this.#failure(name, error, isRefusal(error));
    }
    this.#progress = { ...this.#progress, done: [...this.#progress.done, name] };
  }

  /** Runs what comes after all writes; its failure too leaves something to go on from. */
  async last<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const isGone = (refusedItself(error) && error.status === 404) || ActionRejectedError.isInstance(error);
      throw this.#failure(name, error, isGone && !this.#wrote);
    }
  }

  /** Everything is done: the same input again is a new call. */
  close(): void {
    this.#memory.forget(this.#progress.input);
  }

  /** `afresh`: what is remembered may be there no longer, so the same call must not go on from it. */
  #failure(step: string, error: unknown, afresh: boolean): unknown {
    const begun = this.#progress.done.length > 0 || mayHaveBeenApplied(error);
    if (!begun || !ERecruiterError.isInstance(error)) return error;
    if (afresh) this.close();
    else this.#memory.keep(this.#progress);
    return new PartialWriteError(step, this.#progress, error);
  }
}

/** Whether eRecruiter itself said no, rather than the exchange of the token. */
function isRefusal(error: unknown): boolean {
  return ActionRejectedError.isInstance(error) || (refusedItself(error) && error.code === 'REMOTE.INPUT_INVALID');
}

/**
 * A fingerprint of an input and of where it goes, the contents of files left out: an address of a file may be new each
 * time.
 */
export async function fingerprintOf({ tenant, mandatorId }: Settings, action: string, input: unknown): Promise<string> {
  const text = JSON.stringify([tenant, mandatorId, action, input], (key, value: unknown) =>
    key === 'data' || key === 'data_url' ? undefined : value,
  );
  return digest(text);
}

/** SHA-256 as text. */
export async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
