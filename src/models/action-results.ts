import type { Application } from './application.js';
import type { Candidate } from './candidate.js';

/** A part of the input that could not be written; the rest was. */
export interface ActionWarning {
  /** A sentence for a log. */
  readonly message: string;
}

/** The result of an action. */
export interface ActionResult<T> {
  /** The record that was created or changed. */
  readonly data: T;
  /** What could not be written; empty if everything was. */
  readonly warnings: readonly ActionWarning[];
}

/** The result of `createApplication`: the application with the whole candidate. */
export interface CreatedApplication extends Omit<Application, 'candidate'> {
  /** The candidate, without their applications. */
  readonly candidate: Omit<Candidate, 'applications'>;
}

/** The progress of an interrupted create: plain JSON that you pass as `resume`, also in another process. */
export interface ActionProgress {
  /** The version of this format. */
  readonly version: 1;
  /** A fingerprint of the input. */
  readonly input: string;
  /** The applicant; null until they are found or created. */
  readonly applicant: {
    /** eRecruiter's number. */
    readonly id: number;
    /** True if this call created the applicant. */
    readonly created: boolean;
  } | null;
  /** True if the application did not exist before it was sent, and may exist now. */
  readonly absentBefore: boolean;
  /** The completed steps. */
  readonly done: readonly string[];
}

/** The data of actions that return none. */
export type NoData = Record<string, never>;
