import { allWithIssues, answerPathAt } from '../core/parse-input.js';
import { type ReadSettings, withText, type WithText } from './files/content.js';
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

/**
 * Returns the input with the content of all files as base64 text: equal for equal bytes, whatever form they were given
 * in. Bytes are encoded before the first `await`, so that later changes have no effect.
 */
export async function withTextContents(
  input: CheckedCreateInput,
  settings: ReadSettings,
): Promise<ReadableCreateInput> {
  const attachments = input.attachments?.map((file, index) => withText(file, `attachments.${index}`, settings));
  const answers = input.screening_question_answers?.map(async ({ question_id, answer }, index) => {
    if (!isFileAnswer(answer)) return { question_id, answer };
    return { question_id, answer: await withText(answer, answerPathAt(index, question_id), settings) };
  });
  const [read, readAnswers] = [attachments ?? [], answers ?? []];
  await allWithIssues<unknown>([...read, ...readAnswers]);
  return {
    ...input,
    attachments: await Promise.all(read),
    screening_question_answers: await Promise.all(readAnswers),
  };
}
