import type { DecodedId } from '../../mappers/index.js';
import { LargeMap, LargeSet } from '../large-map.js';

/**
 * What a pass has seen. Applicants and applications are kept as numbers, because a large installation has millions of
 * them. Records that could not be read are recorded as unavailable, so that none is requested twice.
 */
export class Seen {
  readonly candidates = new LargeSet();
  /** Jobs, stages, questions and job questions by id: they can occur more than once in a pass. */
  readonly ids = new Set<string>();
  /** Jobs that applications name. */
  readonly namedJobs = new Set<number>();
  /** Jobs that do not exist, by their own address. */
  readonly goneJobs = new Set<number>();
  /** Jobs that were requested and do not exist or cannot be read. */
  readonly unavailableJobs = new Set<number>();
  /** Applicants that do not exist, by their own address, and that no job or source led to. */
  readonly goneApplicants = new LargeSet();
  /** Applicants that do not exist, by their own address, although a job or a source led to them. */
  readonly missingApplicants = new LargeSet();
  /** Applicants that were requested and do not exist or cannot be read. */
  readonly unavailableApplicants = new LargeSet();
  /** Jobs known to ask certain questions, or none. */
  readonly jobsWithKnownQuestions = new Set<number>();
  /** Jobs that were read again and have no questionnaire. */
  readonly jobsWithoutQuestions = new Set<number>();
  /** Questionnaires that were read again and do not exist. */
  readonly goneQuestionnaires = new Set<number>();
  readonly #applications = new LargeMap<number>();

  addApplication(application: number, applicant: number, job: number): void {
    this.#applications.set(application, ownersOf(applicant, job));
    this.namedJobs.add(job);
  }

  /** Whether an application has been seen at any applicant and job. */
  hasApplication(application: number): boolean {
    return this.#applications.has(application);
  }

  /** Whether the record with an id has been seen. */
  has(id: string, { kind, numbers: [first, second, third] }: DecodedId): boolean {
    if (kind === 'candidate') return this.candidates.has(first);
    if (kind === 'application') return this.#applications.get(first) === ownersOf(second, third);
    return this.ids.has(id);
  }
}

// An application that moves to another applicant or job gets a new id; 32 bits of both distinguish the two.
function ownersOf(applicant: number, job: number): number {
  return (Math.imul(applicant, 0x9e3779b1) + job) | 0;
}
