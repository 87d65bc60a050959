import { distinctTexts, words, type RawList } from '../values/text.js';

// Stems of the words that German and English installations use.
const DOCUMENT_STEMS = {
  CV: /lebenslauf|curriculum|\bcv\b|\bresume\b/,
  COVER_LETTER: /anschreiben|begleitschreiben|begleitbrief|bewerbungsschreiben|motivation|cover ?letter/,
  OTHER: /sonstig|\bandere|weitere|divers|allgemein|unterlagen|anlage|beilage|\bother|miscellaneous|attachment/,
} as const;
const PHOTO_STEM = /foto|photo|\bbild|picture/;

/** A document type of the mandator's catalogue. */
export interface DocumentType {
  /** Null if the catalogue is empty. To ApplicantDocument.Type. */
  readonly name: string | null;
  /** False if the catalogue has none of this kind and another one is used instead. */
  readonly exact: boolean;
}

/**
 * Maps the type of an attachment to a document type of the mandator's catalogue, by German and English words.
 *
 * @param type - The type of the attachment.
 * @param names - The catalogue. From Mandator.ApplicantDocumentTypes.
 * @returns The best match, or the most general type if nothing matches.
 *
 * @example
 * ```ts
 * import { toDocumentType } from 'erecruiter-kombo/mappers';
 *
 * toDocumentType('COVER_LETTER', ['Zeugnis', 'Anschreiben']); // { name: 'Anschreiben', exact: true }
 * ```
 */
export function toDocumentType(type: 'CV' | 'COVER_LETTER' | 'OTHER', names: RawList<string>): DocumentType {
  const all = distinctTexts(names);
  const exact = plainest(all, DOCUMENT_STEMS[type]);
  if (exact !== undefined) return { name: exact, exact: true };
  const standIn = plainest(all, DOCUMENT_STEMS.OTHER) ?? all.find((name) => !isSpecial(name)) ?? all[0];
  return { name: standIn ?? null, exact: false };
}

// "Sonstiges" rather than "Sonstige Zeugnisse": every further word narrows the meaning.
function plainest(names: readonly string[], stem: RegExp): string | undefined {
  return names.filter((name) => stem.test(foldTypeName(name))).sort((a, b) => a.length - b.length)[0];
}

function isSpecial(name: string): boolean {
  return [DOCUMENT_STEMS.CV, DOCUMENT_STEMS.COVER_LETTER, PHOTO_STEM].some((stem) => stem.test(foldTypeName(name)));
}

function foldTypeName(name: string): string {
  return words(name).join(' ');
}
