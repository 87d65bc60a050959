import type { Application } from './application.js';
import type { Candidate } from './candidate.js';

/** Something that could not be done as asked; the rest was done. */
export interface ActionWarning {
  /** A plain sentence for a log. */
  readonly message: string;
}

/** What an action gives back. */
export interface ActionResult<T> {
  /** What was made or changed. */
  readonly data: T;
  /** What could not be done as asked; empty when everything was. */
  readonly warnings: readonly ActionWarning[];
}

/** An application as `createApplication` gives it back: with the whole candidate. */
export interface CreatedApplication extends Omit<Application, 'candidate'> {
  /** The candidate, without his applications. */
  readonly candidate: Omit<Candidate, 'applications'>;
}

/** How far an interrupted create has come: plain JSON, to be passed as `resume` later, in another process too. */
export interface ActionProgress {
  /** The form of this object. */
  readonly version: 1;
  /** Fingerprint of the input that it belongs to. */
  readonly input: string;
  /** The applicant; null until one was found or made. */
  readonly applicant: {
    /** eRecruiter's number. */
    readonly id: number;
    /** True when this call made the applicant. */
    readonly created: boolean;
  } | null;
  /** True once the application was sent, seen absent before, and may have been made. */
  readonly absentBefore: boolean;
  /** Steps that are done. */
  readonly done: readonly string[];
}

/** The actions whose success has nothing to tell. */
export type NoData = Record<string, never>;
