/** A list that may be missing, with elements that may be null. */
export type RawList<T> = readonly (T | null | undefined)[] | null | undefined;

// Invisible characters that come with copy and paste (zero width, soft hyphens, direction marks, tags, fillers), and
// control characters except blanks.
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\0-\u0008\u000e-\u001f\u007f-\u009f]/gu;
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\0-\u0008\u000e-\u001f\u007f-\u009f]/u;
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Whether a text has no visible characters. */
export function isBlank(text: string): boolean {
  return !VISIBLE.test(text);
}

/** Returns the text itself; null if it is missing or blank. */
export function toText(text: string | null | undefined): string | null {
  return typeof text !== 'string' || isBlank(text) ? null : text;
}

/** Returns the text without invisible characters. */
export function withoutHidden(text: string): string {
  return PRINTABLE.test(text) ? text : text.replace(HIDDEN, '');
}

/** Returns a number with its noun: `1 byte`, `2 bytes`. */
export function countOf(number: number | string, noun: string): string {
  return `${number} ${noun}${String(number) === '1' ? '' : 's'}`;
}

/** Whether two names are the same: case-insensitive, composed or decomposed, surrounding blanks ignored. */
export function sameName(first: string | null | undefined, second: string | null | undefined): boolean {
  return typeof first === 'string' && typeof second === 'string' && nameKey(first) === nameKey(second);
}

/** Returns the key of a name in maps and sets; two names have the same key if {@link sameName} holds. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/** Returns the elements that are neither null nor undefined. */
export function present<T>(list: RawList<T>): T[] {
  return listElements(list).filter((element) => element !== null && element !== undefined);
}

/** Returns the elements of a list; none of anything else, whatever its type says. */
export function listElements<T>(list: RawList<T>): readonly (T | null | undefined)[] {
  return Array.isArray(list) ? list : [];
}

/** Returns the texts that are not blank, each once; surrounding blanks are ignored. */
export function distinctTexts(list: RawList<string>): string[] {
  const texts = new Map<string, string>();
  for (const element of listElements(list)) {
    const text = toText(element);
    if (text === null) continue;
    const key = text.normalize('NFC').trim();
    if (!texts.has(key)) texts.set(key, text);
  }
  return [...texts.values()];
}

/** Escapes text for use in HTML. */
export function escapeHtml(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const FILLER_WORDS = new Set(['und', 'and', 'the', 'die', 'der', 'das']);

/** Returns the words of a name for comparison: in lower case, without diacritics, articles and conjunctions. */
export function words(text: string): string[] {
  const plain = text.toLowerCase().replace(/ß/g, 'ss').normalize('NFD').replace(/\p{M}/gu, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !FILLER_WORDS.has(word));
}
