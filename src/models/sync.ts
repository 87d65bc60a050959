import type { ApplicationStage } from './application-stage.js';
import type { Application } from './application.js';
import type { Candidate } from './candidate.js';
import type { JobScreeningQuestion } from './job-screening-question.js';
import type { Job } from './job.js';
import type { ScreeningQuestion } from './screening-question.js';

/** The six models of `sync()`. */
export type SyncModel =
  'job' | 'candidate' | 'application' | 'application_stage' | 'screening_question' | 'job_screening_question';

/** A record that is new or whose content changed: `changed_at` says when, as exactly as eRecruiter lets it be known. */
export type SyncUpsert =
  | SyncUpsertOf<'job', Job>
  | SyncUpsertOf<'candidate', Candidate>
  | SyncUpsertOf<'application', Application>
  | SyncUpsertOf<'application_stage', ApplicationStage>
  | SyncUpsertOf<'screening_question', ScreeningQuestion>
  | SyncUpsertOf<'job_screening_question', JobScreeningQuestion>;

/** A new or changed record of one model. */
export interface SyncUpsertOf<Model extends SyncModel, Data> {
  /** The record's model, which says what `data` is. */
  readonly model: Model;
  /** To be stored by the id of `data`. */
  readonly type: 'upsert';
  /** The whole record. */
  readonly data: Data;
}

/** What is left of a record that is gone. */
export interface DeletedRecord {
  /** The id that the record had. */
  readonly id: string;
  /** The record's `remote_id`; null for job-specific screening questions, which have none. */
  readonly remote_id: string | null;
  /** The same as `remote_deleted_at`. */
  readonly changed_at: Date;
  /** When the pass began that found the record gone: eRecruiter does not tell when it was deleted. */
  readonly remote_deleted_at: Date;
}

/** A record that eRecruiter no longer has. Stages are never deleted. */
export interface SyncDelete {
  /** The model that the record was of. */
  readonly model: Exclude<SyncModel, 'application_stage'>;
  /** To be removed by the id of `data`. */
  readonly type: 'delete';
  /** What is left of it. */
  readonly data: DeletedRecord;
}

/** What `sync()` yields. */
export type SyncChange = SyncUpsert | SyncDelete;

/** What a state keeps of a record: plain JSON without personal data. */
export interface SyncEntry {
  /** 128 bits of a hash of the record's content, `changed_at` left out. */
  readonly fingerprint: string;
  /** When the record last changed, as ISO 8601. */
  readonly changed_at: string;
  /** The source of an application, which says whether a run with `only_created` covers it. */
  readonly source?: string | null;
  /** When an application last moved, as eRecruiter writes it, and a mark of the stage that it moved to. */
  readonly moved?: readonly [at: string, stage: number];
  /** The name of a job, which its applications show: eRecruiter may not show a job any more once it is closed. */
  readonly name?: string | null;
  /** True while a part of the record has never been shown: what else changes is compared without that part. */
  readonly partial?: true;
}

/**
 * The state of the last run, by record id: a `Map`, or anything like it over a file or a database table. Each method
 * may answer at once or with a promise; `get` is called for several records at a time.
 */
export interface SyncState {
  /** What was set last under this id; undefined or null where there is nothing. */
  get(id: string): SyncEntry | null | undefined | Promise<SyncEntry | null | undefined>;
  /**
   * Called for a new or changed record once the consumer has asked for the next change; also where only more is known
   * of a record than the state has.
   */
  set(id: string, entry: SyncEntry): unknown;
  /** Called for a deleted record once the consumer has asked for the next change. */
  delete(id: string): unknown;
  /** Every entry, in any order; called once, at the end of a complete pass. */
  entries(): SyncEntries | Promise<SyncEntries>;
}

/** Pairs of record id and entry. */
export type SyncEntries = Iterable<readonly [string, SyncEntry]> | AsyncIterable<readonly [string, SyncEntry]>;

/** How far a pass is. */
export interface SyncProgress {
  /** The model of the record that is done, changed or not. */
  readonly model: SyncModel;
  /** How many records of this model are done. */
  readonly done: number;
  /** How many there are: of jobs from the first on, of other models at the end; null while unknown. */
  readonly total: number | null;
  /** How many raw addresses have been asked; token, catalogues and repeats are not counted. */
  readonly requests: number;
}
