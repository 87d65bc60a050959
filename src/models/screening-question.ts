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
      readonly type: 'TEXT';
      readonly display_type: 'SINGLE_LINE' | 'MULTI_LINE' | 'EMAIL' | 'URL' | null;
      readonly max_length: number | null;
    }
  | {
      readonly type: 'NUMBER';
      readonly display_type: 'FIELD' | 'SLIDER';
      readonly min: number | null;
      readonly max: number | null;
    }
  | {
      readonly type: 'FILE';
      readonly accepted_mime_types: string[] | null;
      readonly max_file_size_bytes: number | null;
    }
  | {
      readonly type: 'SINGLE_SELECT';
      readonly display_type: 'DROPDOWN' | 'RADIO' | null;
      readonly options: QuestionOption[];
    }
  | { readonly type: 'MULTI_SELECT'; readonly options: QuestionOption[] }
  | { readonly type: 'BOOLEAN' }
  | { readonly type: 'DATE' }
  | { readonly type: 'INFORMATION' }
  | { readonly type: 'UNKNOWN'; readonly raw_question: unknown };

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
