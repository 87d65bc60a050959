/** A list that may be missing, with elements that may be null. */
export type RawList<T> = readonly (T | null | undefined)[] | null | undefined;

// Zero width, soft hyphens, marks of text direction, tags, fillers: invisible characters that come with copy and paste.
// Control characters too, except blanks.
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\0-\u0008\u000e-\u001f\u007f-\u009f]/gu;
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\0-\u0008\u000e-\u001f\u007f-\u009f]/u;
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Whether a text has nothing to see: no characters, or only blanks and invisible ones. */
export function isBlank(text: string): boolean {
  return !VISIBLE.test(text);
}

/** The text itself; null if it is missing or blank. */
export function toText(text: string | null | undefined): string | null {
  return typeof text !== 'string' || isBlank(text) ? null : text;
}

/** The text without invisible characters. */
export function withoutHidden(text: string): string {
  return PRINTABLE.test(text) ? text : text.replace(HIDDEN, '');
}

/** Whether two names are the same: case-insensitive, composed or decomposed, surrounding blanks ignored. */
export function sameName(first: string | null | undefined, second: string | null | undefined): boolean {
  return typeof first === 'string' && typeof second === 'string' && nameKey(first) === nameKey(second);
}

/** The key of a name in maps and sets; names with the same key are the same by {@link sameName}. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/** The elements that are neither null nor undefined. */
export function present<T>(list: RawList<T>): T[] {
  return (list ?? []).filter((element) => element !== null && element !== undefined);
}

/** The texts that are not blank, each once; surrounding blanks make no difference. */
export function distinctTexts(list: RawList<string>): string[] {
  const texts = new Map<string, string>();
  for (const element of list ?? []) {
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

/** The words of a name for comparison: lower case, without diacritics, articles and conjunctions. */
export function words(text: string): string[] {
  const plain = text.toLowerCase().replace(/ß/g, 'ss').normalize('NFD').replace(/\p{M}/gu, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !FILLER_WORDS.has(word));
}
