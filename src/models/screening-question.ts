/** An option to choose. */
export interface QuestionOption {
  /** Derived from the question and the option. */
  readonly id: string;
  /** The label that people see: a name from the mandator's catalogue, or from the custom field's PossibleValues. */
  readonly name: string;
  /** What eRecruiter stores: the same name, or the raw value if eRecruiter stores a number or a flag. */
  readonly remote_id: string | null;
}

/** The format of an answer to a question. */
export type QuestionFormat =
  | {
      /** A text. */
      readonly type: 'TEXT';
      /** The size of the input. */
      readonly display_type: 'SINGLE_LINE' | 'MULTI_LINE' | 'EMAIL' | 'URL' | null;
      /** Always null: eRecruiter does not specify a limit. */
      readonly max_length: number | null;
    }
  | {
      /** A number. */
      readonly type: 'NUMBER';
      /** Always `FIELD`. */
      readonly display_type: 'FIELD' | 'SLIDER';
      /** The smallest number; null when there is no limit. */
      readonly min: number | null;
      /** The largest number; null when there is no limit. */
      readonly max: number | null;
    }
  | {
      /** A file. */
      readonly type: 'FILE';
      /** Always null: eRecruiter does not specify which files it accepts. */
      readonly accepted_mime_types: string[] | null;
      /** Always null: eRecruiter does not specify how large a file may be. */
      readonly max_file_size_bytes: number | null;
    }
  | {
      /** The id of one option. */
      readonly type: 'SINGLE_SELECT';
      /** Always `DROPDOWN`. */
      readonly display_type: 'DROPDOWN' | 'RADIO' | null;
      /** The options to choose from. */
      readonly options: QuestionOption[];
    }
  | {
      /** The ids of several options. */
      readonly type: 'MULTI_SELECT';
      /** The options to choose from. */
      readonly options: QuestionOption[];
    }
  | {
      /** True or false. */
      readonly type: 'BOOLEAN';
    }
  | {
      /** A day of the calendar. */
      readonly type: 'DATE';
    }
  | {
      /** No answer: the item is only shown. */
      readonly type: 'INFORMATION';
    }
  | {
      /** A type that cannot be answered through the API. */
      readonly type: 'UNKNOWN';
      /** The raw item. From QuestionnaireItem. */
      readonly raw_question: unknown;
    };

/** One item of a questionnaire. */
export interface ScreeningQuestion {
  /** From Questionnaire.Id and QuestionnaireItem.Id; from the position if an older server has no item ids. */
  readonly id: string;
  /** From QuestionnaireItem.Id; `questionnaire/position` if an older server has no item ids. */
  readonly remote_id: string | null;
  /**
   * From QuestionnaireItem.Title, else the name of what it asks for (custom field, language, knowledge, document
   * type).
   */
  readonly title: string | null;
  /** May be HTML. From QuestionnaireItem.Description. */
  readonly description: string | null;
  /** From QuestionnaireItem.Type and CustomField.Type, options from the catalogues of the Mandator. */
  readonly format: QuestionFormat;
  /** Always null: eRecruiter does not mark such questions. */
  readonly category: 'EEO' | 'DEMOGRAPHIC' | null;
  /** When the question was read: eRecruiter has no date of it. */
  readonly changed_at: Date;
  /** Always null: only `sync()` detects deletions. */
  readonly remote_deleted_at: Date | null;
}

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
