import { BEHAVIOUR_QUESTIONS } from './behaviour-questions.js';
import { type ChapterId, finding, type Finding, type Verdict } from './diagnosis.js';
import type { Question } from './question.js';
import { SERVER_QUESTIONS } from './server-questions.js';
import { SHAPE_QUESTIONS } from './shape-questions.js';
import { WRITE_QUESTIONS } from './write-questions.js';

/** Every question that reading may answer. */
export const QUESTIONS = { ...SERVER_QUESTIONS, ...SHAPE_QUESTIONS, ...BEHAVIOUR_QUESTIONS } as const;

/** A question that reading may answer. */
export type Knob = keyof typeof QUESTIONS;

/** A question that reading or writing may answer. */
export type AnyKnob = Knob | keyof typeof WRITE_QUESTIONS;

/** The answers that were seen. */
export type Dialects = ReadonlyMap<Knob, string>;

const ALL: Readonly<Record<Knob, Question>> = QUESTIONS;

/** Returns what a chapter says about its questions, in the order of the table. */
export function questionFindings(chapter: ChapterId, seen: Dialects): Finding[] {
  return knobs()
    .filter((knob) => ALL[knob].chapter === chapter)
    .map((knob) => questionFinding(knob, seen.get(knob)));
}

/** Returns the finding for one question. */
export function questionFinding(knob: Knob, seen: string | undefined): Finding {
  return answerFinding(knob, ALL[knob], seen);
}

/** Returns what the write check says: about each question of its own, and about others that it has answered. */
export function writtenFindings(seen: ReadonlyMap<AnyKnob, string>): Finding[] {
  const questions: readonly (readonly [string, Question])[] = Object.entries(WRITE_QUESTIONS);
  const answers: ReadonlyMap<string, string> = seen;
  return [
    ...questions.map(([knob, question]) => answerFinding(knob, question, answers.get(knob))),
    ...knobs().flatMap((knob) => (seen.has(knob) ? answerFinding(`writes.${knob}`, ALL[knob], seen.get(knob)) : [])),
  ];
}

function answerFinding(id: string, { asks, assumed, unseen, answers }: Question, seen: string | undefined): Finding {
  if (seen === undefined) return finding(id, 'unknown', `${asks}: ${unseen}.`, { assumed });
  const answer = answers[seen] ?? { text: `is another than the library knows (${seen})`, advice: null };
  const { text, advice, fine } =
    typeof answer === 'string'
      ? { text: answer, advice: null, fine: undefined }
      : { fine: undefined, advice: null, ...answer };
  const verdict: Verdict = seen === assumed || fine === true ? 'ok' : 'problem';
  const isPhrase = /^\d{3}$|^(?:null|an |any |the )/.test(text);
  return finding(id, verdict, `${asks}${isPhrase ? ':' : ''} ${text}.`, { advice, assumed, seen });
}

function knobs(): Knob[] {
  return Object.keys(QUESTIONS).filter((name): name is Knob => name in QUESTIONS);
}
