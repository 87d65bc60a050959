/** A label that recruiters put on candidates. */
export interface Tag {
  /** Derived from the name: the same text has the same id. */
  readonly id: string;
  /** From Applicant.Tags[]: tags have no number in eRecruiter. */
  readonly remote_id: string | null;
  /** From Applicant.Tags[]. */
  readonly name: string | null;
  /** When the tag was read: eRecruiter has no date of it. */
  readonly changed_at: Date;
  /** Always null: eRecruiter has no catalogue of tags to delete from. */
  readonly remote_deleted_at: Date | null;
}
