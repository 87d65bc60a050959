import type { ERecruiter } from '../client.js';
import type { Job } from '../models/index.js';
import type { Settings } from '../options.js';
import type { Diagnosis, Finding } from './diagnosis.js';
import type { AnyKnob } from './questions.js';
import type { AnyRecord } from './visit.js';
import type { WriteGuard } from './write-guard.js';

/** What a write check is about to do, to be confirmed. */
export interface WritePlan {
  /** eRecruiter's number of the job that the test candidate applies to. */
  readonly jobNumber: number;
  /** The title of the job; null if it has none. */
  readonly jobName: string | null;
  /** The name of the test candidate, which says that it is a test. */
  readonly candidateName: string;
  /** The email address of the test candidate, under `example.com`. */
  readonly candidateEmail: string;
  /** What is created, in sentences. */
  readonly creates: readonly string[];
}

/** What `diagnoseWrites` writes, and who allows it. */
export interface WriteCheck {
  /** eRecruiter's number of an open job that the test candidate applies to. */
  readonly jobNumber: number;
  /** Asks whether to write. Only `true` does: without it, not one write is sent. */
  readonly confirm: (plan: WritePlan) => boolean | Promise<boolean>;
  /** A step of the workflow to execute on the test application. It may email people. Default: none. */
  readonly activity?: string | undefined;
  /** What `diagnose` has found, to which the chapter is added. */
  readonly diagnosis?: Diagnosis | undefined;
}

/** What a write check has and has found so far. */
export interface WriteVisit {
  readonly client: ERecruiter;
  readonly guard: WriteGuard;
  readonly settings: Settings;
  readonly signal: AbortSignal;
  readonly jobNumber: number;
  readonly job: Job;
  readonly mandator: AnyRecord;
  readonly source: string | undefined;
  readonly activity: string | undefined;
  /** In the name and the address of the test candidate, and in every name that no catalogue has. */
  readonly mark: string;
  readonly dialect: Map<AnyKnob, string>;
  readonly findings: Finding[];
  readonly tell: (text: string) => void;
}

/** The name of the test candidate. */
export function testName(mark: string): { readonly FirstName: string; readonly LastName: string } {
  return { FirstName: 'Doctor', LastName: `Test ${mark}` };
}

/** The address of the test candidate: its domain is reserved, and its capitals tell how addresses are stored. */
export function testEmail(mark: string, name = 'Doctor.Test'): string {
  return `${name}.${mark}@example.com`;
}
