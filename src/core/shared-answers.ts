import type * as z from 'zod/mini';
import type { Endpoint, endpoints } from '../api/endpoints.js';
import { SharedReads, type Shelf } from '../flow/shared-reads.js';
import type { Issue, Settings } from '../options.js';
import type { RawApplicationJobView, RawApplicationReferrerView } from '../schemas/index.js';

/** About how many bytes the answers take that a client keeps. */
const MAX_WEIGHT = 16 * 2 ** 20;

/** An issue in an answer; `isSkipped`: of a whole row. */
export interface Note {
  readonly issue: Issue;
  readonly isSkipped: boolean;
}

/** An answer with the issues in it: each listing that uses the answer reports them. */
export interface NotedAnswer<T> {
  readonly value: T;
  readonly notes: readonly Note[];
}

type RecordOf<E extends Endpoint> = NotedAnswer<z.core.output<E['schema']>>;
type RowsOf<E extends Endpoint> = NotedAnswer<readonly z.core.output<E['schema']>[]>;

/** The answers by which listings find jobs and applicants, shared by the listings of a client. */
export interface SharedAnswers {
  readonly reads: SharedReads;
  readonly channels: Shelf<RecordOf<typeof endpoints.publishedJobs>>;
  readonly jobs: Shelf<RecordOf<typeof endpoints.job>>;
  readonly questionnaires: Shelf<RecordOf<typeof endpoints.questionnaireByJob>>;
  readonly openApplications: Shelf<RowsOf<typeof endpoints.applicationsByJob>>;
  readonly applicationsBySource: Shelf<RowsOf<typeof endpoints.applicationsByReferrer>>;
}

/** Creates the shared answers of a client, without any. */
export function createSharedAnswers({ discoveryCacheMs: maxAgeMs, clock }: Settings): SharedAnswers {
  const reads = new SharedReads({ maxAgeMs, maxWeight: MAX_WEIGHT, now: () => clock.now() });
  return {
    reads,
    channels: reads.shelf(),
    jobs: reads.shelf(),
    questionnaires: reads.shelf(),
    openApplications: reads.shelf(),
    applicationsBySource: reads.shelf(),
  };
}

/** The part of a row that listings need: what they share must be small. */
export function openPart({ Id, JobId, ApplicantId }: RawApplicationJobView): RawApplicationJobView {
  return { Id, JobId, ApplicantId };
}

/** The same of a row by source. */
export function sourcePart(row: RawApplicationReferrerView): RawApplicationReferrerView {
  const { ApplicationId, ApplicantId, JobId, WorkflowLastChange } = row;
  return { ApplicationId, ApplicantId, JobId, WorkflowLastChange };
}
