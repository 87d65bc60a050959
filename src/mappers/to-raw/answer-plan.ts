import type { RawApplicantParameter } from '../../schemas/applicant.js';
import type { FileAnswer } from './answer-values.js';

/** A value of a custom field, as it is written. */
export interface CustomFieldAnswer {
  /** Its internal name. To CustomFieldValueParameter.CustomField. */
  readonly CustomField: string;
  /** Null for a CheckboxList. To CustomFieldValueParameter.Value. */
  readonly Value: string | null;
  /** Null but for a CheckboxList. To CustomFieldValueParameter.Values. */
  readonly Values: readonly string[] | null;
}

/** A language of the applicant. */
export interface LanguageAnswer {
  /** To ApplicantLanguage.Language. */
  readonly Language: string;
  /** Null where no level was asked for: one that is there stays. To ApplicantLanguage.Level. */
  readonly Level: string | null;
}

/** A skill of the applicant. */
export interface KnowledgeAnswer {
  /** To ApplicantKnowledge.Knowledge. */
  readonly Knowledge: string;
  /** Null where no level was asked for: one that is there stays. To ApplicantKnowledge.Level. */
  readonly Level: string | null;
}

/** A document that a question asks for. */
export interface DocumentAnswer {
  /** Id of the question. */
  readonly question: string;
  /** Null where the question names none. To ApplicantDocument.Type. */
  readonly documentType: string | null;
  /** The file itself. */
  readonly file: FileAnswer;
}

/** Something that is wrong with an answer. */
export interface AnswerError {
  /** Where in the input, such as `screening_question_answers.0.answer`. */
  readonly path: string;
  /** What is expected of which question; never the answer. */
  readonly message: string;
}

/** What answers are to write, found out before anything is written. */
export interface AnswerPlan {
  /** Properties of the applicant to overwrite, all in one replacement. None of them is null. */
  readonly properties: Partial<RawApplicantParameter>;
  /** Custom fields to write, each once. */
  readonly customFields: readonly CustomFieldAnswer[];
  /** Languages to write, each once. */
  readonly languages: readonly LanguageAnswer[];
  /** Skills to write, each once. */
  readonly knowledges: readonly KnowledgeAnswer[];
  /** Documents to add. */
  readonly documents: readonly DocumentAnswer[];
  /** The source that the applicant named; it ranks below every other. To Application.Referrer. */
  readonly referrer: string | null;
  /** What is left out, and required questions that cannot be answered here. */
  readonly warnings: readonly string[];
  /** Wrong answers: nothing may be written then. */
  readonly errors: readonly AnswerError[];
  /** Ids of the questions with an answer that says something. */
  readonly answered: readonly string[];
}
