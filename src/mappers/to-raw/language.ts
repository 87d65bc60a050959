import type { RawApplicantLanguageView } from '../../schemas/sub-records.js';
import type { LanguageBody } from './bodies.js';

/**
 * Returns the body that sets the level of a language. Kombo's models have no languages: there is nothing to map back.
 *
 * @param language - A language to write, from the `languages` of {@link toRawAnswers}.
 * @param current - The applicant's row for this language, so that a second one is not created. Default: none.
 * @returns The row with its new level, for `POST Api/Applicant/Language/{languageId}`; without a row the language
 * itself, for `PUT Api/Applicant/Language/{applicantId}`.
 *
 * @example
 * ```ts
 * import { toRawLanguage } from 'erecruiter-kombo/mappers';
 *
 * const stored = { Id: 31, Language: 'Französisch', Level: 'gut' };
 * toRawLanguage({ Language: 'Französisch', Level: 'fließend' }, stored).Level; // 'fließend'
 * ```
 */
export function toRawLanguage<Row extends RawApplicantLanguageView>(
  language: LanguageBody,
  current?: Row,
): LanguageBody {
  return { ...current, Language: current?.Language ?? language.Language, Level: language.Level };
}
