import type { ChapterId } from './diagnosis.js';

/** What an answer to a question says: in a sentence, and what to set. `fine` differs, but costs nothing. */
type AnswerText = string | { readonly text: string; readonly advice?: string; readonly fine?: true };

/** One thing that eRecruiter's documentation leaves open. */
export interface Question {
  readonly chapter: ChapterId;
  /** What is asked, for the report. */
  readonly asks: string;
  /** The value that the library takes for granted. */
  readonly assumed: string;
  /** Why it stays unknown if it was not seen. */
  readonly unseen: string;
  readonly answers: Readonly<Record<string, AnswerText>>;
}

/** What there is to do about a form that the client reads. */
export const CLIENT_READS_IT = 'Nothing to set: the client reads it.';
/** What there is to do about a behaviour that the client copes with. */
export const CLIENT_COPES = 'Nothing to set: the client copes.';
/** Why nothing was seen. */
export const NO_SAMPLE = 'no record of this kind was in the sample';
