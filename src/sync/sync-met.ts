import type { DecodedId } from '../mappers/index.js';

/**
 * What a pass has come across. People and applications by their numbers, for a large installation has millions of
 * them. What was asked for and not shown is not met; that it was asked for is kept, so that nothing is asked twice.
 */
export class SyncMet {
  readonly candidates = new Set<number>();
  /** Jobs, stages, questions and job questions by their ids: one can come more than once in a pass. */
  readonly ids = new Set<string>();
  /** Jobs that were asked for and are gone or not shown. */
  readonly missedJobs = new Set<number>();
  /** Applicants who were asked for and are gone or not shown. */
  readonly missedApplicants = new Set<number>();
  /** Jobs that have said which questions they ask, or that they ask none. */
  readonly jobsWithKnownQuestions = new Set<number>();
  readonly #applications = new Map<number, number>();

  addApplication(application: number, applicant: number, job: number): void {
    this.#applications.set(application, ownersOf(applicant, job));
  }

  has(id: string, { kind, numbers: [first, second, third] }: DecodedId): boolean {
    if (kind === 'candidate') return this.candidates.has(first);
    if (kind === 'application') return this.#applications.get(first) === ownersOf(second, third);
    return this.ids.has(id);
  }
}

// An application that moves to another applicant or job gets another id; 32 bits of both tell the two apart.
function ownersOf(applicant: number, job: number): number {
  return (Math.imul(applicant, 0x9e3779b1) + job) | 0;
}
