/** A stage of the hiring workflow: one per status name on applications. */
export interface ApplicationStage {
  /** Derived from the name: the same text has the same id, so keep the language of names (`culture`) fixed. */
  readonly id: string;
  /** From Application.Status: statuses have no number in eRecruiter. */
  readonly remote_id: string | null;
  /** Free text of the mandator, in the requested language. From Application.Status. */
  readonly name: string | null;
  /** Always null: eRecruiter does not say whether a status is still in use. */
  readonly status: 'ACTIVE' | 'INACTIVE' | null;
  /** Always null: a status has no custom fields. */
  readonly custom_fields: Record<string, unknown> | null;
  /** When the stage was read: eRecruiter has no date of it. */
  readonly changed_at: Date;
  /** Always null: eRecruiter has no catalogue of statuses to delete from. */
  readonly remote_deleted_at: Date | null;
}
