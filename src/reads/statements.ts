import { sha256 } from '../mappers/values/hash.js';
import { LargeMap } from './large-map.js';
import { stableJson } from './stable-json.js';

/** An application as a source lists it. */
export interface SourceRow {
  readonly ApplicationId: number;
  readonly ApplicantId: number;
  readonly JobId: number;
}

/** An application that sources name, as it is kept: a row of parallel lists. */
export interface StatedApplication {
  readonly applicationId: number;
  readonly jobId: number;
}

/**
 * What sources and jobs say about the applications of each applicant in one pass, as sums of hashes: sums do not depend
 * on the order of the answers. Kept in lists of numbers, because a large installation has millions of applications.
 */
export class Statements {
  /** What the hashes depend on besides the answers: another client or another query compares with nothing. */
  readonly #scope: string;
  readonly #slots = new LargeMap<number>();
  readonly #sums: number[] = [];
  /** By slot, the last of the applicant's applications; by application, the one before. −1 ends the list. */
  readonly #last: number[] = [];
  readonly #before: number[] = [];
  readonly #applications: number[] = [];
  readonly #jobs: number[] = [];

  constructor(scope: string) {
    this.#scope = scope;
  }

  /** Adds what a source says. `isDated`: with a readable date of its last change. */
  addBySource(row: SourceRow, isDated: boolean): void {
    const slot = this.#slotOf(row.ApplicantId);
    this.#before.push(this.#last[slot] ?? -1);
    this.#last[slot] = this.#applications.length;
    this.#applications.push(row.ApplicationId);
    this.#jobs.push(row.JobId);
    this.#add(slot, isDated ? hash52(`source ${stableJson(row)}`) : Number.NaN);
  }

  /** Adds what a job says about one of its applicants. */
  addByJob(row: { readonly ApplicantId: number }): void {
    this.#add(this.#slotOf(row.ApplicantId), hash52(`job ${stableJson(row)}`));
  }

  /** Adds a job's name, which the records of its applicants contain. */
  addJobName(jobId: number, name: string | null, applicantIds: Iterable<number>): void {
    const hash = hash52(`name ${jobId} ${name}`);
    for (const applicantId of applicantIds) this.#add(this.#slotOf(applicantId), hash);
  }

  /** Everything said about an applicant, as a short text; undefined if a part of it does not tell changes. */
  about(applicantId: number): string | undefined {
    const slot = this.#slots.get(applicantId);
    const sum = slot === undefined ? undefined : this.#sums[slot];
    return sum === undefined || Number.isNaN(sum) ? undefined : `${this.#scope}.${sum.toString(36)}`;
  }

  /** The applications of an applicant that sources name. */
  *applicationsOf(applicantId: number): Generator<StatedApplication, void, undefined> {
    let at = this.#last[this.#slots.get(applicantId) ?? -1] ?? -1;
    while (at >= 0) {
      const applicationId = this.#applications[at];
      const jobId = this.#jobs[at];
      if (applicationId !== undefined && jobId !== undefined) yield { applicationId, jobId };
      at = this.#before[at] ?? -1;
    }
  }

  /** Whether sources name exactly these applications of an applicant. */
  areAllOf(applicantId: number, applications: readonly { readonly Id: number; readonly JobId: number }[]): boolean {
    const jobs = new Map(applications.map(({ Id, JobId }) => [Id, JobId]));
    const named = new Set<number>();
    for (const { applicationId, jobId } of this.applicationsOf(applicantId)) {
      if (jobs.get(applicationId) !== jobId) return false;
      named.add(applicationId);
    }
    return named.size === jobs.size;
  }

  #slotOf(applicantId: number): number {
    const slot = this.#slots.get(applicantId) ?? this.#sums.length;
    if (slot < this.#sums.length) return slot;
    this.#slots.set(applicantId, slot);
    this.#sums.push(0);
    this.#last.push(-1);
    return slot;
  }

  #add(slot: number, hash: number): void {
    this.#sums[slot] = ((this.#sums[slot] ?? 0) + hash) % TWO_52;
  }
}

const TWO_52 = 2 ** 52;

/** 52 bits of a hash: two of them have an exact sum. */
function hash52(text: string): number {
  const [high = 0, low = 0] = sha256(text);
  return (high >>> 12) * 2 ** 32 + low;
}
