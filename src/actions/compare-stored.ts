import { asciiDomain } from '../api/lookups.js';
import { toDate } from '../mappers/index.js';
import { nameKey, sameName, withoutHidden, words } from '../mappers/values/text.js';

// Servers change values when they store them: trimmed, without special characters, transliterated, cut. Each function
// here checks for one kind of value whether the stored one is what was sent.

type Row = Readonly<Record<string, unknown>>;

/**
 * Returns the properties that eRecruiter stores in another form than they were sent. Properties that are missing in the
 * answer are ignored, and an enum that was sent as a number may be returned by name.
 */
export function alteredProperties(sent: Row, stored: Row, timeZone: string): string[] {
  return Object.entries(sent).flatMap(([name, value]) => {
    const isKnown = value !== null && value !== undefined && stored[name] !== undefined;
    const isKept = !isKnown || (name === 'Email' ? isSameAddress : isSameValue)(value, stored[name], timeZone);
    return isKept ? [] : [name];
  });
}

function isSameAddress(sent: unknown, stored: unknown): boolean {
  return typeof sent === 'string' && typeof stored === 'string' && addressKey(sent) === addressKey(stored);
}

function isSameValue(sent: unknown, stored: unknown, timeZone: string): boolean {
  if (typeof sent === 'string') return typeof stored === 'string' && isSameText(sent, stored, timeZone);
  if (typeof sent === 'number' && typeof stored === 'string') return Number.isNaN(Number(stored)) || sent === +stored;
  if (Array.isArray(sent)) {
    return sent.every((item) => Array.isArray(stored) && stored.some((other) => isSameItem(item, other)));
  }
  if (typeof sent === 'object' && sent !== null && typeof stored === 'object' && stored !== null) {
    const values = new Map(Object.entries(stored));
    return Object.entries(sent).every(([name, value]) => (value ?? null) === (values.get(name) ?? null));
  }
  return sent === stored;
}

function isSameText(sent: string, stored: string, timeZone: string): boolean {
  if (withUnixLines(sent) === withUnixLines(stored)) return true;
  const [sentAt, storedAt] = [sent, stored].map((text) => toDate(text, timeZone)?.getTime());
  // Some columns store whole seconds only.
  return sentAt !== undefined && storedAt !== undefined && Math.abs(sentAt - storedAt) < 1_000;
}

function isSameItem(sent: unknown, stored: unknown): boolean {
  return typeof sent === 'string' && typeof stored === 'string' ? sameName(sent, stored) : sent === stored;
}

function withUnixLines(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** Whether a value that was sent as text is the stored one; `isOneOfSeveral` if the stored text may contain others. */
export function isStoredValue(sent: string, stored: string, isOneOfSeveral: boolean): boolean {
  const [wanted, held] = [withUnixLines(sent).toLowerCase(), withUnixLines(stored).toLowerCase()];
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(wanted);
  if (day !== null && (held.startsWith(wanted) || held === `${day[3]}.${day[2]}.${day[1]}`)) return true;
  return isOneOfSeveral ? held.includes(wanted) : held === wanted;
}

/** Whether a stored text may be a server's form of the sent one: trimmed, cleaned, transliterated, cut or extended. */
export function resembles(stored: string, sent: string): boolean {
  const [held, wanted] = [forms(stored), forms(sent)];
  if ([held, wanted].some((all) => all.every((form) => form === ''))) return true; // only special characters
  return held.some((form, index) => {
    const other = wanted[index] ?? '';
    return form !== '' && (other.startsWith(form) || (other.length > 2 && form.startsWith(other)));
  });
}

/** Whether two texts differ at most in blanks, special characters, umlauts and case. */
export function isSpelledAlike(stored: string, sent: string): boolean {
  const wanted = forms(sent);
  return forms(stored).some((form, index) => form !== '' && form === wanted[index]);
}

/** A shorter text is more likely another text than one that a server has cut. */
const MIN_CUT_LENGTH = 8;

/** Whether one of two texts is the beginning of the other, and too long for a coincidence. */
export function isCutOrExtended(stored: string, sent: string): boolean {
  return Math.min(stored.length, sent.length) >= MIN_CUT_LENGTH && resembles(stored, sent);
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** Returns a text without special characters in several forms: umlauts removed, without dots, and as two letters. */
function forms(text: string): string[] {
  const lower = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/&(?:amp|lt|gt|quot|#\d{1,5});/g, '');
  const transcribed = lower.replace(/[äöü]/g, (letter) => UMLAUTS[letter] ?? letter);
  const ascii = [lower, lower.normalize('NFD')].map((form) => form.replace(/[^a-z\d]/g, ''));
  return [...ascii, words(lower).join(''), words(transcribed).join('')];
}

/** Returns a key that is the same for equal email addresses. In practice the local part is case-insensitive. */
export function addressKey(email: string): string {
  const text = nameKey(withoutHidden(email));
  const at = text.lastIndexOf('@') + 1;
  const host = at === 0 ? undefined : asciiDomain(text.slice(at));
  return host === undefined ? text : text.slice(0, at) + host;
}

/** Returns a key that is the same for spellings that a server may confuse. */
export function addressFamily(email: string): string {
  return addressKey(email.replace(/ß/gi, 'ss')).normalize('NFD').replace(/\p{M}/gu, '');
}

/** The shortest database column for addresses. */
const MIN_ADDRESS_COLUMN = 30;

/** Whether a stored address may be a server's form of the sent one: another spelling, or cut. */
export function isSimilarAddress(stored: string, sent: string): boolean {
  const [held, wanted] = [addressFamily(stored), addressFamily(sent)];
  return held === wanted || (held.length >= MIN_ADDRESS_COLUMN && wanted.startsWith(held));
}
