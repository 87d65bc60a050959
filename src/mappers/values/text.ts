/** A list that may be missing, with elements that may be null. */
export type RawList<T> = readonly (T | null | undefined)[] | null | undefined;

// Letters beyond ASCII count wholesale: \p{L} tests six times slower. No atom or label may hold the dot that ends it,
// so no input makes a pattern try twice.
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~\u0080-\uffff-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u0080-\uffff-]+)*$/;
const DOMAIN = /^(?:[a-z\d\u0080-\uffff][a-z\d\u0080-\uffff-]*\.)+[a-z\u0080-\uffff][a-z\d\u0080-\uffff-]+$/i;
const BLANK = /\s/;

/** The text itself, null where there is none or only blanks. */
export function toText(text: string | null | undefined): string | null {
  return text === null || text === undefined || text.trim() === '' ? null : text;
}

/** The e-mail address without surrounding blanks; null where it is none. */
export function toEmail(text: string | null | undefined): string | null {
  const email = text?.trim() ?? '';
  const at = email.lastIndexOf('@');
  if (at < 1 || email.length > 254 || BLANK.test(email)) return null;
  return LOCAL_PART.test(email.slice(0, at)) && DOMAIN.test(email.slice(at + 1)) ? email : null;
}

/** The elements that are there. */
export function present<T>(list: RawList<T>): T[] {
  return (list ?? []).filter((element) => element !== null && element !== undefined);
}

/** The texts that are there and not blank, each once. */
export function distinctTexts(list: RawList<string>): string[] {
  const texts = new Set<string>();
  for (const element of list ?? []) {
    const text = toText(element);
    if (text !== null) texts.add(text);
  }
  return [...texts];
}

/** Text for a place where HTML is expected. */
export function escapeHtml(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const FILLERS = new Set(['und', 'and', 'the', 'die', 'der', 'das']);

/** Words to compare names by: lower case, no diacritics, articles and conjunctions left out. */
export function words(text: string): string[] {
  const plain = text.toLowerCase().replace(/ß/g, 'ss').normalize('NFD').replace(/\p{M}/gu, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !FILLERS.has(word));
}
