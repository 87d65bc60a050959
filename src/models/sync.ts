import type { ApplicationStage } from './application-stage.js';
import type { Application } from './application.js';
import type { Candidate } from './candidate.js';
import type { JobScreeningQuestion, ScreeningQuestion } from './screening-question.js';
import type { Job } from './job.js';

/** The six models of `sync()`. */
export type SyncModel =
  'job' | 'candidate' | 'application' | 'application_stage' | 'screening_question' | 'job_screening_question';

/** A record that is new or has changed: `changed_at` is as precise as eRecruiter's dates. */
export type SyncUpsert =
  | SyncUpsertOf<'job', Job>
  | SyncUpsertOf<'candidate', Candidate>
  | SyncUpsertOf<'application', Application>
  | SyncUpsertOf<'application_stage', ApplicationStage>
  | SyncUpsertOf<'screening_question', ScreeningQuestion>
  | SyncUpsertOf<'job_screening_question', JobScreeningQuestion>;

/** A new or changed record of one model. */
export interface SyncUpsertOf<Model extends SyncModel, Data> {
  /** The model of the record; it decides the type of `data`. */
  readonly model: Model;
  /** Store the record by the id of `data`. */
  readonly type: 'upsert';
  /** The whole record. */
  readonly data: Data;
  /**
   * True for a job or a candidate that eRecruiter does not show although an application names it, so that the
   * application has something to refer to. `data` then has `id`, `remote_id` and the name of the job if it is known;
   * all else is null or empty. `remote_deleted_at` is set if the record was shown before and no longer exists. Missing
   * otherwise.
   */
  readonly placeholder?: true | undefined;
}

/** The id and dates of a deleted record. */
export interface DeletedRecord {
  /** The id of the record. */
  readonly id: string;
  /** The record's `remote_id`; null for job-specific screening questions, which have none. */
  readonly remote_id: string | null;
  /** The same as `remote_deleted_at`. */
  readonly changed_at: Date;
  /** The start of the run that detected the deletion: eRecruiter does not say when a record was deleted. */
  readonly remote_deleted_at: Date;
}

/** A record that no longer exists in eRecruiter. Stages are never deleted. */
export interface SyncDelete {
  /** The model of the record. */
  readonly model: Exclude<SyncModel, 'application_stage'>;
  /** Remove the record by the id of `data`. */
  readonly type: 'delete';
  /** The id and dates of the record. */
  readonly data: DeletedRecord;
}

/** What `sync()` yields. */
export type SyncChange = SyncUpsert | SyncDelete;

/** The state of one record: plain JSON without personal data. */
export interface SyncEntry {
  /** 128 bits of a hash of the record's content without `changed_at`. */
  readonly fingerprint: string;
  /** When the record last changed, as ISO 8601. */
  readonly changed_at: string;
  /** The source of an application; it decides whether a run with `only_created` covers it. */
  readonly source?: string | null | undefined;
  /** When an application last moved, as eRecruiter writes it, and a hash of the stage that it moved to. */
  readonly moved?: readonly [at: string, stage: number] | undefined;
  /** The name of a job, for its applications: eRecruiter may stop showing a job once it is closed. */
  readonly name?: string | null | undefined;
  /** True while a part of the record has never been read: the rest is compared without it. */
  readonly partial?: true | undefined;
  /**
   * When a candidate was last read, as ISO 8601, and a hash of what sources and jobs said about their applications.
   * Only runs with `rereadAfterMs` write and use it; missing if changes of the candidate's applications would not show
   * there.
   */
  readonly read?: readonly [at: string, said: string] | undefined;
  /** Why the record was last yielded as a placeholder; missing if it was yielded itself. */
  readonly placeholder?: 'hidden' | 'deleted' | undefined;
  /** True for a job outside the run's `job_ids` that came because an application names it, and its questions. */
  readonly guest?: true | undefined;
}

/**
 * The state of the last run by record id: a `Map`, or anything like it over a file or a database table. Each method may
 * return its result or a promise; `get` is called for several records at a time.
 */
export interface SyncState {
  /** The entry that was last set for this id; undefined or null if there is none. */
  get(id: string): SyncEntry | null | undefined | Promise<SyncEntry | null | undefined>;
  /**
   * Called for a new or changed record once you ask for the next change, and for an unchanged record when there is more
   * to remember.
   */
  set(id: string, entry: SyncEntry): unknown;
  /** Called for a deleted record once you ask for the next change. */
  delete(id: string): unknown;
  /** Every entry, in any order; called once, at the end of a complete run. */
  entries(): SyncEntries | Promise<SyncEntries>;
}

/** A record's id and its entry. */
export type SyncStateRow = readonly [id: string, entry: SyncEntry];

/**
 * The rows of a state: one by one, as a `Map` has them, or asynchronously, one by one or in pages. A large table is
 * best read in pages of about 1,000 rows.
 */
export type SyncEntries = Iterable<SyncStateRow> | AsyncIterable<SyncStateRow | readonly SyncStateRow[]>;

/** The progress of a run. */
export interface SyncProgress {
  /** The model of the record that was just processed, changed or not. */
  readonly model: SyncModel;
  /** How many records of this model have been processed. */
  readonly done: number;
  /** How many there are: known from the start for jobs, at the end for other models; null while unknown. */
  readonly total: number | null;
  /** How many requests have been sent, without the token, catalogues and retries. */
  readonly requests: number;
  /**
   * How many requests an exact run would have sent in addition so far: with `rereadAfterMs`, those for skipped people.
   */
  readonly savedRequests: number;
  /** The candidates so far. */
  readonly candidates: SyncCandidates;
}

/** How many candidates a run has read and skipped. */
export interface SyncCandidates {
  /** Those whose record and applications were requested. */
  readonly read: number;
  /** Those of the read ones about whom nothing new was said, but whose turn it was: `rereadAfterMs` had passed. */
  readonly due: number;
  /** Those that were not read again: they count as seen, and so do their applications. 0 without `rereadAfterMs`. */
  readonly skipped: number;
}
