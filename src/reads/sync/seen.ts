import type { DecodedId } from '../../mappers/index.js';

/**
 * What a pass has seen. People and applications by their numbers, for a large installation has millions of them. What
 * was asked for and not shown is not seen; that it was asked for is kept, so that nothing is asked twice.
 */
export class Seen {
  readonly candidates = new Set<number>();
  /** Jobs, stages, questions and job questions by their ids: one can come more than once in a pass. */
  readonly ids = new Set<string>();
  /** Jobs that applications name. */
  readonly namedJobs = new Set<number>();
  /** Jobs whose address says that there is none. */
  readonly goneJobs = new Set<number>();
  /** Jobs that were asked for and are gone or not shown. */
  readonly unavailableJobs = new Set<number>();
  /** Applicants whose address says that there is none, although nothing else in this pass names them. */
  readonly goneApplicants = new Set<number>();
  /** Applicants who were asked for and are gone or not shown. */
  readonly unavailableApplicants = new Set<number>();
  /** Jobs that have said which questions they ask, or that they ask none. */
  readonly jobsWithKnownQuestions = new Set<number>();
  /** Jobs, asked again, that have no questionnaire. */
  readonly jobsWithoutQuestions = new Set<number>();
  /** Questionnaires, asked again, that are none. */
  readonly emptyQuestionnaires = new Set<number>();
  readonly #applications = new Map<number, number>();

  addApplication(application: number, applicant: number, job: number): void {
    this.#applications.set(application, ownersOf(applicant, job));
    this.namedJobs.add(job);
  }

  /** Whether an application has been seen, whosever it is. */
  hasApplication(application: number): boolean {
    return this.#applications.has(application);
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
