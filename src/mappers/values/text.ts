/** A list that may be missing, with elements that may be null. */
export type RawList<T> = readonly (T | null | undefined)[] | null | undefined;

// Zero width, soft hyphens, marks that turn text around, tags, fillers: they come with copy and paste, and nobody sees
// them. Controls too, but those that are blanks.
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\0-\u0008\u000e-\u001f\u007f-\u009f]/gu;
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\0-\u0008\u000e-\u001f\u007f-\u009f]/u;
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Whether nobody would see anything: no characters, blanks, and such as have no form. */
export function isBlank(text: string): boolean {
  return !VISIBLE.test(text);
}

/** The text itself, null where there is none or only blanks. */
export function toText(text: string | null | undefined): string | null {
  return typeof text !== 'string' || isBlank(text) ? null : text;
}

/** The text without characters that nobody sees. */
export function withoutHidden(text: string): string {
  return PRINTABLE.test(text) ? text : text.replace(HIDDEN, '');
}

/** Whether two names are the same: case-insensitive, umlauts composed or decomposed, surrounding blanks ignored. */
export function sameName(first: string | null | undefined, second: string | null | undefined): boolean {
  return typeof first === 'string' && typeof second === 'string' && nameKey(first) === nameKey(second);
}

/** What equal names have in common, for maps and sets; see {@link sameName}. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/** The elements that are there. */
export function present<T>(list: RawList<T>): T[] {
  return (list ?? []).filter((element) => element !== null && element !== undefined);
}

/** The texts that are there and not blank, each once; the same text with other blanks around it is the same. */
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

/** Text for a place where HTML is expected. */
export function escapeHtml(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const FILLER_WORDS = new Set(['und', 'and', 'the', 'die', 'der', 'das']);

/** Words to compare names by: lower case, no diacritics, articles and conjunctions left out. */
export function words(text: string): string[] {
  const plain = text.toLowerCase().replace(/ß/g, 'ss').normalize('NFD').replace(/\p{M}/gu, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !FILLER_WORDS.has(word));
}
