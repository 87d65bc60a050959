import { allWithIssues, answerPathAt, givenAt } from '../core/parse-input.js';
import type { InputIssue } from '../models/error-codes.js';
import { type ReadSettings, sizeIssues, withText, type WithText } from './files/content.js';
import type { CheckedAnswer, CheckedAttachment, CheckedCreateInput } from './input.js';

/** An answer whose file, if it is one, has its content as text. */
type ReadableAnswer = Exclude<CheckedAnswer, FileAnswerOf<CheckedAnswer>> | WithText<FileAnswerOf<CheckedAnswer>>;

/** The files among answers. */
type FileAnswerOf<Answer> = Extract<Answer, { readonly name: string }>;

/** A create input that has been checked, with the content of all files as text. */
export interface ReadableCreateInput extends Omit<CheckedCreateInput, 'attachments' | 'screening_question_answers'> {
  readonly attachments: readonly WithText<CheckedAttachment>[];
  readonly screening_question_answers: readonly { readonly question_id: string; readonly answer: ReadableAnswer }[];
}

/** Whether an answer is a file. */
export function isFileAnswer<Answer>(answer: Answer): answer is FileAnswerOf<Answer> {
  return typeof answer === 'object' && answer !== null && 'name' in answer;
}

/** Returns what is wrong with the sizes of the files in an input that has not been checked. */
export function fileSizeIssues(input: unknown, settings: ReadSettings['settings']): readonly InputIssue[] {
  const listAt = (name: string): readonly unknown[] => {
    const list = givenAt(input, [name]);
    return Array.isArray(list) ? list : [];
  };
  return [
    ...listAt('attachments').flatMap((file, index) => sizeIssues(file, `attachments.${index}`, settings)),
    ...listAt('screening_question_answers').flatMap((entry, index) =>
      sizeIssues(givenAt(entry, ['answer']), answerPathAt(index, givenAt(entry, ['question_id'])), settings),
    ),
  ];
}

/**
 * Returns the input with the content of all files as base64 text: equal for equal bytes, whatever form they were given
 * in. Bytes are encoded before the first `await`, so that later changes have no effect.
 */
export async function withTextContents(
  input: CheckedCreateInput,
  settings: ReadSettings,
): Promise<ReadableCreateInput> {
  const { attachments, screening_question_answers: answers, ...rest } = input; // no list is equal to an empty one
  const read = (attachments ?? []).map((file, index) => withText(file, `attachments.${index}`, settings));
  const readAnswers = (answers ?? []).map(async ({ question_id, answer }, index) => {
    if (!isFileAnswer(answer)) return { question_id, answer };
    return { question_id, answer: await withText(answer, answerPathAt(index, question_id), settings) };
  });
  await allWithIssues<unknown>([...read, ...readAnswers]);
  return {
    ...rest,
    attachments: await Promise.all(read),
    screening_question_answers: await Promise.all(readAnswers),
  };
}
