/** A list that may be missing, with elements that may be null. */
export type RawList<T> = readonly (T | null | undefined)[] | null | undefined;

// Atoms and labels exclude the characters that separate them, so no input makes the pattern try twice.
const LOCAL_PART = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^(?:[\p{L}\p{N}][\p{L}\p{N}-]*\.)+\p{L}[\p{L}\p{N}-]+$/u;

/** The text itself, null where there is none or only blanks. */
export function toText(text: string | null | undefined): string | null {
  return text === null || text === undefined || text.trim() === '' ? null : text;
}

/** The e-mail address without surrounding blanks; null where it is none. */
export function toEmail(text: string | null | undefined): string | null {
  const email = text?.trim() ?? '';
  const at = email.lastIndexOf('@');
  const sound = email.length <= 254 && LOCAL_PART.test(email.slice(0, at)) && DOMAIN.test(email.slice(at + 1));
  return at > 0 && sound ? email : null;
}

/** The elements that are there. */
export function present<T>(list: RawList<T>): T[] {
  return (list ?? []).filter((element) => element !== null && element !== undefined);
}

/** The texts that are there and not blank, each once. */
export function distinctTexts(list: RawList<string>): string[] {
  return [...new Set(present(list).filter((text) => text.trim() !== ''))];
}

/** Text for a place where HTML is expected. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const FILLERS = new Set(['und', 'and', 'the', 'die', 'der', 'das']);

/** Words to compare names by: lower case, no diacritics, articles and conjunctions left out. */
export function words(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !FILLERS.has(word));
}
