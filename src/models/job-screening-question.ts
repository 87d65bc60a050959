import type { QuestionFormat } from './screening-question.js';

/** A question that a job asks, and how. */
export interface JobScreeningQuestion {
  /** From Job.Id, Questionnaire.Id and QuestionnaireItem.Id. */
  readonly id: string;
  /** From Job.Id. */
  readonly job_id: string;
  /** Id of the ScreeningQuestion. From Questionnaire.Id and QuestionnaireItem.Id. */
  readonly question_id: string;
  /** Position in the questionnaire, from 0. From Questionnaire.Items. */
  readonly index: number | null;
  /** False for headings, which cannot be answered. From QuestionnaireItem.IsRequired. */
  readonly required: boolean | null;
  /** Always null: eRecruiter has no conditional questions. */
  readonly precondition_question_id: string | null;
  /** Always null: eRecruiter has no conditional questions. */
  readonly precondition_options: string[] | boolean[] | null;
  /** When the question was read: eRecruiter has no date of it. */
  readonly changed_at: Date;
  /** Always null: only `sync()` detects deletions. */
  readonly remote_deleted_at: Date | null;
}

/** A question inside its job: both models in one, as in Kombo's API. */
export interface MergedScreeningQuestion {
  /** Id of the ScreeningQuestion. */
  readonly id: string;
  /** From QuestionnaireItem.Id. */
  readonly remote_id: string | null;
  /** From QuestionnaireItem.Title. */
  readonly title: string | null;
  /** From QuestionnaireItem.Description. */
  readonly description: string | null;
  /** From QuestionnaireItem.Type and CustomField.Type. */
  readonly format: QuestionFormat;
  /** Always null: eRecruiter does not mark such questions. */
  readonly category: 'EEO' | 'DEMOGRAPHIC' | null;
  /** Position in the questionnaire, from 0. From Questionnaire.Items. */
  readonly index: number | null;
  /** False for headings, which cannot be answered. From QuestionnaireItem.IsRequired. */
  readonly required: boolean | null;
  /** Always null: eRecruiter has no conditional questions. */
  readonly precondition_question_id: string | null;
  /** Always null: eRecruiter has no conditional questions. */
  readonly precondition_options: string[] | boolean[] | null;
}
