import type { JobReference, StageReference } from './references.js';

/** An application inside its candidate. */
export interface CandidateApplication {
  /** From Application.Id, Application.ApplicantId and Application.JobId. */
  readonly id: string;
  /** From Application.Id. */
  readonly remote_id: string | null;
  /** From Application.WorkflowStatusGroup. */
  readonly outcome: 'PENDING' | 'HIRED' | 'DECLINED' | null;
  /** Always null: eRecruiter's API has no reasons. */
  readonly rejection_reason_name: string | null;
  /** From ApplicationReferrer.WorkflowLastChange if the application is rejected. */
  readonly rejected_at: Date | null;
  /** Always null: eRecruiter's API gives no link into the recruiters' application. */
  readonly remote_url: string | null;
  /** From ApplicationReferrer.WorkflowLastChange, else the time of reading. */
  readonly changed_at: Date;
  /** Always null: eRecruiter's API does not tell when an application was made. */
  readonly remote_created_at: Date | null;
  /** From ApplicationReferrer.WorkflowLastChange, which only discovery by source returns. */
  readonly remote_updated_at: Date | null;
  /** From Application.Status. */
  readonly current_stage: StageReference | null;
  /** From Application.JobId. */
  readonly job: JobReference | null;
}
