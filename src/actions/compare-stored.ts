import { asciiDomain } from '../api/lookups.js';
import { toDate } from '../mappers/index.js';
import { nameKey, sameName, withoutHidden, words } from '../mappers/values/text.js';

// Servers store what they are sent in other forms: trimmed, cleaned of signs, transcribed, cut. Each function here
// answers for one kind of value whether something stored is what was sent.

type Row = Readonly<Record<string, unknown>>;

/**
 * The names of the properties that eRecruiter stores in another form than they were sent in. A property that an answer
 * leaves out is unknown, and an enum that was sent as a number and comes back by name counts as stored.
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

/** Whether a value that was sent as text is the one stored; `isOneOfSeveral` where others may be stored beside it. */
export function isStoredValue(sent: string, stored: string, isOneOfSeveral: boolean): boolean {
  const [wanted, held] = [withUnixLines(sent).toLowerCase(), withUnixLines(stored).toLowerCase()];
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(wanted);
  if (day !== null && (held.startsWith(wanted) || held === `${day[3]}.${day[2]}.${day[1]}`)) return true;
  return isOneOfSeveral ? held.includes(wanted) : held === wanted;
}

/** Whether a stored text may be what a server made of another: trimmed, cleaned, transcribed, cut or extended. */
export function resembles(stored: string, sent: string): boolean {
  const [held, wanted] = [forms(stored), forms(sent)];
  if ([held, wanted].some((all) => all.every((form) => form === ''))) return true; // nothing but signs
  return held.some((form, index) => {
    const other = wanted[index] ?? '';
    return form !== '' && (other.startsWith(form) || (other.length > 2 && form.startsWith(other)));
  });
}

/** Whether two texts differ at most in what a server cleans or transcribes: blanks, signs, umlauts, case. */
export function isSpelledAlike(stored: string, sent: string): boolean {
  const wanted = forms(sent);
  return forms(stored).some((form, index) => form !== '' && form === wanted[index]);
}

/** A shorter text is another text rather than one that a server has cut. */
const MIN_CUT_LENGTH = 8;

/** Whether one of two texts is the beginning of the other, and too long to be a text of its own. */
export function isCutOrExtended(stored: string, sent: string): boolean {
  return Math.min(stored.length, sent.length) >= MIN_CUT_LENGTH && resembles(stored, sent);
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** A text without signs: its umlauts left out, without their dots, and written as two letters. */
function forms(text: string): string[] {
  const lower = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/&(?:amp|lt|gt|quot|#\d{1,5});/g, '');
  const transcribed = lower.replace(/[äöü]/g, (letter) => UMLAUTS[letter] ?? letter);
  const ascii = [lower, lower.normalize('NFD')].map((form) => form.replace(/[^a-z\d]/g, ''));
  return [...ascii, words(lower).join(''), words(transcribed).join('')];
}

/** What equal email addresses have in common. The case of the local part means nothing in practice. */
export function addressKey(email: string): string {
  const text = nameKey(withoutHidden(email));
  const at = text.lastIndexOf('@') + 1;
  const host = at === 0 ? undefined : asciiDomain(text.slice(at));
  return host === undefined ? text : text.slice(0, at) + host;
}

/** What two spellings have in common if a server may take one for the other. */
export function addressFamily(email: string): string {
  return addressKey(email.replace(/ß/gi, 'ss')).normalize('NFD').replace(/\p{M}/gu, '');
}

/** Columns for addresses can be as short as this. */
const MIN_ADDRESS_COLUMN = 30;

/** Whether a server may have made one address of the other: by another spelling, or by cutting it. */
export function isSimilarAddress(stored: string, sent: string): boolean {
  const [held, wanted] = [addressFamily(stored), addressFamily(sent)];
  return held === wanted || (held.length >= MIN_ADDRESS_COLUMN && wanted.startsWith(held));
}
