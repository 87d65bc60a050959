/** An answer to choose. */
export interface QuestionOption {
  /** Made from the question and the option. */
  readonly id: string;
  /** What people see: a name of the mandator's catalogue, or of the custom field's PossibleValues. */
  readonly name: string;
  /** What eRecruiter stores: the same name, or the raw value where eRecruiter keeps a number or a flag. */
  readonly remote_id: string | null;
}

/** What an answer to a question looks like. */
export type QuestionFormat =
  | {
      /** A text. */
      readonly type: 'TEXT';
      /** How much room the answer is given. */
      readonly display_type: 'SINGLE_LINE' | 'MULTI_LINE' | 'EMAIL' | 'URL' | null;
      /** Always null: eRecruiter does not tell a limit. */
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
      /** Always null: eRecruiter does not tell which files it takes. */
      readonly accepted_mime_types: string[] | null;
      /** Always null: eRecruiter does not tell how large a file may be. */
      readonly max_file_size_bytes: number | null;
    }
  | {
      /** The id of one option. */
      readonly type: 'SINGLE_SELECT';
      /** Always `DROPDOWN`. */
      readonly display_type: 'DROPDOWN' | 'RADIO' | null;
      /** What there is to choose. */
      readonly options: QuestionOption[];
    }
  | {
      /** The ids of several options. */
      readonly type: 'MULTI_SELECT';
      /** What there is to choose. */
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
      /** None: it is there to be read. */
      readonly type: 'INFORMATION';
    }
  | {
      /** Nothing that could be answered here. */
      readonly type: 'UNKNOWN';
      /** The item as it came. From QuestionnaireItem. */
      readonly raw_question: unknown;
    };

/** One item of a questionnaire. */
export interface ScreeningQuestion {
  /** From Questionnaire.Id and QuestionnaireItem.Id; from the position where an older server gives items no Id. */
  readonly id: string;
  /** From QuestionnaireItem.Id; `questionnaire/position` where an older server gives items no Id. */
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
  /** When the question was seen: eRecruiter keeps no date of it. */
  readonly changed_at: Date;
  /** Always null: outside `sync()` a deletion cannot be seen. */
  readonly remote_deleted_at: Date | null;
}
