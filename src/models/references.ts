/** The stage of an application, inside other records. */
export interface StageReference {
  /** Id of the ApplicationStage. */
  readonly id: string;
  /** From Application.Status. */
  readonly name: string | null;
  /** From Application.Status: statuses have no number in eRecruiter. */
  readonly remote_id: string | null;
  /** Always null: eRecruiter does not say whether a status is still in use. */
  readonly status: 'ACTIVE' | 'INACTIVE' | null;
  /** Always null: a status has no custom fields. */
  readonly custom_fields: Record<string, unknown> | null;
  /** Always null: eRecruiter's API does not specify the order of statuses. */
  readonly index: number | null;
}

/** The job of an application, inside other records. */
export interface JobReference {
  /** Id of the Job. */
  readonly id: string;
  /** The title of the job if it has been read, else null. From Job.Title, else Job.InternalName. */
  readonly name: string | null;
  /** From Application.JobId. */
  readonly remote_id: string;
}

/** A tag, inside other records. */
export interface TagReference {
  /** Id of the Tag. */
  readonly id: string;
  /** From Applicant.Tags[]. */
  readonly name: string | null;
  /** From Applicant.Tags[]: tags have no number in eRecruiter. */
  readonly remote_id: string | null;
}
