import type { AttachmentInput } from '../../models/action-inputs.js';
import type { InputIssueCode } from '../../models/error-codes.js';
import type { RawApplicantParameter } from '../../schemas/applicant.js';
import { nameKey } from '../values/text.js';
import type { CustomFieldBody, KnowledgeBody, LanguageBody } from './bodies.js';

/** A file that answers a question. */
export type FileAnswer = Omit<AttachmentInput, 'type'>;

/** A document that answers a question. */
export interface DocumentAnswer {
  /** Id of the question. */
  readonly question: string;
  /** Null where the question names none. To ApplicantDocument.Type. */
  readonly documentType: string | null;
  /** The file itself. */
  readonly file: FileAnswer;
}

/** A problem with an answer. */
export interface AnswerError {
  /** What is wrong, for programs; `required` if an answer is missing. */
  readonly code: InputIssueCode;
  /** `screening_question_answers.` and the question's id. */
  readonly path: string;
  /** What the question expects; never the answer. */
  readonly message: string;
}

/** The writes that answers to screening questions lead to, planned before anything is written. */
export interface AnswerPlan {
  /** Properties of the applicant to overwrite, all in one replacement. None of them is null. */
  readonly properties: Partial<RawApplicantParameter>;
  /** Custom fields to write, each once. */
  readonly customFields: readonly CustomFieldBody[];
  /** Languages to write, each once. */
  readonly languages: readonly LanguageBody[];
  /** Skills to write, each once. */
  readonly knowledges: readonly KnowledgeBody[];
  /** Documents to add. */
  readonly documents: readonly DocumentAnswer[];
  /** The source that the applicant named; every other source ranks above it. To Application.Referrer. */
  readonly referrer: string | null;
  /** Answers that are ignored, and required questions that cannot be answered through the API. */
  readonly warnings: readonly string[];
  /** Wrong answers. If there are any, nothing may be written. */
  readonly errors: readonly AnswerError[];
  /** Ids of the questions with a non-empty answer, right or wrong. */
  readonly answered: readonly string[];
}

/** The writes of one answer. */
export type AnswerWrites = Partial<Omit<AnswerPlan, 'warnings' | 'errors' | 'answered'>>;

/** Merges the writes of several answers. If two of them write the same property, the last one counts. */
export function mergeWrites(writes: readonly AnswerWrites[]): Required<AnswerWrites> {
  return {
    properties: writes.reduce<Partial<RawApplicantParameter>>((all, { properties }) => ({ ...all, ...properties }), {}),
    customFields: lastByName(
      writes.flatMap(({ customFields = [] }) => customFields),
      ({ CustomField }) => CustomField,
    ),
    languages: lastLevels(
      writes.flatMap(({ languages = [] }) => languages),
      ({ Language }) => Language,
    ),
    knowledges: lastLevels(
      writes.flatMap(({ knowledges = [] }) => knowledges),
      ({ Knowledge }) => Knowledge,
    ),
    documents: writes.flatMap(({ documents = [] }) => documents),
    referrer: writes.findLast(({ referrer }) => referrer !== undefined)?.referrer ?? null,
  };
}

function lastByName<T>(records: readonly T[], nameOf: (record: T) => string): T[] {
  return [...new Map(records.map((record) => [nameKey(nameOf(record)), record])).values()];
}

/** Returns each name once, with the last level that an answer sets. */
function lastLevels<T extends { readonly Level: string | null }>(
  records: readonly T[],
  nameOf: (record: T) => string,
): T[] {
  const kept = new Map<string, T>();
  for (const record of records) {
    const key = nameKey(nameOf(record));
    if (record.Level !== null || !kept.has(key)) kept.set(key, record);
  }
  return [...kept.values()];
}
